//! What the feeds carry besides postings, as it is looked up: opening hours, minimum wages, courses, what is paid.

mod support;

use jiff::civil::date;
use support::Kiosk;
use support::catalog;
use support::now;
use support::postings;
use support::standpoint;
use zhaohuo::bulletin::is_open;
use zhaohuo::bulletin::spans;
use zhaohuo::catalog::Trade;
use zhaohuo::code::Address;
use zhaohuo::code::NoCode;
use zhaohuo::config::MapPage;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Per;
use zhaohuo::posting::Rate;
use zhaohuo::text::CleanText;

#[test]
fn a_door_is_open_on_its_days_and_in_its_hours() {
    let hours = spans("Mo-Fr 08:30-12:00；Mo-Fr 13:30-17:30；Sa,Su 20:00-02:00");
    let open = |day, hour, minute| is_open(&hours, date(2026, 11, day).at(hour, minute, 0, 0));
    // 2026-11-23 is a Monday.
    assert!(open(23, 8, 30) && open(27, 17, 29));
    assert!(!open(23, 12, 0) && !open(23, 17, 30) && !open(28, 9, 0));
    // Over midnight, into a Monday too.
    assert!(open(28, 23, 0) && open(29, 1, 59) && open(23, 1, 0) && !open(24, 1, 0));
}

#[test]
fn hours_without_days_are_of_every_day_and_words_are_no_hours() {
    assert!(is_open(&spans("04:00-24:00"), date(2026, 11, 29).at(23, 59, 0, 0)));
    assert!(spans("全天，过年休息").is_empty());
    assert!(spans("Mo-Fr 25:00-26:00").is_empty());
    // Said in other words it is shown in these words, and nobody is told that a door is open.
    for other in [
        "周一至周五 08:30-17:30",
        "Monday-Friday 08:30-17:30",
        "Mo-Fr 08:30-17:30 节假日休息",
        "PH 09:00-12:00",
    ] {
        assert!(spans(other).is_empty(), "{other}");
    }
    let saturday = date(2026, 11, 28).at(10, 0, 0, 0);
    for (written, open) in [
        ("Mo - Fr 08:30-17:30", false),
        ("Mo, Sa 08:00-12:00", true),
        ("Mo-Fr 08:30-12:00, 09:30-17:30", false),
        ("Mo-Fr 08:30-09:00; 09:30-17:30", true),
        ("Fr-Su 08:00-12:00", true),
        ("Su-Fr 08:00-12:00", false),
        ("00:00-00:00", true),
    ] {
        assert!(!spans(written).is_empty(), "{written}");
        assert_eq!(is_open(&spans(written), saturday), open, "{written}");
    }
}

#[test]
fn the_newest_minimum_wage_that_has_begun_holds_and_elsewhere_nothing_is_judged() {
    let catalog = catalog(&postings::sketch());
    let (board, zone) = (catalog.board(), standpoint().zone);
    let hourly = |district, day| board.minimum_wage(district, day, &zone).and_then(|row| row.per_hour);
    assert_eq!(hourly("市北区", date(2026, 11, 22)), Some(Fen(2_400)));
    assert_eq!(hourly("市北区", date(2024, 1, 1)), Some(Fen(2_000)));
    assert_eq!(hourly("市北区", date(2020, 1, 1)), None);
    assert_eq!(hourly("平度市", date(2026, 11, 22)), None);
}

#[test]
fn a_job_below_it_says_so_in_the_list_and_on_its_page() {
    let mut low = postings::daily("发传单", 80.0, 8.0);
    low.place.district = Some(CleanText::new("市北区", 9));
    let mut elsewhere = postings::daily("发报纸", 80.0, 8.0);
    elsewhere.place.district = Some(CleanText::new("平度市", 9));
    let list = Kiosk::with(&[low.clone(), elsewhere], 80, 24).keys("53").screen();
    assert_eq!(list.matches("工钱偏低").count(), 1, "{list}");
    let detail = Kiosk::with(&[low.clone()], 80, 24).keys("531").screen();
    assert!(detail.contains("工钱偏低，市北区最低一小时 24 元"), "{detail}");
    // A week's pay is no figure by the hour: nothing is guessed.
    low.pay.rate = Rate::Fixed {
        low: Fen(100),
        high: Fen(100),
        per: Per::Week,
    };
    let list = Kiosk::with(&[low], 80, 24).keys("53").screen();
    assert!(!list.contains("工钱偏低"), "{list}");
}

#[test]
fn what_is_paid_here_is_reckoned_from_open_postings_of_the_trade() {
    let mut some: Vec<_> = (1..=5_u8)
        .map(|at| postings::daily(&format!("搬运工 {at}"), 100.0 * f64::from(at), 8.0))
        .collect();
    some[4].openings.left = Some(0);
    let catalog = catalog(&some);
    let trades = [Trade::named("搬运").unwrap()];
    let spread = catalog.spread(&trades, now()).unwrap();
    assert_eq!(
        (spread.count, spread.low, spread.middle, spread.high),
        (4, Fen(10_000), Fen(30_000), Fen(40_000))
    );
    assert_eq!(spread.bins.iter().sum::<usize>(), 4);
    assert_eq!(
        (spread.bin(Fen(0)), spread.bin(Fen(u32::MAX))),
        (0, spread.bins.len() - 1)
    );
    // Two are chance.
    assert_eq!(support::catalog(&some[..2]).spread(&trades, now()), None);
}

#[test]
fn a_call_has_digits_alone_and_the_first_number_of_several() {
    let call = |phone| Address::call(Some(phone)).map(|address| address.as_str().to_owned());
    assert_eq!(call("0532-0000 0123"), Ok("tel:053200000123".to_owned()));
    assert_eq!(call("+86 532 0000 0123"), Ok("tel:+8653200000123".to_owned()));
    assert_eq!(call("0532-00000123转8001"), Ok("tel:053200000123".to_owned()));
    assert_eq!(call("13800000000/13900000000"), Ok("tel:13800000000".to_owned()));
    for phone in ["", "问门卫", "12", "1234567890123456"] {
        assert_eq!(call(phone), Err(NoCode::NoPhone), "{phone}");
    }
    assert_eq!(Address::call(None), Err(NoCode::NoPhone));
}

#[test]
fn the_way_leads_to_the_map_of_the_configuration_and_nowhere_else() {
    let map = MapPage::new("https://map.example/?at={latitude},{longitude}").unwrap();
    let place = Geo::new(36.1, 120.370_004);
    let way = Address::way(Some(&map), place).unwrap();
    assert_eq!(way.as_str(), "https://map.example/?at=36.1,120.37");
    assert_eq!(Address::way(Some(&map), None), Err(NoCode::NoMap));
    assert_eq!(Address::way(None, place), Err(NoCode::NoMap));
    for wrong in [
        "http://map.example/?at={latitude},{longitude}",
        "https://map.example/{latitude}",
        "{latitude}{longitude}",
        "geo:{latitude},{longitude}",
    ] {
        assert!(MapPage::new(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn a_paper_that_a_posting_asks_for_leads_to_its_course() {
    let mut cook = postings::daily("后厨帮工", 180.0, 8.0);
    cook.wanted.qualifications = postings::some("要健康证");
    let kiosk = Kiosk::with(&[cook], 80, 24).keys("531");
    assert!(kiosk.screen().contains("7 学证"), "{}", kiosk.screen());
    let course = kiosk.keys("7");
    assert!(course.screen().contains("家政培训班"), "{}", course.screen());
    let plain = Kiosk::with(&[postings::daily("发传单", 180.0, 8.0)], 80, 24).keys("531");
    assert!(!plain.screen().contains("7 学证"), "{}", plain.screen());
}

#[test]
fn a_report_is_sent_once_a_visit_and_a_call_says_who_is_before() {
    use zhaohuo::app::Effect;
    let kiosk = Kiosk::new().keys("53141");
    // A 编号 that somebody types on the wrong page tells nothing yet.
    assert!(!kiosk.asked.iter().any(|it| matches!(it, Effect::Report(_))));
    let kiosk = kiosk.keys("<enter>");
    let reports = kiosk.asked.iter().filter(|it| matches!(it, Effect::Report(_))).count();
    assert_eq!(reports, 1);
    let again = kiosk.keys("04");
    assert!(again.screen().contains("这回已经说过一个活了"), "{}", again.screen());
    let again = again.keys("1<enter>");
    assert_eq!(
        again.asked.iter().filter(|it| matches!(it, Effect::Report(_))).count(),
        1
    );
    let called = again.keys("/1");
    assert!(called.screen().contains("前面还有 2 个人"), "{}", called.screen());
    let pages: Vec<_> = called
        .asked
        .iter()
        .filter(|it| matches!(it, Effect::CallStaff(..)))
        .collect();
    let [Effect::CallStaff(_, page)] = pages[..] else {
        panic!("{pages:?}")
    };
    assert!(page.starts_with("搬运工（家具卸货）"), "{page}");
    // The next visitor has told nothing yet.
    assert!(called.wait(121).keys("5/").screen().contains("不问名字"));
}
