//! When a door is open, as schema.org writes it: `Mo-Fr 08:30-17:30`, `Sa,Su 09:00-12:00`.

use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::civil::DateTime;
use jiff::civil::Time;
use jiff::civil::Weekday;
use regex::Regex;

static SPAN: LazyLock<Regex> = LazyLock::new(|| {
    let day = "(?:Mo|Tu|We|Th|Fr|Sa|Su)";
    let span = format!(
        r"(?:(?P<days>{day}(?: *[-–,] *{day})*) +)?(?P<from>[0-9]{{1,2}}:[0-9][0-9]) *[-–] *(?P<to>[0-9]{{1,2}}:[0-9][0-9])"
    );
    Regex::new(&span).expect("a pattern of our own")
});

/// A week, and its first day again: what opened there this morning opens there next.
const DAYS_AHEAD: usize = 8;

/// Some hours of some days of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The first and the last day of each run, both inclusive.
    pub days: Vec<(Weekday, Weekday)>,
    pub from: Time,
    /// Before `from` where it is past midnight, the same where it is a whole day; 24:00 is the last minute of the day.
    pub to: Time,
}

/// The spans that a text names; none where any part of it says something else, such as 周一至周五.
#[must_use]
pub fn spans(written: &str) -> Vec<Span> {
    let between = SPAN.replace_all(written, "");
    if !between.chars().all(|c| " ;；,，、".contains(c)) {
        return Vec::new();
    }
    // In `Mo-Fr 08:30-12:00,13:30-17:30` the days hold for both.
    let mut days = Vec::new();
    let mut spans = Vec::new();
    let mut end = 0;
    for found in SPAN.captures_iter(written) {
        let Some(whole) = found.get(0) else { continue };
        let goes_on = written[end..whole.start()].contains([',', '，', '、']);
        end = whole.end();
        days = match found.name("days").map(|text| runs(text.as_str())) {
            Some(Some(days)) => days,
            Some(None) => return Vec::new(),
            None if goes_on => days,
            None => vec![(Weekday::Monday, Weekday::Sunday)],
        };
        let Some((from, to)) = time(&found["from"]).zip(time(&found["to"])) else {
            return Vec::new();
        };
        spans.push(Span {
            days: days.clone(),
            from,
            to,
        });
    }
    spans
}

/// Whether one of them has this moment.
#[must_use]
pub fn is_open(spans: &[Span], at: DateTime) -> bool {
    let (day, time) = (at.date().weekday(), at.time());
    spans.iter().any(|span| {
        if span.from < span.to {
            span.has(day) && span.from <= time && time < span.to
        } else {
            span.has(day) && span.from <= time || span.has(day.previous()) && time < span.to
        }
    })
}

/// When one of them begins next; `None` where they are none.
#[must_use]
pub fn next_opening(spans: &[Span], after: DateTime) -> Option<DateTime> {
    let begins = |date: Date| {
        let of_day = spans.iter().filter(move |span| span.has(date.weekday()));
        of_day
            .map(move |span| date.to_datetime(span.from))
            .filter(|at| *at > after)
            .min()
    };
    after
        .date()
        .series(jiff::Span::new().days(1))
        .take(DAYS_AHEAD)
        .find_map(begins)
}

impl Span {
    fn has(&self, day: Weekday) -> bool {
        let number = Weekday::to_monday_zero_offset;
        self.days.iter().any(|(first, last)| {
            let (first, last, day) = (number(*first), number(*last), number(day));
            if first <= last {
                (first..=last).contains(&day)
            } else {
                first <= day || day <= last
            }
        })
    }
}

fn runs(text: &str) -> Option<Vec<(Weekday, Weekday)>> {
    text.split(',').map(run).collect()
}

fn run(text: &str) -> Option<(Weekday, Weekday)> {
    let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
    Some((weekday(first.trim())?, weekday(last.trim())?))
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
