//! The log for keeping elsewhere: a stretch of time with the link at its end, and whether a link that was kept is still in
//! the chain.

use jiff::Timestamp;
use rusqlite::OptionalExtension as _;

use super::Link;
use super::Reader;
use super::StoreError;
use super::Verified;
use super::decide::COLUMNS;
use super::decide::entry;
use crate::decision::Entry;

/// What was decided in a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// Oldest first.
    pub entries: Vec<Entry>,
    /// Of the last entry before its end, in this stretch or before it; 0 and no link at all where there is none.
    pub seq: i64,
    pub link: Link,
    /// The first entry of the whole log that is not as it was written.
    pub broken_at: Option<i64>,
}

/// What has become of a link that was kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anchored {
    /// It is that of this entry; what came before it is as it was. 0: it is that of an empty log.
    There(i64),
    /// The chain holds without it: its end was cut off, or the file was replaced by an older one.
    Gone,
}

impl Reader {
    /// What was decided from `from` on, before `until`, and the whole log checked.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn log_between(&self, from: Timestamp, until: Timestamp) -> Result<Stretch, StoreError> {
        let (from, until) = (from.as_second(), until.as_second());
        // One transaction: the link belongs to what is listed.
        let transaction = self.connection.unchecked_transaction()?;
        let mut stretch = Stretch {
            entries: Vec::new(),
            seq: 0,
            link: Link::default(),
            broken_at: match self.verify_log()? {
                Verified::Whole { .. } => None,
                Verified::BrokenAt(seq) => Some(seq),
            },
        };
        if self.has_decisions()? {
            let mut query = self.connection.prepare_cached(&format!(
                "SELECT {COLUMNS} FROM audit WHERE at >= ?1 AND at < ?2 ORDER BY seq"
            ))?;
            let entries = query.query_map([from, until], entry)?;
            // One that cannot be read is where the chain is broken.
            stretch.entries = entries
                .filter_map(|entry| entry.map(Result::ok).transpose())
                .collect::<Result<_, _>>()?;
            let mut query = self
                .connection
                .prepare_cached("SELECT seq, link FROM audit WHERE at < ?1 ORDER BY seq DESC LIMIT 1")?;
            let last: Option<(i64, Vec<u8>)> = query
                .query_row([until], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()?;
            if let Some((seq, link)) = last {
                stretch.seq = seq;
                stretch.link = link.try_into().unwrap_or_default();
            }
        }
        transaction.finish()?;
        Ok(stretch)
    }

    /// Looks for a link that was kept elsewhere, in a chain that [`Self::verify_log`] has found whole.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn anchored(&self, link: &Link) -> Result<Anchored, StoreError> {
        if *link == Link::default() {
            return Ok(Anchored::There(0));
        }
        if !self.has_decisions()? {
            return Ok(Anchored::Gone);
        }
        let mut query = self
            .connection
            .prepare_cached("SELECT seq FROM audit WHERE link = ?1")?;
        let seq = query.query_row([link], |row| row.get(0)).optional()?;
        Ok(seq.map_or(Anchored::Gone, Anchored::There))
    }
}
