//! When a place is open: `openingHours` as written, or `openingHoursSpecification` in the same form.

use crate::text::CleanText;

use super::value::Fields;
use super::value::all;
use super::value::line;
use super::value::local_name;

/// As `openingHours` abbreviates schema.org's `DayOfWeek`: Monday is Mo.
const DAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

pub(super) fn of(item: Fields) -> Option<CleanText> {
    let written = item.get("openingHours").map(all).unwrap_or_default();
    let written: Vec<String> = written.iter().filter_map(line).map(|hours| hours.to_string()).collect();
    let spans = if written.is_empty() {
        let specified = item.get("openingHoursSpecification").map(all).unwrap_or_default();
        specified
            .iter()
            .filter_map(Fields::of)
            .filter_map(specification)
            .collect()
    } else {
        written
    };
    CleanText::line(&spans.join("；"))
}

/// `Mo-Fr 08:30-12:00`. One without both times tells nothing, and one for a holiday is not every week's.
fn specification(hours: Fields) -> Option<String> {
    if hours.get("validFrom").is_some() || hours.get("validThrough").is_some() {
        return None;
    }
    let days = hours.get("dayOfWeek").map(all).unwrap_or_default();
    let days = days.iter().filter_map(|day| day.as_str().and_then(day_of_week));
    let days = spoken(days.fold([false; 7], |mut open, day| {
        open[day] = true;
        open
    }));
    let time = |key| hours.text(key).map(|time| time.chars().take(5).collect::<String>());
    let (opens, closes) = (time("opens")?, time("closes")?);
    Some(format!("{days} {opens}-{closes}").trim_start().to_owned())
}

/// Of `Monday`, `Mo` or `https://schema.org/Monday`.
fn day_of_week(name: &str) -> Option<usize> {
    let name = local_name(name);
    DAYS.iter().position(|day| name.starts_with(day))
}

/// Three days and more in a row are a range: `Mo-Fr,Su`.
fn spoken(open: [bool; 7]) -> String {
    let mut parts = Vec::new();
    let mut day = 0;
    while day < DAYS.len() {
        let run = open[day..].iter().take_while(|open| **open).count();
        match run {
            0 => day += 1,
            1 | 2 => parts.extend(DAYS[day..day + run].iter().map(|&name| name.to_owned())),
            _ => parts.push(format!("{}-{}", DAYS[day], DAYS[day + run - 1])),
        }
        day += run;
    }
    parts.join(",")
}
