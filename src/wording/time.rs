//! Days and hours as people say them: 今天 07:30.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::DOT;
use crate::catalog::Brief;
use crate::language::Language;
use crate::now::Now;

/// When something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    pub today: Date,
    pub now: Timestamp,
}

/// The today of what is read on another day, such as paper: nothing on it is 今天, and no year is another one.
pub const ON_PAPER: Date = Date::constant(1, 1, 1);

/// `今天`, `明天`, `11月25日`; with the year where it is another one.
#[must_use]
pub fn day(date: Date, today: Date, language: Language) -> String {
    let days = (date - today).get_days();
    match days {
        -1 => word!(language, "day.yesterday"),
        0 => word!(language, "day.today"),
        1 => word!(language, "day.tomorrow"),
        2 => word!(language, "day.after_tomorrow"),
        _ if date.year() == today.year() || today == ON_PAPER => {
            word!(
                language,
                "day.date",
                month = date.month(),
                day = date.day(),
                month_name = month_name(date)
            )
        }
        _ => {
            let (year, month, day) = (date.year(), date.month(), date.day());
            word!(
                language,
                "day.date_with_year",
                year = year,
                month = month,
                day = day,
                month_name = month_name(date)
            )
        }
    }
    .into_owned()
}

/// `06:10`
#[must_use]
pub fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// Why the machine's own clock is not believed, for staff; `None` where it is.
#[must_use]
pub fn clock_fault(now: Now, zone: &TimeZone) -> Option<String> {
    let written = |at: Timestamp| at.to_zoned(zone.clone()).strftime("%Y年%-m月%-d日 %H:%M").to_string();
    let (machine, wall) = (written(now.disbelieved?), written(now.wall));
    Some(format!(
        "钟不准：机器的钟是 {machine}，没信它，现在按 {wall} 算。请给机器校时"
    ))
}

/// `06:10` today, `昨天 06:10`, `11月20日 06:10`.
#[must_use]
pub fn day_and_clock(at: Timestamp, today: Date, zone: &TimeZone, language: Language) -> String {
    let at = at.to_zoned(zone.clone());
    let clock = clock(at.time());
    if at.date() == today {
        clock
    } else {
        format!("{} {clock}", day(at.date(), today, language))
    }
}

/// `今天 07:30 集合 · 8 小时`: when it begins and how long it lasts; nothing where the feed says neither.
#[must_use]
pub fn start(brief: &Brief, moment: Moment, language: Language) -> String {
    let Moment { today, now } = moment;
    let mut parts = Vec::new();
    match brief.start {
        // It began before and still takes people on.
        Some(start) if start.date < today && brief.immediate => {
            parts.push(word!(language, "work.any_time").into_owned());
        }
        Some(start) => {
            let day = day(start.date, today, language);
            parts.push(match (start.time, start.is_meeting) {
                (Some(time), _) if start.has_passed(today, now) => {
                    word!(language, "work.passed", day = day, time = clock(time)).into_owned()
                }
                (Some(time), true) => word!(language, "work.meets", day = day, time = clock(time)).into_owned(),
                (Some(time), false) => format!("{day} {}", clock(time)),
                (None, _) => word!(language, "work.from", day = day).into_owned(),
            });
        }
        None if brief.immediate => parts.push(word!(language, "work.any_time").into_owned()),
        None => {}
    }
    parts.extend(brief.hours_per_day.map(|hours| super::hours(hours, language)));
    parts.join(DOT)
}

/// Three letters, for the languages that name the month.
fn month_name(date: Date) -> String {
    date.strftime("%b").to_string()
}
