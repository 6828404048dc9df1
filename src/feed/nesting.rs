//! Follows strings and brackets through the bytes of JSON, and finds where a value ends.

use memchr::memchr3;

/// Brackets whose kind is remembered. `serde_json` refuses deeper nesting (its limit is 128), so deeper ones are only
/// counted.
const DEPTH_REMEMBERED: usize = 128;

/// The white space of JSON (RFC 8259 §2).
pub(super) fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Whether every string and bracket that `text` opens is closed in it.
pub(super) fn is_whole(text: &[u8]) -> bool {
    let mut nesting = Nesting::default();
    let mut rest = text;
    while let Some(end) = nesting.follow(rest, b']') {
        nesting = Nesting::default();
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    nesting.open.is_empty() && !nesting.place.is_in_string()
}

/// Where the next byte stands among strings and brackets. No recursion, and no more memory for deeper nesting.
#[derive(Default)]
pub(super) struct Nesting {
    open: Vec<u8>,
    deeper: usize,
    place: Place,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Between,
    AfterComma,
    InString,
    /// Just after a backslash in a string.
    InEscape,
    /// In a string, with only white space since a newline.
    AtLineStart,
}

impl Place {
    fn is_in_string(self) -> bool {
        matches!(self, Self::InString | Self::InEscape | Self::AtLineStart)
    }
}

impl Nesting {
    /// Just past an opening quote.
    pub(super) fn in_string() -> Self {
        Self {
            place: Place::InString,
            ..Self::default()
        }
    }

    /// Goes through `chunk` to the comma or the `close` that ends the value; `None` where the value goes on.
    ///
    /// Two faults are understood, or they would swallow all items after theirs: a string that is not closed (see
    /// [`Self::leave_string`]), and a missing `}`. An object cannot stand where a key must, so `,{` ends every object
    /// that is open there.
    pub(super) fn follow(&mut self, chunk: &[u8], close: u8) -> Option<usize> {
        let mut at = 0;
        while let Some(&byte) = chunk.get(at) {
            if self.place.is_in_string() {
                at = self.leave_string(chunk, at)?;
                if self.place.is_in_string() {
                    return Some(at);
                }
                continue;
            }
            match byte {
                b' ' | b'\t' | b'\n' | b'\r' => {
                    at += 1;
                    continue;
                }
                b',' if self.open.is_empty() => return Some(at),
                b'{' if self.place == Place::AfterComma && self.close_objects() => return Some(at),
                b'{' | b'[' => self.opens(byte),
                b'}' | b']' if self.open.is_empty() && byte == close => return Some(at),
                b'}' | b']' => self.closes(byte),
                _ => {}
            }
            self.place = match byte {
                b'"' => Place::InString,
                b',' => Place::AfterComma,
                _ => Place::Between,
            };
            at += 1;
        }
        None
    }

    /// Just past the closing quote; `None` where the string goes on after `chunk`.
    ///
    /// A string cannot hold a bare newline. One that does, with a `{` at the beginning of the next line, has lost its
    /// closing quote (12" wide, unescaped), and the next item begins there: that is the end, still in the string.
    pub(super) fn leave_string(&mut self, chunk: &[u8], mut at: usize) -> Option<usize> {
        while let Some(&byte) = chunk.get(at) {
            match (self.place, byte) {
                (Place::AtLineStart, b'{') => return Some(at),
                (Place::AtLineStart, b' ' | b'\t' | b'\n' | b'\r') => {}
                (Place::InEscape, _) => self.place = Place::InString,
                _ => {
                    self.place = Place::InString;
                    at += memchr3(b'"', b'\\', b'\n', chunk.get(at..)?)?;
                    self.place = match chunk.get(at)? {
                        b'"' => Place::Between,
                        b'\\' => Place::InEscape,
                        _ => Place::AtLineStart,
                    };
                    if self.place == Place::Between {
                        return Some(at + 1);
                    }
                }
            }
            at += 1;
        }
        None
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
