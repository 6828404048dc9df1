//! What is known about a feed as a whole.

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::Row;
use rusqlite::params;

use super::StoreError;
use crate::text::CleanText;

/// Raised whenever [`crate::feed`] reads more out of the same bytes: what an older reader read is then asked for
/// again, although the server has nothing new.
pub const READER_VERSION: i64 = 2;
/// A confirmation that nothing changed is written once in so many seconds. `good_at` only decides about days, and a
/// write every ten minutes for years wears out a cheap memory card.
const CONFIRM_SECS: i64 = 3_600;

/// How a feed is doing, for screens and staff.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FeedState {
    pub key: String,
    /// The last pull that read it to its end, or was told that nothing changed.
    pub good_at: Option<Timestamp>,
    pub tried_at: Option<Timestamp>,
    /// Why the last pull failed; `None` after a good one.
    pub failure: Option<CleanText>,
    pub postings: u64,
    pub bulletins: u64,
    /// Items that the feed leaves out and that were kept, because they are suspiciously many.
    pub kept_back: u64,
    /// Items of the last good pull that could not be read.
    pub refused: u64,
}

impl FeedState {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.postings == 0 && self.bulletins == 0
    }
}

/// `ETag` and `Last-Modified` of what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

const COLUMNS: &str = "key, good_at, tried_at, failure, postings, bulletins, kept_back, refused";

pub(super) fn state(connection: &Connection, key: &str) -> Result<FeedState, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM feed WHERE key = ?1"))?;
    let found = query.query_row([key], read_state).optional()?;
    Ok(found.unwrap_or_else(|| FeedState {
        key: key.to_owned(),
        ..FeedState::default()
    }))
}

pub(super) fn states(connection: &Connection) -> Result<Vec<FeedState>, StoreError> {
    let mut query = connection.prepare_cached(&format!("SELECT {COLUMNS} FROM feed ORDER BY id"))?;
    let states = query.query_map([], read_state)?.collect::<Result<_, _>>()?;
    Ok(states)
}

fn read_state(row: &Row) -> rusqlite::Result<FeedState> {
    Ok(FeedState {
        key: row.get("key")?,
        good_at: time(row.get("good_at")?),
        tried_at: time(row.get("tried_at")?),
        failure: row.get::<_, Option<String>>("failure")?.map(CleanText::from),
        postings: row.get("postings")?,
        bulletins: row.get("bulletins")?,
        kept_back: row.get("kept_back")?,
        refused: row.get("refused")?,
    })
}

fn time(seconds: Option<i64>) -> Option<Timestamp> {
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok())
}

pub(super) fn validators(connection: &Connection, key: &str, url: &str) -> Result<Validators, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT etag, last_modified FROM feed
         WHERE key = ?1 AND url = ?2 AND reader = ?3 AND good_at IS NOT NULL",
    )?;
    let found = query.query_row(params![key, url, READER_VERSION], |row| {
        Ok(Validators {
            etag: row.get(0)?,
            last_modified: row.get(1)?,
        })
    });
    Ok(found.optional()?.unwrap_or_default())
}

pub(super) fn forget_validators(connection: &Connection) -> Result<(), StoreError> {
    connection.execute("UPDATE feed SET etag = NULL, last_modified = NULL", [])?;
    Ok(())
}

pub(super) fn confirm(connection: &Connection, key: &str, now: Timestamp, anyway: bool) -> Result<(), StoreError> {
    // A clock that was set back confirms too: hence the distance, not the order.
    connection.execute(
        "UPDATE feed SET good_at = ?2, tried_at = ?2, failure = NULL
         WHERE key = ?1 AND (failure IS NOT NULL OR good_at IS NULL OR abs(?2 - good_at) > ?3 OR ?4)",
        params![key, now.as_second(), CONFIRM_SECS, anyway],
    )?;
    Ok(())
}

pub(super) fn record_failure(
    connection: &Connection,
    key: &str,
    failure: &CleanText,
    now: Timestamp,
) -> Result<(), StoreError> {
    connection.execute(
        "INSERT INTO feed (key, tried_at, failure) VALUES (?1, ?2, ?3)
         ON CONFLICT (key) DO UPDATE SET tried_at = ?2, failure = ?3",
        params![key, now.as_second(), failure.as_str()],
    )?;
    Ok(())
}
