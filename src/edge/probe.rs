//! What a terminal does with a character: drawn, and asked where the cursor then is.
//!
//! U+2500 and its neighbours are of ambiguous width (UAX #11): most terminals draw them one cell wide, some of East Asia
//! two, and no name or variable says which. Nor does one say whether Chinese is drawn at all.

mod answer;
mod device;
mod sample;

use std::fs::OpenOptions;
use std::io;
use std::io::Write as _;

use crossterm::terminal::disable_raw_mode;
use crossterm::terminal::enable_raw_mode;

use crate::config::Border;
use crate::diagnosis::Touch;

pub use device::console;
pub use sample::code_lines;

/// In the upper left corner a line, and where is the cursor now? (DSR 6, ECMA-48 §8.3.35.) And two characters in its
/// place, of whose bytes none is a control character of Latin-1.
const QUESTION: &[u8] = "\x1b[1;1H│\x1b[6n\x1b[1;1H中工\x1b[6n".as_bytes();
/// The first frame draws only what is not blank.
const WIPE: &[u8] = b"\x1b[1;1H\x1b[2J";
/// Where other text stays: back to the beginning of the row, and the rest of it wiped.
const WIPE_ROW: &[u8] = b"\r\x1b[K";
/// Is mouse mode 1006 known? (DECRQM of a private mode, as xterm has it.)
const IS_TOUCH_KNOWN: &[u8] = b"\x1b[?1006$p";

/// How far what was drawn moved the cursor, in cells; `None` where no answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Widths {
    /// `│`
    pub line: Option<u16>,
    /// `中工`
    pub chinese: Option<u16>,
}

impl Widths {
    /// The borders that this terminal draws right.
    #[must_use]
    pub fn border(self) -> Border {
        match self.line {
            Some(2) => Border::Ascii,
            Some(_) | None => Border::Lines,
        }
    }
}

/// In raw mode, before anybody else reads from the terminal, with nothing on the screen; a late answer is then
/// crossterm's, which knows it for what it is and hands nobody a key.
#[must_use]
pub fn widths() -> Widths {
    ask_widths().unwrap_or_else(|error| {
        tracing::debug!(%error, "the terminal could not be asked how wide it draws");
        Widths::default()
    })
}

fn ask_widths() -> io::Result<Widths> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    tty.write_all(QUESTION)?;
    let line = answer::cells(&mut tty);
    // One that does not answer in time would let everybody wait once more.
    let chinese = match &line {
        Ok(Some(_)) => answer::cells(&mut tty),
        Ok(None) | Err(_) => Ok(None),
    };
    tty.write_all(WIPE)?;
    Ok(Widths {
        line: line?,
        chinese: chinese?,
    })
}

/// What a terminal says of itself, for whoever reads what stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// How far each text moved the cursor.
    pub cells: Vec<Option<u16>>,
    pub touch: Touch,
}

/// Asks in a row of its own, at whose beginning the cursor stands. Takes the terminal's keyboard meanwhile.
///
/// # Errors
///
/// Where there is no controlling terminal.
pub fn ask(texts: &[&str]) -> io::Result<Said> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    enable_raw_mode()?;
    let raw = Raw;
    let mut cells = Vec::new();
    let mut answers = true;
    for text in texts {
        let mut asked = || {
            tty.write_all(format!("\r{text}\x1b[6n").as_bytes())?;
            answer::cells(&mut tty)
        };
        // One that is silent once is silent.
        let moved = if answers { asked()? } else { None };
        answers = moved.is_some();
        cells.push(moved);
    }
    let touch = if answers {
        tty.write_all(IS_TOUCH_KNOWN)?;
        answer::touch(&mut tty)?
    } else {
        Touch::Silent
    };
    tty.write_all(WIPE_ROW)?;
    drop(raw);
    Ok(Said { cells, touch })
}

/// Line settings that are given back.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        drop(disable_raw_mode());
    }
}
