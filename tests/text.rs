//! What cleaning leaves of hostile text, and how text is fitted into cells.

use proptest::prelude::*;
use unicode_width::UnicodeWidthChar as _;
use zhaohuo::text::CleanText;
use zhaohuo::text::LINE_CHARS;
use zhaohuo::text::cells;
use zhaohuo::text::fit;
use zhaohuo::text::wrap;

fn clean(raw: &str) -> String {
    CleanText::new(raw, LINE_CHARS).to_string()
}

#[test]
fn what_steers_a_terminal_is_gone() {
    assert_eq!(clean("\u{1b}[6n保洁\u{1b}[31;1m"), "保洁");
    assert_eq!(clean("保\u{9b}6n洁"), "保洁");
    // What is no whole sequence loses what a terminal would obey, and nothing else.
    assert_eq!(clean("\u{1b}保\u{1b}[洁\u{1b}]0;工"), "保 [洁 ]0;工");
    assert_eq!(clean("a\u{202e}b\u{2066}c\u{2069}d"), "abcd");
    assert_eq!(clean("a\u{200b}\u{200d}\u{feff}\u{e0041}b"), "ab");
    assert_eq!(clean("a\u{fe0f}\u{e000}b"), "ab");
}

#[test]
fn lines_and_runs_of_space_become_one_space() {
    assert_eq!(clean(" 招\r\n\t工　急  "), "招 工 急");
}

#[test]
fn emoji_go_and_radicals_become_the_ideographs_they_look_like() {
    assert_eq!(clean("🔥急招👷🏽\u{200d}🇨🇳"), "急招");
    assert_eq!(clean("木⼯ ﾊﾟﾝ工場"), "木工 パン工場");
}

#[test]
fn a_tower_of_marks_is_cut_to_two() {
    assert_eq!(clean("e\u{301}"), "é");
    assert_eq!(clean(&format!("x{}", "\u{353}".repeat(40))), "x\u{353}\u{353}");
}

#[test]
fn what_is_too_long_says_so() {
    let cut = clean(&"长".repeat(200));
    assert_eq!(cut.chars().count(), LINE_CHARS);
    assert!(cut.ends_with('…'));
}

#[test]
fn fitting_never_splits_a_wide_character() {
    assert_eq!(fit("搬运工", 6), "搬运工");
    assert_eq!(fit("搬运工", 5), "搬运…");
    assert_eq!(fit("搬运工", 4), "搬…");
    assert_eq!(fit("搬运工", 1), "…");
    assert_eq!(fit("搬运工", 0), "");
}

#[test]
fn wrapping_keeps_closing_marks_with_what_they_close() {
    assert_eq!(
        wrap("让您先交钱，别交，找工作人员。", 10),
        ["让您先交", "钱，别交，", "找工作人", "员。"]
    );
    assert_eq!(wrap("scan the code", 8), ["scan the", "code"]);
    assert_eq!(wrap("", 8), [""]);
}

proptest! {
    #[test]
    fn whatever_comes_in_only_text_comes_out(raw in "\\PC*|.*|[\\x00-\\u{ff}]*") {
        let clean = clean(&raw);
        for c in clean.chars() {
            prop_assert!(!c.is_control(), "{c:?} in {clean:?}");
            prop_assert!(!matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e000}'..='\u{f8ff}'), "{c:?}");
        }
        prop_assert_eq!(CleanText::new(&clean, LINE_CHARS).to_string(), clean, "cleaning twice changes nothing");
    }

    #[test]
    fn wrapped_lines_fit_and_lose_nothing(raw in "[a-z，。（）搬运工保洁 ]{0,80}", width in 4usize..40) {
        let lines = wrap(&raw, width);
        for line in &lines {
            prop_assert!(cells(line) <= width, "{line:?}");
        }
        let ink = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
        prop_assert_eq!(ink(&lines.concat()), ink(&raw));
    }

    #[test]
    fn fitted_text_fits(raw in "\\PC{0,40}", width in 0usize..50) {
        let clean = clean(&raw);
        let summed: usize = fit(&clean, width).chars().filter_map(char::width).sum();
        prop_assert!(cells(&clean) <= width || summed <= width);
    }
}
