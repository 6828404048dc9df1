//! What staff decide, from the command to the kiosk's screen: the built program in a terminal, and another one beside.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "staff/hostile.rs"]
mod hostile;
#[path = "staff/kept_log.rs"]
mod kept_log;
#[path = "support/skip.rs"]
mod skip;

use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use serde_json::Value;

/// From the command to the screen, as the people at the desk were promised.
const AT_ONCE: Duration = Duration::from_secs(1);

/// Asks as staff would, and gives what was printed.
#[track_caller]
fn staff(kiosk: &Session, arguments: &[&str]) -> String {
    let output = kiosk.beside(&[&["staff"], arguments].concat());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn refused(kiosk: &Session, arguments: &[&str]) -> String {
    let output = kiosk.beside(&[&["staff"], arguments].concat());
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn json(kiosk: &Session, arguments: &[&str]) -> Value {
    let said = staff(kiosk, &[arguments, &["--json"]].concat());
    serde_json::from_str(&said).unwrap()
}

fn add<'a>(title: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let usual = [
        "add",
        title,
        "--pay",
        "260",
        "--phone",
        "0532-0000 0101",
        "--people",
        "5",
    ];
    [&usual, more].concat()
}

fn kiosk() -> Session {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk
}

#[test]
fn what_is_entered_shows_on_the_waiting_screen_at_once() {
    let kiosk = kiosk();
    let mut took: Vec<Duration> = (1..=3)
        .map(|nth| {
            let title = format!("卸车第{nth}趟");
            let began = Instant::now();
            staff(&kiosk, &add(&title, &["--place", "海泊河货场"]));
            let screen = kiosk.wait_for_text(&title).contents();
            let took = began.elapsed();
            assert!(screen.contains("元/天"), "{screen}");
            took
        })
        .collect();
    took.sort();
    println!("from the command to the waiting screen: {took:?}");
    assert!(took[1] < AT_ONCE, "{took:?}");
}

#[test]
fn what_is_full_or_withdrawn_says_so_in_its_row_at_once_and_can_be_taken_back() {
    let mut kiosk = kiosk();
    let number = json(&kiosk, &add("卸车", &[]))["number"].as_str().unwrap().to_owned();
    kiosk.wait_for_text("卸车");
    kiosk.press("5", "您想做什么");
    let list = kiosk.press("3", "全部活 · ").contents();
    assert!(first_row(&list).contains("卸车"), "{list}");

    let began = Instant::now();
    staff(&kiosk, &["full", &number]);
    kiosk.wait_for(|screen| first_row(&screen.contents()).contains("招满了"));
    let full = began.elapsed();
    // Nobody has a code of it any more.
    kiosk.send("1");
    let detail = kiosk.wait_for(|screen| screen.contents().contains("看详情") && screen.contents().contains("招满了"));
    assert!(!detail.contents().contains("打电话"), "{}", detail.contents());
    kiosk.press("0", "全部活 · ");

    staff(&kiosk, &["reopen", &number]);
    kiosk.wait_for(|screen| !first_row(&screen.contents()).contains("招满了"));
    let began = Instant::now();
    staff(&kiosk, &["hide", &number, "--reason", "单位说不招了"]);
    kiosk.wait_for(|screen| first_row(&screen.contents()).contains("已撤下"));
    let hidden = began.elapsed();
    println!("full after {full:?}, withdrawn after {hidden:?}");
    assert!(full < AT_ONCE && hidden < AT_ONCE, "{full:?}, {hidden:?}");

    staff(&kiosk, &["undo"]);
    kiosk.wait_for(|screen| !first_row(&screen.contents()).contains("已撤下"));
    // The same step is not taken back twice, but the one before it.
    staff(&kiosk, &["undo"]);
    kiosk.wait_for(|screen| first_row(&screen.contents()).contains("招满了"));

    let log = staff(&kiosk, &["log"]);
    let acts: Vec<&str> = log.lines().filter_map(|line| line.split_whitespace().nth(4)).collect();
    assert_eq!(
        acts,
        ["撤销第", "撤销第", "撤下", "又招人了", "招满了", "登记急招"],
        "{log}"
    );
    assert!(staff(&kiosk, &["log", "--verify"]).contains("6 条"));
}

#[test]
fn postings_are_found_as_on_the_kiosk_and_also_when_they_are_withdrawn() {
    let kiosk = kiosk();
    let number = json(&kiosk, &add("卸西瓜", &["--place", "海泊河货场"]))["number"]
        .as_str()
        .unwrap()
        .to_owned();
    kiosk.wait_for_text("卸西瓜");
    let found = |words: &[&str]| json(&kiosk, &[&["find"], words].concat());
    for words in [
        &["卸西瓜"][..],
        &["xiexigua"],
        &[&number],
        &[&number[..3], &number[3..]],
    ] {
        let found = found(words);
        let posting = &found["postings"][0];
        assert_eq!(
            (&found["total"], &posting["title"]),
            (&1.into(), &"卸西瓜".into()),
            "{words:?}"
        );
        assert_eq!((&posting["pinned"], &posting["hidden"]), (&true.into(), &Value::Null));
        assert!(posting["pay"].as_str().unwrap().contains("260 元/天"), "{posting}");
    }
    staff(&kiosk, &["hide", &number, "--reason", "单位说不招了"]);
    for words in [&["卸西瓜"][..], &["xxg"], &[&number], &[]] {
        let posting = &found(words)["postings"][0];
        assert_eq!(
            (&posting["hidden"], &posting["number"]),
            (&"单位说不招了".into(), &number.as_str().into()),
            "{words:?}"
        );
    }
    let everything = found(&["--limit", "3"]);
    assert!(everything["total"].as_u64().unwrap() > 1_000 && everything["postings"].as_array().unwrap().len() == 3);
    let said = staff(&kiosk, &["find", "西瓜"]);
    assert!(
        said.starts_with(&format!("{number}  卸西瓜")) && said.contains("撤下：单位说不招了"),
        "{said}"
    );
}

#[test]
fn decisions_outlive_a_restart_and_a_pull() {
    let kiosk = kiosk();
    let listed = String::from_utf8(kiosk.beside(&["jobs", "--limit", "1"]).stdout).unwrap();
    let number: String = listed.chars().filter(|c| *c != ' ').take(6).collect();
    staff(&kiosk, &["hide", &number, "--reason", "写了限女性，打 0532-0000 0123"]);
    let is_listed = |kiosk: &Session| {
        let listed = String::from_utf8(kiosk.beside(&["jobs"]).stdout).unwrap();
        listed.lines().any(|line| line.replace(' ', "").starts_with(&number))
    };
    assert!(!is_listed(&kiosk));
    assert!(kiosk.beside(&["show", &number]).status.code() == Some(3));
    staff(&kiosk, &["pull"]);
    let again = kiosk.restart();
    again.wait_for_postings();
    assert!(!is_listed(&again));
    // Whoever notes a number in the reason keeps no number.
    let log = staff(&again, &["log"]);
    assert!(log.contains("053****23") && !log.contains("0000 0123"), "{log}");
    staff(&again, &["unhide", &number]);
    assert!(is_listed(&again));
}

#[test]
fn what_is_wrong_with_an_entry_is_said_and_nothing_is_entered() {
    let kiosk = kiosk();
    for (arguments, why) in [
        (vec!["add", "卸车", "--pay", "0", "--phone", "0532-0000 0101"], "工钱"),
        (vec!["add", "卸车", "--pay", "200", "--phone", "微信 abc"], "电话"),
        (
            vec!["add", " ", "--pay", "200", "--phone", "0532-0000 0101"],
            "干什么活",
        ),
        (add("卸车", &["--time", "25:00"]), "时间"),
        (add("卸车", &["--date", "2020-01-01"]), "日子过了"),
        (vec!["hide", "111111", "--reason", "x"], "没有叫 111111 的活"),
        (vec!["undo"], "没什么可撤销的"),
        (vec!["done", "17"], "17 号"),
    ] {
        let said = refused(&kiosk, &arguments);
        assert!(said.contains(why), "{arguments:?}: {said}");
    }
    assert_eq!(json(&kiosk, &["log"]), Value::Array(Vec::new()));
    let status = json(&kiosk, &["status"]);
    assert_eq!(status["writable"], true);
    assert!(status["postings"].as_i64().unwrap() > 1_000, "{status}");
    let feed = &status["feeds"][0];
    assert!(
        feed["next_at"].is_string() && feed["change"]["new"].as_i64().unwrap() > 1_000,
        "{feed}"
    );
}

#[test]
fn the_screen_can_be_read_from_afar_and_a_call_answered() {
    let mut kiosk = kiosk();
    kiosk.press("5", "您想做什么");
    kiosk.press("/", "叫工作人员");
    kiosk.press("1", "就在这儿等");
    let rows = json(&kiosk, &["screen"])["rows"].clone();
    let shown: Vec<&str> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row.as_str().unwrap())
        .collect();
    let here = kiosk.contents();
    let here: Vec<&str> = here.lines().map(str::trim_end).collect();
    assert_eq!(shown[1..24], here[1..24]);
    assert_eq!(json(&kiosk, &["tickets"])["open"].as_array().unwrap().len(), 1);
    assert!(staff(&kiosk, &["done", "1"]).contains("1 号有人管了"));
    assert_eq!(json(&kiosk, &["tickets"])["open"].as_array().unwrap().len(), 0);

    // What visitors say of a posting is among what there is to do.
    kiosk.press("0", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("1", "4 有问题");
    kiosk.press("4", "这活有问题");
    kiosk.send("1\r");
    let began = Instant::now();
    while !staff(&kiosk, &["tickets"]).contains("要先交钱，或者要扣证件（1 次）") {
        assert!(began.elapsed() < pty::PATIENCE, "{}", kiosk.contents());
    }
}

#[test]
fn enter_prints_what_is_read_and_staff_can_try_the_printer() {
    let paper = tempfile::NamedTempFile::new().unwrap();
    let mut kiosk = Launch::new()
        .configured(&format!("[printer]\nto = \"file:{}\"\n", paper.path().display()))
        .start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.send("1");
    let detail = kiosk.wait_for(|screen| screen.contents().contains("编号") && screen.contents().contains("回车 打印"));
    let number = detail
        .contents()
        .lines()
        .find_map(|row| row.trim().strip_prefix("编号").map(str::to_owned))
        .unwrap();
    let number: String = number.trim().chars().take(7).collect();
    kiosk.press("\r", "打好了，拿好");
    let slip = std::fs::read(paper.path()).unwrap();
    let digits = number.as_bytes();
    assert!(
        slip.windows(digits.len()).any(|window| window == digits),
        "{number} is not on the slip"
    );
    // A second one at once is not what anybody means.
    kiosk.press("\r", "刚打过");
    assert_eq!(std::fs::read(paper.path()).unwrap().len(), slip.len());
    assert!(staff(&kiosk, &["status"]).contains("打印机能用"));
    kiosk.press("0", "全部活 · ");
}

#[test]
fn staff_see_how_the_printer_is_and_how_many_slips_wait() {
    let folder = tempfile::tempdir().unwrap();
    let printer = folder.path().join("lp0");
    let kiosk = Launch::new()
        .configured(&format!("[printer]\nto = \"{}\"\n", printer.display()))
        .start();
    kiosk.wait_for_postings();
    let is = |state: &str, queue: u64| {
        let status = json(&kiosk, &["status"]);
        status["printer_state"] == state && status["printer_queue"] == queue
    };
    let wait_until = |state, queue| {
        let began = Instant::now();
        while !is(state, queue) {
            assert!(began.elapsed() < pty::PATIENCE, "{}", json(&kiosk, &["status"]));
            std::thread::sleep(Duration::from_millis(50));
        }
    };
    wait_until("missing", 0);
    // It waits for the printer, and goes out once that is there.
    staff(&kiosk, &["print-test"]);
    wait_until("missing", 1);
    let console = Launch::new().with(["staff"]).start_beside(&kiosk);
    console.wait_for_text("打印机  没接上  排队 1 张");
    let made = std::process::Command::new("mkfifo").arg(&printer).status();
    assert!(made.unwrap().success());
    let mut paper = std::fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(&printer)
        .unwrap();
    wait_until("ready", 0);
    let mut begins = [0; 2];
    std::io::Read::read_exact(&mut paper, &mut begins).unwrap();
    assert_eq!(begins, *b"\x1b@", "no slip of an ESC/POS printer");
}

#[test]
fn without_a_printer_nothing_offers_one() {
    let mut kiosk = kiosk();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    let detail = kiosk.press("1", "编号").contents();
    assert!(!detail.contains("打印"), "{detail}");
    assert!(refused(&kiosk, &["print-test"]).contains("没有设打印机"));
}

#[test]
fn a_day_of_the_log_is_kept_elsewhere_and_its_link_shows_a_cut() {
    let mut kiosk = kiosk();
    staff(&kiosk, &add("卸车", &[]));
    staff(&kiosk, &add("装车", &[]));
    kiosk.send("\x03");
    kiosk.wait_exit();
    let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap();
    let today = jiff::Timestamp::now().to_zoned(zone).date().to_string();
    let day = staff(&kiosk, &["log", "--day", &today]);
    let lines: Vec<&str> = day.lines().collect();
    assert!(
        lines.len() == 3 && lines[0].contains("登记急招 卸车") && lines[1].contains("登记急招 装车"),
        "{day}"
    );
    assert!(
        lines[2].starts_with(&today) && lines[2].contains("2 条，到第 2 条"),
        "{day}"
    );
    let link = lines[2].rsplit(' ').next().unwrap();
    let whole = json(&kiosk, &["log", "--day", &today]);
    assert_eq!(
        (whole["entries"][1]["seq"].as_i64(), whole["link"].as_str()),
        (Some(2), Some(link))
    );
    assert_eq!(json(&kiosk, &["log", "--day", "2020-01-01"])["seq"], 0);
    let verified = staff(&kiosk, &["log", "--verify", "--anchor", link]);
    assert!(
        verified.contains("2 条") && verified.contains("是第 2 条"),
        "{verified}"
    );
    assert!(refused(&kiosk, &["log", "--verify", "--anchor", "beef"]).contains("64 位十六进制数"));
    assert!(refused(&kiosk, &["log", "--anchor", link]).contains("--verify"));

    let database = rusqlite::Connection::open(kiosk.folder().join("zhaohuo.db")).unwrap();
    database.execute("DELETE FROM audit WHERE seq = 2", []).unwrap();
    assert!(staff(&kiosk, &["log", "--verify"]).contains("1 条"));
    let said = refused(&kiosk, &["log", "--verify", "--anchor", link]);
    assert!(said.contains("不在日志里"), "{said}");
    database.execute("UPDATE audit SET who = 'op9'", []).unwrap();
    let said = refused(&kiosk, &["log", "--day", &today]);
    assert!(said.contains("从第 1 条起对不上") && !said.contains("这一环"), "{said}");
}

#[test]
fn without_a_kiosk_staff_are_told_so() {
    let mut kiosk = kiosk();
    staff(&kiosk, &add("卸车", &[]));
    kiosk.send("\x03");
    kiosk.wait_exit();
    assert!(refused(&kiosk, &["status"]).contains("找活没有在运行"));
    // What is written can be checked all the same.
    assert!(staff(&kiosk, &["log", "--verify"]).contains("1 条"));
}

/// Of the first posting in a list.
fn first_row(list: &str) -> &str {
    list.lines()
        .find(|row| row.trim_start().starts_with("1 "))
        .unwrap_or_default()
}
