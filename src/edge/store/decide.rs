//! What staff have decided, and the log of it: rows of their own over the feeds', and a chain of hashes over the log.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::TransactionBehavior;
use rusqlite::params;
use sha2::Digest as _;
use sha2::Sha256;

use super::Reader;
use super::Store;
use super::StoreError;
use super::left_out;
use super::left_out::LEAVE_OUT;
use crate::decision::Act;
use crate::decision::Entry;
use crate::decision::Standing;
use crate::posting::PostingId;
use crate::text::CleanText;
use crate::text::clean_error;

/// Of a link of the chain: SHA-256 over the link before and what the entry says.
pub type Link = [u8; 32];

/// What a check of the log found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// The whole chain holds; its last link is for keeping elsewhere, since a cut tail leaves a chain that holds.
    Whole { entries: i64, last: Link },
    /// The first entry that is not as it was written, or is not where it was.
    BrokenAt(i64),
}

impl Store {
    /// Writes one step down, with its entry in the log, or nothing of either.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was decided.
    pub fn decide(
        &self,
        (posting, title): (&PostingId, &CleanText),
        act: &Act,
        who: &CleanText,
        now: Timestamp,
    ) -> Result<Entry, StoreError> {
        let mut anchor = self.anchor();
        self.noting_write(in_transaction(&mut anchor, |connection| {
            let before = standing(connection, posting)?;
            let entry = Entry {
                seq: next_seq(connection)?,
                at: now,
                who: who.clone(),
                act: act.name().to_owned(),
                posting: posting.clone(),
                title: title.clone(),
                after: before.after(act),
                before,
                undoes: None,
            };
            write_down(connection, &entry)?;
            if *act == Act::Unhide {
                left_out::take_back(connection, posting)?;
            }
            Ok(entry)
        }))
    }

    /// Takes one step back: the one that is named, else the last that was not taken back. `None` where there is none,
    /// or where something else was decided on that posting since.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was taken back.
    pub fn undo(&self, seq: Option<i64>, who: &CleanText, now: Timestamp) -> Result<Option<Entry>, StoreError> {
        let mut anchor = self.anchor();
        self.noting_write(in_transaction(&mut anchor, |connection| {
            let Some(undone) = to_undo(connection, seq)? else {
                return Ok(None);
            };
            if standing(connection, &undone.posting)? != undone.after {
                return Ok(None);
            }
            let entry = Entry {
                seq: next_seq(connection)?,
                at: now,
                who: who.clone(),
                act: UNDO.to_owned(),
                before: undone.after,
                after: undone.before,
                undoes: Some(undone.seq),
                posting: undone.posting,
                title: undone.title,
            };
            write_down(connection, &entry)?;
            if undone.act == LEAVE_OUT {
                left_out::take_back(connection, &entry.posting)?;
            }
            Ok(Some(entry))
        }))
    }
}

const UNDO: &str = "undo";

impl Reader {
    /// What is decided on each posting; those on which nothing is decided are not in it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn standings(&self) -> Result<HashMap<PostingId, Standing>, StoreError> {
        if !self.has_decisions()? {
            return Ok(HashMap::new());
        }
        let mut query = self
            .connection
            .prepare_cached("SELECT posting, standing FROM decision")?;
        let rows = query.query_map([], |row| {
            let standing: String = row.get(1)?;
            Ok((PostingId(text(row.get(0)?)), standing))
        })?;
        let mut standings = HashMap::new();
        for row in rows {
            let (posting, written) = row?;
            match serde_json::from_str(&written) {
                Ok(standing) => drop(standings.insert(posting, standing)),
                Err(error) => {
                    tracing::warn!(posting = %posting.0, reason = %clean_error(&error), "a decision cannot be read");
                }
            }
        }
        Ok(standings)
    }

    /// What is decided on one.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn standing(&self, posting: &PostingId) -> Result<Standing, StoreError> {
        if self.has_decisions()? {
            standing(&self.connection, posting)
        } else {
            Ok(Standing::default())
        }
    }

    /// What a posting was called when something was decided on it last.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn title_in_log(&self, posting: &PostingId) -> Result<Option<CleanText>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT title FROM audit WHERE posting = ?1 ORDER BY seq DESC LIMIT 1")?;
        let title: Option<String> = query.query_row([posting.0.as_str()], |row| row.get(0)).optional()?;
        Ok(title.map(CleanText::from))
    }

    /// The newest entries of the log, newest first.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn log(&self, entries_max: usize) -> Result<Vec<Entry>, StoreError> {
        if !self.has_decisions()? {
            return Ok(Vec::new());
        }
        let limit = i64::try_from(entries_max).unwrap_or(i64::MAX);
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS} FROM audit ORDER BY seq DESC LIMIT ?1"))?;
        let entries = query.query_map([limit], entry)?;
        entries.map(|entry| entry?).collect()
    }

    /// Walks the chain from its first link.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn verify_log(&self) -> Result<Verified, StoreError> {
        let (mut last, mut entries) = (Link::default(), 0);
        if !self.has_decisions()? {
            return Ok(Verified::Whole { entries, last });
        }
        let mut query = self
            .connection
            .prepare_cached(&format!("SELECT {COLUMNS}, link FROM audit ORDER BY seq"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            let written: Vec<u8> = row.get(9)?;
            let Ok(entry) = entry(row)? else {
                return Ok(Verified::BrokenAt(seq));
            };
            let link = link(&last, &entry);
            if seq != entries + 1 || written != link {
                return Ok(Verified::BrokenAt(entries + 1));
            }
            (last, entries) = (link, seq);
        }
        Ok(Verified::Whole { entries, last })
    }

    /// A store that no kiosk of this version has opened yet has no such tables.
    pub(super) fn has_decisions(&self) -> Result<bool, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name IN ('decision', 'audit')")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? == 2)
    }
}

/// In the order in which [`entry`] reads them.
pub(super) const COLUMNS: &str = "seq, at, who, act, posting, title, standing_before, standing_after, undoes";

pub(super) fn in_transaction<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done = work(&transaction)?;
    transaction.commit()?;
    Ok(done)
}

pub(super) fn standing(connection: &Connection, posting: &PostingId) -> Result<Standing, StoreError> {
    let mut query = connection.prepare_cached("SELECT standing FROM decision WHERE posting = ?1")?;
    let written: Option<String> = query.query_row([posting.0.as_str()], |row| row.get(0)).optional()?;
    written.map_or_else(|| Ok(Standing::default()), |written| parse(&written))
}

pub(super) fn write_down(connection: &Connection, entry: &Entry) -> Result<(), StoreError> {
    let posting = entry.posting.0.as_str();
    if entry.after.is_empty() {
        connection.execute("DELETE FROM decision WHERE posting = ?1", [posting])?;
    } else {
        connection.execute(
            "INSERT OR REPLACE INTO decision (posting, standing) VALUES (?1, ?2)",
            [posting, &json(&entry.after)],
        )?;
    }
    let last: Option<Vec<u8>> = connection
        .query_row("SELECT link FROM audit ORDER BY seq DESC LIMIT 1", [], |row| row.get(0))
        .optional()?;
    let last = last.and_then(|last| Link::try_from(last).ok()).unwrap_or_default();
    connection.execute(
        &format!("INSERT INTO audit ({COLUMNS}, link) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
        params![
            entry.seq,
            entry.at.as_second(),
            entry.who.as_str(),
            entry.act,
            posting,
            entry.title.as_str(),
            json(&entry.before),
            json(&entry.after),
            entry.undoes,
            link(&last, entry),
        ],
    )?;
    Ok(())
}

pub(super) fn next_seq(connection: &Connection) -> Result<i64, StoreError> {
    Ok(connection.query_row("SELECT ifnull(max(seq), 0) + 1 FROM audit", [], |row| row.get(0))?)
}

/// The entry that is named, unless it was taken back, or takes one back itself; else the last such.
fn to_undo(connection: &Connection, seq: Option<i64>) -> Result<Option<Entry>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM audit WHERE undoes IS NULL AND (?1 IS NULL OR seq = ?1)
             AND seq NOT IN (SELECT undoes FROM audit WHERE undoes IS NOT NULL)
         ORDER BY seq DESC LIMIT 1"
    ))?;
    query.query_row([seq], entry).optional()?.transpose()
}

pub(super) fn entry(row: &rusqlite::Row) -> rusqlite::Result<Result<Entry, StoreError>> {
    let (before, after): (String, String) = (row.get(6)?, row.get(7)?);
    let standings = parse(&before).and_then(|before| Ok((before, parse(&after)?)));
    let read = (
        row.get(0)?,
        row.get(1)?,
        row.get(2)?,
        row.get(3)?,
        row.get(4)?,
        row.get(5)?,
    );
    let (seq, at, who, act, posting, title): (i64, i64, String, String, String, String) = read;
    let undoes = row.get(8)?;
    Ok(standings.map(|(before, after)| Entry {
        seq,
        at: Timestamp::from_second(at).unwrap_or_default(),
        who: text(who),
        act,
        posting: PostingId(text(posting)),
        title: text(title),
        before,
        after,
        undoes,
    }))
}

/// Over the columns as JSON, so that no two different entries are written alike.
fn link(last: &Link, entry: &Entry) -> Link {
    let said = serde_json::json!([
        entry.seq,
        entry.at.as_second(),
        entry.who,
        entry.act,
        entry.posting,
        entry.title,
        json(&entry.before),
        json(&entry.after),
        entry.undoes,
    ]);
    let mut hasher = Sha256::new();
    hasher.update(last);
    hasher.update(said.to_string());
    hasher.finalize().into()
}

fn json(standing: &Standing) -> String {
    serde_json::json!(standing).to_string()
}

fn parse(written: &str) -> Result<Standing, StoreError> {
    serde_json::from_str(written).map_err(|error| StoreError::Other(clean_error(&error)))
}

fn text(written: String) -> CleanText {
    CleanText::from(written)
}
