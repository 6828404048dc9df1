//! What to show where nothing is what was asked for: what sounds like it, else what comes nearest.

use jiff::Timestamp;

use super::Catalog;
use super::Dimension;
use super::Hits;
use super::Query;
use super::Recall;
use super::bits::Bits;
use super::words::Occurrence;

/// What was found, and how far that is from what was asked.
#[derive(Debug, Clone)]
pub struct Answer {
    /// What the postings found meet.
    pub query: Query,
    pub hits: Hits,
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
        let words = recall.look_for_all(&self.words(), query);
        let hits = self.look(query, &words, now);
        if !hits.is_empty() || query.is_all() {
            return answer(query.clone(), hits, Nearness::Exact);
        }
        let by_ear = Query {
            by_ear: true,
            ..query.clone()
        };
        let hits = self.look(&by_ear, &recall.look_for_all(&self.words(), &by_ear), now);
        if !hits.is_empty() {
            return answer(by_ear, hits, Nearness::Alike);
        }
        let parts = parts(query);
        let Some(kept) = fewest_given_up(&self.meeting_each(query, &words, &parts, now)) else {
            return answer(query.clone(), Hits::from(Vec::new()), Nearness::Exact);
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

    /// What is offered and meets a part, for each.
    fn meeting_each(&self, query: &Query, words: &[Occurrence], parts: &[Part], now: Timestamp) -> Vec<Bits> {
        let offered = self.ready.offered(self, now);
        let met = parts.iter().map(|part| {
            let mut met = match part {
                Part::Word(word) => words[*word].bits(self.len()),
                Part::Dimension(dimension) => self.meeting_any(query.of_dimension(*dimension), now),
            };
            met.and(&offered);
            met
        });
        met.collect()
    }
}

/// The parts to keep, a bit each: what no posting meets is given up first; then, if need be, the one part that tells
/// least and whose loss is enough; else part after part in that order. `None` where nothing would be left.
fn fewest_given_up(met: &[Bits]) -> Option<u64> {
    let is_kept = |kept: u64, at: usize| kept & (1 << at) != 0;
    let possible = (0..met.len())
        .filter(|at| !met[*at].is_empty())
        .fold(0, |all, at| all | 1 << at);
    let is_enough = |kept: &u64| {
        let mut kept = (0..met.len()).filter(|at| is_kept(*kept, *at)).map(|at| &met[at]);
        let first = kept.next().cloned()?;
        kept.try_fold(first, |mut all, other| {
            all.and(other);
            (!all.is_empty()).then_some(all)
        })
    };
    let bits = || (0..met.len()).filter(|at| is_kept(possible, *at)).map(|at| 1 << at);
    let one_by_one = || {
        bits().scan(possible, |kept, bit: u64| {
            *kept &= !bit;
            Some(*kept)
        })
    };
    let candidates = std::iter::once(possible).chain(bits().map(|bit| possible & !bit));
    candidates.chain(one_by_one()).find(|kept| is_enough(kept).is_some())
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
