//! Counting, beside the loop: kept in memory for a minute, so that a key costs no disk.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::task::spawn_blocking;

use super::store::Store;
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
    unwritten: Arc<Mutex<Unwritten>>,
}

/// By the day and the hour.
type Unwritten = HashMap<(Date, i8, Counted), u64>;

impl Tally {
    #[must_use]
    pub fn new(store: Option<Arc<Store>>, zone: TimeZone) -> Self {
        Self {
            store,
            zone,
            unwritten: Arc::default(),
        }
    }

    pub fn count(&self, counted: Counted) {
        if self.store.is_none() {
            return;
        }
        let now = Timestamp::now().to_zoned(self.zone.clone());
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

    /// Writes down what was counted since the last time. Where that fails it is kept for the next.
    pub fn write(&self) {
        let Some(store) = &self.store else { return };
        let taken = std::mem::take(&mut *self.unwritten.lock().unwrap_or_else(PoisonError::into_inner));
        if taken.is_empty() {
            return;
        }
        let cells = taken.into_iter().map(|((day, hour, counted), times)| Cell {
            day,
            hour,
            counted,
            times,
        });
        let cells: Vec<Cell> = cells.collect();
        if let Err(error) = store.count(&cells, Timestamp::now().to_zoned(self.zone.clone()).date()) {
            tracing::warn!(reason = %clean_error(&error), "counts could not be written");
            let mut unwritten = self.unwritten.lock().unwrap_or_else(PoisonError::into_inner);
            for cell in cells {
                *unwritten.entry((cell.day, cell.hour, cell.counted)).or_default() += cell.times;
            }
        }
    }
}
