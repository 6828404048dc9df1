//! Numbers in a query: 200以上, 25/时, 一百八一天, 58岁, 三公里以内, 482736.

use std::sync::LazyLock;

use regex::Captures;
use regex::Regex;

use super::Meaning;
use super::Piece;
use crate::catalog::Condition;
use crate::catalog::Shift;
use crate::catalog::query::HALF_DAY_HOURS;
use crate::posting::Fen;

/// Without a unit, from here on an amount is for a day, and from the second on for a month: nobody is paid 80 yuan an
/// hour or 1,500 a day for what is hired here.
const A_DAYS_PAY_MIN: f64 = 80.0;
const A_MONTHS_PAY_MIN: f64 = 1_500.0;
/// Nor is anybody paid more a month.
const A_MONTHS_PAY_MAX: f64 = 100_000.0;
/// No wage; 3 天 and 2 个月 are how long, not how much.
const AN_HOURS_PAY_MIN: f64 = 5.0;
const A_DAYS_PAY_SAID_MIN: f64 = 30.0;
const A_MONTHS_PAY_SAID_MIN: f64 = 300.0;
/// Behind a number these make it no wage: 24小时, 3号, 18楼.
const COUNTED: [&str; 20] = [
    "小时", "钟头", "个", "天", "岁", "号", "点", "人", "楼", "年", "月", "路", "里", "公里", "斤", "公斤", "平", "名",
    "栋", "日",
];
/// 里, half a kilometre.
const LI_M: f64 = 500.0;
const DISTANCE_MAX_M: f64 = 100_000.0;
/// 24小时 is no length of a day's work, but a kind of shop, or of care.
const LONG_DAY_HOURS: f64 = 16.0;
/// 五十多 is more than fifty, and may be fifty-nine; the middle of it.
const A_FEW_YEARS: f64 = 5.0;

/// A pattern that begins where an amount may, and what it means; `number` in it is the number.
type Rule = (Regex, fn(&Captures) -> Option<Meaning>);

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(rules);

/// Every amount in a folded text, overlapping or not. None begins or ends amid digits.
pub(super) fn amounts_in(text: &str) -> Vec<Piece> {
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let mut pieces = Vec::new();
    for (start, first) in text.char_indices() {
        let before = text[..start].chars().next_back();
        if is_digit(before) && first.is_ascii_digit() {
            continue;
        }
        for (pattern, meaning) in RULES.iter() {
            let Some(found) = pattern.captures(&text[start..]) else {
                continue;
            };
            let end = start + found[0].len();
            let cuts_digits = is_digit(text[..end].chars().next_back()) && is_digit(text[end..].chars().next());
            let is_bare = found.name("number").is_some_and(|number| number.end() == end - start);
            let counts_something = is_bare && COUNTED.iter().any(|unit| text[end..].starts_with(unit));
            if !cuts_digits
                && !counts_something
                && let Some(meaning) = meaning(&found)
            {
                pieces.push(Piece {
                    range: start..end,
                    meaning,
                });
            }
        }
    }
    pieces
}

fn rules() -> Vec<Rule> {
    const NUMBER: &str = "(?<number>[0-9]+(?:\\.[0-9]+)?(?:[千万]|[wk](?-u:\\b))?|[一二两三四五六七八九]?(?:[十百千万]零?[一二两三四五六七八九]?)+|[一二两三四五六七八九])";
    const TO: &str = "(?:[-–—~到至][0-9]+)?";
    const YUAN: &str = "(?: ?(?:元|块钱|块|圆|kuai|yuan))";
    const MORE: &str = "(?:以上|yishang|往上|朝上|起步|起|左右|多|打底|开外|上下)?";
    const LEAST: &str = "(?<least>不低于|不少于|低于|少于|不到|不够|至少|最少|起码|高于|超过|大于|不下|要|得|给|工资|工钱|薪资|>=|≥|>)?";
    const OR_ELSE: &str = "(?:的)?(?<or_else>不干|不去|不做|不考虑|免谈)?";
    const A: &str = "(?:/|每|一|1|一个|每个)";
    const HOUR: &str = "(?:小时|钟头|个钟|时|h)";
    let amount = format!("{LEAST}{NUMBER}{TO}{MORE}");
    let end = format!("{MORE}{OR_ELSE}");
    let by = |unit: &str| format!("^(?:{unit}){LEAST}{NUMBER}{TO}{YUAN}?{end}");
    vec![
        rule(&format!("^{amount}(?:{YUAN}{MORE}{A}?|{A}){HOUR}{end}"), hourly),
        rule(&by("时薪|每小时|一小时|一个小时|1小时|小时薪|按小时"), hourly),
        rule(&format!("^{amount}(?:{YUAN}{MORE}{A}?|{A})(?:天|日){end}"), daily),
        rule(&format!("^{amount}天{end}"), daily_or_days),
        rule("^[0-9]{1,2}月[0-9]{1,2}[日号]", |_| Some(Meaning::Filler)),
        rule(&by("日薪|每天|一天|天薪|一日|每日|1天"), daily),
        rule(&format!("^{amount}{YUAN}?{MORE}{A}?个?月{end}"), monthly),
        rule(&by("月薪|每月|每个月|一个月|一月|底薪"), monthly),
        rule(&format!("^{amount}{YUAN}?{end}"), plain),
        rule(
            &format!(
                "^(?:我)?(?:今年)?(?:快|都|已经|刚)?{NUMBER}(?<few>多|几|来)? ?周?(?:岁|sui)(?:了|的|能干的|能干|可以干|还能干|也行|也要|以上|以下|多)?"
            ),
            aged,
        ),
        rule(
            &format!("^(?:我)?(?:今年|快|都快|男的?|女的?) ?{NUMBER}(?<few>多|好几)?了?"),
            aged,
        ),
        rule(&format!("^(?:我)?{NUMBER}(?<few>多|好几)?了"), aged),
        rule(
            &format!("^{NUMBER}(?:公里|千米|km)(?:以内|之内|内|范围内|以里)?"),
            |it| within(it, 1_000.0),
        ),
        rule(
            &format!("^{NUMBER}里(?:地|路)?(?:以内|之内|内|范围内)?"),
            |it| within(it, LI_M),
        ),
        rule(&format!("^{NUMBER}米(?:以内|之内|内)?"), |it| within(it, 1.0)),
        rule(
            &format!("^(?:一天|每天)?(?:干|做|上)?{NUMBER}个?(?:小时|钟头)(?:以内)?"),
            how_long,
        ),
        rule(
            &format!(
                "^{NUMBER}(?:点半|点钟|点)(?:以后|以前|之后|之前|能?下班|上班|开工|(?:到|至|-)[0-9一二两三四五六七八九十]+点半?)?|^(?:干|做)?[0-9一二两三四五六七八九十]+(?:天|个月|个人|人|年|个星期|周)"
            ),
            |_| Some(Meaning::Filler),
        ),
        rule("^([1-9]{6}|[1-9]{3} [1-9]{3})", |it| {
            Some(asks(Condition::Number(it[1].parse().ok()?)))
        }),
    ]
}

fn rule(pattern: &str, meaning: fn(&Captures) -> Option<Meaning>) -> Rule {
    (Regex::new(pattern).expect("the patterns of this file"), meaning)
}

fn asks(condition: Condition) -> Meaning {
    Meaning::Conditions(vec![condition])
}

/// 低于200 without 不干 asks for less, which nobody means to.
fn is_floor(found: &Captures) -> bool {
    let least = found.name("least").map_or("", |it| it.as_str());
    !["低于", "少于", "不到", "不够"].contains(&least) || found.name("or_else").is_some()
}

/// At least so much, where that is a wage.
fn paid(found: &Captures, least: f64, condition: fn(Fen) -> Condition) -> Option<Meaning> {
    let amount = number(&found["number"])?;
    let fen = Fen::from_yuan(amount).filter(|_| (least..=A_MONTHS_PAY_MAX).contains(&amount) && is_floor(found))?;
    Some(asks(condition(fen)))
}

fn hourly(found: &Captures) -> Option<Meaning> {
    paid(found, AN_HOURS_PAY_MIN, Condition::PaidHourly)
}

fn daily(found: &Captures) -> Option<Meaning> {
    paid(found, A_DAYS_PAY_SAID_MIN, Condition::PaidDaily)
}

/// 200天 is said of a wage, 60天 of how long.
fn daily_or_days(found: &Captures) -> Option<Meaning> {
    paid(found, A_DAYS_PAY_MIN, Condition::PaidDaily)
}

fn monthly(found: &Captures) -> Option<Meaning> {
    paid(found, A_MONTHS_PAY_SAID_MIN, Condition::PaidMonthly)
}

/// By its size. A small number in Chinese counts something else: 两个人, 三轮车.
fn plain(found: &Captures) -> Option<Meaning> {
    let written = &found["number"];
    let amount = number(written)?;
    let is_small = amount < A_DAYS_PAY_MIN && !written.starts_with(|c: char| c.is_ascii_digit());
    if is_small && found[0].len() == written.len() {
        return None;
    }
    if amount >= A_MONTHS_PAY_MIN {
        monthly(found)
    } else if amount >= A_DAYS_PAY_MIN {
        daily(found)
    } else {
        hourly(found)
    }
}

fn aged(found: &Captures) -> Option<Meaning> {
    let few = if found.name("few").is_some() { A_FEW_YEARS } else { 0.0 };
    let age = number(&found["number"])? + few;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked"
    )]
    (16.0..=99.0).contains(&age).then(|| asks(Condition::Age(age as u8)))
}

fn within(found: &Captures, unit_m: f64) -> Option<Meaning> {
    let metres = number(&found["number"])? * unit_m;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked"
    )]
    (1.0..=DISTANCE_MAX_M)
        .contains(&metres)
        .then(|| asks(Condition::Within(metres as u32)))
}

/// Half a day has a name; other lengths are said of the work, and nothing filters by them.
fn how_long(found: &Captures) -> Option<Meaning> {
    let hours = number(&found["number"]).filter(|hours| *hours <= LONG_DAY_HOURS)?;
    Some(if hours <= HALF_DAY_HOURS {
        asks(Condition::Shift(Shift::HalfDay))
    } else {
        Meaning::Filler
    })
}

/// 230, 1.5万, 一百八, 两千五, 二十五.
fn number(written: &str) -> Option<f64> {
    let digits = written.trim_end_matches(['千', '万', 'w', 'k']);
    if let Ok(value) = digits.parse::<f64>() {
        return Some(match written[digits.len()..].chars().next() {
            Some('千' | 'k') => value * 1e3,
            Some('万' | 'w') => value * 1e4,
            _ => value,
        });
    }
    chinese_number(written)
}

/// Up to 9999 万. A last digit without a unit is of the next lower one: 一百八 is 180; after 零 it is itself.
fn chinese_number(written: &str) -> Option<f64> {
    let (mut total, mut part, mut digit) = (0.0, 0.0, None);
    let mut unit = 1.0;
    for c in written.chars() {
        if let Some(value) = "零一二三四五六七八九"
            .chars()
            .position(|it| it == c)
            .filter(|value| *value > 0)
        {
            digit = Some(f64::from(u8::try_from(value).ok()?));
            continue;
        }
        match c {
            '两' => digit = Some(2.0),
            '零' => unit = 1.0,
            '十' | '百' | '千' => {
                let scale = match c {
                    '十' => 10.0,
                    '百' => 100.0,
                    _ => 1000.0,
                };
                part += digit.take().unwrap_or(1.0) * scale;
                unit = scale / 10.0;
            }
            '万' => {
                total += (part + digit.take().unwrap_or(0.0)) * 1e4;
                part = 0.0;
                unit = 1000.0;
            }
            _ => return None,
        }
    }
    let last = digit.map_or(0.0, |digit| digit * if unit >= 10.0 { unit } else { 1.0 });
    Some(total + part + last)
}
