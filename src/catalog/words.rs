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

/// Up to one in so many postings a list is quicker than bits for all, in sorting it and in going through it.
const FEW_PART: usize = 256;

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

/// The postings that have a word.
#[derive(Debug, Clone)]
pub(super) enum Occurrence {
    /// Ascending.
    Few(Arc<[(Index, Stands)]>),
    Many(Arc<Levels>),
}

/// The postings of an [`Occurrence`], and those in which the words stand at least so well. What is the same is shared.
#[derive(Debug)]
pub(super) struct Levels {
    pub(super) any: Arc<Bits>,
    /// By [`Stands::IN_TITLE`].
    pub(super) at_least: [Arc<Bits>; 3],
}

impl Default for Occurrence {
    fn default() -> Self {
        Self::Few(Arc::default())
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

    pub(super) fn few(&self) -> Option<&[(Index, Stands)]> {
        match self {
            Self::Few(list) => Some(list),
            Self::Many(_) => None,
        }
    }

    pub(super) fn levels(&self) -> Option<&Arc<Levels>> {
        match self {
            Self::Few(_) => None,
            Self::Many(levels) => Some(levels),
        }
    }

    /// The postings alone.
    pub(super) fn bits(&self, len: usize) -> Bits {
        match self {
            Self::Few(list) => {
                let mut bits = Bits::none(len);
                for (index, _) in &**list {
                    bits.insert(*index);
                }
                bits
            }
            Self::Many(levels) => Bits::clone(&levels.any),
        }
    }

    /// Those of a list that have this word too; the worse standing counts.
    pub(super) fn narrow(&self, list: &mut Vec<(Index, Stands)>) {
        list.retain_mut(|(index, stands)| {
            let found = self.of(*index);
            *stands = found.map_or(*stands, |found| found.min(*stands));
            found.is_some()
        });
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
    fn of(&self, index: Index) -> Option<Stands> {
        let levels = self.at_least.iter().zip(Stands::IN_TITLE).rev();
        let in_title = || levels.into_iter().find(|(bits, _)| bits.contains(index));
        let stands = || in_title().map_or(Stands::Elsewhere, |(_, stands)| stands);
        self.any.contains(index).then(stands)
    }
}

/// Where the words of a query were found to occur, kept while somebody types it. Good for one catalog.
#[derive(Debug, Default)]
pub struct Recall(Vec<(Ear, String, Occurrence)>);

/// More words than anybody types at once.
const RECALLED_MAX: usize = 128;

impl Recall {
    /// Where each word occurs; one that is empty or longer than any text that holds it could be, nowhere.
    pub(super) fn look_for_all(&mut self, words: &Words, query: &Query) -> Vec<Occurrence> {
        let ear = if query.by_ear { Ear::Alike } else { Ear::Spelled };
        query.words.iter().map(|word| self.look_for(words, word, ear)).collect()
    }

    pub(super) fn look_for(&mut self, words: &Words, word: &str, ear: Ear) -> Occurrence {
        let known = self.0.iter().find(|(own, known, _)| *own == ear && known == word);
        if let Some((_, _, occurrence)) = known {
            return occurrence.clone();
        }
        let frequent = words.frequent.as_ref().filter(|_| ear == Ear::Spelled);
        let frequent = frequent.and_then(|frequent| frequent.get(word));
        let occurrence = frequent.map_or_else(|| words.look_for(word, ear), Occurrence::clone);
        if self.0.len() == RECALLED_MAX {
            self.0.clear();
        }
        self.0.push((ear, word.to_owned(), occurrence.clone()));
        occurrence
    }
}

/// What words are looked for in.
pub(super) struct Words<'a> {
    pub(super) stock: &'a Stock,
    pub(super) grams: &'a Grams,
    /// Where they are known already.
    pub(super) frequent: Option<Arc<Frequent>>,
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
        let mut left = self.stock.len() / FEW_PART;
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
        Occurrence::Few(list.into())
    }

    /// From those who stand best on, each level with what the one above has.
    fn many(&self, texts: &Matches) -> Occurrence {
        let titled = |bits: &mut Bits, text| bits.insert_all(self.stock.titled(text));
        let begins = Arc::new(Bits::none(self.stock.len()));
        let begins = grown(&begins, &texts.begins, titled);
        let spoken = texts.spoken.as_ref().unwrap_or(&texts.any);
        let somehow = texts.spoken.as_ref().map(|spoken| texts.any.and_not(spoken));
        let spoken = grown(&begins, &spoken.and_not(&texts.begins), titled);
        let somehow = somehow.map_or_else(|| Arc::clone(&spoken), |texts| grown(&spoken, &texts, titled));
        let mut others = texts.any.clone();
        others.and(self.stock.more_than_titles());
        let any = grown(&somehow, &others, |bits, text| {
            self.stock.described(text).for_each(|list| bits.insert_all(list));
        });
        let at_least = [somehow, spoken, begins];
        Occurrence::Many(Arc::new(Levels { any, at_least }))
    }
}

/// With the postings of these texts; the same where there are none.
fn grown(known: &Arc<Bits>, texts: &Bits, insert: impl Fn(&mut Bits, Part)) -> Arc<Bits> {
    if texts.is_empty() {
        return Arc::clone(known);
    }
    let mut bits = Bits::clone(known);
    texts.iter().for_each(|text| insert(&mut bits, text));
    Arc::new(bits)
}

impl Matches {
    /// How the word stands in a title that has it.
    fn stands(&self, title: Part) -> Stands {
        if self.begins.contains(title) {
            Stands::Begins
        } else if self.spoken.as_ref().is_none_or(|spoken| spoken.contains(title)) {
            Stands::Spoken
        } else {
            Stands::Somehow
        }
    }
}
