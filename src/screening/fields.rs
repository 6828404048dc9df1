//! What the fields of a posting say, and do not say.

use jiff::Timestamp;
use jiff::civil::Date;

use super::Context;
use super::Field;
use super::Finding;
use super::Rule;
use crate::posting::Audience;
use crate::posting::Deposit;
use crate::posting::Posting;
use crate::posting::Rate;
use crate::posting::Sex;
use crate::posting::Wanted;
use crate::text::CleanText;

/// A posting that nobody has touched for so long is asked about, as one that no pull confirms is no longer offered.
pub const STALE_DAYS: i32 = 30;
/// How a feed says in words that a column limits nothing.
const NO_LIMIT: [&str; 4] = ["不限", "不要求", "无要求", "全国"];

pub(super) fn findings(posting: &Posting, context: &Context) -> Vec<Finding> {
    let mut findings: Vec<Finding> = missing(posting)
        .map(|field| Finding::of_field(Rule::MissingFields, field, None))
        .collect();
    let wanted = &posting.wanted;
    if let Some(limit) = wanted.sex.and_then(limit) {
        findings.push(Finding::of_field(Rule::Sex, Field::Sex, Some(&limit)));
    }
    if let Some(residence) = residence(wanted) {
        findings.push(Finding::of_field(Rule::Household, Field::Residence, Some(residence)));
    }
    if context
        .minimum_wage
        .is_some_and(|row| row.is_more_than(&posting.pay, posting.work.hours_per_day))
    {
        findings.push(Finding::of_field(Rule::MinimumWage, Field::Pay, paid(posting).as_ref()));
    }
    if let Some(Deposit::Taken(words)) = &posting.benefits.deposit {
        findings.push(Finding::of_field(Rule::Fee, Field::Deposit, words.as_ref()));
    }
    if context.census.many(posting).is_some() {
        let phone = posting.contact.phone.as_ref();
        findings.push(Finding::of_field(Rule::ManyEmployers, Field::Phone, phone));
    }
    if let Some(field) = stale(posting, context) {
        findings.push(Finding::of_field(Rule::Stale, field, None));
    }
    findings
}

/// What the notice of 2026 asks every posting to have.
fn missing(posting: &Posting) -> impl Iterator<Item = Field> {
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
    has.into_iter().filter(|(_, has)| !has).map(|(field, _)| field)
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
fn paid(posting: &Posting) -> Option<CleanText> {
    match &posting.pay.rate {
        Rate::Fixed { low, .. } => CleanText::line(&low.yuan().to_string()),
        Rate::Written(_) | Rate::Negotiable | Rate::Unstated => None,
    }
}

/// The limit in words, for staff to see.
fn limit(sex: Sex) -> Option<CleanText> {
    match sex {
        Sex::Any => None,
        Sex::Men => CleanText::line("男"),
        Sex::Women => CleanText::line("女"),
    }
}

/// Work of public welfare is for those who live there, by law (《就业促进法》第五十二条).
fn residence(wanted: &Wanted) -> Option<&CleanText> {
    let residence = wanted.residence.as_ref()?;
    let is_limit = !NO_LIMIT.iter().any(|words| residence.contains(words));
    (is_limit && !wanted.audience.contains(&Audience::PublicWelfare)).then_some(residence)
}

/// The field by which a posting has run out, or been left lying.
fn stale(posting: &Posting, context: &Context) -> Option<Field> {
    let origin = &posting.origin;
    let day = |moment: Timestamp| moment.to_zoned(context.zone.clone()).date();
    if origin.valid_through.is_some_and(|end| day(end) < context.today) {
        return Some(Field::Validity);
    }
    let posted = origin.posted.map(|when| when.date(context.zone));
    let touched = [origin.modified, origin.verified_at].map(|moment| moment.map(day));
    let newest: Date = touched.into_iter().chain([posted]).flatten().max()?;
    let is_old = context.today.since(newest).is_ok_and(|age| age.get_days() > STALE_DAYS);
    is_old.then_some(Field::Posted)
}
