//! The dice: one seeded generator for each item, so that an item depends on nothing but its place.

use jiff::civil::Date;

/// Which row of items is drawn. The numbers are part of what a seed means: changing one changes the feed.
#[derive(Clone, Copy)]
pub(super) enum Series {
    Posting = 1,
    Course = 2,
    Service = 3,
    Station = 4,
    Notice = 5,
    Event = 6,
    Wage = 7,
    Minimum = 8,
}

/// Chances are said in thousandths throughout: 30 is three in a hundred.
pub(super) struct Draw(fastrand::Rng);

impl Draw {
    /// A larger feed extends a smaller one because the total is not among the arguments.
    pub(super) fn new(seed: u64, today: Date, series: Series, index: usize) -> Self {
        let day = today.year().cast_unsigned().into();
        let day = spread(day) ^ u64::from(today.day_of_year().cast_unsigned());
        let row = spread(seed ^ spread(day)) ^ series as u64;
        Self(fastrand::Rng::with_seed(spread(spread(row) ^ index as u64)))
    }

    pub(super) fn chance(&mut self, permille: u32) -> bool {
        self.0.u32(0..1000) < permille
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: u32, high: u32) -> u32 {
        self.0.u32(low..=high)
    }

    /// From `low` to `high` in whole steps of `step`, the way people say a price.
    pub(super) fn stepped(&mut self, low: u32, high: u32, step: u32) -> u32 {
        self.between(low.div_ceil(step), (high / step).max(low.div_ceil(step))) * step
    }

    /// Somewhere from minus one to one.
    pub(super) fn either_way(&mut self) -> f64 {
        self.0.f64() * 2.0 - 1.0
    }

    pub(super) fn one_of<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.0.usize(0..from.len())]
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        *self.one_of(from)
    }

    pub(super) fn weighted<'a, T>(&mut self, from: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
        let mut left = self.0.u32(0..from.iter().map(&weight).sum());
        from.iter()
            .find(|item| match left.checked_sub(weight(item)) {
                Some(rest) => {
                    left = rest;
                    false
                }
                None => true,
            })
            .unwrap_or(&from[0])
    }
}

/// The finaliser of `SplitMix64`: seeds that differ in one bit, as neighbours do, come out unalike.
const fn spread(seed: u64) -> u64 {
    let z = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
