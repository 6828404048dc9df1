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
use crate::language::Language;
use crate::posting::Geo;
use crate::text::CleanText;

/// Where the demonstration stands, so that it can show distances: by the Haibo river in Qingdao.
const DEMO_NAME: &str = "示例零工市场";
const DEMO_GEO: Geo = Geo {
    latitude: 36.0935,
    longitude: 120.3577,
};

/// Leads nowhere: RFC 2606 keeps the domain.
const DEMO_MAP: &str = "https://map.zhaohuo.example/?at={latitude},{longitude}";

/// The hall in which this kiosk stands.
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
        let invented = |name: Option<CleanText>| name.or_else(|| demonstration.then(|| CleanText::new(DEMO_NAME, 20)));
        Ok(Self {
            name: invented(name),
            sponsor: config.station.sponsor.clone(),
            supervision_phone: config.station.supervision_phone.clone(),
            desk: config.station.desk.clone(),
            geo: geo.or(demonstration.then_some(DEMO_GEO)),
            zone: config.zone()?,
            allow: config.allow_list()?,
            map: match config.map_page()? {
                None if demonstration => MapPage::new(DEMO_MAP).ok(),
                map => map,
            },
            hotlines: config.hotline.clone(),
            quiet: config.visit.quiet_hours()?,
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
