//! The time, as an argument; and which time that is where the machine's own clock cannot be right.

use std::time::Duration;

use jiff::SignedDuration;
use jiff::Timestamp;

/// A server and a machine that take each other's local time for UTC differ by a time zone, at most by Kiribati's 14
/// hours. Nobody can say then who is right; further apart, one of the two clocks is broken.
const APART_MAX: SignedDuration = SignedDuration::from_hours(14);
/// A box that knows of a day is not switched on again so much later: no hall goes for a year without a word from its
/// feeds.
const AHEAD_MAX: SignedDuration = SignedDuration::from_hours(400 * 24);

/// Two clocks, because a wall clock may be set: a step of it must end no visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The machine's, or what is reckoned where that cannot be right.
    pub wall: Timestamp,
    /// Since the program began; never goes back.
    pub monotonic: Duration,
    /// What the machine's clock says, where it is not believed.
    pub disbelieved: Option<Timestamp>,
}

/// What speaks for and against the machine's clock.
///
/// A clock that jumps by a year or starts in 1970 must expire no posting and bring none back. The feeds' servers say
/// what time it is, and a steady clock counts on from there.
#[derive(Debug, Clone)]
pub struct Reckoning {
    /// When the program was built: no honest clock stands before it.
    built_at: Timestamp,
    /// The last time that was right, of the last run or of this one. Nothing is too late for a box that never ran.
    known: Option<Timestamp>,
    /// What a server said last, where the machine does not contradict another one.
    heard: Option<Mark>,
    /// The last time that could be right; before there was any, the latest before which it cannot be.
    own: Mark,
}

/// A time, and what the steady clock said then.
#[derive(Debug, Clone, Copy)]
struct Mark {
    wall: Timestamp,
    steady: Duration,
}

impl Reckoning {
    /// `last_run` is a time that the last run was sure of.
    #[must_use]
    pub fn new(built_at: Timestamp, last_run: Option<Timestamp>, steady: Duration) -> Self {
        let least = last_run.map_or(built_at, |last| last.max(built_at));
        Self {
            built_at,
            known: last_run,
            heard: None,
            own: Mark { wall: least, steady },
        }
    }

    /// The time, where the machine says `machine` and the steady clock, which also counts while the machine sleeps,
    /// `steady`.
    pub fn judge(&mut self, machine: Timestamp, steady: Duration) -> Timestamp {
        let own = Mark { wall: machine, steady };
        match self.heard {
            Some(heard) if !own.agrees(heard) => heard.at(steady),
            None if !self.is_possible(machine) => self.own.at(steady),
            Some(_) | None => {
                (self.own, self.known) = (own, Some(machine));
                machine
            }
        }
    }

    /// A server says that it is `date`. One that contradicts a machine whom another one bears out is not heard.
    pub fn hear(&mut self, date: Timestamp, machine: Timestamp, steady: Duration) {
        let (said, own) = (Mark { wall: date, steady }, Mark { wall: machine, steady });
        let is_borne_out = self.heard.is_some_and(|heard| own.agrees(heard));
        if said.agrees(own) || (!is_borne_out && self.is_possible(date)) {
            self.heard = Some(said);
        }
    }

    fn is_possible(&self, time: Timestamp) -> bool {
        let is_far = |known: Timestamp| time.duration_since(known.max(self.built_at)) > AHEAD_MAX;
        time >= self.built_at && !self.known.is_some_and(is_far)
    }
}

impl Mark {
    /// What it is now, if it was right.
    fn at(self, steady: Duration) -> Timestamp {
        self.wall
            .checked_add(steady.saturating_sub(self.steady))
            .unwrap_or(Timestamp::MAX)
    }

    fn agrees(self, other: Self) -> bool {
        self.wall.duration_since(other.at(self.steady)).abs() <= APART_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3_600);

    fn at(written: &str) -> Timestamp {
        written.parse().unwrap()
    }

    fn started(last_run: Option<&str>) -> Reckoning {
        Reckoning::new(at("2026-06-01T00:00:00Z"), last_run.map(at), Duration::ZERO)
    }

    #[test]
    fn what_a_server_says_stands_against_a_clock_that_jumps_and_not_against_a_time_zone() {
        let mut reckoning = started(None);
        reckoning.hear(at("2026-11-22T00:00:05Z"), at("2026-11-22T00:00:00Z"), Duration::ZERO);
        for jumped in ["2026-11-21T01:00:00Z", "1970-01-01T00:00:00Z", "2046-11-22T01:00:00Z"] {
            assert_eq!(reckoning.judge(at(jumped), HOUR), at("2026-11-22T01:00:05Z"));
        }
        for right in ["2026-11-22T01:00:00Z", "2026-11-21T17:00:00Z", "2026-11-22T09:00:00Z"] {
            assert_eq!(reckoning.judge(at(right), HOUR), at(right));
        }
    }

    #[test]
    fn a_machine_that_one_server_bears_out_is_not_contradicted_by_another() {
        let mut reckoning = started(None);
        let now = at("2026-11-22T00:00:00Z");
        // The first one to answer is the broken one, and is overruled once another has answered.
        reckoning.hear(at("2027-03-01T00:00:00Z"), now, Duration::ZERO);
        assert_ne!(reckoning.judge(now, Duration::ZERO), now);
        reckoning.hear(now, now, Duration::ZERO);
        reckoning.hear(at("2027-03-01T00:00:00Z"), now, Duration::ZERO);
        assert_eq!(reckoning.judge(now, Duration::ZERO), now);
        // It is the machine that has changed: now both contradict it.
        let jumped = at("2046-11-22T00:00:00Z");
        reckoning.hear(now, jumped, Duration::ZERO);
        assert_eq!(reckoning.judge(jumped, HOUR), at("2026-11-22T01:00:00Z"));
    }

    #[test]
    fn without_a_server_a_clock_that_cannot_be_right_goes_on_from_where_it_was() {
        let mut reckoning = started(Some("2026-11-20T00:00:00Z"));
        // From the last run, as long as there is nothing better.
        assert_eq!(reckoning.judge(Timestamp::UNIX_EPOCH, HOUR), at("2026-11-20T01:00:00Z"));
        assert_eq!(
            reckoning.judge(at("2046-01-01T00:00:00Z"), HOUR),
            at("2026-11-20T01:00:00Z")
        );
        let now = at("2026-11-22T00:00:00Z");
        assert_eq!(reckoning.judge(now, HOUR), now);
        assert_eq!(
            reckoning.judge(Timestamp::UNIX_EPOCH, 3 * HOUR),
            at("2026-11-22T02:00:00Z")
        );
        // Nobody can tell whether it was a day before or is now.
        let before = at("2026-11-21T00:00:00Z");
        assert_eq!(reckoning.judge(before, HOUR), before);
    }

    #[test]
    fn a_box_that_never_ran_believes_any_time_after_the_program_was_built() {
        let mut reckoning = started(None);
        let later = at("2031-01-01T00:00:00Z");
        assert_eq!(reckoning.judge(later, HOUR), later);
        assert_eq!(reckoning.judge(at("2026-01-01T00:00:00Z"), 2 * HOUR), later + HOUR);
        assert_eq!(reckoning.judge(at("2051-01-01T00:00:00Z"), 2 * HOUR), later + HOUR);
    }

    #[test]
    fn a_server_whose_time_cannot_be_is_not_heard() {
        let mut reckoning = started(Some("2026-11-22T00:00:00Z"));
        let now = at("2026-11-22T06:00:00Z");
        for impossible in ["1970-01-01T00:00:00Z", "2099-01-01T00:00:00Z"] {
            reckoning.hear(at(impossible), now, Duration::ZERO);
            assert_eq!(reckoning.judge(now, Duration::ZERO), now);
        }
    }
}
