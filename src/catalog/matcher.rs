//! Whether a text contains a word, where the word may be typed in Chinese, in full pinyin, by initials, or
//! in any mixture of them: 保洁, baojie, bj, baoj, b洁.
//!
//! Walking the text, each character takes from the word either itself, or all letters of one of its
//! readings, or the first letter of one. At the end of the word a syllable may be half typed. These are
//! the semantics of ib-matcher with `Ascii | AsciiFirstLetter` and `is_pattern_partial(true)` on folded
//! text, and [`pinyin`](super::pinyin) adds the ways to type ü.
//!
//! The method is Shift-And (R. Baeza-Yates and G. H. Gonnet, "A new approach to text searching",
//! Communications of the ACM 35(10), 1992): the places of the word that have been reached are the bits of
//! one integer, and a character of the text moves all of them at once. There a character takes exactly one
//! place; here it takes as many as its syllable has letters, so it has a mask for each length from 1 to 6,
//! and one mask of the places from which it completes the word. However many readings a text has, it is
//! walked once. While nothing is reached, a character costs two loads and a branch: 100,000 texts of forty
//! characters take 4 to 13 ms on one core, where ib-matcher takes 35 to 110.
//!
//! With each text kept once, this is a complete search engine for 100,000 postings.

use std::ops::Range;
use std::sync::OnceLock;

use crate::catalog::pinyin::FIRST_SIGN;
use crate::catalog::pinyin::Table;
pub use crate::catalog::pinyin::fold;

/// Letters of chuang, shuang and zhuang; none has more.
const LONGEST_SYLLABLE: usize = 6;

/// A bit for each character of the word, and one to spare.
const LONGEST_WORD: usize = 63;

/// Before the first character of the word.
const START: u64 = 1;

/// Which places of a word have been reached at some character of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reached(u64);

impl Reached {
    /// At the beginning of the word alone.
    pub(super) const START: Self = Self(START);

    /// The word does not go on from here.
    pub(super) fn is_nowhere(self) -> bool {
        self.0 == 0
    }
}

/// A query, ready to be looked for in many texts.
pub struct Matcher {
    table: &'static Table,
    /// Folded.
    word: Vec<char>,
    /// `None` for a word without letters, which stands for nothing but itself.
    letters: Option<Letters>,
}

/// What the characters of a text do to a word with letters. Most words are looked for in few texts, so each part is made
/// when it is first needed.
struct Letters {
    /// By syllable.
    syllables: Vec<Step>,
    /// The syllables that do anything.
    sounding: Vec<u16>,
    /// With each character in all its readings.
    any: OnceLock<Steps>,
    /// With each character in its common reading.
    common: OnceLock<Steps>,
    /// By sign of [`Table::said`].
    signs: OnceLock<Vec<Step>>,
}

/// What each character of a text does.
struct Steps {
    /// By sound.
    of: Vec<Step>,
    /// By sound: whether a character of this sound can begin the word.
    begins: Vec<bool>,
}

/// What one character of a text does to the places reached in the word.
#[derive(Clone, Copy, Default)]
struct Step {
    /// The places from which the character takes 1, 2, … 6 characters of the word, and some remain.
    takes: [u64; LONGEST_SYLLABLE],
    /// The places from which it completes the word.
    completes: u64,
    /// Some characters of this sound stand in the word themselves, so the others must be told from them.
    mixed: bool,
}

impl Matcher {
    /// `word` is one word without spaces, in any case and width. None if it is empty or longer than 63
    /// characters.
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        Self::by(Table::get(), word)
    }

    /// The same, for those who do not tell zh from z or n from l: [`Table::alike`].
    #[must_use]
    pub fn alike(word: &str) -> Option<Self> {
        Self::by(Table::alike(), word)
    }

    fn by(table: &'static Table, word: &str) -> Option<Self> {
        let word: Vec<char> = word.chars().map(fold).collect();
        if word.is_empty() || word.len() > LONGEST_WORD {
            return None;
        }
        let has_letters = word.iter().any(char::is_ascii_alphabetic);
        let letters = has_letters.then(|| Letters::new(table, &word));
        Some(Self { table, word, letters })
    }

    /// Whether the word occurs anywhere in the text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        match &self.letters {
            None => text
                .char_indices()
                .any(|(at, _)| self.stands_at_the_beginning_of(&text[at..])),
            Some(_) => self.occurs(text, self.any()),
        }
    }

    /// Whether it does with each character read as it is said there: `zq` occurs in 重庆, but not so.
    #[must_use]
    pub fn is_spoken_in(&self, text: &str) -> bool {
        let Some(letters) = &self.letters else {
            return self.is_match(text);
        };
        if !self.table.has_word(text) {
            return self.occurs(text, self.common());
        }
        let mut reached = Some(0);
        for (c, said) in self.table.spoken(text) {
            let step = said_step(&self.word, &letters.syllables, c, said);
            reached = reached.and_then(|places| step.after(places | START));
        }
        reached.is_none()
    }

    /// Whether the text begins with it, each character read as it is said there.
    #[must_use]
    pub fn begins(&self, text: &str) -> bool {
        let Some(letters) = &self.letters else {
            return self.stands_at_the_beginning_of(text);
        };
        let mut reached = Some(START);
        if self.table.has_word(text) {
            for (c, said) in self.table.spoken(text).into_iter().take(self.word.len()) {
                let step = said_step(&self.word, &letters.syllables, c, said);
                reached = reached.and_then(|places| step.after(places));
            }
        } else {
            for c in text.chars().take(self.word.len()) {
                reached = reached.and_then(|places| self.after(places, c, self.common()));
            }
        }
        reached.is_none()
    }

    /// The word, folded, where it has no letters and so stands for nothing but itself.
    pub(super) fn literal(&self) -> Option<&[char]> {
        Some(&*self.word).filter(|_| self.letters.is_none())
    }

    /// What is reached after one more character of a text in any of its readings; `None` where the word is complete.
    #[inline]
    pub(super) fn go_on(&self, reached: Reached, c: char) -> Option<Reached> {
        if self.letters.is_none() {
            return Some(Reached(0));
        }
        self.after(reached.0, c, self.any()).map(Reached)
    }

    /// The same in its common reading, or as its sign says.
    #[inline]
    pub(super) fn go_on_as_said(&self, reached: Reached, c: char) -> Option<Reached> {
        let Some(letters) = &self.letters else {
            return Some(Reached(0));
        };
        let after = match u32::from(c).checked_sub(u32::from(FIRST_SIGN)) {
            None => self.after(reached.0, c, self.common()),
            Some(sign) => letters
                .signs(self.table, &self.word)
                .get(sign as usize)?
                .after(reached.0),
        };
        after.map(Reached)
    }

    /// Whether words in texts have readings of their own to it.
    pub(super) fn knows_words(&self) -> bool {
        !self.table.signed().is_empty()
    }

    /// What characters do in all their readings; nothing to a word without letters.
    #[inline]
    fn any(&self) -> &Steps {
        self.steps(|letters| &letters.any, false)
    }

    /// The same in their common readings.
    #[inline]
    fn common(&self) -> &Steps {
        self.steps(|letters| &letters.common, true)
    }

    #[inline]
    fn steps(&self, which: impl Fn(&Letters) -> &OnceLock<Steps>, commonly: bool) -> &Steps {
        static NOTHING: Steps = Steps {
            of: Vec::new(),
            begins: Vec::new(),
        };
        self.letters.as_ref().map_or(&NOTHING, |letters| {
            which(letters).get_or_init(|| letters.steps(self.table, &self.word, commonly))
        })
    }

    fn stands_at_the_beginning_of(&self, text: &str) -> bool {
        let mut chars = text.chars().map(fold);
        self.word.iter().all(|c| chars.next() == Some(*c))
    }

    fn occurs(&self, text: &str, steps: &Steps) -> bool {
        let mut rest = text.chars();
        while let Some(first) = rest.find(|c| steps.begins[usize::from(self.table.sound(*c))]) {
            let mut reached = 0;
            let mut next = Some(first);
            while let Some(c) = next {
                match self.after(reached | START, c, steps) {
                    Some(0) => break,
                    Some(places) => reached = places,
                    None => return true,
                }
                next = rest.next();
            }
        }
        false
    }

    /// The bytes of the text to highlight: from the first place where the word can begin, to the first where
    /// it is then complete.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        text.char_indices().find_map(|(start, _)| {
            let mut reached = START;
            for (at, c) in text[start..].char_indices() {
                let after = match &self.letters {
                    None => Step::itself(&self.word, fold(c)).after(reached),
                    Some(_) => self.after(reached, c, self.any()),
                };
                match after {
                    Some(0) => return None,
                    Some(places) => reached = places,
                    None => return Some(start..start + at + c.len_utf8()),
                }
            }
            None
        })
    }

    /// The places of the word that are reached after one more character of a text. None if the word is complete.
    #[inline]
    fn after(&self, reached: u64, c: char, steps: &Steps) -> Option<u64> {
        let step = &steps.of[usize::from(self.table.sound(c))];
        if step.mixed {
            step.or(Step::itself(&self.word, fold(c))).after(reached)
        } else {
            step.after(reached)
        }
    }
}

/// The step of a character that is said as these syllables.
fn said_step(word: &[char], syllables: &[Step], c: char, said: &[u16]) -> Step {
    let said = said.iter().map(|id| syllables[usize::from(*id)]);
    said.fold(Step::itself(word, fold(c)), Step::or)
}

impl Letters {
    fn new(table: &Table, word: &[char]) -> Self {
        let all = table.syllables();
        let mut syllables = vec![Step::default(); all.len()];
        let mut sounding = Vec::new();
        for letter in ('a'..='z').filter(|letter| word.contains(letter)) {
            // They are in alphabetical order.
            let from = all.partition_point(|letters| letters.chars().next() < Some(letter));
            let those = all[from..].iter().take_while(|letters| letters.starts_with(letter));
            for (id, letters) in (from..).zip(those) {
                syllables[id] = Step::syllable(word, letters);
                sounding.extend(u16::try_from(id));
            }
        }
        Self {
            syllables,
            sounding,
            any: OnceLock::new(),
            common: OnceLock::new(),
            signs: OnceLock::new(),
        }
    }

    fn steps(&self, table: &Table, word: &[char], commonly: bool) -> Steps {
        let mut of = vec![Step::default(); table.sound_count()];
        let mut begins = vec![false; of.len()];
        for id in &self.sounding {
            let said = self.syllables[usize::from(*id)];
            for sound in table.sounding(*id, commonly) {
                let step = &mut of[usize::from(*sound)];
                *step = step.or(said);
                begins[usize::from(*sound)] |= said.after(START) != Some(0);
            }
        }
        for &c in word {
            let step = &mut of[usize::from(table.sound(c))];
            if c.is_ascii_graphic() {
                *step = Step::itself(word, c);
            } else {
                step.mixed = true;
            }
        }
        if let Some(first) = word.first() {
            begins[usize::from(table.sound(*first))] = true;
        }
        Steps { of, begins }
    }

    fn signs(&self, table: &Table, word: &[char]) -> &[Step] {
        self.signs.get_or_init(|| {
            let signed = table.signed().iter();
            signed
                .map(|(c, said)| said_step(word, &self.syllables, *c, said))
                .collect()
        })
    }
}

impl Step {
    /// The step of a character that stands for itself.
    fn itself(word: &[char], c: char) -> Self {
        let mut step = Self::default();
        for (at, _) in word.iter().enumerate().filter(|(_, w)| **w == c) {
            step.take(word, at, 1);
        }
        step
    }

    /// The step of a character that is read as `letters`.
    fn syllable(word: &[char], letters: &str) -> Self {
        let mut step = Self::default();
        for at in 0..word.len() {
            let typed = word[at..]
                .iter()
                .zip(letters.chars())
                .take_while(|(w, letter)| **w == *letter)
                .count();
            if typed > 0 {
                step.take(word, at, 1);
            }
            if typed == letters.len() || at + typed == word.len() {
                step.take(word, at, typed);
            }
        }
        step
    }

    fn take(&mut self, word: &[char], at: usize, count: usize) {
        if at + count == word.len() {
            self.completes |= 1 << at;
        } else {
            self.takes[count - 1] |= 1 << at;
        }
    }

    fn or(mut self, other: Self) -> Self {
        self.completes |= other.completes;
        for (mine, theirs) in self.takes.iter_mut().zip(other.takes) {
            *mine |= theirs;
        }
        self
    }

    #[inline]
    fn after(&self, reached: u64) -> Option<u64> {
        if reached & self.completes != 0 {
            return None;
        }
        let moved = self
            .takes
            .iter()
            .zip(1..)
            .map(|(from, count)| (reached & from) << count);
        Some(moved.fold(0, |all, places| all | places))
    }
}
