//! The outside world, and the one loop. The only module that waits, spawns, or looks at a clock.

#![expect(clippy::disallowed_methods, reason = "this is the edge")]

pub mod again;
pub mod clock;
pub mod console;
pub mod control;
pub mod demonstration;
pub mod desk;
pub mod finger;
pub mod flight;
pub mod input;
pub mod journal;
pub mod meter;
pub mod metrics;
pub mod outside;
pub mod printer;
pub mod probe;
pub mod safe_mode;
pub mod shelf;
pub mod signals;
pub mod store;
pub mod sync;
pub mod systemd;
pub mod tally;
pub mod terminal;
pub mod upkeep;
pub mod voice;
pub mod world;

use std::pin::Pin;
use std::time::Duration;
use std::time::Instant;

use futures_util::FutureExt as _;
use futures_util::Stream;
use futures_util::StreamExt as _;
use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::backend::TestBackend;
use ratatui::layout::Size;
use tokio::sync::mpsc;

use crate::app;
use crate::app::Effect;
use crate::app::Model;
use crate::app::Msg;
use crate::widget::Targets;
pub use clock::Clock;
use finger::Finger;
use input::Input;
use input::Struck;
use world::World;

/// How often the loop turns without being asked: a countdown shows seconds, and a watchdog wants to hear.
const TICK: Duration = Duration::from_secs(1);

/// A stuck key or a pasted page is worked off before it is drawn, but the screen shows that it is: about what a key
/// repeats in two seconds.
const UNDRAWN_MAX: usize = 64;

/// When the program was built: no honest clock stands before it.
#[must_use]
pub fn built_at() -> Timestamp {
    let seconds = env!("ZHAOHUO_BUILT_AT_UNIX").parse().unwrap_or(0);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Runs until somebody asks it to end, or the inputs do.
///
/// # Errors
///
/// When the terminal cannot be drawn on.
pub async fn run<B>(
    mut model: Model,
    mut terminal: Terminal<B>,
    inputs: impl Stream<Item = Struck> + Unpin,
    mut world: World,
    mut news: mpsc::Receiver<Msg>,
    clock: Clock,
) -> anyhow::Result<()>
where
    B: Backend<Error: Send + Sync + 'static>,
{
    let mut inputs = inputs.peekable();
    let mut targets = draw(&model, &mut terminal, &mut world)?;
    world.began(&model);
    // Changes since the last frame, and when the keys were struck that made them.
    let (mut undrawn, mut unseen) = (0, Vec::new());
    let mut finger = Finger::default();
    let mut tick = tokio::time::interval(TICK);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        let mut struck_at = None;
        let before = undrawn;
        let msgs = tokio::select! {
            struck = inputs.next() => {
                struck_at = struck.map(|struck| struck.at);
                let input = struck.map(|struck| struck.input);
                heard(input, &targets, &world, &mut finger, clock.now().monotonic)
            }
            Some(msg) = news.recv() => vec![msg],
            Some(asked) = world.screen_asked() => {
                // Whoever asked may have gone.
                drop(asked.send(screen_text(&model, terminal.size()?)?));
                Vec::new()
            }
            _ = tick.tick() => vec![Msg::Tick],
        };
        // A finger that goes up as fast as it came must find what it lay on, so its press is drawn whatever comes.
        let pressed = msgs.iter().any(|msg| matches!(msg, Msg::Pressed(Some(_))));
        for msg in msgs {
            let ticked = matches!(msg, Msg::Tick);
            for effect in app::update(&mut model, msg, clock.now()) {
                match effect {
                    Effect::Redraw => undrawn += 1,
                    Effect::Open(row) => world.open(row),
                    Effect::Reload => world.reload(),
                    Effect::CallStaff(visit, page) => world.call_staff(visit, &page),
                    Effect::Report(report) => world.report_posting(report),
                    Effect::Count(counted) => world.count(counted),
                    Effect::Print(slip) => world.print(&slip, clock.now().monotonic),
                    Effect::ReadAloud(text, language) => world.read_aloud(&text, language),
                    Effect::Hush => world.hush(),
                    Effect::CheckPin(visit, pin) => world.check_pin(visit, pin),
                    Effect::Upkeep(task) => world.keep_up(task),
                    Effect::Quit => {
                        world.ending();
                        return Ok(());
                    }
                }
            }
            world.turned(&model, ticked);
        }
        unseen.extend(struck_at.filter(|_| undrawn > before));
        let more_comes = Pin::new(&mut inputs).peek().now_or_never().is_some();
        if undrawn > 0 && (pressed || !more_comes || undrawn >= UNDRAWN_MAX) {
            targets = draw(&model, &mut terminal, &mut world)?;
            undrawn = 0;
            world.drawn(unseen.drain(..).map(|at: Instant| at.elapsed()));
        }
    }
}

fn draw<B>(model: &Model, terminal: &mut Terminal<B>, world: &mut World) -> anyhow::Result<Targets>
where
    B: Backend<Error: Send + Sync + 'static>,
{
    world.drawing(model);
    let mut targets = Targets::default();
    terminal.draw(|frame| targets = app::view(model, frame))?;
    Ok(targets)
}

/// What is on the screen, drawn once more as text.
fn screen_text(model: &Model, size: Size) -> anyhow::Result<String> {
    let mut sheet = Terminal::new(TestBackend::new(size.width, size.height))?;
    let frame = sheet.draw(|frame| drop(app::view(model, frame)))?;
    let row = |y| {
        let mut row = String::new();
        let mut x = 0;
        while x < size.width {
            let symbol = frame.buffer[(x, y)].symbol();
            row.push_str(symbol);
            // A wide character covers the cells behind its own.
            x += u16::try_from(crate::text::cells(symbol)).unwrap_or(1).max(1);
        }
        row.trim_end().to_owned()
    };
    let rows: Vec<String> = (0..size.height).map(row).collect();
    Ok(rows.join("\n"))
}

/// What an input means: a touch is the key that was drawn there, once the finger goes up.
fn heard(input: Option<Input>, targets: &Targets, world: &World, finger: &mut Finger, now: Duration) -> Vec<Msg> {
    match input {
        Some(Input::Key(key)) => vec![Msg::Key(key)],
        Some(Input::Touch(column, row)) => Vec::from_iter(finger.came_down(targets.target(column, row), now)),
        Some(Input::Lift(column, row)) => finger.went_up(targets.target(column, row), now),
        Some(Input::Drag(key)) => finger.was_drawn(key, now),
        Some(Input::Resized(size)) => vec![Msg::Resized(size)],
        Some(Input::Leave) if world.is_locked() => Vec::new(),
        Some(Input::Leave) | None => vec![Msg::Stopped],
    }
}
