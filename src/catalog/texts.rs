//! The texts that a search looks through, each kept once: postings share most of theirs, and what a word finds is
//! found once for all of them.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use super::Area;
use super::Brief;
use super::Catalog;
use super::Query;
use super::Trade;
use super::matcher::Matcher;
use crate::text::CleanText;

/// Which texts a posting has, as places in [`Texts`]; 0 where it has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TextIds {
    pub(super) title: u32,
    /// Employer, category, place and road.
    pub(super) others: [u32; 4],
    pub(super) area: u32,
}

/// Every text and every area, by number.
#[derive(Debug)]
pub(super) struct Texts {
    all: Vec<CleanText>,
    /// Of which it is asked how they are said.
    is_title: Vec<bool>,
    pub(super) areas: Vec<Arc<Area>>,
}

/// The same while postings are read.
#[derive(Debug)]
pub(super) struct Shared {
    texts: HashMap<CleanText, u32>,
    titles: HashSet<u32>,
    areas: HashMap<Arc<Area>, u32>,
    trades: HashSet<Arc<[Trade]>>,
}

impl Default for Shared {
    /// Number 0 is no text, and nowhere.
    fn default() -> Self {
        Self {
            texts: HashMap::from([(CleanText::default(), 0)]),
            titles: HashSet::new(),
            areas: HashMap::from([(Arc::default(), 0)]),
            trades: HashSet::new(),
        }
    }
}

impl Shared {
    pub(super) fn title(&mut self, text: &CleanText) -> (CleanText, u32) {
        let (kept, own) = self.text(text);
        self.titles.insert(own);
        (kept, own)
    }

    fn text(&mut self, text: &CleanText) -> (CleanText, u32) {
        let next = number(self.texts.len());
        if let Some((kept, own)) = self.texts.get_key_value(text) {
            return (kept.clone(), *own);
        }
        self.texts.insert(text.clone(), next);
        (text.clone(), next)
    }

    pub(super) fn optional(&mut self, text: Option<&CleanText>) -> (Option<CleanText>, u32) {
        text.map_or((None, 0), |text| {
            let (kept, own) = self.text(text);
            (Some(kept), own)
        })
    }

    pub(super) fn area(&mut self, area: Area) -> (Arc<Area>, u32) {
        let next = number(self.areas.len());
        if let Some((kept, own)) = self.areas.get_key_value(&area) {
            return (Arc::clone(kept), *own);
        }
        let area = Arc::new(area);
        self.areas.insert(Arc::clone(&area), next);
        (area, next)
    }

    pub(super) fn trades(&mut self, trades: Box<[Trade]>) -> Arc<[Trade]> {
        if let Some(kept) = self.trades.get(&*trades) {
            return Arc::clone(kept);
        }
        let trades: Arc<[Trade]> = trades.into();
        self.trades.insert(Arc::clone(&trades));
        trades
    }

    pub(super) fn finish(self) -> Texts {
        let mut is_title = vec![false; self.texts.len()];
        for title in self.titles {
            is_title[title as usize] = true;
        }
        Texts {
            all: by_number(self.texts),
            is_title,
            areas: by_number(self.areas),
        }
    }
}

fn number(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

fn by_number<T>(numbered: HashMap<T, u32>) -> Vec<T> {
    let mut numbered: Vec<(T, u32)> = numbered.into_iter().collect();
    numbered.sort_unstable_by_key(|(_, own)| *own);
    numbered.into_iter().map(|(kept, _)| kept).collect()
}

/// How a word stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stands {
    Not,
    /// By some reading.
    Somehow,
    /// As it is said.
    Spoken,
    /// The same, at its beginning.
    Begins,
}

/// How a word is taken: as it is spelled, or as it sounds to those who do not tell zh from z.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ear {
    Spelled,
    Alike,
}

/// Where a word occurs.
#[derive(Debug, Default)]
pub(super) struct Occurrence {
    /// By the number of a text.
    texts: Vec<Stands>,
    /// By the number of an area.
    areas: Vec<bool>,
}

/// Where the words of a query were found to occur, kept while somebody types it: a word that has grown by a letter is
/// looked for only where it was before. Good for one catalog.
#[derive(Debug, Default)]
pub struct Recall(Vec<(Ear, String, Arc<Occurrence>)>);

/// More words than anybody types at once.
const RECALLED_MAX: usize = 128;

impl Recall {
    /// Where each word occurs; one that is empty or longer than any text that holds it could be, nowhere.
    pub(super) fn look_for_all(&mut self, texts: &Texts, query: &Query) -> Vec<Arc<Occurrence>> {
        let ear = if query.by_ear { Ear::Alike } else { Ear::Spelled };
        query.words.iter().map(|word| self.look_for(texts, word, ear)).collect()
    }

    pub(super) fn look_for(&mut self, texts: &Texts, word: &str, ear: Ear) -> Arc<Occurrence> {
        let known = |word: &str| self.0.iter().find(|(own, known, _)| *own == ear && known == word);
        if let Some((_, _, occurrence)) = known(word) {
            return Arc::clone(occurrence);
        }
        // Its last syllable may be half typed, so whatever holds a word holds its beginning.
        let begun = word
            .char_indices()
            .next_back()
            .and_then(|(last, _)| known(&word[..last]));
        let matcher = match ear {
            Ear::Spelled => Matcher::new(word),
            Ear::Alike => Matcher::alike(word),
        };
        let occurrence = matcher.map_or_else(Occurrence::default, |matcher| {
            texts.look_for(&matcher, begun.map(|(_, _, begun)| &**begun))
        });
        let occurrence = Arc::new(occurrence);
        if self.0.len() == RECALLED_MAX {
            self.0.clear();
        }
        self.0.push((ear, word.to_owned(), Arc::clone(&occurrence)));
        occurrence
    }
}

impl Texts {
    /// Only where something shorter has been found to stand, if that is known.
    fn look_for(&self, matcher: &Matcher, within: Option<&Occurrence>) -> Occurrence {
        let may = |at: usize| within.is_none_or(|within| within.texts.get(at) > Some(&Stands::Not));
        let stands = |(at, text): (usize, &CleanText)| {
            if !may(at) || !matcher.is_match(text) {
                Stands::Not
            } else if !self.is_title[at] || !matcher.is_spoken_in(text) {
                Stands::Somehow
            } else if matcher.begins(text) {
                Stands::Begins
            } else {
                Stands::Spoken
            }
        };
        let is_in = |area: &Arc<Area>| area.names().any(|name| matcher.is_match(name));
        Occurrence {
            texts: self.all.iter().enumerate().map(stands).collect(),
            areas: self.areas.iter().map(is_in).collect(),
        }
    }
}

impl Occurrence {
    pub(super) fn is_nowhere(&self) -> bool {
        self.texts.iter().all(|stands| *stands == Stands::Not) && !self.areas.contains(&true)
    }

    pub(super) fn is_in(&self, brief: &Brief) -> bool {
        let ids = &brief.texts;
        let stands = |id: &u32| self.texts.get(*id as usize).is_some_and(|it| *it > Stands::Not);
        stands(&ids.title)
            || ids.others.iter().any(stands)
            || self.areas.get(ids.area as usize).is_some_and(|is_in| *is_in)
    }

    pub(super) fn title(&self, brief: &Brief) -> Stands {
        self.texts
            .get(brief.texts.title as usize)
            .copied()
            .unwrap_or(Stands::Not)
    }
}

impl Catalog {
    /// Every place that work is in, down to the lowest level that a posting names.
    #[must_use]
    pub fn areas(&self) -> &[Arc<Area>] {
        &self.texts.areas
    }
}
