//! The console in a terminal: the loop, the line to the kiosk, the store beside it, and what was typed.
//!
//! Nothing here starts a program, and nothing that is typed reaches one.

mod draft;
mod keys;
mod line;
mod stored;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context as _;
use futures_util::Stream;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::Backend;
use rustix::process::Signal;
use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::mpsc;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::timeout;
use uzers::Users as _;
use uzers::UsersCache;

use super::Clock;
use super::TICK;
use super::input;
use super::terminal;
use super::terminal::Guard;
use crate::config::Border;
use crate::console;
use crate::console::Account;
use crate::console::Draft;
use crate::console::Effect;
use crate::console::Model;
use crate::console::Msg;
use crate::console::Site;
use crate::control::Request;
use crate::text::CleanText;
use crate::widget::Look;
use keys::Heard;

/// Messages that may wait for the loop; it takes them in milliseconds.
const NEWS_MAX: usize = 64;
/// Requests that may wait for the kiosk: a page asks for four at once, and fingers for a few more.
const ASKED_MAX: usize = 64;
/// A terminal that has taken nothing for so long is one that nobody looks at: an SSH client on a dead network.
const TAKES_NOTHING: Duration = Duration::from_secs(60);
/// A loop that was told to end and has not by then waits for such a terminal.
const STUCK: Duration = Duration::from_millis(1_500);

/// Where the console finds what it needs.
#[derive(Debug, Clone)]
pub struct Paths {
    pub socket: PathBuf,
    /// Of the store.
    pub folder: PathBuf,
    /// `None` where what is typed has nowhere to be kept.
    pub draft: Option<PathBuf>,
}

/// Runs until somebody ends it, or its terminal is gone.
///
/// # Errors
///
/// Where there is no terminal, or it cannot be drawn on, or not in Chinese.
pub async fn open(
    site: Site,
    paths: Paths,
    border: impl FnOnce() -> anyhow::Result<Border>,
    look: impl FnOnce(Border) -> Look,
) -> anyhow::Result<()> {
    let clock = Clock::start();
    let (news, inbox) = mpsc::channel(NEWS_MAX);
    end_on_signals(news.clone())?;
    let draft = paths.draft.as_deref().and_then(draft::read);

    let (_guard, terminal) = Guard::take_for_keys().context("没有终端可画")?;
    let look = look(border()?);
    let keys = input::start_with(keys::meaning, || {}).context("读不到键盘")?;
    let (turned, turns) = watch::channel(());
    tokio::spawn(end_when_stuck(turns));

    let (ask, asked) = mpsc::channel(ASKED_MAX);
    tokio::spawn(line::keep(paths.socket.clone(), asked, news.clone()));
    let (typed, drafts) = watch::channel(None);
    let kept = tokio::spawn(draft::keep(paths.draft.clone(), drafts));
    let model = Model::new(site, look, draft, clock.now(), terminal.size()?);
    let keys = futures_util::stream::unfold(keys, |mut keys| async move { Some((keys.recv().await?, keys)) });
    let world = World {
        ask,
        typed,
        folder: paths.folder,
        news,
        turned,
    };
    let ended = run(model, terminal, Box::pin(keys), world, inbox, clock).await;
    // What was typed last may be on its way to the disk.
    drop(kept.await);
    ended
}

/// Performs effects. What waits runs beside the loop; its outcome arrives as news.
struct World {
    ask: mpsc::Sender<Request>,
    typed: watch::Sender<Option<Draft>>,
    folder: PathBuf,
    news: mpsc::Sender<Msg>,
    turned: watch::Sender<()>,
}

impl World {
    /// A line that is so far behind takes no more: that is said, and nothing waits.
    fn ask(&self, request: Request) -> Option<Msg> {
        let refused = self.ask.try_send(request).err()?;
        Some(Msg::Unanswered(Box::new(refused.into_inner())))
    }

    fn read_store(&self) {
        let (folder, news) = (self.folder.clone(), self.news.clone());
        tokio::spawn(async move {
            let read = spawn_blocking(move || stored::read(&folder, Timestamp::now()).ok()).await;
            // The program is ending, or has ended.
            drop(news.send(Msg::Stored(read.ok().flatten().map(Box::new))).await);
        });
    }
}

async fn run<B>(
    mut model: Model,
    mut terminal: Terminal<B>,
    mut keys: impl Stream<Item = Heard> + Unpin,
    world: World,
    mut news: mpsc::Receiver<Msg>,
    clock: Clock,
) -> anyhow::Result<()>
where
    B: Backend<Error: Send + Sync + 'static>,
{
    terminal.draw(|frame| console::view(&model, frame))?;
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let msg = tokio::select! {
            heard = keys.next() => match heard {
                Some(Heard::Stroke(stroke)) => Msg::Stroke(stroke),
                Some(Heard::Resized(size)) => Msg::Resized(size),
                Some(Heard::Leave) | None => Msg::Stopped,
            },
            Some(msg) = news.recv() => msg,
            _ = tick.tick() => Msg::Tick,
        };
        world.turned.send_replace(());
        let mut msgs = vec![msg];
        let mut is_changed = false;
        while let Some(msg) = msgs.pop() {
            for effect in console::update(&mut model, msg, clock.now()) {
                match effect {
                    Effect::Ask(request) => msgs.extend(world.ask(request)),
                    Effect::ReadStore => world.read_store(),
                    Effect::SaveDraft(draft) => drop(world.typed.send_replace(draft.map(|draft| *draft))),
                    Effect::Redraw => is_changed = true,
                    Effect::Quit => return Ok(()),
                }
            }
        }
        if is_changed {
            terminal.draw(|frame| console::view(&model, frame))?;
        }
    }
}

/// faults.md T9. A write to a terminal that takes nothing waits for ever, and the loop with it.
async fn end_when_stuck(mut turns: watch::Receiver<()>) {
    loop {
        match timeout(TAKES_NOTHING, turns.changed()).await {
            Ok(Ok(())) => {}
            // The loop has ended.
            Ok(Err(_)) => return,
            Err(_) => terminal::give_up(1),
        }
    }
}

/// Whoever may end a program ends it, and nothing stops it half-way: behind a stopped one there might be a shell.
fn end_on_signals(news: mpsc::Sender<Msg>) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut quit = signal(SignalKind::quit())?;
    let mut stop = signal(SignalKind::from_raw(Signal::TSTP.as_raw()))?;
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                _ = quit.recv() => break,
                _ = stop.recv() => {}
            }
        }
        // Where the loop is gone already there is nothing to end.
        drop(news.send(Msg::Stopped).await);
        tokio::time::sleep(STUCK).await;
        terminal::give_up(1);
    });
    Ok(())
}

/// Who sits here, as the box knows them.
#[must_use]
pub fn account(over_ssh: bool) -> Account {
    let uid = rustix::process::geteuid().as_raw();
    let users = UsersCache::new();
    let user = users.get_user_by_uid(uid);
    let name = user.as_ref().map(|user| user.name().to_string_lossy().into_owned());
    let groups = user.and_then(|user| user.groups()).unwrap_or_default();
    Account {
        name: CleanText::new(&name.unwrap_or_else(|| format!("uid {uid}")), 40),
        groups: groups
            .iter()
            .map(|group| CleanText::new(&group.name().to_string_lossy(), 40))
            .collect(),
        over_ssh,
    }
}
