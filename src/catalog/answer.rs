//! What to show where nothing is what was asked for: what sounds like it, else what comes nearest.

use jiff::Timestamp;

use super::Catalog;
use super::Dimension;
use super::Index;
use super::Query;
use super::admit::Test;
use super::matcher::Matcher;
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
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Word(usize),
    Dimension(Dimension),
}

/// The bits of a mask.
const PARTS_MAX: usize = 64;

impl Catalog {
    /// [`Self::find`]; where that finds nothing, the words by ear, and then the query without what tells least.
    #[must_use]
    pub fn answer(&self, query: &Query, now: Timestamp) -> Answer {
        let answer = |query: Query, hits, nearness| Answer { query, hits, nearness };
        let hits = self.find(query, now);
        if !hits.is_empty() || query.is_all() {
            return answer(query.clone(), hits, Nearness::Exact);
        }
        let alike = self.find_alike(query, now);
        if !alike.is_empty() {
            return answer(query.clone(), alike, Nearness::Alike);
        }
        match self.give_up(query, now) {
            Some((kept, given_up)) => {
                let hits = self.find(&kept, now);
                answer(kept, hits, Nearness::Without(given_up))
            }
            None => answer(query.clone(), Vec::new(), Nearness::Exact),
        }
    }

    /// What is kept of the query, and what is not: first what no posting meets; then, if need be, the one part that
    /// tells least and whose loss is enough; else part after part in that order. `None` where nothing would be left.
    fn give_up(&self, query: &Query, now: Timestamp) -> Option<(Query, Query)> {
        let parts = parts(query);
        let masks = self.masks(query, &parts, now);
        let all = masks.iter().fold(0, |seen, mask| seen | mask);
        let is_enough = |kept: u64| kept != 0 && masks.iter().any(|mask| mask & kept == kept);
        let bits = || (0..parts.len()).map(|at| 1 << at).filter(|bit| all & bit != 0);
        let mut kept = all;
        if !is_enough(kept) {
            kept = match bits().find(|bit| is_enough(all & !bit)) {
                Some(bit) => all & !bit,
                None => bits()
                    .scan(all, |kept, bit| {
                        *kept &= !bit;
                        Some(*kept)
                    })
                    .find(|kept| is_enough(*kept))?,
            };
        }
        let (mut keeps, mut loses) = (query.clone(), Query::default());
        keeps.words.clear();
        for (at, part) in parts.iter().enumerate() {
            let is_kept = kept & (1 << at) != 0;
            match part {
                Part::Word(word) if is_kept => keeps.words.push(query.words[*word].clone()),
                Part::Word(word) => loses.words.push(query.words[*word].clone()),
                Part::Dimension(_) if is_kept => {}
                Part::Dimension(dimension) => {
                    loses.conditions.extend(query.of_dimension(*dimension).cloned());
                    keeps = keeps.without(*dimension);
                }
            }
        }
        Some((keeps, loses))
    }

    /// Which parts each posting meets, a bit each.
    fn masks(&self, query: &Query, parts: &[Part], now: Timestamp) -> Vec<u64> {
        enum Check<'a> {
            Word(Option<Occurrence>),
            Any(Vec<Test<'a>>),
        }
        let checks: Vec<Check> = parts
            .iter()
            .map(|part| match part {
                Part::Word(word) => {
                    let matcher = Matcher::new(&query.words[*word]);
                    Check::Word(matcher.map(|it| self.texts.look_for(&it)))
                }
                Part::Dimension(dimension) => {
                    let conditions = query.of_dimension(*dimension);
                    Check::Any(conditions.map(|it| Test::new(self, it, now)).collect())
                }
            })
            .collect();
        self.offered(now)
            .map(|(_, brief)| {
                let met = checks.iter().map(|check| match check {
                    Check::Word(word) => word.as_ref().is_some_and(|word| word.is_in(brief)),
                    Check::Any(tests) => tests.iter().any(|test| test.admits(brief)),
                });
                met.enumerate()
                    .fold(0, |mask, (at, is_met)| mask | u64::from(is_met) << at)
            })
            .collect()
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
