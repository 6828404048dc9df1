//! What a cell is drawn with, and the shortest escape sequence from one such state to another.

use ratatui::buffer::Cell;
use ratatui::style::Color;
use ratatui::style::Modifier;

/// What can be seen of a cell that has nothing in it, besides its ground.
const SEEN_ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK)
    .union(Modifier::CROSSED_OUT);
/// The Linux console drops a sequence of more numbers than this (`NPAR` in drivers/tty/vt/vt.c).
const NUMBERS_MAX: usize = 16;

/// Set by, and with what else it is unset by: SGR of ECMA-48 §8.3.117.
const MODIFIERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Colours and modifiers, as they stand in a cell or are set in the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Ink {
    /// After SGR 0.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    pub(super) const fn ground(bg: Color) -> Self {
        Self { bg, ..Self::PLAIN }
    }

    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// What a blank needs of it: nobody sees which colour or weight nothing has.
    pub(super) fn on_blank(self) -> Self {
        if self.modifier.intersects(SEEN_ON_BLANKS) {
            self
        } else {
            Self::ground(self.bg)
        }
    }

    /// Whether a blank drawn with this looks as one drawn with the other.
    pub(super) fn blanks_like(self, other: Self) -> bool {
        self.on_blank() == other.on_blank()
    }

    pub(super) fn is_seen_on_blanks(self) -> bool {
        self.modifier.intersects(SEEN_ON_BLANKS)
    }
}

/// Writes what leads from one state to the other; from `None`, which may be any, over a reset.
pub(super) fn change(from: Option<Ink>, to: Ink, bytes: &mut Vec<u8>) {
    if from == Some(to) {
        return;
    }
    let anew = Numbers::anew(to);
    let numbers = match from.map(|from| Numbers::between(from, to)) {
        Some(step) if step.0.len() <= anew.0.len() => step,
        Some(_) | None => anew,
    };
    numbers.write(bytes);
}

/// The same where a blank is to be drawn: what is not seen on it stays as it is, where that is shorter. Gives the state
/// that is then set.
pub(super) fn change_for_blank(from: Option<Ink>, to: Ink, bytes: &mut Vec<u8>) -> Ink {
    if to.is_seen_on_blanks() {
        change(from, to, bytes);
        return to;
    }
    let bare = to.on_blank();
    let anew = Numbers::anew(bare);
    if let Some(from) = from {
        let kept = Ink {
            fg: from.fg,
            bg: to.bg,
            modifier: from.modifier.difference(SEEN_ON_BLANKS),
        };
        let step = Numbers::between(from, kept);
        if step.0.len() <= anew.0.len() {
            step.write(bytes);
            return kept;
        }
    }
    anew.write(bytes);
    bare
}

/// The numbers of an SGR sequence.
#[derive(Default)]
struct Numbers(Vec<u8>, usize);

impl Numbers {
    fn anew(to: Ink) -> Self {
        let mut numbers = Self::default();
        numbers.push(&[0]);
        numbers.add(to.modifier);
        if to.fg != Color::Reset {
            numbers.colour(38, to.fg);
        }
        if to.bg != Color::Reset {
            numbers.colour(48, to.bg);
        }
        numbers
    }

    fn between(from: Ink, to: Ink) -> Self {
        let mut numbers = Self::default();
        let removed = from.modifier.difference(to.modifier);
        // One number unsets two modifiers, so that the one that stays is set again.
        let mut unset = Modifier::empty();
        let mut last = None;
        for (modifier, _, off) in MODIFIERS {
            if removed.contains(modifier) {
                if last != Some(off) {
                    numbers.push(&[off]);
                }
                last = Some(off);
                let both = MODIFIERS.iter().filter(|(_, _, other)| *other == off);
                unset |= both
                    .map(|(modifier, ..)| *modifier)
                    .fold(Modifier::empty(), Modifier::union);
            }
        }
        numbers.add(to.modifier.difference(from.modifier.difference(unset)));
        if from.fg != to.fg {
            numbers.colour(38, to.fg);
        }
        if from.bg != to.bg {
            numbers.colour(48, to.bg);
        }
        numbers
    }

    fn add(&mut self, modifiers: Modifier) {
        for (modifier, on, _) in MODIFIERS {
            if modifiers.contains(modifier) {
                self.push(&[on]);
            }
        }
    }

    /// `base` is 38 for the ink, 48 for the ground. The sixteen have the numbers that crossterm gives them, of the
    /// 256-colour table: some terminals draw 30–37 brighter where the text is bold.
    fn colour(&mut self, base: u8, colour: Color) {
        let index = match colour {
            Color::Reset => return self.push(&[base + 1]),
            Color::Rgb(red, green, blue) => return self.push(&[base, 2, red, green, blue]),
            Color::Indexed(index) => index,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 8,
            Color::LightRed => 9,
            Color::LightGreen => 10,
            Color::LightYellow => 11,
            Color::LightBlue => 12,
            Color::LightMagenta => 13,
            Color::LightCyan => 14,
            Color::White => 15,
        };
        self.push(&[base, 5, index]);
    }

    /// Numbers that belong together, in a sequence of their own where this one is full.
    fn push(&mut self, numbers: &[u8]) {
        if self.1 + numbers.len() > NUMBERS_MAX {
            self.0.extend_from_slice(b"m\x1b[");
            self.1 = 0;
        }
        for number in numbers {
            if self.1 > 0 {
                self.0.push(b';');
            }
            super::pen::decimal((*number).into(), &mut self.0);
            self.1 += 1;
        }
    }

    fn write(self, bytes: &mut Vec<u8>) {
        match self.0.as_slice() {
            b"" => {}
            // No number means 0.
            b"0" => bytes.extend_from_slice(b"\x1b[m"),
            numbers => {
                bytes.extend_from_slice(b"\x1b[");
                bytes.extend_from_slice(numbers);
                bytes.push(b'm');
            }
        }
    }
}
