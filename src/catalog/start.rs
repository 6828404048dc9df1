//! When work begins, and until when of a day one can still join it.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;

use super::Gist;
use super::Standpoint;
use crate::posting::When;

/// When one would begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    pub date: Date,
    pub time: Option<Time>,
    /// The time is that of a meeting before the work.
    pub is_meeting: bool,
    at: Option<Timestamp>,
}

/// What a posting says of when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Hours {
    starts: Option<When>,
    meets: Option<Timestamp>,
    /// When a day of work begins.
    opens: Option<Time>,
    is_one_day: bool,
    pub(super) immediate: bool,
}

/// The same as seen from a day and a zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times {
    pub(super) hours: Hours,
    pub(super) start: Option<Start>,
    /// When the hours of today begin, where they are said: what goes on for days can be missed today too.
    shift_at: Option<Timestamp>,
}

impl Hours {
    pub(super) fn of(gist: &Gist) -> Self {
        Self {
            starts: gist.starts(),
            meets: gist.meets(),
            opens: gist.opens(),
            is_one_day: gist.days == Some(1),
            immediate: gist.immediate,
        }
    }

    /// The hour by which its shift is told: of its start, else as its hours are written.
    pub(super) fn first_time(self, start: Option<Start>) -> Option<Time> {
        start.and_then(|start| start.time).or(self.opens)
    }
}

impl Times {
    pub(super) fn of(hours: Hours, standpoint: &Standpoint) -> Self {
        Self {
            hours,
            start: Start::of(hours, standpoint),
            shift_at: hours.opens.and_then(|time| at(standpoint.today, time, standpoint)),
        }
    }

    /// The last moment at which one can begin today; the end of time where none is said, and `None` where one cannot.
    pub(super) fn open_today_until(&self, today: Date) -> Option<Timestamp> {
        let joins = match self.start {
            None => self.hours.immediate.then_some(self.shift_at),
            Some(start) if start.date == today => Some(start.at.or(self.shift_at)),
            Some(start) => (self.hours.immediate && start.date < today).then_some(self.shift_at),
        };
        joins.map(|until| until.unwrap_or(Timestamp::MAX))
    }

    /// Whether one can still begin today: the hour to meet, or else the first hour of work, has not passed.
    pub(super) fn can_start_today(&self, today: Date, now: Timestamp) -> bool {
        self.open_today_until(today).is_some_and(|until| now <= until)
    }

    /// It has begun, and nobody joins it any more.
    pub(super) fn is_missed(&self, today: Date, now: Timestamp) -> bool {
        let is_over = |start: Start| start.date < today && !self.hours.immediate || start.has_passed(today, now);
        self.start.is_some_and(is_over)
    }
}

impl Start {
    /// One should have been there earlier today.
    #[must_use]
    pub fn has_passed(self, today: Date, now: Timestamp) -> bool {
        self.date == today && self.at.is_some_and(|at| at < now)
    }

    fn of(hours: Hours, standpoint: &Standpoint) -> Option<Self> {
        let when = hours.meets.map(When::At).or(hours.starts)?;
        let (date, time, at) = match when {
            // What is done in a day begins with its hours.
            When::On(date) => {
                let time = hours.opens.filter(|_| hours.is_one_day);
                let at = time.and_then(|time| at(date, time, standpoint));
                (date, time, at)
            }
            When::At(at) => {
                let zoned = at.to_zoned(standpoint.zone.clone());
                (zoned.date(), Some(zoned.time()), Some(at))
            }
        };
        Some(Self {
            date,
            time,
            is_meeting: hours.meets.is_some(),
            at,
        })
    }
}

fn at(date: Date, time: Time, standpoint: &Standpoint) -> Option<Timestamp> {
    let zoned = date.to_datetime(time).to_zoned(standpoint.zone.clone());
    zoned.ok().map(|zoned| zoned.timestamp())
}
