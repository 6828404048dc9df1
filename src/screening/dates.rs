//! Days in a text by which it has run out: 5 月 1 日前报名, when it is November.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Captures;
use regex::Regex;
use serde::Deserialize;
use serde::Serialize;

/// A day without a year may be one of the next year, but nobody hires for so many days ahead.
const AHEAD_DAYS: i32 = 100;
/// What makes a day one by which something begins or ends.
const BY_THEN: [&str; 20] = [
    "截止", "截至", "有效", "报名", "面试", "到岗", "上岗", "开工", "开始", "入职", "招", "结束", "为止", "发布",
    "活动", "期间", "前", "止", "至", "到",
];
/// Firms are founded, people born and certificates given on days too, and work that began goes on.
const SOMETHING_ELSE: [&str; 22] = [
    "成立",
    "创办",
    "创立",
    "始建",
    "建厂",
    "创建",
    "开业",
    "建成",
    "投产",
    "出生",
    "毕业",
    "荣获",
    "获得",
    "获评",
    "上届",
    "往届",
    "生日",
    "发证",
    "至今",
    "以来",
    "起连续",
    "年起",
];

/// Only with a year of this century, or with 月: 3.5 and 8-9 are no days.
static DAY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        "(?:^|[^0-9-])(20[0-9]{2}) ?[年./-](?: ?([0-9]{1,2}) ?(?:[月./-] ?([0-9]{1,2}) ?[日号]?)?月?)?\
         |(?:^|[^0-9])([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]?",
    )
    .expect("a pattern of our own")
});

/// A day as it is written; which one it is depends on the day on which it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Written {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
}

/// The last day of a clause, by which it has run out: of 10 月 1 日到 12 月 1 日 the end counts.
pub(super) fn last(clause: &str) -> Option<(Written, Range<usize>)> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    // Most clauses name no day.
    if !(clause.contains('月') || clause.contains("20")) || !has(&BY_THEN) || has(&SOMETHING_ELSE) {
        return None;
    }
    let last = DAY.captures_iter(clause).last()?;
    let whole = last.get(0)?;
    let lead = whole.as_str().find(|c: char| c.is_ascii_digit())?;
    Some((Written::of(&last), whole.start() + lead..whole.end()))
}

impl Written {
    fn of(captures: &Captures) -> Self {
        let year: Option<i16> = captures.get(1).and_then(|year| year.as_str().parse().ok());
        let (month, day) = if year.is_some() { (2, 3) } else { (4, 5) };
        let small = |group: usize| captures.get(group)?.as_str().parse().ok();
        Self {
            year,
            month: small(month),
            day: small(day),
        }
    }

    pub(super) fn is_past(self, today: Date) -> bool {
        self.date(today).is_some_and(|date| date < today)
    }

    /// Of a month its last day, and of a year its own.
    fn date(self, today: Date) -> Option<Date> {
        let Self { year, month, day } = self;
        match (year, month, day) {
            (Some(year), None, _) => Date::new(year, 12, 31).ok(),
            (Some(year), Some(month), None) => Some(Date::new(year, month, 1).ok()?.last_of_month()),
            (Some(year), Some(month), Some(day)) => Date::new(year, month, day).ok(),
            (None, month, day) => this_or_next_year(month?, day?, today),
        }
    }
}

fn this_or_next_year(month: i8, day: i8, today: Date) -> Option<Date> {
    let this_year = Date::new(today.year(), month, day).ok()?;
    let next_year = Date::new(today.year() + 1, month, day).ok()?;
    let is_ahead = next_year.since(today).is_ok_and(|ahead| ahead.get_days() <= AHEAD_DAYS);
    Some(if this_year < today && is_ahead {
        next_year
    } else {
        this_year
    })
}
