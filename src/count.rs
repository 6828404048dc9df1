//! What is counted of a day, without anybody in it: how often, of which trade, in which district, at which hour.

use std::collections::BTreeMap;

use jiff::Span;
use jiff::civil::Date;
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde_json::Value;

use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// Fewer than these are not shown: three who looked for one thing in one hour are three people.
pub const SHOWN_MIN: u64 = 5;
/// Thirteen months, so that a month can be laid beside the same one a year ago.
pub const KEPT_DAYS: i64 = 396;

/// Something that happened at the kiosk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Visit,
    /// A posting was read.
    View,
    /// The code of one was on the screen by itself or beside it.
    Code,
    Slip,
    /// Somebody looked for something that is not there. Only a known trade is kept of what was typed.
    NothingFound,
    /// 这活有问题
    Report,
    /// 叫工作人员
    Call,
}

impl Kind {
    pub const ALL: [Self; 7] = [
        Self::Visit,
        Self::View,
        Self::Code,
        Self::Slip,
        Self::NothingFound,
        Self::Report,
        Self::Call,
    ];

    /// As it stands on the disk and in files for other programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::View => "view",
            Self::Code => "code",
            Self::Slip => "slip",
            Self::NothingFound => "nothing-found",
            Self::Report => "report",
            Self::Call => "call",
        }
    }

    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// One of them, with what it was about where it was about something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    pub kind: Kind,
    pub trade: Option<CleanText>,
    pub district: Option<CleanText>,
}

impl Counted {
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            trade: None,
            district: None,
        }
    }
}

/// How often something was counted in one hour of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub day: Date,
    /// 0–23, of the hall.
    pub hour: i8,
    pub counted: Counted,
    pub times: u64,
}

/// By what a table of counts is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    Day,
    Hour,
    Trade,
    District,
}

impl By {
    pub const ALL: [Self; 4] = [Self::Day, Self::Hour, Self::Trade, Self::District];

    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Trade => "trade",
            Self::District => "district",
        }
    }
}

/// A line of a table: how often, or nothing where that is fewer than [`SHOWN_MIN`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub kind: Kind,
    pub by: By,
    /// 2026-11-22, 05, or a name.
    pub value: CleanText,
    pub times: Option<u64>,
}

/// Every table of some days, both inclusive.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub from: Date,
    pub to: Date,
    #[serde(deserialize_with = "known_lines")]
    pub lines: Vec<Line>,
}

impl Counts {
    /// How often something was counted under one value; `None` where it never was.
    #[must_use]
    pub fn line(&self, kind: Kind, by: By, value: &str) -> Option<&Line> {
        let mut lines = self.by(by).filter(|line| line.kind == kind);
        lines.find(|line| *line.value == *value)
    }

    pub fn by(&self, by: By) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.by == by)
    }
}

/// What a program of another version counts besides is left out.
fn known_lines<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Line>, D::Error> {
    let lines = Vec::<Value>::deserialize(deserializer)?;
    Ok(lines.iter().filter_map(|line| Line::deserialize(line).ok()).collect())
}

/// Which days are meant, by whoever says only one of them or neither, as far as they are kept.
#[must_use]
pub fn days(from: Option<Date>, to: Option<Date>, today: Date) -> (Date, Date) {
    let to = to.unwrap_or(today);
    let oldest = today.checked_sub(Span::new().days(KEPT_DAYS)).unwrap_or(Date::MIN);
    (from.unwrap_or(to).max(oldest), to)
}

/// 05: as [`Line::value`] has it.
#[must_use]
pub fn hour(hour: i8) -> String {
    format!("{hour:02}")
}

/// Every table of these cells. Each stands by one thing only: crossed, nearly every cell would be one person's.
#[must_use]
pub fn tables(cells: &[Cell]) -> Vec<Line> {
    let clean = |value: &str| CleanText::new(value, LINE_CHARS);
    let mut sums: BTreeMap<(By, Kind, CleanText), u64> = BTreeMap::new();
    for cell in cells {
        let Counted { kind, trade, district } = &cell.counted;
        let values = [
            (By::Day, Some(clean(&cell.day.to_string()))),
            (By::Hour, Some(clean(&hour(cell.hour)))),
            (By::Trade, trade.clone()),
            (By::District, district.clone()),
        ];
        for (by, value) in values {
            if let Some(value) = value {
                *sums.entry((by, *kind, value)).or_default() += cell.times;
            }
        }
    }
    let lines = sums.into_iter().map(|((by, kind, value), times)| Line {
        kind,
        by,
        value,
        times: (times >= SHOWN_MIN).then_some(times),
    });
    lines.collect()
}
