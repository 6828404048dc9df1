//! Days in a text by which it has run out: 5 月 1 日前报名, when it is November.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Captures;
use regex::Regex;

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

/// The last day of a clause, where it is past: of 10 月 1 日到 12 月 1 日 the end counts.
pub(super) fn past(clause: &str, today: Date) -> Option<Range<usize>> {
    let has = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    // Most clauses name no day.
    if !(clause.contains('月') || clause.contains("20")) || !has(&BY_THEN) || has(&SOMETHING_ELSE) {
        return None;
    }
    let last = DAY.captures_iter(clause).last()?;
    if day_of(&last, today)? >= today {
        return None;
    }
    let whole = last.get(0)?;
    let lead = whole.as_str().find(|c: char| c.is_ascii_digit())?;
    Some(whole.start() + lead..whole.end())
}

/// Of a month its last day, and of a year its own.
fn day_of(written: &Captures, today: Date) -> Option<Date> {
    let number = |group: usize| written.get(group)?.as_str().parse::<i16>().ok();
    let small = |group: usize| number(group).and_then(|number| i8::try_from(number).ok());
    if let Some(year) = number(1) {
        let Some(month) = small(2) else {
            return Date::new(year, 12, 31).ok();
        };
        return match small(3) {
            Some(day) => Date::new(year, month, day).ok(),
            None => Some(Date::new(year, month, 1).ok()?.last_of_month()),
        };
    }
    let (month, day) = (small(4)?, small(5)?);
    let this_year = Date::new(today.year(), month, day).ok()?;
    let next_year = Date::new(today.year() + 1, month, day).ok()?;
    let is_ahead = next_year.since(today).is_ok_and(|ahead| ahead.get_days() <= AHEAD_DAYS);
    Some(if this_year < today && is_ahead {
        next_year
    } else {
        this_year
    })
}
