//! How many inputs lead to what a worker came for.

mod support;

use support::Kiosk;
use support::postings;
use support::walks::WALKS;
use zhaohuo::app::Msg;
use zhaohuo::key::Key;
use zhaohuo::posting::Posting;

/// From the waiting screen to a code.
const TO_A_CODE: usize = 3;
/// From the waiting screen to anything else.
const TO_ANYTHING: usize = 5;

/// Twelve that can start today: two pages, each with an address of its own.
fn postings() -> Vec<Posting> {
    let numbers = (1..=12_u8).map(|number| {
        let mut posting = postings::daily(&format!("活{number:02}"), 300.0 - f64::from(number), 8.0);
        posting.contact.url = postings::some(&format!("https://hrss.qd.example/{number:02}"));
        posting
    });
    numbers.collect()
}

fn shows_code_of(kiosk: &Kiosk, title: &str) -> bool {
    let screen = kiosk.screen();
    screen.contains(title) && screen.contains("手机扫码报名")
}

/// A touch at the corner of whatever is this key.
fn touch(mut kiosk: Kiosk, key: Key) -> Kiosk {
    let (_, targets) = kiosk.draw();
    let area = targets
        .all()
        .iter()
        .rev()
        .find(|(_, own)| *own == key)
        .unwrap_or_else(|| panic!("{key:?} cannot be touched:\n{}", kiosk.screen()))
        .0;
    let there = targets.at(area.x, area.y);
    assert_eq!(there, Some(key), "something else lies over its corner");
    kiosk = kiosk.wait(1);
    kiosk.send(Msg::Key(key));
    kiosk
}

#[test]
fn three_digits_lead_to_the_code_of_each_posting_on_the_first_page_and_one_more_to_the_next_page() {
    for (width, height) in [(80, 24), (120, 34), (67, 60)] {
        for digit in 1..=6 {
            let keys: String = ["5", "1", &digit.to_string()][..TO_A_CODE].concat();
            let title = format!("活{digit:02}");
            let kiosk = Kiosk::with(&postings(), width, height).keys(&keys);
            assert!(
                shows_code_of(&kiosk, &title),
                "{width}×{height} {keys}:\n{}",
                kiosk.screen()
            );
            let next = Kiosk::with(&postings(), width, height).keys(&format!("51+{digit}"));
            let title = format!("活{:02}", digit + 6);
            assert!(
                shows_code_of(&next, &title),
                "{width}×{height} {keys}:\n{}",
                next.screen()
            );
        }
    }
}

#[test]
fn three_touches_do_the_same() {
    for (width, height) in [(80, 24), (120, 34), (67, 60)] {
        for digit in 1..=6 {
            let kiosk = touch(Kiosk::with(&postings(), width, height), Key::Enter);
            let kiosk = touch(touch(kiosk, Key::Digit(1)), Key::Digit(digit));
            assert!(shows_code_of(&kiosk, &format!("活{digit:02}")), "{}", kiosk.screen());
        }
    }
}

#[test]
fn on_the_smallest_screen_it_takes_one_more() {
    for digit in 1..=4 {
        let kiosk = touch(Kiosk::with(&postings(), 40, 20), Key::Enter);
        let kiosk = touch(touch(kiosk, Key::Digit(1)), Key::Digit(digit));
        assert!(!shows_code_of(&kiosk, ""), "{}", kiosk.screen());
        let kiosk = touch(kiosk, Key::Digit(1));
        assert!(kiosk.screen().contains("hrss.qd.example"), "{}", kiosk.screen());
    }
}

#[test]
fn an_arrow_and_two_enters_lead_to_the_first_code() {
    let kiosk = Kiosk::with(&postings(), 80, 24).keys("<down><enter><enter>");
    assert!(shows_code_of(&kiosk, "活01"), "{}", kiosk.screen());
}

#[test]
fn nothing_is_more_than_five_inputs_away() {
    // Every page but those that one types, answers five questions for, or confirms: their first page counts.
    let typed = [
        "search_by",
        "search_nothing",
        "number",
        "number_unknown",
        "may_apply",
        "report_done",
    ];
    for (name, keys) in WALKS.into_iter().filter(|(name, _)| !typed.contains(name)) {
        let inputs = support::parse_keys(keys).len();
        assert!(inputs <= TO_ANYTHING, "{name} takes {inputs}");
    }
}
