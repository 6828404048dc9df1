//! How wide the terminal draws the lines of a box: drawn, and asked where the cursor then is.
//!
//! U+2500 and its neighbours are of ambiguous width (UAX #11): most terminals draw them one cell wide, some of East Asia
//! two, and no name or variable says which.

use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::Read as _;
use std::io::Write as _;
use std::time::Duration;
use std::time::Instant;

use rustix::event::PollFd;
use rustix::event::PollFlags;
use rustix::event::Timespec;

use crate::config::Border;

/// Of a slow SSH line there and back; whoever starts a kiosk on a slower one, or on a terminal that never answers,
/// waits so long once.
const PROBE: Duration = Duration::from_millis(200);
/// An answer that has begun is read to its end: the rest of it would be typed. A line that tears it brings the rest
/// within this.
const REST: Duration = Duration::from_millis(500);
/// In the upper left corner a line, and where is the cursor now? (DSR 6, ECMA-48 §8.3.35.)
const QUESTION: &[u8] = "\x1b[1;1H│\x1b[6n".as_bytes();
/// The first frame draws only what is not blank.
const WIPE: &[u8] = b"\x1b[1;1H\x1b[2J";
/// `ESC [ row ; column R` with five digits each.
const ANSWER_BYTES_MAX: usize = 14;

/// The borders that this terminal draws right. In raw mode, before anybody else reads from it; a late answer is then
/// crossterm's, which knows it for what it is and hands nobody a key.
#[must_use]
pub fn border() -> Border {
    match column_after_a_line() {
        Ok(Some(3)) => Border::Ascii,
        Ok(Some(_) | None) => Border::Lines,
        Err(error) => {
            tracing::debug!(%error, "the terminal could not be asked how wide it draws");
            Border::Lines
        }
    }
}

/// Counted from 1; `None` where no answer comes.
fn column_after_a_line() -> io::Result<Option<u16>> {
    let mut tty = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    tty.write_all(QUESTION)?;
    let column = hear_column(&mut tty);
    tty.write_all(WIPE)?;
    column
}

fn hear_column(tty: &mut File) -> io::Result<Option<u16>> {
    let began = Instant::now();
    // One byte at a time: what somebody types behind the answer is left to who reads next.
    let mut answer: Vec<u8> = Vec::new();
    loop {
        let patience = if answer.is_empty() { PROBE } else { REST };
        if began.elapsed() > patience {
            return Ok(None);
        }
        let mut byte = [0];
        if !may_read(tty, began, patience)? || tty.read(&mut byte)? == 0 {
            return Ok(None);
        }
        match byte[0] {
            b'\x1b' => answer = byte.to_vec(),
            // Typed before the answer came.
            _ if answer.is_empty() => {}
            byte => answer.push(byte),
        }
        if let Some(column) = column_of(&answer) {
            return Ok(Some(column));
        }
        if answer.len() >= ANSWER_BYTES_MAX || ends_otherwise(&answer) {
            answer.clear();
        }
    }
}

/// `ESC [ 1 ; 2 R` → 2
fn column_of(answer: &[u8]) -> Option<u16> {
    let place = answer.strip_prefix(b"\x1b[")?.strip_suffix(b"R")?;
    let (_, column) = std::str::from_utf8(place).ok()?.split_once(';')?;
    column.parse().ok()
}

/// Another key's sequence.
fn ends_otherwise(answer: &[u8]) -> bool {
    let is_inside = |byte: &u8| byte.is_ascii_digit() || *byte == b';';
    match answer {
        [_, b'[', rest @ ..] => !rest.iter().all(is_inside),
        other => other.len() > 1,
    }
}

/// Waits until there is something to read; `false` where nothing has come so long after `began`.
fn may_read(tty: &File, began: Instant, patience: Duration) -> io::Result<bool> {
    loop {
        let left = patience.saturating_sub(began.elapsed());
        let left = Timespec::try_from(left).map_err(io::Error::other)?;
        let mut fds = [PollFd::new(tty, PollFlags::IN)];
        match rustix::event::poll(&mut fds, Some(&left)) {
            Ok(count) => return Ok(count > 0),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
