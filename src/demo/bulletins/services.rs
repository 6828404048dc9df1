//! 政策和服务: what one gets, who can have it, what to bring, where to go. In the words of a window, and
//! without numbers that a real rule would have: those belong to a real feed.

mod help;
mod money;
mod rights;

use serde_json::Value;
use serde_json::json;

use super::Bulletin;
use super::organization;
use crate::demo::dead_phone;
use crate::demo::places::Spot;

struct Service {
    /// `serviceType`. A screen numbers the kinds, so there are at most nine.
    kind: &'static str,
    name: &'static str,
    text: &'static str,
    who: &'static str,
    /// Codes of `zh:audience`; none where it is for everybody.
    audience: &'static [&'static str],
    bring: &'static [&'static str],
    topic: Option<&'static str>,
    desk: Desk,
}

/// Where one goes for it.
#[derive(Clone, Copy)]
enum Desk {
    /// One of the windows of the district's hall.
    Window,
    /// A place of its own, named after the district.
    Place(&'static str),
    /// Nowhere: a call does it.
    Call(&'static str),
}

/// For everybody, at a window; the rest is said by the methods after it.
const fn service(kind: &'static str, name: &'static str, text: &'static str, who: &'static str) -> Service {
    Service {
        kind,
        name,
        text,
        who,
        audience: &[],
        bring: &[],
        topic: None,
        desk: Desk::Window,
    }
}

impl Service {
    const fn suits(mut self, audience: &'static [&'static str]) -> Self {
        self.audience = audience;
        self
    }

    const fn bring(mut self, bring: &'static [&'static str]) -> Self {
        self.bring = bring;
        self
    }

    const fn about(mut self, topic: &'static str) -> Self {
        self.topic = Some(topic);
        self
    }

    const fn at(mut self, place: &'static str) -> Self {
        self.desk = Desk::Place(place);
        self
    }

    const fn by(mut self, call: &'static str) -> Self {
        self.desk = Desk::Call(call);
        self
    }
}

const CARD: &[&str] = &["身份证"];
const CARD_AND_BANK: &[&str] = &["身份证", "银行卡"];
const CARD_AND_BOOK: &[&str] = &["身份证", "户口本"];
const LICENCE: &[&str] = &["营业执照", "经办人身份证"];

static ROWS: [&[Service]; 3] = [&money::SERVICES, &help::SERVICES, &rights::SERVICES];
pub(super) const COUNT: usize = money::SERVICES.len() + help::SERVICES.len() + rights::SERVICES.len();

pub(super) fn write(bulletin: &mut Bulletin, index: usize) {
    let Some(service) = ROWS.into_iter().flatten().nth(index) else {
        return;
    };
    let spot = Spot::nth(index);
    bulletin.published("GovernmentService", service.name);
    bulletin.put("description", service.text);
    bulletin.put("serviceType", service.kind);
    bulletin.put("audience", json!({"@type": "Audience", "audienceType": service.who}));
    if !service.audience.is_empty() {
        bulletin.put("zh:audience", json!(service.audience));
    }
    if !service.bring.is_empty() {
        bulletin.put("zh:bring", json!(service.bring));
    }
    if let Some(topic) = service.topic {
        bulletin.put("zh:topic", topic);
    }
    let office = format!("{}人力资源和社会保障局（示例）", spot.district.name);
    bulletin.put("provider", organization(&office));
    let channel = channel(bulletin, service.desk, spot);
    bulletin.put("availableChannel", channel);
}

fn channel(bulletin: &mut Bulletin, desk: Desk, spot: Spot) -> Value {
    let window = bulletin.draw.between(1, 18);
    let district = spot.district.spoken;
    let place = match desk {
        Desk::Window => Some(format!("{district}政务大厅 {window} 号窗口")),
        Desk::Place(place) => Some(format!("{district}{place}")),
        Desk::Call(_) => None,
    };
    let mut channel = json!({"@type": "ServiceChannel"});
    if let Desk::Call(call) = desk {
        channel["name"] = json!(call);
    }
    if let Some(name) = place {
        channel["serviceLocation"] = json!({
            "@type": "Place",
            "name": name,
            "address": spot.address(&mut bulletin.draw, ""),
            "geo": spot.geo(&mut bulletin.draw),
        });
    }
    channel["servicePhone"] = json!({"@type": "ContactPoint", "telephone": dead_phone(&mut bulletin.draw)});
    channel
}
