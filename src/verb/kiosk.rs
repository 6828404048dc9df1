//! `zhaohuo [kiosk]`

#![expect(
    clippy::disallowed_methods,
    reason = "this verb starts the tasks that run beside the loop"
)]

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;

use super::Exit;
use super::Failure;
use super::good_copy;
use super::setup::Options;
use super::setup::Setup;
use crate::app::Model;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::edge::Clock;
use crate::edge::again;
use crate::edge::control;
use crate::edge::control::Clerk;
use crate::edge::control::Counter;
use crate::edge::desk::Desk;
use crate::edge::input;
use crate::edge::journal;
use crate::edge::meter::Meter;
use crate::edge::metrics::Metrics;
use crate::edge::printer::Limits;
use crate::edge::printer::Printer;
use crate::edge::printer::Seen;
use crate::edge::shelf::Offered;
use crate::edge::shelf::keep_loading;
use crate::edge::store::Reader;
use crate::edge::store::Store;
use crate::edge::store::StoreError;
use crate::edge::sync::Puller;
use crate::edge::sync::Source;
use crate::edge::sync::SyncNews;
use crate::edge::tally::Tally;
use crate::edge::terminal;
use crate::edge::terminal::Guard;
use crate::edge::upkeep::Keeper;
use crate::edge::voice::Voice;
use crate::edge::world::Press;
use crate::edge::world::Reach;
use crate::edge::world::World;
use crate::health::FeedFailure;
use crate::health::FeedHealth;
use crate::health::Health;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::printing::SlipSaid;
use crate::text::CleanText;
use crate::text::clean_error;
use crate::upkeep::Kept;
use crate::upkeep::Upkeep;

/// Messages that may wait for the loop; it takes them in milliseconds.
const NEWS_MAX: usize = 64;
/// Screens that may be asked for at once.
const SCREENS_MAX: usize = 4;
/// What still runs at the end may finish a write for so long; systemd kills after two seconds.
const ENDING: Duration = Duration::from_millis(500);

/// A loop that has not ended by then waits for a terminal that takes nothing any more.
const STUCK: Duration = Duration::from_millis(1_500);

/// Runs the kiosk until it is asked to end.
///
/// # Errors
///
/// Where the configuration is wrong, another kiosk has the store, or there is no terminal.
pub fn run(options: &Options) -> Result<Exit, Failure> {
    journal::start();
    let taken = good_copy::take(options)?;
    let setup = taken.setup.clone();
    let store = match Store::open(&setup.folder) {
        Ok(store) => Ok(Arc::new(store)),
        // A disk that has turned read-only, or a store of a newer version, can still be shown.
        Err(error) if !matches!(error, StoreError::InUse(_)) && Reader::open(&setup.folder).is_ok() => Err(error),
        Err(error) => return Err(error.into()),
    };
    // Only whoever has the store writes beside it.
    taken.keep(options);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let ended = runtime.block_on(show(setup, store));
    runtime.shutdown_timeout(ENDING);
    ended.map(|()| Exit::Done)
}

async fn show(mut setup: Setup, store: Result<Arc<Store>, StoreError>) -> Result<(), Failure> {
    let clock = Clock::start();
    let (news, inbox) = mpsc::channel(NEWS_MAX);
    let sources = setup.start_sources().await?;
    let health = health(&setup.folder, &sources, store.as_ref().err());

    let voice = voice(&setup);
    setup.hall.speech = voice.is_some();

    // Before the terminal is taken: from then on nothing may end the program without giving it back.
    end_on_signals(news.clone(), setup.config.locked)?;
    let (_guard, terminal) = Guard::take().context("no terminal to draw on; `zhaohuo jobs` needs none")?;
    let look = setup.look(setup.border());
    let keys = input::start().context("the keyboard cannot be read")?;
    let shelf = setup.shelf();
    let empty = Arc::new(Catalog::empty(shelf.standpoint(clock)));
    let (now, size) = (clock.now(), terminal.size()?);
    let model = Model::new(setup.hall.clone(), look, Arc::clone(&empty), health, now, size).kept(upkeep(&setup.folder));

    let (reload, nudge) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (offered, offer) = watch::channel(Offered::unread(empty));
    let (screens, screens_asked) = mpsc::channel(SCREENS_MAX);
    let (pulled, pulls) = watch::channel(HashMap::new());
    let (press, printer) = press(&setup, news.clone())?.unzip();
    let tally = Tally::new(store.as_ref().ok().cloned(), setup.hall.zone.clone());
    tokio::spawn(tally.clone().keep_writing());
    let meter = Meter::new().context("the metrics")?;
    let world = World::new(Reach {
        shelf: shelf.clone(),
        desk: Desk::new(store.as_ref().ok().cloned(), setup.hall.zone.clone()),
        tally: tally.clone(),
        meter: meter.clone(),
        keeper: keeper(&setup, store.as_ref().ok(), &nudge, &news),
        printer: press,
        voice,
        reload: Arc::clone(&reload),
        news: news.clone(),
        screens: screens_asked,
        locked: setup.config.locked,
        fault: setup.fault.as_ref().map(|fault| clean_error(fault)),
    });
    let counter = Counter {
        store: store.as_ref().ok().cloned(),
        folder: setup.folder.clone(),
        hall: setup.hall.clone(),
        offer,
        pulls,
        reload: Arc::clone(&reload),
        pull: Arc::clone(&nudge),
        screens,
        news: news.clone(),
        printer,
        tally,
        began: clock.now().wall,
        fault: setup.fault.as_ref().map(|fault| clean_error(fault)),
    };
    write_metrics(&setup, &counter, meter);
    listen_to_staff(&setup, counter);
    let on_broken = send_again(store.as_ref().ok().cloned(), Arc::clone(&nudge));
    tokio::spawn(keep_loading(
        shelf,
        clock,
        Arc::clone(&reload),
        news.clone(),
        offered,
        on_broken,
    ));
    start_pulling(&setup, store, sources, &nudge, Told { reload, pulled, news });
    let inputs = futures_util::stream::unfold(keys, |mut keys| async move { Some((keys.recv().await?, keys)) });
    crate::edge::run(model, terminal, Box::pin(inputs), world, inbox, clock).await?;
    Ok(())
}

/// What speaks, where something is configured and installed.
fn voice(setup: &Setup) -> Option<Voice> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    setup.config.screen.speech.and_then(|speech| Voice::find(speech, &path))
}

/// The printer's thread, where one is configured: what it says goes to the loop, and its state to staff.
fn press(setup: &Setup, news: mpsc::Sender<Msg>) -> Result<Option<(Press, Seen)>, Failure> {
    let settings = &setup.config.printer;
    let (told, state) = watch::channel(PrinterState::default());
    let Some(target) = settings.target()? else {
        return Ok(None);
    };
    let printer = Printer::start(target, Limits::default(), move |said| {
        if let PrinterNews::State(state) = said {
            told.send_replace(state);
            tracing::info!(?state, "the slip printer is otherwise than it was");
        }
        // A loop that has ended hears no more.
        drop(news.blocking_send(Msg::Slip(SlipSaid::News(said))));
    })?;
    let seen = Seen {
        state,
        queue: printer.queue(),
    };
    let press = Press {
        printer,
        printing: settings.printing()?,
    };
    Ok(Some((press, seen)))
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

/// Where somebody wants them: the figures that staff are told, and what the loop counts of itself.
fn write_metrics(setup: &Setup, counter: &Counter, meter: Meter) {
    let Some(file) = setup.config.metrics.file.clone() else {
        return;
    };
    let metrics = Metrics {
        meter,
        tally: counter.tally.clone(),
        folder: counter.folder.clone(),
        feeds: setup.shelf().feeds,
        offer: counter.offer.clone(),
        pulls: counter.pulls.clone(),
        printer: counter.printer.as_ref().map(|seen| seen.state.clone()),
        zone: counter.hall.zone.clone(),
        began: counter.began,
    };
    let every = Duration::from_secs(setup.config.metrics.write_secs);
    tokio::spawn(metrics.keep_writing(file, every));
}

/// A hall whose socket cannot be bound goes on without: its visitors need none.
fn listen_to_staff(setup: &Setup, counter: Counter) {
    let path = setup.own_socket();
    match control::bind(&path) {
        Ok(listener) => {
            tokio::spawn(control::serve(listener, Arc::new(Clerk::new(counter))));
        }
        Err(error) => tracing::warn!(
            path = %clean_error(&path.display()), reason = %clean_error(&error), "staff cannot reach this kiosk"
        ),
    }
}

/// Who hears of each pull.
struct Told {
    reload: Arc<Notify>,
    /// For staff.
    pulled: watch::Sender<HashMap<String, SyncNews>>,
    news: mpsc::Sender<Msg>,
}

/// One task a feed, and one that passes their news on. Where nothing can be written, one that waits until it can.
fn start_pulling(
    setup: &Setup,
    store: Result<Arc<Store>, StoreError>,
    sources: Vec<Source>,
    nudge: &Arc<Notify>,
    told: Told,
) {
    let store = match store {
        Ok(store) => store,
        Err(error) => return again::begin_anew(&error, setup.folder.clone(), told.news),
    };
    let (sender, mut reports) = mpsc::channel::<SyncNews>(NEWS_MAX);
    let hall = &setup.hall;
    let puller = Puller::new(
        setup.config.network.clone(),
        hall.allow.clone(),
        hall.zone.clone(),
        store,
    );
    let names: HashMap<String, CleanText> = sources
        .iter()
        .map(|source| (source.key.clone(), source.name.clone()))
        .collect();
    for source in sources {
        tokio::spawn(puller.clone().keep_pulling(source, Arc::clone(nudge), sender.clone()));
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

/// SIGTERM ends the program, and so do SIGINT and SIGQUIT where a key may; nothing stops it half-way.
fn end_on_signals(news: mpsc::Sender<Msg>, locked: bool) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    // A handler that does nothing: the default one would leave a stopped kiosk on the screen.
    let mut stop = signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?;
    let mut quit = signal(SignalKind::quit())?;
    let mut user = (
        signal(SignalKind::user_defined1())?,
        signal(SignalKind::user_defined2())?,
    );
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => if !locked { break },
                _ = quit.recv() => if !locked { break },
                _ = stop.recv() => {}
                _ = user.0.recv() => {}
                _ = user.1.recv() => {}
            }
        }
        let told = async {
            // Where the loop is gone already there is nothing to end.
            drop(news.send(Msg::Stopped).await);
            std::future::pending::<()>().await;
        };
        drop(tokio::time::timeout(STUCK, told).await);
        terminal::give_up();
    });
    Ok(())
}

/// Who checks a PIN, and does what is asked at the maintenance screen.
fn keeper(setup: &Setup, store: Option<&Arc<Store>>, pull: &Arc<Notify>, news: &mpsc::Sender<Msg>) -> Keeper {
    Keeper {
        store: store.cloned(),
        hash: setup.config.maintenance.pin.clone(),
        pull: Arc::clone(pull),
        news: news.clone(),
    }
}

/// How the kiosk was left. Where that cannot be read no PIN is taken either, since nothing can be written.
fn upkeep(folder: &Path) -> Upkeep {
    let kept = Reader::open(folder).and_then(|reader| reader.upkeep());
    Upkeep::after_start(kept.unwrap_or_else(|error| {
        tracing::warn!(reason = %clean_error(&error), "how the kiosk was left cannot be read");
        Kept::default()
    }))
}

/// What the store knows of each feed, and why nothing new can come where it cannot be written.
fn health(folder: &Path, sources: &[Source], unwritable: Option<&StoreError>) -> Health {
    let known = Reader::open(folder)
        .and_then(|reader| reader.feeds())
        .unwrap_or_default();
    let failure = unwritable.map(|error| FeedFailure {
        reason: clean_error(error),
        offline: false,
    });
    if let Some(failure) = &failure {
        tracing::error!(reason = %failure.reason, "the store cannot be written");
    }
    let feeds = sources.iter().map(|source| {
        let good_at = known
            .iter()
            .find(|state| state.key == source.key)
            .and_then(|state| state.good_at);
        FeedHealth {
            key: source.key.clone(),
            name: source.name.clone(),
            good_at,
            failure: failure.clone(),
        }
    });
    Health { feeds: feeds.collect() }
}
