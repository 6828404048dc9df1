//! Words with a reading of their own: 重庆, 长沙, 银行.
//!
//! `words.txt` has one a line: the word, then a syllable for each of its characters, ü as `v`.

use std::collections::HashMap;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;

const LINES: &str = include_str!("words.txt");

/// The words, ready to be looked for in a text.
#[derive(Default)]
pub(super) struct Words {
    /// `None` where there are none.
    automaton: Option<AhoCorasick>,
    /// For each word and each of its characters, the ids of the ways to write its syllable.
    syllables: Vec<Vec<Vec<u16>>>,
    /// For each word and each of its characters, the sign of that character with that syllable.
    signs: Vec<Vec<char>>,
    /// By sign, from [`FIRST_SIGN`] on.
    signed: Vec<(char, Vec<u16>)>,
}

/// Signs are of a plane for private use, of which a cleaned text has nothing.
pub(in crate::catalog) const FIRST_SIGN: char = '\u{F0000}';

impl Words {
    /// `spellings` has the ids of the ways to write each syllable.
    pub(super) fn new(spellings: &HashMap<String, Vec<u16>>) -> Self {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(lines().map(|(word, _)| word));
        let ids = |letters: &str| spellings.get(letters).cloned().unwrap_or_default();
        let mut words = Self {
            automaton: automaton.ok(),
            ..Self::default()
        };
        let mut known = HashMap::new();
        for (word, syllables) in lines() {
            let syllables: Vec<Vec<u16>> = syllables.split(' ').map(ids).collect();
            let signs = word.chars().zip(&syllables).map(|(c, said)| {
                *known.entry((c, said.clone())).or_insert_with_key(|signed| {
                    let next = u32::from(FIRST_SIGN) + u32::try_from(words.signed.len()).unwrap_or(u32::MAX);
                    words.signed.push(signed.clone());
                    char::from_u32(next).unwrap_or(char::REPLACEMENT_CHARACTER)
                })
            });
            words.signs.push(signs.collect());
            words.syllables.push(syllables);
        }
        words
    }

    /// By sign: a character, and the ids of the ways to write the syllable that it has in some word.
    pub(super) fn signed(&self) -> &[(char, Vec<u16>)] {
        &self.signed
    }

    /// Where each word begins in a text, counted in characters, and its signs.
    pub(super) fn signs_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a [char])> {
        self.found_in(text)
            .map(|(before, word)| (before, self.signs[word].as_slice()))
    }

    /// Where each word begins in a text, counted in characters, and its syllables.
    pub(super) fn in_text<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a [Vec<u16>])> {
        self.found_in(text)
            .map(|(before, word)| (before, self.syllables[word].as_slice()))
    }

    /// The longest word at each place.
    fn found_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, usize)> + use<'a> {
        let found = self
            .automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text));
        found.map(move |found| (text[..found.start()].chars().count(), found.pattern().as_usize()))
    }
}

/// Each character of each word, with its syllable there.
pub(super) fn readings() -> impl Iterator<Item = (char, &'static str)> {
    lines().flat_map(|(word, syllables)| word.chars().zip(syllables.split(' ')))
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    LINES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
}
