//! Which texts hold which one, two and three characters side by side: a word of up to three characters is found by
//! looking it up, a longer one, or one typed in letters, by what it must begin with.
//!
//! Texts come in tables of [`TEXTS_MAX`], each with its grams sorted, so that a character is followed by all pairs that it
//! begins, and a pair by all threes. Letters are looked for by walking down that order: `bj` begins with the characters
//! that may be read b…, and of the pairs of each those count whose second may be read j…. So pinyin has no index of its
//! own, and a [`Matcher`] decides only about texts that hold the beginning of a longer word.
//!
//! A refresh keeps the tables and adds one for the new texts; small ones are merged.

mod table;

use std::sync::Arc;

use hashbrown::HashMap;

use super::bits::Bits;
use super::matcher::Matcher;
use super::matcher::Reached;
use super::parts::Part;
use super::pinyin;
use super::pinyin::fold;
use crate::text::CleanText;
use table::BEGINNING;
use table::Look;
use table::Table;
use table::char_at;

pub(super) use table::LONGEST;

/// Texts of a table while it is built: their grams are sorted in 30 MB.
const TEXTS_MAX: usize = 1 << 16;
/// More tables than these cost a search more than merging costs a refresh.
const TABLES_MAX: usize = 4;
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
    /// As they are said; `None` where all are, since a word without letters is read in no other way.
    pub(super) spoken: Option<Bits>,
    /// The same at their beginning.
    pub(super) begins: Bits,
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
        let decided =
            |look: Look, is_so: fn(&Matcher, &str) -> bool| look.decided(|text| is_so(matcher, &texts[text as usize]));
        if let Some(word) = matcher.literal() {
            let any = decided(self.look_up(word), Matcher::is_match);
            let mut begins = self.look_up(&[&[BEGINNING], word].concat());
            // A gram has no room for more than two characters behind a beginning.
            begins.among(&any);
            return Matches {
                begins: decided(begins, Matcher::begins),
                spoken: None,
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
                look.without(&self.said_ones);
                self.said.walk(is_bound, go_on, &mut look);
            }
            look.among(&any);
            decided(look, is_so)
        };
        Matches {
            spoken: Some(said(false, Matcher::is_spoken_in)),
            begins: said(true, Matcher::begins),
            any,
        }
    }

    /// The grams whose texts weigh so much together, without letters: those are read in many ways.
    pub(super) fn heavier_than(&self, least: usize, weight: impl Fn(Part) -> usize) -> Vec<Vec<char>> {
        let weights: Vec<usize> = (0..).map(weight).take(self.len).collect();
        let mut heavy: HashMap<u64, usize> = HashMap::new();
        for table in &self.written.0 {
            for (code, texts) in table.lists() {
                let weight: usize = texts.map(|text| weights[text as usize]).sum();
                // Of a gram in several tables one has its share.
                if weight >= least / TABLES_MAX {
                    *heavy.entry(code).or_default() += weight;
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
            let behind: usize = self.0.iter().skip(1).map(|table| table.size()).sum();
            let keep = usize::from(self.0[0].size() > behind);
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
