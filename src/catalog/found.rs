//! A query, answered: which postings, and in which order.

use std::cmp::Reverse;
use std::sync::Arc;

use jiff::Timestamp;

use super::Catalog;
use super::Hits;
use super::Index;
use super::Query;
use super::Recall;
use super::admit::Plan;
use super::bits::Bits;
use super::parts::Part;
use super::words::Levels;
use super::words::Occurrence;
use super::words::Stands;

/// What meets a query, in the default order.
#[derive(Debug, Clone)]
pub(super) enum Found {
    /// With how the word stands that stands worst.
    Few(Vec<(Index, Stands)>),
    /// With where each of the query's words stands.
    Many(Bits, Vec<Arc<Levels>>),
}

impl Found {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(any, _) => any.count(),
        }
    }

    pub(super) fn iter(&self) -> Box<dyn Iterator<Item = Index> + '_> {
        match self {
            Self::Few(list) => Box::new(list.iter().map(|(index, _)| *index)),
            Self::Many(any, _) => Box::new(any.iter()),
        }
    }

    /// How many of each kind there are, where the postings are of these kinds.
    pub(super) fn count_by(&self, kinds: usize, of: &[Part]) -> Vec<usize> {
        let mut counts = vec![0; kinds];
        for index in self.iter() {
            counts[of[index as usize] as usize] += 1;
        }
        counts
    }
}

impl Catalog {
    pub(super) fn found(&self, query: &Query, now: Timestamp) -> Found {
        let words = Recall::default().look_for_all(&self.words(), query);
        self.found_with(query, &words, now)
    }

    /// `words` has where each of the query's words occurs.
    pub(super) fn found_with(&self, query: &Query, words: &[Occurrence], now: Timestamp) -> Found {
        if words.iter().any(Occurrence::is_nowhere) {
            return Found::Few(Vec::new());
        }
        let least = words.iter().filter_map(|word| Some((word.few()?, word)));
        if let Some((list, least)) = least.min_by_key(|(list, _)| list.len()) {
            let mut list = list.to_vec();
            for other in words.iter().filter(|word| !std::ptr::eq(*word, least)) {
                other.narrow(&mut list);
            }
            let plan = Plan::new(self, query, now);
            let offered = self.ready.offered(self, now);
            list.retain(|(index, _)| offered.contains(*index) && plan.admits(&self.stock, *index));
            return Found::Few(list);
        }
        let mut any = self.eligible(query, now);
        let levels: Vec<Arc<Levels>> = words.iter().filter_map(Occurrence::levels).cloned().collect();
        for levels in &levels {
            any.and(&levels.any);
        }
        Found::Many(any, levels)
    }

    /// What is offered and meets the conditions.
    fn eligible(&self, query: &Query, now: Timestamp) -> Bits {
        let mut eligible = self.ready.offered(self, now);
        for dimension in query.dimensions() {
            let mut asked = query.of_dimension(dimension);
            match (asked.next(), asked.next()) {
                (Some(only), None) => eligible.and(&self.meeting(only, now)),
                _ => eligible.and(&self.meeting_any(query.of_dimension(dimension), now)),
            }
        }
        eligible
    }

    /// In the order asked for.
    pub(super) fn look(&self, query: &Query, words: &[Occurrence], now: Timestamp) -> Hits {
        let found = self.found_with(query, words, now);
        if let Some(ranks) = self.ready.ranks(self, query.sort) {
            return Hits::from(sorted(&found, ranks));
        }
        let gone = &self.ready.gone;
        match found {
            Found::Many(any, words) => Hits::graded(any, words, gone),
            Found::Few(mut list) => {
                // What is gone comes last, however the words stand in it. Stable: in the default order within each.
                list.sort_by_key(|(index, stands)| Reverse((!gone.contains(*index)).then_some(*stands)));
                Hits::from(list.into_iter().map(|(index, _)| index).collect::<Vec<_>>())
            }
        }
    }
}

/// By their ranks: of a few each finds its place among them, of many each has a place of its own.
fn sorted(found: &Found, ranks: &[Index]) -> Vec<Index> {
    let mut list: Vec<Index> = found.iter().collect();
    if list.len() < ranks.len() / FEW_PART {
        list.sort_unstable_by_key(|index| ranks[*index as usize]);
        return list;
    }
    let mut places = vec![None; ranks.len()];
    for index in list {
        places[ranks[index as usize] as usize] = Some(index);
    }
    places.into_iter().flatten().collect()
}

/// Sorting is quicker than walking through all places where fewer than one in so many is taken.
const FEW_PART: usize = 64;
