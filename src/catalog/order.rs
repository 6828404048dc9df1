//! The default order: what a worker who came on foot at five wants to see first.

use std::cmp::Ordering;
use std::cmp::Reverse;

use super::Brief;
use super::Standpoint;
use crate::posting::Settlement;

/// Can start today, no age limit but adulthood, paid the same day, well paid by the hour, near, fresh. Pay to be agreed
/// comes after all that, full ones last. Ties fall to the identifier, so that pages never repeat or skip a posting.
pub(super) fn sort(briefs: &mut [Brief], standpoint: &Standpoint) {
    briefs.sort_by(|a, b| compare(a, b, standpoint));
}

fn compare(a: &Brief, b: &Brief, standpoint: &Standpoint) -> Ordering {
    standing(a, standpoint)
        .cmp(&standing(b, standpoint))
        .then_with(|| near(a).total_cmp(&near(b)))
        .then_with(|| Reverse(a.as_of).cmp(&Reverse(b.as_of)))
        .then_with(|| a.id.cmp(&b.id))
        .then_with(|| a.row.cmp(&b.row))
}

/// Less is better.
fn standing(brief: &Brief, standpoint: &Standpoint) -> impl Ord + use<> {
    (
        brief.openings.is_full(),
        brief.pay_is_open(),
        !brief.can_start_today(standpoint.today, standpoint.now),
        brief.ages.max.is_some(),
        brief.pay.settlement != Some(Settlement::Daily),
        Reverse(brief.hourly),
    )
}

/// Metres; what does not say where it is counts as far.
fn near(brief: &Brief) -> f64 {
    brief.distance_m.unwrap_or(f64::INFINITY)
}
