//! The console of the staff in a terminal, beside a kiosk in another one.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;

use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use rustix::process::Signal;

/// A walk-in posting as somebody types it, line by line.
const WALK_IN: [&str; 8] = ["卸车", "260", "5", "", "", "0532-0000 0102", "", ""];
/// faults.md O2.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

fn kiosk() -> Session {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk
}

fn console(kiosk: &Session) -> Session {
    let console = Launch::new().with(["staff"]).start_beside(kiosk);
    // Only a kiosk that answers says how long it has been running.
    console.wait_for_text("  运行 ");
    console
}

/// Fills in the form up to its last line.
fn type_walk_in(console: &mut Session) {
    console.press("3", "干什么");
    for (nth, line) in WALK_IN.iter().enumerate() {
        console.send(line);
        if nth + 1 < WALK_IN.len() {
            console.send("\r");
        }
    }
    console.wait_for_text("卸车 · 260 元/天");
}

#[test]
fn the_overview_shows_the_hall_its_feed_and_what_is_on_the_screen() {
    let kiosk = kiosk();
    let console = console(&kiosk);
    let overview = console.wait_for(|screen| {
        let shown = screen.contents();
        shown.contains("今天") && shown.contains("再更新") && shown.contains("V 看整屏")
    });
    let overview = overview.contents();
    for text in [
        "示例零工市场",
        "示例数据",
        "正常",
        "更新（0 分钟前）",
        "现在没人等",
        "还没定过什么",
    ] {
        assert!(overview.contains(text), "{text}: {overview}");
    }
    // Seconds pass, and nothing has changed: nothing is sent over a slow line.
    std::thread::sleep(Duration::from_secs(1));
    let (written, before) = (console.bytes().len(), console.contents());
    std::thread::sleep(Duration::from_secs(5));
    // The clock, or how long ago the pull was, may have gone on by a minute.
    if console.contents() == before {
        assert_eq!(console.bytes().len(), written);
    }
}

#[test]
fn a_walk_in_that_is_typed_appears_on_the_waiting_screen() {
    let kiosk = kiosk();
    let mut console = console(&kiosk);
    console.press("3", "干什么");
    // What is wrong is said while it is typed.
    console.press("卸车\r", "要写。像：200");
    console.press("0\r", "不对：要一个数");
    console.send("\x1b[A");
    console.press("\x7f260", "要写。像：0532");
    console.press("\r5\r25:00", "不对：写成 07:30");
    console.press("\x7f\x7f\x7f\x7f\x7f23:59 4小时\r\r0532-0000 0102\r", "4 小时");
    console.send("\r");
    let began = Instant::now();
    console.press("\r", "登记急招 卸车");
    kiosk.wait_for_text("卸车");
    println!("on the waiting screen after {:?}", began.elapsed());
    // The form is empty again.
    let form = console.wait_for_text("要写。像：卸车").contents();
    assert!(!form.contains("0532-0000 0102"), "{form}");
    assert!(!console.home().join(".local/state/zhaohuo/draft.json").exists());
}

#[test]
fn what_is_found_and_withdrawn_says_so_on_the_kiosk_and_undo_brings_it_back() {
    let mut kiosk = kiosk();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    let mut console = console(&kiosk);
    console.send("2");
    let list = console.wait_for(|screen| screen.contents().contains("> ")).contents();
    let chosen = list.lines().find(|line| line.starts_with("> ")).unwrap();
    let number: String = chosen.chars().filter(char::is_ascii_digit).take(6).collect();
    // At some hours the first posting is one that the checks found something in: its keys would speak of that.
    kiosk.beside(&["staff", "accept", &number]);
    console.press("/", "不找了");
    console.send(&number);
    console.wait_for(|screen| screen.contents().contains("  1 个") || screen.contents().contains("  2 个"));
    console.press("\r", "H 撤下");
    // Without a reason nothing is withdrawn, and Esc takes it back.
    console.press("h", "为什么");
    console.press("\r", "为什么");
    console.send("\x1b");
    console.wait_for(|screen| !screen.contents().contains("为什么"));
    console.press("h", "为什么");
    console.send("写了限女性\r");
    console.wait_for_text("撤下：写了限女性");
    kiosk.wait_for(|screen| first_row(&screen.contents()).contains("已撤下"));
    console.press("u", "撤销第 ");
    kiosk.wait_for(|screen| !first_row(&screen.contents()).contains("已撤下"));
    assert!(
        !console.contents().contains("撤下：写了限女性"),
        "{}",
        console.contents()
    );

    // The same by the other letters, and the log knows all of it.
    let said = |what: &str| format!("{} {}  {what}", &number[..3], &number[3..]);
    console.press("p", &said("置顶"));
    console.press("f", &said("招满了"));
    kiosk.wait_for(|screen| first_row(&screen.contents()).contains("招满了"));
    console.press("o", &said("又招人了"));
    kiosk.wait_for(|screen| !first_row(&screen.contents()).contains("招满了"));
    console.press("e", "记一笔：");
    console.press("问过单位\r", &said("记一笔"));
    let log = console.press("6", "   6 ").contents();
    for step in ["撤下", "撤销第 ", "招满了", "又招人了", "置顶", "记一笔"] {
        assert!(log.contains(step), "{step}: {log}");
    }
    let found = kiosk.beside(&["staff", "find", &number, "--json"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(found["postings"][0]["remark"], "问过单位");
    assert_eq!(found["postings"][0]["pinned"], true);
}

#[test]
fn the_kiosks_screen_is_shown_and_a_call_is_answered() {
    let mut kiosk = kiosk();
    kiosk.press("5", "您想做什么");
    kiosk.press("/", "叫工作人员");
    kiosk.press("1", "就在这儿等");
    let mut console = console(&kiosk);
    console.press("v", "就在这儿等");
    console.press("4", "1 号");
    console.press("d", "1 号有人管了");
    console.wait_for_text("等着的 0 个");
    console.press("r", "正在更新");
    console.press("7", "control.sock");
    console.send("q");
    assert!(console.wait_exit().status.success());
    assert!(console.settings_are_as_before());
}

#[test]
fn without_a_kiosk_the_store_is_shown_and_the_line_comes_back_by_itself() {
    let mut kiosk = kiosk();
    let mut console = console(&kiosk);
    type_walk_in(&mut console);
    console.press("\r", "登记急招 卸车");
    console.press("\x1b", "接着写");
    kiosk.kill();
    let down = console.wait_for_text("没接上").contents();
    assert!(down.contains("只能看"), "{down}");
    console.press("6", "登记急招 卸车");
    // Nothing can be decided, and that is said.
    console.press("h", "为什么");
    console.press("x\r", "现在定不了");
    // A console that is opened now shows the same.
    let mut another = Launch::new().with(["staff"]).start_beside(&kiosk);
    another.wait_for_text("没接上");
    another.wait_for_text("登记急招 卸车");
    another.press("1", "示例数据");
    let kiosk = kiosk.restart();
    kiosk.wait_for_postings();
    for console in [&console, &another] {
        console.wait_for(|screen| !screen.contents().contains("没接上"));
    }
    console.press("u", "撤销第 1 条");
}

#[test]
fn what_is_typed_outlives_a_killed_console_and_a_broken_line() {
    let mut kiosk = kiosk();
    let mut first = console(&kiosk);
    type_walk_in(&mut first);
    let draft = first.home().join(".local/state/zhaohuo/draft.json");
    let deadline = Instant::now() + ENDS_WITHIN;
    while !std::fs::read_to_string(&draft).is_ok_and(|text| text.contains("0532-0000 0102")) {
        assert!(Instant::now() < deadline, "no draft is kept");
    }
    let mode = std::fs::metadata(&draft).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    first.kill();

    let mut second = console(&kiosk);
    second.press("3", "卸车 · 260 元/天");
    kiosk.kill();
    second.wait_for_text("没接上");
    // Down to the last line, and sent: it is refused and stays.
    for _ in 0..8 {
        second.send("\x1b[B");
    }
    second.press("\r", "现在定不了");
    let kiosk = kiosk.restart();
    second.wait_for(|screen| !screen.contents().contains("没接上"));
    kiosk.wait_for_postings();
    second.press("\r", "登记急招 卸车");
    kiosk.wait_for_text("卸车");
}

/// faults.md O2: no key leads out, none starts anything.
#[test]
fn no_key_leads_out_of_the_console() {
    let kiosk = kiosk();
    let mut console = console(&kiosk);
    let began = console.process_id();
    let long = "x".repeat(100_000);
    let pasted = format!("\x1b[200~{}\x1b[201~", "卸".repeat(300_000));
    for keys in [
        "\x1a",
        "\x1c",
        "\x04",
        "\x13\x11",
        "!sh\r",
        ":!sh\r",
        "|sh\r",
        "\x1b!",
        "\x1bOP",
        "\x1b[15~",
        "\x1b[24~",
        "\x00",
        "\x1b[1;5A",
        "\x1b]52;c;aaaa\x07",
        "\x1bPab\x1b\\",
        &long,
    ] {
        for page in ["1", "2", "3"] {
            console.send("\x1b");
            std::thread::sleep(Duration::from_millis(150));
            console.send(page);
            console.send(keys);
            assert_eq!(children_of(began), "", "{keys:?}");
        }
    }
    console.send(&pasted);
    console.signal(Signal::TSTP);
    // It is the same program, and it listens.
    std::thread::sleep(Duration::from_millis(150));
    console.send("\x1b");
    std::thread::sleep(Duration::from_millis(150));
    console.press("1", "叫人等着的");
    assert_eq!(console.process_id(), began);
    assert_eq!(children_of(began), "");
    let written = String::from_utf8_lossy(&console.bytes()).into_owned();
    assert!(!written.contains("\x1b]52"));
    console.send("\x03");
    assert!(console.wait_exit().status.success());
    assert!(console.settings_are_as_before());
}

/// The processes that a program has started and that still run.
fn children_of(process: u32) -> String {
    let tasks = std::fs::read_dir(format!("/proc/{process}/task")).unwrap();
    tasks
        .filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("children")).ok())
        .collect()
}

#[test]
fn it_ends_with_its_terminal_and_leaves_nothing_behind() {
    let kiosk = kiosk();
    for ignoring in [false, true] {
        let mut launch = Launch::new().with(["staff"]);
        if ignoring {
            launch = launch.ignoring_hang_up();
        }
        let mut console = launch.start_beside(&kiosk);
        console.wait_for_text("工作人员台");
        console.hang_up();
        let ended = console.wait_exit();
        assert!(ended.took < ENDS_WITHIN, "{:?}", ended.took);
    }
    let mut console = console(&kiosk);
    console.signal(Signal::TERM);
    assert!(console.wait_exit().took < ENDS_WITHIN);
    assert!(console.settings_are_as_before());
}

/// faults.md T9: an SSH client on a dead network takes nothing and says nothing.
#[test]
fn it_ends_where_its_terminal_takes_nothing_any_more() {
    let kiosk = kiosk();
    let mut console = console(&kiosk);
    console.stop_reading();
    // More frames than the line holds.
    for width in 80..120 {
        console.resize(width, 30);
        std::thread::sleep(Duration::from_millis(20));
    }
    let began = Instant::now();
    std::thread::sleep(Duration::from_secs(50));
    let ended = console.wait_exit();
    println!("it ended after {:?}", began.elapsed());
    assert!(!ended.status.success());
}

/// faults.md O9.
#[test]
fn an_untouched_console_ends_where_it_may() {
    let kiosk = kiosk();
    let mut idle = Launch::new().with(["staff", "--idle", "2"]).start_beside(&kiosk);
    idle.wait_for_text("工作人员台");
    assert!(idle.wait_exit().status.success());
    let mut over_ssh = Launch::new()
        .with(["staff"])
        .in_environment("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
        .start_beside(&kiosk);
    over_ssh.wait_for_text("(ssh)");
    over_ssh.press("7", "不会自己关");
    let mut here = console(&kiosk);
    here.press("7", "2 分钟后自己关");
}

/// faults.md O7: what a feed or a reason says is text.
#[test]
fn what_others_wrote_is_text_and_nothing_else() {
    let kiosk = kiosk();
    let reason = "\x1b]0;x\x07\x1b[6n\u{9b}31m写了\u{202e}限女性";
    let found = kiosk.beside(&["staff", "find", "--json", "--limit", "1"]);
    let found: serde_json::Value = serde_json::from_slice(&found.stdout).unwrap();
    let number = found["postings"][0]["number"].as_str().unwrap();
    assert!(
        kiosk
            .beside(&["staff", "hide", number, "--reason", reason])
            .status
            .success()
    );
    let mut console = console(&kiosk);
    console.press("6", "限女性");
    console.press("2", "限女性");
    let written = console.bytes();
    let text = String::from_utf8_lossy(&written);
    for bad in ["\x1b]", "\u{9b}", "\u{202e}"] {
        assert!(!text.contains(bad), "{bad:?}");
    }
    // The two questions are the program's own, about the width of a line and of Chinese.
    assert_eq!(text.matches("\x1b[6n").count(), 2);
}

#[test]
fn terminals_that_draw_lines_wide_get_plain_ones() {
    let kiosk = kiosk();
    let mut console = Launch::new()
        .with(["staff"])
        .answering(pty::Answer::Wide)
        .start_beside(&kiosk);
    let overview = console.wait_for_text("-----").contents();
    assert!(!overview.contains('─'), "{overview}");
    console.resize(120, 34);
    console.press("2", "> ");
}

/// Of the first posting in a list.
fn first_row(list: &str) -> &str {
    list.lines()
        .find(|row| row.trim_start().starts_with("1 "))
        .unwrap_or_default()
}
