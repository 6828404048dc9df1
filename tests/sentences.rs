//! Sixty sentences as workers say them, each with what a dispatcher would take it to mean.
//!
//! They were written before the parser, by somebody who had not seen it. `fixtures/sentences.json` has them with their
//! meaning; [`MISSES`] names each that is taken otherwise, and what for.

mod support;

use std::convert::Infallible;

use serde_json::Value;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Paper;
use zhaohuo::catalog::PaperWish;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Recall;
use zhaohuo::catalog::Shift;
use zhaohuo::catalog::Sort;
use zhaohuo::catalog::StartBy;
use zhaohuo::catalog::Trade;
use zhaohuo::demo::DEFAULT_SEED;
use zhaohuo::demo::Demo;
use zhaohuo::feed::Context;
use zhaohuo::feed::Item;
use zhaohuo::language::Language;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Row;
use zhaohuo::posting::Settlement;
use zhaohuo::wording;

/// What is not taken as it was meant, and how it is taken.
const MISSES: [(&str, &str); 11] = [
    (
        "两口子一起干的 包吃住",
        "no posting says that it takes couples, so 两口子 stays a word",
    ),
    (
        "月嫂 有证 一个月一万以上",
        "a certificate that one has rules nothing out",
    ),
    ("腿不好站不住 给找个看大门的 62了", "看门 and 保安 are two trades here"),
    (
        "医院护工 24小时的 一天260",
        "医院护工 is a name of 护工; the hospital is not asked for",
    ),
    ("电子厂女工 不上夜班 管住", "女工 names no trade"),
    (
        "周结 李沧区 超市理货",
        "超市理货 is a name of 理货; the supermarket is not asked for",
    ),
    ("宝妈 白天的班 能接孩子", "both make it work for parents, 带娃友好"),
    ("bj", "stays two letters, since 搬家 has them too; 保洁 comes first"),
    ("sb rj", "stay letters, since places and employers have them too"),
    ("cc huangdao 6000", "stays two letters; 叉车 comes first"),
    (
        "叉车（有证）５５００／月",
        "a certificate that one has rules nothing out",
    ),
];

/// The demonstration's places and trades.
fn catalog() -> Catalog {
    let standpoint = support::standpoint();
    let demo = Demo {
        items: 2_000,
        seed: DEFAULT_SEED,
        today: standpoint.today,
    };
    let mut feed = Vec::new();
    demo.write_ndjson(&mut feed).expect("memory");
    let context = Context {
        zone: standpoint.zone.clone(),
        namespace: "feed.example".to_owned(),
    };
    let mut builder = CatalogBuilder::new(standpoint);
    let mut rows = (1..).map(Row);
    let read = zhaohuo::feed::read(feed.as_slice(), &context, |item| {
        match (item, rows.next()) {
            (Ok(Item::Posting(posting)), Some(row)) => builder.add(row, &posting),
            (
                Ok(Item::Bulletin {
                    bulletin: Bulletin::Station(station),
                    ..
                }),
                _,
            ) => builder.add_station(&station),
            _ => {}
        }
        Ok::<(), Infallible>(())
    });
    read.expect("the demonstration is whole");
    builder.finish()
}

#[test]
fn sentences_are_taken_as_they_are_meant() {
    let catalog = catalog();
    let text = include_str!("fixtures/sentences.json");
    let sentences: Vec<Value> = serde_json::from_str(text).expect("sentences");
    let mut missed = Vec::new();
    for sentence in &sentences {
        let said = sentence["say"].as_str().expect("a text");
        let query = catalog.understand(said, &mut Recall::default()).query();
        let wrong = differences(&query, &sentence["means"]);
        if !wrong.is_empty() {
            println!("{said}: {}", wrong.join("; "));
            println!("    {}", wording::marks(&query, Language::CHINESE).join(" "));
            missed.push(said);
        }
    }
    let known: Vec<&str> = MISSES.iter().map(|(said, _)| *said).collect();
    assert_eq!(missed, known, "{} of {} are missed", missed.len(), sentences.len());
}

/// What was meant and not understood, and what was understood and not meant.
fn differences(query: &Query, means: &Value) -> Vec<String> {
    let mut left = query.conditions.clone();
    let mut words: Vec<&str> = query.words.iter().map(String::as_str).collect();
    let mut wrong = Vec::new();
    for (key, value) in means.as_object().expect("an object") {
        let values = value.as_array().cloned().unwrap_or_else(|| vec![value.clone()]);
        for value in values {
            if key == "rest" || matches!(key.as_str(), "street" | "station") {
                let said = value.as_str().expect("a text");
                let before = words.len();
                words.retain(|word| !word.contains(said));
                if words.len() < before {
                    continue;
                }
            }
            let is_met = |it: &Condition| meets(it, key, &value);
            let is_sorted = key == "near" && query.sort == Sort::Near;
            if left.iter().any(is_met) {
                left.retain(|it| !is_met(it));
            } else if !is_sorted && !goes_without_saying(key, &value) {
                wrong.push(format!("not {key} {value}"));
            }
        }
    }
    wrong.extend(
        left.iter()
            .map(|it| format!("also {}", wording::condition(it, Language::CHINESE))),
    );
    wrong.extend(words.iter().map(|it| format!("also the word {it}")));
    wrong
}

/// No posting may choose by sex, so no filter does; and a health certificate that one has keeps one from nothing.
fn goes_without_saying(key: &str, value: &Value) -> bool {
    key == "audience" && matches!(value.as_str(), Some("women" | "men")) || key == "has" && value == "健康证"
}

fn meets(condition: &Condition, key: &str, value: &Value) -> bool {
    let text = value.as_str().unwrap_or_default();
    let yuan = || Fen::from_yuan(value.as_f64().unwrap_or_default()).expect("a wage");
    let is_named = |name: &Option<zhaohuo::text::CleanText>| name.as_deref().is_some_and(|name| name.contains(text));
    match (key, condition) {
        ("city", Condition::Area(area)) => is_named(&area.city),
        ("district", Condition::Area(area)) => is_named(&area.district),
        ("street" | "station", Condition::Area(area)) => is_named(&area.street) || is_named(&area.village),
        ("station", Condition::Station(name)) => name.contains(text),
        ("settlement", Condition::Settlement(settlement)) => match text {
            "daily" => *settlement == Settlement::Daily,
            "weekly" => *settlement == Settlement::Weekly,
            "monthly" => *settlement == Settlement::Monthly,
            _ => matches!(settlement, Settlement::Project | Settlement::Daily),
        },
        ("trade", Condition::Trade(trade)) => is_trade(trade, text),
        ("pay_day_min", Condition::PaidDaily(least))
        | ("pay_hour_min", Condition::PaidHourly(least))
        | ("pay_month_min", Condition::PaidMonthly(least)) => *least == yuan(),
        ("shift", Condition::Shift(shift)) => match text {
            "day" => *shift == Shift::Day,
            "night" => *shift == Shift::Night,
            "morning" => matches!(shift, Shift::Morning | Shift::Day),
            "evening" => matches!(shift, Shift::Evening | Shift::Night),
            "half_day" => *shift == Shift::HalfDay,
            _ => *shift == Shift::Weekend,
        },
        ("start", Condition::Start(by)) => {
            *by == if text == "today" {
                StartBy::Today
            } else {
                StartBy::Tomorrow
            }
        }
        ("perk", condition) => match text {
            "meals" => *condition == Condition::Meals,
            "lodging" => *condition == Condition::Lodging,
            "transport" => *condition == Condition::Transport,
            _ => matches!(condition, Condition::Injury | Condition::Accident),
        },
        ("paper", Condition::Paper(wish)) => *wish == PaperWish::None,
        ("has", Condition::Paper(PaperWish::Asks(paper))) | ("lacks", Condition::Paper(PaperWish::Without(paper))) => {
            is_paper(*paper, text)
        }
        ("deposit", condition) => matches!(condition, Condition::NoDeposit | Condition::DepositDenied),
        ("audience", Condition::Audience(audience)) => match text {
            "student" => *audience == Audience::Graduate,
            "disabled" => *audience == Audience::Disability,
            "veteran" => *audience == Audience::Veteran,
            _ => false,
        },
        ("age", Condition::Age(age)) => value == &Value::from(*age),
        ("direct", Condition::Direct) | ("near", Condition::Within(_)) => true,
        _ => false,
    }
}

/// By any of its names; sorting parcels is sorting.
fn is_trade(trade: &Trade, name: &str) -> bool {
    let is_same = Trade::named(name).as_ref() == Some(trade);
    is_same || trade.names().contains(&name) || name == "快递分拣" && trade.names().contains(&"分拣")
}

fn is_paper(paper: Paper, name: &str) -> bool {
    match name {
        "健康证" => paper == Paper::Health,
        "叉车证" => paper == Paper::Forklift,
        "月嫂证" => paper == Paper::Care,
        _ => false,
    }
}
