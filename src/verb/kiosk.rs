//! `zhaohuo [kiosk]`

#![expect(
    clippy::disallowed_methods,
    reason = "this verb starts the tasks that run beside the loop"
)]

mod fresh;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::sync::watch;

use self::fresh::Told;
use self::fresh::keep_fresh;
use super::Exit;
use super::Failure;
use super::chinese;
use super::good_copy;
use super::setup::Options;
use super::setup::Setup;
use crate::app::Model;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::crash::SafeMode;
use crate::edge::Clock;
use crate::edge::control;
use crate::edge::control::Clerk;
use crate::edge::control::Counter;
use crate::edge::desk::Desk;
use crate::edge::flight::Recorder;
use crate::edge::input;
use crate::edge::journal;
use crate::edge::meter::Meter;
use crate::edge::metrics::Metrics;
use crate::edge::printer::Limits;
use crate::edge::printer::Printer;
use crate::edge::printer::Seen;
use crate::edge::safe_mode;
use crate::edge::shelf::Offered;
use crate::edge::signals::end_on_signals;
use crate::edge::store::Reader;
use crate::edge::store::Store;
use crate::edge::store::StoreError;
use crate::edge::sync::Source;
use crate::edge::tally::Tally;
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
use crate::text::clean_error;
use crate::upkeep::Kept;
use crate::upkeep::Upkeep;

/// Messages that may wait for the loop; it takes them in milliseconds.
const NEWS_MAX: usize = 64;
/// Screens that may be asked for at once.
const SCREENS_MAX: usize = 4;
/// What still runs at the end may finish a write for so long; systemd kills after two seconds.
const ENDING: Duration = Duration::from_millis(500);

/// Runs the kiosk until it is asked to end.
///
/// # Errors
///
/// Where the configuration is wrong, another kiosk has the store, or there is no terminal that draws Chinese.
pub fn run(options: &Options) -> Result<Exit, Failure> {
    journal::start();
    chinese::may_be_drawn(None)?;
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
    let (recorder, safe_mode) = safe_mode::start(&setup.flight_folder(), store.as_deref().ok());
    let setup = if safe_mode.is_some_and(|mode| mode.plain) {
        setup.plainly()
    } else {
        setup
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let ended = runtime.block_on(show(setup, store, recorder.clone(), safe_mode));
    if ended.is_err() {
        recorder.failing();
    }
    runtime.shutdown_timeout(ENDING);
    ended.map(|()| Exit::Done)
}

async fn show(
    mut setup: Setup,
    store: Result<Arc<Store>, StoreError>,
    recorder: Recorder,
    safe_mode: Option<SafeMode>,
) -> Result<(), Failure> {
    let clock = setup.clock();
    let (news, inbox) = mpsc::channel(NEWS_MAX);
    let sources = setup.start_sources(&clock).await?;
    let health = health(&setup.folder, &sources, store.as_ref().err());

    let voice = voice(&setup);
    setup.hall.speech = voice.is_some();

    // Before the terminal is taken: from then on nothing may end the program without giving it back.
    end_on_signals(news.clone(), recorder.clone(), setup.config.locked)?;
    let (_guard, terminal) = Guard::take().context("no terminal to draw on; `zhaohuo jobs` needs none")?;
    let look = setup.look(setup.border()?);
    let noted = recorder.clone();
    let keys = input::start(move || noted.ending()).context("the keyboard cannot be read")?;
    let mut shelf = setup.shelf();
    shelf.recorder = recorder;
    let empty = Arc::new(Catalog::empty(shelf.standpoint(&clock)));
    let (now, size) = (clock.now(), terminal.size()?);
    let model = Model::new(setup.hall.clone(), look, Arc::clone(&empty), health, now, size).kept(upkeep(&setup.folder));

    let (reload, nudge) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (offered, offer) = watch::channel(Offered::unread(empty));
    let (screens, screens_asked) = mpsc::channel(SCREENS_MAX);
    let (pulled, pulls) = watch::channel(HashMap::new());
    let (press, printer) = press(&setup, news.clone())?.unzip();
    let tally = start_tally(&setup, store.as_ref().ok(), clock.clone());
    let meter = Meter::new().context("the metrics")?;
    let world = World::new(Reach {
        shelf: shelf.clone(),
        desk: Desk::new(store.as_ref().ok().cloned(), setup.hall.zone.clone(), clock.clone()),
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
        safe_mode,
        offer: offer.clone(),
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
        began: clock.wall(),
        clock: clock.clone(),
        fault: setup.fault.as_ref().map(|fault| clean_error(fault)),
        safe_mode,
    };
    write_metrics(&setup, &counter, meter);
    listen_to_staff(&setup, counter);
    let told = Told {
        reload,
        nudge,
        pulled,
        news,
        clock: clock.clone(),
    };
    keep_fresh(&setup, store, sources, safe_mode, (shelf, offered), told);
    let inputs = futures_util::stream::unfold(keys, |mut keys| async move { Some((keys.recv().await?, keys)) });
    Ok(crate::edge::run(model, terminal, Box::pin(inputs), world, inbox, clock).await?)
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

fn start_tally(setup: &Setup, store: Option<&Arc<Store>>, clock: Clock) -> Tally {
    let tally = Tally::new(store.cloned(), setup.hall.zone.clone(), clock);
    tokio::spawn(tally.clone().keep_writing());
    tally
}

/// Where somebody wants them: the figures that staff are told, and what the loop counts of itself.
fn write_metrics(setup: &Setup, counter: &Counter, meter: Meter) {
    let Some(file) = setup.metrics_file() else {
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
        clock: counter.clock.clone(),
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
