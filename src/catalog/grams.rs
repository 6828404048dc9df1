//! Which texts hold which one, two and three characters side by side: a word of up to three characters is found by
//! looking it up, a longer one, or one typed in letters, by what it must begin with.
//!
//! Texts come in tables of [`TEXTS_MAX`], each with its grams sorted, so that a character is followed by all pairs that it
//! begins, and a pair by all threes. Letters are looked for by walking down that order: `bj` begins with the characters
//! that may be read b…, and of the pairs of each those count whose second may be read j…. So pinyin has no index of its
//! own, and a [`Matcher`] decides only about texts that hold the beginning of a longer word.
//!
//! A refresh keeps the tables and adds one for the new texts; small ones are merged.

use std::sync::Arc;

use hashbrown::HashMap;

use super::bits::Bits;
use super::matcher::Matcher;
use super::matcher::Reached;
use super::parts::Part;
use super::pinyin;
use super::pinyin::fold;
use crate::text::CleanText;

/// Texts of a table while it is built: their grams are sorted in 30 MB.
const TEXTS_MAX: usize = 1 << 16;
/// More tables than these cost a search more than merging costs a refresh.
const TABLES_MAX: usize = 4;
/// Characters of the longest gram.
pub(super) const LONGEST: usize = 3;
/// A `char` has 21 bits, so three fit in a code.
const CHAR_BITS: u32 = 21;

/// Stands before the first character of a text: no text has it, and it comes before all that they have.
const BEGINNING: char = '\u{1}';

/// The grams of all texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Grams {
    written: Tables,
    /// Of those with a word that has a reading of its own, as they are said ([`pinyin::Table::said`]).
    said: Tables,
    said_ones: Arc<Bits>,
    /// How many texts.
    len: usize,
}

/// Each of texts behind those of the one before.
#[derive(Debug, Clone, Default)]
struct Tables(Vec<Arc<Table>>);

/// The texts that hold a word.
pub(super) struct Matches {
    /// By any reading.
    pub(super) any: Bits,
    /// As they are said.
    pub(super) spoken: Bits,
    /// The same at their beginning.
    pub(super) begins: Bits,
}

/// What a look into the grams says of texts.
struct Look {
    /// They hold the word.
    sure: Bits,
    /// They hold its beginning.
    doubtful: Bits,
}

/// The grams of some texts.
#[derive(Debug)]
struct Table {
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
fn char_at(code: u64, n: u32) -> Option<char> {
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

impl Grams {
    /// With the texts that are not in it yet.
    pub(super) fn grown(&self, texts: &[CleanText]) -> Self {
        let mut grown = self.clone();
        let mut said_ones = self.said_ones.grown(texts.len());
        let pinyin = pinyin::Table::get();
        for chunk in texts[self.len..].chunks(TEXTS_MAX) {
            let texts = (0..).skip(grown.len).zip(chunk);
            grown
                .written
                .add(texts.clone().map(|(text, it)| (text, it.chars().map(fold).collect())));
            grown.said.add(texts.filter_map(|(text, it)| {
                let said = pinyin.said(it)?;
                said_ones.insert(text);
                Some((text, said))
            }));
            grown.len += chunk.len();
        }
        grown.said_ones = Arc::new(said_ones);
        grown
    }

    /// The texts that hold the word, as the matcher would say of each.
    pub(super) fn matching(&self, matcher: &Matcher, texts: &[CleanText]) -> Matches {
        let decided = |look: Look, is_so: fn(&Matcher, &str) -> bool| {
            let mut sure = look.sure;
            for text in look
                .doubtful
                .iter()
                .filter(|text| !sure.contains(*text))
                .collect::<Vec<_>>()
            {
                if is_so(matcher, &texts[text as usize]) {
                    sure.insert(text);
                }
            }
            sure
        };
        if let Some(word) = matcher.literal() {
            let any = decided(self.look_up(word), Matcher::is_match);
            let mut begins = self.look_up(&[&[BEGINNING], word].concat());
            // A gram has no room for more than two characters behind a beginning.
            begins.doubtful.and(&any);
            return Matches {
                begins: decided(begins, Matcher::begins),
                spoken: any.clone(),
                any,
            };
        }
        let mut any = Look::none(self.len);
        self.written
            .walk(false, |reached, c| matcher.go_on(reached, c), &mut any);
        let any = decided(any, Matcher::is_match);
        let said = |is_bound: bool, is_so: fn(&Matcher, &str) -> bool| {
            let go_on = |reached, c| matcher.go_on_as_said(reached, c);
            let mut look = Look::none(self.len);
            self.written.walk(is_bound, go_on, &mut look);
            if matcher.knows_words() {
                look.sure.without(&self.said_ones);
                look.doubtful.without(&self.said_ones);
                self.said.walk(is_bound, go_on, &mut look);
            }
            look.sure.and(&any);
            look.doubtful.and(&any);
            decided(look, is_so)
        };
        Matches {
            spoken: said(false, Matcher::is_spoken_in),
            begins: said(true, Matcher::begins),
            any,
        }
    }

    /// The grams whose texts weigh so much together, without letters: those are read in many ways.
    pub(super) fn heavier_than(&self, least: usize, weight: impl Fn(Part) -> usize) -> Vec<Vec<char>> {
        let weights: Vec<usize> = (0..).map(weight).take(self.len).collect();
        let mut heavy: HashMap<u64, usize> = HashMap::new();
        for table in &self.written.0 {
            for at in 0..table.codes.len() {
                let weight: usize = table.list(at).map(|text| weights[text as usize]).sum();
                // Of a gram in several tables one has its share.
                if weight >= least / TABLES_MAX {
                    *heavy.entry(table.codes[at]).or_default() += weight;
                }
            }
        }
        let heavy = heavy.into_iter().filter(|(_, weight)| *weight >= least);
        let words = heavy.map(|(code, _)| (0..3).filter_map(|n| char_at(code, n)).collect::<Vec<char>>());
        words
            .filter(|word| word[0] != BEGINNING && !word.iter().any(char::is_ascii_alphabetic))
            .collect()
    }

    /// A word that stands for itself.
    fn look_up(&self, word: &[char]) -> Look {
        let mut look = Look::none(self.len);
        if !word.iter().skip(1).any(|c| *c == BEGINNING) {
            self.written.0.iter().for_each(|table| table.look_up(word, &mut look));
        }
        look
    }
}

impl Tables {
    /// The grams of more texts, by number; merges where there are too many tables.
    fn add(&mut self, texts: impl Iterator<Item = (Part, Vec<char>)>) {
        self.0.push(Arc::new(Table::new(texts)));
        if self.0.len() > TABLES_MAX {
            // The first is whole already where all behind it together are smaller.
            let behind: usize = self.0.iter().skip(1).map(|table| table.lists.len()).sum();
            let keep = usize::from(self.0[0].lists.len() > behind);
            let merged = Table::merged(&self.0[keep..]);
            self.0.truncate(keep);
            self.0.push(Arc::new(merged));
        }
    }

    /// A word in letters, from the beginning of texts or from anywhere in them.
    fn walk(&self, is_bound: bool, go_on: impl Fn(Reached, char) -> Option<Reached>, look: &mut Look) {
        self.0.iter().for_each(|table| table.walk(is_bound, &go_on, look));
    }
}

impl Look {
    fn none(len: usize) -> Self {
        Self {
            sure: Bits::none(len),
            doubtful: Bits::none(len),
        }
    }
}

impl Table {
    /// Of folded texts, by number, ascending.
    fn new(texts: impl Iterator<Item = (Part, Vec<char>)>) -> Self {
        let mut pairs: Vec<(u64, Part)> = Vec::new();
        for (number, mut text) in texts {
            text.insert(0, BEGINNING);
            for at in 0..text.len() {
                let longest = LONGEST.min(text.len() - at);
                // That something begins says nothing yet.
                let shortest = if at == 0 { 2 } else { 1 };
                pairs.extend((shortest..=longest).map(|len| (code(&text[at..at + len]), number)));
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
    fn merged(tables: &[Arc<Self>]) -> Self {
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

    /// Up to three characters are found; of more, the texts that hold the rarest three of them may hold all.
    fn look_up(&self, word: &[char], look: &mut Look) {
        let grams = word.windows(LONGEST.min(word.len())).map(code);
        let places: Option<Vec<usize>> = grams.map(|code| self.codes.binary_search(&code).ok()).collect();
        let Some(rarest) = places.and_then(|places| places.into_iter().min_by_key(|at| self.list_bytes(*at))) else {
            return;
        };
        let into = if word.len() <= LONGEST {
            &mut look.sure
        } else {
            &mut look.doubtful
        };
        self.list(rarest).for_each(|text| into.insert(text));
    }

    /// Down from each character that may begin the word, or from the beginnings of texts.
    fn walk(&self, is_bound: bool, go_on: impl Fn(Reached, char) -> Option<Reached>, look: &mut Look) {
        // What was reached after one, two and three characters of the gram at hand; a beginning is no character.
        let mut reached = [Reached::START; LONGEST + 1];
        let unbound = self.codes.partition_point(|at| *at < behind(code(&[BEGINNING]), 1));
        let (mut at, end) = if is_bound {
            (0, unbound)
        } else {
            (unbound, self.codes.len())
        };
        while let Some(code) = self.codes.get(at).filter(|_| at < end) {
            let len = (1..3).find(|n| char_at(*code, *n).is_none()).unwrap_or(3);
            let last = char_at(*code, len - 1);
            let depth = len as usize;
            match last.and_then(|last| go_on(reached[depth - 1], last)) {
                // Complete: whatever goes on from here holds it too.
                None => {
                    self.list(at).for_each(|text| look.sure.insert(text));
                    at = self.skip(at, behind(*code, len));
                }
                Some(next) if next.is_nowhere() => at = self.skip(at, behind(*code, len)),
                Some(next) => {
                    reached[depth] = next;
                    if depth == LONGEST {
                        self.list(at).for_each(|text| look.doubtful.insert(text));
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
