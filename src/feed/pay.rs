//! 工资: `baseSalary` in all its forms. A figure is taken for pay only where its currency and its unit are certain.

use serde_json::Value;

use crate::posting::Fen;
use crate::posting::Pay;
use crate::posting::Per;
use crate::posting::Rate;
use crate::posting::Settlement;
use crate::text::CleanText;

use super::value::Fields;
use super::value::all;
use super::value::number_in;
use super::value::text;

/// 计件: what work is counted in.
const PIECES: [&str; 16] = [
    "件",
    "个",
    "单",
    "车",
    "趟",
    "次",
    "平方米",
    "平米",
    "平方",
    "米",
    "斤",
    "公斤",
    "吨",
    "箱",
    "包",
    "亩",
];

pub(super) fn of_posting(item: Fields) -> Pay {
    Pay {
        rate: rate(item),
        settlement: item.text("zh:settlement").and_then(|text| settlement(&text)),
        paid_by: item.line("zh:paidBy"),
    }
}

fn rate(item: Fields) -> Rate {
    let piece = item.line("zh:piece");
    let written = item
        .get("zh:pay")
        .map(|value| Salary::of(value, item).rate(piece.clone()));
    match written {
        Some(rate) if rate != Rate::Unstated => rate,
        Some(_) | None => item
            .get("baseSalary")
            .map_or(Rate::Unstated, |value| Salary::of(value, item).rate(piece)),
    }
}

/// What a salary says, as written.
#[derive(Default)]
struct Salary {
    low: Option<String>,
    high: Option<String>,
    unit: Option<String>,
    /// `None` where it is yuan.
    currency: Option<String>,
}

impl Salary {
    fn of(value: &Value, item: Fields) -> Self {
        let mut salary = Self::default();
        let mut currency = item.text("salaryCurrency");
        let mut next = all(value).first();
        // A MonetaryAmount holds a QuantitativeValue, which holds the figures: three levels at most.
        for _ in 0..3 {
            let Some(value) = next.take() else { break };
            let Some(fields) = Fields::of(value) else {
                salary.low = text(value).map(Into::into);
                salary.high.clone_from(&salary.low);
                break;
            };
            currency = fields.text("currency").or(currency);
            let unit = fields.text("unitText").or_else(|| fields.text("unitCode"));
            salary.unit = unit.map(Into::into).or(salary.unit);
            salary.low = fields.text("minValue").map(Into::into);
            salary.high = fields.text("maxValue").map(Into::into);
            if salary.low.is_none() && salary.high.is_none() {
                next = fields
                    .get("value")
                    .or_else(|| fields.get("name"))
                    .and_then(|value| all(value).first());
            }
        }
        salary.currency = currency
            .map(|name| name.trim().to_owned())
            .filter(|name| !is_yuan(name));
        salary
    }

    fn rate(self, piece: Option<CleanText>) -> Rate {
        let figures = |text: &Option<String>| text.as_deref().map(number_in);
        match (figures(&self.low), figures(&self.high)) {
            (None, None) => Rate::Unstated,
            // Not a figure but words.
            (Some(None), _) | (_, Some(None)) => self.in_words(piece),
            (low, high)
                if low
                    .flatten()
                    .into_iter()
                    .chain(high.flatten())
                    .any(|figure| !is_pay(figure)) =>
            {
                Rate::Unstated
            }
            (Some(Some(low)), Some(Some(high))) if low <= high && self.currency.is_none() => {
                match (
                    fen(low),
                    fen(high),
                    self.unit.as_deref().and_then(|unit| per(unit, piece)),
                ) {
                    (Some(low), Some(high), Some(per)) => Rate::Fixed { low, high, per },
                    _ => self.written(),
                }
            }
            _ => self.written(),
        }
    }

    fn in_words(self, piece: Option<CleanText>) -> Rate {
        let same = self.low == self.high;
        match &self.low {
            Some(words) if same && is_negotiable(words) => Rate::Negotiable,
            Some(words) if same && self.currency.is_none() => phrase(words, piece).unwrap_or_else(|| self.written()),
            Some(_) | None => self.written(),
        }
    }

    fn written(&self) -> Rate {
        let figures = match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high => low.clone(),
            (Some(low), Some(high)) => format!("{low}–{high}"),
            (Some(low), None) => format!("{low} 起"),
            (None, Some(high)) => format!("最高 {high}"),
            (None, None) => return Rate::Unstated,
        };
        let is_figure = figures.chars().all(|c| c.is_ascii_digit() || ".,–".contains(c));
        let currency = self.currency.as_deref().or(is_figure.then_some("元"));
        let unit = self
            .unit
            .as_deref()
            .map(|unit| format!("/{}", unit.trim()))
            .unwrap_or_default();
        let words = format!("{figures} {}{unit}", currency.unwrap_or_default());
        CleanText::line(&words).map_or(Rate::Unstated, Rate::Written)
    }
}

/// `Unstated` where a feed puts 0 or -1 for "none", or a figure beyond any wage.
fn is_pay(figure: f64) -> bool {
    fen(figure).is_some()
}

fn fen(yuan: f64) -> Option<Fen> {
    Fen::from_yuan(yuan).filter(|fen| fen.0 > 0)
}

pub(super) fn is_yuan(currency: &str) -> bool {
    ["", "CNY", "RMB", "元", "人民币", "￥", "¥"].contains(&currency.trim().to_ascii_uppercase().as_str())
}

fn is_negotiable(words: &str) -> bool {
    ["面议", "面谈", "negotiable"]
        .iter()
        .any(|word| words.trim().eq_ignore_ascii_case(word))
        || words.contains("面议") && !words.contains(|c: char| c.is_ascii_digit())
}

/// `unitText`, UN/CEFACT `unitCode` (Recommendation 20), or as people write it.
fn per(unit: &str, piece: Option<CleanText>) -> Option<Per> {
    let unit = unit
        .trim()
        .trim_start_matches(['/', '每', '一', '元'])
        .to_ascii_uppercase();
    Some(match unit.as_str() {
        "HOUR" | "HOURLY" | "HUR" | "小时" | "时" | "钟头" | "个小时" => Per::Hour,
        "DAY" | "DAILY" | "天" | "日" | "工日" | "个工" => Per::Day,
        "WEEK" | "WEEKLY" | "WEE" | "周" | "星期" => Per::Week,
        "MONTH" | "MONTHLY" | "MON" | "月" | "个月" => Per::Month,
        "YEAR" | "YEARLY" | "ANNUAL" | "ANN" | "年" => Per::Year,
        "PIECE" | "C62" | "计件" => Per::Piece(piece),
        word if PIECES.contains(&word) => Per::Piece(piece.or_else(|| CleanText::line(word))),
        _ => return None,
    })
}

/// 200元/天, 200-260 元每天, 日薪200元: a figure or two and a unit, and nothing else.
fn phrase(words: &str, piece: Option<CleanText>) -> Option<Rate> {
    const PREFIXES: [(&str, &str); 6] = [
        ("时薪", "时"),
        ("日薪", "日"),
        ("日工资", "日"),
        ("周薪", "周"),
        ("月薪", "月"),
        ("年薪", "年"),
    ];
    let words: String = words.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let prefixed = PREFIXES
        .iter()
        .find_map(|(prefix, unit)| Some((words.strip_prefix(prefix)?, *unit)));
    let (rest, unit) = prefixed.map_or((words.as_str(), None), |(rest, unit)| (rest, Some(unit)));
    let rest = rest.trim_start_matches(['￥', '¥', ':', '：']);
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && !".-~～—–至到".contains(c))
        .unwrap_or(rest.len());
    let (figures, tail) = rest.split_at(end);
    let tail = ["元", "块钱", "块"]
        .iter()
        .find_map(|yuan| tail.strip_prefix(yuan))
        .unwrap_or(tail);
    let unit = match (tail.is_empty(), unit) {
        (true, Some(unit)) => unit,
        (false, None) => tail.strip_prefix(['/', '每', '一'])?,
        (true, None) | (false, Some(_)) => return None,
    };
    let mut figures = figures
        .split(['-', '~', '～', '—', '–', '至', '到'])
        .filter(|figure| !figure.is_empty());
    let low = fen(figures.next()?.parse().ok()?)?;
    let high = figures.next().map_or(Some(low), |high| fen(high.parse().ok()?))?;
    let per = per(unit, piece)?;
    (figures.next().is_none() && low <= high).then_some(Rate::Fixed { low, high, per })
}

fn settlement(text: &str) -> Option<Settlement> {
    let word: String = text.chars().filter(|c| !" -_".contains(*c)).collect();
    Some(match word.to_lowercase().as_str() {
        "daily" | "日结" | "天结" | "当天结" | "当日结" | "当天结算" | "日结算" => Settlement::Daily,
        "nextday" | "次日结" | "隔天结" | "隔日结" | "第二天结" => Settlement::NextDay,
        "weekly" | "周结" | "一周一结" | "按周结" => Settlement::Weekly,
        "monthly" | "月结" | "按月结" | "一月一结" => Settlement::Monthly,
        "project" | "项目结" | "完工结" | "干完结" | "做完结" | "完工结算" => Settlement::Project,
        _ => return None,
    })
}
