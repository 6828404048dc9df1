//! The terminal as a guard: what this program changes about it is changed back, whatever ends the program.

mod grid;
mod ink;
mod painter;
mod pen;

use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Write;

use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;
use ratatui::Terminal;

pub use painter::Erased;
pub use painter::Painter;

/// Alternate screen, no cursor, bracketed paste (a pasted megabyte is one event, not a million keys).
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?2004h";
/// Mouse reports of presses and releases alone: crossterm's own command also asks for every movement.
const TOUCH: &[u8] = b"\x1b[?1000h\x1b[?1006h";
/// The same undone, after closing a synchronized update that may stand open.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Holds the terminal in the program's state; gives it back when dropped.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the controlling terminal, with whatever is touched on it.
    ///
    /// # Errors
    ///
    /// Where there is none, or it cannot be written to.
    pub fn take() -> io::Result<(Self, Terminal<Painter<File>>)> {
        Self::take_with(&[ENTER, TOUCH].concat())
    }

    /// The same for keys alone: a mouse marks and copies text as everywhere.
    ///
    /// # Errors
    ///
    /// As [`Self::take`].
    pub fn take_for_keys() -> io::Result<(Self, Terminal<Painter<File>>)> {
        Self::take_with(ENTER)
    }

    fn take_with(enter: &[u8]) -> io::Result<(Self, Terminal<Painter<File>>)> {
        let mut tty = OpenOptions::new().write(true).open("/dev/tty")?;
        enable_raw_mode()?;
        let guard = Self(());
        restore_on_panic();
        tty.write_all(enter)?;
        let term = std::env::var("TERM").unwrap_or_default();
        let terminal = Terminal::new(Painter::new(tty, Erased::of(&term))?)?;
        Ok((guard, terminal))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back as it was. Nothing can be done about what fails here: the terminal is gone.
fn restore() {
    if let Ok(mut tty) = OpenOptions::new().write(true).open("/dev/tty") {
        drop(tty.write_all(LEAVE));
    }
    drop(disable_raw_mode());
}

/// Ends the program where nobody reads what it writes, not even that it leaves: the line settings are given back, the
/// screen is not.
pub fn give_up(exit_code: i32) -> ! {
    drop(disable_raw_mode());
    std::process::exit(exit_code)
}

/// A panic of the loop ends the program with the terminal restored and a line that says why; systemd starts it anew.
/// Elsewhere it costs one key press or one pull, which are tried again: the screen stays.
fn restore_on_panic() {
    let main = std::thread::current().id();
    std::panic::set_hook(Box::new(move |panic| {
        let said = crate::text::clean_error(panic);
        tracing::error!(panic = %said, "something has failed");
        if std::thread::current().id() == main {
            restore();
            super::journal::complain(&said);
            std::process::exit(101);
        }
    }));
}
