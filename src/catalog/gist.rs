//! What a catalog keeps of a posting, before anybody looks at it from a place and a day.
//!
//! It borrows its texts, because a catalog keeps each text once and most are there already; and it can be written down,
//! so that a start need not read whole postings.

use enumset::EnumSet;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use serde::Deserialize;
use serde::Serialize;

use super::Paper;
use super::terms;
use super::terms::first_time;
use crate::posting::Ages;
use crate::posting::Audience;
use crate::posting::Deposit;
use crate::posting::Geo;
use crate::posting::Openings;
use crate::posting::Pay;
use crate::posting::Posting;
use crate::posting::Provision;
use crate::posting::Recruiter;
use crate::posting::When;
use crate::screening::Contact;
use crate::screening::Facts;
use crate::screening::Said;

/// To be raised whenever [`Gist`], or what it makes of a posting, changes: what an older version has written down is then
/// made anew.
pub const GIST_FORM: i64 = 1;

/// One posting, as far as lists and search need it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a thing of its own that a posting says or does not"
)]
pub struct Gist<'a> {
    #[serde(borrow)]
    pub id: &'a str,
    pub title: &'a str,
    pub description: Option<&'a str>,
    pub employer: Option<&'a str>,
    /// As the feed has it.
    pub category: Option<&'a str>,
    /// The most telling name of where the work is.
    pub place: Option<&'a str>,
    /// As written, with its number.
    pub street: Option<&'a str>,
    pub region: Option<&'a str>,
    pub locality: Option<&'a str>,
    pub district: Option<&'a str>,
    pub subdistrict: Option<&'a str>,
    pub village: Option<&'a str>,
    pub qualifications: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub geo: Option<Geo>,
    pub pay: Pay,
    pub hours_per_day: Option<f64>,
    pub days: Option<u32>,
    pub immediate: bool,
    starts: Option<Day>,
    meets: Option<Moment>,
    /// When a day of work begins: hour and minute.
    opens: Option<(i8, i8)>,
    pub openings: Openings,
    pub ages: Ages,
    pub meals: bool,
    pub lodging: bool,
    pub transport: bool,
    pub papers: EnumSet<Paper>,
    pub audience: EnumSet<Audience>,
    /// Whether it says that it takes one.
    pub deposit: Option<bool>,
    pub accident_insured: bool,
    pub injury_insured: bool,
    /// Whether the employer itself takes one on, where it says so.
    pub direct: Option<bool>,
    verified: Option<Moment>,
    posted: Option<Day>,
    modified: Option<Moment>,
    valid_through: Option<Moment>,
    /// For the checks.
    pub said: Said<'a>,
}

/// Seconds and nanoseconds since 1970: shorter than letters, and read in no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Moment(i64, i32);

/// [`When`], written by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Day {
    At(Moment),
    On(i16, i8, i8),
}

impl<'a> Gist<'a> {
    #[must_use]
    pub fn of(posting: &'a Posting) -> Self {
        let Posting {
            place, work, wanted, ..
        } = posting;
        let (benefits, origin) = (&posting.benefits, &posting.origin);
        let named = [
            &place.name,
            &place.street,
            &place.village,
            &place.subdistrict,
            &place.district,
            &place.locality,
        ];
        let given = |provision: &Option<Provision>| provision.as_ref().is_some_and(|it| it.given);
        let opens = first_time(work.hours.as_deref());
        Self {
            id: &posting.id.0,
            title: &posting.title,
            description: posting.description.as_deref(),
            employer: posting.employer.name.as_deref(),
            category: work.trade.as_deref(),
            place: named.into_iter().find_map(|name| name.as_deref()),
            street: place.street.as_deref(),
            region: place.region.as_deref(),
            locality: place.locality.as_deref(),
            district: place.district.as_deref(),
            subdistrict: place.subdistrict.as_deref(),
            village: place.village.as_deref(),
            qualifications: wanted.qualifications.as_deref(),
            phone: posting.contact.phone.as_deref(),
            geo: place.geo,
            pay: posting.pay.clone(),
            hours_per_day: work.hours_per_day,
            days: work.days,
            immediate: work.immediate,
            starts: work.starts.map(Day::from),
            meets: work.meet_time.map(Moment::from),
            opens: opens.map(|time| (time.hour(), time.minute())),
            openings: posting.openings,
            ages: wanted.ages,
            meals: given(&benefits.meals),
            lodging: given(&benefits.lodging),
            transport: given(&benefits.transport),
            papers: terms::papers(posting),
            audience: wanted.audience.iter().copied().collect(),
            deposit: benefits.deposit.as_ref().map(|it| *it != Deposit::NotTaken),
            accident_insured: benefits.insurance.accident == Some(true),
            injury_insured: benefits.insurance.injury == Some(true),
            direct: posting.employer.recruiter.as_ref().map(|it| *it == Recruiter::Direct),
            verified: origin.verified_at.map(Moment::from),
            posted: origin.posted.map(Day::from),
            modified: origin.modified.map(Moment::from),
            valid_through: origin.valid_through.map(Moment::from),
            said: Said::of(posting),
        }
    }

    /// What the checks read in the fields.
    #[must_use]
    pub fn facts(&self, contact: Contact) -> Facts<'_> {
        Facts {
            said: self.said,
            pay: &self.pay,
            hours_per_day: self.hours_per_day,
            phone: self.phone,
            contact,
            posted: self.posted(),
            modified: self.modified(),
            verified_at: self.verified_at(),
            valid_through: self.valid_through(),
        }
    }

    /// `jobStartDate`
    #[must_use]
    pub fn starts(&self) -> Option<When> {
        self.starts.and_then(Day::when)
    }

    /// When one meets before the work.
    #[must_use]
    pub fn meets(&self) -> Option<Timestamp> {
        self.meets.and_then(Moment::time)
    }

    /// When a day of work begins.
    #[must_use]
    pub fn opens(&self) -> Option<Time> {
        let (hour, minute) = self.opens?;
        Time::new(hour, minute, 0, 0).ok()
    }

    #[must_use]
    pub fn verified_at(&self) -> Option<Timestamp> {
        self.verified.and_then(Moment::time)
    }

    #[must_use]
    pub fn posted(&self) -> Option<When> {
        self.posted.and_then(Day::when)
    }

    #[must_use]
    pub fn modified(&self) -> Option<Timestamp> {
        self.modified.and_then(Moment::time)
    }

    /// The newest word on it.
    #[must_use]
    pub fn newest(&self) -> Option<When> {
        self.modified().map(When::At).or_else(|| self.posted())
    }

    #[must_use]
    pub fn valid_through(&self) -> Option<Timestamp> {
        self.valid_through.and_then(Moment::time)
    }
}

impl Moment {
    fn time(self) -> Option<Timestamp> {
        Timestamp::new(self.0, self.1).ok()
    }
}

impl From<Timestamp> for Moment {
    fn from(time: Timestamp) -> Self {
        Self(time.as_second(), time.subsec_nanosecond())
    }
}

impl From<When> for Day {
    fn from(when: When) -> Self {
        match when {
            When::At(time) => Self::At(time.into()),
            When::On(date) => Self::On(date.year(), date.month(), date.day()),
        }
    }
}

impl Day {
    fn when(self) -> Option<When> {
        match self {
            Self::At(moment) => moment.time().map(When::At),
            Self::On(year, month, day) => Date::new(year, month, day).ok().map(When::On),
        }
    }
}
