//! What the kiosk must know of itself after a restart: one row.

use rusqlite::OptionalExtension as _;
use rusqlite::params;

use super::Reader;
use super::Store;
use super::StoreError;
use crate::text::CleanText;
use crate::upkeep::Closure;
use crate::upkeep::Kept;

impl Store {
    /// Writes one wrong PIN more down, and gives how many there are. Before a PIN is checked, so that nothing that
    /// happens then makes it undone.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written; then the PIN must not be checked.
    pub fn note_wrong_pin(&self) -> Result<u32, StoreError> {
        let anchor = self.anchor();
        let written = anchor.query_row(
            "INSERT INTO upkeep (only, wrong_pins) VALUES (1, 1)
             ON CONFLICT DO UPDATE SET wrong_pins = wrong_pins + 1 RETURNING wrong_pins",
            [],
            |row| row.get(0),
        );
        self.noting_write(written.map_err(StoreError::from))
    }

    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn forget_wrong_pins(&self) -> Result<(), StoreError> {
        let anchor = self.anchor();
        let written = anchor.execute("UPDATE upkeep SET wrong_pins = 0", []);
        self.noting_write(written.map(drop).map_err(StoreError::from))
    }

    /// Closes the kiosk to the public; `None` opens it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn close(&self, closure: Option<&Closure>) -> Result<(), StoreError> {
        let text = closure.and_then(|closure| closure.text.as_deref());
        let anchor = self.anchor();
        let written = anchor.execute(
            "INSERT INTO upkeep (only, closed, closed_text) VALUES (1, ?1, ?2)
             ON CONFLICT DO UPDATE SET closed = excluded.closed, closed_text = excluded.closed_text",
            params![closure.is_some(), text],
        );
        self.noting_write(written.map(drop).map_err(StoreError::from))
    }
}

impl Reader {
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn upkeep(&self) -> Result<Kept, StoreError> {
        let mut known = self
            .connection
            .prepare_cached("SELECT count(*) FROM sqlite_schema WHERE name = 'upkeep'")?;
        // A store that no kiosk of this version has opened yet has no such table.
        if known.query_row([], |row| row.get::<_, i64>(0))? == 0 {
            return Ok(Kept::default());
        }
        let mut query = self
            .connection
            .prepare_cached("SELECT wrong_pins, closed, closed_text FROM upkeep")?;
        let kept = query.query_row([], |row| {
            let (closed, text): (bool, Option<String>) = (row.get(1)?, row.get(2)?);
            Ok(Kept {
                wrong_pins: row.get(0)?,
                closure: closed.then(|| Closure {
                    text: text.map(CleanText::from),
                }),
            })
        });
        Ok(kept.optional()?.unwrap_or_default())
    }
}
