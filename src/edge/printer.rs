//! The slip printer. One thread owns it, from the start to the end; the kiosk hands slips over and hears what becomes
//! of them.
//!
//! A printer is asked how it is, where it can say so, and never waited for without a limit. A slip is written whole and
//! once: before its first byte it may be tried again, after it never, because nobody wants two.

mod cups;
mod line;
mod look;
mod status;
mod worker;

use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::sync::mpsc::SyncSender;
use std::sync::mpsc::TrySendError;
use std::sync::mpsc::sync_channel;
use std::time::Duration;
use std::time::Instant;

use tokio::sync::watch;

use crate::config::Target;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::printing::Refused;
use crate::printing::SlipNumber;
use worker::Worker;

pub use look::look;

/// Slips that may wait, the one in hand among them: what three people in front of a printer without paper ask for.
pub const QUEUE_MAX: usize = 3;

/// How long things may take.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Between two slips, when they are asked for and when they are printed: a stuck key empties no roll, and somebody
    /// takes the first one out before the next comes.
    pub spacing: Duration,
    /// Between two looks at an idle printer: one that is plugged in is known before anybody has walked to it.
    pub poll: Duration,
    /// Between two tries while a slip waits.
    pub retry: Duration,
    /// How long a slip waits for its printer. Who asked for it has gone by then, and another's slip is litter.
    pub keep: Duration,
    /// From the first try to reach it to the last byte. A slip takes two seconds; a printer that takes ten has stopped.
    pub whole: Duration,
    /// For a printer in the network to take the call.
    pub connect: Duration,
    /// For one byte of status. Those that can say how they are do within a tenth of a second.
    pub answer: Duration,
    /// Between the last byte and the question whether all went well: when paper ends it does so while printing.
    pub settle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            spacing: Duration::from_secs(10),
            poll: Duration::from_secs(4),
            retry: Duration::from_secs(1),
            keep: Duration::from_secs(60),
            // With what is left to say goodbye in, ten seconds.
            whole: Duration::from_secs(9),
            connect: Duration::from_secs(2),
            answer: Duration::from_millis(500),
            settle: Duration::from_secs(2),
        }
    }
}

/// The kiosk's end. Dropped, the thread ends after the slip in hand.
#[derive(Debug)]
pub struct Printer {
    slips: SyncSender<Job>,
    spacing: Duration,
    asked_at: Option<Duration>,
    count: u64,
    queue: Queue,
}

/// Slips that were taken and have not ended. A clone is the same queue.
#[derive(Debug, Clone, Default)]
pub struct Queue(Arc<AtomicUsize>);

impl Queue {
    #[must_use]
    pub fn slips(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

/// What is to be seen of a printer from elsewhere.
#[derive(Debug, Clone)]
pub struct Seen {
    pub state: watch::Receiver<PrinterState>,
    pub queue: Queue,
}

/// A slip on its way.
struct Job {
    number: SlipNumber,
    bytes: Vec<u8>,
    asked_at: Instant,
}

impl Printer {
    /// `news` is called from the printer's thread.
    ///
    /// # Errors
    ///
    /// Where the system has no thread left.
    pub fn start(target: Target, limits: Limits, news: impl Fn(PrinterNews) + Send + 'static) -> std::io::Result<Self> {
        // The thread holds one more in its hand.
        let (slips, inbox) = sync_channel(QUEUE_MAX - 1);
        let queue = Queue::default();
        let left = queue.clone();
        let worker = Worker::new(target, limits, move |said| {
            if let PrinterNews::Ended(..) = said {
                left.0.fetch_sub(1, Ordering::Relaxed);
            }
            news(said);
        });
        std::thread::Builder::new()
            .name("printer".to_owned())
            .spawn(move || worker.run(&inbox))?;
        Ok(Self {
            slips,
            spacing: limits.spacing,
            asked_at: None,
            count: 0,
            queue,
        })
    }

    #[must_use]
    pub fn queue(&self) -> Queue {
        self.queue.clone()
    }

    /// Takes a slip, as [`crate::slip::to_bytes`] makes it; how it ends comes as news. `now` never goes back.
    ///
    /// # Errors
    ///
    /// Why it is not taken. Then nothing comes of it.
    pub fn print(&mut self, slip: Vec<u8>, now: Duration) -> Result<SlipNumber, Refused> {
        let free_at = self.asked_at.map(|at| at + self.spacing);
        if let Some(wait) = free_at
            .and_then(|at| at.checked_sub(now))
            .filter(|wait| !wait.is_zero())
        {
            return Err(Refused::TooSoon(wait));
        }
        let number = SlipNumber(self.count + 1);
        let job = Job {
            number,
            bytes: slip,
            asked_at: Instant::now(),
        };
        // Before it is sent: it may have ended before the next line.
        self.queue.0.fetch_add(1, Ordering::Relaxed);
        if let Err(error) = self.slips.try_send(job) {
            self.queue.0.fetch_sub(1, Ordering::Relaxed);
            return Err(match error {
                TrySendError::Full(_) => Refused::QueueFull,
                TrySendError::Disconnected(_) => Refused::Gone,
            });
        }
        self.count += 1;
        self.asked_at = Some(now);
        Ok(number)
    }
}
