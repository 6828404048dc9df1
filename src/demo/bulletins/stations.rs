//! 服务站: the four levels 市, 区(市), 镇(街), 村(居), each naming those above it.

use serde_json::Value;
use serde_json::json;

use super::Bulletin;
use crate::demo::dead_phone;
use crate::demo::places::DISTRICTS;
use crate::demo::places::Spot;

const STREETS: usize = 40;
const VILLAGES: usize = 40;
pub(super) const COUNT: usize = 1 + DISTRICTS.len() + STREETS + VILLAGES;

/// When a station is open and what it does for people, by what it is.
struct Kind {
    hours: &'static [&'static str],
    /// What each has, then what one has and the next has not.
    offers: &'static [&'static str],
    extras: &'static [&'static str],
}

/// Offices shut at noon.
const OFFICE: Kind = Kind {
    hours: &["Mo-Fr 08:30-12:00", "Mo-Fr 13:30-17:30"],
    offers: &["招工信息", "社保", "补贴", "职业指导", "法律咨询"],
    extras: &["创业指导", "办证", "毕业生窗口", "退役军人窗口", "残疾人窗口"],
};
/// Gig markets open when people come.
const MARKET: Kind = Kind {
    hours: &["Mo-Su 04:00-18:00"],
    offers: &["招工信息", "歇脚热水", "充电", "厕所", "欠工钱登记"],
    extras: &["微波炉", "早饭", "借工具", "法律咨询", "班车", "淋浴"],
};
const STREET: Kind = Kind {
    hours: &["Mo-Fr 08:30-12:00", "Mo-Fr 13:30-17:30", "Sa 09:00-11:30"],
    offers: &["招工信息", "失业登记", "补贴", "培训报名"],
    extras: &["歇脚热水", "充电", "法律咨询", "帮着填表", "给孩子留座"],
};
const VILLAGE: Kind = Kind {
    hours: &["Mo-Sa 08:00-11:30", "Mo-Sa 13:30-17:00"],
    offers: &["招工信息", "帮着填表"],
    extras: &["歇脚热水", "充电", "接送点", "农活登记", "公益岗报名"],
};

pub(super) fn write(bulletin: &mut Bulletin, index: usize) {
    let below_city = index.saturating_sub(1);
    let below_district = below_city.saturating_sub(DISTRICTS.len());
    if index == 0 {
        station(bulletin, CITY, None, Spot::nth(1), &OFFICE);
    } else if below_city < DISTRICTS.len() {
        let spot = Spot::nth(below_city);
        station(bulletin, &district(spot), Some(parent(CITY, None)), spot, &OFFICE);
    } else if below_district < STREETS {
        let spot = Spot::nth(below_district);
        let above = parent(&district(spot), Some(parent(CITY, None)));
        let kind = if is_market(below_district) { &MARKET } else { &STREET };
        station(bulletin, &street(spot, below_district), Some(above), spot, kind);
    } else {
        let nth = below_district - STREETS;
        let spot = Spot::nth(nth);
        let above = parent(&district(spot), Some(parent(CITY, None)));
        let above = parent(&street(spot, nth), Some(above));
        let name = format!("{}{}就享家", spot.street.name, Spot::village(&mut bulletin.draw));
        station(bulletin, &name, Some(above), spot, &VILLAGE);
    }
}

const CITY: &str = "青岛市公共就业服务中心（示例）";

fn district(spot: Spot) -> String {
    format!("{}公共就业服务中心（示例）", spot.district.name)
}

fn street(spot: Spot, nth: usize) -> String {
    let kind = if is_market(nth) { "零工市场" } else { "就享家" };
    format!("{}{kind}（示例）", spot.street.name)
}

/// Every fourth of the streets has one.
const fn is_market(nth: usize) -> bool {
    nth.is_multiple_of(4)
}

fn parent(name: &str, above: Option<Value>) -> Value {
    let mut agency = json!({"@type": "EmploymentAgency", "name": name});
    if let Some(above) = above {
        agency["parentOrganization"] = above;
    }
    agency
}

fn station(bulletin: &mut Bulletin, name: &str, above: Option<Value>, spot: Spot, kind: &Kind) {
    bulletin.published("EmploymentAgency", name);
    let address = spot.address(&mut bulletin.draw, "");
    bulletin.put("address", address);
    let geo = spot.geo(&mut bulletin.draw);
    bulletin.put("geo", geo);
    let phone = dead_phone(&mut bulletin.draw);
    bulletin.put("telephone", phone);
    match kind.hours {
        [always] => bulletin.put("openingHours", *always),
        split => bulletin.put("openingHours", json!(split)),
    }
    let mut offers = kind.offers.to_vec();
    for _ in 0..2 {
        let extra = bulletin.draw.pick(kind.extras);
        if !offers.contains(&extra) {
            offers.push(extra);
        }
    }
    let offers: Vec<_> = offers
        .iter()
        .map(|name| json!({"@type": "Offer", "name": name}))
        .collect();
    bulletin.put("makesOffer", offers);
    if let Some(above) = above {
        bulletin.put("parentOrganization", above);
    }
}
