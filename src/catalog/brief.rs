//! What lists and search show of a posting.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use super::Area;
use super::Start;
use super::Terms;
use super::Trade;
use super::start::Times;
use crate::posting::Ages;
use crate::posting::Fen;
use crate::posting::Geo;
use crate::posting::Openings;
use crate::posting::Pay;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Rate;
use crate::posting::Row;
use crate::text::CleanText;

#[derive(Debug, Clone, PartialEq)]
pub struct Brief {
    pub row: Row,
    pub id: PostingId,
    pub number: PostingNumber,
    pub title: CleanText,
    pub employer: Option<CleanText>,
    /// The occupation as the feed has it, where the title does not say it.
    pub category: Option<CleanText>,
    pub trades: Arc<[Trade]>,
    /// The most telling name of where the work is.
    pub place: Option<CleanText>,
    /// The road, where [`Self::place`] does not say it.
    pub road: Option<CleanText>,
    pub area: Arc<Area>,
    pub geo: Option<Geo>,
    /// From the kiosk, in metres.
    pub distance_m: Option<f64>,
    pub pay: Pay,
    /// Yuan an hour.
    pub hourly: Option<Fen>,
    pub start: Option<Start>,
    pub(super) times: Times,
    pub immediate: bool,
    pub hours_per_day: Option<f64>,
    pub openings: Openings,
    /// Staff want it to come first.
    pub pinned: bool,
    pub ages: Ages,
    pub perks: Perks,
    pub terms: Terms,
    /// Certificates and papers.
    pub qualifications: Option<CleanText>,
    /// There is a number to call.
    pub has_phone: bool,
    /// The newest word on it; a bare date is its first moment.
    pub newest: Option<Timestamp>,
    /// The day of that.
    pub as_of: Option<Date>,
    pub valid_through: Option<Timestamp>,
}

/// What the employer provides, as far as a list marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Perks {
    pub transport: bool,
    pub meals: bool,
    pub lodging: bool,
}

impl Brief {
    /// Whether one can still begin today: the hour to meet, or else the first hour of work, has not passed.
    #[must_use]
    pub fn can_start_today(&self, today: Date, now: Timestamp) -> bool {
        self.times.can_start_today(today, now)
    }

    /// It has begun, and nobody joins it any more.
    #[must_use]
    pub fn is_missed(&self, today: Date, now: Timestamp) -> bool {
        self.times.is_missed(today, now)
    }

    /// Yuan a day.
    #[must_use]
    pub fn daily(&self) -> Option<Fen> {
        self.pay.daily(self.hours_per_day)
    }

    /// 面议, or nothing said of the pay at all.
    #[must_use]
    pub fn pay_is_open(&self) -> bool {
        matches!(self.pay.rate, Rate::Negotiable | Rate::Unstated)
    }

    /// What a search looks through, the title first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.employer, &self.category, &self.place, &self.road];
        let own = std::iter::once(&self.title).chain(optional.into_iter().flatten());
        own.chain(self.area.names()).map(CleanText::as_str)
    }
}
