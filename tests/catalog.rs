//! What is found, and in which order.

mod support;

use support::catalog;
use support::now;
use support::postings::clean;
use support::postings::daily;
use support::postings::sketch;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Named;
use zhaohuo::catalog::Query;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Openings;
use zhaohuo::posting::Pay;
use zhaohuo::posting::Per;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingId;
use zhaohuo::posting::PostingNumber;
use zhaohuo::posting::Rate;
use zhaohuo::posting::Row;
use zhaohuo::posting::When;

fn titles(catalog: &Catalog, query: &Query) -> Vec<String> {
    let hits = catalog.find(query, now());
    hits.iter()
        .filter_map(|index| catalog.get(index))
        .map(|brief| brief.title.to_string())
        .collect()
}

fn words(text: &str) -> Query {
    Query {
        words: text.split(' ').map(str::to_owned).collect(),
        ..Query::default()
    }
}

#[test]
fn the_default_order_is_what_a_worker_wants_first() {
    let later = |mut posting: Posting| {
        posting.work.starts = Some(When::On("2026-11-24".parse().expect("a date")));
        posting
    };
    let mut capped = daily("有年龄上限", 300.0, 8.0);
    capped.wanted.ages.max = Some(45);
    let mut monthly = daily("按月结", 400.0, 8.0);
    monthly.pay.settlement = None;
    let mut open = daily("面议", 0.0, 8.0);
    open.pay = Pay {
        rate: Rate::Negotiable,
        ..Pay::default()
    };
    let mut full = daily("满了", 999.0, 8.0);
    full.openings = Openings {
        total: Some(3),
        left: Some(0),
    };
    let mut near = daily("近", 200.0, 8.0);
    near.place.geo = Geo::new(36.0936, 120.3578);
    let mut far = daily("远", 200.0, 8.0);
    far.place.geo = Geo::new(36.3, 120.6);

    let catalog = catalog(&[
        full,
        open,
        later(daily("后天", 900.0, 8.0)),
        monthly,
        capped,
        far,
        near,
        daily("钱多", 250.0, 8.0),
    ]);
    assert_eq!(
        titles(&catalog, &Query::all()),
        ["钱多", "近", "远", "按月结", "有年龄上限", "后天", "面议", "满了"]
    );
}

#[test]
fn today_leaves_out_what_one_should_have_been_at_already() {
    let mut missed = daily("五点集合", 200.0, 8.0);
    missed.work.meet_time = Some("2026-11-22T05:00:00+08:00".parse().expect("a time"));
    let catalog = catalog(&[missed, daily("今天", 100.0, 8.0)]);
    assert_eq!(titles(&catalog, &Query::today()), ["今天"]);
    assert_eq!(titles(&catalog, &Query::all()), ["今天", "五点集合"]);
}

#[test]
fn all_words_must_occur_and_a_hit_in_the_title_comes_first() {
    let mut other = daily("叉车工", 900.0, 8.0);
    other.employer.name = Some(clean("搬运公司"));
    let mut postings = sketch();
    postings.push(other);
    let catalog = catalog(&postings);
    assert_eq!(titles(&catalog, &words("banyun")), ["搬运工（家具卸货）", "叉车工"]);
    assert_eq!(titles(&catalog, &words("by jiaju")), ["搬运工（家具卸货）"]);
    assert_eq!(titles(&catalog, &words("by xxxx")), Vec::<String>::new());
}

#[test]
fn one_posting_from_two_feeds_is_listed_once() {
    let same = daily("搬运工", 200.0, 8.0);
    let mut namesake = daily("保洁", 100.0, 8.0);
    namesake.id = same.id.clone();
    let catalog = catalog(&[same.clone(), same, namesake]);
    assert_eq!(titles(&catalog, &Query::all()), ["搬运工", "保洁"]);
}

#[test]
fn yuan_an_hour_is_reckoned_only_where_it_needs_no_guess() {
    let fixed = |yuan, per| {
        let fen = Fen::from_yuan(yuan).expect("a wage");
        Pay {
            rate: Rate::Fixed {
                low: fen,
                high: fen,
                per,
            },
            ..Pay::default()
        }
    };
    assert_eq!(fixed(26.0, Per::Hour).hourly(None), Some(Fen(2_600)));
    assert_eq!(fixed(230.0, Per::Day).hourly(Some(8.0)), Some(Fen(2_875)));
    assert_eq!(fixed(230.0, Per::Day).hourly(None), None);
    assert_eq!(fixed(5_000.0, Per::Month).hourly(Some(8.0)), None);
    assert_eq!(
        Pay {
            rate: Rate::Negotiable,
            ..Pay::default()
        }
        .hourly(Some(8.0)),
        None
    );
}

#[test]
fn a_number_is_the_same_on_every_kiosk() {
    let number = |id: &str| PostingNumber::of(&PostingId(clean(id))).to_string();
    // Reckoned once by hand from FNV-1a; a change here changes every slip that people carry.
    assert_eq!(number("a"), expected_number(0xaf63_dc4c_8601_ec8c));
    assert!(number("市:1").chars().all(|c| matches!(c, '1'..='9' | ' ')));
    assert_eq!("482 736".parse::<PostingNumber>(), "482736".parse());
    for wrong in ["48273", "4827361", "480736", "48273x", ""] {
        assert!(wrong.parse::<PostingNumber>().is_err(), "{wrong}");
    }
}

/// The digits of a hash in base nine, least first, each one more.
fn expected_number(hash: u64) -> String {
    let digits: String = (0..6)
        .map(|place| char::from_digit(1 + (hash / 9u64.pow(place) % 9) as u32, 10).expect("1–9"))
        .collect();
    format!("{} {}", &digits[..3], &digits[3..])
}

#[test]
fn distances_are_those_of_the_globe() {
    let (market, pier) = (Geo::new(36.0935, 120.3577), Geo::new(36.0608, 120.3203));
    let metres = market.expect("on the globe").metres_to(pier.expect("on the globe"));
    // 4.94 km by the spherical law of cosines.
    assert!((metres - 4_943.0).abs() < 25.0, "{metres}");
    assert_eq!(Geo::new(91.0, 0.0), None);
}

#[test]
fn papers_are_told_from_what_only_looks_like_them() {
    use zhaohuo::catalog::Condition;
    use zhaohuo::catalog::Paper;
    use zhaohuo::catalog::PaperWish;
    for (asked, papers) in [
        ("无犯罪记录证明、保安员证", vec![Paper::Guard]),
        ("不限学历，需健康证", vec![Paper::Health]),
        ("有照顾老人经验", vec![]),
        ("保证按时到岗", vec![]),
        ("不要证", vec![]),
        ("健康证、驾照", vec![Paper::Health, Paper::Driving]),
        ("特种作业证", vec![Paper::Other]),
    ] {
        let mut posting = daily("保安", 200.0, 8.0);
        posting.wanted.qualifications = Some(clean(asked));
        posting.wanted.bring = vec![clean("身份证"), clean("焊帽")];
        let catalog = catalog(&[posting]);
        let count = |wish| catalog.count(&Query::of(Condition::Paper(wish)), now());
        assert_eq!(count(PaperWish::None) == 1, papers.is_empty(), "{asked}");
        for paper in [Paper::Guard, Paper::Health, Paper::Driving, Paper::Welder, Paper::Other] {
            assert_eq!(
                count(PaperWish::Asks(paper)) == 1,
                papers.contains(&paper),
                "{asked} {paper:?}"
            );
        }
    }
}

#[test]
fn a_name_of_many_umlauts_does_no_harm() {
    let mut posting = daily("绿化", 200.0, 8.0);
    posting.place.village = Some(clean(&"绿".repeat(100)));
    let catalog = catalog(&[posting]);
    let mut recall = zhaohuo::catalog::Recall::default();
    let query = catalog.understand(&"绿女".repeat(20), &mut recall).query();
    assert!(catalog.find(&query, now()).is_empty());
}

#[test]
fn letters_stand_for_the_names_that_they_begin_and_the_most_wanted_comes_first() {
    let catalog = catalog(&sketch());
    let trades = |letters: &str| catalog.names_like(letters, Named::Trade, 9);
    assert_eq!(trades("banyungong")[0], "搬运工");
    assert_eq!(trades("byg")[0], "搬运工", "{:?}", trades("byg"));
    assert!(trades("fjy").contains(&"分拣员"), "{:?}", trades("fjy"));
    assert!(trades("b").len() == 9 && trades("zzzzz").is_empty() && trades("").is_empty());
    let places = catalog.names_like("haibohe", Named::Place, 9);
    assert!(places.iter().any(|name| name.starts_with("海泊河")), "{places:?}");
}

#[test]
fn a_catalog_is_worn_once_most_of_it_is_of_postings_that_are_gone() {
    let mut builder = CatalogBuilder::new(support::standpoint());
    for row in 0..100 {
        let mut posting = daily("保洁", 200.0, 8.0);
        posting.id = PostingId(clean(&format!("test:{row}")));
        posting.wanted.qualifications = Some(clean(&format!("要第 {row} 号证")));
        builder.add(Row(row), &posting);
    }
    let full = builder.finish();
    let without_all_but = |kept| {
        let mut builder = CatalogBuilder::after(&full, support::standpoint());
        assert!((0..kept).all(|row| builder.keep(Row(row), &full)));
        builder.finish()
    };
    assert!(!full.is_worn() && !without_all_but(60).is_worn() && without_all_but(40).is_worn());
    assert!(!catalog(&[]).is_worn());
}
