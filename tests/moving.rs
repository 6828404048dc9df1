//! What the hall says, and what staff decided, from one box to another: the built program, twice.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;

use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use serde_json::Value;

const AT_ONCE: Duration = Duration::from_secs(1);

fn kiosk() -> Session {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk
}

#[track_caller]
fn staff(kiosk: &Session, arguments: &[&str], input: &str) -> (bool, String) {
    let output = kiosk.beside_reading(&[&["staff"], arguments].concat(), input);
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    (output.status.success(), said)
}

#[track_caller]
fn said(kiosk: &Session, arguments: &[&str]) -> String {
    let (succeeded, said) = staff(kiosk, arguments, "");
    assert!(succeeded, "{arguments:?}: {said}");
    said
}

#[test]
fn what_the_hall_says_is_on_the_waiting_screen_at_once_and_can_be_taken_back() {
    let kiosk = kiosk();
    let began = Instant::now();
    said(&kiosk, &["notice", "明天八点才开门"]);
    kiosk.wait_for_text("明天八点才开门");
    let took = began.elapsed();
    println!("on the screen {took:?} after the command");
    assert!(took < AT_ONCE, "{took:?}");
    let listed = said(&kiosk, &["notice"]);
    assert!(listed.contains("明天八点才开门  到 "), "{listed}");
    let number = listed.split_whitespace().next().unwrap();
    said(&kiosk, &["remove", number]);
    kiosk.wait_for(|screen| !screen.contents().contains("明天八点才开门"));
    assert_eq!(said(&kiosk, &["notice"]).trim(), "没有通知");
    said(&kiosk, &["undo"]);
    kiosk.wait_for_text("明天八点才开门");
    let log = said(&kiosk, &["log"]);
    assert!(log.contains("发通知 明天八点才开门"), "{log}");

    let (succeeded, why) = staff(&kiosk, &["notice", "过了", "--until", "2020-01-01"], "");
    assert!(!succeeded && why.contains("日子过了"), "{why}");
}

#[test]
fn what_staff_decided_goes_to_another_box_and_twice_is_as_good_as_once() {
    let old = kiosk();
    let added: Value = serde_json::from_str(&said(
        &old,
        &["add", "--json", "卸海带", "--pay", "260", "--phone", "0532-0000 0101"],
    ))
    .unwrap();
    // Nothing stands about it any more, and it goes over all the same.
    said(&old, &["unpin", added["number"].as_str().unwrap()]);
    said(&old, &["notice", "东门修路", "2026-11-26", "走南门"]);
    let list: Value = serde_json::from_str(&said(&old, &["find", "保洁", "--json"])).unwrap();
    let number = |nth: usize| list["postings"][nth]["number"].as_str().unwrap();
    said(&old, &["hide", number(0), "--reason", "单位打来说不招了"]);
    said(&old, &["full", number(1)]);
    said(&old, &["remark", number(1), "--text", "打 0532-0000 0123 问过"]);
    let exported = said(&old, &["export"]);
    assert_eq!(exported.lines().count(), 4, "{exported}");

    let new = kiosk();
    let (_, taken) = staff(&new, &["import"], &exported);
    assert_eq!(taken.trim(), "搬来 4 条，本来就一样的 0 条");
    // It is for everybody: nothing in it is struck out.
    new.wait_for_text("东门修路 2026-11-26 走南门");
    let (_, again) = staff(&new, &["import", "--json"], &exported);
    assert_eq!(again.trim(), r#"{"same":4,"taken":0}"#);
    // The demonstration is the same everywhere, so the same posting is withdrawn here.
    assert!(said(&new, &["find", number(0)]).contains("撤下：单位打来说不招了"));
    let found = said(&new, &["find", number(1)]);
    assert!(
        found.contains("招满了") && found.contains("053****23") && !found.contains("0000 0123"),
        "{found}"
    );
    assert!(said(&new, &["find", "卸海带"]).contains("260 元/天"));
    assert_eq!(said(&new, &["export"]), exported);
    assert!(said(&new, &["log", "--verify"]).contains("4 条"));
    // What came over is taken back like what was entered here.
    let log: Value = serde_json::from_str(&said(&new, &["log", "--json"])).unwrap();
    let walk_in = log.as_array().unwrap().iter().find(|entry| entry["title"] == "卸海带");
    said(&new, &["undo", &walk_in.unwrap()["seq"].to_string()]);
    assert!(said(&new, &["find", "卸海带"]).contains("撤下："));

    // A line that is no such thing moves nothing.
    let spoilt = format!("{}\n{{\"posting\":3}}\n", exported.lines().next().unwrap());
    let empty = kiosk();
    let (succeeded, why) = staff(&empty, &["import"], &spoilt);
    assert!(!succeeded && why.contains("第 2 行看不懂"), "{why}");
    assert_eq!(said(&empty, &["export"]), "");
}
