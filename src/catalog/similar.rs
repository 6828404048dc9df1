//! What is like a posting: for one that is full, and for whoever wants to compare.

use jiff::Timestamp;

use super::Brief;
use super::Catalog;
use super::Index;
use crate::posting::Row;

/// Some pages of them; who wants more searches.
const SIMILAR_MAX: usize = 36;
/// What weighs as much as a whole wage or another week: an hour by bus.
const FAR_M: f64 = 15_000.0;
const LONG_DAYS: f64 = 7.0;
/// Unsaid is neither near nor far.
const UNSAID: f64 = 0.5;

impl Catalog {
    /// Postings that share a trade and are open, nearest first: by trade, pay an hour, place, day and hour together,
    /// each from 0 for the same to at most 1 for quite another. Ties fall to the default order.
    #[must_use]
    pub fn similar(&self, row: Row, now: Timestamp) -> Vec<Index> {
        let Some(model) = self.at_row(row) else {
            return Vec::new();
        };
        let is_like = |brief: &Brief| {
            brief.row != row
                && !brief.openings.is_full()
                && brief.trades.iter().any(|trade| model.trades.contains(trade))
        };
        let mut like: Vec<(f64, Index)> = self
            .offered(now)
            .filter(|(_, brief)| is_like(brief))
            .map(|(index, brief)| (unlikeness(model, brief), index))
            .collect();
        like.sort_by(|(a, first), (b, second)| a.total_cmp(b).then(first.cmp(second)));
        like.into_iter().map(|(_, index)| index).take(SIMILAR_MAX).collect()
    }
}

/// From 0 for the same in everything to 5.
fn unlikeness(a: &Brief, b: &Brief) -> f64 {
    // 外墙清洗 is filed under 保洁 too, but is more like another of its kind than like any 保洁.
    let trade = if a.trades == b.trades { 0.0 } else { 1.0 };
    let pay = match (a.hourly, b.hourly) {
        (Some(a), Some(b)) => (a.yuan() - b.yuan()).abs() / a.yuan().max(b.yuan()).max(1.0),
        _ if a.pay.rate == b.pay.rate => 0.0,
        _ => UNSAID,
    };
    let place = match (a.geo, b.geo) {
        (Some(a), Some(b)) => (a.metres_to(b) / FAR_M).min(1.0),
        _ if a.area == b.area => 0.0,
        _ if a.area.district.is_some() && a.area.district == b.area.district => UNSAID / 2.0,
        _ => UNSAID,
    };
    let day = match (a.start, b.start) {
        (Some(a), Some(b)) => (f64::from((a.date - b.date).get_days().abs()) / LONG_DAYS).min(1.0),
        (None, None) if a.immediate == b.immediate => 0.0,
        _ => UNSAID,
    };
    let is_unsaid = a.terms.shifts.is_empty() || b.terms.shifts.is_empty();
    let hour = if is_unsaid || !a.terms.shifts.is_disjoint(b.terms.shifts) {
        0.0
    } else {
        UNSAID
    };
    trade + pay + place + day + hour
}
