//! The other end of the line: an emulator that keeps what the program writes, and answers what it asks.

use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

/// Every frame ends so; what stands between two of them is half a screen.
pub const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

/// How a program asks where the cursor is (DSR 6).
const QUESTION: &[u8] = b"\x1b[6n";
/// How it asks whether mouse mode 1006 is known (DECRQM).
const IS_TOUCH_KNOWN: &[u8] = b"\x1b[?1006$p";

/// What the terminal says when it is asked where the cursor is: first behind one line of a box at the left, then behind
/// two Chinese characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Narrow,
    Wide,
    /// Of Latin-1: each byte of the Chinese is a character.
    Bytes,
    /// Where the emulator's cursor is; and it knows mouse mode 1006.
    Honest,
    /// As wide, once the first frame is there.
    Late,
    Silent,
}

/// Where keys go in, and answers of the terminal.
pub type Writer = Arc<Mutex<Option<Box<dyn Write + Send>>>>;

#[derive(Default)]
pub struct Heard {
    pub state: Mutex<State>,
    pub more: Condvar,
}

pub struct State {
    pub parser: vt100::Parser,
    pub bytes: Vec<u8>,
    /// Nobody listens any more.
    pub closing: bool,
    pub ended: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            parser: vt100::Parser::new(cells(24), cells(80), 0),
            bytes: Vec::new(),
            closing: false,
            ended: false,
        }
    }
}

impl Heard {
    pub fn lock(&self) -> MutexGuard<'_, State> {
        // A test that failed while it looked says why; this would only say that it did.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn listen(&self, source: &mut dyn Read, answers: &Writer, answer: Answer) {
        let mut buffer = [0; 16 * 1024];
        let mut asked = Asked::default();
        let mut answered = 0;
        loop {
            // A terminal that nobody holds any more ends in EIO.
            let count = source.read(&mut buffer).unwrap_or(0);
            let mut state = self.lock();
            state.bytes.extend_from_slice(&buffer[..count]);
            state.parser.process(&buffer[..count]);
            state.ended = count == 0 || state.closing;
            self.more.notify_all();
            if state.ended {
                return;
            }
            asked.hear(&state.bytes, count);
            let said = answer.to(&state, asked, answered);
            answered += said.len();
            // Somebody may be typing more than the program takes, and that must go on being read.
            if said.is_empty() {
                continue;
            }
            // Nobody waits for it any more where the line was hung up.
            if let Some(writer) = answers.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
                drop(writer.write_all(said.concat().as_bytes()));
            }
        }
    }
}

/// How often what was asked so far.
#[derive(Debug, Clone, Copy, Default)]
struct Asked {
    places: usize,
    touches: usize,
}

impl Asked {
    /// Of all bytes the last ones are new; a question may have begun before them.
    fn hear(&mut self, bytes: &[u8], new: usize) {
        let count = |question: &[u8]| {
            let from = bytes.len().saturating_sub(new + question.len() - 1);
            let windows = bytes[from..].windows(question.len());
            windows.filter(|window| *window == question).count()
        };
        self.places += count(QUESTION);
        self.touches += count(IS_TOUCH_KNOWN);
    }
}

impl Answer {
    /// What is to be said now, after so many answers.
    fn to(self, state: &State, asked: Asked, answered: usize) -> Vec<String> {
        let ends = state.bytes.ends_with(END_OF_FRAME);
        let [line, chinese] = match self {
            Self::Narrow => [2, 5],
            Self::Wide => [3, 5],
            Self::Bytes => [4, 7],
            Self::Late if ends => [3, 5],
            Self::Late | Self::Silent => return Vec::new(),
            Self::Honest => {
                let (row, column) = state.parser.screen().cursor_position();
                let place = format!("\x1b[{};{}R", row + 1, column + 1);
                let touch = "\x1b[?1006;2$y".to_owned();
                let places = std::iter::repeat_n(place, asked.places);
                return places
                    .chain(std::iter::repeat_n(touch, asked.touches))
                    .skip(answered)
                    .collect();
            }
        };
        let columns = [line].into_iter().chain(std::iter::repeat(chinese));
        columns
            .take(asked.places)
            .skip(answered)
            .map(|column| format!("\x1b[1;{column}R"))
            .collect()
    }
}

pub fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

pub fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
