//! The program's clocks, read; and what is known against the one on the wall.

use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;
use std::time::Instant;

use jiff::Timestamp;
use rustix::time::ClockId;
use rustix::time::clock_gettime;

use super::built_at;
use crate::now::Now;
use crate::now::Reckoning;

/// How often is looked whether somebody has set the clock: one feels no second in a wait for data.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

/// A clone is the same clock.
#[derive(Debug, Clone)]
pub struct Clock {
    began: Instant,
    reckoning: Arc<Mutex<Reckoning>>,
}

impl Clock {
    #[must_use]
    pub fn start() -> Self {
        Self::after(None)
    }

    /// After a run that was sure of a time.
    #[must_use]
    pub fn after(last_run: Option<Timestamp>) -> Self {
        let reckoning = Reckoning::new(built_at(), last_run, steady());
        Self {
            began: Instant::now(),
            reckoning: Arc::new(Mutex::new(reckoning)),
        }
    }

    #[must_use]
    pub fn now(&self) -> Now {
        let machine = Timestamp::now();
        let wall = self.reckoning().judge(machine, steady());
        Now {
            wall,
            monotonic: self.began.elapsed(),
            disbelieved: (wall != machine).then_some(machine),
        }
    }

    /// The time alone.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        self.now().wall
    }

    /// A server that gave what it should says that it is `date`.
    pub fn hear(&self, date: Timestamp) {
        self.reckoning().hear(date, Timestamp::now(), steady());
    }

    /// Ends once the machine's clock is believed.
    pub async fn is_right(&self) {
        while self.now().disbelieved.is_some() {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    fn reckoning(&self) -> MutexGuard<'_, Reckoning> {
        self.reckoning.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts while the machine sleeps too, and nobody can set it (`CLOCK_BOOTTIME`, `clock_gettime(2)`).
fn steady() -> Duration {
    Duration::try_from(clock_gettime(ClockId::Boottime)).unwrap_or_default()
}
