//! What is usual, what is least, and where a pay lies among them.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::day;
use super::yuan;
use crate::bulletin::MinimumWage;
use crate::bulletin::WageGuide;
use crate::catalog::Spread;
use crate::language::Language;
use crate::posting::Fen;
use crate::posting::Pay;
use crate::posting::Per;
use crate::posting::Rate;
use crate::posting::When;

/// Where a pay lies among what is paid here: the lowest and the highest quarter of the range are its ends.
#[must_use]
pub fn standing(daily: Fen, spread: &Spread, language: Language) -> String {
    let amount = yuan(daily);
    if daily < spread.middle && daily.0 <= spread.low.0 + (spread.middle.0 - spread.low.0) / 2 {
        word!(language, "wage.low_among", amount = amount)
    } else if daily > spread.middle && daily.0 >= spread.middle.0 + (spread.high.0 - spread.middle.0) / 2 {
        word!(language, "wage.high_among", amount = amount)
    } else {
        word!(language, "wage.middle_among", amount = amount)
    }
    .into_owned()
}

/// `来源：青岛市工资价位 · 2026-06`
#[must_use]
pub fn guide_source(guide: &WageGuide, zone: &TimeZone, language: Language) -> String {
    let source = match &guide.source {
        Some(source) => source.to_string(),
        None => word!(language, "unstated").into_owned(),
    };
    match guide.dated.map(|when| when.date(zone)) {
        Some(date) => {
            let date = date.strftime("%Y-%m").to_string();
            word!(language, "wage.source_dated", source = source, date = date).into_owned()
        }
        None => word!(language, "wage.source", source = source).into_owned(),
    }
}

/// `市北区、李沧区最低工资：一小时 24 元、一个月 2,400 元（2025-10-01 起，示例数据）`: those that have the same in a line.
#[must_use]
pub fn minimum_wages(rows: &[&Arc<MinimumWage>], zone: &TimeZone, language: Language) -> Vec<String> {
    let mut groups: Vec<(&MinimumWage, Vec<&str>)> = Vec::new();
    for row in rows {
        let same = |other: &MinimumWage| {
            (other.per_hour, other.per_month, other.valid_from, &other.source)
                == (row.per_hour, row.per_month, row.valid_from, &row.source)
        };
        match groups.iter_mut().find(|(other, _)| same(other)) {
            Some((_, districts)) => districts.push(&row.district),
            None => groups.push((row, vec![&row.district])),
        }
    }
    let comma = word!(language, "answer.comma");
    let said = groups
        .iter()
        .map(|(row, districts)| minimum(row, &districts.join(&comma), zone, language));
    said.collect()
}

fn minimum(row: &MinimumWage, districts: &str, zone: &TimeZone, language: Language) -> String {
    let amounts = [
        row.per_hour
            .map(|fen| word!(language, "wage.least_hour", amount = yuan(fen))),
        row.per_month
            .map(|fen| word!(language, "wage.least_month", amount = yuan(fen))),
    ];
    let amounts: Vec<String> = amounts.into_iter().flatten().map(Cow::into_owned).collect();
    let amounts = amounts.join(&word!(language, "answer.comma"));
    let from = row.valid_from.map(|when| when.date(zone).to_string());
    let from = from.unwrap_or_default();
    match &row.source {
        Some(source) => word!(
            language,
            "wage.least_from_source",
            district = districts,
            amounts = amounts,
            from = from,
            source = source.as_str()
        ),
        None => word!(
            language,
            "wage.least_from",
            district = districts,
            amounts = amounts,
            from = from
        ),
    }
    .into_owned()
}

/// What is said of a posting that pays less than it must; it accuses nobody.
#[must_use]
pub fn falls_short(least: &MinimumWage, pay: &Pay, today: Date, zone: &TimeZone, language: Language) -> String {
    let by_month = matches!(&pay.rate, Rate::Fixed { per: Per::Month, .. });
    let amount = match (by_month, least.per_month, least.per_hour) {
        (true, Some(month), _) | (false, Some(month), None) => {
            word!(language, "wage.least_month", amount = yuan(month)).into_owned()
        }
        (_, _, Some(hour)) => word!(language, "wage.least_hour", amount = yuan(hour)).into_owned(),
        (_, None, None) => String::new(),
    };
    let from = least.valid_from.map(|when: When| day(when.date(zone), today, language));
    word!(
        language,
        "wage.falls_short",
        district = least.district.as_str(),
        amount = amount,
        from = from.unwrap_or_default()
    )
    .into_owned()
}
