//! What an operator may set: read once, checked once, with every default here.
//!
//! The commented example `packaging/config.toml` documents each key; a test holds the two together.

mod allow;
mod credential;
mod fault;
mod feed;
mod hall;
mod layers;
mod maintenance;
mod map;
mod metrics;
mod printer;
mod quiet;
mod screen;
mod screening;

use std::path::PathBuf;

use jiff::tz::TimeZone;
use serde::Deserialize;
use url::Url;

use crate::bulletin::Topic;
use crate::posting::Geo;
use crate::text::CleanText;
use crate::text::clean_error;

pub use allow::AllowList;
pub use credential::CredentialName;
pub use fault::Fault;
pub use feed::Feed;
pub(crate) use feed::is_localhost;
pub use feed::is_loopback;
pub use hall::Hall;
pub use hall::Patience;
pub use layers::Layers;
pub use layers::Misconfigured;
pub use layers::Written;
pub use maintenance::Maintenance;
pub use map::MapPage;
pub use metrics::Metrics;
pub use printer::CodeBy;
pub use printer::Encoding;
pub use printer::Paper;
pub use printer::Printer;
pub use printer::Printing;
pub use printer::Target;
pub use quiet::QuietHours;
pub use screen::Border;
pub use screen::BorderSetting;
pub use screen::Screen;
pub use screen::Speech;
pub use screen::ThemeName;
pub use screening::Screening;

/// Without a key for so long, nobody is there any more; with a code on show one may still be aiming a phone.
const IDLE_SECS: u64 = 60;
const IDLE_CODE_SECS: u64 = 120;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Where postings come from. None: the demonstration feed.
    pub feed: Vec<Feed>,
    /// Hosts that a code may lead to. Empty: the feeds' own hosts and `*.gov.cn`.
    pub allow: Vec<String>,
    /// The page that shows the way to a place, with `{latitude}` and `{longitude}`.
    pub map: Option<String>,
    /// Numbers to call when something has happened, besides those of the feeds.
    pub hotline: Vec<Hotline>,
    pub station: Station,
    pub visit: Visit,
    pub network: Network,
    pub screen: Screen,
    pub printer: Printer,
    pub screening: Screening,
    pub search: Search,
    pub maintenance: Maintenance,
    pub metrics: Metrics,
    /// Nobody leaves the program by a key: the screen is a public one.
    pub locked: bool,
    /// IANA name. What 今天 means, whatever the box says.
    pub time_zone: String,
    /// Where the store lies.
    pub data: Option<PathBuf>,
    /// The socket at which staff reach the kiosk; in the data folder where it is not said.
    pub control: Option<PathBuf>,
}

/// A number to call.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hotline {
    pub name: CleanText,
    pub phone: CleanText,
    /// What it helps in.
    pub topics: Vec<Topic>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Station {
    /// On top of every screen.
    pub name: Option<CleanText>,
    /// Degrees, WGS 84; distances are reckoned from here.
    pub latitude: Option<f64>,
    pub longitude: Option<f64>,
    /// Who runs the hall, and the phone for complaints about it.
    pub sponsor: Option<CleanText>,
    pub supervision_phone: Option<CleanText>,
    /// Where one says a 编号.
    pub desk: Option<CleanText>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Search {
    /// Words are looked for in descriptions too, which takes twice the memory.
    pub descriptions: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Visit {
    pub idle_secs: u64,
    pub idle_code_secs: u64,
    /// `22:00-04:00`: when nobody is in the hall, and the screen rests.
    pub quiet: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Network {
    /// `http://` or `socks5://` address; without one the environment's is used.
    pub proxy: Option<String>,
    /// PEM file with further roots to trust.
    pub ca_file: Option<PathBuf>,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// The message of the TOML reader, which names line and column; and in short, without the line itself.
    #[error("{full}")]
    Syntax {
        /// Bytes from the beginning.
        at: Option<usize>,
        short: String,
        full: String,
    },
    #[error("`{key}`: {problem}")]
    Value { key: &'static str, problem: String },
}

impl Config {
    /// Reads and checks a configuration file's text.
    ///
    /// # Errors
    ///
    /// With line and column for what is no TOML, is unknown (with the nearest known key) or has the wrong type; with
    /// the key for a value that cannot be.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let config = Self::read(text)?;
        config.check()?;
        Ok(config)
    }

    /// What is written, whether or not it can be.
    fn read(text: &str) -> Result<Self, ConfigError> {
        toml::from_str(text).map_err(|error| ConfigError::Syntax {
            at: error.span().map(|span| span.start),
            short: error.message().to_owned(),
            full: with_suggestion(&without_secrets(&error.to_string())),
        })
    }

    /// What [`Self::parse`] checks, for a configuration that the command line changed.
    ///
    /// # Errors
    ///
    /// [`ConfigError::Value`] for the first value that cannot be.
    pub fn check(&self) -> Result<(), ConfigError> {
        for feed in &self.feed {
            feed.check()?;
        }
        self.zone()?;
        self.allow_list()?;
        self.map_page()?;
        self.visit.quiet_hours()?;
        self.station.geo()?;
        self.printer.target()?;
        self.printer.printing()?;
        self.maintenance.check()?;
        self.metrics.check()?;
        at_least("visit.idle_secs", self.visit.idle_secs, WARNING_SECS + 5)?;
        at_least("visit.idle_code_secs", self.visit.idle_code_secs, WARNING_SECS + 5)?;
        if let Some(proxy) = &self.network.proxy {
            Url::parse(proxy).map_err(|error| bad("network.proxy", &error))?;
        }
        if self.screen.languages.is_empty() {
            return Err(bad("screen.languages", &"name at least one, like \"zh-CN\""));
        }
        Ok(())
    }

    /// # Errors
    ///
    /// Where `time_zone` is no IANA name.
    pub fn zone(&self) -> Result<TimeZone, ConfigError> {
        TimeZone::get(&self.time_zone).map_err(|error| bad("time_zone", &error))
    }

    /// # Errors
    ///
    /// Where `map` is no `https` address with both blanks in it.
    pub fn map_page(&self) -> Result<Option<MapPage>, ConfigError> {
        let map = self.map.as_deref().map(MapPage::new);
        map.transpose().map_err(|problem| bad("map", &problem))
    }

    /// # Errors
    ///
    /// Where a pattern is no host name.
    pub fn allow_list(&self) -> Result<AllowList, ConfigError> {
        let own: Vec<String> = if self.feed.is_empty() && self.allow.is_empty() {
            // The demonstration's own addresses: RFC 2606 keeps the domain from ever leading anywhere.
            vec!["*.example".to_owned()]
        } else if self.allow.is_empty() {
            let hosts = self
                .feed
                .iter()
                .filter_map(|feed| Some(feed.address().ok()?.domain()?.to_owned()));
            hosts.chain(["*.gov.cn".to_owned()]).collect()
        } else {
            self.allow.clone()
        };
        AllowList::new(&own).map_err(|pattern| {
            bad(
                "allow",
                &format!("{pattern:?} is no host name, like jobs.example.cn or *.gov.cn"),
            )
        })
    }
}

/// How long the warning stands before a visit ends: time to read it, and to press a key with cold hands.
pub const WARNING_SECS: u64 = 20;

impl Visit {
    /// # Errors
    ///
    /// Where `quiet` is no pair of times.
    pub fn quiet_hours(&self) -> Result<Option<QuietHours>, ConfigError> {
        let Some(written) = &self.quiet else { return Ok(None) };
        match QuietHours::parse(written) {
            Some(quiet) => Ok(Some(quiet)),
            None => Err(bad(
                "visit.quiet",
                &format!("{written:?} is no pair of times, like \"22:00-04:00\""),
            )),
        }
    }
}

impl Station {
    /// # Errors
    ///
    /// Where only one of the two is set, or they are off the globe.
    pub fn geo(&self) -> Result<Option<Geo>, ConfigError> {
        match (self.latitude, self.longitude) {
            (None, None) => Ok(None),
            (Some(latitude), Some(longitude)) => match Geo::new(latitude, longitude) {
                Some(geo) => Ok(Some(geo)),
                None => Err(bad("station.latitude", &"off the globe")),
            },
            (Some(_), None) | (None, Some(_)) => {
                Err(bad("station.latitude", &"needs its longitude, and the other way round"))
            }
        }
    }
}

/// Jaro–Winkler similarity below which two keys have nothing to do with each other: `phone` is no slip for `sponsor`.
const NEAR: f64 = 0.75;

/// Where somebody may have written a PIN or a token itself.
const SECRET_KEYS: [&str; 2] = ["pin", "credential"];

/// The line that a mistake is in is shown, unless somebody wrote a secret there: it would stand in the journal.
fn without_secrets(message: &str) -> String {
    let shown = message.lines().map(|line| {
        let written = SECRET_KEYS.iter().find_map(|key| {
            let (before, rest) = line.split_once(key)?;
            rest.contains('=').then(|| format!("{before}{key} = …"))
        });
        written.unwrap_or_else(|| line.to_owned())
    });
    shown.collect::<Vec<_>>().join("\n")
}

/// toml names the keys that it knows; the nearest of them is most often the one that was meant.
fn with_suggestion(message: &str) -> String {
    let mut quoted = message.split('`').skip(1).step_by(2);
    let unknown = message.contains("unknown field").then(|| quoted.next()).flatten();
    let nearest = unknown.and_then(|unknown| {
        let known = message.split("unknown field").nth(1)?.split('`').skip(3).step_by(2);
        let nearness = |key: &str| strsim::jaro_winkler(key, unknown);
        known
            .max_by(|a, b| nearness(a).total_cmp(&nearness(b)))
            .filter(|key| nearness(key) >= NEAR)
    });
    match nearest {
        Some(nearest) => format!("{}\ndid you mean `{nearest}`?", message.trim_end()),
        None => message.trim_end().to_owned(),
    }
}

fn bad(key: &'static str, problem: &dyn std::fmt::Display) -> ConfigError {
    ConfigError::Value {
        key,
        problem: clean_error(problem).to_string(),
    }
}

fn at_least(key: &'static str, value: u64, least: u64) -> Result<(), ConfigError> {
    if value < least {
        return Err(bad(key, &format!("{value} is too little; at least {least}")));
    }
    Ok(())
}

impl Default for Config {
    fn default() -> Self {
        Self {
            feed: Vec::new(),
            allow: Vec::new(),
            map: None,
            hotline: Vec::new(),
            station: Station::default(),
            visit: Visit::default(),
            network: Network::default(),
            screen: Screen::default(),
            printer: Printer::default(),
            screening: Screening::default(),
            search: Search::default(),
            maintenance: Maintenance::default(),
            metrics: Metrics::default(),
            locked: false,
            time_zone: "Asia/Shanghai".to_owned(),
            data: None,
            control: None,
        }
    }
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            idle_secs: IDLE_SECS,
            idle_code_secs: IDLE_CODE_SECS,
            quiet: None,
        }
    }
}
