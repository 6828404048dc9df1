//! What is paid here now, and what must be paid at least.

use jiff::Timestamp;

use super::Brief;
use super::Catalog;
use super::Index;
use super::Trade;
use crate::bulletin::MinimumWage;
use crate::posting::Fen;
use crate::posting::Per;
use crate::posting::Rate;

/// Bars of a histogram: as many as the eye compares at a glance.
pub const BINS: usize = 14;
/// A middle of fewer is chance.
const SPREAD_MIN: usize = 3;

/// What the postings of a trade pay a day, as the least that they promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spread {
    /// Of how many postings.
    pub count: usize,
    pub low: Fen,
    pub middle: Fen,
    pub high: Fen,
    /// How many postings pay so much, from `low` to `high` in even steps.
    pub bins: [usize; BINS],
}

impl Spread {
    fn of(mut daily: Vec<Fen>) -> Option<Self> {
        daily.sort_unstable();
        let (low, high) = (*daily.first()?, *daily.last()?);
        let mut spread = Self {
            count: daily.len(),
            low,
            middle: daily[daily.len() / 2],
            high,
            bins: [0; BINS],
        };
        for fen in &daily {
            spread.bins[spread.bin(*fen)] += 1;
        }
        (daily.len() >= SPREAD_MIN).then_some(spread)
    }

    /// In which bar a pay lies; the first or the last where it lies outside.
    #[must_use]
    pub fn bin(&self, fen: Fen) -> usize {
        let width = u64::from(self.high.0 - self.low.0).max(1);
        let above = u64::from(fen.0.saturating_sub(self.low.0)).min(width);
        let bin = above * (BINS as u64 - 1) / width;
        usize::try_from(bin).unwrap_or(BINS - 1)
    }
}

impl Catalog {
    /// How the postings of these trades that still want somebody pay by the day; nothing where they are too few.
    #[must_use]
    pub fn spread(&self, trades: &[Trade], now: Timestamp) -> Option<Spread> {
        let daily = self.open_in(trades, now).filter_map(|(_, brief)| brief.daily());
        Spread::of(daily.collect())
    }

    /// How many postings of these trades still want somebody.
    #[must_use]
    pub fn count_in(&self, trades: &[Trade], now: Timestamp) -> usize {
        self.open_in(trades, now).count()
    }

    fn open_in<'a>(&'a self, trades: &'a [Trade], now: Timestamp) -> impl Iterator<Item = (Index, &'a Brief)> {
        let is_of = |brief: &Brief| brief.trades.iter().any(|trade| trades.contains(trade));
        self.offered(now)
            .filter(move |(_, brief)| !brief.openings.is_full() && is_of(brief))
    }

    /// The row of the minimum wage that a posting falls short of; nothing where no row holds where it is, or where its
    /// pay is no figure by the hour or the month.
    #[must_use]
    pub fn falls_short_of(&self, brief: &Brief) -> Option<&MinimumWage> {
        let district = brief.area.district.as_ref()?;
        let standpoint = &self.standpoint;
        let row = self.board.minimum_wage(district, standpoint.today, &standpoint.zone)?;
        let is_short = match (&brief.pay.rate, brief.hourly) {
            (_, Some(hourly)) => row.per_hour.is_some_and(|least| hourly < least),
            // By the month only where all of it is a month's work.
            (
                Rate::Fixed {
                    high, per: Per::Month, ..
                },
                None,
            ) => row.per_month.is_some_and(|least| *high < least),
            (Rate::Fixed { .. } | Rate::Written(_) | Rate::Negotiable | Rate::Unstated, None) => false,
        };
        is_short.then_some(row)
    }
}
