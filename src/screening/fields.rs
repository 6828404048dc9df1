//! What the fields of a posting say, and do not say.

use enumset::EnumSet;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use super::Contact;
use super::Context;
use super::Field;
use super::Rule;
use crate::bulletin::MinimumWage;
use crate::posting::Audience;
use crate::posting::Deposit;
use crate::posting::Pay;
use crate::posting::Posting;
use crate::posting::Rate;
use crate::posting::Sex;
use crate::posting::Wanted;
use crate::posting::When;

/// A posting that nobody has touched for so long is asked about, as one that no pull confirms is no longer offered.
pub const STALE_DAYS: i32 = 30;
/// How a feed says in words that a column limits nothing.
const NO_LIMIT: [&str; 4] = ["不限", "不要求", "无要求", "全国"];
/// What the notice of 2026 asks every posting to have.
const ASKED: [Field; 7] = [
    Field::Employer,
    Field::Openings,
    Field::Conditions,
    Field::Description,
    Field::Place,
    Field::Pay,
    Field::Validity,
];

/// What the checks read in fields that nothing else is kept of: with the posting alone, so that it can be kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said<'a> {
    missing: EnumSet<Field>,
    /// Where it is a limit.
    sex: Option<Sex>,
    residence: Option<&'a str>,
    deposit: Option<Taken<'a>>,
}

/// A deposit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Taken<'a> {
    Somehow,
    InWords(&'a str),
}

/// All that the checks read in the fields of a posting.
#[derive(Debug, Clone, Copy)]
pub struct Facts<'a> {
    pub said: Said<'a>,
    pub pay: &'a Pay,
    pub hours_per_day: Option<f64>,
    pub phone: Option<&'a str>,
    pub contact: Contact,
    pub posted: Option<When>,
    pub modified: Option<Timestamp>,
    pub verified_at: Option<Timestamp>,
    pub valid_through: Option<Timestamp>,
}

impl<'a> Said<'a> {
    #[must_use]
    pub fn of(posting: &'a Posting) -> Self {
        let deposit = match &posting.benefits.deposit {
            Some(Deposit::Taken(words)) => Some(words.as_deref().map_or(Taken::Somehow, Taken::InWords)),
            Some(Deposit::NotTaken) | None => None,
        };
        Self {
            missing: missing(posting),
            sex: posting.wanted.sex.filter(|sex| limit(*sex).is_some()),
            residence: residence(&posting.wanted),
            deposit,
        }
    }
}

impl<'a> Facts<'a> {
    #[must_use]
    pub fn of(posting: &'a Posting) -> Self {
        let origin = &posting.origin;
        let phone = posting.contact.phone.as_deref();
        Self {
            said: Said::of(posting),
            pay: &posting.pay,
            hours_per_day: posting.work.hours_per_day,
            phone,
            contact: Contact::of(phone, posting.employer.name.as_deref()),
            posted: origin.posted,
            modified: origin.modified,
            verified_at: origin.verified_at,
            valid_through: origin.valid_through,
        }
    }

    /// Hands on each reason to look, with the text of the field where it has one.
    pub(super) fn look(&self, context: &Context, mut found: impl FnMut(Rule, Field, Option<&str>)) {
        let said = &self.said;
        for field in ASKED.into_iter().filter(|field| said.missing.contains(*field)) {
            found(Rule::MissingFields, field, None);
        }
        if let Some(limit) = said.sex.and_then(limit) {
            found(Rule::Sex, Field::Sex, Some(limit));
        }
        if let Some(residence) = said.residence {
            found(Rule::Household, Field::Residence, Some(residence));
        }
        let falls_short = |row: &MinimumWage| row.is_more_than(self.pay, self.hours_per_day);
        if context.minimum_wage.is_some_and(falls_short) {
            found(Rule::MinimumWage, Field::Pay, paid(self.pay).as_deref());
        }
        match said.deposit {
            Some(Taken::InWords(words)) => found(Rule::Fee, Field::Deposit, Some(words)),
            Some(Taken::Somehow) => found(Rule::Fee, Field::Deposit, None),
            None => {}
        }
        if context.census.has_many(self.contact) {
            found(Rule::ManyEmployers, Field::Phone, self.phone);
        }
        if let Some(field) = self.stale(context) {
            found(Rule::Stale, field, None);
        }
    }

    /// The field by which a posting has run out, or been left lying.
    fn stale(&self, context: &Context) -> Option<Field> {
        let day = |moment: Timestamp| moment.to_zoned(context.zone.clone()).date();
        if self.valid_through.is_some_and(|end| day(end) < context.today) {
            return Some(Field::Validity);
        }
        let posted = self.posted.map(|when| when.date(context.zone));
        let touched = [self.modified, self.verified_at].map(|moment| moment.map(day));
        let newest: Date = touched.into_iter().chain([posted]).flatten().max()?;
        let is_old = context.today.since(newest).is_ok_and(|age| age.get_days() > STALE_DAYS);
        is_old.then_some(Field::Posted)
    }
}

fn missing(posting: &Posting) -> EnumSet<Field> {
    let place = &posting.place;
    let named = [
        &place.name,
        &place.street,
        &place.subdistrict,
        &place.district,
        &place.locality,
    ];
    let has = [
        (Field::Employer, posting.employer.name.is_some()),
        (
            Field::Openings,
            posting.openings.total.or(posting.openings.left).is_some(),
        ),
        (Field::Conditions, has_conditions(&posting.wanted)),
        (Field::Description, posting.description.is_some()),
        (
            Field::Place,
            place.geo.is_some() || named.into_iter().any(Option::is_some),
        ),
        // 面议 is no pay that anybody could judge by.
        (
            Field::Pay,
            matches!(posting.pay.rate, Rate::Fixed { .. } | Rate::Written(_)),
        ),
        (Field::Validity, posting.origin.valid_through.is_some()),
    ];
    let missing = has.into_iter().filter(|(_, has)| !has);
    missing.map(|(field, _)| field).collect()
}

fn has_conditions(wanted: &Wanted) -> bool {
    let texts = [
        &wanted.qualifications,
        &wanted.skills,
        &wanted.education,
        &wanted.experience,
        &wanted.physical,
    ];
    wanted.ages.min.or(wanted.ages.max).is_some()
        || texts.into_iter().any(Option::is_some)
        || !wanted.bring.is_empty()
        || !wanted.audience.is_empty()
}

/// The sum, so that another one is looked at again.
fn paid(pay: &Pay) -> Option<String> {
    match &pay.rate {
        Rate::Fixed { low, .. } => Some(low.yuan().to_string()),
        Rate::Written(_) | Rate::Negotiable | Rate::Unstated => None,
    }
}

/// The limit in words, for staff to see.
fn limit(sex: Sex) -> Option<&'static str> {
    match sex {
        Sex::Any => None,
        Sex::Men => Some("男"),
        Sex::Women => Some("女"),
    }
}

/// Work of public welfare is for those who live there, by law (《就业促进法》第五十二条).
fn residence(wanted: &Wanted) -> Option<&str> {
    let residence = wanted.residence.as_deref()?;
    let is_limit = !NO_LIMIT.iter().any(|words| residence.contains(words));
    (is_limit && !wanted.audience.contains(&Audience::PublicWelfare)).then_some(residence)
}
