//! What comes first, in each of the sorts.

use std::cmp::Reverse;

use super::Brief;
use super::Index;
use super::Sort;
use super::Standpoint;
use crate::posting::Settlement;

/// [`Sort::Best`]: what staff have pinned; then can start today, no age limit but adulthood, paid the same day, well paid by the hour, near, fresh.
/// Pay to be agreed comes after all that, then what has begun without one, full ones last. Ties fall to the identifier, so that pages never repeat or
/// skip a posting.
pub(super) fn sort(briefs: &mut [Brief], standpoint: &Standpoint) {
    briefs.sort_by(|a, b| {
        standing(a, standpoint)
            .cmp(&standing(b, standpoint))
            .then_with(|| near(a).total_cmp(&near(b)))
            .then_with(|| Reverse(a.newest).cmp(&Reverse(b.newest)))
            .then_with(|| a.id.cmp(&b.id))
            .then_with(|| a.row.cmp(&b.row))
    });
}

/// For each posting, in the order of [`sort`], its place in another sort; `None` for the sort they already have.
pub(super) fn ranks(briefs: &[Brief], sort: Sort, standpoint: &Standpoint) -> Option<Vec<Index>> {
    // Plain numbers: comparing whole postings a hundred thousand times over is a tenth of a second for each sort.
    let key: &dyn Fn(&Brief) -> i64 = match sort {
        Sort::Best => return None,
        Sort::Pay => &|brief| brief.hourly.map_or(i64::MAX, |fen| -i64::from(fen.0)),
        Sort::Near => &|brief| brief.distance_m.map_or(i64::MAX, whole_metres),
        Sort::Fresh => &|brief| brief.newest.map_or(i64::MAX, |at| -at.as_second()),
        Sort::Soonest => &|brief| soon(brief, standpoint),
    };
    let keys = (0..).zip(briefs);
    let Standpoint { today, now, .. } = *standpoint;
    let mut order: Vec<(bool, bool, i64, Index)> = keys
        .map(|(index, brief)| {
            let is_missed = brief.is_missed(today, now);
            (brief.openings.is_full(), is_missed, key(brief), index)
        })
        .collect();
    order.sort_unstable();
    let mut ranks = vec![0; briefs.len()];
    for (rank, (_, _, _, index)) in (0..).zip(order) {
        ranks[index as usize] = rank;
    }
    Some(ranks)
}

/// Less is better.
fn standing(brief: &Brief, standpoint: &Standpoint) -> impl Ord + use<> {
    (
        brief.openings.is_full(),
        brief.is_missed(standpoint.today, standpoint.now),
        !brief.pinned,
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

#[expect(
    clippy::cast_possible_truncation,
    reason = "no place on Earth is farther than i64 metres"
)]
fn whole_metres(metres: f64) -> i64 {
    metres.round() as i64
}

/// The minute at which it begins. What can begin at any time, and a day without an hour, come before the hours of that
/// day; then what does not say when; last what has begun already.
fn soon(brief: &Brief, standpoint: &Standpoint) -> i64 {
    const NOW: i64 = 0;
    const UNSAID: i64 = i64::MAX - 1;
    const BEGUN: i64 = i64::MAX;
    const DAY_MINS: i64 = 24 * 60;
    let Standpoint { today, now, .. } = *standpoint;
    match brief.start {
        None if brief.immediate => NOW,
        None => UNSAID,
        Some(start) if start.date < today && brief.immediate => NOW,
        Some(_) if brief.is_missed(today, now) => BEGUN,
        Some(start) => {
            let days = i64::from((start.date - today).get_days());
            let minute = start
                .time
                .map_or(NOW, |it| 1 + i64::from(it.hour()) * 60 + i64::from(it.minute()));
            days * DAY_MINS + minute
        }
    }
}
