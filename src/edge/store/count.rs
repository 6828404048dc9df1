//! How often what was done, by day and hour. No column may hold who did it, or what was typed.

use jiff::Span;
use jiff::civil::Date;
use rusqlite::TransactionBehavior;
use rusqlite::params;

use super::Reader;
use super::Store;
use super::StoreError;
use crate::count::Cell;
use crate::count::Counted;
use crate::count::KEPT_DAYS;
use crate::count::Kind;
use crate::text::CleanText;

impl Store {
    /// Adds to what was counted before, and lets go of what is older than [`KEPT_DAYS`].
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then nothing was added.
    pub fn count(&self, cells: &[Cell], today: Date) -> Result<(), StoreError> {
        let mut anchor = self.anchor();
        let written = (|| {
            let transaction = anchor.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for Cell {
                day,
                hour,
                counted,
                times,
            } in cells
            {
                let text = |text: &Option<CleanText>| text.as_deref().unwrap_or_default().to_owned();
                transaction.execute(
                    "INSERT INTO count (day, hour, kind, trade, district, times) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                     ON CONFLICT DO UPDATE SET times = times + excluded.times",
                    params![
                        day.to_string(),
                        hour,
                        counted.kind.code(),
                        text(&counted.trade),
                        text(&counted.district),
                        i64::try_from(*times).unwrap_or(i64::MAX),
                    ],
                )?;
            }
            let kept_from = today.checked_sub(Span::new().days(KEPT_DAYS)).unwrap_or(Date::MIN);
            transaction.execute("DELETE FROM count WHERE day < ?1", [kept_from.to_string()])?;
            transaction.commit()?;
            Ok(())
        })();
        self.noting_write(written)
    }
}

impl Reader {
    /// What was counted from one day to another, both inclusive.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn counts(&self, from: Date, to: Date) -> Result<Vec<Cell>, StoreError> {
        let mut known = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name = 'count'")?;
        // A store that no kiosk of this version has opened yet has no such table.
        if known.query_row([], |row| row.get::<_, i64>(0))? == 0 {
            return Ok(Vec::new());
        }
        let mut query = self.connection.prepare_cached(
            "SELECT day, hour, kind, trade, district, times FROM count WHERE day BETWEEN ?1 AND ?2
             ORDER BY day, hour, kind, trade, district",
        )?;
        let rows = query.query_map([from.to_string(), to.to_string()], |row| {
            let (day, kind): (String, String) = (row.get(0)?, row.get(2)?);
            let text = |text: String| CleanText::line(&text);
            let counted = Kind::of(&kind).zip(day.parse().ok());
            let (trade, district) = (text(row.get(3)?), text(row.get(4)?));
            let (hour, times): (i8, i64) = (row.get(1)?, row.get(5)?);
            Ok(counted.map(|(kind, day)| Cell {
                day,
                hour,
                counted: Counted { kind, trade, district },
                times: u64::try_from(times).unwrap_or(0),
            }))
        })?;
        // One of a newer version is left out.
        rows.filter_map(Result::transpose).map(|cell| Ok(cell?)).collect()
    }
}
