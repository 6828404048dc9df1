//! What can be chosen next, and how many postings each choice would leave.

use std::borrow::Cow;
use std::cmp::Reverse;

use enumset::EnumSet;
use jiff::Timestamp;

use super::Area;
use super::Catalog;
use super::Condition;
use super::Dimension;
use super::Paper;
use super::PaperWish;
use super::Query;
use super::Recall;
use super::Shift;
use super::StartBy;
use super::Trade;
use super::admit::Test;
use super::found::Found;
use super::parts::Part;
use super::parts::Parts;
use super::split::Split;
use super::words::Occurrence;
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
        let counting = Counting::new(self, query, now);
        let of = |dimension: &Dimension| {
            let mut choices = match dimension {
                Dimension::Place => counting.areas(&self.widest),
                Dimension::Trade => counting.trades(),
                Dimension::Posted
                | Dimension::Verified
                | Dimension::Insurance
                | Dimension::Recruiter
                | Dimension::Deposit
                | Dimension::Meals
                | Dimension::Transport
                | Dimension::Lodging
                | Dimension::Audience
                | Dimension::Shift
                | Dimension::Distance
                | Dimension::Start
                | Dimension::Pay
                | Dimension::Settlement
                | Dimension::Papers
                | Dimension::Age
                | Dimension::Number => counting.each(usual(*dimension)),
            };
            choices.retain(|choice| choice.count > 0);
            choices
        };
        dimensions.iter().map(of).collect()
    }

    /// How many postings each of the conditions would leave of the query, were it all that is asked of its dimension.
    #[must_use]
    pub fn counts(&self, query: &Query, conditions: &[Condition], now: Timestamp) -> Vec<Choice> {
        Counting::new(self, query, now).each(conditions.to_vec())
    }

    /// The trades of what is found, most postings first; a posting of two trades counts for both.
    #[must_use]
    pub fn trade_counts(&self, query: &Query, now: Timestamp) -> Vec<Choice> {
        Counting::new(self, query, now).trades()
    }

    /// The places right below one, or the widest there are, with what is found in each; most first.
    #[must_use]
    pub fn area_counts(&self, query: &Query, below: Option<&Area>, now: Timestamp) -> Vec<Choice> {
        let counting = Counting::new(self, query, now);
        match below {
            None => counting.areas(&self.widest),
            Some(_) => counting.areas(&self.split(below)),
        }
    }
}

/// A query whose hits are counted in many ways.
struct Counting<'a> {
    catalog: &'a Catalog,
    query: &'a Query,
    words: Vec<Occurrence>,
    now: Timestamp,
    /// What it finds.
    found: Found,
}

impl<'a> Counting<'a> {
    fn new(catalog: &'a Catalog, query: &'a Query, now: Timestamp) -> Self {
        let words = Recall::default().look_for_all(&catalog.words(), query);
        Self {
            found: catalog.found_with(query, &words, now),
            catalog,
            query,
            words,
            now,
        }
    }

    /// What would be found if nothing were asked of a dimension.
    fn without(&self, dimension: Dimension) -> Cow<'_, Found> {
        if self.query.of_dimension(dimension).next().is_none() {
            return Cow::Borrowed(&self.found);
        }
        let query = self.query.without(dimension);
        Cow::Owned(self.catalog.found_with(&query, &self.words, self.now))
    }

    fn each(&self, conditions: Vec<Condition>) -> Vec<Choice> {
        // One dimension's conditions mostly stand together, and are counted among the same postings.
        let mut among: Option<(Dimension, Cow<Found>)> = None;
        let count = |condition: Condition| {
            let dimension = condition.dimension();
            let (_, found) = match among.take() {
                Some(known) if known.0 == dimension => among.insert(known),
                Some(_) | None => among.insert((dimension, self.without(dimension))),
            };
            let count = self.meeting(found, &condition);
            Choice { condition, count }
        };
        conditions.into_iter().map(count).collect()
    }

    fn meeting(&self, among: &Found, condition: &Condition) -> usize {
        match among {
            Found::Few(list) => {
                let test = Test::new(self.catalog, condition, self.now);
                let admitted = list
                    .iter()
                    .filter(|(index, _)| test.admits(self.catalog.stock.entry(*index)));
                admitted.count()
            }
            Found::Many(any, _) => any.count_both(&self.catalog.meeting(condition, self.now)),
        }
    }

    fn trades(&self) -> Vec<Choice> {
        let stock = &self.catalog.stock;
        let found = self.without(Dimension::Trade);
        let sets = found.count_by(stock.parts.trades.len(), stock.trades());
        let counts = stock.count_trades(&sets).into_iter();
        let choice = |(trade, count): (&Trade, usize)| Choice {
            condition: Condition::Trade(trade.clone()),
            count,
        };
        counts.map(choice).collect()
    }

    fn areas(&self, split: &Split) -> Vec<Choice> {
        let stock = &self.catalog.stock;
        let Parts { areas, spots, .. } = &stock.parts;
        let found = self.without(Dimension::Place);
        let at_spots = found.count_by(spots.len(), stock.spots());
        let mut in_areas = vec![0; areas.len()];
        for (spot, count) in spots.iter().zip(at_spots) {
            in_areas[spot.area as usize] += count;
        }
        let choice = |(area, parts): &(Area, Vec<Part>)| Choice {
            condition: Condition::Area(area.clone()),
            count: parts.iter().map(|part| in_areas[*part as usize]).sum(),
        };
        let mut choices: Vec<Choice> = split.iter().map(choice).collect();
        // Stable: places with as many are in the order of their names.
        choices.sort_by_key(|choice| Reverse(choice.count));
        choices
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
