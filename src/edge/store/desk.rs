//! What visitors have told the staff: calls, numbered anew each day, and reports on postings. Neither table has a
//! place for who it was.

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::TransactionBehavior;
use rusqlite::params;
use serde::Serialize;

use super::Reader;
use super::Store;
use super::StoreError;
use crate::desk::Complaint;
use crate::desk::Report;
use crate::desk::Ticket;
use crate::posting::PostingId;
use crate::text::CleanText;

/// Nobody waits longer than this for somebody who is in the same hall, and nothing says that a call was answered: an
/// older one counts as over.
pub const CALL_PATIENCE: SignedDuration = SignedDuration::from_mins(30);
/// Long enough to see a week's rush hours; a number says nothing after its day.
const CALLS_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);
/// As long as a posting without an end is offered: what was said of it is of use so long.
pub const REPORTS_KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Of each: ten times a busy hall's month. More is somebody playing with the key, and fills no disk.
const ROWS_MAX: i64 = 5_000;

/// Somebody who waits for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Call {
    pub number: u32,
    /// What was on the screen.
    pub page: CleanText,
    pub at: Timestamp,
}

/// What was said of one posting in the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reported {
    pub posting: PostingId,
    /// As it was called when this was last said.
    pub title: CleanText,
    pub complaint: Complaint,
    pub times: u32,
    pub last_at: Timestamp,
}

impl Store {
    /// Writes down that somebody waits for staff, with `page` on the screen; `today` is the day of the hall.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nobody was called.
    pub fn call(&self, page: &CleanText, now: Timestamp, today: Date) -> Result<Ticket, StoreError> {
        let mut anchor = self.anchor();
        self.noting_write(call(&mut anchor, page, now, today))
    }

    /// Somebody has come to whoever called; `false` where nobody with that number waits today.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn answered(&self, number: u32, today: Date, now: Timestamp) -> Result<bool, StoreError> {
        let anchor = self.anchor();
        let written = anchor.execute(
            "UPDATE call SET done_at = ?3 WHERE day = ?1 AND number = ?2 AND done_at IS NULL",
            params![today.to_string(), number, now.as_second()],
        );
        self.noting_write(written.map(|rows| rows > 0).map_err(StoreError::from))
    }

    /// Writes down that something is wrong with a posting.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn report(&self, report: &Report, now: Timestamp) -> Result<(), StoreError> {
        let mut anchor = self.anchor();
        self.noting_write(write_report(&mut anchor, report, now))
    }
}

impl Reader {
    /// Who waits, in the order in which they came.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn open_calls(&self, now: Timestamp) -> Result<Vec<Call>, StoreError> {
        if !self.has_desk()? {
            return Ok(Vec::new());
        }
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT number, page, at FROM call WHERE {IS_OPEN} ORDER BY at, day, number"
        ))?;
        let calls = query.query_map([now.as_second(), CALL_PATIENCE.as_secs()], |row| {
            Ok(Call {
                number: row.get(0)?,
                page: CleanText::from(row.get::<_, String>(1)?),
                at: time(row.get(2)?),
            })
        })?;
        Ok(calls.collect::<Result<_, _>>()?)
    }

    /// How many have called on that day, answered or not.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn calls_on(&self, day: Date) -> Result<u32, StoreError> {
        if !self.has_desk()? {
            return Ok(0);
        }
        let mut query = self
            .connection
            .prepare_cached("SELECT ifnull(max(number), 0) FROM call WHERE day = ?1")?;
        Ok(query.query_row([day.to_string()], |row| row.get(0))?)
    }

    /// What was said of postings within [`REPORTS_KEPT`], counted; the most often said first.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn reports(&self, now: Timestamp) -> Result<Vec<Reported>, StoreError> {
        if !self.has_desk()? {
            return Ok(Vec::new());
        }
        // SQLite takes the bare column from the row of the maximum (lang_select.html §2.5).
        let mut query = self.connection.prepare_cached(
            "SELECT posting, title, complaint, count(*), max(at) FROM report WHERE at > ?1
             GROUP BY posting, complaint ORDER BY count(*) DESC, max(at) DESC, posting, complaint",
        )?;
        let reports = query.query_map([now.as_second() - REPORTS_KEPT.as_secs()], |row| {
            Ok(Reported {
                posting: PostingId(CleanText::from(row.get::<_, String>(0)?)),
                title: CleanText::from(row.get::<_, String>(1)?),
                complaint: complaint(&row.get::<_, String>(2)?),
                times: row.get(3)?,
                last_at: time(row.get(4)?),
            })
        })?;
        Ok(reports.collect::<Result<_, _>>()?)
    }

    /// A store that no kiosk of this version has opened yet has no such tables.
    fn has_desk(&self) -> Result<bool, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name IN ('call', 'report')")?;
        Ok(query.query_row([], |row| row.get::<_, i64>(0))? == 2)
    }
}

/// Of `?1`, the time now, and `?2`, the patience; a clock that was set back makes nobody's call older.
const IS_OPEN: &str = "done_at IS NULL AND abs(at - ?1) < ?2";

fn call(connection: &mut Connection, page: &CleanText, now: Timestamp, today: Date) -> Result<Ticket, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (day, at) = (today.to_string(), now.as_second());
    let before = transaction.query_row(
        &format!("SELECT count(*) FROM call WHERE {IS_OPEN}"),
        [at, CALL_PATIENCE.as_secs()],
        |row| row.get(0),
    )?;
    let number = transaction.query_row(
        "INSERT INTO call (day, number, page, at)
         SELECT ?1, ifnull(max(number), 0) + 1, ?2, ?3 FROM call WHERE day = ?1 RETURNING number",
        params![day, page.as_str(), at],
        |row| row.get(0),
    )?;
    transaction.execute("DELETE FROM call WHERE at < ?1", [at - CALLS_KEPT.as_secs()])?;
    transaction.execute(
        "DELETE FROM call WHERE (day, number) IN
             (SELECT day, number FROM call ORDER BY at DESC, number DESC LIMIT -1 OFFSET ?1)",
        [ROWS_MAX],
    )?;
    transaction.commit()?;
    Ok(Ticket { number, before })
}

fn write_report(connection: &mut Connection, report: &Report, now: Timestamp) -> Result<(), StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let at = now.as_second();
    transaction.execute(
        "INSERT INTO report (posting, title, complaint, at) VALUES (?1, ?2, ?3, ?4)",
        params![
            report.posting.0.as_str(),
            report.title.as_str(),
            code(report.complaint),
            at
        ],
    )?;
    transaction.execute("DELETE FROM report WHERE at < ?1", [at - REPORTS_KEPT.as_secs()])?;
    transaction.execute(
        "DELETE FROM report WHERE id IN (SELECT id FROM report ORDER BY id DESC LIMIT -1 OFFSET ?1)",
        [ROWS_MAX],
    )?;
    transaction.commit()?;
    Ok(())
}

/// As it stands on the disk, whatever it is called in the program.
fn code(complaint: Complaint) -> &'static str {
    match complaint {
        Complaint::AsksMoney => "asks-money",
        Complaint::NotAsSaid => "not-as-said",
        Complaint::NoAnswer => "no-answer",
        Complaint::Filled => "filled",
        Complaint::Other => "other",
    }
}

/// One of a newer version counts all the same.
fn complaint(written: &str) -> Complaint {
    let mut all = Complaint::ALL.into_iter();
    all.find(|it| code(*it) == written).unwrap_or(Complaint::Other)
}

fn time(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or_default()
}
