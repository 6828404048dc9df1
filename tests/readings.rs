//! Places and trades are found by the reading that people there use.
//!
//! The fixtures have a name, its full pinyin and its first letters a line. They were written apart from the table of
//! words, from what people say, with a ü as `v`.

mod support;

use std::collections::BTreeSet;

use support::catalog;
use support::now;
use support::postings::daily;
use support::postings::some;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Trade;
use zhaohuo::catalog::pinyin::Table;
use zhaohuo::posting::Place;
use zhaohuo::posting::Posting;

const PLACES: &str = include_str!("fixtures/places.tsv");
const TRADES: &str = include_str!("fixtures/trades.tsv");

/// Name, full pinyin, first letters.
fn lines(fixture: &'static str) -> Vec<[&'static str; 3]> {
    let fields = |line: &'static str| {
        let mut fields = line.split('\t');
        [(); 3].map(|()| fields.next().expect("three fields"))
    };
    fixture.lines().map(fields).collect()
}

/// Whether one of what typed words find has the name in its title.
fn finds(catalog: &Catalog, typed: &str, name: &str) -> bool {
    let query = Query {
        words: vec![typed.to_owned()],
        ..Query::default()
    };
    let hits = catalog.find(&query, now());
    hits.iter()
        .filter_map(|index| catalog.get(index))
        .any(|brief| brief.texts().any(|text| text.contains(name)))
}

/// Full, half typed at its end, in capitals, first letters, with another ü.
fn ways(full: &str, initials: &str) -> BTreeSet<String> {
    let half = full[..full.len() - 1].to_owned();
    let ways = [full.to_owned(), half, full.to_uppercase(), initials.to_owned()];
    let dotless = full.contains('v').then(|| full.replace('v', "u"));
    ways.into_iter().chain(dotless).collect()
}

#[test]
fn sixty_places_are_found_as_people_there_say_them() {
    let places = lines(PLACES);
    assert!(places.len() >= 50);
    let posting = |[name, ..]: &[&str; 3]| {
        let mut posting = daily(&format!("编号{name}"), 200.0, 8.0);
        posting.place = Place {
            name: some(name),
            ..Place::default()
        };
        posting
    };
    let catalog = catalog(&places.iter().map(posting).collect::<Vec<Posting>>());
    for [name, full, initials] in places {
        for typed in ways(full, initials) {
            assert!(finds(&catalog, &typed, name), "{typed} finds {name}");
        }
    }
}

#[test]
fn two_hundred_trades_are_found_as_people_say_them() {
    let trades = lines(TRADES);
    assert!(trades.len() >= 200);
    let postings: Vec<Posting> = trades.iter().map(|[name, ..]| daily(name, 200.0, 8.0)).collect();
    let catalog = catalog(&postings);
    for [name, full, initials] in trades {
        for typed in ways(full, initials) {
            assert!(finds(&catalog, &typed, name), "{typed} finds {name}");
        }
        assert!(Trade::named(name).is_some(), "{name} is a trade");
    }
}

/// The reading that ranks first is the one that people use, so that theirs comes before what merely might be.
#[test]
fn names_are_read_as_people_say_them() {
    let table = Table::get();
    let wrong: Vec<String> = lines(PLACES)
        .into_iter()
        .chain(lines(TRADES))
        .filter(|[name, full, _]| !table.spelled(name).contains(&(*full).to_owned()))
        .map(|[name, full, _]| format!("{name} {full} {:?}", table.spelled(name)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// 重 may be zhong, but 重庆 is never said so.
#[test]
fn what_is_said_so_comes_before_what_might_be() {
    let catalog = catalog(&[
        daily("长沙银行", 900.0, 8.0),
        daily("重庆火锅", 800.0, 8.0),
        daily("中秋礼盒", 100.0, 8.0),
    ]);
    let first = |typed: &str| {
        let query = Query {
            words: vec![typed.to_owned()],
            ..Query::default()
        };
        let hits = catalog.find(&query, now());
        let titles = hits.iter().filter_map(|index| catalog.get(index));
        titles.map(|brief| brief.title.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(first("zq"), ["中秋礼盒", "重庆火锅"]);
    assert_eq!(first("cq"), ["重庆火锅"]);
    assert_eq!(first("cs"), ["长沙银行"]);
    assert_eq!(first("zs"), ["长沙银行"]);
}

#[test]
fn the_table_of_trades_is_whole() {
    let trades: Vec<Trade> = Trade::known().collect();
    assert!(trades.len() >= 150, "{} groups", trades.len());
    let mut seen = BTreeSet::new();
    for trade in &trades {
        let code = trade.code().unwrap_or_default();
        let parts: Vec<&str> = code.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [1, 2, 2, 2],
            "{code}"
        );
        for name in trade.names() {
            assert!(name.chars().count() >= 2, "{name}");
            assert!(seen.insert(name.to_owned()), "{name} stands twice");
        }
    }
    let same = |names: &str| {
        let groups: BTreeSet<_> = names.split(' ').map(Trade::named).collect();
        assert!(groups.len() == 1 && !groups.contains(&None), "{names}");
    };
    same("小工 普工 力工");
    same("阿姨 保姆 家政");
    same("叉车 铲车");
}

#[test]
fn a_posting_is_of_the_trade_that_its_title_names_the_longest() {
    let of = |title: &str, category: &str| -> Vec<String> {
        let category = (!category.is_empty()).then(|| some(category)).flatten();
        Trade::of(title, category.as_ref())
            .iter()
            .map(|trade| trade.name().to_owned())
            .collect()
    };
    assert_eq!(of("叉车司机", ""), ["叉车"]);
    assert_eq!(of("水电工", ""), ["水电"]);
    assert_eq!(of("搬运工（超市补货）", "搬运"), ["搬运"]);
    assert_eq!(of("急招人手（洗碗）", ""), ["洗碗"]);
    assert_eq!(of("量子计算员", "量子计算"), ["量子计算"]);
    assert!(of("急招", "").is_empty());
}
