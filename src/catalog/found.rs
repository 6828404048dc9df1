//! A query, answered: which postings, and in which order.

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
use super::record::Record;
use super::stock::Stock;
use super::words::Levels;
use super::words::Occurrence;
use super::words::Stands;

/// What meets a query, in the default order.
#[derive(Debug, Clone)]
pub(super) enum Found {
    Few(Vec<(Index, Stands)>),
    Many(Levels),
    /// Without words nothing stands in a title.
    All(Bits),
}

impl Found {
    pub(super) fn len(&self) -> usize {
        match self {
            Self::Few(list) => list.len(),
            Self::Many(Levels { any, .. }) | Self::All(any) => any.count(),
        }
    }

    pub(super) fn iter(&self) -> Box<dyn Iterator<Item = Index> + '_> {
        match self {
            Self::Few(list) => Box::new(list.iter().map(|(index, _)| *index)),
            Self::Many(Levels { any, .. }) | Self::All(any) => Box::new(any.iter()),
        }
    }
}

impl Found {
    /// How many of each kind there are: `kind_of` a posting, or for each kind the list of all postings `of` it.
    pub(super) fn count_by<'a>(
        &self,
        kinds: usize,
        stock: &Stock,
        kind_of: impl Fn(&Record) -> Part,
        of: impl Fn(Part) -> &'a [Index],
    ) -> Vec<usize> {
        let few = || {
            let mut counts = vec![0; kinds];
            for index in self.iter() {
                counts[kind_of(stock.entry(index).record) as usize] += 1;
            }
            counts
        };
        match self {
            Self::Many(Levels { any, .. }) | Self::All(any) if any.count() > stock.len() / MANY_PART => {
                let count = |kind| of(kind).iter().filter(|index| any.contains(**index)).count();
                (0..).map(count).take(kinds).collect()
            }
            Self::Few(_) | Self::Many(_) | Self::All(_) => few(),
        }
    }
}

impl Catalog {
    pub(super) fn found(&self, query: &Query, now: Timestamp) -> Found {
        let words = Recall::default().look_for_all(&self.words(), query);
        self.found_with(query, &words, now)
    }

    /// `words` has where each of the query's words occurs.
    pub(super) fn found_with(&self, query: &Query, words: &[Arc<Occurrence>], now: Timestamp) -> Found {
        if words.iter().any(|word| word.is_nowhere()) {
            return Found::Few(Vec::new());
        }
        let few = words.iter().position(|word| matches!(**word, Occurrence::Few(_)));
        let first = words.get(few.unwrap_or_default());
        let rest = words
            .iter()
            .filter(|word| first.is_none_or(|first| !Arc::ptr_eq(first, word)));
        let all = first.map(|first| rest.fold(Occurrence::clone(first), |all, word| all.and(word)));
        match all {
            Some(Occurrence::Few(mut list)) => {
                let plan = Plan::new(self, query, now);
                let is_believed = self.believes(now);
                list.retain(|(index, _)| {
                    let entry = self.stock.entry(*index);
                    (!is_believed || entry.valid_through().is_none_or(|end| now < end)) && plan.admits(entry)
                });
                Found::Few(list)
            }
            Some(Occurrence::Many(mut levels)) => {
                levels.any.and(&self.eligible(query, now));
                Found::Many(levels)
            }
            None => Found::All(self.eligible(query, now)),
        }
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
    pub(super) fn look(&self, query: &Query, words: &[Arc<Occurrence>], now: Timestamp) -> Hits {
        let found = self.found_with(query, words, now);
        if let Some(ranks) = self.ready.ranks(self, query.sort) {
            return Hits::from(sorted(&found, ranks));
        }
        let gone = &self.ready.gone;
        match found {
            Found::All(all) => Hits::tiers([all]),
            Found::Few(mut list) => {
                // Stable: in the default order within each.
                list.sort_by_key(|(index, stands)| tier(*stands, gone.contains(*index)));
                Hits::from(list.into_iter().map(|(index, _)| index).collect::<Vec<_>>())
            }
            Found::Many(Levels { any, at_least }) => {
                let [somehow, spoken, begins] = &at_least;
                let tiers: [Bits; 5] = Bits::mixed(
                    [&any, somehow, spoken, begins, gone],
                    |[any, somehow, spoken, begins, gone]| {
                        let there = any & !gone;
                        [
                            there & begins,
                            there & spoken & !begins,
                            there & somehow & !spoken,
                            there & !somehow,
                            any & gone,
                        ]
                    },
                );
                Hits::tiers(tiers)
            }
        }
    }
}

/// In the default order: what begins with the words, as they are said, comes first, then what is said so in its title,
/// then what may be read so there, then the others; last, where nobody more is wanted, or it has begun without one.
fn tier(stands: Stands, is_gone: bool) -> u8 {
    match stands {
        _ if is_gone => 4,
        Stands::Begins => 0,
        Stands::Spoken => 1,
        Stands::Somehow => 2,
        Stands::Elsewhere => 3,
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

/// Lists of all postings are quicker to go through than those found, which lie here and there, where more than one in so
/// many is found.
const MANY_PART: usize = 16;
/// Sorting is quicker than walking through all places where fewer than one in so many is taken.
const FEW_PART: usize = 64;
