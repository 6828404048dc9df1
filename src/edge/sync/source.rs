//! Where a feed is pulled from, and how.

use std::time::Duration;

use url::Url;

use super::body::Limits;
use crate::config::ConfigError;
use crate::config::CredentialName;
use crate::config::Feed;
use crate::edge::store::Withdraws;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

#[derive(Debug, Clone)]
pub struct Source {
    /// Under which the store keeps it.
    pub key: String,
    /// What people call it.
    pub name: CleanText,
    pub url: Url,
    /// What its server wants to see, and no other.
    pub credential: Option<CredentialName>,
    /// Between two pulls, about.
    pub poll: Duration,
    /// For the whole answer, from the look-up of the host to the last byte.
    pub total_timeout: Duration,
    /// Of the body, unpacked.
    pub max_bytes: u64,
    pub withdraws: Withdraws,
}

impl Source {
    /// # Errors
    ///
    /// Where the address is none.
    pub fn of(feed: &Feed) -> Result<Self, ConfigError> {
        let url = feed.address()?;
        let name = feed.name.as_deref().and_then(CleanText::line);
        let host = url.host_str().unwrap_or_default();
        Ok(Self {
            key: without_credentials(&url),
            name: name.unwrap_or_else(|| CleanText::new(host, LINE_CHARS)),
            poll: Duration::from_secs(feed.poll_secs),
            total_timeout: Duration::from_secs(feed.total_timeout_secs),
            max_bytes: feed.max_bytes,
            credential: feed.credential.clone(),
            withdraws: Withdraws::default(),
            url,
        })
    }

    /// Before identifiers that are unique only within their publisher.
    pub(super) fn namespace(&self) -> String {
        self.host().to_owned()
    }

    /// As it is stored.
    pub(super) fn address(&self) -> String {
        without_credentials(&self.url)
    }

    #[must_use]
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    pub(super) fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_bytes,
            time: self.total_timeout,
        }
    }
}

/// The key is shown and logged; a password in the address is not.
fn without_credentials(url: &Url) -> String {
    let mut shown = url.clone();
    // Both fail only for addresses without a host, which have no credentials either.
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    shown.to_string()
}
