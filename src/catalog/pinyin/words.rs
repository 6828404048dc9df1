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
}

impl Words {
    /// `spellings` has the ids of the ways to write each syllable.
    pub(super) fn new(spellings: &HashMap<String, Vec<u16>>) -> Self {
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(lines().map(|(word, _)| word));
        let ids = |letters: &str| spellings.get(letters).cloned().unwrap_or_default();
        Self {
            automaton: automaton.ok(),
            syllables: lines()
                .map(|(_, syllables)| syllables.split(' ').map(ids).collect())
                .collect(),
        }
    }

    /// Where each word begins in a text, counted in characters, and its syllables; the longest word at each place.
    pub(super) fn in_text<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (usize, &'a [Vec<u16>])> {
        let found = self
            .automaton
            .iter()
            .flat_map(move |automaton| automaton.find_iter(text));
        found.map(move |found| {
            let before = text[..found.start()].chars().count();
            (before, self.syllables[found.pattern().as_usize()].as_slice())
        })
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
