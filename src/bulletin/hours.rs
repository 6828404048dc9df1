//! When a door is open, as schema.org writes it: `Mo-Fr 08:30-17:30`, `Sa,Su 09:00-12:00`.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::civil::Time;
use jiff::civil::Weekday;
use regex::Captures;
use regex::Regex;

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let day = "(?:Mo|Tu|We|Th|Fr|Sa|Su)";
    let span = format!(
        r"(?P<days>{day}(?:[-–,]{day})*)? *(?P<from>[0-9]{{1,2}}:[0-9][0-9]) *[-–] *(?P<to>[0-9]{{1,2}}:[0-9][0-9])"
    );
    Regex::new(&span).expect("a pattern of our own")
});

/// Some hours of some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first and the last day of each run, both inclusive.
    pub days: Vec<(Weekday, Weekday)>,
    pub from: Time,
    /// Before `from` where it is past midnight; 24:00 is the last minute of the day.
    pub to: Time,
}

/// The spans that a text names; none where it says it in other words.
#[must_use]
pub fn spans(written: &str) -> Vec<Span> {
    SPAN.captures_iter(written).filter_map(|found| span(&found)).collect()
}

/// Whether one of them has this moment.
#[must_use]
pub fn is_open(spans: &[Span], at: DateTime) -> bool {
    let (day, time) = (at.date().weekday(), at.time());
    spans.iter().any(|span| {
        if span.from <= span.to {
            span.has(day) && span.from <= time && time < span.to
        } else {
            span.has(day) && span.from <= time || span.has(day.previous()) && time < span.to
        }
    })
}

impl Span {
    fn has(&self, day: Weekday) -> bool {
        let number = Weekday::to_monday_zero_offset;
        self.days
            .iter()
            .any(|(first, last)| (number(*first)..=number(*last)).contains(&number(day)))
    }
}

fn span(found: &Captures) -> Option<Span> {
    let every_day = vec![(Weekday::Monday, Weekday::Sunday)];
    let days = match found.name("days") {
        Some(days) => days.as_str().split(',').map(run).collect::<Option<_>>()?,
        None => every_day,
    };
    Some(Span {
        days,
        from: time(&found["from"])?,
        to: time(&found["to"])?,
    })
}

fn run(text: &str) -> Option<(Weekday, Weekday)> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    Some((weekday(first)?, weekday(last)?))
}

fn weekday(text: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];
    let at = NAMES.iter().position(|name| *name == text)?;
    Weekday::from_monday_zero_offset(i8::try_from(at).ok()?).ok()
}

fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    match (hour.parse().ok()?, minute.parse().ok()?) {
        (24, 0) => Time::new(23, 59, 59, 0).ok(),
        (hour, minute) => Time::new(hour, minute, 0, 0).ok(),
    }
}
