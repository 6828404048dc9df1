//! How long one waits after wrong PINs. The clock is the monotonic one, so that setting the time changes nothing.

use std::time::Duration;

/// Wrong ones after which nobody waits: cold fingers, and a colleague who mixes up two kiosks.
pub const WRONG_FREE: u32 = 5;
/// In all, until staff reset it: of a million PINs of six digits, one in ten thousand is tried.
pub const WRONG_MAX: u32 = 100;
/// After the first wrong one that is not free; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(15);
/// Up to 32 minutes: staff who do know the PIN get in within the shift, and a hundred tries still take two days.
const DOUBLINGS_MAX: u32 = 7;

/// The lock on the maintenance screen. What it must remember over a restart is the number alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lock {
    wrong: u32,
    /// When the last wrong one was told; after a restart, when that was.
    since: Duration,
    is_checking: bool,
}

/// How the lock is at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// A PIN is taken. So many more wrong ones until one waits.
    Open { left: u32 },
    /// One is being checked.
    Checking,
    /// None is taken, for so long.
    Waiting(Duration),
    /// None is taken until staff reset it.
    Shut,
}

impl Lock {
    /// After a start: the wait of that number begins again in full, or pulling the plug would end it.
    #[must_use]
    pub fn after_start(wrong: u32, now: Duration) -> Self {
        Self {
            wrong,
            since: now,
            is_checking: false,
        }
    }

    #[must_use]
    pub fn standing(&self, now: Duration) -> Standing {
        if self.is_checking {
            return Standing::Checking;
        }
        if self.wrong >= WRONG_MAX {
            return Standing::Shut;
        }
        match wait_after(self.wrong).checked_sub(now.saturating_sub(self.since)) {
            Some(left) if !left.is_zero() => Standing::Waiting(left),
            Some(_) | None => Standing::Open {
                left: (WRONG_FREE + 1).saturating_sub(self.wrong).max(1),
            },
        }
    }

    /// Whether somebody may try; then a check has begun.
    pub fn begin(&mut self, now: Duration) -> bool {
        let may = matches!(self.standing(now), Standing::Open { .. });
        self.is_checking |= may;
        may
    }

    /// It could not be checked.
    pub fn gave_up(&mut self) {
        self.is_checking = false;
    }

    /// So many wrong ones it were, when that is told; none where it was the right one.
    pub fn learn(&mut self, wrong: u32, now: Duration) {
        *self = Self::after_start(wrong, now);
    }
}

fn wait_after(wrong: u32) -> Duration {
    match wrong.checked_sub(WRONG_FREE + 1) {
        None => Duration::ZERO,
        Some(doublings) => FIRST_WAIT * 2_u32.pow(doublings.min(DOUBLINGS_MAX)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn secs(secs: u64) -> Duration {
        Duration::from_secs(secs)
    }

    #[test]
    fn five_are_free_and_then_the_wait_doubles_up_to_half_an_hour() {
        let waits: Vec<u64> = (0..=15).map(|wrong| wait_after(wrong).as_secs()).collect();
        assert_eq!(
            waits,
            [0, 0, 0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 1920, 1920]
        );
        let all: Duration = (1..WRONG_MAX).map(wait_after).sum();
        assert!(all > secs(40 * 3600), "{all:?}");
        assert_eq!(wait_after(u32::MAX), secs(1920));
    }

    #[test]
    fn it_says_how_many_are_left_before_one_waits() {
        let left = |wrong| Lock::after_start(wrong, secs(0)).standing(secs(100_000));
        assert_eq!(left(0), Standing::Open { left: 6 });
        assert_eq!(left(1), Standing::Open { left: 5 });
        assert_eq!(left(5), Standing::Open { left: 1 });
        // From then on each wrong one costs a wait.
        assert_eq!(left(9), Standing::Open { left: 1 });
    }

    #[test]
    fn a_wait_is_counted_from_when_it_was_told_and_begins_again_after_a_start() {
        let mut lock = Lock::default();
        lock.learn(7, secs(1_000));
        assert_eq!(lock.standing(secs(1_000)), Standing::Waiting(secs(30)));
        assert_eq!(lock.standing(secs(1_029)), Standing::Waiting(secs(1)));
        assert!(!lock.begin(secs(1_029)));
        assert_eq!(lock.standing(secs(1_030)), Standing::Open { left: 1 });
        assert_eq!(
            Lock::after_start(7, secs(0)).standing(secs(0)),
            Standing::Waiting(secs(30))
        );
    }

    #[test]
    fn one_is_checked_at_a_time_and_the_right_one_makes_it_new() {
        let mut lock = Lock::after_start(3, secs(0));
        assert!(lock.begin(secs(1)));
        assert!(!lock.begin(secs(1)) && lock.standing(secs(1)) == Standing::Checking);
        lock.learn(0, secs(2));
        assert_eq!(lock, Lock::after_start(0, secs(2)));
        assert!(lock.begin(secs(3)));
        lock.gave_up();
        assert_eq!(lock.standing(secs(3)), Standing::Open { left: 6 });
    }

    #[test]
    fn after_a_hundred_none_is_taken_however_long_one_waits() {
        let mut lock = Lock::after_start(WRONG_MAX, secs(0));
        assert_eq!(lock.standing(secs(1_000_000)), Standing::Shut);
        assert!(!lock.begin(secs(1_000_000)));
        assert_eq!(
            Lock::after_start(WRONG_MAX - 1, secs(0)).standing(secs(1_000_000)),
            Standing::Open { left: 1 }
        );
    }
}
