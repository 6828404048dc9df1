//! Where a word occurs: in which texts, and so in which postings.

use std::sync::Arc;

use super::Index;
use super::Query;
use super::bits::Bits;
use super::frequent::Frequent;
use super::grams::Grams;
use super::grams::Matches;
use super::matcher::Matcher;
use super::parts::Part;
use super::stock::Stock;

/// A list of so many is quicker than bits for all postings, in sorting it and in going through it.
const FEW_MAX: usize = 4_096;

/// How a word stands in a posting that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stands {
    /// Not in its title.
    Elsewhere,
    /// In its title by some reading.
    Somehow,
    /// As it is said.
    Spoken,
    /// The same, at its beginning.
    Begins,
}

impl Stands {
    /// Those in which it is in the title.
    pub(super) const IN_TITLE: [Self; 3] = [Self::Somehow, Self::Spoken, Self::Begins];
}

/// How a word is taken: as it is spelled, or as it sounds to those who do not tell zh from z.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ear {
    Spelled,
    Alike,
}

/// The postings that have a word, or all of some words; of several the worst standing counts.
#[derive(Debug, Clone)]
pub(super) enum Occurrence {
    /// Ascending.
    Few(Vec<(Index, Stands)>),
    Many(Levels),
}

/// The postings of an [`Occurrence`], and those in which the words stand at least so well.
#[derive(Debug, Clone)]
pub(super) struct Levels {
    pub(super) any: Bits,
    /// By [`Stands::IN_TITLE`].
    pub(super) at_least: [Bits; 3],
}

impl Default for Occurrence {
    fn default() -> Self {
        Self::Few(Vec::new())
    }
}

impl Occurrence {
    pub(super) fn is_nowhere(&self) -> bool {
        match self {
            Self::Few(list) => list.is_empty(),
            Self::Many(levels) => levels.any.is_empty(),
        }
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(levels) => levels.any.count(),
        }
    }

    /// The postings alone.
    pub(super) fn bits(&self, len: usize) -> Bits {
        match self {
            Self::Few(list) => {
                let mut bits = Bits::none(len);
                for (index, _) in list {
                    bits.insert(*index);
                }
                bits
            }
            Self::Many(levels) => levels.any.clone(),
        }
    }

    /// The postings that have the words of both.
    pub(super) fn and(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Few(mut list), other) => {
                list.retain_mut(|(index, stands)| {
                    let found = other.of(*index);
                    *stands = found.map_or(*stands, |other| other.min(*stands));
                    found.is_some()
                });
                Self::Few(list)
            }
            (Self::Many(levels), Self::Few(list)) => Self::Few(list.clone()).and(&Self::Many(levels)),
            (Self::Many(mut levels), Self::Many(other)) => {
                levels.any.and(&other.any);
                for (own, other) in levels.at_least.iter_mut().zip(&other.at_least) {
                    own.and(other);
                }
                Self::Many(levels)
            }
        }
    }

    fn of(&self, index: Index) -> Option<Stands> {
        match self {
            Self::Few(list) => {
                let at = list.binary_search_by_key(&index, |(own, _)| *own).ok()?;
                list.get(at).map(|(_, stands)| *stands)
            }
            Self::Many(levels) => levels.of(index),
        }
    }
}

impl Levels {
    fn none(len: usize) -> Self {
        Self {
            any: Bits::none(len),
            at_least: std::array::from_fn(|_| Bits::none(len)),
        }
    }

    fn of(&self, index: Index) -> Option<Stands> {
        let levels = self.at_least.iter().zip(Stands::IN_TITLE).rev();
        let in_title = || levels.into_iter().find(|(bits, _)| bits.contains(index));
        let stands = || in_title().map_or(Stands::Elsewhere, |(_, stands)| stands);
        self.any.contains(index).then(stands)
    }

    /// What is at least this well is also at least less well.
    fn settled(mut self) -> Self {
        for level in (0..self.at_least.len()).rev() {
            let (lower, higher) = self.at_least.split_at_mut(level);
            lower.last_mut().unwrap_or(&mut self.any).or(&higher[0]);
        }
        self
    }
}

/// Where the words of a query were found to occur, kept while somebody types it. Good for one catalog.
#[derive(Debug, Default)]
pub struct Recall(Vec<(Ear, String, Arc<Occurrence>)>);

/// More words than anybody types at once.
const RECALLED_MAX: usize = 128;

impl Recall {
    /// Where each word occurs; one that is empty or longer than any text that holds it could be, nowhere.
    pub(super) fn look_for_all(&mut self, words: &Words, query: &Query) -> Vec<Arc<Occurrence>> {
        let ear = if query.by_ear { Ear::Alike } else { Ear::Spelled };
        query.words.iter().map(|word| self.look_for(words, word, ear)).collect()
    }

    pub(super) fn look_for(&mut self, words: &Words, word: &str, ear: Ear) -> Arc<Occurrence> {
        let known = self.0.iter().find(|(own, known, _)| *own == ear && known == word);
        if let Some((_, _, occurrence)) = known {
            return Arc::clone(occurrence);
        }
        let frequent = words.frequent.filter(|_| ear == Ear::Spelled);
        let frequent = frequent.and_then(|frequent| frequent.get(word));
        let occurrence = frequent.map_or_else(|| Arc::new(words.look_for(word, ear)), Arc::clone);
        if self.0.len() == RECALLED_MAX {
            self.0.clear();
        }
        self.0.push((ear, word.to_owned(), Arc::clone(&occurrence)));
        occurrence
    }
}

/// What words are looked for in.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) stock: &'a Stock,
    pub(super) grams: &'a Grams,
    /// Where they are known already.
    pub(super) frequent: Option<&'a Frequent>,
}

impl Words<'_> {
    /// How many times a posting has this text.
    pub(super) fn weight(&self, text: Part) -> usize {
        let titled = self.stock.titled(text).len();
        if !self.stock.more_than_titles().contains(text) {
            return titled;
        }
        titled + self.stock.described(text).map(<[Index]>::len).sum::<usize>()
    }

    pub(super) fn look_for(&self, word: &str, ear: Ear) -> Occurrence {
        let matcher = match ear {
            Ear::Spelled => Matcher::new(word),
            Ear::Alike => Matcher::alike(word),
        };
        let Some(matcher) = matcher else {
            return Occurrence::default();
        };
        let texts = self.grams.matching(&matcher, &self.stock.parts.texts);
        if self.are_few(&texts) {
            self.few(&texts)
        } else {
            self.many(&texts)
        }
    }

    fn are_few(&self, texts: &Matches) -> bool {
        let mut left = FEW_MAX;
        texts.any.iter().all(|text| {
            let rest = left.checked_sub(self.weight(text));
            left = rest.unwrap_or_default();
            rest.is_some()
        })
    }

    fn few(&self, texts: &Matches) -> Occurrence {
        let mut list = Vec::new();
        for text in texts.any.iter() {
            let stands = texts.stands(text);
            list.extend(self.stock.titled(text).iter().map(|index| (*index, stands)));
            if self.stock.more_than_titles().contains(text) {
                let others = self.stock.described(text).flatten();
                list.extend(others.map(|index| (*index, Stands::Elsewhere)));
            }
        }
        // Of each posting the best comes last, and stays.
        list.sort_unstable();
        list.dedup_by(|next, kept| {
            let is_same = next.0 == kept.0;
            if is_same {
                kept.1 = next.1;
            }
            is_same
        });
        Occurrence::Few(list)
    }

    fn many(&self, texts: &Matches) -> Occurrence {
        let mut levels = Levels::none(self.stock.len());
        for text in texts.any.iter() {
            let [somehow, spoken, begins] = &mut levels.at_least;
            let into = match texts.stands(text) {
                Stands::Elsewhere | Stands::Somehow => somehow,
                Stands::Spoken => spoken,
                Stands::Begins => begins,
            };
            into.insert_all(self.stock.titled(text));
        }
        let mut others = texts.any.clone();
        others.and(self.stock.more_than_titles());
        for text in others.iter() {
            self.stock.described(text).for_each(|list| levels.any.insert_all(list));
        }
        Occurrence::Many(levels.settled())
    }
}

impl Matches {
    /// How the word stands in a title that has it.
    fn stands(&self, title: Part) -> Stands {
        if self.begins.contains(title) {
            Stands::Begins
        } else if self.spoken.contains(title) {
            Stands::Spoken
        } else {
            Stands::Somehow
        }
    }
}
