//! The default order: what a worker who came on foot at five wants to see first.

use std::cmp::Ordering;
use std::cmp::Reverse;

use jiff::civil::Date;

use super::Brief;
use crate::posting::Settlement;

/// Can start today, no age limit but adulthood, paid the same day, well paid by the hour, near, fresh. Pay to be agreed
/// comes after all that, full ones last. Ties fall to the identifier, so that pages never repeat or skip a posting.
pub(super) fn sort(briefs: &mut [Brief], today: Date) {
    briefs.sort_by(|a, b| compare(a, b, today));
}

fn compare(a: &Brief, b: &Brief, today: Date) -> Ordering {
    standing(a, today)
        .cmp(&standing(b, today))
        .then_with(|| near(a).total_cmp(&near(b)))
        .then_with(|| Reverse(a.as_of).cmp(&Reverse(b.as_of)))
        .then_with(|| a.id.cmp(&b.id))
        .then_with(|| a.row.cmp(&b.row))
}

/// Less is better.
fn standing(brief: &Brief, today: Date) -> impl Ord + use<> {
    let starts_today = brief.start.map_or(brief.immediate, |start| {
        start.date == today || (brief.immediate && start.date < today)
    });
    (
        brief.openings.is_full(),
        brief.pay_is_open(),
        !starts_today,
        brief.ages.max.is_some(),
        brief.pay.settlement != Some(Settlement::Daily),
        Reverse(brief.hourly),
    )
}

/// Metres; what does not say where it is counts as far.
fn near(brief: &Brief) -> f64 {
    brief.distance_m.unwrap_or(f64::INFINITY)
}
