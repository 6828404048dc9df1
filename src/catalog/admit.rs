//! Whether a posting meets a condition.

use std::borrow::Cow;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Catalog;
use super::Condition;
use super::Index;
use super::PaperWish;
use super::Query;
use super::Standpoint;
use super::StartBy;
use super::bits::Bits;
use super::parts::Spot;
use super::query::STATION_REACH_M;
use super::record::Entry;
use super::stock::Stock;
use crate::posting::Ages;
use crate::posting::Geo;
use crate::posting::When;

/// Today and the six days after it.
const WEEK_DAYS: i32 = 7;

/// What a query asks of each dimension, ready to be asked of each posting in turn.
pub(super) struct Plan<'a>(Vec<Vec<Test<'a>>>);

/// A condition with what it takes from the catalog and the clock.
pub(super) struct Test<'a> {
    condition: &'a Condition,
    /// Of the station that is named.
    station: Option<Geo>,
    now: Timestamp,
    today: Date,
    /// The newest word on a posting must not be older.
    since: Option<Timestamp>,
}

impl<'a> Plan<'a> {
    pub(super) fn new(catalog: &Catalog, query: &'a Query, now: Timestamp) -> Self {
        let asked = query.dimensions().into_iter().map(|dimension| {
            let conditions = query.of_dimension(dimension);
            conditions.map(|it| Test::new(catalog, it, now)).collect()
        });
        Self(asked.collect())
    }

    /// Something of each dimension. A posting of which nothing is asked is not looked at.
    pub(super) fn admits(&self, stock: &Stock, index: Index) -> bool {
        let is_met = |tests: &Vec<Test>| tests.iter().any(|test| test.admits(stock.entry(index)));
        self.0.iter().all(is_met)
    }
}

impl Catalog {
    /// The postings that meet one of these conditions, expired ones among them.
    pub(super) fn meeting_any<'a>(&'a self, any: impl Iterator<Item = &'a Condition>, now: Timestamp) -> Bits {
        let mut met = Bits::none(self.len());
        any.for_each(|condition| met.or(&self.meeting(condition, now)));
        met
    }

    /// The postings that meet a condition, expired ones among them.
    pub(super) fn meeting<'a>(&'a self, condition: &'a Condition, now: Timestamp) -> Cow<'a, Bits> {
        let stock = &self.stock;
        let listed = |lists: &mut dyn Iterator<Item = &[Index]>| {
            let mut bits = Bits::none(self.len());
            lists.for_each(|list| bits.insert_all(list));
            Cow::Owned(bits)
        };
        if let Condition::Start(by) = condition {
            return Cow::Owned(self.ready.starting(self, *by, now));
        }
        if let Some(known) = self.ready.meeting(condition) {
            return Cow::Borrowed(known);
        }
        if let Condition::Area(area) = condition {
            let is_in = |at: &Spot| area.covers(&stock.parts.areas[at.area as usize].area);
            let spots = (0..).zip(&stock.parts.spots).filter(|(_, at)| is_in(at));
            return listed(&mut spots.map(|(spot, _)| stock.at_spot(spot)));
        }
        if let Condition::Trade(trade) = condition {
            let sets = stock.sets_of_any(std::slice::from_ref(trade));
            return listed(&mut sets.map(|set| stock.in_trades(set)));
        }
        if let Condition::Number(number) = condition {
            return listed(&mut std::iter::once(stock.numbered(*number)));
        }
        let test = Test::new(self, condition, now);
        Cow::Owned(Bits::those(self.len(), |index| test.admits(stock.entry(index))))
    }
}

impl<'a> Test<'a> {
    pub(super) fn new(catalog: &Catalog, condition: &'a Condition, now: Timestamp) -> Self {
        let station = if let Condition::Station(name) = condition {
            catalog.station(name)
        } else {
            None
        };
        Self {
            condition,
            station,
            now,
            today: catalog.standpoint().today,
            since: since(condition, catalog.standpoint()),
        }
    }

    pub(super) fn condition(&self) -> &Condition {
        self.condition
    }

    pub(super) fn admits(&self, entry: Entry) -> bool {
        let record = entry.record;
        let terms = &record.terms;
        let deal = entry.deal();
        match self.condition {
            Condition::Area(area) => area.covers(&entry.parts.area_of(record.spot).area),
            Condition::Station(_) => self
                .station
                .zip(entry.geo())
                .is_some_and(|(station, there)| station.metres_to(there) <= STATION_REACH_M),
            Condition::Trade(trade) => entry.trades().contains(trade),
            Condition::Age(age) => admits_age(record.ages, *age),
            Condition::AnyAdult => record.ages.any_adult(),
            Condition::Settlement(settlement) => deal.pay().settlement == Some(*settlement),
            Condition::PaidHourly(least) => deal.hourly >= Some(*least),
            Condition::PaidDaily(least) => deal.daily >= Some(*least),
            Condition::PaidMonthly(least) => deal.pay().monthly() >= Some(*least),
            Condition::Within(metres) => record.distance_m <= f64::from(*metres),
            Condition::Start(by) => self.starts(entry, *by),
            Condition::Shift(shift) => terms.shifts.contains(*shift),
            Condition::Meals => record.perks.meals,
            Condition::Lodging => record.perks.lodging,
            Condition::Transport => record.perks.transport,
            Condition::Paper(PaperWish::None) => terms.papers.is_empty(),
            Condition::Paper(PaperWish::Asks(paper)) => terms.papers.contains(*paper),
            Condition::Paper(PaperWish::Without(paper)) => !terms.papers.contains(*paper),
            Condition::DepositDenied => terms.deposit == Some(false),
            Condition::NoDeposit => terms.deposit != Some(true),
            Condition::Accident => terms.accident_insured,
            Condition::Injury => terms.injury_insured,
            Condition::Audience(audience) => terms.audience.contains(*audience),
            Condition::Verified => terms.verified,
            Condition::Posted(_) => self.since.is_some_and(|since| entry.newest() >= Some(since)),
            Condition::Direct => terms.direct == Some(true),
            Condition::Agency => terms.direct == Some(false),
            Condition::Number(number) => record.number == *number,
        }
    }

    fn starts(&self, entry: Entry, by: StartBy) -> bool {
        if entry.record.openings().is_full() {
            return false;
        }
        let times = entry.times();
        let today = times.can_start_today(self.today, self.now);
        let days = times.start.map(|start| (start.date - self.today).get_days());
        match by {
            StartBy::Today => today,
            StartBy::Tomorrow => days == Some(1),
            StartBy::Week => today || days.is_some_and(|days| (1..WEEK_DAYS).contains(&days)),
        }
    }
}

/// The first moment of the days of [`Condition::Posted`].
fn since(condition: &Condition, standpoint: &Standpoint) -> Option<Timestamp> {
    let Condition::Posted(days) = condition else {
        return None;
    };
    let later = SignedDuration::from_hours(24 * (1 - i64::from(*days)));
    let first = standpoint.today.checked_add(later).ok()?;
    When::On(first).first_moment(&standpoint.zone)
}

fn admits_age(ages: Ages, age: u8) -> bool {
    ages.min.is_none_or(|min| min <= age) && ages.max.is_none_or(|max| age <= max)
}
