//! The store, read into a catalog: what may be offered, under what staff have decided, and what they should look at.

mod filling;
mod load;
mod memory;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::Clock;
use super::built_at;
use super::flight::Recorder;
use super::store::Reader;
use super::store::StoreError;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::catalog::Standpoint;
use crate::config::Hall;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::screening::Flags;
use crate::screening::Settings;
use crate::screening::Table;
use crate::text::CleanText;

pub use memory::Memory;

/// Flagged postings of each kind that a kiosk keeps with all that was found: weeks of work for whoever looks at them.
const FLAGS_KEPT: usize = 2_000;
/// After a reading that failed, so that a cable that came loose for a moment leaves no hall without postings until its
/// feeds change.
const READ_AGAIN: Duration = Duration::from_secs(5);

/// Where postings lie, from where they are looked at, and how they are checked.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub folder: PathBuf,
    /// In the order in which the operator named them.
    pub feeds: Vec<String>,
    pub hall: Hall,
    pub checks: Checks,
    /// Words are looked for in descriptions too.
    pub searches_descriptions: bool,
    /// Of each kind; how many are kept whole.
    pub flags_kept: usize,
    /// What is read is noted there.
    pub recorder: Recorder,
}

/// How postings are checked before they show.
#[derive(Debug, Clone, Default)]
pub struct Checks {
    /// Ours with what the operator adds; `None` for ours alone, which is built when it is first needed.
    pub table: Option<Arc<Table>>,
    pub settings: Settings,
}

/// What a reading of the store gave.
#[derive(Debug)]
pub struct Loaded {
    pub catalog: Catalog,
    pub flags: Flags,
    /// Postings that the disk has changed; they are left out.
    pub broken: usize,
    /// What the program died at.
    pub left_out: Vec<PostingId>,
    /// Postings of which something was made that [`super::store::Store::make_up`] writes down for the next start.
    pub made: Vec<Row>,
    /// What the next reading needs to know of this one.
    pub memory: Option<Memory>,
}

/// A reading, for the next.
#[derive(Debug)]
pub struct Last {
    pub catalog: Arc<Catalog>,
    pub memory: Memory,
    /// What [`Shelf::broken`] has found: not offered until it is whole again.
    pub broken: Arc<HashSet<Row>>,
}

/// What the kiosk offers now, and what staff should look at in it.
#[derive(Debug, Clone)]
pub struct Offered {
    pub catalog: Arc<Catalog>,
    pub flags: Arc<Flags>,
    /// What the program died at.
    pub left_out: Arc<[PostingId]>,
}

impl Offered {
    /// Before the store was read.
    #[must_use]
    pub fn unread(catalog: Arc<Catalog>) -> Self {
        Self {
            catalog,
            flags: Arc::default(),
            left_out: Arc::default(),
        }
    }
}

impl Checks {
    /// Ours, or with what the operator adds.
    #[must_use]
    pub fn table(&self) -> &Table {
        self.table.as_deref().unwrap_or_else(|| Table::own())
    }
}

impl Shelf {
    /// Notes nothing of what is read.
    #[must_use]
    pub fn new(folder: PathBuf, feeds: Vec<String>, hall: Hall, checks: Checks) -> Self {
        Self {
            folder,
            feeds,
            hall,
            checks,
            searches_descriptions: false,
            flags_kept: FLAGS_KEPT,
            recorder: Recorder::default(),
        }
    }

    /// Everything that may be offered, as it stands in the store now.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read, or nothing was ever pulled.
    pub fn load(&self, clock: &Clock) -> Result<Loaded, StoreError> {
        self.load_after(clock, None)
    }

    /// The same, where the last reading of this shelf is at hand: then only what is new since is read.
    ///
    /// # Errors
    ///
    /// As [`Self::load`].
    pub fn load_after(&self, clock: &Clock, last: Option<Last>) -> Result<Loaded, StoreError> {
        let reader = Reader::open(&self.folder)?.noted_by(self.recorder.clone());
        if reader.has_sights()? {
            match load::by_sights(self, &reader, clock, last) {
                // Of a broken place the postings that do not lie on it are read, one by one.
                Err(StoreError::Damaged(reason)) => {
                    tracing::warn!(%reason, "the short way through the store is broken");
                }
                loaded => return loaded,
            }
        }
        load::whole(self, &reader, clock, |_, _| {})
    }

    /// The same, and shows each posting that is offered whole as it passes: a catalog keeps a brief of it.
    ///
    /// # Errors
    ///
    /// As [`Self::load`].
    pub fn load_showing(&self, clock: &Clock, show: impl FnMut(Row, &Posting)) -> Result<Loaded, StoreError> {
        let reader = Reader::open(&self.folder)?.noted_by(self.recorder.clone());
        load::whole(self, &reader, clock, show)
    }

    /// The postings that the disk has changed: a reading meets them no more, since it does not read them whole.
    ///
    /// # Errors
    ///
    /// As [`Self::load`].
    pub fn broken(&self) -> Result<HashSet<Row>, StoreError> {
        Reader::open(&self.folder)?.broken()
    }

    /// Here and today.
    #[must_use]
    pub fn standpoint(&self, clock: &Clock) -> Standpoint {
        let zone = self.hall.zone.clone();
        let now = clock.wall();
        let today = now.to_zoned(zone.clone()).date();
        Standpoint {
            geo: self.hall.geo,
            zone,
            today,
            now,
            built_at: built_at(),
        }
    }
}

/// What [`keep_loading`] has done about what it meets.
pub struct Remedies<Broken, Panicked, Made> {
    /// Has what the disk has changed sent again.
    pub on_broken: Broken,
    /// Leaves out what a reading died at, and says whether it did.
    pub on_panic: Panicked,
    /// Writes down what was made of these.
    pub on_made: Made,
}

/// Reads the store at once and whenever it is wanted. One reading at a time, however often it is asked for, so that an
/// older one never replaces a newer. `offered` shows the newest to whoever asks.
pub async fn keep_loading(
    shelf: Shelf,
    clock: Clock,
    wanted: Arc<Notify>,
    news: mpsc::Sender<Msg>,
    offered: watch::Sender<Offered>,
    remedies: Remedies<impl Fn(), impl Fn(Row) -> bool, impl Fn(Vec<Row>)>,
) {
    let mut last = None;
    let mut broken = Broken::Unknown;
    let mut warming: Option<JoinHandle<()>> = None;
    loop {
        let (from, clock, before) = (shelf.clone(), clock.clone(), last.take());
        let mut is_read = true;
        // Until the new one is there both are held.
        if let Some(warming) = warming.take() {
            drop(warming.await);
        }
        offered.borrow().catalog.cool_down();
        match spawn_blocking(move || from.load_after(&clock, before)).await {
            Ok(Ok(loaded)) => {
                if loaded.broken > 0 {
                    tracing::warn!(loaded.broken, "the disk has changed stored postings; they are left out");
                    (remedies.on_broken)();
                }
                let catalog = Arc::new(loaded.catalog);
                last = loaded.memory.map(|memory| Last {
                    catalog: Arc::clone(&catalog),
                    memory,
                    broken: broken.known(),
                });
                offered.send_replace(Offered {
                    catalog: Arc::clone(&catalog),
                    flags: Arc::new(loaded.flags),
                    left_out: loaded.left_out.into(),
                });
                if news.send(Msg::Catalog(Arc::clone(&catalog))).await.is_err() {
                    return;
                }
                if !loaded.made.is_empty() {
                    (remedies.on_made)(loaded.made);
                }
                broken.look(&shelf);
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "the store could not be read");
                is_read = false;
            }
            // A panic there has been logged. Without what it was at the next one goes better.
            Err(_) if shelf.recorder.died_reading().is_some_and(&remedies.on_panic) => continue,
            Err(_) => is_read = false,
        }
        let newest = Arc::clone(&offered.borrow().catalog);
        warming = Some(spawn_blocking(move || newest.warm_up()));
        let wait = if is_read { Duration::MAX } else { READ_AGAIN };
        tokio::select! {
            // At its end it is read again, as where somebody wants it.
            _ = timeout(wait, wanted.notified()) => {}
            () = broken.found() => {
                if let Some(last) = &mut last {
                    last.broken = broken.known();
                }
            }
        }
    }
}

/// What the disk has changed, looked for once beside everything else.
enum Broken {
    Unknown,
    Looking(JoinHandle<Result<HashSet<Row>, StoreError>>),
    Known(Arc<HashSet<Row>>),
}

impl Broken {
    fn look(&mut self, at: &Shelf) {
        if matches!(self, Self::Unknown) {
            let at = at.clone();
            *self = Self::Looking(spawn_blocking(move || at.broken()));
        }
    }

    /// Ends once any is known; never where none is.
    async fn found(&mut self) {
        if let Self::Looking(looking) = self {
            // One that fails has met damage, which each reading meets as well.
            let found = looking.await.ok().and_then(Result::ok).unwrap_or_default();
            let is_any = !found.is_empty();
            *self = Self::Known(Arc::new(found));
            if is_any {
                return;
            }
        }
        std::future::pending::<()>().await;
    }

    fn known(&self) -> Arc<HashSet<Row>> {
        match self {
            Self::Known(rows) => Arc::clone(rows),
            Self::Unknown | Self::Looking(_) => Arc::default(),
        }
    }
}

/// As staff call them.
#[must_use]
pub fn numbers(postings: &[PostingId]) -> Vec<CleanText> {
    let number = |posting| CleanText::new(&PostingNumber::of(posting).digits(), 20);
    postings.iter().map(number).collect()
}
