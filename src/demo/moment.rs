//! Times as minutes from the midnight that begins the day of the feed.
//!
//! Work through the night ends at 30:00 and a posting of yesterday was put up at −06:00: one number carries
//! both, and only the text knows of days. All of it is Beijing time, `+08:00`, as Qingdao's clocks are.

use jiff::ToSpan as _;
use jiff::civil::Date;

pub(super) const HOUR: i32 = 60;
pub(super) const DAY: i32 = 24 * HOUR;

/// When the feed says it was made: after the first calls of the morning, before the gate opens wide.
pub(super) const ISSUED: i32 = 6 * HOUR + 10;

/// `2026-11-22`
pub(super) fn date(today: Date, minutes: i32) -> String {
    let day = today.saturating_add(minutes.div_euclid(DAY).days());
    format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day())
}

/// `2026-11-22T07:30:00+08:00`
pub(super) fn stamp(today: Date, minutes: i32) -> String {
    format!("{}T{}:00+08:00", date(today, minutes), clock(minutes))
}

/// `07:30`
pub(super) fn clock(minutes: i32) -> String {
    let of_day = minutes.rem_euclid(DAY);
    format!("{:02}:{:02}", of_day / HOUR, of_day % HOUR)
}
