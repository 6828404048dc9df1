//! Counting, beside the loop: kept in memory for a minute, so that a key costs no disk.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::task::spawn_blocking;

use super::Clock;
use super::store::Reader;
use super::store::Store;
use super::store::StoreError;
use crate::count::Cell;
use crate::count::Counted;
use crate::text::clean_error;

/// What a pulled plug may lose; a write for each key would wear the card out.
const WRITTEN_EVERY: Duration = Duration::from_secs(60);

/// A clone is the same tally.
#[derive(Clone)]
pub struct Tally {
    /// `None` where it cannot be written: then nothing is counted.
    store: Option<Arc<Store>>,
    zone: TimeZone,
    clock: Clock,
    unwritten: Arc<Mutex<Unwritten>>,
    /// Held from when counts are taken until they are on the disk, so that nobody reads them twice, or not at all. Never
    /// by whoever counts.
    on_the_way: Arc<Mutex<()>>,
}

/// By the day and the hour.
type Unwritten = HashMap<(Date, i8, Counted), u64>;

impl Tally {
    #[must_use]
    pub fn new(store: Option<Arc<Store>>, zone: TimeZone, clock: Clock) -> Self {
        Self {
            store,
            zone,
            clock,
            unwritten: Arc::default(),
            on_the_way: Arc::default(),
        }
    }

    pub fn count(&self, counted: Counted) {
        if self.store.is_none() {
            return;
        }
        let now = self.clock.wall().to_zoned(self.zone.clone());
        let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
        *unwritten.entry((now.date(), now.hour(), counted)).or_default() += 1;
    }

    /// Writes down what was counted, for as long as the program runs.
    pub async fn keep_writing(self) {
        loop {
            tokio::time::sleep(WRITTEN_EVERY).await;
            let own = self.clone();
            // A panic there has been logged; the next minute may go better.
            drop(spawn_blocking(move || own.write()).await);
        }
    }

    /// What was counted from one day to another, both inclusive, with what is not written yet.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn counted(&self, reader: &Reader, from: Date, to: Date) -> Result<Vec<Cell>, StoreError> {
        let _held = self.on_the_way.lock().unwrap_or_else(PoisonError::into_inner);
        let mut cells = reader.counts(from, to)?;
        let unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
        cells.extend(
            unwritten
                .iter()
                .map(cell)
                .filter(|cell| (from..=to).contains(&cell.day)),
        );
        Ok(cells)
    }

    /// The store is open for writing, and took what was written last.
    #[must_use]
    pub fn is_writable(&self) -> bool {
        self.store.as_ref().is_some_and(|store| store.takes_writes())
    }

    /// Writes down what was counted since the last time. Where that fails it is kept for the next.
    pub fn write(&self) {
        let Some(store) = &self.store else { return };
        let _held = self.on_the_way.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = std::mem::take(&mut *self.unwritten.lock().unwrap_or_else(PoisonError::into_inner));
        if taken.is_empty() {
            return;
        }
        let cells: Vec<Cell> = taken.iter().map(cell).collect();
        let written = store.count(&cells, self.clock.wall().to_zoned(self.zone.clone()).date());
        if let Err(error) = written {
            tracing::warn!(reason = %clean_error(&error), "counts could not be written");
            let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
            for cell in cells {
                *unwritten.entry((cell.day, cell.hour, cell.counted)).or_default() += cell.times;
            }
        }
    }
}

fn cell(((day, hour, counted), times): (&(Date, i8, Counted), &u64)) -> Cell {
    Cell {
        day: *day,
        hour: *hour,
        counted: counted.clone(),
        times: *times,
    }
}
