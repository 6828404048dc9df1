//! The number beside each choice is the number of what it would leave.

use std::collections::BTreeMap;

use jiff::Timestamp;
use zhaohuo::catalog::Area;
use zhaohuo::catalog::Choice;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Dimension;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Trade;
use zhaohuo::text::CleanText;

use crate::HALL;
use crate::Hall;
use crate::in_threads;
use crate::naive::lies_in;
use crate::queries::Dice;
use crate::queries::KINDS;

const QUERIES: usize = 200;
const CHOICES: usize = 6;

#[test]
fn every_choice_leaves_as_many_as_it_says() {
    in_threads(QUERIES, |at| {
        let mut dice = Dice::new(&HALL.naive, 1_000_000 + at as u64);
        // Few of these have words, for each choice looks for them again.
        let query = dice.query(4 + at % 100);
        let now = dice.moment();
        let choices: Vec<Condition> = (0..CHOICES)
            .map(|_| {
                let (kind, target) = (dice.rng.u8(0..KINDS), dice.target());
                dice.condition(kind, target)
            })
            .collect();
        let mut wrong = wrong_counts(&query, &choices, now);
        wrong = wrong.or_else(|| wrong_trades(&query, now));
        let target = dice.target();
        for below in [None, Some(dice.area(target))] {
            wrong = wrong.or_else(|| wrong_areas(&query, below.as_ref(), now));
        }
        Some(format!("query {at}, {query:?} at {now}: {}", wrong?))
    });
}

/// Each counted as if it were all that is asked of its dimension.
fn wrong_counts(query: &Query, choices: &[Condition], now: Timestamp) -> Option<String> {
    let counted = HALL.catalog.counts(query, choices, now);
    let expected: Vec<Choice> = choices
        .iter()
        .map(|condition| {
            let mut chosen = without(query, condition.dimension());
            chosen.conditions.push(condition.clone());
            Choice {
                count: HALL.naive.found(&chosen, now).count(),
                condition: condition.clone(),
            }
        })
        .collect();
    (counted != expected).then(|| format!("counted {counted:?}, in fact {expected:?}"))
}

fn without(query: &Query, dimension: Dimension) -> Query {
    let mut query = query.clone();
    query.conditions.retain(|condition| condition.dimension() != dimension);
    query
}

fn wrong_trades(query: &Query, now: Timestamp) -> Option<String> {
    let counted = HALL.catalog.trade_counts(query, now);
    let mut expected: BTreeMap<Trade, usize> = BTreeMap::new();
    for at in HALL.naive.found(&without(query, Dimension::Trade), now).iter() {
        let mut trades = HALL.naive.facts[at].trades.clone();
        trades.sort();
        trades.dedup();
        for trade in trades {
            *expected.entry(trade).or_default() += 1;
        }
    }
    let is_sorted = counted.windows(2).all(|pair| pair[0].count >= pair[1].count);
    let is_right = |choice: &Choice| matches!(&choice.condition, Condition::Trade(trade) if expected.get(trade) == Some(&choice.count));
    let same = counted.len() == expected.len() && counted.iter().all(is_right);
    (!same || !is_sorted).then(|| format!("trades counted {counted:?}, in fact {expected:?}"))
}

fn wrong_areas(query: &Query, below: Option<&Area>, now: Timestamp) -> Option<String> {
    let counted = HALL.catalog.area_counts(query, below, now);
    let found = HALL.naive.found(&without(query, Dimension::Place), now);
    let mut expected: Vec<Choice> = HALL
        .areas_below(below)
        .into_iter()
        .map(|area| {
            let condition = Condition::Area(area);
            let mut inside = found.clone();
            inside.and(&HALL.naive.meeting(&condition, now));
            Choice {
                count: inside.count(),
                condition,
            }
        })
        .collect();
    expected.sort_by_key(|choice| std::cmp::Reverse(choice.count));
    (counted != expected).then(|| format!("below {below:?} counted {counted:#?}, in fact {expected:#?}"))
}

impl Hall {
    /// The places right below, in the order of their names; of one city alone, its districts.
    fn areas_below(&self, wide: Option<&Area>) -> Vec<Area> {
        let names = |area: &Area| [&area.city, &area.district, &area.street, &area.village].map(Option::is_some);
        let level = wide.and_then(|wide| names(wide).into_iter().rposition(|is_named| is_named));
        let mut cities: Vec<_> = self
            .naive
            .facts
            .iter()
            .filter_map(|facts| facts.area[0].as_ref())
            .collect();
        cities.sort();
        cities.dedup();
        let widest = usize::from(cities.len() == 1);
        let from = level.map_or(widest, |level| level + 1);
        let mut below = Vec::new();
        for facts in &self.naive.facts {
            if wide.is_some_and(|wide| !lies_in(facts, wide)) {
                continue;
            }
            if let Some(next) = (from..4).find(|level| facts.area[*level].is_some()) {
                let name = |level: usize| {
                    let name = facts.area[level].as_deref().filter(|_| level <= next);
                    name.map(|name| CleanText::new(name, 200))
                };
                below.push(Area {
                    city: name(0).filter(|_| widest == 0),
                    district: name(1),
                    street: name(2),
                    village: name(3),
                });
            }
        }
        below.sort();
        below.dedup();
        below
    }
}
