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

/// What the checks look at all postings with; where it differs, all are checked again.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Frame {
    pub(super) today: Date,
    pub(super) wages: Vec<MinimumWage>,
}

/// What was found of a posting: 40 bytes, of which a hall of a province has a million.
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

/// The second until which a posting is valid, since 1970; those beyond 2106 are as good as never over.
#[derive(Debug, Clone, Copy)]
pub(super) struct End(u32);

impl End {
    pub(super) fn of(valid_through: Option<Timestamp>) -> Self {
        let second = valid_through.map_or(i64::MAX, Timestamp::as_second);
        Self(u32::try_from(second.max(0)).unwrap_or(u32::MAX))
    }

    pub(super) fn is_before(self, now: Timestamp) -> bool {
        self.0 < u32::MAX && i64::from(self.0) < now.as_second()
    }
}

impl Memory {
    /// Where what is known of a posting stands, if it has not changed. `at` is where it may, and where the next may after
    /// it: both lists are in the order of the rows.
    pub(super) fn recall(&self, feed: usize, at: &mut usize, listed: Listed) -> Option<usize> {
        let seen = self.of(feed);
        while seen.get(*at).is_some_and(|it| it.listed.row < listed.row) {
            *at += 1;
        }
        seen.get(*at).filter(|it| it.listed == listed).map(|_| *at)
    }

    /// Whether this very posting was in the catalog or held, and nothing decided on it.
    pub(super) fn has_plain(&self, feed: usize, listed: Listed) -> bool {
        let seen = self.of(feed);
        let at = seen.binary_search_by_key(&listed.row, |it| it.listed.row);
        at.is_ok_and(|at| seen[at].listed == listed && seen[at].is_plain)
    }

    pub(super) fn of(&self, feed: usize) -> &[Seen] {
        self.seen.get(feed).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_stays_small() {
        // A province has a million of them.
        assert!(size_of::<Seen>() <= 40, "{} bytes", size_of::<Seen>());
    }
}
