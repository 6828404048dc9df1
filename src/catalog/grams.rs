//! Which texts hold which one, two and three characters side by side: a word of up to three characters is found by
//! looking it up, a longer one, or one typed in letters, by what it must begin with.
//!
//! Texts come in tables of [`TEXTS_MAX`], each with its grams sorted, so that a character is followed by all pairs that it
//! begins, and a pair by all threes. Letters are looked for by walking down that order: `bj` begins with the characters
//! that may be read b…, and of the pairs of each those count whose second may be read j…. So pinyin has no index of its
//! own, and a [`Matcher`] decides only about texts that hold the beginning of a longer word. What texts begin with stands
//! in tables of its own, in the same way.
//!
//! A refresh keeps the tables and adds one of each kind for the new texts; small ones are merged.

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
use table::Look;
use table::Place;
use table::Table;
use table::char_at;

pub(super) use table::LONGEST;

/// Texts of a table while it is built: their grams alone are sorted in 30 MB.
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

/// In each list every table has the texts behind those of the table before.
#[derive(Debug, Clone, Default)]
struct Tables {
    anywhere: Vec<Arc<Table>>,
    beginnings: Vec<Arc<Table>>,
}

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
            let written = texts.clone().map(|(text, it)| (text, it.chars().map(fold).collect()));
            grown.written.add(&written.collect::<Vec<_>>());
            let said = texts.filter_map(|(text, it)| {
                let said = pinyin.said(it)?;
                said_ones.insert(text);
                Some((text, said))
            });
            grown.said.add(&said.collect::<Vec<_>>());
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
            let any = decided(self.look_up(word, Place::Anywhere), Matcher::is_match);
            let mut begins = self.look_up(word, Place::Beginning);
            begins.among(&any);
            return Matches {
                begins: decided(begins, Matcher::begins),
                spoken: None,
                any,
            };
        }
        let mut any = Look::none(self.len);
        let go_on = |reached, c| matcher.go_on(reached, c);
        self.written.walk(Place::Anywhere, go_on, &mut any);
        let any = decided(any, Matcher::is_match);
        let said = |place: Place, is_so: fn(&Matcher, &str) -> bool| {
            let go_on = |reached, c| matcher.go_on_as_said(reached, c);
            let mut look = Look::none(self.len);
            self.written.walk(place, go_on, &mut look);
            if matcher.knows_words() {
                look.without(&self.said_ones);
                self.said.walk(place, go_on, &mut look);
            }
            look.among(&any);
            decided(look, is_so)
        };
        Matches {
            spoken: Some(said(Place::Anywhere, Matcher::is_spoken_in)),
            begins: said(Place::Beginning, Matcher::begins),
            any,
        }
    }

    /// The grams whose texts weigh so much together, without letters: those are read in many ways.
    pub(super) fn heavier_than(&self, least: usize, weight: impl Fn(Part) -> usize) -> Vec<Vec<char>> {
        let weights: Vec<usize> = (0..).map(weight).take(self.len).collect();
        let mut heavy: HashMap<u64, usize> = HashMap::new();
        for table in self.written.of(Place::Anywhere) {
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
            .filter(|word| !word.iter().any(char::is_ascii_alphabetic))
            .collect()
    }

    /// A word that stands for itself.
    fn look_up(&self, word: &[char], place: Place) -> Look {
        let mut look = Look::none(self.len);
        for table in self.written.of(place) {
            match place {
                _ if word.len() <= LONGEST => look.found(table.holding(word)),
                Place::Anywhere => look.doubted(table.holding(word)),
                Place::Beginning => look.doubted(table.holding(&word[..LONGEST])),
            }
        }
        look
    }
}

impl Tables {
    /// The grams of more texts, by number.
    fn add(&mut self, texts: &[(Part, Vec<char>)]) {
        add(&mut self.anywhere, Table::new(texts, Place::Anywhere));
        add(&mut self.beginnings, Table::new(texts, Place::Beginning));
    }

    fn of(&self, place: Place) -> &[Arc<Table>] {
        match place {
            Place::Anywhere => &self.anywhere,
            Place::Beginning => &self.beginnings,
        }
    }

    /// A word in letters.
    fn walk(&self, place: Place, go_on: impl Fn(Reached, char) -> Option<Reached>, look: &mut Look) {
        self.of(place).iter().for_each(|table| table.walk(&go_on, look));
    }
}

/// Merges where there are too many.
fn add(tables: &mut Vec<Arc<Table>>, table: Table) {
    tables.push(Arc::new(table));
    if tables.len() > TABLES_MAX {
        // The first is whole already where all behind it together are smaller.
        let behind: usize = tables.iter().skip(1).map(|table| table.size()).sum();
        let keep = usize::from(tables[0].size() > behind);
        let merged = Table::merged(&tables[keep..]);
        tables.truncate(keep);
        tables.push(Arc::new(merged));
    }
}
