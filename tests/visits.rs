//! What time and news do to a page: visits end, data is refreshed, nothing jumps under a reader.

mod support;

use insta::assert_snapshot;
use support::Kiosk;
use support::postings;
use zhaohuo::app::Effect;
use zhaohuo::key::Key;

#[test]
fn the_same_key_within_a_blink_of_a_page_change_is_a_bounce() {
    let kiosk = Kiosk::new()
        .keys("5")
        .again_after(200, Key::Digit(5))
        .again_after(1_000, Key::Digit(1));
    assert!(kiosk.screen().contains("今天就干 ·"), "{}", kiosk.screen());
    let bounced = kiosk.again_after(200, Key::Digit(1));
    assert!(!bounced.screen().contains("看详情"), "{}", bounced.screen());
    assert!(bounced.again_after(400, Key::Digit(1)).screen().contains("看详情"));
}

#[test]
fn nothing_changes_under_a_reader_until_the_page_is_turned() {
    let mut newer = postings::sketch();
    newer.push(postings::daily("新来的活", 999.0, 8.0));
    let kiosk = Kiosk::new().keys("53").refreshed(&newer);
    assert!(kiosk.screen().contains("有新的，翻页就换"), "{}", kiosk.screen());
    assert!(!kiosk.screen().contains("新来的活"));
    let turned = kiosk.keys("+-");
    assert!(turned.screen().contains("新来的活"), "{}", turned.screen());
    assert!(!turned.screen().contains("翻页就换"));
}

#[test]
fn an_untouched_page_warns_then_goes_back_to_waiting() {
    let kiosk = Kiosk::new().keys("53").wait(45);
    assert_snapshot!("warning", kiosk.screen());
    assert!(kiosk.wait(16).screen().contains("按任意键"));
}

#[test]
fn any_key_answers_the_warning_and_does_nothing_else() {
    let kiosk = Kiosk::new().keys("53").wait(45).keys("0");
    assert!(kiosk.screen().contains("全部活 ·"), "{}", kiosk.screen());
    assert!(kiosk.wait(39).screen().contains("全部活 ·"));
}

#[test]
fn a_page_with_a_code_is_left_alone_for_two_minutes() {
    let kiosk = Kiosk::new().keys("511").wait(99);
    assert!(kiosk.screen().contains("看详情"), "{}", kiosk.screen());
    assert!(kiosk.wait(22).screen().contains("按任意键"));
}

#[test]
fn a_step_of_the_wall_clock_ends_no_visit() {
    let kiosk = Kiosk::new().keys("53").clock_set_to("2026-11-22T09:12:00+08:00");
    assert!(kiosk.screen().contains("全部活 ·"), "{}", kiosk.screen());
}

#[test]
fn the_next_visitor_finds_chinese_again() {
    let kiosk = Kiosk::new().keys("5*2");
    assert!(kiosk.screen().contains("All jobs"), "{}", kiosk.screen());
    assert!(kiosk.wait(61).keys("5").screen().contains("全部活"));
}

#[test]
fn a_second_that_changes_nothing_draws_nothing() {
    let mut kiosk = Kiosk::new().keys("53");
    kiosk.asked.clear();
    let kiosk = kiosk.wait(5);
    assert_eq!(kiosk.asked, [], "nothing to draw, nothing to do");
}

#[test]
fn another_day_is_asked_for_until_it_is_there() {
    let mut kiosk = Kiosk::new();
    kiosk.asked.clear();
    let kiosk = kiosk.clock_set_to("2026-11-23T00:00:30+08:00").wait(60);
    assert!(kiosk.asked.contains(&Effect::Reload), "{:?}", kiosk.asked);
}

#[test]
fn a_posting_that_is_gone_says_so() {
    let mut kiosk = Kiosk::new().keys("53");
    kiosk = kiosk.refreshed(&[]).keys("1");
    assert!(kiosk.screen().contains("这个活已经没了"), "{}", kiosk.screen());
}

#[test]
fn a_list_of_one_page_takes_in_what_is_new() {
    let one = [postings::furniture()];
    let mut two = one.to_vec();
    two.push(postings::daily("新来的活", 100.0, 8.0));
    let kiosk = Kiosk::with(&one, 80, 24).keys("53").refreshed(&two);
    assert!(kiosk.screen().contains("有新的"), "{}", kiosk.screen());
    assert!(kiosk.keys("+").screen().contains("新来的活"));
}

#[test]
fn the_same_postings_in_another_order_are_not_called_new() {
    let kiosk = Kiosk::new().keys("53").refreshed(&postings::sketch());
    assert!(!kiosk.screen().contains("有新的"), "{}", kiosk.screen());
}

#[test]
fn an_empty_list_fills_by_itself() {
    let kiosk = Kiosk::with(&[], 80, 24).keys("53");
    assert!(kiosk.screen().contains("现在没有这样的活"), "{}", kiosk.screen());
    assert!(kiosk.refreshed(&[postings::furniture()]).screen().contains("搬运工"));
}

#[test]
fn a_posting_that_fills_while_it_is_read_loses_its_code_at_once() {
    let mut filled = postings::furniture();
    let kiosk = Kiosk::with(&[filled.clone()], 80, 24).keys("531");
    assert!(kiosk.screen().contains("打开 hrss.qd.example"), "{}", kiosk.screen());
    filled.openings.left = Some(0);
    let kiosk = kiosk.refreshed(&[filled]);
    assert!(kiosk.screen().contains("招满了，没有二维码"), "{}", kiosk.screen());
}
