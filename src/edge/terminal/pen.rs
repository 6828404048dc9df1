//! Writes cells into a frame, and remembers where the cursor then is and what is set.

use ratatui::buffer::Cell;
use ratatui::buffer::CellWidth as _;
use ratatui::layout::Position;
use ratatui::style::Color;
use unicode_width::UnicodeWidthChar as _;
use zeroize::Zeroize as _;

use super::ink;
use super::ink::Ink;

/// A frame appears whole or not at all (DEC private mode 2026); terminals that do not know it ignore it.
const BEGIN_FRAME: &[u8] = b"\x1b[?2026h";
const END_FRAME: &[u8] = b"\x1b[?2026l";
/// A full Chinese screen of 120×34 takes about 7 KB; more is grown into, and kept.
const FRAME_BYTES: usize = 64 * 1024;

/// Where the cursor is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Lost,
    Known(Position),
    /// Behind characters that terminals disagree on: here if they are as wide as was counted, and before `farthest`
    /// whatever they are.
    Drifting {
        counted: Position,
        farthest: u16,
    },
}

/// A frame that is being written.
#[derive(Debug)]
pub(super) struct Pen {
    frame: Vec<u8>,
    at: At,
    /// `None` at the start of a frame: what others wrote on the terminal may have changed it.
    ink: Option<Ink>,
}

impl Pen {
    pub(super) fn new() -> Self {
        let mut frame = Vec::with_capacity(FRAME_BYTES);
        frame.extend_from_slice(BEGIN_FRAME);
        Self {
            frame,
            at: At::Lost,
            ink: None,
        }
    }

    /// The whole frame, as one synchronized update, for whoever writes it; `None` where nothing is in it.
    pub(super) fn finished(&mut self) -> Option<&[u8]> {
        if !self.has_begun() {
            return None;
        }
        // Whoever writes next, or dies, does it in the terminal's own colours.
        if self.ink.is_some_and(|ink| ink != Ink::PLAIN) {
            ink::change(None, Ink::PLAIN, &mut self.frame);
        }
        self.ink = None;
        self.frame.extend_from_slice(END_FRAME);
        Some(&self.frame)
    }

    /// Whether there is anything in the frame.
    pub(super) fn has_begun(&self) -> bool {
        self.frame.len() > BEGIN_FRAME.len()
    }

    /// Begins the next frame.
    pub(super) fn rinse(&mut self) {
        // It lives as long as the program, and has what was on the screen in it.
        self.frame[BEGIN_FRAME.len()..].zeroize();
        self.frame.truncate(BEGIN_FRAME.len());
    }

    pub(super) fn lose_cursor(&mut self) {
        self.at = At::Lost;
    }

    pub(super) fn position(&self) -> Option<Position> {
        match self.at {
            At::Known(at) => Some(at),
            At::Lost | At::Drifting { .. } => None,
        }
    }

    /// A sequence that neither moves the cursor nor changes the ink.
    pub(super) fn control(&mut self, sequence: &[u8]) {
        self.frame.extend_from_slice(sequence);
    }

    /// Erases with the terminal's own ground.
    pub(super) fn erase_plain(&mut self, sequence: &[u8]) {
        ink::change(self.ink, Ink::PLAIN, &mut self.frame);
        self.ink = Some(Ink::PLAIN);
        self.control(sequence);
    }

    /// Leaves this ground from there to the end of the row (EL).
    pub(super) fn erase_row(&mut self, from: Position, ground: Color) {
        self.go(from);
        self.ink_for_blank(Ink::ground(ground));
        self.control(b"\x1b[K");
    }

    /// The same in so many cells (ECH).
    pub(super) fn erase(&mut self, from: Position, cells: u16, ground: Color) {
        self.go(from);
        self.ink_for_blank(Ink::ground(ground));
        self.sequence(cells, b'X');
    }

    pub(super) fn go(&mut self, to: Position) {
        match self.at {
            At::Known(at) if at == to => return,
            At::Known(at) if at.y == to.y && at.x < to.x => self.sequence(to.x - at.x, b'C'),
            At::Known(at) if at.y == to.y => self.sequence(to.x + 1, b'G'),
            At::Drifting { counted, .. } if counted.y == to.y => self.sequence(to.x + 1, b'G'),
            At::Known(_) | At::Drifting { .. } | At::Lost => self.jump(to),
        }
        self.at = At::Known(to);
    }

    /// Bytes that a move to the right takes, and as many that erasing so many cells does.
    pub(super) fn cost_of_step(step: u16) -> usize {
        match step {
            0 | 1 => 3,
            2..10 => 4,
            10..100 => 5,
            100.. => 6,
        }
    }

    /// Draws a cell there, on a row of `columns`.
    pub(super) fn draw(&mut self, to: Position, cell: &Cell, columns: u16) {
        let width = cell.cell_width();
        let is_sure = is_sure(cell.symbol());
        let widest = widest(cell.symbol());
        if is_sure || !self.may_drift_on(to, widest, columns) {
            self.go(to);
        }
        if is_blank(cell) {
            self.ink_for_blank(Ink::of(cell));
        } else {
            ink::change(self.ink, Ink::of(cell), &mut self.frame);
            self.ink = Some(Ink::of(cell));
        }
        self.frame.extend_from_slice(cell.symbol().as_bytes());
        let next = Position::new(to.x + width, to.y);
        let farthest = match self.at {
            At::Drifting { farthest, .. } => farthest,
            At::Known(_) | At::Lost => to.x,
        };
        self.at = if is_sure && next.x < columns {
            At::Known(next)
        } else if !is_sure && farthest.saturating_add(widest) < columns {
            At::Drifting {
                counted: next,
                farthest: farthest + widest,
            }
        } else {
            // Behind the last column some have wrapped and some have not.
            At::Lost
        };
    }

    /// Whether a cell can be drawn here as the pen is, in as many bytes as it has.
    pub(super) fn fits(&self, cell: &Cell) -> bool {
        let own = Ink::of(cell);
        let is_set = |set: Ink| {
            if is_blank(cell) {
                set.blanks_like(own)
            } else {
                set == own
            }
        };
        is_sure(cell.symbol()) && self.ink.is_some_and(is_set)
    }

    /// In a run of characters of uncertain width each stands where the one before it ended, as long as none can come
    /// to the end of the row: a wrong width there is a fault of two rows.
    fn may_drift_on(&self, to: Position, widest: u16, columns: u16) -> bool {
        match self.at {
            At::Drifting { counted, farthest } => counted == to && farthest.saturating_add(widest) < columns,
            At::Known(_) | At::Lost => false,
        }
    }

    fn ink_for_blank(&mut self, ink: Ink) {
        self.ink = Some(ink::change_for_blank(self.ink, ink, &mut self.frame));
    }

    /// CUP, without the numbers that are 1.
    fn jump(&mut self, to: Position) {
        self.frame.extend_from_slice(b"\x1b[");
        if to.y > 0 {
            decimal(to.y + 1, &mut self.frame);
        }
        if to.x > 0 {
            self.frame.push(b';');
            decimal(to.x + 1, &mut self.frame);
        }
        self.frame.push(b'H');
    }

    fn sequence(&mut self, number: u16, last: u8) {
        self.frame.extend_from_slice(b"\x1b[");
        if number > 1 {
            decimal(number, &mut self.frame);
        }
        self.frame.push(last);
    }
}

pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " "
}

/// Appends a number in ASCII digits.
pub(super) fn decimal(number: u16, bytes: &mut Vec<u8>) {
    if number >= 10 {
        decimal(number / 10, bytes);
    }
    bytes.push(b'0' + u8::try_from(number % 10).unwrap_or_default());
}

/// Whether the terminal takes as many cells for it as are counted: ASCII, the letters of Europe and what East Asia
/// writes, where UAX #11 calls them narrow or wide, and not ambiguous. Not what is composed, nor pictures, which were
/// narrow in older versions of Unicode.
///
/// Lines and blocks are ambiguous too. Lines are drawn only where `probe` has not found them wide, and a code that is drawn
/// wide is none, wherever it stands.
fn is_sure(symbol: &str) -> bool {
    if symbol.len() == 1 {
        return true;
    }
    let mut chars = symbol.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
    let is_settled = match c {
        // The soft hyphen shows in some terminals only.
        '\u{ad}' => false,
        '\u{a0}'..='\u{52f}' | '\u{ff61}'..='\u{ff9d}' => c.width() == Some(1),
        '\u{2500}'..='\u{259f}' => return true,
        // Without the hexagrams, which Unicode 16 has made wide.
        '\u{2e80}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3ffff}' => c.width() == Some(2),
        _ => false,
    };
    is_settled && c.width() == c.width_cjk()
}

/// The most cells that a terminal takes for it.
fn widest(symbol: &str) -> u16 {
    u16::try_from(symbol.chars().count()).map_or(u16::MAX, |chars| chars.saturating_mul(2))
}
