//! Time, and how it is said.

use std::time::Duration;
use std::time::Instant;

use rustix::time::ClockId;
use rustix::time::clock_gettime;

/// What a piece of work took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Spent {
    pub(crate) wall: Duration,
    /// Of the processor: what others do on the same machine is not in it.
    pub(crate) cpu: Duration,
}

/// Work that stays on this thread.
pub(crate) fn on_thread<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    by(ClockId::ThreadCPUTime, work)
}

/// Work on any thread of this process.
pub(crate) fn in_process<T>(work: impl FnOnce() -> T) -> (T, Spent) {
    by(ClockId::ProcessCPUTime, work)
}

fn by<T>(clock: ClockId, work: impl FnOnce() -> T) -> (T, Spent) {
    let read = || Duration::try_from(clock_gettime(clock)).unwrap_or_default();
    let (began, cpu) = (Instant::now(), read());
    let done = work();
    let spent = Spent {
        cpu: read().saturating_sub(cpu),
        wall: began.elapsed(),
    };
    (done, spent)
}

impl std::ops::Add for Spent {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            wall: self.wall + other.wall,
            cpu: self.cpu + other.cpu,
        }
    }
}

/// Times of the same work done again, or of many pieces of it; sorted.
#[derive(Debug, Clone)]
pub(crate) struct Series(Vec<Duration>);

impl Series {
    pub(crate) fn new(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// All of several.
    pub(crate) fn of(several: Vec<Self>) -> Self {
        Self::new(several.into_iter().flat_map(|series| series.0).collect())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn median(&self) -> Duration {
        self.percentile(50)
    }

    /// The least time that so many of a hundred do not exceed; none of nothing.
    pub(crate) fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    pub(crate) fn worst(&self) -> Duration {
        self.0.last().copied().unwrap_or_default()
    }
}

/// Three digits, in the unit that suits.
pub(crate) fn said(time: Duration) -> String {
    let nanos = time.as_secs_f64() * 1e9;
    let (figure, unit) = match nanos {
        ..1e3 => (nanos, "ns"),
        ..1e6 => (nanos / 1e3, "µs"),
        ..1e9 => (nanos / 1e6, "ms"),
        _ => (nanos / 1e9, "s"),
    };
    format!("{} {unit}", three_digits(figure))
}

/// `1/585` where ours is the smaller, `1.55 ×` where it is the larger.
pub(crate) fn ratio(ours: f64, rival: f64) -> String {
    if ours <= 0.0 || rival <= 0.0 {
        return "–".to_owned();
    }
    if rival >= 2.0 * ours {
        format!("1/{}", three_digits(rival / ours))
    } else {
        format!("{} ×", three_digits(ours / rival))
    }
}

pub(crate) fn time_ratio(ours: Duration, rival: Duration) -> String {
    ratio(ours.as_secs_f64(), rival.as_secs_f64())
}

/// Of bytes that the two write for the same.
pub(crate) fn share(ours: usize, rival: usize) -> String {
    let hundredths = (ours * 100 + rival / 2) / rival.max(1);
    format!("{}.{:02} ×", hundredths / 100, hundredths % 100)
}

/// Of kilobytes; more than four terabytes are none of ours.
pub(crate) fn memory_ratio(ours: u64, rival: u64) -> String {
    let figure = |kilobytes: u64| f64::from(u32::try_from(kilobytes).unwrap_or(u32::MAX));
    ratio(figure(ours), figure(rival))
}

/// Of kilobytes.
pub(crate) fn megabytes(kilobytes: u64) -> String {
    format!("{} MB", kilobytes.div_ceil(1024))
}

/// `1,000,000`
pub(crate) fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> = digits
        .as_bytes()
        .rchunks(3)
        .rev()
        .filter_map(|group| std::str::from_utf8(group).ok())
        .collect();
    groups.join(",")
}

fn three_digits(figure: f64) -> String {
    let decimals = match figure {
        ..10.0 => 2,
        ..100.0 => 1,
        _ => 0,
    };
    format!("{figure:.decimals$}")
}
