//! Who answers at the control socket: reads and writes the store, and has the kiosk take in what was decided.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use serde_json::json;
use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::oneshot;
use tokio::sync::watch;
use tokio::task::spawn_blocking;

use super::counts::counts;
use super::finding;
use super::kept_log;
use super::naming;
use super::own;
use super::refusal::Refusal;
use crate::app::Msg;
use crate::catalog::Query;
use crate::config::Hall;
use crate::control::Answer;
use crate::control::Form;
use crate::control::Request;
use crate::crash::SafeMode;
use crate::decision::Act;
use crate::decision::Kept;
use crate::decision::masked;
use crate::edge::Clock;
use crate::edge::printer::Seen;
use crate::edge::shelf::Offered;
use crate::edge::shelf::numbers;
use crate::edge::store::FeedState;
use crate::edge::store::Reader;
use crate::edge::store::Store;
use crate::edge::store::StoreError;
use crate::edge::sync::SyncNews;
use crate::edge::tally::Tally;
use crate::language::Language;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::printing::PrinterState;
use crate::text::CleanText;
use crate::wording;

/// Postings found, where nobody says how many.
pub(super) const FOUND_SHOWN: usize = 20;
/// And at most: ten pages of a console, a quarter of a megabyte.
pub(super) const FOUND_SHOWN_MAX: usize = 200;

/// Where the clerk stands: what it may read, write and wake.
#[derive(Clone)]
pub struct Counter {
    /// `None` where it cannot be written.
    pub store: Option<Arc<Store>>,
    pub folder: PathBuf,
    pub hall: Hall,
    /// What is offered now, and what to look at in it.
    pub offer: watch::Receiver<Offered>,
    /// What the last pull of each feed found out, by its key.
    pub pulls: watch::Receiver<HashMap<String, SyncNews>>,
    /// Wakes whoever reads the store into the catalog.
    pub reload: Arc<Notify>,
    /// Wakes whoever pulls.
    pub pull: Arc<Notify>,
    /// The loop is asked for its screen here.
    pub screens: mpsc::Sender<oneshot::Sender<String>>,
    /// The loop is told here.
    pub news: mpsc::Sender<Msg>,
    /// `None` where none is configured.
    pub printer: Option<Seen>,
    pub tally: Tally,
    pub clock: Clock,
    pub began: Timestamp,
    /// What is wrong with the configuration, in words, where the last good one is used.
    pub fault: Option<CleanText>,
    pub safe_mode: Option<SafeMode>,
}

pub struct Clerk {
    pub(super) counter: Counter,
    /// Entries so far, so that two of one second have different identifiers.
    entered: AtomicU32,
}

impl Clerk {
    #[must_use]
    pub fn new(counter: Counter) -> Self {
        Self {
            counter,
            entered: AtomicU32::new(0),
        }
    }

    pub async fn answer(&self, request: Request, who: &CleanText) -> Answer {
        match self.act(request, who).await {
            Ok(result) => Answer::Done(result),
            Err(refusal) => Answer::refused(&refusal),
        }
    }

    async fn act(&self, request: Request, who: &CleanText) -> Result<Value, Refusal> {
        let now = self.counter.clock.wall();
        match request {
            Request::Status {} => self.status(now).await,
            Request::Screen {} => self.screen().await,
            Request::Pull {} => {
                tracing::info!(%who, "staff want the feeds pulled");
                self.counter.pull.notify_waiters();
                Ok(json!({}))
            }
            Request::Find { words, limit } => self.look_for(words, limit, now).await,
            Request::Pin { id } => self.decide(&id, Act::Pin, who).await,
            Request::Unpin { id } => self.decide(&id, Act::Unpin, who).await,
            Request::Hide { id, reason } => self.hide(&id, &reason, who).await,
            Request::Unhide { id } => self.decide(&id, Act::Unhide, who).await,
            Request::Full { id } => self.decide(&id, Act::Full, who).await,
            Request::Reopen { id } => self.decide(&id, Act::Reopen, who).await,
            Request::Remark { id, text } => {
                let text = text.and_then(|text| CleanText::line(&masked(&text)));
                self.decide(&id, Act::Remark(text), who).await
            }
            Request::Suggest { letters, place } => self.suggest(letters, place).await,
            Request::Flags { limit } => self.flags(limit),
            Request::Accept { id, marks } => self.accept(&id, marks, who).await,
            Request::Add { form } => self.enter(&form, who, now).await,
            Request::Notice { text, until } => self.announce(&text, until, who, now).await,
            Request::Notices {} => self.read(move |reader| own::notices(reader, now)).await,
            Request::Export { after } => {
                self.read(move |reader| own::export(reader, after.as_deref(), now))
                    .await
            }
            Request::Import { kept } => self.take_over(*kept, who, now).await,
            Request::Remove { id } => self.remove(&id, who).await,
            Request::PrintTest {} => self.print_test().await,
            Request::Tickets {} => self.read(move |reader| tickets(reader, now)).await,
            Request::Done { number } => self.done(number, now).await,
            Request::Counts { from, to } => {
                let (tally, zone) = (self.counter.tally.clone(), self.counter.hall.zone.clone());
                let counts = move |reader: &Reader| counts(reader, &tally, (from, to), now, &zone);
                self.read(move |reader| Ok(serde_json::to_value(counts(reader)?)?))
                    .await
            }
            Request::Log { entries_max } => self.log(entries_max).await,
            Request::Verify { anchor } => {
                self.read(move |reader| Ok(serde_json::to_value(kept_log::checked(reader, anchor)?)?))
                    .await
            }
            Request::Day { day, after } => {
                let zone = self.counter.hall.zone.clone();
                let page = move |reader: &Reader| kept_log::page(kept_log::logged_day(reader, day, &zone)?, after);
                self.read(move |reader| Ok(serde_json::to_value(page(reader)?)?)).await
            }
            Request::Maintenance { on, text } => self.close(on, text, who).await,
            Request::PinReset {} => self.reset_pins(who).await,
            Request::Undo { seq } => {
                let who = who.clone();
                let entry = self.write(move |store| store.undo(seq, &who, now)).await?;
                self.decided(&entry.ok_or(Refusal::NothingToUndo)?)
            }
        }
    }

    async fn status(&self, now: Timestamp) -> Result<Value, Refusal> {
        let Offered { catalog, flags, .. } = self.counter.offer.borrow().clone();
        let (hall, began) = (self.counter.hall.name.clone(), self.counter.began);
        let writable = self.counter.tally.is_writable();
        let (fault, safe_mode) = (self.counter.fault.clone(), self.counter.safe_mode);
        let clock = wording::clock_fault(self.counter.clock.now(), &self.counter.hall.zone);
        let seen = self.counter.printer.as_ref();
        let queue = seen.map(|printer| printer.queue.slips());
        let state = seen.map(|printer| *printer.state.borrow());
        let printer = state.map(|state| wording::printer_state(state, Language::CHINESE));
        let pulls = self.counter.pulls.borrow().clone();
        self.read(move |reader| {
            let feeds = reader.feeds()?;
            let feeds: Vec<Value> = feeds
                .iter()
                .map(|feed| feed_status(feed, pulls.get(&feed.key)))
                .collect();
            Ok(json!({
                "hall": hall,
                "program": env!("CARGO_PKG_VERSION"),
                "running_secs": now.duration_since(began).as_secs(),
                "writable": writable,
                "configuration": fault,
                "clock": clock,
                "safe_mode": safe_mode,
                "left_out": numbers(&reader.left_out()?),
                "printer": printer, "printer_state": state.map(PrinterState::code), "printer_queue": queue,
                "postings": catalog.count(&Query::all(), now),
                "today": catalog.count(&Query::today(), now),
                "held": flags.held(),
                "flagged": flags.shown(),
                "feeds": feeds,
                "maintenance": reader.upkeep()?.closure,
                "waiting": reader.open_calls(now)?.len(),
                "decided": reader.standings()?.len(),
            }))
        })
        .await
    }

    async fn screen(&self) -> Result<Value, Refusal> {
        let (asked, shown) = oneshot::channel();
        self.counter.screens.send(asked).await.map_err(|_| Refusal::NoScreen)?;
        let text = shown.await.map_err(|_| Refusal::NoScreen)?;
        Ok(json!({"rows": text.lines().collect::<Vec<_>>()}))
    }

    async fn print_test(&self) -> Result<Value, Refusal> {
        let printer = self.counter.printer.as_ref().ok_or(Refusal::NoPrinter)?;
        let state = *printer.state.borrow();
        self.tell(Msg::PrintTest).await?;
        Ok(json!({"printer": wording::printer_state(state, Language::CHINESE)}))
    }

    async fn look_for(&self, words: String, limit: Option<usize>, now: Timestamp) -> Result<Value, Refusal> {
        let offered = self.counter.offer.borrow().clone();
        let limit = limit.unwrap_or(FOUND_SHOWN).min(FOUND_SHOWN_MAX);
        self.read(move |reader| {
            let found = finding::found(&offered, reader, &words, limit, now)?;
            Ok(serde_json::to_value(found)?)
        })
        .await
    }

    pub(super) async fn decide(&self, id: &str, act: Act, who: &CleanText) -> Result<Value, Refusal> {
        let (posting, title) = self.find(id).await?;
        let who = who.clone();
        let now = self.counter.clock.wall();
        let entry = self.write(move |store| store.decide((&posting, &title), &act, &who, now));
        let entry = entry.await?;
        self.decided(&entry)
    }

    async fn enter(&self, form: &Form, who: &CleanText, now: Timestamp) -> Result<Value, Refusal> {
        let serial = self.entered.fetch_add(1, Ordering::Relaxed);
        let posting = form.posting(&self.counter.hall, now, serial)?;
        let who = who.clone();
        let entry = self.write(move |store| store.enter(&posting, &who, now)).await?;
        self.decided(&entry)
    }

    async fn announce(
        &self,
        text: &str,
        until: Option<Date>,
        who: &CleanText,
        now: Timestamp,
    ) -> Result<Value, Refusal> {
        let serial = self.entered.fetch_add(1, Ordering::Relaxed);
        let (id, notice, ends) = own::notice(text, until, &self.counter.hall, now, serial)?;
        let who = who.clone();
        let entry = self
            .write(move |store| store.announce((&id, &notice), ends, &who, now))
            .await?;
        self.decided(&entry)
    }

    /// Nothing where it stands so already.
    async fn take_over(&self, kept: Kept, who: &CleanText, now: Timestamp) -> Result<Value, Refusal> {
        let who = who.clone();
        let entry = self.write(move |store| store.take_over(&kept, &who, now)).await?;
        entry.map_or(Ok(Value::Null), |entry| self.decided(&entry))
    }

    async fn done(&self, number: u32, now: Timestamp) -> Result<Value, Refusal> {
        let today = now.to_zoned(self.counter.hall.zone.clone()).date();
        if self.write(move |store| store.answered(number, today, now)).await? {
            Ok(json!({"number": number}))
        } else {
            Err(Refusal::NobodyWaits(number))
        }
    }

    /// Has the kiosk take it in. The journal keeps the link's number away from the file that it guards.
    fn decided(&self, entry: &crate::decision::Entry) -> Result<Value, Refusal> {
        tracing::info!(seq = entry.seq, who = %entry.who, act = entry.act, posting = %entry.posting.0, "staff decided");
        self.counter.reload.notify_one();
        let mut result = serde_json::to_value(entry)?;
        result["number"] = json!(PostingNumber::of(&entry.posting).digits());
        Ok(result)
    }

    pub(super) async fn find(&self, id: &str) -> Result<(PostingId, CleanText), Refusal> {
        let offered = self.counter.offer.borrow().clone();
        let id = id.to_owned();
        let now = self.counter.clock.wall();
        self.read(move |reader| naming::named(&id, &offered, reader, now)).await
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Reader) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let folder = self.counter.folder.clone();
        in_background(move || work(&Reader::open(&folder)?)).await
    }

    /// Tells the loop.
    pub(super) async fn tell(&self, msg: Msg) -> Result<(), Refusal> {
        let told = self.counter.news.send(msg).await;
        told.map_err(|_| Refusal::NoScreen)
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let store = self.counter.store.clone().ok_or(Refusal::CannotWrite)?;
        in_background(move || Ok(work(&store)?)).await
    }
}

pub(super) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    match spawn_blocking(work).await {
        Ok(done) => done,
        // It panicked, which has been logged, or the program is ending.
        Err(died) => Err(Refusal::Broken(crate::text::clean_error(&died))),
    }
}

/// What the store says of a feed, and over it what the last pull found out: an hour of confirmations is not written.
fn feed_status(stored: &FeedState, pulled: Option<&SyncNews>) -> Value {
    let state = pulled.map_or(stored, |pulled| &pulled.state);
    let mut status = json!({
        "key": stored.key, "good_at": state.good_at, "tried_at": state.tried_at,
        "failure": state.failure, "postings": stored.postings, "refused": stored.refused,
    });
    if let Some(pulled) = pulled {
        status["next_at"] = json!(pulled.next_at);
        status["change"] =
            json!(pulled.merged.map(|merged| {
                json!({"new": merged.new, "changed": merged.changed, "withdrawn": merged.withdrawn})
            }));
    }
    status
}

/// With each report how its posting stands.
fn tickets(reader: &Reader, now: Timestamp) -> Result<Value, Refusal> {
    let mut reports = Vec::new();
    for report in reader.reports(now)? {
        let standing = reader.standing(&report.posting)?;
        let mut value = serde_json::to_value(report)?;
        value["standing"] = serde_json::to_value(standing)?;
        reports.push(value);
    }
    Ok(json!({"open": reader.open_calls(now)?, "reports": reports}))
}
