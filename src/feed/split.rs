//! Cuts JSON values out of a stream without understanding them.

use std::io;
use std::io::BufRead as _;
use std::io::BufReader;

use memchr::memchr;

use super::nesting::Nesting;
use super::nesting::is_space;
use super::nesting::is_whole;

/// The longest item that is held and parsed. A posting of 4,000 characters with every field is about 20 KiB; what is
/// longer carries a picture or is an attack. It is skipped, and the next item is read.
pub const ITEM_MAX_BYTES: usize = 256 * 1024;

/// How much is read from the source at once.
const BUFFER_BYTES: usize = 64 * 1024;

/// One value as it was cut out; without its bytes when it was longer than [`ITEM_MAX_BYTES`].
#[derive(Default)]
pub(super) struct Held {
    bytes: Vec<u8>,
    too_long: bool,
}

impl Held {
    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.too_long = false;
    }

    pub(super) fn push(&mut self, bytes: &[u8]) {
        if self.too_long || self.bytes.len() + bytes.len() > ITEM_MAX_BYTES {
            self.too_long = true;
        } else {
            self.bytes.extend_from_slice(bytes);
        }
    }

    /// `None` where it was too long to be held.
    pub(super) fn bytes(&self) -> Option<&[u8]> {
        (!self.too_long).then_some(&self.bytes)
    }
}

pub(super) struct Splitter<S> {
    source: BufReader<S>,
    at: u64,
}

impl<S: io::Read> Splitter<S> {
    pub(super) fn new(source: S, at: u64) -> Self {
        Self {
            source: BufReader::with_capacity(BUFFER_BYTES, source),
            at,
        }
    }

    /// Bytes of the feed taken so far.
    pub(super) fn at(&self) -> u64 {
        self.at
    }

    /// What is read but not taken; empty only at the end.
    fn chunk(&mut self) -> io::Result<&[u8]> {
        loop {
            match self.source.fill_buf() {
                Ok(_) => break,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(self.source.buffer())
    }

    pub(super) fn take(&mut self, count: usize) {
        self.source.consume(count);
        self.at += count as u64;
    }

    /// The next byte that is not white space, not taken; `None` at the end.
    pub(super) fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let spaces = chunk.iter().take_while(|&&byte| is_space(byte)).count();
            let next = chunk.get(spaces).copied();
            self.take(spaces);
            if next.is_some() {
                return Ok(next);
            }
        }
    }

    /// [`Self::peek`] where the feed cannot end.
    pub(super) fn expect(&mut self) -> io::Result<u8> {
        self.peek()?.ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }

    /// Adds the value that begins here to `held`, up to the comma or the `close` after it, which is not taken.
    pub(super) fn value(&mut self, close: u8, held: &mut Held) -> io::Result<()> {
        let mut nesting = Nesting::default();
        self.cut(held, |chunk| nesting.follow(chunk, close))
    }

    /// Adds the string that begins here to `held`, with its quotes.
    pub(super) fn string(&mut self, held: &mut Held) -> io::Result<()> {
        held.push(b"\"");
        self.take(1);
        let mut nesting = Nesting::in_string();
        self.cut(held, |chunk| nesting.leave_string(chunk, 0))
    }

    fn cut(&mut self, held: &mut Held, mut end_in: impl FnMut(&[u8]) -> Option<usize>) -> io::Result<()> {
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let end = end_in(chunk);
            let count = end.unwrap_or(chunk.len());
            held.push(&chunk[..count]);
            self.take(count);
            if end.is_some() {
                return Ok(());
            }
        }
    }

    /// Adds what is left of this line to `held`, and takes the newline. `false` where the feed ended in the middle of
    /// a value.
    pub(super) fn line(&mut self, held: &mut Held) -> io::Result<bool> {
        let mut last = b'}';
        loop {
            let chunk = self.chunk()?;
            if chunk.is_empty() {
                // Of a line that was not held only its last byte is known; an item ends in a brace.
                return Ok(held.bytes().map_or(last == b'}', is_whole));
            }
            let newline = memchr(b'\n', chunk);
            let count = newline.unwrap_or(chunk.len());
            last = chunk[..count]
                .iter()
                .rev()
                .find(|&&byte| !is_space(byte))
                .map_or(last, |&byte| byte);
            held.push(&chunk[..count]);
            self.take(count + usize::from(newline.is_some()));
            if newline.is_some() {
                return Ok(true);
            }
        }
    }
}
