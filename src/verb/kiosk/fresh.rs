//! What keeps the screen as new as the feeds: they are pulled into the store, and the store is read whenever it changed.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;

use super::NEWS_MAX;
use super::Setup;
use crate::app::Msg;
use crate::crash::SafeMode;
use crate::edge::Clock;
use crate::edge::again;
use crate::edge::safe_mode;
use crate::edge::shelf::Checks;
use crate::edge::shelf::Offered;
use crate::edge::shelf::Remedies;
use crate::edge::shelf::Shelf;
use crate::edge::shelf::keep_loading;
use crate::edge::store::Store;
use crate::edge::store::StoreError;
use crate::edge::sync::Puller;
use crate::edge::sync::Source;
use crate::edge::sync::SyncNews;
use crate::health::FeedFailure;
use crate::health::FeedHealth;
use crate::posting::Row;
use crate::text::CleanText;
use crate::text::clean_error;

/// Where nothing else was to blame for three crashes it may be a feed that came whole and kills whoever reads it: until
/// then the hall has what is stored.
const PULL_LATER: Duration = Duration::from_secs(600);

/// Who hears of each pull, and what wants one.
pub(super) struct Told {
    /// The store is to be read anew.
    pub(super) reload: Arc<Notify>,
    /// The feeds are to be asked now.
    pub(super) nudge: Arc<Notify>,
    /// For staff.
    pub(super) pulled: watch::Sender<HashMap<String, SyncNews>>,
    pub(super) news: mpsc::Sender<Msg>,
    pub(super) clock: Clock,
}

/// Starts both, for as long as the program runs. A store that cannot be written is read alone, until it can.
pub(super) fn keep_fresh(
    setup: &Setup,
    store: Result<Arc<Store>, StoreError>,
    sources: Vec<Source>,
    safe_mode: Option<SafeMode>,
    (shelf, offered): (Shelf, watch::Sender<Offered>),
    told: Told,
) {
    let own = store.as_ref().ok();
    let remedies = Remedies {
        on_broken: send_again(own.cloned(), Arc::clone(&told.nudge)),
        on_panic: leave_out(own.cloned()),
        on_made: make_up(own.cloned(), shelf.checks.clone()),
    };
    let (wanted, news, clock) = (Arc::clone(&told.reload), told.news.clone(), told.clock.clone());
    tokio::spawn(keep_loading(shelf, clock, wanted, news, offered, remedies));
    match store {
        Ok(store) => start_pulling(setup, store, sources, safe_mode, told),
        Err(error) => again::begin_anew(&error, setup.folder.clone(), told.news),
    }
}

/// Has every feed sent whole, after items that the disk has changed.
fn send_again(store: Option<Arc<Store>>, pull: Arc<Notify>) -> impl Fn() {
    move || {
        // Where even this cannot be written, the next good pull brings what has changed, and the next start the rest.
        if store.as_ref().is_some_and(|store| store.forget_validators().is_ok()) {
            pull.notify_waiters();
        }
    }
}

/// Leaves out what a reading of the store died at.
fn leave_out(store: Option<Arc<Store>>) -> impl Fn(Row) -> bool {
    move |row| safe_mode::leave_out(store.as_deref(), &[row])
}

/// Writes down what a reading of the store had to make of postings. Nobody waits for it, and what cannot be written is made
/// again at the next start.
fn make_up(store: Option<Arc<Store>>, checks: Checks) -> impl Fn(Vec<Row>) {
    move |rows| {
        let (Some(store), checks) = (store.clone(), checks.clone()) else {
            return;
        };
        tokio::task::spawn_blocking(move || {
            if let Err(error) = store.make_up(&rows, checks.table()) {
                tracing::warn!(reason = %clean_error(&error), "what was made of postings could not be written down");
            }
        });
    }
}

/// One task a feed, and one that passes their news on.
fn start_pulling(setup: &Setup, store: Arc<Store>, sources: Vec<Source>, safe_mode: Option<SafeMode>, told: Told) {
    let (sender, mut reports) = mpsc::channel::<SyncNews>(NEWS_MAX);
    let hall = &setup.hall;
    let puller = Puller::new(
        setup.config.network.clone(),
        hall.allow.clone(),
        hall.zone.clone(),
        store,
        told.clock.clone(),
    )
    .checking_with(setup.checks.clone());
    let names: HashMap<String, CleanText> = sources
        .iter()
        .map(|source| (source.key.clone(), source.name.clone()))
        .collect();
    for source in sources {
        let (puller, nudge, sender) = (puller.clone(), Arc::clone(&told.nudge), sender.clone());
        tokio::spawn(async move {
            if safe_mode.is_some_and(|mode| mode.plain) {
                // Staff need not wait.
                drop(tokio::time::timeout(PULL_LATER, nudge.notified()).await);
            }
            puller.keep_pulling(source, nudge, sender).await;
        });
    }
    tokio::spawn(async move {
        while let Some(report) = reports.recv().await {
            if report.changed {
                told.reload.notify_one();
            }
            let failure = report.state.failure.clone().map(|reason| FeedFailure {
                reason,
                offline: report.offline,
            });
            let health = FeedHealth {
                key: report.key.clone(),
                name: names.get(&report.key).cloned().unwrap_or_default(),
                good_at: report.state.good_at,
                failure,
            };
            told.pulled.send_modify(|all| {
                // One that brought nothing leaves what the last one brought.
                let before = all.get(&report.key).and_then(|before| before.merged);
                let merged = report.merged.or(before);
                all.insert(report.key.clone(), SyncNews { merged, ..report });
            });
            if told.news.send(Msg::Feed(health)).await.is_err() {
                return;
            }
        }
    });
}
