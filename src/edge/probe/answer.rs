//! What a terminal answers, among what somebody types.

use std::fs::File;
use std::io;
use std::io::Read as _;
use std::time::Duration;
use std::time::Instant;

use rustix::event::PollFd;
use rustix::event::PollFlags;
use rustix::event::Timespec;

use crate::diagnosis::Touch;

/// Of a slow SSH line there and back; whoever starts a kiosk on a slower one, or on a terminal that never answers,
/// waits so long once.
const PROBE: Duration = Duration::from_millis(200);
/// An answer that has begun is read to its end: the rest of it would be typed. A line that tears it brings the rest
/// within this.
const REST: Duration = Duration::from_millis(500);
/// `ESC [ row ; column R` with five digits each.
const ANSWER_BYTES_MAX: usize = 14;

/// Cells from the left edge to the cursor; `None` where no answer comes.
pub(super) fn cells(tty: &mut File) -> io::Result<Option<u16>> {
    hear(tty, |answer| column_of(answer)?.checked_sub(1))
}

/// Whether it knows the mouse mode it was asked for.
pub(super) fn touch(tty: &mut File) -> io::Result<Touch> {
    Ok(hear(tty, touch_of)?.unwrap_or(Touch::Silent))
}

fn hear<T>(tty: &mut File, meaning: impl Fn(&[u8]) -> Option<T>) -> io::Result<Option<T>> {
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
        if let Some(meant) = meaning(&answer) {
            return Ok(Some(meant));
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

/// `ESC [ ? 1006 ; 2 $ y` → known, and not set
fn touch_of(answer: &[u8]) -> Option<Touch> {
    let state = answer.strip_prefix(b"\x1b[?1006;")?.strip_suffix(b"$y")?;
    match state {
        // Set, reset, and set for good.
        b"1" | b"2" | b"3" => Some(Touch::Known),
        b"0" | b"4" => Some(Touch::Unknown),
        _ => None,
    }
}

/// Another key's sequence.
fn ends_otherwise(answer: &[u8]) -> bool {
    let is_inside = |byte: &u8| byte.is_ascii_digit() || b";?$".contains(byte);
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
