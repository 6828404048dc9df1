//! What the kiosk can reach, as values: the store is a folder, the feeds are keys, systemd is a socket.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::Clock;
use super::desk::Desk;
use super::meter::Meter;
use super::printer::Printer;
use super::store::Reader;
use super::store::STAFF_FEED;
use super::store::StoreError;
use super::systemd::Systemd;
use super::tally::Tally;
use super::voice::Voice;
use crate::app::Model;
use crate::app::Msg;
use crate::app::VisitNumber;
use crate::catalog::Catalog;
use crate::catalog::CatalogBuilder;
use crate::catalog::Standpoint;
use crate::config::Hall;
use crate::config::Printing;
use crate::count::Counted;
use crate::desk::Report;
use crate::language::Language;
use crate::posting::Posting;
use crate::posting::Row;
use crate::printing::Refused;
use crate::printing::SlipSaid;
use crate::screen::Opened;
use crate::slip::Slip;
use crate::slip::to_bytes;
use crate::wording::DOT;

/// Performs effects. Work that waits runs beside the loop; its outcome arrives as news.
pub struct World {
    reach: Reach,
    systemd: Systemd,
    /// What systemd was last told.
    told: String,
}

/// A printer, and how slips are set for it.
pub struct Press {
    pub printer: Printer,
    pub printing: Printing,
}

/// What it works with.
pub struct Reach {
    pub shelf: Shelf,
    pub desk: Desk,
    pub tally: Tally,
    pub meter: Meter,
    /// `None` where nothing prints.
    pub printer: Option<Press>,
    /// `None` where nothing speaks.
    pub voice: Option<Voice>,
    pub news: mpsc::Sender<Msg>,
    /// What [`keep_loading`] waits for.
    pub reload: Arc<Notify>,
    /// Whoever wants the screen as text asks here.
    pub screens: mpsc::Receiver<oneshot::Sender<String>>,
    /// Nobody leaves by a key.
    pub locked: bool,
}

/// Where postings lie, and from where they are looked at.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub folder: PathBuf,
    /// In the order in which the operator named them.
    pub feeds: Vec<String>,
    pub hall: Hall,
}

/// What a reading of the store gave.
#[derive(Debug)]
pub struct Loaded {
    pub catalog: Catalog,
    /// Postings that the disk has changed; they are left out.
    pub broken: usize,
}

impl World {
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        Self {
            reach,
            systemd: Systemd::find(),
            told: String::new(),
        }
    }

    /// Nobody leaves by a key.
    #[must_use]
    pub fn is_locked(&self) -> bool {
        self.reach.locked
    }

    /// The first frame is on the screen.
    pub fn began(&mut self, model: &Model) {
        self.drawn([]);
        self.systemd.ready();
        self.report(model);
    }

    /// A frame is on the screen, so long after each of the keys that it shows.
    pub fn drawn(&self, since: impl IntoIterator<Item = Duration>) {
        self.reach.meter.drawn(since);
    }

    /// The loop has turned: systemd hears so once a tick, and how things are where that has changed.
    pub fn turned(&mut self, model: &Model, ticked: bool) {
        if ticked {
            self.systemd.alive();
            self.report(model);
        }
    }

    pub fn ending(&self) {
        self.systemd.stopping();
        self.reach.tally.write();
    }

    /// Reads a posting whole; it comes as [`Msg::Opened`].
    pub fn open(&self, row: Row) {
        let (folder, news) = (self.reach.shelf.folder.clone(), self.reach.news.clone());
        tokio::spawn(async move {
            let read = spawn_blocking(move || Reader::open(&folder)?.offered(row)).await;
            let opened = match read {
                Ok(Ok(Some(posting))) => Opened::Here(row, Box::new(posting)),
                Ok(Ok(None)) => Opened::Gone(row),
                Ok(Err(error)) => {
                    tracing::warn!(%error, "a posting could not be read");
                    Opened::Failed(row)
                }
                // The program is ending.
                Err(_) => return,
            };
            // A closed channel means the same.
            drop(news.send(Msg::Opened(opened)).await);
        });
    }

    /// Somebody wants the screen as text; `None` once nobody can ask any more.
    pub async fn screen_asked(&mut self) -> Option<oneshot::Sender<String>> {
        self.reach.screens.recv().await
    }

    /// Reads the catalog anew; it comes as [`Msg::Catalog`].
    pub fn reload(&self) {
        self.reach.reload.notify_one();
    }

    /// Writes a call for staff down; its ticket comes as [`Msg::Called`].
    pub fn call_staff(&self, visit: VisitNumber, page: &str) {
        self.reach.desk.call(visit, page, self.reach.news.clone());
    }

    /// Writes down that something is wrong with a posting.
    pub fn report_posting(&self, report: Report) {
        self.reach.desk.report(report);
    }

    /// Prints a slip; what becomes of it, or why it is not taken, comes as [`Msg::Slip`].
    pub fn print(&mut self, slip: &Slip, now: Duration) {
        let taken = match &mut self.reach.printer {
            Some(press) => press.printer.print(to_bytes(slip, press.printing), now),
            None => Err(Refused::Gone),
        };
        if let Err(refused) = taken {
            let news = self.reach.news.clone();
            // A closed channel means that the program is ending.
            tokio::spawn(async move { drop(news.send(Msg::Slip(SlipSaid::Refused(refused))).await) });
        }
    }

    /// Counts what happened.
    pub fn count(&self, counted: Counted) {
        self.reach.tally.count(counted);
    }

    /// Says a text in the place of what is being said.
    pub fn read_aloud(&mut self, text: &str, language: Language) {
        if let Some(voice) = &mut self.reach.voice {
            voice.say(text, language);
        }
    }

    /// Stops saying it.
    pub fn hush(&mut self) {
        if let Some(voice) = &mut self.reach.voice {
            voice.hush();
        }
    }

    fn report(&mut self, model: &Model) {
        let mut line = model.summary();
        let waiting = self.reach.desk.waiting();
        if waiting > 0 {
            line = format!("{line}{DOT}叫人 {waiting} 个");
        }
        if line != self.told {
            self.systemd.status(&line);
            self.told = line;
        }
    }
}

impl Shelf {
    /// Everything that may be offered, as it stands in the store now.
    ///
    /// # Errors
    ///
    /// Where the store cannot be read, or nothing was ever pulled.
    pub fn load(&self, clock: Clock) -> Result<Loaded, StoreError> {
        self.load_showing(clock, |_, _| {})
    }

    /// The same, and shows each posting whole as it passes: a catalog keeps a brief of it.
    ///
    /// # Errors
    ///
    /// As [`Self::load`].
    pub fn load_showing(&self, clock: Clock, mut show: impl FnMut(Row, &Posting)) -> Result<Loaded, StoreError> {
        let standpoint = self.standpoint(clock);
        let now = clock.now().wall;
        // A clock before the program was built knows nothing of thirty days.
        let confirmed_before = if now < standpoint.built_at {
            jiff::Timestamp::MIN
        } else {
            now
        };
        let mut catalog = CatalogBuilder::new(standpoint);
        let feeds: Vec<&str> = self.feeds.iter().map(String::as_str).collect();
        let reader = Reader::open(&self.folder)?;
        let standings = reader.standings()?;
        let mut add = |row, posting: Posting| match standings.get(&posting.id) {
            None => {
                show(row, &posting);
                catalog.add(row, &posting);
            }
            Some(standing) => {
                if standing.hidden.is_none() {
                    show(row, &posting);
                }
                catalog.add_decided(row, posting, standing);
            }
        };
        // What staff have entered comes before what the feeds say of the same.
        let mut listing = reader.postings(&[STAFF_FEED], jiff::Timestamp::MIN, &mut add)?;
        listing.broken += reader.postings(&feeds, confirmed_before, &mut add)?.broken;
        reader.bulletins(&feeds, confirmed_before, |bulletin| catalog.add_bulletin(bulletin))?;
        Ok(Loaded {
            catalog: catalog.finish(),
            broken: listing.broken,
        })
    }

    /// Here and today.
    #[must_use]
    pub fn standpoint(&self, clock: Clock) -> Standpoint {
        let zone = self.hall.zone.clone();
        let now = clock.now().wall;
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
/// older one never replaces a newer. `offered` shows the newest to whoever asks. `on_broken` has what the disk has changed sent again.
pub async fn keep_loading(
    shelf: Shelf,
    clock: Clock,
    wanted: Arc<Notify>,
    news: mpsc::Sender<Msg>,
    offered: watch::Sender<Arc<Catalog>>,
    on_broken: impl Fn(),
) {
    loop {
        let from = shelf.clone();
        match spawn_blocking(move || from.load(clock)).await {
            Ok(Ok(Loaded { catalog, broken })) => {
                if broken > 0 {
                    tracing::warn!(broken, "the disk has changed stored postings; they are left out");
                    on_broken();
                }
                let catalog = Arc::new(catalog);
                offered.send_replace(Arc::clone(&catalog));
                if news.send(Msg::Catalog(catalog)).await.is_err() {
                    return;
                }
            }
            Ok(Err(error)) => tracing::warn!(%error, "the store could not be read"),
            // A panic there has been logged; the next reading may go better.
            Err(_) => {}
        }
        wanted.notified().await;
    }
}

/// When the program was built: no honest clock stands before it.
fn built_at() -> jiff::Timestamp {
    let seconds = env!("ZHAOHUO_BUILT_AT_UNIX").parse().unwrap_or(0);
    jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
}
