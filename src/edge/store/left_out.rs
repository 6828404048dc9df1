//! What the program died at: it stays in the store, and nobody reads it until staff or its feed say otherwise.

use std::collections::HashMap;

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::OptionalExtension as _;
use rusqlite::params;

use super::Reader;
use super::Store;
use super::StoreError;
use super::decide::in_transaction;
use super::decide::next_seq;
use super::decide::standing;
use super::decide::write_down;
use crate::decision::Entry;
use crate::decision::Standing;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::text::CleanText;

/// What is not read any more, at most: crashes that go on after so many are about something else, and would empty the
/// board.
pub const LEFT_OUT_MAX: usize = 50;
pub(super) const LEAVE_OUT: &str = "leave-out";
/// In the place of a reason.
const WHY: &str = "程序停在它上面";

/// A row, and the sum of the body with which it was left out.
pub(super) type Known = (i64, i64);

impl Store {
    /// Leaves these out, with an entry in the log for each; fewer where [`LEFT_OUT_MAX`] is reached.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing is left out.
    pub fn leave_out(&self, rows: &[Row], who: &CleanText, now: Timestamp) -> Result<Vec<Entry>, StoreError> {
        let mut anchor = self.anchor();
        self.noting_damage(in_transaction(&mut anchor, |connection| {
            // What its feed has changed or taken back since.
            connection.execute(
                "DELETE FROM left_out WHERE NOT EXISTS
                     (SELECT 1 FROM item WHERE item.row = left_out.row AND item.sum = left_out.sum)",
                [],
            )?;
            let known = known(connection)?;
            let new = rows.iter().filter(|row| known.iter().all(|(known, _)| *known != row.0));
            let mut entries = Vec::new();
            for row in new.take(LEFT_OUT_MAX.saturating_sub(known.len())) {
                let mut query = connection.prepare_cached("SELECT id, sum FROM item WHERE row = ?1")?;
                let found = query.query_row([row.0], |found| {
                    Ok((found.get::<_, String>(0)?, found.get::<_, i64>(1)?))
                });
                let Some((id, sum)) = found.optional()? else {
                    continue;
                };
                connection.execute("INSERT INTO left_out (row, sum) VALUES (?1, ?2)", params![row.0, sum])?;
                let posting = PostingId(CleanText::from(id));
                let stands = standing(connection, &posting)?;
                let entry = Entry {
                    seq: next_seq(connection)?,
                    at: now,
                    who: who.clone(),
                    act: LEAVE_OUT.to_owned(),
                    // Its own title may be what the program died at.
                    title: CleanText::new(&PostingNumber::of(&posting).digits(), 20),
                    posting,
                    before: stands.clone(),
                    after: stands,
                    undoes: None,
                };
                write_down(connection, &entry)?;
                entries.push(entry);
            }
            Ok(entries)
        }))
    }
}

/// Has it read again.
pub(super) fn take_back(connection: &Connection, posting: &PostingId) -> Result<(), StoreError> {
    connection.execute(
        "DELETE FROM left_out WHERE row IN (SELECT row FROM item WHERE id = ?1)",
        [posting.0.as_str()],
    )?;
    Ok(())
}

impl Reader {
    /// What is left out now.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn left_out(&self) -> Result<Vec<PostingId>, StoreError> {
        let mut ids = Vec::new();
        let mut query = self
            .connection
            .prepare_cached("SELECT id FROM item WHERE row = ?1 AND sum = ?2")?;
        for (row, sum) in self.not_to_be_read()? {
            let id: Option<String> = query.query_row([row, sum], |found| found.get(0)).optional()?;
            ids.extend(id.map(|id| PostingId(CleanText::from(id))));
        }
        Ok(ids)
    }

    /// What is decided on each posting, as [`Self::standings`]; what is left out stands there as withdrawn.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn standings_as_offered(&self) -> Result<HashMap<PostingId, Standing>, StoreError> {
        let mut standings = self.standings()?;
        for posting in self.left_out()? {
            let why = || CleanText::new(WHY, 20);
            standings.entry(posting).or_default().hidden.get_or_insert_with(why);
        }
        Ok(standings)
    }

    pub(super) fn not_to_be_read(&self) -> Result<Vec<Known>, StoreError> {
        let mut there = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name = 'left_out'")?;
        // A store that no kiosk of this version has opened yet has no such table.
        if there.query_row([], |row| row.get::<_, i64>(0))? == 0 {
            return Ok(Vec::new());
        }
        known(&self.connection)
    }
}

pub(super) fn known(connection: &Connection) -> Result<Vec<Known>, StoreError> {
    let mut query = connection.prepare_cached("SELECT row, sum FROM left_out ORDER BY row")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
