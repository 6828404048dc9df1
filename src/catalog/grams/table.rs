//! The grams of some texts, sorted, each with the list of the texts that hold it.

use std::sync::Arc;

use super::super::bits::Bits;
use super::super::matcher::Reached;
use super::super::parts::Part;

/// Characters of the longest gram.
pub(in crate::catalog) const LONGEST: usize = 3;
/// A `char` has 21 bits, so three fit in a code.
const CHAR_BITS: u32 = 21;

/// Where in a text a gram stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Anywhere,
    Beginning,
}

/// The grams of some texts.
#[derive(Debug)]
pub(super) struct Table {
    /// Sorted: each gram before those that it begins.
    codes: Box<[u64]>,
    /// Where the list of each gram begins in `lists`; then the end.
    starts: Box<[u32]>,
    /// The texts that hold a gram, ascending: the first number, then the distances, in seven bits a byte (LEB128).
    lists: Box<[u8]>,
}

/// A gram, its characters from the top; what it lacks to three is 0, which no text has.
fn code(chars: &[char]) -> u64 {
    let digits = (0..LONGEST).map(|at| chars.get(at).map_or(0, |c| u64::from(u32::from(*c))));
    digits.fold(0, |code, digit| code << CHAR_BITS | digit)
}

/// The n-th character of a gram, and `None` behind its end.
pub(super) fn char_at(code: u64, n: u32) -> Option<char> {
    let digit = code >> (CHAR_BITS * (2 - n)) & ((1 << CHAR_BITS) - 1);
    u32::try_from(digit)
        .ok()
        .filter(|digit| *digit != 0)
        .and_then(char::from_u32)
}

/// Behind the last gram that has the first `chars` characters of this one.
fn behind(code: u64, chars: u32) -> u64 {
    let rest = CHAR_BITS * (3 - chars);
    (code >> rest).saturating_add(1) << rest
}

/// What a look into grams says of texts.
pub(super) struct Look {
    /// They hold the word.
    sure: Bits,
    /// They hold its beginning. Most words are no longer than a gram, and leave no doubt.
    doubtful: Option<Bits>,
    /// How many texts there are.
    len: usize,
}

impl Look {
    pub(super) fn none(len: usize) -> Self {
        Self {
            sure: Bits::none(len),
            doubtful: None,
            len,
        }
    }

    #[inline]
    pub(super) fn found(&mut self, texts: impl Iterator<Item = Part>) {
        texts.for_each(|text| self.sure.insert(text));
    }

    #[inline]
    pub(super) fn doubted(&mut self, texts: impl Iterator<Item = Part>) {
        let doubtful = self.doubtful.get_or_insert_with(|| Bits::none(self.len));
        texts.for_each(|text| doubtful.insert(text));
    }

    /// Of these texts alone.
    pub(super) fn among(&mut self, texts: &Bits) {
        self.sure.and(texts);
        if let Some(doubtful) = &mut self.doubtful {
            doubtful.and(texts);
        }
    }

    /// Of all texts but these.
    pub(super) fn without(&mut self, texts: &Bits) {
        self.sure.without(texts);
        if let Some(doubtful) = &mut self.doubtful {
            doubtful.without(texts);
        }
    }

    /// The texts that hold the word, where each doubtful one is asked.
    pub(super) fn decided(mut self, is_so: impl Fn(Part) -> bool) -> Bits {
        if let Some(mut doubtful) = self.doubtful {
            doubtful.without(&self.sure);
            for text in doubtful.iter().filter(|text| is_so(*text)) {
                self.sure.insert(text);
            }
        }
        self.sure
    }
}

impl Table {
    /// Of folded texts, by number, ascending: what they hold anywhere, or what they begin with.
    pub(super) fn new(texts: &[(Part, Vec<char>)], place: Place) -> Self {
        let mut pairs: Vec<(u64, Part)> = Vec::new();
        for (number, text) in texts {
            let starts = match place {
                Place::Anywhere => text.len(),
                Place::Beginning => text.len().min(1),
            };
            for rest in (0..starts).map(|start| &text[start..]) {
                let longest = LONGEST.min(rest.len());
                pairs.extend((1..=longest).map(|len| (code(&rest[..len]), *number)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut writer = Writer::default();
        for (code, text) in pairs {
            writer.push(code, text);
        }
        writer.finish()
    }

    /// Tables of texts that follow each other, as one.
    pub(super) fn merged(tables: &[Arc<Self>]) -> Self {
        let mut writer = Writer::default();
        let mut heads = vec![0; tables.len()];
        let least = |heads: &[usize]| {
            let codes = tables
                .iter()
                .zip(heads)
                .filter_map(|(table, head)| table.codes.get(*head));
            codes.min().copied()
        };
        while let Some(code) = least(&heads) {
            for (table, head) in tables.iter().zip(&mut heads) {
                if table.codes.get(*head) == Some(&code) {
                    table.list(*head).for_each(|text| writer.push(code, text));
                    *head += 1;
                }
            }
        }
        writer.finish()
    }

    /// The texts that hold a word of up to three characters; of a longer one those that hold the rarest three of it.
    pub(super) fn holding(&self, word: &[char]) -> impl Iterator<Item = Part> {
        let grams = word.windows(LONGEST.min(word.len())).map(code);
        let places: Option<Vec<usize>> = grams.map(|code| self.codes.binary_search(&code).ok()).collect();
        let rarest = places.and_then(|places| places.into_iter().min_by_key(|at| self.list_bytes(*at)));
        rarest.into_iter().flat_map(|at| self.list(at))
    }

    /// Down from each character that may begin the word.
    pub(super) fn walk(&self, go_on: impl Fn(Reached, char) -> Option<Reached>, look: &mut Look) {
        // What was reached before and after one, two and three characters of the gram at hand.
        let mut reached = [Reached::START; LONGEST + 1];
        let mut at = 0;
        while let Some(code) = self.codes.get(at) {
            let len = (1..3).find(|n| char_at(*code, *n).is_none()).unwrap_or(3);
            let last = char_at(*code, len - 1);
            let depth = len as usize;
            match last.and_then(|last| go_on(reached[depth - 1], last)) {
                // Complete: whatever goes on from here holds it too.
                None => {
                    look.found(self.list(at));
                    at = self.skip(at, behind(*code, len));
                }
                Some(next) if next.is_nowhere() => at = self.skip(at, behind(*code, len)),
                Some(next) => {
                    reached[depth] = next;
                    if depth == LONGEST {
                        look.doubted(self.list(at));
                    }
                    at += 1;
                }
            }
        }
    }

    /// The first gram from a place on that is not less than a code: near by, most often.
    fn skip(&self, from: usize, code: u64) -> usize {
        let mut step = 1;
        let mut low = from;
        while self.codes.get(low + step).is_some_and(|at| *at < code) {
            low += step;
            step *= 2;
        }
        let high = (low + step).min(self.codes.len());
        low + self.codes[low..high].partition_point(|at| *at < code)
    }

    /// Each gram with the texts that hold it.
    pub(super) fn lists(&self) -> impl Iterator<Item = (u64, impl Iterator<Item = Part>)> {
        self.codes.iter().enumerate().map(|(at, code)| (*code, self.list(at)))
    }

    /// Of all lists, in bytes.
    pub(super) fn size(&self) -> usize {
        self.lists.len()
    }

    fn list_bytes(&self, at: usize) -> u32 {
        self.starts[at + 1] - self.starts[at]
    }

    fn list(&self, at: usize) -> impl Iterator<Item = Part> {
        let mut bytes = self.lists[self.starts[at] as usize..self.starts[at + 1] as usize].iter();
        let mut last = 0;
        std::iter::from_fn(move || {
            let mut distance = 0;
            for shift in (0..).step_by(7) {
                let byte = *bytes.next()?;
                distance |= Part::from(byte & 0x7F) << shift;
                if byte < 0x80 {
                    break;
                }
            }
            last += distance;
            Some(last)
        })
    }
}

/// A table in the making, gram after gram and of each text after text.
#[derive(Default)]
struct Writer {
    codes: Vec<u64>,
    starts: Vec<u32>,
    lists: Vec<u8>,
    last: Part,
}

impl Writer {
    fn push(&mut self, code: u64, text: Part) {
        if self.codes.last() != Some(&code) {
            self.codes.push(code);
            self.starts.push(self.end());
            self.last = 0;
        }
        let mut distance = text - self.last;
        self.last = text;
        while let (low, 1..) = (distance & 0x7F, distance >> 7) {
            self.lists.push(low.to_le_bytes()[0] | 0x80);
            distance >>= 7;
        }
        self.lists.push(distance.to_le_bytes()[0]);
    }

    fn end(&self) -> u32 {
        u32::try_from(self.lists.len()).unwrap_or(u32::MAX)
    }

    fn finish(mut self) -> Table {
        self.starts.push(self.end());
        Table {
            codes: self.codes.into_boxed_slice(),
            starts: self.starts.into_boxed_slice(),
            lists: self.lists.into_boxed_slice(),
        }
    }
}
