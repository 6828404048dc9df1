//! Crashes made for real, of the built program in a terminal, and what the start after them does.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/skip.rs"]
mod skip;

use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use rustix::process::Signal;
use serde_json::Value;
use skip::skip;

/// faults.md T10, T11.
const BACK_WITHIN: Duration = Duration::from_secs(3);
const SAFE: &str = "安全模式：一分钟里停了三次";
const PLAIN: &str = "打印、朗读没开";

fn kill(kiosk: &mut Session) {
    kiosk.signal(Signal::KILL);
    kiosk.wait_exit();
}

fn start_again(kiosk: &Session) -> Session {
    Launch::new().start_beside(kiosk)
}

fn crash(mut kiosk: Session) -> Session {
    kill(&mut kiosk);
    start_again(&kiosk)
}

fn end(mut kiosk: Session) -> Session {
    kiosk.signal(Signal::TERM);
    assert!(kiosk.wait_exit().status.success());
    start_again(&kiosk)
}

/// `编号      482 736` → `482736`
fn number_on(page: &str) -> Option<String> {
    let row = page.lines().find_map(|line| line.trim_start().strip_prefix("编号"))?;
    let digits: String = row.trim_start().chars().filter(char::is_ascii_digit).take(6).collect();
    (digits.len() == 6).then_some(digits)
}

fn open_from_list(kiosk: &mut Session, digit: &str) -> String {
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.send(digit);
    let detail = kiosk.wait_for(|screen| number_on(&screen.contents()).is_some());
    number_on(&detail.contents()).unwrap()
}

/// As a visitor who has it on paper.
fn open_by_number(kiosk: &mut Session, number: &str) {
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.send(format!("\r{number}"));
    kiosk.wait_for(|screen| number_on(&screen.contents()).as_deref() == Some(number));
}

fn spaced(number: &str) -> String {
    format!("{} {}", &number[..3], &number[3..])
}

fn staff(kiosk: &Session, arguments: &[&str]) -> String {
    let asked = kiosk.beside(&[&["staff"], arguments].concat());
    assert!(asked.status.success(), "{asked:?}");
    String::from_utf8(asked.stdout).unwrap()
}

/// Whether visitors would find it.
fn is_offered(kiosk: &Session, number: &str) -> bool {
    kiosk.beside(&["show", number]).status.code() == Some(0)
}

/// The rows of postings that the record says are on the screen.
fn noted(kiosk: &Session) -> Value {
    let record = std::fs::read_to_string(kiosk.folder().join("flight-record")).unwrap();
    serde_json::from_str(record.lines().nth(1).unwrap()).unwrap()
}

#[test]
fn a_posting_that_stood_on_the_screen_at_three_crashes_is_left_out_until_staff_take_it_back() {
    let mut kiosk = Launch::new().start();
    let number = open_from_list(&mut kiosk, "1");
    for _ in 1..3 {
        kiosk = crash(kiosk);
        assert!(is_offered(&kiosk, &number));
        open_by_number(&mut kiosk, &number);
    }
    kiosk = crash(kiosk);
    let page = kiosk.wait_for_postings().contents();
    assert!(!page.contains("安全"), "visitors need no word of it:\n{page}");
    assert!(!is_offered(&kiosk, &number));
    let status = staff(&kiosk, &["status"]);
    assert!(status.contains(SAFE) && !status.contains(PLAIN), "{status}");
    assert!(
        status.contains(&format!("先没放 1 个：{}", spaced(&number))),
        "{status}"
    );
    let log = staff(&kiosk, &["log"]);
    assert!(log.contains("找活 先没放") && log.contains(&number), "{log}");
    let console = Launch::new().with(["staff"]).start_beside(&kiosk);
    console.wait_for(|screen| {
        let page = screen.contents();
        page.contains(SAFE) && page.contains("先没放 1 个") && page.contains("U 撤销这一步")
    });

    kiosk.press("5", "您想做什么");
    kiosk.send(format!("\r{number}"));
    kiosk.wait_for_text("没有这个编号");

    // It stays so when the crashes are forgotten.
    kiosk = end(kiosk);
    kiosk.wait_for_postings();
    let status = staff(&kiosk, &["status"]);
    assert!(!status.contains(SAFE) && status.contains("先没放 1 个"), "{status}");
    assert!(staff(&kiosk, &["find", &number]).contains("撤下：程序停在它上面"));

    staff(&kiosk, &["undo"]);
    assert!(!staff(&kiosk, &["status"]).contains("先没放"));
    while !staff(&kiosk, &["find", &number]).contains(&number) {
        assert!(kiosk.age() < pty::PATIENCE, "it is not offered again");
    }
    open_by_number(&mut kiosk, &number);
}

#[test]
fn two_crashes_and_ends_that_were_asked_for_leave_nothing_out() {
    let mut kiosk = Launch::new().start();
    let number = open_from_list(&mut kiosk, "1");
    for crashes in [true, true, false, true] {
        kiosk = if crashes { crash(kiosk) } else { end(kiosk) };
        open_by_number(&mut kiosk, &number);
    }
    // And a terminal that goes away under it, three times.
    for _ in 0..3 {
        kiosk.hang_up();
        assert!(!kiosk.wait_exit().status.success());
        kiosk = start_again(&kiosk);
        open_by_number(&mut kiosk, &number);
    }
    let status = staff(&kiosk, &["status"]);
    assert!(!status.contains(SAFE) && !status.contains("先没放"), "{status}");
}

#[test]
fn with_nothing_to_blame_it_starts_without_the_printer_until_it_is_started_again() {
    let slips = tempfile::NamedTempFile::new().unwrap();
    let printer = format!("[printer]\nto = \"file:{}\"\n", slips.path().display());
    let mut kiosk = Launch::new().configured(&printer).start();
    kiosk.wait_for_postings();
    for _ in 0..3 {
        // A page without any posting.
        kiosk.press("5", "您想做什么");
        assert!(staff(&kiosk, &["status"]).contains("打印机"));
        kiosk = crash(kiosk);
        kiosk.wait_for_postings();
    }
    let status = staff(&kiosk, &["status"]);
    assert!(status.contains(SAFE) && status.contains(PLAIN), "{status}");
    assert!(!status.contains("先没放") && !status.contains("打印机"), "{status}");
    kiosk = end(kiosk);
    kiosk.wait_for_postings();
    let status = staff(&kiosk, &["status"]);
    assert!(!status.contains(SAFE) && status.contains("打印机"), "{status}");
}

#[test]
fn what_a_visitor_looked_at_is_not_in_the_record_once_the_visit_is_over() {
    let mut kiosk = Launch::new().start();
    // Far enough down that it is none of those that take turns on the waiting screen.
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("+", "第 2 / ");
    kiosk.send("2");
    kiosk.wait_for(|screen| number_on(&screen.contents()).is_some());
    let read = noted(&kiosk);
    assert_eq!(read.as_array().unwrap().len(), 1);
    kiosk.press("0", "第 2 / ");
    std::thread::sleep(Duration::from_millis(400));
    kiosk.press("0", "您想做什么");
    assert_eq!(noted(&kiosk).as_array().unwrap().len(), 0);
    std::thread::sleep(Duration::from_millis(400));
    kiosk.press("0", "按任意键");
    let record = std::fs::read_to_string(kiosk.folder().join("flight-record")).unwrap();
    assert!(!record.contains(&read[0].to_string()), "{record}");
}

/// strace kills it at the thirtieth note of one thread, which is the loader's: no other writes so many.
const KILLED_READING: &str = "exec strace -qq -f -o /dev/null -P \"$PWD/data/demo/flight-record\" -e trace=pwrite64 \
                              -e inject=pwrite64:signal=KILL:when=30 \"$0\" \"$@\"";

#[test]
fn a_record_at_which_the_loader_dies_is_left_out_and_the_rest_shows() {
    if !can_trace() {
        return skip(
            "a_record_at_which_the_loader_dies_is_left_out_and_the_rest_shows",
            "no strace that can trace here",
        );
    }
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let all = offered(&kiosk);
    kill(&mut kiosk);
    for _ in 0..2 {
        let mut dying = Launch::new().through(KILLED_READING).start_beside(&kiosk);
        assert!(!dying.wait_exit().status.success());
    }
    kiosk = start_again(&kiosk);
    kiosk.wait_for_postings();
    let status: Value = serde_json::from_str(&staff(&kiosk, &["status", "--json"])).unwrap();
    assert_eq!(status["safe_mode"]["plain"], false, "{status}");
    let left_out = status["left_out"].as_array().unwrap();
    assert_eq!(left_out.len(), 1, "{status}");
    let number = left_out[0].as_str().unwrap();
    let rest = offered(&kiosk);
    let gone: Vec<&String> = all.iter().filter(|id| !rest.contains(id)).collect();
    assert!(gone.len() <= 1, "{gone:?}");

    staff(&kiosk, &["unhide", number]);
    assert!(!staff(&kiosk, &["status"]).contains("先没放"));
    assert_eq!(offered(&kiosk).len(), all.len());
}

fn can_trace() -> bool {
    let traced = std::process::Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .output();
    traced.is_ok_and(|output| output.status.success())
}

/// The identifiers of all that is offered.
fn offered(kiosk: &Session) -> Vec<String> {
    let jobs: Vec<Value> = serde_json::from_slice(&kiosk.beside(&["jobs", "--json"]).stdout).unwrap();
    jobs.iter().map(|job| job["id"].to_string()).collect()
}

/// faults.md T11. No terminal is so wide, and arithmetic of a list's columns does not go so far: in a build with
/// overflow checks, as tests are, that is a panic of the loop.
const TOO_WIDE: (u16, u16) = (20_000, 40);

#[test]
fn a_panic_gives_the_terminal_back_says_why_and_the_next_start_waits_for_visitors() {
    let mut kiosk = Launch::new().logging().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    assert!(!kiosk.settings_are_as_before());
    kiosk.resize(TOO_WIDE.0, TOO_WIDE.1);
    let ended = kiosk.wait_exit();
    assert_eq!(ended.status.exit_code(), 101);
    let screen = kiosk.screen();
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert!(kiosk.settings_are_as_before(), "the terminal is still in raw mode");
    let journal = std::fs::read_to_string(kiosk.home().join("journal")).unwrap();
    assert!(journal.contains("something has failed"), "{journal}");
    assert!(journal.contains("overflow"), "{journal}");

    let again = start_again(&kiosk);
    again.wait_for_postings();
    assert!(again.age() < BACK_WITHIN, "{:?}", again.age());
}

/// faults.md T10: each write to the terminal from the fifth on fails.
const UNWRITABLE: &str = "exec strace -qq -f -o /dev/null -P /dev/tty -e trace=write \
                          -e inject=write:error=EIO:when=5+ \"$0\" \"$@\" 2>>journal";

#[test]
fn a_terminal_that_takes_no_write_ends_it_at_once_with_a_failure_and_no_posting_is_blamed() {
    if !can_trace() {
        return skip(
            "a_terminal_that_takes_no_write_ends_it_at_once_with_a_failure_and_no_posting_is_blamed",
            "no strace that can trace here",
        );
    }
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let mut kiosk = kiosk;
    kill(&mut kiosk);
    for _ in 0..2 {
        let began = Instant::now();
        let mut failing = Launch::new().through(UNWRITABLE).start_beside(&kiosk);
        let ended = failing.wait_exit();
        assert_eq!(ended.status.exit_code(), 1);
        println!("it ended {:?} after it began", began.elapsed());
        assert!(failing.settings_are_as_before(), "the terminal is still in raw mode");
    }
    let kiosk = start_again(&kiosk);
    kiosk.wait_for_postings();
    assert!(kiosk.age() < BACK_WITHIN, "{:?}", kiosk.age());
    let status = staff(&kiosk, &["status"]);
    assert!(status.contains(PLAIN) && !status.contains("先没放"), "{status}");
}
