//! Dates and times as feeds write them. What cannot be read is left out; it never costs the item.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde_json::Value;

use crate::posting::When;

use super::value::all;
use super::value::text;

/// Programs write 0001-01-01 or 1970-01-01 for "none".
const FIRST_YEAR: i16 = 2000;

pub(super) fn when(value: Option<&Value>, zone: &TimeZone) -> Option<When> {
    read(value?, zone)
}

/// A bare date is the beginning of that day.
pub(super) fn begin(value: Option<&Value>, zone: &TimeZone) -> Option<Timestamp> {
    on_a_clock(read(value?, zone)?, Time::midnight(), zone)
}

/// A bare date is the end of that day: what is valid through the 22nd is valid on the evening of the 22nd.
pub(super) fn end(value: Option<&Value>, zone: &TimeZone) -> Option<Timestamp> {
    on_a_clock(read(value?, zone)?, Time::constant(23, 59, 59, 0), zone)
}

/// A time of day, on `date` where it comes without one.
pub(super) fn time_on(value: Option<&Value>, date: Option<Date>, zone: &TimeZone) -> Option<Timestamp> {
    match read(value?, zone) {
        Some(When::At(time)) => Some(time),
        Some(When::On(_)) => None,
        None => {
            let time: Time = text(value?)?.trim().parse().ok()?;
            on_a_clock(When::On(date?), time, zone)
        }
    }
}

fn on_a_clock(when: When, time: Time, zone: &TimeZone) -> Option<Timestamp> {
    match when {
        When::At(time) => Some(time),
        When::On(date) => at(date.to_datetime(time), zone),
    }
}

fn at(time: DateTime, zone: &TimeZone) -> Option<Timestamp> {
    Some(time.to_zoned(zone.clone()).ok()?.timestamp())
}

fn read(value: &Value, zone: &TimeZone) -> Option<When> {
    let value = all(value).first()?;
    let when = match value {
        Value::Number(number) => When::At(unix(number.as_i64()?)?),
        Value::Null | Value::Bool(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            written(&text(value)?, zone)?
        }
    };
    (when.date(zone).year() >= FIRST_YEAR).then_some(when)
}

/// Seconds, or milliseconds as JavaScript counts.
fn unix(number: i64) -> Option<Timestamp> {
    if number.abs() < 100_000_000_000 {
        Timestamp::from_second(number).ok()
    } else {
        Timestamp::from_millisecond(number).ok()
    }
}

fn written(text: &str, zone: &TimeZone) -> Option<When> {
    let text = text.trim();
    // `2026-11-22` or `20261122`, before the parsers that would make a midnight of it.
    if matches!(text.len(), 8 | 10)
        && let Ok(date) = text.parse()
    {
        return Some(When::On(date));
    }
    if text.len() > 10 {
        if let Ok(time) = text.parse() {
            return Some(When::At(time));
        }
        if let Ok(time) = text.parse() {
            return at(time, zone).map(When::At);
        }
    }
    slashed(text, zone)
}

/// `2026/11/22`, `2026/1/2 8:00`, `2026年11月22日`
fn slashed(text: &str, zone: &TimeZone) -> Option<When> {
    let (date, time) = text.split_once([' ', 'T', '日']).unwrap_or((text, ""));
    let mut parts = date
        .split(['/', '-', '.', '年', '月'])
        .map(|part| part.parse::<i16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let time = time.trim();
    if time.is_empty() {
        return Some(When::On(date));
    }
    let padded = if time.find(':') == Some(1) {
        format!("0{time}")
    } else {
        time.to_owned()
    };
    at(date.to_datetime(padded.parse().ok()?), zone).map(When::At)
}
