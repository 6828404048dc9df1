//! The log for keeping elsewhere, as the kiosk says it and as it is read beside one: the same words in both.

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use crate::decision::Entry;

/// Bytes of a link: SHA-256.
const LINK_BYTES: usize = 32;

/// A link of the chain, written in hexadecimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Anchor(pub [u8; LINK_BYTES]);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("要 {} 位十六进制数，就是 log --day 最后一行末尾那一串", 2 * LINK_BYTES)]
pub struct AnchorError;

impl std::str::FromStr for Anchor {
    type Err = AnchorError;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digits: Option<Vec<u8>> = written.trim().chars().map(digit).collect();
        let bytes: Vec<u8> = digits
            .filter(|digits| digits.len().is_multiple_of(2))
            .ok_or(AnchorError)?
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect();
        bytes.try_into().map(Self).map_err(|_| AnchorError)
    }
}

impl std::fmt::Display for Anchor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl From<Anchor> for String {
    fn from(anchor: Anchor) -> Self {
        anchor.to_string()
    }
}

impl TryFrom<String> for Anchor {
    type Error = AnchorError;

    fn try_from(written: String) -> Result<Self, Self::Error> {
        written.parse()
    }
}

/// The whole chain, walked from its first link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    pub entries: i64,
    /// The last one.
    pub link: Anchor,
    /// The first entry that is not as it was written; then the rest says nothing.
    pub broken_at: Option<i64>,
    /// Of which entry the link is that was kept elsewhere; 0 for that of an empty log, `None` where it is gone or none
    /// was given.
    pub anchored_at: Option<i64>,
}

/// One day of the hall, or a page of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedDay {
    pub day: Date,
    /// Oldest first.
    pub entries: Vec<Entry>,
    /// Of the last entry before the day's end, in that day or before it; 0 where there is none.
    pub seq: i64,
    pub link: Anchor,
    /// The first entry of the whole log that is not as it was written.
    pub broken_at: Option<i64>,
    /// The next page is what comes after this entry; `None` on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<i64>,
}
