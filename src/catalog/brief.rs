//! What lists and search need of a posting.

use std::hash::DefaultHasher;
use std::hash::Hash as _;
use std::hash::Hasher as _;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;

use super::Standpoint;
use crate::posting::Ages;
use crate::posting::Fen;
use crate::posting::Openings;
use crate::posting::Pay;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
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
    /// The occupation, where the title does not say it.
    pub trade: Option<CleanText>,
    /// The most telling name of where the work is.
    pub place: Option<CleanText>,
    pub district: Option<CleanText>,
    pub subdistrict: Option<CleanText>,
    /// From the kiosk, in metres.
    pub distance_m: Option<f64>,
    pub pay: Pay,
    /// Yuan an hour.
    pub hourly: Option<Fen>,
    pub start: Option<Start>,
    pub immediate: bool,
    pub hours_per_day: Option<f64>,
    pub openings: Openings,
    pub ages: Ages,
    pub perks: Perks,
    /// Certificates and papers.
    pub qualifications: Option<CleanText>,
    /// There is a number to call.
    pub has_phone: bool,
    /// The day of the newest word on it.
    pub as_of: Option<Date>,
    pub valid_through: Option<Timestamp>,
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
    #[must_use]
    pub fn of(row: Row, posting: &Posting, standpoint: &Standpoint) -> Self {
        let benefits = &posting.benefits;
        let given = |provision: &Option<crate::posting::Provision>| provision.as_ref().is_some_and(|it| it.given);
        let place = &posting.place;
        let newest = posting.origin.modified.map(When::At).or(posting.origin.posted);
        Self {
            row,
            number: PostingNumber::of(&posting.id),
            id: posting.id.clone(),
            title: posting.title.clone(),
            employer: posting.employer.name.clone(),
            trade: posting
                .work
                .trade
                .clone()
                .filter(|trade| !posting.title.contains(trade.as_str())),
            place: [
                &place.name,
                &place.street,
                &place.subdistrict,
                &place.district,
                &place.locality,
            ]
            .into_iter()
            .find_map(Clone::clone),
            district: place.district.clone(),
            subdistrict: place.subdistrict.clone(),
            distance_m: standpoint.geo.zip(place.geo).map(|(here, there)| here.metres_to(there)),
            pay: posting.pay.clone(),
            hourly: posting.pay.hourly(posting.work.hours_per_day),
            start: Start::of(posting, standpoint),
            immediate: posting.work.immediate,
            hours_per_day: posting.work.hours_per_day,
            openings: posting.openings,
            ages: posting.wanted.ages,
            perks: Perks {
                transport: given(&benefits.transport),
                meals: given(&benefits.meals),
                lodging: given(&benefits.lodging),
            },
            qualifications: posting.wanted.qualifications.clone(),
            has_phone: posting.contact.phone.is_some(),
            as_of: newest.map(|when| when.date(&standpoint.zone)),
            valid_through: posting.origin.valid_through,
        }
    }

    /// Whether one can still begin today: the hour to meet, where one is named, has not passed.
    #[must_use]
    pub fn can_start_today(&self, today: Date, now: Timestamp) -> bool {
        match self.start {
            None => self.immediate,
            Some(start) if start.date == today => start.at.is_none_or(|at| now <= at),
            Some(start) => self.immediate && start.date < today,
        }
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
            self.hourly,
            self.as_of,
            self.valid_through,
        )
            .hash(&mut hasher);
        hasher.finish()
    }

    /// What a search looks through besides the title.
    pub(super) fn texts(&self) -> impl Iterator<Item = &str> {
        let optional = [
            &self.employer,
            &self.trade,
            &self.place,
            &self.district,
            &self.subdistrict,
        ];
        std::iter::once(&self.title)
            .chain(optional.into_iter().flatten())
            .map(CleanText::as_str)
    }
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
            When::On(date) => (date, None, None),
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
