//! A pull on its way in: it streams into temporary tables of its own connection, where nobody waits for it and nothing
//! of it is seen.

use rusqlite::Connection;
use rusqlite::params;

use super::StoreError;
use super::body::Body;
use super::gist::Made;
use crate::feed::Item;
use crate::feed::Refused;
use crate::posting::PostingId;
use crate::screening::Finder;
use crate::screening::Table;
use crate::text::CleanText;

/// Reasons kept for staff of one pull; what is wrong a thousand times is wrong for one reason.
pub const REFUSALS_KEPT: usize = 1_000;

const TABLES: &str = "
    CREATE TEMP TABLE staged (
        kind TEXT NOT NULL, id TEXT NOT NULL, valid_through INTEGER, sum INTEGER NOT NULL,
        body BLOB,  -- none where the store has the same already
        gist BLOB, telephone INTEGER, employer INTEGER, word_table INTEGER, words BLOB,
        UNIQUE (kind, id)
    ) STRICT;
    CREATE TEMP TABLE deleted (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE TEMP TABLE missing (row INTEGER PRIMARY KEY, is_posting INTEGER, is_expired INTEGER) STRICT;
    BEGIN;
";

/// What a pull has read so far. Dropped, it leaves no trace.
pub struct Staging<'t> {
    finder: Finder<'t>,
    pub(super) connection: Connection,
    pub(super) key: String,
    /// `None` where it was never pulled, or that cannot be read.
    feed: Option<i64>,
    pub(super) accepted: usize,
    pub(super) refused: usize,
    pub(super) refusals: Vec<Refused>,
    deleted: usize,
    /// Of the next item in the feed.
    index: usize,
}

impl<'t> Staging<'t> {
    pub(super) fn begin(connection: Connection, key: &str, table: &'t Table) -> Result<Self, StoreError> {
        let known = connection.query_row("SELECT id FROM feed WHERE key = ?1", [key], |row| row.get(0));
        connection.execute_batch(TABLES)?;
        Ok(Self {
            feed: known.ok(),
            finder: Finder::of(table),
            connection,
            key: key.to_owned(),
            accepted: 0,
            refused: 0,
            refusals: Vec::new(),
            deleted: 0,
            index: 0,
        })
    }

    /// Takes what [`crate::feed::read`] hands on. Of two items with one identifier the first stays, and the second is
    /// refused: a feed whose identifiers are no identifiers (a wrong column) is then seen to be misread, not shrunk.
    ///
    /// # Errors
    ///
    /// Where the disk is full or fails.
    pub fn push(&mut self, read: Result<Item, Refused>) -> Result<(), StoreError> {
        let index = self.index;
        self.index += 1;
        let (kind, id, valid_through, body, posting) = match read {
            Err(refused) => {
                self.refuse(refused);
                return Ok(());
            }
            Ok(Item::Deleted(id)) => return self.delete(&id),
            Ok(Item::Posting(posting)) => {
                let valid_through = posting.origin.valid_through.map(jiff::Timestamp::as_second);
                let body = Body::of(&posting)?;
                ("posting", posting.id.clone(), valid_through, body, Some(posting))
            }
            Ok(Item::Bulletin { id, bulletin }) => ("bulletin", id, None, Body::of(&bulletin)?, None),
        };
        let is_there = self.is_there(kind, &id, &body);
        let made = posting
            .filter(|_| !is_there)
            .and_then(|posting| Made::of(&posting, &mut self.finder));
        let mut insert = self.connection.prepare_cached(
            "INSERT OR IGNORE INTO temp.staged
                 (kind, id, valid_through, sum, body, gist, telephone, employer, word_table, words)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?;
        let contact = made.as_ref().map(|made| made.contact).unwrap_or_default();
        let fresh = insert.execute(params![
            kind,
            id.0.as_str(),
            valid_through,
            body.sum,
            Some(&body.json).filter(|_| !is_there),
            made.as_ref().map(|made| &made.gist),
            contact.telephone,
            contact.employer,
            made.as_ref().map(|made| made.word_table),
            made.as_ref().map(|made| &made.words),
        ])? == 1;
        drop(insert);
        if fresh {
            self.accepted += 1;
        } else {
            let reason = CleanText::new(&format!("编号 {} 前面已经有了，这一条没有用", id.0), 200);
            self.refuse(Refused { index, reason });
        }
        Ok(())
    }

    /// Items that came, without those with `dateDeleted`.
    #[must_use]
    pub fn accepted(&self) -> usize {
        self.accepted
    }

    /// Items with `dateDeleted`.
    #[must_use]
    pub fn deleted(&self) -> usize {
        self.deleted
    }

    #[must_use]
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// The first refused item's.
    #[must_use]
    pub fn first_reason(&self) -> Option<&CleanText> {
        self.refusals.first().map(|refused| &refused.reason)
    }

    /// The store has it just so, body and all: a body that the disk has changed is not the same. What cannot be looked up
    /// is not there either, and the merge meets the reason.
    fn is_there(&self, kind: &str, id: &PostingId, body: &Body) -> bool {
        let look = || {
            let mut query = self.connection.prepare_cached(
                "SELECT sum = ?4 AND body = ?5 FROM main.item WHERE feed = ?1 AND kind = ?2 AND id = ?3",
            )?;
            query.query_row(params![self.feed, kind, id.0.as_str(), body.sum, body.json], |row| {
                row.get(0)
            })
        };
        self.feed.is_some() && look().unwrap_or(false)
    }

    fn refuse(&mut self, refused: Refused) {
        self.refused += 1;
        if self.refusals.len() < REFUSALS_KEPT {
            self.refusals.push(refused);
        }
    }

    fn delete(&mut self, id: &PostingId) -> Result<(), StoreError> {
        let mut insert = self
            .connection
            .prepare_cached("INSERT OR IGNORE INTO temp.deleted (id) VALUES (?1)")?;
        self.deleted += insert.execute([id.0.as_str()])?;
        Ok(())
    }
}
