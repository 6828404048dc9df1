//! What is like a posting: for one that is full, and for whoever wants to compare.

use std::sync::Arc;

use jiff::Timestamp;

use super::Catalog;
use super::Index;
use super::bits::Bits;
use super::record::Entry;
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
        let Some(index) = self.stock.at_row(row) else {
            return Vec::new();
        };
        let model = self.stock.entry(index);
        let mut alike = Bits::none(self.len());
        for set in self.stock.sets_of_any(model.trades()) {
            alike.insert_all(self.stock.in_trades(set));
        }
        alike.and(&self.ready.offered(self, now));
        alike.remove(index);
        let mut like: Vec<(f64, Index)> = alike
            .iter()
            .map(|index| (self.stock.entry(index), index))
            .filter(|(entry, _)| !entry.record.openings().is_full())
            .map(|(entry, index)| (unlikeness(model, entry), index))
            .collect();
        like.sort_by(|(a, first), (b, second)| a.total_cmp(b).then(first.cmp(second)));
        like.into_iter().map(|(_, index)| index).take(SIMILAR_MAX).collect()
    }
}

/// From 0 for the same in everything to 5.
fn unlikeness(a: Entry, b: Entry) -> f64 {
    // 外墙清洗 is filed under 保洁 too, but is more like another of its kind than like any 保洁.
    let trade = if a.trades() == b.trades() { 0.0 } else { 1.0 };
    let pay = match (a.deal().hourly, b.deal().hourly) {
        (Some(a), Some(b)) => (a.yuan() - b.yuan()).abs() / a.yuan().max(b.yuan()).max(1.0),
        _ if a.deal().pay().rate == b.deal().pay().rate => 0.0,
        _ => UNSAID,
    };
    let area = |entry: Entry<'_>| Arc::clone(&entry.parts.area_of(entry.record.spot).area);
    let place = match (a.geo(), b.geo()) {
        (Some(a), Some(b)) => (a.metres_to(b) / FAR_M).min(1.0),
        _ if area(a) == area(b) => 0.0,
        _ if area(a).district.is_some() && area(a).district == area(b).district => UNSAID / 2.0,
        _ => UNSAID,
    };
    let day = match (a.times().start, b.times().start) {
        (Some(a), Some(b)) => (f64::from((a.date - b.date).get_days().abs()) / LONG_DAYS).min(1.0),
        (None, None) if a.times().hours.immediate == b.times().hours.immediate => 0.0,
        _ => UNSAID,
    };
    let (a_shifts, b_shifts) = (a.record.terms.shifts, b.record.terms.shifts);
    let is_unsaid = a_shifts.is_empty() || b_shifts.is_empty();
    let hour = if is_unsaid || !a_shifts.is_disjoint(b_shifts) {
        0.0
    } else {
        UNSAID
    };
    trade + pay + place + day + hour
}
