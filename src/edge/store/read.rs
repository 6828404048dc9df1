//! Reading what is stored, beside whoever writes it.

use std::path::Path;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::Transaction;
use rusqlite::params;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::DATABASE;
use super::FeedState;
use super::STAFF_FEED;
use super::StoreError;
use super::body;
use super::feed;
use super::left_out::Known;
use super::schema;
use crate::bulletin::Bulletin;
use crate::edge::flight::Recorder;
use crate::feed::Refused;
use crate::posting::Contact;
use crate::posting::Employer;
use crate::posting::Posting;
use crate::posting::Row;
use crate::screening;
use crate::text::CleanText;

/// A posting without `validThrough` that no good pull has confirmed for so long is no longer offered.
pub const UNCONFIRMED_DAYS: i64 = 30;
pub(super) const DAY_SECS: i64 = 86_400;

/// The store, open for reading. Sees every merge that was finished when a call began, and none in part.
pub struct Reader {
    pub(super) connection: Connection,
    pub(super) recorder: Recorder,
}

/// What a listing met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Listing {
    pub listed: usize,
    /// Left out because the disk changed them; [`super::Store::forget_validators`] has them sent again.
    pub broken: usize,
}

impl Reader {
    /// # Errors
    ///
    /// [`StoreError::Missing`] where nothing was pulled yet.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        match schema::open_for_reading(&folder.join(DATABASE))? {
            Some(connection) => Ok(Self {
                connection,
                recorder: Recorder::default(),
            }),
            None => Err(StoreError::missing(folder)),
        }
    }

    /// Notes each item before it is read in a listing.
    #[must_use]
    pub fn noted_by(mut self, recorder: Recorder) -> Self {
        self.recorder = recorder;
        self
    }

    /// Hands on the postings of the feeds, in their order, each feed's in its own. Leaves out what no pull has
    /// confirmed for [`UNCONFIRMED_DAYS`] before `now`; where the clock cannot be trusted, [`Timestamp::MIN`] leaves
    /// out nothing.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read at all; what is only broken in places is counted.
    pub fn postings(
        &self,
        feeds: &[&str],
        now: Timestamp,
        mut each: impl FnMut(Row, Posting),
    ) -> Result<Listing, StoreError> {
        let confirmed_after = now.as_second().saturating_sub(UNCONFIRMED_DAYS * DAY_SECS);
        self.list(feeds, "posting", confirmed_after, |row, posting: Posting| {
            each(row, posting);
        })
    }

    /// Of the same postings whom one calls: less is read, and nothing else of them kept.
    ///
    /// # Errors
    ///
    /// As [`Self::postings`].
    pub fn contacts(
        &self,
        feeds: &[&str],
        now: Timestamp,
        mut each: impl FnMut(screening::Contact),
    ) -> Result<Listing, StoreError> {
        let confirmed_after = now.as_second().saturating_sub(UNCONFIRMED_DAYS * DAY_SECS);
        self.list(feeds, "posting", confirmed_after, |_, said: Said| each(said.contact()))
    }

    /// The same for everything that is no posting.
    ///
    /// # Errors
    ///
    /// As [`Self::postings`].
    pub fn bulletins(
        &self,
        feeds: &[&str],
        now: Timestamp,
        mut each: impl FnMut(Bulletin),
    ) -> Result<Listing, StoreError> {
        let confirmed_after = now.as_second().saturating_sub(UNCONFIRMED_DAYS * DAY_SECS);
        self.list(feeds, "bulletin", confirmed_after, |_, bulletin| each(bulletin))
    }

    /// `None` where it is gone, broken, or left out.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn posting(&self, row: Row) -> Result<Option<Posting>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT body, sum FROM item WHERE row = ?1 AND kind = 'posting'")?;
        let left_out = self.not_to_be_read()?;
        let found = query.query_row([row.0], |found| {
            let sum = found.get(1)?;
            if left_out.contains(&(row.0, sum)) {
                return Ok(None);
            }
            Ok(body::read(found.get_ref(0)?.as_bytes()?, sum))
        });
        Ok(found.optional()?.flatten())
    }

    /// The same as it is offered, with what staff have decided on it; `None` also where they have withdrawn it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn offered(&self, row: Row) -> Result<Option<Posting>, StoreError> {
        let Some(mut posting) = self.posting(row)? else {
            return Ok(None);
        };
        let standing = self.standing(&posting.id)?;
        standing.apply(&mut posting);
        Ok(Some(posting).filter(|_| standing.hidden.is_none()))
    }

    /// Every feed that was ever tried, configured or not; what staff enter is none.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn feeds(&self) -> Result<Vec<FeedState>, StoreError> {
        let mut states = feed::states(&self.connection)?;
        states.retain(|state| state.key != STAFF_FEED);
        Ok(states)
    }

    /// The items of the last good pull that could not be read, and why; at most [`super::REFUSALS_KEPT`].
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn refusals(&self, key: &str) -> Result<Vec<Refused>, StoreError> {
        match self.feed_of(key)? {
            Some((feed, _)) => refusals(&self.connection, feed),
            None => Ok(Vec::new()),
        }
    }

    fn list<T: DeserializeOwned>(
        &self,
        feeds: &[&str],
        kind: &str,
        confirmed_after: i64,
        mut each: impl FnMut(Row, T),
    ) -> Result<Listing, StoreError> {
        // One transaction: a merge in between must not show one feed before it and the next after it.
        let transaction = self.at_once()?;
        let mut listing = Listing::default();
        let left_out = self.not_to_be_read()?;
        let has_index = self.has_sights()?;
        for key in feeds {
            let Some((feed, good_at)) = self.feed_of(key)? else {
                continue;
            };
            let which = Which {
                feed,
                kind,
                good_at,
                confirmed_after,
                left_out: &left_out,
                // A feed is nearly all postings, which lie one after the other; the few others lie among them.
                by_index: has_index && (kind != "posting" || *key == STAFF_FEED),
            };
            self.walk(which, &mut listing, &mut each)?;
        }
        self.recorder.not_reading();
        drop(transaction);
        Ok(listing)
    }

    /// Until what this gives is dropped the store stands still for this reader; within another such it is that one's.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn at_once(&self) -> Result<Option<Transaction<'_>>, StoreError> {
        let begins = self.connection.is_autocommit();
        Ok(begins.then(|| self.connection.unchecked_transaction()).transpose()?)
    }

    /// Goes on behind a place that SQLite cannot read, in growing steps: a broken page costs what lies on it. A broken
    /// index costs the time to go on without it.
    fn walk<T: DeserializeOwned>(
        &self,
        mut which: Which,
        listing: &mut Listing,
        each: &mut impl FnMut(Row, T),
    ) -> Result<(), StoreError> {
        let mut from = i64::MIN;
        let mut step = 1;
        while let Err(error) = self.walk_from(&which, &mut from, listing, each) {
            if !error.is_damage() {
                return Err(error);
            }
            if which.by_index {
                which.by_index = false;
                continue;
            }
            listing.broken += 1;
            if from > self.last_row()? {
                break;
            }
            from = from.max(0).saturating_add(step);
            step *= 2;
        }
        Ok(())
    }

    fn walk_from<T: DeserializeOwned>(
        &self,
        which: &Which,
        from: &mut i64,
        listing: &mut Listing,
        each: &mut impl FnMut(Row, T),
    ) -> Result<(), StoreError> {
        let index = if which.by_index {
            "INDEXED BY item_listed"
        } else {
            "NOT INDEXED"
        };
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT row, sum, body FROM item {index}
             WHERE row >= ?1 AND feed = ?2 AND kind = ?3
                 AND (valid_through IS NOT NULL OR coalesce(missing_since, ?4) >= ?5)
             ORDER BY row"
        ))?;
        let mut rows = query.query(params![
            *from,
            which.feed,
            which.kind,
            which.good_at,
            which.confirmed_after
        ])?;
        while let Some(found) = rows.next()? {
            let row: i64 = found.get(0)?;
            let sum = found.get(1)?;
            *from = row.saturating_add(1);
            if which.left_out.contains(&(row, sum)) {
                continue;
            }
            self.recorder.reading(Row(row));
            match body::read(found.get_ref(2)?.as_bytes().unwrap_or_default(), sum) {
                Some(item) => {
                    listing.listed += 1;
                    each(Row(row), item);
                }
                None => listing.broken += 1,
            }
        }
        Ok(())
    }

    fn last_row(&self) -> Result<i64, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT seq FROM sqlite_sequence WHERE name = 'item'")?;
        Ok(query.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
    }

    /// Its id, and when it was last good.
    pub(super) fn feed_of(&self, key: &str) -> Result<Option<(i64, i64)>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT id, ifnull(good_at, 0) FROM feed WHERE key = ?1")?;
        Ok(query
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?)
    }
}

/// Of a posting who is called, and by whom.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Said {
    contact: Contact,
    employer: Employer,
}

impl Said {
    pub(super) fn contact(&self) -> screening::Contact {
        screening::Contact::of(self.contact.phone.as_deref(), self.employer.name.as_deref())
    }
}

/// What a walk looks for.
struct Which<'a> {
    feed: i64,
    kind: &'a str,
    good_at: i64,
    confirmed_after: i64,
    left_out: &'a [Known],
    by_index: bool,
}

pub(super) fn refusals(connection: &Connection, feed: i64) -> Result<Vec<Refused>, StoreError> {
    let mut query = connection.prepare_cached("SELECT idx, reason FROM refusal WHERE feed = ?1 ORDER BY idx")?;
    let found = query.query_map([feed], |row| {
        Ok(Refused {
            index: row.get(0)?,
            reason: CleanText::from(row.get::<_, String>(1)?),
        })
    })?;
    Ok(found.collect::<Result<_, _>>()?)
}
