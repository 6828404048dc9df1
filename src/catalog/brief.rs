//! What lists and search need of a posting.

use std::hash::DefaultHasher;
use std::hash::Hash as _;
use std::hash::Hasher as _;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;

use super::Area;
use super::Standpoint;
use super::Terms;
use super::Trade;
use super::terms::first_time;
use super::texts::Shared;
use super::texts::TextIds;
use crate::posting::Ages;
use crate::posting::Fen;
use crate::posting::Geo;
use crate::posting::Openings;
use crate::posting::Pay;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Provision;
use crate::posting::Rate;
use crate::posting::Row;
use crate::posting::When;
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
    /// When the hours of today begin, where they are said: what goes on for days can be missed today too.
    pub(super) shift_at: Option<Timestamp>,
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
    pub(super) texts: TextIds,
}

/// When one would begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    pub date: Date,
    pub time: Option<Time>,
    /// The time is that of a meeting before the work.
    pub is_meeting: bool,
    at: Option<Timestamp>,
}

/// What the employer provides, as far as a list marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Perks {
    pub transport: bool,
    pub meals: bool,
    pub lodging: bool,
}

impl Brief {
    /// `shared` keeps once what many postings have alike.
    pub(super) fn of(row: Row, posting: &Posting, standpoint: &Standpoint, shared: &mut Shared) -> Self {
        let benefits = &posting.benefits;
        let given = |provision: &Option<Provision>| provision.as_ref().is_some_and(|it| it.given);
        let place = &posting.place;
        let named = [
            &place.name,
            &place.street,
            &place.village,
            &place.subdistrict,
            &place.district,
            &place.locality,
        ];
        let category = posting.work.trade.as_ref();
        let said_category = category.filter(|it| !posting.title.contains(it.as_str()));
        let (title, title_id) = shared.title(&posting.title);
        let (employer, employer_id) = shared.optional(posting.employer.name.as_ref());
        let (said_category, category_id) = shared.optional(said_category);
        let (named, named_id) = shared.optional(named.into_iter().find_map(Option::as_ref));
        let road = place.street.as_deref().and_then(road);
        let (road, road_id) = shared.optional(road.filter(|road| !says(named.as_ref(), road)).as_ref());
        let (area, area_id) = shared.area(Area::of(place));
        let start = Start::of(posting, standpoint);
        let newest = posting.origin.modified.map(When::At).or(posting.origin.posted);
        Self {
            row,
            number: PostingNumber::of(&posting.id),
            id: posting.id.clone(),
            title,
            employer,
            category: said_category,
            trades: shared.trades(Trade::of(&posting.title, category)),
            place: named,
            road,
            area,
            geo: place.geo,
            distance_m: standpoint.geo.zip(place.geo).map(|(here, there)| here.metres_to(there)),
            pay: posting.pay.clone(),
            hourly: posting.pay.hourly(posting.work.hours_per_day),
            start,
            shift_at: shift_at(posting, standpoint),
            immediate: posting.work.immediate,
            hours_per_day: posting.work.hours_per_day,
            openings: posting.openings,
            pinned: false,
            ages: posting.wanted.ages,
            perks: Perks {
                transport: given(&benefits.transport),
                meals: given(&benefits.meals),
                lodging: given(&benefits.lodging),
            },
            terms: Terms::of(posting, start),
            qualifications: posting.wanted.qualifications.clone(),
            has_phone: posting.contact.phone.is_some(),
            newest: newest.and_then(|when| when.first_moment(&standpoint.zone)),
            as_of: newest.map(|when| when.date(&standpoint.zone)),
            valid_through: posting.origin.valid_through,
            texts: TextIds {
                title: title_id,
                others: [employer_id, category_id, named_id, road_id],
                area: area_id,
            },
        }
    }

    /// Whether one can still begin today: the hour to meet, or else the first hour of work, has not passed.
    #[must_use]
    pub fn can_start_today(&self, today: Date, now: Timestamp) -> bool {
        let is_in_time = |at: Option<Timestamp>| at.is_none_or(|at| now <= at);
        match self.start {
            None => self.immediate && is_in_time(self.shift_at),
            Some(start) if start.date == today => is_in_time(start.at.or(self.shift_at)),
            Some(start) => self.immediate && start.date < today && is_in_time(self.shift_at),
        }
    }

    /// It has begun, and nobody joins it any more.
    #[must_use]
    pub fn is_missed(&self, today: Date, now: Timestamp) -> bool {
        let is_over = |start: Start| start.date < today && !self.immediate || start.has_passed(today, now);
        self.start.is_some_and(is_over)
    }

    #[must_use]
    pub fn is_of_any(&self, trades: &[Trade]) -> bool {
        self.trades.iter().any(|trade| trades.contains(trade))
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

    /// Differs where what a list shows differs. Only to be compared within one run of the program.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (
            self.row,
            &self.id,
            &self.title,
            self.openings,
            self.pinned,
            self.hourly,
            self.as_of,
            self.valid_through,
        )
            .hash(&mut hasher);
        hasher.finish()
    }

    /// What a search looks through, the title first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let optional = [&self.employer, &self.category, &self.place, &self.road];
        let own = std::iter::once(&self.title).chain(optional.into_iter().flatten());
        own.chain(self.area.names()).map(CleanText::as_str)
    }
}

/// 台东三路 of 台东三路 123 号: nobody looks for a number, and each door would be a text of its own.
fn road(street: &str) -> Option<CleanText> {
    let end = street.find(|c: char| c.is_ascii_digit()).unwrap_or(street.len());
    CleanText::line(&street[..end])
}

fn says(place: Option<&CleanText>, road: &str) -> bool {
    place.is_some_and(|place| place.contains(road))
}

fn shift_at(posting: &Posting, standpoint: &Standpoint) -> Option<Timestamp> {
    let time = first_time(posting.work.hours.as_deref())?;
    at(standpoint.today, time, standpoint)
}

fn at(date: Date, time: Time, standpoint: &Standpoint) -> Option<Timestamp> {
    let zoned = date.to_datetime(time).to_zoned(standpoint.zone.clone());
    zoned.ok().map(|zoned| zoned.timestamp())
}

impl Start {
    /// One should have been there earlier today.
    #[must_use]
    pub fn has_passed(self, today: Date, now: Timestamp) -> bool {
        self.date == today && self.at.is_some_and(|at| at < now)
    }

    fn of(posting: &Posting, standpoint: &Standpoint) -> Option<Self> {
        let work = &posting.work;
        let when = work.meet_time.map(When::At).or(work.starts)?;
        let (date, time, at) = match when {
            // What is done in a day begins with its hours.
            When::On(date) => {
                let time = first_time(work.hours.as_deref()).filter(|_| work.days == Some(1));
                let at = time.and_then(|time| at(date, time, standpoint));
                (date, time, at)
            }
            When::At(at) => {
                let zoned = at.to_zoned(standpoint.zone.clone());
                (zoned.date(), Some(zoned.time()), Some(at))
            }
        };
        Some(Self {
            date,
            time,
            is_meeting: work.meet_time.is_some(),
            at,
        })
    }
}
