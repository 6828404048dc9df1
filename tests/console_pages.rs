//! What each page of the console shows, and what its letters ask for.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

#[path = "console_pages/kit.rs"]
mod kit;
mod support;

use std::collections::BTreeSet;

use insta::assert_snapshot;
use kit::Console;
use zhaohuo::config::Border;
use zhaohuo::console::Draft;
use zhaohuo::console::Effect;
use zhaohuo::console::Msg;
use zhaohuo::control::Answer;
use zhaohuo::control::Request;
use zhaohuo::text::CleanText;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 34)];
const FORM: &str = "3卸车<enter>200<enter>5<enter>7:30 8小时<enter><enter>0532-0000 0101<enter>";

#[test]
fn each_page_at_each_size_is_as_it_was_looked_at() {
    for (name, keys) in [
        ("overview", ""),
        ("postings", "2<down><down>"),
        ("posting", "2<down><enter>"),
        ("search", "2/by"),
        ("reason", "2<down>h写了"),
        ("entry", "3"),
        ("entry_letters", "3xc"),
        ("entry_typed", FORM),
        ("entry_wrong", "3卸车<enter>0<enter>5人<enter>25点<enter><enter>12"),
        ("pending", "4"),
        ("flagged", "4<down><enter>"),
        ("log", "6"),
        ("days", "5"),
        ("settings", "7"),
        ("mirror", "8"),
    ] {
        for (width, height) in SIZES {
            let console = Console::sized(width, height).keys(keys);
            assert_snapshot!(format!("{name}_{width}x{height}"), console.screen());
        }
    }
}

#[test]
fn without_a_kiosk_what_the_store_knows_is_shown() {
    for (name, keys) in [
        ("overview", ""),
        ("postings", "2"),
        ("pending", "4"),
        ("log", "6"),
        ("mirror", "8"),
    ] {
        let console = Console::alone(80, 24, Border::Lines, None).without_kiosk().keys(keys);
        assert_snapshot!(format!("down_{name}_80x24"), console.screen());
    }
}

#[test]
fn with_plain_borders_nothing_of_ambiguous_width_frames_a_page() {
    let mut console = Console::alone(80, 24, Border::Ascii, None);
    console.tell(Msg::Connected);
    for keys in ["1", "2", "4", "5", "6", "7", "8"] {
        console = console.keys(keys);
        assert!(!console.screen().contains(['─', '│', '█']), "{}", console.screen());
    }
}

#[test]
fn with_plain_borders_hours_are_digits() {
    let mut console = Console::alone(80, 24, Border::Ascii, None);
    console.tell(Msg::Connected);
    let screen = console.screen();
    // What is too little to say is the lowest step, and no number is lower than the one above it.
    assert!(screen.contains("02 时 01696 现在   一小时来人最多 520"), "{screen}");
}

#[test]
fn an_older_kiosk_is_shown_without_what_it_does_not_say() {
    let screen = Console::beside_an_older_kiosk().wait(3).screen();
    assert!(
        screen.contains("打印机  打印机没纸了") && screen.contains("等着的 1 个"),
        "{screen}"
    );
    assert!(
        !screen.contains("今天    ") && !screen.contains("来人") && !screen.contains("不懂"),
        "{screen}"
    );
}

#[test]
fn counts_are_asked_for_once_a_minute_and_those_of_yesterday_are_not_todays() {
    let asked = |console: &Console| {
        let is_counts = |effect: &&Effect| matches!(effect, Effect::Ask(Request::Counts { .. }));
        console.asked.iter().filter(is_counts).count()
    };
    let console = Console::new().wait(50).keys("21");
    assert_eq!(asked(&console), 1);
    let mut console = console.wait(12);
    assert_eq!(asked(&console), 2);
    assert!(
        console
            .screen()
            .contains("来人 1,143   看活 611   亮码 187   打印 不到5   没搜到 9（焊工 5）"),
        "{}",
        console.screen()
    );
    let mut yesterday = kit::counts();
    yesterday["from"] = "2026-11-21".into();
    yesterday["to"] = "2026-11-21".into();
    console.tell(Msg::Answered(
        Box::new(Request::Counts { from: None, to: None }),
        Answer::Done(yesterday),
    ));
    assert!(!console.screen().contains("来人"), "{}", console.screen());
}

#[test]
fn in_a_crowded_hall_what_was_done_last_still_fits() {
    let mut console = Console::new();
    let mut status = kit::status();
    status["feeds"][0]["failure"] = "连不上 jobs.example：".repeat(9).into();
    status["feeds"][1]["failure"] = "证书不对 jobs.example：".repeat(9).into();
    let mut tickets = kit::tickets();
    let call = tickets["open"][0].clone();
    tickets["open"] = vec![call; 5].into();
    let report = tickets["reports"][0].clone();
    tickets["reports"] = vec![report; 5].into();
    console.tell(Msg::Answered(Box::new(Request::Status {}), Answer::Done(status)));
    console.tell(Msg::Answered(Box::new(Request::Tickets {}), Answer::Done(tickets)));
    let screen = console.screen();
    assert!(
        screen.contains("U 撤销") && screen.contains("刚才    05:58") && screen.contains("op2 招满了"),
        "{screen}"
    );
    assert_eq!(screen.matches("17 号").count(), 3, "{screen}");
}

#[test]
fn letters_decide_on_the_chosen_posting() {
    let id = |id: &str| id.to_owned();
    for (keys, request) in [
        ("2<down><down>f", Request::Full { id: id("市:1") }),
        ("2<down><down>o", Request::Reopen { id: id("市:1") }),
        ("2o", Request::Unhide { id: id("市:8") }),
        ("2<down>p", Request::Unpin { id: id("staff:1") }),
        ("2<down><down>P", Request::Pin { id: id("市:1") }),
        (
            "2<down><down>h写了限女性<enter>",
            Request::Hide {
                id: id("市:1"),
                reason: id("写了限女性"),
            },
        ),
        (
            "2<down>e<erase><erase><erase><erase><enter>",
            Request::Remark {
                id: id("staff:1"),
                text: None,
            },
        ),
        ("4d", Request::Done { number: 17 }),
        (
            "4<down>o",
            Request::Accept {
                id: id("市:11"),
                marks: Some(BTreeSet::new()),
            },
        ),
        // Most often what was found is why.
        (
            "4<down><down>h<enter>",
            Request::Hide {
                id: id("市:12"),
                reason: id("低于最低工资"),
            },
        ),
        ("4<down><down><down>f", Request::Full { id: id("市:6") }),
        ("4<down><down><down>o", Request::Reopen { id: id("市:6") }),
        ("6f", Request::Full { id: id("市:9") }),
        ("r", Request::Pull {}),
        // The undone step and the one that undoes it are past.
        ("u", Request::Undo { seq: Some(1) }),
    ] {
        assert_eq!(Console::new().keys(keys).decided(), [request], "{keys}");
    }
    // Already withdrawn, given up, or nothing to withdraw it for.
    for keys in [
        "2h",
        "2<down>h写了<esc>",
        "2<down>h<enter>",
        "2/hfop<enter>",
        "q",
        "!sh",
        "1fhop",
    ] {
        assert_eq!(Console::new().keys(keys).decided(), [], "{keys}");
    }
}

#[test]
fn what_comes_meanwhile_does_not_move_what_is_chosen() {
    let mut console = Console::new().keys("6<down><down>");
    let mut log = kit::log();
    let newer = kit::step(4, "pin", "op2", "市:7", "保安", None);
    log.as_array_mut().unwrap().insert(0, newer);
    let request = Request::Log { entries_max: Some(100) };
    console.tell(Msg::Answered(Box::new(request), Answer::Done(log)));
    let decided = console.keys("f").decided();
    assert_eq!(
        decided,
        [Request::Full {
            id: "staff:1".to_owned()
        }]
    );
}

#[test]
fn what_is_refused_is_said() {
    let console = Console::new().keys("2<down><down><down>hx<enter>");
    assert!(console.screen().contains("数据现在写不进去"), "{}", console.screen());
}

#[test]
fn a_form_is_sent_when_it_is_right_and_begins_anew() {
    let wrong = Console::new().keys("3卸车<enter>200<enter><enter><enter><enter><enter><enter><enter>");
    assert_eq!(wrong.decided(), []);
    assert!(wrong.screen().contains("不对：只写号码"), "{}", wrong.screen());

    let sent = Console::new().keys(FORM).keys("<right><enter>早饭管<enter>");
    let [Request::Add { form }] = &sent.decided()[..] else {
        panic!("{:?}", sent.decided())
    };
    assert_eq!((form.title.as_str(), form.yuan, form.people), ("卸车", 200.0, Some(5)));
    assert_eq!((form.time.as_deref(), form.hours), (Some("7:30"), Some(8.0)));
    assert_eq!(form.place.as_deref(), Some("市北区海泊河零工市场"));
    assert_eq!((form.agency, form.note.as_deref()), (true, Some("早饭管")));
    assert_eq!(form.date, Some("2026-11-22".parse().unwrap()));
    assert_eq!(
        sent.asked
            .iter()
            .filter(|it| matches!(it, Effect::SaveDraft(None)))
            .count(),
        1
    );
    assert!(sent.screen().contains("要写。像：卸车"), "{}", sent.screen());
}

#[test]
fn letters_become_names_as_an_input_method_makes_them() {
    let typed = Console::new().keys("3夜里xc");
    assert!(
        typed.screen().contains("空格 卸车  2 协警  3 鞋厂"),
        "{}",
        typed.screen()
    );
    assert!(typed.keys(" ").screen().contains("夜里卸车"));
    let chosen = Console::new().keys("3xc3");
    assert!(
        chosen.screen().contains("鞋厂") && !chosen.screen().contains("空格 "),
        "{}",
        chosen.screen()
    );
    // Without letters a digit is a digit and a space a space; where nothing is to be chosen nothing is asked.
    assert!(Console::new().keys("3卸 2").screen().contains("卸 2"));
    let asked = Console::new().keys("3卸车<enter>200").asked;
    let suggests = |effect: &&Effect| matches!(effect, Effect::Ask(Request::Suggest { .. }));
    assert_eq!(asked.iter().filter(suggests).count(), 0);
    // Nobody in the hall reads pinyin, so Enter takes the first one too; letters that are meant as such are large.
    assert!(Console::new().keys("3xc<enter>").screen().contains("卸车"));
    assert!(Console::new().keys("3KTV<enter>").screen().contains("KTV"));
}

#[test]
fn each_key_in_the_form_is_kept_and_a_kept_form_is_there_again() {
    let typed = Console::new().keys(FORM);
    let kept = typed.asked.iter().rev().find_map(|effect| match effect {
        Effect::SaveDraft(draft) => draft.clone(),
        Effect::Ask(_) | Effect::ReadStore | Effect::Redraw | Effect::Quit => None,
    });
    let file = serde_json::to_string(&*kept.unwrap()).unwrap();
    let again = Console::alone(80, 24, Border::Lines, serde_json::from_str(&file).unwrap());
    assert!(again.screen().contains("没发完的登记"), "{}", again.screen());
    let shown = again.keys("3").screen();
    assert!(
        shown.contains("0532-0000 0101") && shown.contains("7:30 8小时"),
        "{shown}"
    );
    // What somebody wrote into the file is text.
    let spoiled: Draft = serde_json::from_str(r#"{"title": "\u001b[6n卸车", "unknown": 1}"#).unwrap();
    let shown = Console::alone(80, 24, Border::Lines, Some(spoiled)).keys("3").screen();
    assert!(shown.contains("卸车") && !shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn what_was_asked_when_the_line_broke_is_not_known_to_be_done() {
    let mut console = Console::new();
    let request = Request::Full { id: "市:1".to_owned() };
    console.tell(Msg::Unanswered(Box::new(request)));
    console.tell(Msg::Lost(CleanText::new("找活停了", 20)));
    assert!(console.screen().contains("不知道成没成"), "{}", console.screen());
    console.tell(Msg::Connected);
    assert!(console.screen().contains("不知道成没成"), "{}", console.screen());
}

#[test]
fn a_second_in_which_nothing_changes_draws_nothing() {
    let console = Console::new().wait(4);
    let drawn = |console: &Console| console.asked.iter().filter(|it| matches!(it, Effect::Redraw)).count();
    let before = drawn(&console);
    let console = console.wait(30);
    assert_eq!(drawn(&console), before);
    // The clock in the bar shows minutes.
    assert_eq!(drawn(&console.wait(60)), before + 1);
}

#[test]
fn an_untouched_console_ends() {
    let console = Console::new().wait(100).keys("1").wait(119);
    assert!(!console.asked.contains(&Effect::Quit));
    assert!(console.wait(1).asked.contains(&Effect::Quit));
}

#[test]
fn any_size_and_any_stroke_is_drawn() {
    let strokes = [
        "1", "2", "3", "4", "5", "6", "7", "8", "h", "<left>", "ba", "<enter>", "<esc>", "<down>", "<up>", "<erase>",
        "写", "/", "<right>",
    ];
    let mut rng = fastrand::Rng::with_seed(7);
    for _ in 0..300 {
        let mut console = Console::sized(rng.u16(1..140), rng.u16(1..50));
        for _ in 0..20 {
            console = console.keys(rng.choice(strokes).unwrap());
            console.screen();
        }
    }
    let small = Console::sized(40, 10).screen();
    assert!(small.contains("窗口太小"), "{small}");
}
