//! Whether a posting meets a condition.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;

use super::Brief;
use super::Catalog;
use super::Condition;
use super::Dimension;
use super::PaperWish;
use super::Query;
use super::Standing;
use super::Standpoint;
use super::StartBy;
use super::query::STATION_REACH_M;
use super::texts::Occurrence;
use super::texts::Stands;
use crate::posting::Ages;
use crate::posting::Geo;

/// Today and the six days after it.
const WEEK_DAYS: i32 = 7;

/// A query, ready to be asked of each posting in turn.
pub(super) struct Plan<'a> {
    /// Of each dimension, what is asked of it.
    asked: Vec<(Dimension, Vec<Test<'a>>)>,
    words: &'a [Arc<Occurrence>],
    standpoint: &'a Standpoint,
}

/// A condition with what it takes from the catalog and the clock.
pub(super) struct Test<'a> {
    condition: &'a Condition,
    /// Of the station that is named.
    station: Option<Geo>,
    now: Timestamp,
    today: Date,
}

impl<'a> Plan<'a> {
    /// `words` has where each of the query's words occurs.
    pub(super) fn new(catalog: &'a Catalog, query: &'a Query, words: &'a [Arc<Occurrence>], now: Timestamp) -> Self {
        let asked = query.dimensions().into_iter().map(|dimension| {
            let conditions = query.of_dimension(dimension);
            (dimension, conditions.map(|it| Test::new(catalog, it, now)).collect())
        });
        Self {
            asked: asked.collect(),
            words,
            standpoint: catalog.standpoint(),
        }
    }

    /// Some word occurs nowhere.
    pub(super) fn is_vain(&self) -> bool {
        self.words.iter().any(|word| word.is_nowhere())
    }

    pub(super) fn meets_conditions(&self, brief: &Brief) -> bool {
        self.asked
            .iter()
            .all(|(_, tests)| tests.iter().any(|test| test.admits(brief)))
    }

    /// `None` where it has not all the words.
    pub(super) fn standing(&self, brief: &Brief) -> Option<Standing> {
        if !self.has_words(brief) {
            return None;
        }
        let Standpoint { today, now, .. } = *self.standpoint;
        let worst = self.words.iter().map(|word| word.title(brief)).min();
        Some(match worst {
            Some(_) if brief.openings.is_full() || brief.is_missed(today, now) => Standing::Gone,
            None | Some(Stands::Begins) => Standing::Begins,
            Some(Stands::Spoken) => Standing::Titled,
            Some(Stands::Somehow) => Standing::TitledSomehow,
            Some(Stands::Not) => Standing::Elsewhere,
        })
    }

    /// Each word stands somewhere.
    pub(super) fn has_words(&self, brief: &Brief) -> bool {
        self.words.iter().all(|word| word.is_in(brief))
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
        }
    }

    pub(super) fn admits(&self, brief: &Brief) -> bool {
        let terms = &brief.terms;
        match self.condition {
            Condition::Area(area) => area.covers(&brief.area),
            Condition::Station(_) => self
                .station
                .zip(brief.geo)
                .is_some_and(|(station, there)| station.metres_to(there) <= STATION_REACH_M),
            Condition::Trade(trade) => brief.trades.contains(trade),
            Condition::Age(age) => admits_age(brief.ages, *age),
            Condition::AnyAdult => brief.ages.any_adult(),
            Condition::Settlement(settlement) => brief.pay.settlement == Some(*settlement),
            Condition::PaidHourly(least) => brief.hourly >= Some(*least),
            Condition::PaidDaily(least) => brief.daily() >= Some(*least),
            Condition::PaidMonthly(least) => brief.pay.monthly() >= Some(*least),
            Condition::Within(metres) => brief.distance_m.is_some_and(|there| there <= f64::from(*metres)),
            Condition::Start(by) => self.starts(brief, *by),
            Condition::Shift(shift) => terms.shifts.contains(*shift),
            Condition::Meals => brief.perks.meals,
            Condition::Lodging => brief.perks.lodging,
            Condition::Transport => brief.perks.transport,
            Condition::Paper(PaperWish::None) => terms.papers.is_empty(),
            Condition::Paper(PaperWish::Asks(paper)) => terms.papers.contains(*paper),
            Condition::Paper(PaperWish::Without(paper)) => !terms.papers.contains(*paper),
            Condition::DepositDenied => terms.deposit == Some(false),
            Condition::NoDeposit => terms.deposit != Some(true),
            Condition::Accident => terms.accident_insured,
            Condition::Injury => terms.injury_insured,
            Condition::Audience(audience) => terms.audience.contains(*audience),
            Condition::Verified => terms.verified,
            Condition::Posted(days) => self.is_of_the_last(brief, *days),
            Condition::Direct => terms.direct == Some(true),
            Condition::Agency => terms.direct == Some(false),
            Condition::Number(number) => brief.number == *number,
        }
    }

    fn starts(&self, brief: &Brief, by: StartBy) -> bool {
        if brief.openings.is_full() {
            return false;
        }
        let today = brief.can_start_today(self.today, self.now);
        let days = brief.start.map(|start| (start.date - self.today).get_days());
        match by {
            StartBy::Today => today,
            StartBy::Tomorrow => days == Some(1),
            StartBy::Week => today || days.is_some_and(|days| (1..WEEK_DAYS).contains(&days)),
        }
    }

    fn is_of_the_last(&self, brief: &Brief, days: u8) -> bool {
        brief
            .as_of
            .is_some_and(|date| self.today.duration_since(date) < SignedDuration::from_hours(24 * i64::from(days)))
    }
}

fn admits_age(ages: Ages, age: u8) -> bool {
    ages.min.is_none_or(|min| min <= age) && ages.max.is_none_or(|max| age <= max)
}
