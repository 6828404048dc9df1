//! What comes first, in each of the sorts.

use std::cmp::Reverse;

use super::Index;
use super::Sort;
use super::Standpoint;
use super::record::Entry;
use super::stock::Slot;
use super::stock::Stock;

/// [`Sort::Best`]: what staff have pinned; then can start today, no age limit but adulthood, paid the same day, well paid by the hour, near, fresh.
/// Pay to be agreed comes after all that, then what has begun without one, full ones last. Ties fall to the identifier, so that pages never repeat or
/// skip a posting.
pub(super) fn sort<'a>(slots: &mut [Slot], entry: impl Fn(Slot) -> Entry<'a>, standpoint: &Standpoint) {
    // Worked out once: a posting is compared twenty times, and its parts lie all over the memory.
    let mut keyed: Vec<_> = slots
        .iter()
        .map(|slot| {
            let entry = entry(*slot);
            (
                standing(entry, standpoint),
                whole_metres(entry.record.distance_m),
                Reverse(entry.record.newest),
                *slot,
            )
        })
        .collect();
    keyed.sort_unstable_by(|(a, a_near, a_newest, first), (b, b_near, b_newest, second)| {
        let ties = || {
            let (first, second) = (entry(*first), entry(*second));
            (first.id(), first.record.row).cmp(&(second.id(), second.record.row))
        };
        (a, a_near, a_newest).cmp(&(b, b_near, b_newest)).then_with(ties)
    });
    for (slot, (_, _, _, sorted)) in slots.iter_mut().zip(keyed) {
        *slot = sorted;
    }
}

/// For each posting its place in another sort than the default; `None` for that one, which they already have.
pub(super) fn ranks(stock: &Stock, sort: Sort, standpoint: &Standpoint) -> Option<Vec<Index>> {
    // Plain numbers: comparing whole postings a hundred thousand times over is a tenth of a second for each sort.
    let key: &dyn Fn(Entry) -> i64 = match sort {
        Sort::Best => return None,
        Sort::Pay => &|entry| entry.deal().hourly.map_or(i64::MAX, |fen| -i64::from(fen.0)),
        Sort::Near => &|entry| whole_metres(entry.record.distance_m),
        Sort::Fresh => &|entry| entry.newest().map_or(i64::MAX, |at| -at.as_second()),
        Sort::Soonest => &|entry| soon(entry, standpoint),
    };
    let Standpoint { today, now, .. } = *standpoint;
    let mut order: Vec<(bool, bool, i64, Index)> = stock
        .entries()
        .map(|(index, entry)| {
            let is_missed = entry.is_missed(today, now);
            (entry.record.openings().is_full(), is_missed, key(entry), index)
        })
        .collect();
    order.sort_unstable();
    let mut ranks = vec![0; stock.len()];
    for (rank, (_, _, _, index)) in (0..).zip(order) {
        ranks[index as usize] = rank;
    }
    Some(ranks)
}

/// Less is better: a bit for each thing that one looks at first, then what is paid an hour, most first.
fn standing(entry: Entry, standpoint: &Standpoint) -> u64 {
    const UNPAID: u64 = 1 << u32::BITS;
    let Standpoint { today, now, .. } = *standpoint;
    let worse = [
        entry.record.openings().is_full(),
        entry.is_missed(today, now),
        !entry.record.pinned,
        entry.pay_is_open(),
        !entry.can_start_today(today, now),
        entry.record.ages.max.is_some(),
        !entry.is_paid_daily(),
    ];
    let first = worse
        .into_iter()
        .fold(0, |all, is_worse| all << 1 | u64::from(is_worse));
    let pay = entry.deal().hourly.map_or(UNPAID, |fen| u64::from(u32::MAX - fen.0));
    first << (u32::BITS + 1) | pay
}

/// Nobody chooses by less than a metre, and two ways to reckon the same distance may differ in the last digits.
#[expect(
    clippy::cast_possible_truncation,
    reason = "no place on Earth is farther than i64 metres, and what is infinite becomes the largest"
)]
fn whole_metres(metres: f64) -> i64 {
    metres.round() as i64
}

/// The minute at which it begins. What can begin at any time, and a day without an hour, come before the hours of that
/// day; then what does not say when; last what has begun already.
fn soon(entry: Entry, standpoint: &Standpoint) -> i64 {
    const NOW: i64 = 0;
    const UNSAID: i64 = i64::MAX - 1;
    const BEGUN: i64 = i64::MAX;
    const DAY_MINS: i64 = 24 * 60;
    let Standpoint { today, now, .. } = *standpoint;
    let times = entry.times();
    let immediate = times.hours.immediate;
    match times.start {
        None if immediate => NOW,
        None => UNSAID,
        Some(start) if start.date < today && immediate => NOW,
        Some(_) if times.is_missed(today, now) => BEGUN,
        Some(start) => {
            let days = i64::from((start.date - today).get_days());
            let minute = start
                .time
                .map_or(NOW, |it| 1 + i64::from(it.hour()) * 60 + i64::from(it.minute()));
            days * DAY_MINS + minute
        }
    }
}
