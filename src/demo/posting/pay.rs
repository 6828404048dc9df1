//! Pay: by the hour, day, week, month, year or piece, or 面议 (to be talked over).

use serde_json::Value;
use serde_json::json;

use super::Offer;
use super::Sheet;
use super::Shift;
use crate::demo::draw::Draw;
use crate::demo::trades::Usual;
use crate::demo::trades::Work;

/// What the employer says about money.
pub(super) enum Pay {
    Said(Amount),
    /// 面议 — written, and it tells nothing.
    TalkedOver,
    Blank,
}

/// In 分, so that 0.35 元 a piece is exact.
pub(super) struct Amount {
    unit: Unit,
    low: u32,
    high: Option<u32>,
    /// For piece work, what is counted: 件, 车, 平方米.
    piece: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Year,
    Piece,
}

/// Working days of a month as employers count them for monthly pay.
const DAYS_A_MONTH: u32 = 26;
/// And of a week.
const DAYS_A_WEEK: u32 = 6;
/// What most employers know that an hour must cost, in 分: the sample minimum of the city districts.
const LEAST_HOUR: u32 = 2_400;
/// So many of a thousand do not know, and staff are to find them.
const UNAWARE: u32 = 50;

impl Unit {
    /// schema.org's `unitText` takes any text; PIECE is the one that is ours.
    const fn text(self) -> &'static str {
        match self {
            Self::Hour => "HOUR",
            Self::Day => "DAY",
            Self::Week => "WEEK",
            Self::Month => "MONTH",
            Self::Year => "YEAR",
            Self::Piece => "PIECE",
        }
    }

    fn draw(draw: &mut Draw, work: &Work) -> Self {
        if work.trade.piece.is_some() && draw.chance(350) {
            return Self::Piece;
        }
        let units: &[(Self, u32)] = match work.trade.usual {
            Usual::Day => &[(Self::Day, 80), (Self::Hour, 12), (Self::Week, 6), (Self::Month, 2)],
            Usual::Hour => &[(Self::Hour, 70), (Self::Day, 24), (Self::Week, 6)],
            Usual::Month => &[(Self::Month, 84), (Self::Day, 8), (Self::Hour, 6), (Self::Year, 2)],
        };
        draw.weighted(units, |&(_, weight)| weight).0
    }

    /// From, to, and the step in which people say such a sum, all in 分.
    fn range(self, draw: &mut Draw, work: &Work, shift: &Shift) -> (u32, u32, u32) {
        let (low, high) = work.trade.day;
        let days = |count| {
            let day = |yuan| {
                if shift.is_short() {
                    shift.share_of_eight_hours(yuan)
                } else {
                    yuan
                }
            };
            (day(low) * count * 100, day(high) * count * 100)
        };
        let by_the_hour = (low * 100 / 8, high * 100 / 8);
        let range = match self {
            Self::Hour if draw.chance(UNAWARE) => by_the_hour,
            Self::Hour => (by_the_hour.0.max(LEAST_HOUR), by_the_hour.1.max(LEAST_HOUR + 400)),
            Self::Day => {
                let day = |yuan| shift.share_of_eight_hours(yuan) * 100;
                (day(low), day(high))
            }
            Self::Week => days(DAYS_A_WEEK),
            Self::Month => days(DAYS_A_MONTH),
            Self::Year => days(12 * DAYS_A_MONTH),
            Self::Piece => work.trade.piece.map_or((low, high), |piece| (piece.low, piece.high)),
        };
        let step = match self {
            Self::Hour => 50,
            Self::Day => 1_000,
            Self::Week => 5_000,
            Self::Month => 10_000,
            Self::Year => 100_000,
            Self::Piece => spoken_step(range.0),
        };
        (range.0, range.1, step)
    }
}

impl Pay {
    pub(super) fn draw(draw: &mut Draw, work: &Work, shift: &Shift) -> Self {
        if draw.chance(50) {
            return Self::TalkedOver;
        }
        if draw.chance(15) {
            return Self::Blank;
        }
        let unit = Unit::draw(draw, work);
        let (low, high, step) = unit.range(draw, work, shift);
        // Who names a range names a real one: from the lower half to the upper.
        let ranged = draw.chance(if unit == Unit::Month { 600 } else { 220 });
        let middle = u32::midpoint(low, high);
        let first = draw.stepped(low, if ranged { middle } else { high }, step);
        let second = draw.stepped(middle, high, step);
        Self::Said(Amount {
            unit,
            low: first,
            high: (ranged && second > first).then_some(second),
            piece: (unit == Unit::Piece).then(|| work.trade.piece.map_or("件", |piece| piece.unit)),
        })
    }

    fn is_long_term(&self) -> bool {
        match self {
            Self::Said(amount) => matches!(amount.unit, Unit::Month | Unit::Year),
            Self::TalkedOver | Self::Blank => false,
        }
    }
}

impl Amount {
    fn salary(&self, draw: &mut Draw) -> Value {
        let mut value = json!({"@type": "QuantitativeValue", "unitText": self.unit.text()});
        match self.high {
            Some(high) => {
                value["minValue"] = yuan(self.low);
                value["maxValue"] = yuan(high);
            }
            // 200 元起 — from 200 upwards, with no upper end said.
            None if draw.chance(40) => value["minValue"] = yuan(self.low),
            None => value["value"] = yuan(self.low),
        }
        if let Some(piece) = self.piece {
            value["zh:piece"] = json!(piece);
        }
        json!({"@type": "MonetaryAmount", "currency": "CNY", "value": value})
    }
}

/// Nobody says 8.77 a piece: small sums go by one 分, larger ones by five 角, yuan and ten yuan.
const fn spoken_step(fen: u32) -> u32 {
    match fen {
        0..50 => 1,
        50..100 => 5,
        100..1_000 => 50,
        1_000..10_000 => 100,
        _ => 1_000,
    }
}

/// Whole yuan as a whole number, else with its 分.
fn yuan(fen: u32) -> Value {
    if fen.is_multiple_of(100) {
        json!(fen / 100)
    } else {
        json!(f64::from(fen) / 100.0)
    }
}

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    match &offer.pay {
        Pay::Said(amount) => {
            let salary = amount.salary(&mut sheet.draw);
            sheet.always("baseSalary", salary);
        }
        Pay::TalkedOver => sheet.always("zh:pay", "面议"),
        Pay::Blank => {}
    }
    let settled: &[(&str, u32)] = if offer.pay.is_long_term() {
        &[("monthly", 92), ("weekly", 4), ("project", 2), ("daily", 2)]
    } else {
        &[
            ("daily", 52),
            ("nextDay", 15),
            ("weekly", 16),
            ("monthly", 10),
            ("project", 7),
        ]
    };
    let settled = sheet.draw.weighted(settled, |&(_, weight)| weight).0;
    sheet.usually(950, "zh:settlement", settled);
    let ways = ["微信或现金", "微信", "现金", "银行卡", "微信或支付宝"];
    sheet.choice(850, "zh:paidBy", if settled == "monthly" { &ways[3..4] } else { &ways });
    let employment: &[&str] = if offer.pay.is_long_term() {
        &["FULL_TIME", "FULL_TIME", "FULL_TIME", "CONTRACTOR"]
    } else if offer.shift.is_short() {
        &["PART_TIME"]
    } else {
        &["TEMPORARY", "PER_DIEM", "TEMPORARY", "OTHER"]
    };
    let employment = sheet.draw.pick(employment);
    if sheet.draw.chance(40) {
        sheet.always("employmentType", json!([employment, "PART_TIME"]));
    } else {
        sheet.usually(920, "employmentType", employment);
    }
}
