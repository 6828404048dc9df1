//! The store, read into a catalog: what may be offered, under what staff have decided, and what they should look at.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::Clock;
use super::built_at;
use super::flight::Recorder;
use super::store::Reader;
use super::store::STAFF_FEED;
use super::store::StoreError;
use crate::app::Msg;
use crate::bulletin::Bulletin;
use crate::catalog::Catalog;
use crate::catalog::CatalogBuilder;
use crate::catalog::Standpoint;
use crate::config::Hall;
use crate::decision::Standing;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::screening::Census;
use crate::screening::Context;
use crate::screening::Flagged;
use crate::screening::Flags;
use crate::screening::Rule;
use crate::screening::Settings;
use crate::screening::Table;
use crate::screening::screen;
use crate::text::CleanText;

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
    fn table(&self) -> &Table {
        self.table.as_deref().unwrap_or_else(|| Table::own())
    }
}

impl Shelf {
    /// Everything that may be offered, as it stands in the store now.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read, or nothing was ever pulled.
    pub fn load(&self, clock: &Clock) -> Result<Loaded, StoreError> {
        self.load_showing(clock, FLAGS_KEPT, |_, _| {})
    }

    /// The same with so many flags kept, and shows each posting that is offered whole as it passes: a catalog keeps a
    /// brief of it.
    ///
    /// # Errors
    ///
    /// As [`Self::load`].
    pub fn load_showing(
        &self,
        clock: &Clock,
        flags_kept: usize,
        mut show: impl FnMut(Row, &Posting),
    ) -> Result<Loaded, StoreError> {
        let standpoint = self.standpoint(clock);
        let now = clock.wall();
        // A clock before the program was built knows nothing of thirty days.
        let confirmed_before = if now < standpoint.built_at { Timestamp::MIN } else { now };
        let feeds: Vec<&str> = self.feeds.iter().map(String::as_str).collect();
        let reader = Reader::open(&self.folder)?.noted_by(self.recorder.clone());
        let standings = reader.standings()?;
        let census = self.census(&reader, &feeds, confirmed_before)?;
        let mut catalog = CatalogBuilder::new(standpoint.clone());
        for (_, notice) in reader.announced(now)? {
            catalog.add_bulletin(Bulletin::Notice(notice));
        }
        // Before the postings: what a posting must pay at least stands in one.
        reader.bulletins(&feeds, confirmed_before, |bulletin| catalog.add_bulletin(bulletin))?;
        let mut flags = Flags::default();
        let nothing = Standing::default();
        let mut add = |row, posting: Posting, is_entered: bool| {
            let standing = standings.get(&posting.id).unwrap_or(&nothing);
            let is_over = posting.origin.valid_through.is_some_and(|end| end < now);
            if standing.hidden.is_none() && !is_over && !catalog.has(&posting) {
                let district = posting.place.district.as_deref();
                let context = Context {
                    table: self.checks.table(),
                    minimum_wage: district.and_then(|district| catalog.minimum_wage(district)),
                    today: standpoint.today,
                    zone: &standpoint.zone,
                    census: &census,
                };
                let findings = screen(&posting, &context);
                let flagged = Flagged::of(&posting, findings, &standing.accepted, &self.checks.settings);
                if let Some(mut flagged) = flagged {
                    // Whoever has entered it at the desk has looked at it.
                    if is_entered {
                        flagged.holding.clear();
                    }
                    let is_held = flagged.is_held();
                    flags.add(flagged, flags_kept);
                    if is_held {
                        return catalog.keep_back(row, &posting.id.0, &posting.title);
                    }
                }
            }
            if standing.hidden.is_none() {
                show(row, &posting);
            }
            catalog.add_decided(row, posting, standing);
        };
        // What staff have entered comes before what the feeds say of the same.
        let mut listing = reader.postings(&[STAFF_FEED], Timestamp::MIN, |row, posting| add(row, posting, true))?;
        let of_feeds = reader.postings(&feeds, confirmed_before, |row, posting| add(row, posting, false))?;
        listing.broken += of_feeds.broken;
        Ok(Loaded {
            catalog: catalog.finish(),
            flags,
            broken: listing.broken,
            left_out: reader.left_out()?,
        })
    }

    /// Which telephone belongs to how many employers: a reading of its own, since it is known only after the last one.
    fn census(&self, reader: &Reader, feeds: &[&str], confirmed_before: Timestamp) -> Result<Census, StoreError> {
        let mut census = Census::default();
        if !self.checks.settings.ignore.contains(Rule::ManyEmployers) {
            reader.contacts(feeds, confirmed_before, |phone, employer| {
                census.count(phone, employer);
            })?;
        }
        Ok(census)
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

/// Reads the store at once and whenever it is wanted. One reading at a time, however often it is asked for, so that an
/// older one never replaces a newer. `offered` shows the newest to whoever asks. `on_broken` has what the disk has changed sent again;
/// `on_panic` leaves out what a reading died at, and says whether it did.
pub async fn keep_loading(
    shelf: Shelf,
    clock: Clock,
    wanted: Arc<Notify>,
    news: mpsc::Sender<Msg>,
    offered: watch::Sender<Offered>,
    on_broken: impl Fn(),
    on_panic: impl Fn(Row) -> bool,
) {
    loop {
        let (from, clock) = (shelf.clone(), clock.clone());
        let mut is_read = true;
        match spawn_blocking(move || from.load(&clock)).await {
            Ok(Ok(loaded)) => {
                let Loaded {
                    catalog, flags, broken, ..
                } = loaded;
                if broken > 0 {
                    tracing::warn!(broken, "the disk has changed stored postings; they are left out");
                    on_broken();
                }
                let catalog = Arc::new(catalog);
                offered.send_replace(Offered {
                    catalog: Arc::clone(&catalog),
                    flags: Arc::new(flags),
                    left_out: loaded.left_out.into(),
                });
                if news.send(Msg::Catalog(catalog)).await.is_err() {
                    return;
                }
            }
            Ok(Err(error)) => {
                tracing::warn!(%error, "the store could not be read");
                is_read = false;
            }
            // A panic there has been logged. Without what it was at the next one goes better.
            Err(_) if shelf.recorder.died_reading().is_some_and(&on_panic) => continue,
            Err(_) => is_read = false,
        }
        let wait = if is_read { Duration::MAX } else { READ_AGAIN };
        // At its end it is read again, as where somebody wants it.
        drop(timeout(wait, wanted.notified()).await);
    }
}

/// As staff call them.
#[must_use]
pub fn numbers(postings: &[PostingId]) -> Vec<CleanText> {
    let number = |posting| CleanText::new(&PostingNumber::of(posting).digits(), 20);
    postings.iter().map(number).collect()
}
