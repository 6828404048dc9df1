//! What is worked out before anybody asks: which postings meet what people usually ask, and which are open until when; and
//! when somebody first asks, or [`Catalog::warm_up`] does, how the other sorts order them.

use std::sync::Arc;
use std::sync::OnceLock;

use jiff::SignedDuration;
use jiff::Timestamp;

use super::Catalog;
use super::Condition;
use super::Index;
use super::Sort;
use super::StartBy;
use super::bits::Bits;
use super::order;
use super::record::Entry;
use super::timeline::Timeline;
use super::usual::usual_ones;

#[derive(Debug)]
pub(super) struct Ready {
    /// Until their `validThrough`.
    offered: Timeline,
    /// One can begin today, until one should have been there.
    today: Timeline,
    /// Nobody more is wanted, or it has begun without one.
    pub(super) gone: Arc<Bits>,
    /// What is usually asked and does not depend on the hour.
    usual: Vec<(Condition, Bits)>,
    /// By [`Sort::ALL`]: the place of each posting where that sort has another.
    ranks: [OnceLock<Option<Vec<Index>>>; Sort::ALL.len()],
}

impl Default for Ready {
    /// For nothing.
    fn default() -> Self {
        let never = || Timeline::new(0, Timestamp::MIN, |_| None);
        Self {
            offered: never(),
            today: never(),
            gone: Arc::default(),
            usual: Vec::new(),
            ranks: Default::default(),
        }
    }
}

impl Ready {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let (stock, standpoint) = (&catalog.stock, &catalog.standpoint);
        let (len, now) = (stock.len(), standpoint.now);
        let today = |index| open_today_until(stock.entry(index), catalog);
        let is_gone = |entry: Entry| entry.record.openings().is_full() || entry.is_missed(standpoint.today, now);
        Self {
            offered: Timeline::new(len, now, |index| Some(stock.entry(index).valid_through())),
            today: Timeline::new(len, now, |index| {
                today(index).map(|until| Some(until).filter(|until| *until < Timestamp::MAX))
            }),
            gone: Arc::new(Bits::those(len, |index| is_gone(stock.entry(index)))),
            usual: usual_ones(catalog),
            ranks: Default::default(),
        }
    }

    /// What is not over. A clock that is not believed ends nothing.
    pub(super) fn offered(&self, catalog: &Catalog, now: Timestamp) -> Bits {
        if !catalog.believes(now) {
            return Bits::all(catalog.len());
        }
        let until = |index| catalog.stock.entry(index).valid_through();
        self.offered.open(now, |index| until(index).unwrap_or(Timestamp::MAX))
    }

    /// Whoever meets a condition that people usually ask.
    pub(super) fn meeting(&self, condition: &Condition) -> Option<&Bits> {
        self.usual
            .iter()
            .find(|(own, _)| own == condition)
            .map(|(_, bits)| bits)
    }

    /// Where one can begin by then, and somebody is still wanted.
    pub(super) fn starting(&self, catalog: &Catalog, by: StartBy, now: Timestamp) -> Bits {
        let until = |index| open_today_until(catalog.stock.entry(index), catalog);
        let today = || self.today.open(now, |index| until(index).unwrap_or(Timestamp::MIN));
        let known = || self.meeting(&Condition::Start(by));
        match (by, known()) {
            (StartBy::Today, _) => today(),
            (StartBy::Tomorrow | StartBy::Week, None) => Bits::none(catalog.len()),
            (StartBy::Tomorrow, Some(tomorrow)) => tomorrow.clone(),
            // Of those the ones that are ready begin after today.
            (StartBy::Week, Some(later)) => {
                let mut week = today();
                week.or(later);
                week
            }
        }
    }

    /// The place of each posting in a sort; `None` for that which they are in.
    pub(super) fn ranks(&self, catalog: &Catalog, sort: Sort) -> Option<&[Index]> {
        let (_, ranks) = Sort::ALL.into_iter().zip(&self.ranks).find(|(own, _)| *own == sort)?;
        let make = || order::ranks(&catalog.stock, sort, &catalog.standpoint);
        ranks.get_or_init(make).as_deref()
    }
}

/// The first moment at which one comes too late to begin today.
fn open_today_until(entry: Entry, catalog: &Catalog) -> Option<Timestamp> {
    let until = entry.times().open_today_until(catalog.standpoint.today);
    let until = until.filter(|_| !entry.record.openings().is_full())?;
    // At the very moment one is still in time.
    Some(
        until
            .checked_add(SignedDuration::from_nanos(1))
            .unwrap_or(Timestamp::MAX),
    )
}
