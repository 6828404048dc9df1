//! Keys and touches → what they mean. On threads of their own, because crossterm blocks where it should not.

use std::fs::File;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEventKind;
use ratatui::layout::Size;
use rustix::event::PollFd;
use rustix::event::PollFlags;
use tokio::sync::mpsc;

use crate::key::Key;

/// What a terminal sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    Key(Key),
    /// A finger, or a mouse button, has come down at a column and row; which key was drawn there is for the loop to say.
    Touch(u16, u16),
    /// It has gone up.
    Lift(u16, u16),
    /// A drag or the wheel, as the page key that it means.
    Drag(Key),
    Resized(Size),
    /// Ctrl-C.
    Leave,
}

/// An input, and when it was read: what it waits for from then on is the kiosk's own doing.
#[derive(Debug, Clone, Copy)]
pub struct Struck {
    pub input: Input,
    pub at: Instant,
}

/// Keys pressed ahead of the screen; more than these come from no finger.
const AHEAD_MAX: usize = 64;
/// As a shell reports a program that a hang-up has ended: 128 + SIGHUP.
pub const HUNG_UP: i32 = 129;
/// After a failed read, so that a broken terminal does not take a whole core until the hang-up is seen.
const READ_AGAIN: Duration = Duration::from_millis(100);

/// Starts reading; what comes after the receiver is gone is dropped. When the terminal is gone the program ends, after
/// `on_hang_up`.
///
/// # Errors
///
/// Where no thread can be started or `/dev/tty` cannot be opened.
pub fn start(on_hang_up: impl FnOnce() + Send + 'static) -> std::io::Result<mpsc::Receiver<Struck>> {
    start_with(struck, on_hang_up)
}

/// The same, for a program that gives events a meaning of its own.
///
/// # Errors
///
/// As [`start`].
pub fn start_with<T: Send + 'static>(
    meaning: fn(&Event) -> Option<T>,
    on_hang_up: impl FnOnce() + Send + 'static,
) -> std::io::Result<mpsc::Receiver<T>> {
    let (sender, receiver) = mpsc::channel(AHEAD_MAX);
    let tty = File::open("/dev/tty")?;
    thread::Builder::new().name("hang-up".to_owned()).spawn(move || {
        wait_for_hang_up(&tty);
        on_hang_up();
        std::process::exit(HUNG_UP);
    })?;
    thread::Builder::new()
        .name("input".to_owned())
        .spawn(move || read(&sender, meaning))?;
    Ok(receiver)
}

fn read<T>(sender: &mpsc::Sender<T>, meaning: fn(&Event) -> Option<T>) {
    loop {
        // crossterm 0.29 panics on a mouse report with a coordinate of 0.
        let event = match catch_unwind(AssertUnwindSafe(crossterm::event::read)) {
            Ok(Ok(event)) => event,
            Ok(Err(_)) => {
                thread::sleep(READ_AGAIN);
                continue;
            }
            Err(_panic) => continue,
        };
        if is_escape(&event) && swallow_torn_sequence() {
            continue;
        }
        if let Some(input) = meaning(&event)
            && sender.blocking_send(input).is_err()
        {
            return;
        }
    }
}

/// A slow line may tear `ESC [ < 0 ; 10 ; 5 M` after its first byte; the rest would then be typed, and press `0`.
const TORN: Duration = Duration::from_millis(100);

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(key) if key.code == KeyCode::Esc)
}

/// Takes what follows a lone Esc at once, up to the letter that ends a sequence; `false` where nothing follows, and
/// somebody has pressed Esc.
fn swallow_torn_sequence() -> bool {
    let mut is_first = true;
    while crossterm::event::poll(TORN).unwrap_or(false) {
        let Ok(Ok(Event::Key(key))) = catch_unwind(crossterm::event::read) else {
            return true;
        };
        let KeyCode::Char(c) = key.code else { return true };
        let introduces = is_first && matches!(c, '[' | 'O');
        if !introduces && c.is_ascii_alphabetic() || c == '~' {
            return true;
        }
        is_first = false;
    }
    !is_first
}

/// Nobody is there any more to restore a terminal for. crossterm's reader would spin on the dead terminal instead.
fn wait_for_hang_up(tty: &File) {
    loop {
        let mut terminal = [PollFd::new(tty, PollFlags::empty())];
        match rustix::event::poll(&mut terminal, None) {
            Ok(_) if terminal[0].revents().intersects(PollFlags::HUP | PollFlags::ERR) => return,
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            // The signal still ends the program.
            Err(_) => std::thread::park(),
        }
    }
}

fn struck(event: &Event) -> Option<Struck> {
    let at = Instant::now();
    meaning(event).map(|input| Struck { input, at })
}

/// What an event means; `None` for what means nothing here.
#[must_use]
pub fn meaning(event: &Event) -> Option<Input> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(key),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Input::Touch(mouse.column, mouse.row)),
            MouseEventKind::Up(MouseButton::Left) => Some(Input::Lift(mouse.column, mouse.row)),
            // A drag on a touch screen arrives as the wheel.
            MouseEventKind::ScrollDown => Some(Input::Drag(Key::NextPage)),
            MouseEventKind::ScrollUp => Some(Input::Drag(Key::PreviousPage)),
            MouseEventKind::Down(_)
            | MouseEventKind::Up(_)
            | MouseEventKind::Drag(_)
            | MouseEventKind::Moved
            | MouseEventKind::ScrollLeft
            | MouseEventKind::ScrollRight => None,
        },
        Event::Resize(width, height) => Some(Input::Resized(Size::new(*width, *height))),
        Event::Key(_) | Event::FocusGained | Event::FocusLost | Event::Paste(_) => None,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a keyboard has many keys that mean nothing here"
)]
fn of_key(key: &KeyEvent) -> Option<Input> {
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        let is_leave = key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL;
        return is_leave.then_some(Input::Leave);
    }
    let key = match key.code {
        KeyCode::Char(digit @ '1'..='9') => Key::Digit(digit.to_digit(10)?.try_into().ok()?),
        // The pad without NumLock.
        KeyCode::Char('0') | KeyCode::Insert => Key::Back,
        KeyCode::Char('+' | '=') | KeyCode::PageDown => Key::NextPage,
        KeyCode::Char('-') | KeyCode::PageUp => Key::PreviousPage,
        KeyCode::Char('*') => Key::Languages,
        KeyCode::Char('/') => Key::Help,
        KeyCode::Char('.') | KeyCode::Delete => Key::Large,
        KeyCode::Char(c) if !c.is_control() => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Backspace => Key::Erase,
        _ => return None,
    };
    Some(Input::Key(key))
}
