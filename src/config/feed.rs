//! One feed: where it is, and how it is asked.

use serde::Deserialize;
use url::Host;
use url::Url;

use super::ConfigError;
use super::CredentialName;
use super::at_least;
use super::bad;

/// How often a feed is asked for, unless its entry says otherwise: fresh enough for a hall that is busy from four to
/// ten, and a hundred kiosks cost their web server one request every six seconds.
const POLL_SECS: u64 = 600;
/// A feed that is asked more often than this is a mistake in the configuration, and an attack on its server.
const POLL_SECS_MIN: u64 = 5;
/// A whole answer must be there by then; a slower line is better served by the old data than by a half.
const TOTAL_TIMEOUT_SECS: u64 = 60;
/// Of a feed after decompression: about 300,000 postings. A bomb is refused here.
const MAX_BYTES: u64 = 256 * 1024 * 1024;
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    pub url: String,
    /// What people call it; its host where nothing is set.
    pub name: Option<String>,
    /// Which of the credentials of this box its server wants to see; `None` where anybody may read it.
    pub credential: Option<CredentialName>,
    #[serde(default = "poll_secs")]
    pub poll_secs: u64,
    #[serde(default = "total_timeout_secs")]
    pub total_timeout_secs: u64,
    #[serde(default = "max_bytes")]
    pub max_bytes: u64,
}

impl Feed {
    #[must_use]
    pub fn at(url: &str) -> Self {
        Self {
            url: url.to_owned(),
            name: None,
            credential: None,
            poll_secs: POLL_SECS,
            total_timeout_secs: TOTAL_TIMEOUT_SECS,
            max_bytes: MAX_BYTES,
        }
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        self.address()?;
        at_least("feed.poll_secs", self.poll_secs, POLL_SECS_MIN)?;
        at_least("feed.total_timeout_secs", self.total_timeout_secs, 1)?;
        at_least("feed.max_bytes", self.max_bytes, 1024)
    }

    /// # Errors
    ///
    /// Where `url` is not an `http` or `https` address, or no one that a credential may go to.
    pub fn address(&self) -> Result<Url, ConfigError> {
        let url = Url::parse(&self.url).map_err(|error| bad("feed.url", &format!("{:?}: {error}", self.url)))?;
        match url.scheme() {
            "http" | "https" if url.has_host() => {}
            other => return Err(bad("feed.url", &format!("{other}: is no http or https address"))),
        }
        self.check_credential(&url)?;
        Ok(url)
    }

    fn check_credential(&self, url: &Url) -> Result<(), ConfigError> {
        let Some(name) = &self.credential else { return Ok(()) };
        let is_named_twice = !url.username().is_empty() || url.password().is_some();
        let problem = if !name.is_plain() {
            "is no name of a file: letters, digits, - _ and . only; the token itself stands in that file, not here"
        } else if url.scheme() == "http" && !is_loopback(url) {
            "is not sent over http, where everybody on the way could read it; make the url https"
        } else if is_named_twice {
            "is not sent beside a user or password in the url; take one of them away"
        } else {
            return Ok(());
        };
        Err(bad("feed.credential", &problem))
    }
}

/// This machine itself.
#[must_use]
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_localhost(name),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

pub(crate) fn is_localhost(name: &str) -> bool {
    name == "localhost" || name.ends_with(".localhost")
}

fn poll_secs() -> u64 {
    POLL_SECS
}

fn total_timeout_secs() -> u64 {
    TOTAL_TIMEOUT_SECS
}

fn max_bytes() -> u64 {
    MAX_BYTES
}
