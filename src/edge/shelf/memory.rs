//! What a reading of the store leaves for the next, so that it looks only at what has changed.

use std::collections::HashMap;
use std::sync::Arc;

use enumset::EnumSet;
use jiff::Timestamp;
use jiff::civil::Date;

use crate::bulletin::MinimumWage;
use crate::edge::store::Listed;
use crate::posting::PostingId;
use crate::posting::Row;
use crate::screening::Contact;
use crate::screening::Flagged;
use crate::screening::Rule;
use crate::text::CleanText;

/// Of a reading.
#[derive(Debug, Default)]
pub struct Memory {
    pub(super) frame: Frame,
    /// Of each feed what was listed, by row.
    pub(super) seen: Vec<Vec<Seen>>,
    /// Of postings that waited for staff.
    pub(super) held: HashMap<Row, (PostingId, CleanText)>,
    pub(super) flagged: HashMap<Row, Arc<Flagged>>,
}

/// What all postings are looked at with; where it differs all are looked at again.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Frame {
    pub(super) today: Date,
    pub(super) wages: Vec<MinimumWage>,
}

/// What was found of a posting: 48 bytes, of which a hall of a province has a million.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) listed: Listed,
    pub(super) contact: Contact,
    pub(super) ends: End,
    /// By which something was found, but for those that depend on other postings.
    pub(super) rules: EnumSet<Rule>,
    /// It is in the catalog or held, and staff have decided nothing on it.
    pub(super) is_plain: bool,
}

/// The second until which a posting is valid, since 1970.
#[derive(Debug, Clone, Copy)]
pub(super) struct End(i64);

impl End {
    pub(super) fn of(valid_through: Option<Timestamp>) -> Self {
        Self(valid_through.map_or(i64::MAX, Timestamp::as_second))
    }

    pub(super) fn is_before(self, now: Timestamp) -> bool {
        self.0 < now.as_second()
    }
}

impl Memory {
    /// What is known of a posting that has not changed. `at` is where it may stand, and where the next may after it: both
    /// lists are in the order of the rows.
    pub(super) fn recall(&self, feed: usize, at: &mut usize, listed: Listed) -> Option<Seen> {
        let seen = self.seen.get(feed)?;
        while seen.get(*at).is_some_and(|it| it.listed.row < listed.row) {
            *at += 1;
        }
        seen.get(*at).filter(|it| it.listed == listed).copied()
    }
}
