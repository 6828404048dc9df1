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
use super::value::number;
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

/// A year's pay in đồng or rupiah has nine digits, or ten.
const FOREIGN_MAX: f64 = 1e11;

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
    low: Option<Figure>,
    high: Option<Figure>,
    unit: Option<String>,
    /// `None` where it is yuan.
    currency: Option<String>,
}

/// A number, or words where a number was expected.
#[derive(Clone, PartialEq)]
struct Figure {
    words: String,
    number: Option<f64>,
}

impl Figure {
    fn of(value: &Value) -> Option<Self> {
        let words = text(value).filter(|_| value.is_number() || value.is_string())?;
        Some(Self {
            words: words.trim().to_owned(),
            number: number(value),
        })
    }
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
                salary.low = Figure::of(value);
                salary.high.clone_from(&salary.low);
                break;
            };
            currency = fields.text("currency").or(currency);
            let unit = fields.text("unitText").or_else(|| fields.text("unitCode"));
            salary.unit = unit.map(Into::into).or(salary.unit);
            salary.low = fields.get("minValue").and_then(Figure::of);
            salary.high = fields.get("maxValue").and_then(Figure::of);
            if salary.low.is_none() && salary.high.is_none() {
                let inner = fields.get("value").or_else(|| fields.get("name"));
                next = inner.and_then(|value| all(value).first());
            }
        }
        salary.currency = currency
            .map(|name| name.trim().to_owned())
            .filter(|name| !is_yuan(name));
        salary
    }

    fn rate(&self, piece: Option<CleanText>) -> Rate {
        let mut figures = self.low.iter().chain(&self.high);
        if figures.clone().any(|figure| figure.number.is_none()) {
            return self.in_words(piece);
        }
        if figures.any(|figure| !self.is_pay(figure)) {
            return Rate::Unstated;
        }
        self.fixed(piece).unwrap_or_else(|| self.written())
    }

    /// Not where a feed puts 0 or -1 for "none", or a figure beyond any wage.
    fn is_pay(&self, figure: &Figure) -> bool {
        let number = figure.number.unwrap_or_default();
        match self.currency {
            None => fen(number).is_some(),
            Some(_) => number > 0.0 && number < FOREIGN_MAX,
        }
    }

    /// Both ends in yuan, in order, and a known unit.
    fn fixed(&self, piece: Option<CleanText>) -> Option<Rate> {
        let fen_of = |figure: &Option<Figure>| figure.as_ref().and_then(|figure| fen(figure.number?));
        let (low, high) = (fen_of(&self.low)?, fen_of(&self.high)?);
        let per = per(self.unit.as_deref()?, piece)?;
        (low <= high && self.currency.is_none()).then_some(Rate::Fixed { low, high, per })
    }

    fn in_words(&self, piece: Option<CleanText>) -> Rate {
        match &self.low {
            Some(words) if self.low == self.high && is_negotiable(&words.words) => Rate::Negotiable,
            Some(words) if self.low == self.high && self.currency.is_none() => {
                phrase(&words.words, piece).unwrap_or_else(|| self.written())
            }
            Some(_) | None => self.written(),
        }
    }

    fn written(&self) -> Rate {
        let in_currency = |words: &str| {
            let is_figure = words.chars().all(|c| c.is_ascii_digit() || ".,–".contains(c));
            let currency = self
                .currency
                .as_deref()
                .or(is_figure.then_some("元"))
                .unwrap_or_default();
            format!("{words} {currency}{}", self.unit_in_words())
        };
        let words = match (&self.low, &self.high) {
            (Some(low), Some(high)) if low == high => in_currency(&low.words),
            (Some(low), Some(high)) => in_currency(&format!("{}–{}", low.words, high.words)),
            (Some(low), None) => format!("{}起", in_currency(&low.words)),
            (None, Some(high)) => format!("最高 {}", in_currency(&high.words)),
            (None, None) => return Rate::Unstated,
        };
        CleanText::line(&words).map_or(Rate::Unstated, Rate::Written)
    }

    /// As written beside a foreign currency; in Chinese beside yuan.
    fn unit_in_words(&self) -> String {
        let Some(unit) = self.unit.as_deref().map(str::trim) else {
            return String::new();
        };
        let known = per(unit, None).filter(|_| self.currency.is_none());
        let word = match known {
            Some(Per::Hour) => "小时",
            Some(Per::Day) => "天",
            Some(Per::Week) => "周",
            Some(Per::Month) => "月",
            Some(Per::Year) => "年",
            Some(Per::Piece(None)) => "件",
            Some(Per::Piece(Some(_))) | None => unit.trim_start_matches('/'),
        };
        format!("/{word}")
    }
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
