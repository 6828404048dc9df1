//! What the kiosk can reach, as values: the store is a folder, the feeds are keys, systemd is a socket.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::desk::Desk;
use super::meter::Meter;
use super::printer::Printer;
use super::shelf::Offered;
use super::shelf::Shelf;
use super::shelf::numbers;
use super::store::Reader;
use super::systemd::Systemd;
use super::tally::Tally;
use super::upkeep::Keeper;
use super::voice::Voice;
use crate::app::Model;
use crate::app::Msg;
use crate::app::VisitNumber;
use crate::config::Printing;
use crate::console::words;
use crate::count::Counted;
use crate::crash::SafeMode;
use crate::desk::Report;
use crate::language::Language;
use crate::pin::Pin;
use crate::posting::Row;
use crate::printing::Refused;
use crate::printing::SlipSaid;
use crate::screen::Opened;
use crate::slip::Slip;
use crate::slip::to_bytes;
use crate::text::CleanText;
use crate::upkeep::Task;
use crate::wording::DOT;

/// Performs effects. Work that waits runs beside the loop; its outcome arrives as news.
pub struct World {
    reach: Reach,
    systemd: Systemd,
    /// What systemd was last told.
    told: String,
    /// What was drawn last.
    drawn: Vec<Row>,
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
    pub keeper: Keeper,
    pub meter: Meter,
    /// `None` where nothing prints.
    pub printer: Option<Press>,
    /// `None` where nothing speaks.
    pub voice: Option<Voice>,
    pub news: mpsc::Sender<Msg>,
    /// What [`super::shelf::keep_loading`] waits for.
    pub reload: Arc<Notify>,
    /// Whoever wants the screen as text asks here.
    pub screens: mpsc::Receiver<oneshot::Sender<String>>,
    /// Nobody leaves by a key.
    pub locked: bool,
    /// What is wrong with the configuration, in words, where the last good one is used.
    pub fault: Option<CleanText>,
    pub safe_mode: Option<SafeMode>,
    pub offer: watch::Receiver<Offered>,
}

impl World {
    #[must_use]
    pub fn new(reach: Reach) -> Self {
        Self {
            reach,
            systemd: Systemd::find(),
            told: String::new(),
            drawn: Vec::new(),
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

    /// A frame is about to be drawn. What is in it is noted: it may be the last one.
    pub fn drawing(&mut self, model: &Model) {
        let drawn = model.drawn();
        if drawn != self.drawn {
            self.reach.shelf.recorder.drawing(&drawn);
            self.drawn = drawn;
        }
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
        self.reach.shelf.recorder.ending();
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

    /// Checks a PIN beside the loop; what became of it comes as [`Msg::PinChecked`].
    pub fn check_pin(&self, visit: VisitNumber, pin: Pin) {
        self.reach.keeper.check(visit, pin);
    }

    /// Does what was asked at the maintenance screen.
    pub fn keep_up(&self, task: Task) {
        self.reach.keeper.act(task);
    }

    fn report(&mut self, model: &Model) {
        let mut line = model.summary();
        let waiting = self.reach.desk.waiting();
        if waiting > 0 {
            line = format!("{line}{DOT}叫人 {waiting} 个");
        }
        // First: systemd shows one line, and cuts what is too long for a terminal.
        let fault = self.reach.fault.as_ref().map(CleanText::to_string);
        let safe_mode = self.reach.safe_mode.map(|mode| words::safe_mode(mode).to_owned());
        let left_out = words::left_out(&numbers(&self.reach.offer.borrow().left_out));
        for first in [left_out, safe_mode, fault].into_iter().flatten() {
            line = format!("{first}{DOT}{line}");
        }
        if line != self.told {
            self.systemd.status(&line);
            self.told = line;
        }
    }
}
