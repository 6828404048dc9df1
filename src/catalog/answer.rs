//! What to show where nothing is what was asked for: what sounds like it, else what comes nearest.

use std::sync::Arc;

use jiff::Timestamp;

use super::Catalog;
use super::Dimension;
use super::Index;
use super::Query;
use super::Recall;
use super::admit::Test;
use super::texts::Occurrence;

/// What was found, and how far that is from what was asked.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the postings found meet.
    pub query: Query,
    pub hits: Vec<Index>,
    pub nearness: Nearness,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Nearness {
    /// All that was asked.
    Exact,
    /// The words as those spell them who do not tell zh from z or n from l.
    Alike,
    /// Without this part of what was asked.
    Without(Query),
}

/// A part of a query that can be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Word(usize),
    Dimension(Dimension),
}

/// The bits of a mask.
const PARTS_MAX: usize = 64;

impl Catalog {
    /// [`Self::find`]; where that finds nothing, the words by ear, and then the query without what tells least.
    #[must_use]
    pub fn answer(&self, query: &Query, now: Timestamp, recall: &mut Recall) -> Answer {
        let answer = |query: Query, hits, nearness| Answer { query, hits, nearness };
        let words = recall.look_for_all(&self.texts, query);
        let hits = self.look(query, &words, now);
        if !hits.is_empty() || query.is_all() {
            return answer(query.clone(), hits, Nearness::Exact);
        }
        let by_ear = Query {
            by_ear: true,
            ..query.clone()
        };
        let hits = self.look(&by_ear, &recall.look_for_all(&self.texts, &by_ear), now);
        if !hits.is_empty() {
            return answer(by_ear, hits, Nearness::Alike);
        }
        let parts = parts(query);
        let Some(kept) = fewest_given_up(&self.masks(query, &words, &parts, now), parts.len()) else {
            return answer(query.clone(), Vec::new(), Nearness::Exact);
        };
        let (kept, given_up): (Vec<_>, Vec<_>) =
            parts.into_iter().enumerate().partition(|(at, _)| kept & (1 << at) != 0);
        let kept_words: Vec<_> = kept
            .iter()
            .filter_map(|(_, part)| words.get(part.word()?).cloned())
            .collect();
        let kept = only(query, &kept);
        let hits = self.look(&kept, &kept_words, now);
        answer(kept, hits, Nearness::Without(only(query, &given_up)))
    }

    /// Which parts each posting meets, a bit each.
    fn masks(&self, query: &Query, words: &[Arc<Occurrence>], parts: &[Part], now: Timestamp) -> Vec<u64> {
        enum Check<'a> {
            Word(&'a Occurrence),
            Any(Vec<Test<'a>>),
        }
        let checks: Vec<Check> = parts
            .iter()
            .map(|part| match part {
                Part::Word(word) => Check::Word(&words[*word]),
                Part::Dimension(dimension) => {
                    let conditions = query.of_dimension(*dimension);
                    Check::Any(conditions.map(|it| Test::new(self, it, now)).collect())
                }
            })
            .collect();
        self.offered(now)
            .map(|(_, brief)| {
                let met = checks.iter().map(|check| match check {
                    Check::Word(word) => word.is_in(brief),
                    Check::Any(tests) => tests.iter().any(|test| test.admits(brief)),
                });
                met.enumerate()
                    .fold(0, |mask, (at, is_met)| mask | u64::from(is_met) << at)
            })
            .collect()
    }
}

/// The parts to keep, a bit each: what no posting meets is given up first; then, if need be, the one part that tells
/// least and whose loss is enough; else part after part in that order. `None` where nothing would be left.
fn fewest_given_up(masks: &[u64], parts: usize) -> Option<u64> {
    let met = masks.iter().fold(0, |met, mask| met | mask);
    let is_enough = |kept: &u64| *kept != 0 && masks.iter().any(|mask| mask & kept == *kept);
    let bits = || (0..parts).map(|at| 1 << at).filter(|bit| met & bit != 0);
    let one_by_one = || {
        bits().scan(met, |kept, bit| {
            *kept &= !bit;
            Some(*kept)
        })
    };
    let candidates = std::iter::once(met).chain(bits().map(|bit| met & !bit));
    candidates.chain(one_by_one()).find(is_enough)
}

/// These parts of a query, in its order.
fn only(query: &Query, parts: &[(usize, Part)]) -> Query {
    let is_kept = |part: Part| parts.iter().any(|(_, kept)| *kept == part);
    let words = query.words.iter().enumerate();
    let conditions = query.conditions.iter();
    Query {
        words: words
            .filter(|(at, _)| is_kept(Part::Word(*at)))
            .map(|(_, word)| word.clone())
            .collect(),
        conditions: conditions
            .filter(|it| is_kept(Part::Dimension(it.dimension())))
            .cloned()
            .collect(),
        by_ear: query.by_ear,
        sort: query.sort,
    }
}

impl Part {
    fn word(self) -> Option<usize> {
        match self {
            Self::Word(word) => Some(word),
            Self::Dimension(_) => None,
        }
    }
}

/// What tells least first. Words that name nothing we know tell more than terms, and less than place and trade.
fn parts(query: &Query) -> Vec<Part> {
    let (tells_more, tells_less): (Vec<_>, Vec<_>) = query
        .dimensions()
        .into_iter()
        .partition(|dimension| *dimension >= Dimension::Place);
    let words = (0..query.words.len()).map(Part::Word);
    let parts = tells_less.into_iter().map(Part::Dimension).chain(words);
    parts
        .chain(tells_more.into_iter().map(Part::Dimension))
        .take(PARTS_MAX)
        .collect()
}
