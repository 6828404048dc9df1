//! Whether a text contains a word, where the word may be typed in Chinese, in full pinyin, by initials, or
//! any mixture of them: 保洁, baojie, bj, baoj, b洁.
//!
//! Walking the text, each character takes from the word either itself, or all letters of one of its
//! readings, or the first letter of one. At the end of the word a syllable may be half typed. These are
//! the semantics of ib-matcher with `Ascii | AsciiFirstLetter` and `is_pattern_partial(true)`, on folded text.
//!
//! The method is Shift-And (R. Baeza-Yates and G. H. Gonnet, "A new approach to text searching",
//! Communications of the ACM 35(10), 1992): all places of the word that have been reached are bits of one
//! machine word, and one character of the text moves all of them at once. There a character takes exactly
//! one place; here it takes as many as the syllable has letters, so a character has a mask for each
//! length from 1 to 6, and a mask of the places from which it completes the word. A character without masks costs a
//! load and a branch, and no text is ever walked twice, however many readings it has.
//!
//! This is a complete search engine for 100,000 postings, and the oracle that the index is tested against.

use std::ops::Range;

use crate::catalog::pinyin::Table;
pub use crate::catalog::pinyin::fold;

/// Letters of the longest syllables: chuang, shuang, zhuang.
const LONGEST_SYLLABLE: usize = 6;

/// One bit a character of the word, and one to spare.
const LONGEST_WORD: usize = 63;

/// In [`Matcher::steps_by_sound`]: the word itself holds a character of this sound.
const IN_WORD: u16 = 1 << 15;
const OPENS: u16 = 1 << 14;

/// A query, ready to be looked for in many texts.
pub struct Matcher {
    table: &'static Table,
    /// Folded.
    word: Vec<char>,
    /// The first one goes nowhere.
    steps: Vec<Step>,
    /// By sound: the place of its step in `steps`, and [`IN_WORD`].
    steps_by_sound: Vec<u16>,
}

/// What one character of a text does to the places reached in the word.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Step {
    /// The places from which the character takes 1, 2, … characters of the word, and some remain.
    takes: [u64; LONGEST_SYLLABLE],
    /// The places from which it completes the word.
    completes: u64,
}

impl Matcher {
    /// `word` is one word without spaces, in any case and width. None if it is empty or longer than 63 characters.
    #[must_use]
    pub fn new(word: &str) -> Option<Self> {
        let word: Vec<char> = word.chars().map(fold).collect();
        if word.is_empty() || word.len() > LONGEST_WORD {
            return None;
        }
        let table = Table::get();
        let syllables: Vec<Step> = table
            .syllables()
            .iter()
            .map(|letters| Step::syllable(&word, letters))
            .collect();
        let mut steps = vec![Step::default()];
        let mut steps_by_sound = Vec::new();
        for (sound, readings) in table.sounds().enumerate() {
            let mut step = Step::default();
            for &reading in readings {
                step.join(&syllables[usize::from(reading)]);
            }
            let ascii = u8::try_from(sound).ok().filter(|code| code.is_ascii() && *code != 0);
            if let Some(code) = ascii {
                step.join(&Step::character(&word, char::from(code)));
            }
            let in_word = ascii.is_none() && word.iter().any(|&c| usize::from(table.sound(c)) == sound);
            let place = if step == Step::default() { 0 } else { steps.len() };
            if place != 0 {
                steps.push(step);
            }
            steps_by_sound.push(
                u16::try_from(place).ok()?
                    | if in_word { IN_WORD } else { 0 }
                    | if (step.completes | step.takes[0]) & 1 != 0 {
                        OPENS
                    } else {
                        0
                    },
            );
        }
        Some(Self {
            table,
            word,
            steps,
            steps_by_sound,
        })
    }

    /// Whether the word occurs anywhere in the text.
    #[must_use]
    pub fn is_match(&self, text: &str) -> bool {
        let mut rest = text.chars();
        while let Some(c) = rest.find(|c| self.steps_by_sound[usize::from(self.table.sound(*c))] >= OPENS) {
            let mut next = Some(c);
            let mut reached = 0;
            while let Some(c) = next {
                match self.after(reached | 1, c) {
                    None => return true,
                    Some(0) => break,
                    Some(places) => reached = places,
                }
                next = rest.next();
            }
        }
        false
    }

    /// The bytes of the text to highlight: the first place where the word begins, to the first place where it
    /// is then complete.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        text.char_indices().find_map(|(start, _)| {
            let mut reached = 1;
            for (at, c) in text[start..].char_indices() {
                match self.after(reached, c) {
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
    fn after(&self, reached: u64, c: char) -> Option<u64> {
        match self.steps_by_sound[usize::from(self.table.sound(c))] {
            place if place < IN_WORD => self.steps[usize::from(place & !OPENS)].after(reached),
            place => {
                let mut step = self.steps[usize::from(place & !IN_WORD & !OPENS)];
                step.join(&Step::character(&self.word, fold(c)));
                step.after(reached)
            }
        }
    }
}

impl Step {
    /// The step of a character that stands for itself.
    fn character(word: &[char], c: char) -> Self {
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

    fn join(&mut self, other: &Self) {
        self.completes |= other.completes;
        for (mine, theirs) in self.takes.iter_mut().zip(other.takes) {
            *mine |= theirs;
        }
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
