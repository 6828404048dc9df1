//! `zhaohuo [kiosk]`

#![expect(
    clippy::disallowed_methods,
    reason = "this verb starts the tasks that run beside the loop"
)]

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::Notify;
use tokio::sync::mpsc;

use super::Exit;
use super::Failure;
use super::setup::Options;
use super::setup::Setup;
use crate::app::Model;
use crate::app::Msg;
use crate::catalog::Catalog;
use crate::config::ThemeName;
use crate::edge::Clock;
use crate::edge::input;
use crate::edge::journal;
use crate::edge::store::FeedState;
use crate::edge::store::Store;
use crate::edge::sync::Puller;
use crate::edge::sync::Source;
use crate::edge::terminal;
use crate::edge::terminal::Guard;
use crate::edge::world::World;
use crate::health::FeedHealth;
use crate::health::Health;
use crate::language::Language;
use crate::text::CleanText;
use crate::theme::CODE;
use crate::theme::CODE_PLAIN;
use crate::theme::Depth;
use crate::theme::Theme;
use crate::widget::Look;

/// Messages that may wait for the loop; it takes them in milliseconds.
const NEWS_MAX: usize = 64;
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
    let setup = Setup::read(options)?;
    let store = Arc::new(Store::open(&setup.folder)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let ended = runtime.block_on(show(setup, store));
    runtime.shutdown_timeout(ENDING);
    ended.map(|()| Exit::Done)
}

async fn show(setup: Setup, store: Arc<Store>) -> Result<(), Failure> {
    let clock = Clock::start();
    let (news, inbox) = mpsc::channel(NEWS_MAX);
    let sources = setup.start_sources().await?;
    let health = health(&store, &sources);

    let (_guard, terminal) = Guard::take().context("no terminal to draw on; `zhaohuo jobs` needs none")?;
    let keys = input::start().context("the keyboard cannot be read")?;
    let size = terminal.size()?;
    let shelf = setup.shelf();
    let catalog = Arc::new(Catalog::empty(shelf.standpoint(clock)));
    let model = Model::new(setup.hall.clone(), look(&setup), catalog, health, clock.now(), size);
    let (world, reload) = World::new(shelf, clock, news.clone(), setup.config.locked);
    start_pulling(&setup, &store, sources, &reload, &news);
    end_on_signals(news, setup.config.locked)?;

    let inputs = futures_util::stream::unfold(keys, |mut keys| async move { Some((keys.recv().await?, keys)) });
    crate::edge::run(model, terminal, Box::pin(inputs), world, inbox, clock).await?;
    Ok(())
}

/// One task a feed, and one that makes their news into messages.
fn start_pulling(
    setup: &Setup,
    store: &Arc<Store>,
    sources: Vec<Source>,
    reload: &Arc<Notify>,
    news: &mpsc::Sender<Msg>,
) {
    let (sender, mut reports) = mpsc::channel(NEWS_MAX);
    let hall = &setup.hall;
    let puller = Puller::new(
        setup.config.network.clone(),
        hall.allow.clone(),
        hall.zone.clone(),
        Arc::clone(store),
    );
    let names: Vec<(String, CleanText)> = sources
        .iter()
        .map(|source| (source.key.clone(), source.name.clone()))
        .collect();
    for source in sources {
        let nudge = Arc::new(Notify::new());
        tokio::spawn(puller.clone().keep_pulling(source, nudge, sender.clone()));
    }
    let (reload, news) = (Arc::clone(reload), news.clone());
    tokio::spawn(async move {
        while let Some(report) = reports.recv().await {
            if report.changed {
                reload.notify_one();
            }
            let name = names
                .iter()
                .find(|(key, _)| *key == report.key)
                .map(|(_, name)| name.clone());
            let told = news
                .send(Msg::Feed(feed_health(name.unwrap_or_default(), report.state)))
                .await;
            if told.is_err() {
                return;
            }
        }
    });
}

/// SIGTERM ends the program, and Ctrl-C sent as a signal where that may; nothing stops it half-way.
fn end_on_signals(news: mpsc::Sender<Msg>, locked: bool) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    // A handler that does nothing: the default one would leave a stopped kiosk on the screen.
    let mut stop = signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => if !locked { break },
                _ = stop.recv() => {}
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

fn health(store: &Store, sources: &[Source]) -> Health {
    let feeds = sources.iter().map(|source| {
        let state = store.feed(&source.key).unwrap_or_default();
        FeedHealth {
            failure: None,
            ..feed_health(source.name.clone(), state)
        }
    });
    Health { feeds: feeds.collect() }
}

fn feed_health(name: CleanText, state: FeedState) -> FeedHealth {
    FeedHealth {
        name,
        good_at: state.good_at,
        failure: state.failure,
    }
}

fn look(setup: &Setup) -> Look {
    let (theme, border): (ThemeName, _) = (setup.config.screen.theme, setup.config.screen.border);
    let depth = depth();
    Look {
        language: setup.hall.languages.first().copied().unwrap_or(Language::CHINESE),
        theme: Theme::of(theme, depth),
        border,
        code: if depth == Depth::Plain { CODE_PLAIN } else { CODE },
    }
}

/// no-color.org, and what the terminal's name says. The bare Linux console and vt220 have 16 colours or none.
fn depth() -> Depth {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let term = std::env::var("TERM").unwrap_or_default();
    let true_colour = std::env::var_os("COLORTERM").is_some();
    let knows = true_colour
        || ["256", "foot", "kitty", "alacritty", "direct", "ghostty"]
            .iter()
            .any(|it| term.contains(it));
    if knows && !no_colour {
        Depth::Colours256
    } else {
        Depth::Plain
    }
}
