//! What the public sees and what each key does.

mod support;

use insta::assert_snapshot;
use support::Kiosk;
use support::config;
use support::config_with_pin;
use support::look;
use support::postings;
use support::walks::SIZES;
use support::walks::STAFF_WALKS;
use support::walks::WALKS;
use zhaohuo::app::Msg;
use zhaohuo::config::Border;
use zhaohuo::config::ThemeName;
use zhaohuo::key::Key;
use zhaohuo::theme::Depth;

#[test]
fn each_screen_at_each_size_is_as_it_was_looked_at() {
    for (name, keys) in WALKS {
        for (width, height) in SIZES {
            assert_snapshot!(
                format!("{name}_{width}x{height}"),
                Kiosk::sized(width, height).keys(keys).screen()
            );
        }
    }
}

#[test]
fn each_screen_of_staff_at_each_size_is_as_it_was_looked_at() {
    for (name, keys) in STAFF_WALKS {
        for (width, height) in SIZES {
            let look = look(ThemeName::Dark, Depth::Colours256);
            let kiosk = Kiosk::configured(&config_with_pin(), &postings::sketch(), width, height, look);
            assert_snapshot!(format!("{name}_{width}x{height}"), kiosk.keys(keys).screen());
        }
    }
}

#[test]
fn english_is_complete_on_the_detail_page() {
    assert_snapshot!("detail_en_80x24", Kiosk::new().keys("5*231").screen());
    assert_snapshot!("detail_en_120x34", Kiosk::sized(120, 34).keys("5*231").screen());
}

#[test]
fn without_an_address_the_phone_stands_in_the_codes_place() {
    assert_snapshot!(Kiosk::new().keys("535").screen());
}

#[test]
fn a_full_posting_has_no_code() {
    let screen = Kiosk::new().keys("53+<down>").keys("2").screen();
    assert!(screen.contains("招满了，没有二维码"), "{screen}");
    assert!(!screen.contains('█'), "{screen}");
}

#[test]
fn at_40_by_20_the_code_has_the_screen_to_itself() {
    assert_snapshot!("list_40x20", Kiosk::sized(40, 20).keys("53").screen());
    assert_snapshot!("code_alone_40x20", Kiosk::sized(40, 20).keys("531<enter>").screen());
}

#[test]
fn a_screen_too_small_says_so_and_comes_back() {
    let kiosk = Kiosk::new().keys("53").resized(39, 20);
    assert!(kiosk.screen().contains("屏幕太小"), "{}", kiosk.screen());
    assert!(kiosk.resized(80, 24).screen().contains("全部活"));
}

#[test]
fn three_keys_lead_from_the_waiting_screen_to_a_code() {
    let screen = Kiosk::new().keys("511").screen();
    assert!(screen.contains("打开 hrss.qd.example"), "{screen}");
}

#[test]
fn the_first_touch_and_two_more_do_the_same() {
    let mut kiosk = Kiosk::new();
    for _ in 0..3 {
        let (_, targets) = kiosk.draw();
        let drawn = |wanted| targets.all().iter().find(|(_, key)| *key == wanted);
        let (area, _) = drawn(Key::Digit(1)).or_else(|| drawn(Key::Enter)).expect("a target");
        let key = targets.at(area.x, area.y).expect("what was drawn there");
        kiosk = kiosk.wait(1);
        kiosk.send(Msg::Key(key));
    }
    assert!(kiosk.screen().contains("看详情"), "{}", kiosk.screen());
}

#[test]
fn expired_postings_are_not_offered() {
    let screen = Kiosk::sized(120, 60).keys("53").screen();
    assert!(!screen.contains("昨夜的活"), "{screen}");
}

#[test]
fn a_clock_that_lost_its_battery_expires_nothing() {
    let mut postings = postings::sketch();
    for posting in &mut postings {
        posting.origin.modified = Some(support::now());
    }
    let screen = Kiosk::with(&postings, 120, 60)
        .clock_set_to("1970-01-01T08:00:00+08:00")
        .keys("53")
        .screen();
    assert!(screen.contains("昨夜的活"), "{screen}");
}

#[test]
fn pages_turn_and_end() {
    let kiosk = Kiosk::new().keys("53+");
    assert!(kiosk.screen().contains("第 2 / 2 页"), "{}", kiosk.screen());
    let kiosk = kiosk.keys("+");
    assert!(kiosk.screen().contains("第 2 / 2 页"), "{}", kiosk.screen());
    assert!(kiosk.keys("-").screen().contains("第 1 / 2 页"));
}

#[test]
fn a_known_number_opens_its_posting_and_an_unknown_one_says_so() {
    let number = zhaohuo::posting::PostingNumber::of(&postings::furniture().id)
        .to_string()
        .replace(' ', "");
    let opened = Kiosk::new().keys("5<enter>").keys(&number);
    assert!(opened.screen().contains("搬运工（家具卸货）"), "{}", opened.screen());
    let unknown = Kiosk::new().keys("5<enter>111111");
    assert!(unknown.screen().contains("没有这个编号"), "{}", unknown.screen());
    assert!(unknown.keys("0").screen().contains("您想做什么"));
}

#[test]
fn two_postings_that_share_a_number_are_both_listed() {
    let mut twin = postings::daily("另一个活", 200.0, 8.0);
    twin.id = postings::furniture().id;
    let number = zhaohuo::posting::PostingNumber::of(&twin.id)
        .to_string()
        .replace(' ', "");
    let screen = Kiosk::with(&[postings::furniture(), twin], 80, 24)
        .keys("5<enter>")
        .keys(&number)
        .screen();
    assert!(
        screen.contains("另一个活") && screen.contains("搬运工（家具卸货）"),
        "{screen}"
    );
}

#[test]
fn where_one_types_digits_type() {
    let kiosk = Kiosk::new().keys("59x10");
    assert!(kiosk.screen().contains("x10▏"), "{}", kiosk.screen());
    let erased = kiosk.keys("<erase><erase><erase>");
    assert!(erased.screen().contains("也可以按数字挑"), "{}", erased.screen());
    assert!(erased.keys("0").screen().contains("您想做什么"));
}

#[test]
fn search_results_are_chosen_by_arrows() {
    let kiosk = Kiosk::new().keys("59baojie<down><enter>");
    assert!(
        kiosk.screen().contains("保洁（写字楼）") && kiosk.screen().contains("看详情"),
        "{}",
        kiosk.screen()
    );
}

#[test]
fn offline_data_says_so_on_every_page() {
    for keys in ["", "5", "53", "511", "59", "5<enter>", "5/"] {
        let screen = Kiosk::new().feed_fails("连不上").keys(keys).screen();
        assert!(screen.contains("数据截至 06:10（断网中）"), "{keys}: {screen}");
    }
}

#[test]
fn made_up_data_says_so_on_every_page() {
    let mut config = config();
    config.feed.clear();
    config.allow.clear();
    for keys in ["", "5", "53", "511", "59", "5<enter>", "5/", "5*"] {
        let kiosk = Kiosk::configured(
            &config,
            &postings::sketch(),
            80,
            24,
            look(ThemeName::Dark, Depth::Colours256),
        )
        .keys(keys);
        assert!(kiosk.screen().contains("示例数据"), "{keys}: {}", kiosk.screen());
    }
}

#[test]
fn the_plain_border_set_has_no_ambiguous_line_or_block() {
    let mut look = look(ThemeName::Dark, Depth::Colours256);
    look.border = Border::Ascii;
    for (keys, width, height) in [
        ("", 80, 24),
        ("5", 80, 24),
        ("53", 120, 34),
        ("511", 80, 24),
        ("59by", 80, 24),
        ("5<enter>12", 80, 24),
    ] {
        let screen = Kiosk::configured(&config(), &postings::sketch(), width, height, look)
            .keys(keys)
            .screen();
        let drawn = screen.chars().find(|c| matches!(c, '\u{2500}'..='\u{259f}'));
        assert_eq!(drawn, None, "{keys}: {screen}");
    }
}

#[test]
fn a_pad_with_numlock_off_reaches_a_code_by_arrows_alone() {
    let kiosk = Kiosk::new().keys("<down><enter><enter>");
    assert!(kiosk.screen().contains("看详情"), "{}", kiosk.screen());
}

#[test]
fn a_deposit_is_warned_of_before_anything_else() {
    let mut posting = postings::furniture();
    posting.benefits.deposit = Some(zhaohuo::posting::Deposit::Taken(None));
    for (width, height) in [(80, 24), (120, 34), (40, 20)] {
        let screen = Kiosk::with(&[posting.clone()], width, height).keys("531").screen();
        assert!(screen.contains("写着要收押金"), "{screen}");
    }
}

#[test]
fn what_was_found_can_be_touched() {
    let mut kiosk = Kiosk::new().keys("59by");
    let (_, targets) = kiosk.draw();
    assert_eq!(targets.at(20, 7), Some(Key::Result(0)));
    kiosk.send(Msg::Key(Key::Result(0)));
    assert!(kiosk.screen().contains("看详情"), "{}", kiosk.screen());
}

#[test]
fn at_40_columns_old_and_made_up_data_still_say_so() {
    let mut config = config();
    config.feed.clear();
    config.allow.clear();
    for keys in ["5", "53", "531", "59", "5<enter>", "5/", "531<enter>"] {
        let kiosk = Kiosk::configured(
            &config,
            &postings::sketch(),
            40,
            20,
            look(ThemeName::Dark, Depth::Colours256),
        )
        .keys(keys);
        let screen = kiosk.feed_fails("连不上").screen();
        assert!(
            screen.contains("示例数据") && screen.contains("断网中"),
            "{keys}: {screen}"
        );
    }
}
