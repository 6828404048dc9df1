//! The maintenance screen at the kiosk itself, through a real terminal: its PIN (faults.md O3), what is behind it, and a
//! kiosk that is closed to the public.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::pin::WRONG_MAX;

/// As many digits as nothing else has that lies on the disk. Neither begins with the key that opens the page, which would
/// be taken for a bounce of it.
const PIN: &str = "8024617953";
const WRONG: &str = "3579128460";
const AT_ONCE: Duration = Duration::from_secs(1);

/// What `zhaohuo pin` makes of [`PIN`]; it takes a part of a second, once.
static CONFIGURATION: LazyLock<String> = LazyLock::new(|| {
    let made = pin_from(PIN);
    assert!(made.status.success(), "{made:?}");
    format!("[maintenance]\n{}", String::from_utf8(made.stdout).unwrap())
});

fn pin_from(input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhaohuo"))
        .arg("pin")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    command.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    command.wait_with_output().unwrap()
}

fn launch() -> Launch {
    Launch::new().configured(&CONFIGURATION).logging()
}

/// On the page that asks for the PIN.
#[track_caller]
fn asked(launch: Launch) -> Session {
    let mut kiosk = launch.start();
    kiosk.wait_for_postings();
    ask(&mut kiosk);
    kiosk
}

#[track_caller]
fn ask(kiosk: &mut Session) {
    kiosk.press("5", "您想做什么");
    kiosk.press("/", "不问名字");
    kiosk.press("9", "工作人员输密码");
}

/// Types it; what is typed shows as so many dots.
#[track_caller]
fn enter(kiosk: &mut Session, pin: &str, then: &str) {
    kiosk.send(pin);
    kiosk.wait_for(|screen| screen.contents().matches('●').count() == pin.len());
    kiosk.press("\r", then);
}

/// Seconds, of a wait under a minute; 0 where there is none.
fn left(screen: &str) -> u32 {
    let left = screen.split_once("等 0:").and_then(|(_, rest)| rest.get(..2));
    left.and_then(|secs| secs.parse().ok()).unwrap_or(0)
}

fn wrong_pins(kiosk: &Session) -> u32 {
    Reader::open(&kiosk.folder()).unwrap().upkeep().unwrap().wrong_pins
}

#[track_caller]
fn staff(kiosk: &Session, arguments: &[&str]) -> String {
    let output = kiosk.beside(&[&["staff"], arguments].concat());
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{arguments:?}: {said}");
    said
}

fn journal(kiosk: &Session) -> String {
    std::fs::read_to_string(kiosk.home().join("journal")).unwrap()
}

/// In no file in the kiosk's home, and in nothing that it wrote to its terminal.
#[track_caller]
fn assert_nowhere(kiosk: &Session, pin: &str) {
    let mut files = 0;
    let mut folders = vec![kiosk.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.is_file() {
                files += 1;
                assert!(!has(&std::fs::read(&path).unwrap(), pin), "{} has it", path.display());
            }
        }
    }
    // The store, the log of it, the configuration and the journal, at least.
    assert!(files >= 4, "{files}");
    assert!(!has(&kiosk.bytes(), pin), "the terminal has it");
}

fn has(bytes: &[u8], pin: &str) -> bool {
    bytes.windows(pin.len()).any(|window| window == pin.as_bytes())
}

#[test]
fn the_right_pin_opens_the_page_and_each_key_says_what_it_does() {
    let mut kiosk = asked(launch());
    enter(&mut kiosk, WRONG, "不对。再错 5 次就要等");
    assert_eq!(wrong_pins(&kiosk), 1);
    enter(&mut kiosk, PIN, "马上更新");
    assert_eq!(wrong_pins(&kiosk), 0);
    let page = kiosk.contents();
    assert!(page.contains("示例数据：") && page.contains("找活 0."), "{page}");
    // No printer is configured.
    assert!(!page.contains("试打"), "{page}");
    kiosk.press("1", "更新过了");
    // Whoever leaves ends the visit.
    kiosk.send("0");
    kiosk.wait_for_postings();
    assert!(journal(&kiosk).contains("a wrong PIN") && journal(&kiosk).contains("with the PIN"));
    for pin in [PIN, WRONG] {
        assert_nowhere(&kiosk, pin);
    }
}

#[test]
fn without_a_pin_nothing_hints_at_such_a_page() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    let help = kiosk.press("/", "不问名字").contents();
    assert!(!help.contains("维护"), "{help}");
    kiosk.send("9");
    // The key before it has been drawn by then, and nothing came of this one.
    kiosk.press("*", "English");
    kiosk.press("0", "不问名字");
}

#[test]
fn five_wrong_ones_are_free_and_the_sixth_waits_over_a_pulled_plug_and_takes_not_even_the_right_one() {
    let mut kiosk = asked(launch());
    for left in (1..=5).rev() {
        enter(&mut kiosk, WRONG, &format!("不对。再错 {left} 次就要等"));
    }
    enter(&mut kiosk, WRONG, "等 0:15 再试");
    assert_eq!(wrong_pins(&kiosk), 6);
    kiosk.send(format!("{PIN}\r"));
    kiosk.wait_for(|screen| (11..=13).contains(&left(&screen.contents())));
    assert!(!kiosk.contents().contains('●'), "{}", kiosk.contents());
    // The plug is pulled: the wait begins again in full.
    let mut again = kiosk.restart();
    again.wait_for_postings();
    ask(&mut again);
    let waits = again.wait_for_text("再试").contents();
    assert!(left(&waits) >= 10, "{waits}");
    again.send(format!("{PIN}\r"));
    again.wait_for(|screen| (5..=9).contains(&left(&screen.contents())));
    assert_eq!(wrong_pins(&again), 6);
    assert_nowhere(&again, PIN);
    // And when it is over, the right one is.
    again.wait_for(|screen| !screen.contents().contains("再试"));
    enter(&mut again, PIN, "马上更新");
    assert_eq!(wrong_pins(&again), 0);
}

fn nearly_shut(folder: &Path) {
    let store = Store::open(folder).unwrap();
    for _ in 1..WRONG_MAX {
        store.note_wrong_pin().unwrap();
    }
}

fn shut(folder: &Path) {
    nearly_shut(folder);
    Store::open(folder).unwrap().note_wrong_pin().unwrap();
}

#[test]
fn after_a_hundred_wrong_ones_none_is_taken_until_staff_say_so() {
    let mut kiosk = asked(launch().prepared(shut));
    kiosk.wait_for_text("锁住了");
    kiosk.send(format!("{PIN}\r"));
    assert!(staff(&kiosk, &["screen"]).contains("锁住了"));
    assert!(staff(&kiosk, &["pin-reset"]).contains("可以重新试"));
    kiosk.wait_for(|screen| !screen.contents().contains("锁住了"));
    assert_eq!(wrong_pins(&kiosk), 0);
    assert!(
        journal(&kiosk).contains("staff forgave the wrong PINs who="),
        "{}",
        journal(&kiosk)
    );
    enter(&mut kiosk, PIN, "马上更新");
}

#[test]
fn the_ninety_ninth_wrong_one_waits_longest() {
    let kiosk = asked(launch().prepared(nearly_shut));
    kiosk.wait_for_text("等 31:5");
}

fn of_a_newer_version(folder: &Path) {
    drop(Store::open(folder).unwrap());
    let raw = rusqlite::Connection::open(folder.join("zhaohuo.db")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
}

#[test]
fn where_no_wrong_one_can_be_written_down_none_is_taken() {
    let mut kiosk = launch().prepared(of_a_newer_version).start();
    kiosk.wait_for_text("按任意键");
    ask(&mut kiosk);
    enter(&mut kiosk, PIN, "数据写不进去，现在不能核对");
    let refused = kiosk.beside(&["staff", "maintenance", "on"]);
    assert_eq!(refused.status.code(), Some(1), "{refused:?}");
    assert!(String::from_utf8(refused.stderr).unwrap().contains("写不进去"));
}

#[test]
fn the_program_ends_in_order_when_it_is_to_begin_again_even_where_nobody_may_leave() {
    let mut kiosk = asked(launch().with(["--locked"]));
    enter(&mut kiosk, PIN, "马上更新");
    kiosk.press("4", "真要重新启动");
    kiosk.send("0");
    kiosk.wait_for(|screen| !screen.contents().contains("真要重新启动"));
    kiosk.press("4", "真要重新启动");
    kiosk.send("\r");
    let ended = kiosk.wait_exit();
    assert!(ended.status.success(), "{ended:?}");
    assert!(kiosk.settings_are_as_before());
    assert!(journal(&kiosk).contains("staff restart the program"));
}

#[test]
fn staff_close_the_kiosk_and_open_it_within_a_second_and_over_a_restart() {
    let mut kiosk = launch().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("*", "English");
    kiosk.press("2", "Staff");
    let began = Instant::now();
    staff(&kiosk, &["maintenance", "on", "--text", "下午三点好"]);
    let closed = kiosk.wait_for_text("下午三点好").contents();
    let took = began.elapsed();
    assert!(
        closed.contains("这台机器正在维护") && closed.contains("示例区人社局"),
        "{closed}"
    );
    assert!(staff(&kiosk, &["status"]).contains("停用中：下午三点好"));
    let console = Launch::new().with(["staff"]).start_beside(&kiosk);
    console.wait_for_text("停用中：下午三点好");
    drop(console);
    // Nothing leads to the postings, and staff can be called all the same.
    kiosk.send("5\r1");
    kiosk.press("/", "不问名字");
    kiosk.press("1", "就在这儿等");
    kiosk.press("0", "下午三点好");

    let mut kiosk = kiosk.restart();
    kiosk.wait_for_text("下午三点好");
    kiosk.press("/", "不问名字");
    kiosk.press("9", "工作人员输密码");
    enter(&mut kiosk, PIN, "屏幕恢复");
    kiosk.press("3", "恢复了");
    kiosk.press("3", "停用了");
    kiosk.press("0", "这台机器正在维护");
    let began = Instant::now();
    staff(&kiosk, &["maintenance", "off"]);
    kiosk.wait_for_postings();
    let opened = began.elapsed();
    println!("closed after {took:?}, opened after {opened:?}");
    assert!(took < AT_ONCE && opened < AT_ONCE, "{took:?}, {opened:?}");
    assert!(!staff(&kiosk, &["status"]).contains("停用中"));
    let journal = journal(&kiosk);
    for wanted in [
        "staff closed the kiosk to the public who=",
        "staff opened the kiosk to the public who=PIN",
    ] {
        assert!(journal.contains(wanted), "{journal}");
    }
}

#[test]
fn what_no_pin_can_be_is_refused_and_not_repeated() {
    for input in ["12345\n", "1234567890123\n", "abcdef\n", "\n", ""] {
        let made = pin_from(input);
        assert_eq!(made.status.code(), Some(2), "{input:?}: {made:?}");
        let said = String::from_utf8([made.stdout, made.stderr].concat()).unwrap();
        assert!(said.contains("6–12 位数字"), "{said}");
        assert!(input.trim().is_empty() || !said.contains(input.trim()), "{said}");
    }
}

#[test]
fn at_a_terminal_a_pin_is_asked_for_twice_and_shows_nowhere() {
    let mut asked = Launch::new().with(["pin"]).start();
    asked.wait_for_bytes("看不见".as_bytes());
    asked.send(format!("{PIN}\n"));
    asked.wait_for_bytes("再输一次".as_bytes());
    asked.send(format!("{PIN}\n"));
    assert!(asked.wait_exit().status.success());
    let written = asked.bytes();
    assert!(has(&written, "pin = \"$argon2id$") && !has(&written, PIN));
    assert!(asked.settings_are_as_before());

    let mut other = Launch::new().with(["pin"]).start();
    other.wait_for_bytes("看不见".as_bytes());
    other.send(format!("{PIN}\n"));
    other.wait_for_bytes("再输一次".as_bytes());
    other.send(format!("{WRONG}\n"));
    assert!(!other.wait_exit().status.success());
    assert!(has(&other.bytes(), "两次不一样"));
}
