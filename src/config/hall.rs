//! What the screens need to know of the configuration, checked and in their own types.

use std::time::Duration;

use jiff::tz::TimeZone;

use super::AllowList;
use super::Config;
use super::ConfigError;
use super::Hotline;
use super::MapPage;
use super::QuietHours;
use super::WARNING_SECS;
use crate::bulletin::Topic;
use crate::language::Language;
use crate::posting::Geo;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// Where the demonstration stands, so that it can show distances: by the Haibo river in Qingdao.
const DEMO_NAME: &str = "示例零工市场";
const DEMO_GEO: Geo = Geo {
    latitude: 36.0935,
    longitude: 120.3577,
};

/// What every waiting screen of a real hall says; the number is nobody's.
const DEMO_SPONSOR: &str = "示例区人社局";
const DEMO_SUPERVISION: &str = "0532-0000 0000";

/// The country's own numbers, and what they help in.
const DEMO_HOTLINES: [(&str, &str, &[Topic]); 4] = [
    (
        "人社热线",
        "12333",
        &[Topic::Arrears, Topic::Injury, Topic::Discrimination, Topic::Dispute],
    ),
    (
        "法律援助热线",
        "12348",
        &[Topic::Arrears, Topic::Injury, Topic::Discrimination, Topic::Dispute],
    ),
    ("报警", "110", &[Topic::Fraud]),
    ("救护车", "120", &[Topic::Injury]),
];

/// Leads nowhere: RFC 2606 keeps the domain.
const DEMO_MAP: &str = "https://map.zhaohuo.example/?at={latitude},{longitude}";

/// The hall in which this kiosk stands.
#[expect(
    clippy::struct_excessive_bools,
    reason = "what there is and what there is not are facts that combine freely"
)]
#[derive(Debug, Clone)]
pub struct Hall {
    pub name: Option<CleanText>,
    pub sponsor: Option<CleanText>,
    pub supervision_phone: Option<CleanText>,
    pub desk: Option<CleanText>,
    pub geo: Option<Geo>,
    pub zone: TimeZone,
    pub allow: AllowList,
    pub map: Option<MapPage>,
    pub hotlines: Vec<Hotline>,
    pub quiet: Option<QuietHours>,
    /// There is a printer for slips.
    pub prints: bool,
    /// There is a maintenance screen behind a PIN.
    pub has_pin: bool,
    /// There is a program that reads aloud: for the kiosk to find out.
    pub speech: bool,
    /// Never empty; the first is what a visit begins with.
    pub languages: Vec<Language>,
    pub patience: Patience,
    /// What is shown is made up, and must say so.
    pub demonstration: bool,
}

/// How long an untouched screen is left to its reader.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    pub idle: Duration,
    /// On a page with a code, at which one may still be aiming a phone.
    pub idle_code: Duration,
    /// Before the end, how long it is announced.
    pub warning: Duration,
}

impl Hall {
    /// # Errors
    ///
    /// What [`Config::check`] would say, and a language that there is no file for.
    pub fn of(config: &Config) -> Result<Self, ConfigError> {
        let languages = config.screen.languages.iter().map(|code| {
            Language::of(code).ok_or_else(|| ConfigError::Value {
                key: "screen.languages",
                problem: format!("there is no {code:?}, only {}", crate::locale_codes().join(", ")),
            })
        });
        let demonstration = config.feed.is_empty();
        let (name, geo) = (config.station.name.clone(), config.station.geo()?);
        let invented = |text: &str| demonstration.then(|| CleanText::new(text, LINE_CHARS));
        Ok(Self {
            name: name.or_else(|| invented(DEMO_NAME)),
            sponsor: config.station.sponsor.clone().or_else(|| invented(DEMO_SPONSOR)),
            supervision_phone: config
                .station
                .supervision_phone
                .clone()
                .or_else(|| invented(DEMO_SUPERVISION)),
            desk: config.station.desk.clone(),
            geo: geo.or(demonstration.then_some(DEMO_GEO)),
            zone: config.zone()?,
            allow: config.allow_list()?,
            map: match config.map_page()? {
                None if demonstration => MapPage::new(DEMO_MAP).ok(),
                map => map,
            },
            hotlines: if demonstration && config.hotline.is_empty() {
                demo_hotlines()
            } else {
                config.hotline.clone()
            },
            quiet: config.visit.quiet_hours()?,
            prints: config.printer.target()?.is_some(),
            has_pin: config.maintenance.pin.is_some(),
            speech: false,
            languages: languages.collect::<Result<_, _>>()?,
            patience: Patience {
                idle: Duration::from_secs(config.visit.idle_secs),
                idle_code: Duration::from_secs(config.visit.idle_code_secs.max(config.visit.idle_secs)),
                warning: Duration::from_secs(WARNING_SECS),
            },
            demonstration,
        })
    }
}

fn demo_hotlines() -> Vec<Hotline> {
    let hotlines = DEMO_HOTLINES.into_iter().map(|(name, phone, topics)| Hotline {
        name: CleanText::new(name, LINE_CHARS),
        phone: CleanText::new(phone, LINE_CHARS),
        topics: topics.to_vec(),
    });
    hotlines.collect()
}
