//! Queries in words mean what was meant by them.
//!
//! Some sentences mean two things, and are not made here: a name that two levels of places or a place and a trade share
//! (胶州市 may be a city and a district), names of trades that are phrases first ([`PHRASES_FIRST`]), and parts written
//! together where their ends make a name of their own, as the 工 of 日结工 that begins 工厂普工:
//! [`Said::is_clear_after`] parts those with a space.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use zhaohuo::catalog::Area;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Paper;
use zhaohuo::catalog::PaperWish;
use zhaohuo::catalog::Recall;
use zhaohuo::catalog::Shift;
use zhaohuo::catalog::StartBy;
use zhaohuo::catalog::Trade;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Settlement;
use zhaohuo::text::CleanText;

use crate::HALL;
use crate::in_threads;
use crate::queries::Dice;
use crate::trades;
use crate::words::folded;

const SENTENCES: usize = 1_000;
/// What people leave off a name, longest first.
const ENDINGS: [&str; 8] = ["开发区", "街道", "社区", "新区", "区", "市", "镇", "村"];
/// These are phrases first, and ask for something else; the names in `trades.txt` are never reached.
const PHRASES_FIRST: [&str; 9] = [
    "见习",
    "见习岗",
    "公益岗",
    "公益性岗位",
    "公益岗位",
    "带娃",
    "劳务派遣",
    "招工",
    "值夜班",
];
/// A trade with one of these in its name is asked for at that time.
const TIMES: [(&str, &[Shift]); 5] = [
    ("夜班", &[Shift::Night]),
    ("夜间", &[Shift::Night]),
    ("晚上", &[Shift::Evening, Shift::Night]),
    ("白班", &[Shift::Day]),
    ("半天", &[Shift::HalfDay]),
];

/// A part of a sentence, and what it asks for.
#[derive(Clone)]
struct Said {
    text: String,
    asks: Vec<Condition>,
}

#[test]
fn a_thousand_random_sentences_are_understood_as_they_are_meant() {
    in_threads(SENTENCES, |at| {
        let mut dice = Dice::new(&HALL.naive, 3_000_000 + at as u64);
        let parts = parts(&mut dice);
        let mut sentence = String::new();
        for (before, part) in parts.iter().zip(parts.iter().skip(1)) {
            sentence.push_str(&before.text);
            if dice.percent(50) || !part.is_clear_after(before) {
                sentence.push(' ');
            }
        }
        sentence.push_str(&parts[parts.len() - 1].text);
        let query = HALL.catalog.understand(&sentence, &mut Recall::default()).query();
        let meant = sorted(parts.iter().flat_map(|part| &part.asks));
        let understood = sorted(query.conditions.iter());
        let is_right = meant == understood && query.words.is_empty();
        (!is_right).then(|| {
            format!(
                "{sentence}: {meant:?} was meant; understood {understood:?}, {:?}",
                query.words
            )
        })
    });
}

#[test]
fn every_name_alone_is_understood() {
    let names: Vec<&Said> = PLACES.iter().chain(TRADES.iter()).collect();
    in_threads(names.len(), |at| {
        let Said { text, asks } = names[at];
        let query = HALL.catalog.understand(text, &mut Recall::default()).query();
        let is_right = query.conditions == *asks && query.words.is_empty();
        (!is_right).then(|| format!("{text}: {query:?}"))
    });
}

fn sorted<'a>(conditions: impl Iterator<Item = &'a Condition>) -> BTreeSet<String> {
    conditions.map(|condition| format!("{condition:?}")).collect()
}

/// Up to five, in any order.
fn parts(dice: &mut Dice) -> Vec<Said> {
    let count = dice.rng.usize(1..6);
    let mut parts: Vec<Said> = Vec::new();
    while parts.len() < count {
        let part = match dice.rng.u8(0..6) {
            0 => dice.of(&PLACES),
            1 => dice.of(&TRADES),
            2 => pay(dice),
            _ => phrase(dice),
        };
        let asks_same = |other: &Said| other.asks[0].dimension() == part.asks[0].dimension();
        if !parts.iter().any(asks_same) {
            parts.push(part);
        }
    }
    parts
}

impl Said {
    /// No name of a place or a trade stands across the seam, and no numbers or units meet.
    fn is_clear_after(&self, before: &Self) -> bool {
        const REACH: usize = 8;
        let head: Vec<char> = folded(&before.text).chars().collect();
        let tail: Vec<char> = folded(&self.text).chars().collect();
        let from = head.len().saturating_sub(REACH);
        let crosses = (from..head.len()).any(|start| {
            (1..=tail.len().min(REACH)).any(|end| {
                let name: String = head[start..].iter().chain(&tail[..end]).collect();
                NAMES.contains(&name)
            })
        });
        let is_count = |c: &char| c.is_ascii_digit() || "一二两三四五六七八九十百千万天日月时每个块元起".contains(*c);
        let counts_meet = head.last().is_some_and(is_count) && tail.first().is_some_and(is_count);
        !(crosses || counts_meet)
    }
}

/// Every name of a trade, a place, and a phrase of this file.
static NAMES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let trades = trades::lines().into_iter().flatten().map(folded);
    let places = PLACES.iter().map(|said| folded(&said.text));
    let phrases = PHRASES.iter().flat_map(|(said, _)| said.split(' ').map(folded));
    trades.chain(places).chain(phrases).collect()
});

/// Those whose name is of one level alone, in full and as people say them.
static PLACES: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let mut levels: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for facts in &HALL.naive.facts {
        for (level, name) in facts.area.iter().enumerate() {
            levels
                .entry(name.as_deref().unwrap_or_default())
                .or_default()
                .insert(level);
        }
    }
    levels.remove("");
    let mut called: BTreeMap<String, BTreeSet<(usize, &str)>> = BTreeMap::new();
    for (name, levels) in &levels {
        let short = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        let short = short.filter(|short| short.chars().count() > 1);
        for level in levels {
            for text in [Some(*name), short].into_iter().flatten() {
                called.entry(text.to_owned()).or_default().insert((*level, name));
            }
        }
    }
    let trades: BTreeSet<String> = trades::lines().into_iter().flatten().map(folded).collect();
    let clear = called
        .into_iter()
        .filter(|(text, meanings)| meanings.len() == 1 && !trades.contains(text));
    clear
        .flat_map(|(text, meanings)| {
            meanings
                .into_iter()
                .map(move |(level, name)| (text.clone(), level, name))
        })
        .map(|(text, level, name)| Said {
            text,
            asks: vec![Condition::Area(only(level, name))],
        })
        .collect()
});

/// Every name that is a trade's before it is anything else's; with a time in it, or 住家, that is meant too.
static TRADES: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let named = (0..)
        .zip(trades::lines())
        .flat_map(|(line, names)| names.into_iter().map(move |name| (line, name)));
    named
        .filter(|(_, name)| !PHRASES_FIRST.contains(name))
        .map(|(line, name)| {
            let time = TIMES.iter().find(|(time, _)| name.contains(time));
            let mut asks = vec![Condition::Trade(Trade::Known(line))];
            asks.extend(
                time.into_iter()
                    .flat_map(|(_, shifts)| shifts.iter().copied().map(Condition::Shift)),
            );
            let lives_in = name.contains("住家") && !name.contains('不');
            asks.extend(lives_in.then_some(Condition::Lodging));
            Said {
                text: name.to_owned(),
                asks,
            }
        })
        .collect()
});

fn only(level: usize, name: &str) -> Area {
    let at = |own: usize| (own == level).then(|| CleanText::new(name, 200));
    Area {
        city: at(0),
        district: at(1),
        street: at(2),
        village: at(3),
    }
}

/// 200以上, 25一小时, 6000一个月
fn pay(dice: &mut Dice) -> Said {
    let (text, condition) = match dice.rng.u8(0..3) {
        0 => {
            let yuan = dice.rng.u32(10..60);
            let said = dice.of(&["一小时", "/时", "每小时", "元一小时", "块钱一个小时"]);
            (format!("{yuan}{said}"), Condition::PaidHourly(Fen(yuan * 100)))
        }
        1 => {
            let yuan = dice.rng.u32(10..60) * 10;
            let said = dice.of(&["一天", "元一天", "块一天", "/天", "以上一天"]);
            (format!("{yuan}{said}"), Condition::PaidDaily(Fen(yuan * 100)))
        }
        _ => {
            let yuan = dice.rng.u32(3..12) * 1_000;
            let said = dice.of(&["一个月", "元一个月", "每月", "/月"]);
            (format!("{yuan}{said}"), Condition::PaidMonthly(Fen(yuan * 100)))
        }
    };
    let floor = dice.rng.u32(8..60) * 10;
    if dice.percent(30) {
        return Said {
            text: format!("{floor}以上"),
            asks: vec![Condition::PaidDaily(Fen(floor * 100))],
        };
    }
    Said {
        text,
        asks: vec![condition],
    }
}

fn phrase(dice: &mut Dice) -> Said {
    let (said, asks) = dice.of(&PHRASES);
    let said: Vec<&str> = said.split(' ').collect();
    Said {
        text: dice.of(&said).to_owned(),
        asks: asks.to_vec(),
    }
}

const PHRASES: [(&str, &[Condition]); 24] = [
    ("日结 当天结 当天结钱", &[Condition::Settlement(Settlement::Daily)]),
    ("周结 一周一结", &[Condition::Settlement(Settlement::Weekly)]),
    ("月结 按月结", &[Condition::Settlement(Settlement::Monthly)]),
    ("干完结 完工结", &[Condition::Settlement(Settlement::Project)]),
    ("今天 今天就干 马上能干", &[Condition::Start(StartBy::Today)]),
    ("明天 明天能干", &[Condition::Start(StartBy::Tomorrow)]),
    ("早班 清早", &[Condition::Shift(Shift::Morning)]),
    ("白班 不上夜班", &[Condition::Shift(Shift::Day)]),
    ("夜班 通宵", &[Condition::Shift(Shift::Night)]),
    ("半天", &[Condition::Shift(Shift::HalfDay)]),
    ("周末", &[Condition::Shift(Shift::Weekend)]),
    ("管饭 包吃 管午饭", &[Condition::Meals]),
    ("管住 包住 有宿舍", &[Condition::Lodging]),
    ("包吃住 管吃管住", &[Condition::Meals, Condition::Lodging]),
    ("管接送 有车接送 班车", &[Condition::Transport]),
    ("不要押金 无押金", &[Condition::NoDeposit]),
    ("意外险", &[Condition::Accident]),
    ("工伤保险", &[Condition::Injury]),
    ("直招 不要中介", &[Condition::Direct]),
    ("不要证 没证", &[Condition::Paper(PaperWish::None)]),
    ("健康证 要健康证", &[Condition::Paper(PaperWish::Asks(Paper::Health))]),
    ("不要健康证", &[Condition::Paper(PaperWish::Without(Paper::Health))]),
    ("退役军人 退伍军人", &[Condition::Audience(Audience::Veteran)]),
    ("带娃友好 宝妈", &[Condition::Audience(Audience::Caregiver)]),
];
