//! Cuts JSON values out of a stream without understanding them: it follows strings and brackets, nothing else.

use std::io;
use std::io::BufRead as _;
use std::io::BufReader;

use memchr::memchr;
use memchr::memchr2;

/// The longest item that is held and parsed. A posting of 4,000 characters with every field is about 20 KiB; what is
/// longer carries a picture or is an attack. It is skipped, and the next item is read.
pub const ITEM_MAX_BYTES: usize = 256 * 1024;

/// How much is read from the source at once.
const BUFFER_BYTES: usize = 64 * 1024;

/// Brackets whose kind is remembered. `serde_json` refuses deeper nesting (its limit is 128), so deeper ones are only
/// counted.
const DEPTH_REMEMBERED: usize = 128;

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

/// The white space of JSON (RFC 8259 §2).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
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
        let mut nesting = Nesting {
            in_string: true,
            ..Nesting::default()
        };
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

/// Whether every string and bracket that `text` opens is closed in it.
pub(super) fn is_whole(text: &[u8]) -> bool {
    let mut nesting = Nesting::default();
    let mut rest = text;
    while let Some(end) = nesting.follow(rest, b']') {
        nesting = Nesting::default();
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    nesting.is_outside()
}

/// Where a byte stands among strings and brackets. No recursion, and no more memory for deeper nesting.
#[derive(Default)]
struct Nesting {
    open: Vec<u8>,
    deeper: usize,
    in_string: bool,
    escaped: bool,
    after_comma: bool,
}

impl Nesting {
    fn is_outside(&self) -> bool {
        self.open.is_empty() && !self.in_string
    }

    /// Goes through `chunk` to the comma or the `close` that ends the value; `None` where the value goes on.
    ///
    /// The one fault that is understood is a missing `}`: an object cannot stand where a key must, so `,{` ends every
    /// object that is open there. Without it, one lost brace would swallow all items after it.
    fn follow(&mut self, chunk: &[u8], close: u8) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = chunk.get(at) {
            if self.in_string {
                at = self.leave_string(chunk, at)?;
                continue;
            }
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    at += 1;
                    continue;
                }
                b'"' => self.in_string = true,
                b',' if self.open.is_empty() => return Some(at),
                b'{' if self.after_comma && self.close_objects() => return Some(at),
                b'{' | b'[' => self.opens(byte),
                b'}' | b']' if self.open.is_empty() && byte == close => return Some(at),
                b'}' | b']' => self.closes(byte),
                _ => {}
            }
            self.after_comma = byte == b',';
            at += 1;
        }
        None
    }

    /// Just past the closing quote; `None` where the string goes on after `chunk`.
    fn leave_string(&mut self, chunk: &[u8], mut at: usize) -> Option<usize> {
        if self.escaped && at < chunk.len() {
            self.escaped = false;
            at += 1;
        }
        loop {
            at += memchr2(b'"', b'\\', chunk.get(at..)?)?;
            if chunk.get(at) == Some(&b'"') {
                self.in_string = false;
                return Some(at + 1);
            }
            self.escaped = at + 1 == chunk.len();
            at += 2;
        }
    }

    fn opens(&mut self, bracket: u8) {
        if self.open.len() < DEPTH_REMEMBERED {
            self.open.push(bracket);
        } else {
            self.deeper += 1;
        }
    }

    /// Closes what `bracket` fits, and what was left open inside it; one that fits nothing is passed over.
    fn closes(&mut self, bracket: u8) {
        let opener = if bracket == b'}' { b'{' } else { b'[' };
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(at) = self.open.iter().rposition(|&open| open == opener) {
            self.open.truncate(at);
        }
    }

    /// Whether that leaves nothing open.
    fn close_objects(&mut self) -> bool {
        while self.deeper == 0 && self.open.last() == Some(&b'{') {
            self.open.pop();
        }
        self.open.is_empty()
    }
}
