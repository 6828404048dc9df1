//! What can be chosen next, and how many postings each choice would leave.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::collections::BTreeSet;

use enumset::EnumSet;
use jiff::Timestamp;

use super::Area;
use super::Catalog;
use super::Condition;
use super::Dimension;
use super::Level;
use super::Paper;
use super::PaperWish;
use super::Query;
use super::Shift;
use super::StartBy;
use super::admit::Test;
use super::found::Found;
use super::parts::Parts;
use super::words::Levels;
use crate::posting::Audience;
use crate::posting::Fen;
use crate::posting::Settlement;

/// A choice, with how many postings would be found with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    pub condition: Condition,
    pub count: usize,
}

impl Catalog {
    /// What can be asked of each dimension, with what each choice would leave of the query; what would leave nothing is
    /// left out, and of places only the widest are named.
    #[must_use]
    pub fn choices(&self, dimensions: &[Dimension], query: &Query, now: Timestamp) -> Vec<Vec<Choice>> {
        let usual_ones: Vec<Condition> = dimensions.iter().flat_map(|it| usual(*it)).collect();
        // All of them in one walk through the postings.
        let counted = self.counts(query, &usual_ones, now);
        let of = |dimension: &Dimension| {
            let own = || {
                counted
                    .iter()
                    .filter(|choice| choice.condition.dimension() == *dimension)
            };
            let mut choices = if *dimension == Dimension::Place {
                self.area_counts(query, None, now)
            } else if *dimension == Dimension::Trade {
                self.trade_counts(query, now)
            } else {
                own().cloned().collect()
            };
            choices.retain(|choice| choice.count > 0);
            choices
        };
        dimensions.iter().map(of).collect()
    }

    /// How many postings each of the conditions would leave of the query, were it all that is asked of its dimension.
    #[must_use]
    pub fn counts(&self, query: &Query, conditions: &[Condition], now: Timestamp) -> Vec<Choice> {
        let mut choices: Vec<Choice> = conditions
            .iter()
            .map(|condition| Choice {
                condition: condition.clone(),
                count: 0,
            })
            .collect();
        // What asks nothing of its dimension is counted among the same postings as all else that does not.
        let asked = |choice: &Choice| {
            let dimension = choice.condition.dimension();
            query.of_dimension(dimension).next().map(|_| dimension)
        };
        let groups: BTreeSet<_> = choices.iter().map(asked).collect();
        for group in groups {
            let among = match group {
                Some(dimension) => self.found(&query.without(dimension), now),
                None => self.found(query, now),
            };
            for choice in choices.iter_mut().filter(|choice| asked(choice) == group) {
                choice.count = self.count_meeting(&among, &choice.condition, now);
            }
        }
        choices
    }

    fn count_meeting(&self, among: &Found, condition: &Condition, now: Timestamp) -> usize {
        match among {
            Found::Few(list) => {
                let test = Test::new(self, condition, now);
                list.iter()
                    .filter(|(index, _)| test.admits(self.stock.entry(*index)))
                    .count()
            }
            Found::Many(Levels { any, .. }) | Found::All(any) => any.count_both(&self.meeting(condition, now)),
        }
    }

    /// The trades of what is found, most postings first; a posting of two trades counts for both.
    #[must_use]
    pub fn trade_counts(&self, query: &Query, now: Timestamp) -> Vec<Choice> {
        let found = self.found(&query.without(Dimension::Trade), now);
        let sets = found.iter().map(|index| self.stock.entry(index).record.trades);
        let counts = self.stock.count_trades(sets);
        counts
            .into_iter()
            .map(|(trade, count)| Choice {
                condition: Condition::Trade(trade.clone()),
                count,
            })
            .collect()
    }

    /// The places right below one, or the widest there are, with what is found in each; most first.
    #[must_use]
    pub fn area_counts(&self, query: &Query, below: Option<&Area>, now: Timestamp) -> Vec<Choice> {
        let Parts { areas, spots, .. } = &self.stock.parts;
        let mut found = vec![0; areas.len()];
        for index in self.found(&query.without(Dimension::Place), now).iter() {
            let spot = self.stock.entry(index).record.spot;
            found[spots[spot as usize].area as usize] += 1;
        }
        let counted = self.stock.areas_with_work();
        let counted: Vec<(&Area, usize)> = counted.map(|(area, it)| (&**it, found[area as usize])).collect();
        let mut counts: BTreeMap<Area, usize> = BTreeMap::new();
        for (area, count) in &counted {
            if let Some(part) = self.part_of(below, area) {
                *counts.entry(part).or_default() += count;
            }
        }
        // A street of which the district is not said is also wherever a street of that name is.
        for (part, count) in counts.iter_mut().filter(|(part, _)| self.leaves_levels_out(part)) {
            let covered = counted.iter().filter(|(area, _)| part.covers(area));
            *count = covered.map(|(_, count)| count).sum();
        }
        let mut choices: Vec<Choice> = counts
            .into_iter()
            .map(|(area, count)| Choice {
                condition: Condition::Area(area),
                count,
            })
            .collect();
        // Stable: places with as many are in the order of their names.
        choices.sort_by_key(|choice| Reverse(choice.count));
        choices
    }

    /// The places right below one, or the widest there are. Where all work is in one city, that is its districts, and
    /// the city itself is named by none, since some feeds leave it out.
    #[must_use]
    pub fn areas_below(&self, wide: Option<&Area>) -> Vec<Area> {
        let parts = self.areas().iter().filter_map(|area| self.part_of(wide, area));
        parts.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Some level above its lowest has no name; the city counts only where there are several.
    fn leaves_levels_out(&self, area: &Area) -> bool {
        let widest = if self.is_one_city { Level::District } else { Level::City };
        let is_above = |level: &Level| *level >= widest && area.level().is_some_and(|lowest| *level < lowest);
        Level::ALL
            .into_iter()
            .filter(is_above)
            .any(|level| area.get(level).is_none())
    }

    /// Which of the places right below a wide one an area lies in.
    fn part_of(&self, wide: Option<&Area>, area: &Area) -> Option<Area> {
        if !wide.is_none_or(|wide| wide.covers(area)) {
            return None;
        }
        let above = match wide {
            Some(wide) => wide.level(),
            None => self.is_one_city.then_some(Level::City),
        };
        let mut levels = Level::ALL
            .into_iter()
            .filter(|own| above.is_none_or(|above| *own > above));
        let mut part = levels.find_map(|own| area.up_to(own))?;
        if self.is_one_city {
            part.city = None;
        }
        Some(part)
    }
}

/// What people ask of a dimension that has no list of its own in the data.
pub(super) fn usual(dimension: Dimension) -> Vec<Condition> {
    const fn yuan(amount: u32) -> Fen {
        Fen(amount * 100)
    }
    let settlement = Condition::Settlement;
    match dimension {
        Dimension::Age => [45, 50, 55, 58, 60, 62, 65, 70]
            .map(Condition::Age)
            .into_iter()
            .chain([Condition::AnyAdult])
            .collect(),
        Dimension::Settlement => vec![
            settlement(Settlement::Daily),
            settlement(Settlement::NextDay),
            settlement(Settlement::Weekly),
            settlement(Settlement::Monthly),
            settlement(Settlement::Project),
        ],
        Dimension::Pay => [15, 18, 20, 25, 30, 40]
            .map(|amount| Condition::PaidHourly(yuan(amount)))
            .into_iter()
            .chain([200, 250, 300].map(|amount| Condition::PaidDaily(yuan(amount))))
            .collect(),
        Dimension::Distance => [1_000, 2_000, 3_000, 5_000, 10_000, 20_000]
            .map(Condition::Within)
            .to_vec(),
        Dimension::Start => [StartBy::Today, StartBy::Tomorrow, StartBy::Week]
            .map(Condition::Start)
            .to_vec(),
        Dimension::Shift => EnumSet::<Shift>::all().iter().map(Condition::Shift).collect(),
        Dimension::Meals => vec![Condition::Meals],
        Dimension::Lodging => vec![Condition::Lodging],
        Dimension::Transport => vec![Condition::Transport],
        Dimension::Papers => [PaperWish::None, PaperWish::Without(Paper::Health)]
            .into_iter()
            .chain(EnumSet::<Paper>::all().iter().map(PaperWish::Asks))
            .map(Condition::Paper)
            .collect(),
        Dimension::Deposit => vec![Condition::DepositDenied, Condition::NoDeposit],
        Dimension::Insurance => vec![Condition::Accident, Condition::Injury],
        Dimension::Audience => EnumSet::<Audience>::all().iter().map(Condition::Audience).collect(),
        Dimension::Verified => vec![Condition::Verified],
        Dimension::Posted => [1, 3, 7].map(Condition::Posted).to_vec(),
        Dimension::Recruiter => vec![Condition::Direct, Condition::Agency],
        // What has a list of its own in the data, and what nobody chooses from a list.
        Dimension::Place | Dimension::Trade | Dimension::Number => Vec::new(),
    }
}
