//! What can be chosen next, and how many postings each choice would leave.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::Area;
use super::Catalog;
use super::Condition;
use super::Dimension;
use super::Level;
use super::Query;
use super::Trade;
use super::admit::Test;

/// A choice, with how many postings would be found with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub condition: Condition,
    pub count: usize,
}

impl Catalog {
    /// How many postings each of the conditions would leave of the query, were it all that is asked of its dimension.
    #[must_use]
    pub fn counts(&self, query: &Query, conditions: &[Condition], now: Timestamp) -> Vec<Choice> {
        let mut hits: HashMap<Option<Dimension>, Vec<u32>> = HashMap::new();
        let mut counted = Vec::new();
        for condition in conditions {
            let dimension = condition.dimension();
            let asked = query.of_dimension(dimension).next().map(|_| dimension);
            // What asks nothing of its dimension is counted among the same postings as all that do not.
            let among = hits.entry(asked).or_insert_with(|| match asked {
                Some(dimension) => self.find(&query.without(dimension), now),
                None => self.find(query, now),
            });
            let test = Test::new(self, condition, now);
            let briefs = among.iter().filter_map(|index| self.get(*index));
            counted.push(Choice {
                condition: condition.clone(),
                count: briefs.filter(|brief| test.admits(brief)).count(),
            });
        }
        counted
    }

    /// The trades of what is found, most postings first; a posting of two trades counts for both.
    #[must_use]
    pub fn trade_counts(&self, query: &Query, now: Timestamp) -> Vec<Choice> {
        let mut counts: HashMap<&Trade, usize> = HashMap::new();
        for index in self.find(&query.without(Dimension::Trade), now) {
            for trade in self.get(index).into_iter().flat_map(|brief| brief.trades.iter()) {
                *counts.entry(trade).or_default() += 1;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        counts
            .into_iter()
            .map(|(trade, count)| Choice {
                condition: Condition::Trade(trade.clone()),
                count,
            })
            .collect()
    }

    /// The places right below one, or the widest there are, with what is found in each; in the order of their names.
    #[must_use]
    pub fn area_counts(&self, query: &Query, below: Option<&Area>, now: Timestamp) -> Vec<Choice> {
        let mut counts: HashMap<*const Area, usize> = HashMap::new();
        for index in self.find(&query.without(Dimension::Place), now) {
            if let Some(brief) = self.get(index) {
                *counts.entry(Arc::as_ptr(&brief.area)).or_default() += 1;
            }
        }
        let count_in = |wide: &Area| {
            let covered = self.areas().iter().filter(|area| wide.covers(area));
            covered.filter_map(|area| counts.get(&Arc::as_ptr(area))).sum()
        };
        self.areas_below(below)
            .into_iter()
            .map(|area| Choice {
                count: count_in(&area),
                condition: Condition::Area(area),
            })
            .collect()
    }

    /// The places right below one, or the widest there are; a level that has one place alone is left out.
    #[must_use]
    pub fn areas_below(&self, wide: Option<&Area>) -> Vec<Area> {
        let level = wide.and_then(Area::level);
        let mut below = self.areas_under(wide, level);
        while let [only] = below.as_slice() {
            let deeper = self.areas_under(Some(only), only.level());
            if deeper.is_empty() {
                break;
            }
            below = deeper;
        }
        below
    }

    fn areas_under(&self, wide: Option<&Area>, level: Option<Level>) -> Vec<Area> {
        let inside = self
            .areas()
            .iter()
            .filter(|area| wide.is_none_or(|wide| wide.covers(area)));
        let next = |area: &Arc<Area>| {
            let deeper = Level::ALL
                .into_iter()
                .filter(|own| level.is_none_or(|level| *own > level));
            deeper.filter_map(|own| area.up_to(own)).next()
        };
        let mut below: Vec<Area> = inside.filter_map(next).collect();
        below.sort();
        below.dedup();
        below
    }
}
