//! What is paid here now, and what must be paid at least.

use jiff::Timestamp;

use super::Brief;
use super::Catalog;
use super::Trade;
use super::bits::Bits;
use crate::bulletin::MinimumWage;
use crate::posting::Fen;

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

/// What postings of some trades say of pay, all told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// As many as their list shows, full ones among them.
    pub count: usize,
    pub spread: Option<Spread>,
}

impl Catalog {
    /// The same for many groups of trades as [`Self::count_in`] and [`Self::spread`] say of one, in one go.
    #[must_use]
    pub fn tally(&self, groups: &[&[Trade]], now: Timestamp) -> Vec<Tally> {
        let offered = self.ready.offered(self, now);
        let tally = |trades: &&[Trade]| {
            let mut of = self.of_any(trades);
            of.and(&offered);
            Tally {
                count: of.count(),
                spread: Spread::of(self.daily(&of).collect()),
            }
        };
        groups.iter().map(tally).collect()
    }

    /// How the postings of these trades that still want somebody pay by the day; nothing where they are too few.
    #[must_use]
    pub fn spread(&self, trades: &[Trade], now: Timestamp) -> Option<Spread> {
        Spread::of(self.paid_in(trades, now))
    }

    /// Whether there is anything to compare the pay of these trades with, here or in a guide.
    #[must_use]
    pub fn can_compare_pay(&self, trades: &[Trade], now: Timestamp) -> bool {
        !trades.is_empty() && (self.board.guide_of(trades).is_some() || self.paid_in(trades, now).len() >= SPREAD_MIN)
    }

    /// How many postings of these trades there are, full ones among them: as many as their list shows.
    #[must_use]
    pub fn count_in(&self, trades: &[Trade], now: Timestamp) -> usize {
        self.of_any(trades).count_both(&self.ready.offered(self, now))
    }

    /// What those pay a day that still want somebody.
    fn paid_in(&self, trades: &[Trade], now: Timestamp) -> Vec<Fen> {
        let mut of = self.of_any(trades);
        of.and(&self.ready.offered(self, now));
        self.daily(&of).collect()
    }

    fn daily(&self, of: &Bits) -> impl Iterator<Item = Fen> {
        of.iter().filter_map(|index| self.stock.entry(index).open_daily())
    }

    /// The postings of some of these trades, expired ones among them.
    fn of_any(&self, trades: &[Trade]) -> Bits {
        let mut bits = Bits::none(self.len());
        for set in self.stock.sets_of_any(trades) {
            bits.insert_all(self.stock.in_trades(set));
        }
        bits
    }

    /// The row of the minimum wage that a posting falls short of; nothing where no row holds where it is, or where its
    /// pay is no figure by the hour or the month.
    #[must_use]
    pub fn falls_short_of(&self, brief: &Brief) -> Option<&MinimumWage> {
        let district = brief.area.district.as_ref()?;
        let standpoint = &self.standpoint;
        let row = self.board.minimum_wage(district, standpoint.today, &standpoint.zone)?;
        row.is_more_than(&brief.pay, brief.hours_per_day).then_some(row)
    }
}
