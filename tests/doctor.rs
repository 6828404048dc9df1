//! `zhaohuo doctor`, the built program: what it finds on a machine that is right, and on ones that are not.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]
#![expect(clippy::disallowed_methods, reason = "a test is at the edge too")]

#[path = "doctor/kit.rs"]
mod kit;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/raster.rs"]
mod raster;
#[path = "doctor/screen.rs"]
mod screen;
#[path = "support/shell.rs"]
mod shell;
#[path = "support/skip.rs"]
mod skip;
#[path = "doctor/words.rs"]
mod words;

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::Barrier;
use std::time::Duration;

use kit::Box;
use kit::TWO;
use kit::level;
use kit::now;
use kit::server;
use kit::todo;
use kit::what;
use pty::Launch;
use serde_json::Value;
use skip::skip;

#[test]
fn a_box_that_is_right_has_no_error_and_nothing_is_changed() {
    let feed = server(|| (now(), TWO.to_owned()));
    let of = Box::with_feed(&feed);
    assert!(of.run(&["pull"]).status.success());
    let before = of.files();
    let report = of.doctor(0);
    for (id, wanted) in [
        ("terminal.chinese", "note"),
        ("config.file", "ok"),
        ("feed.configured", "ok"),
        ("feed.reach", "ok"),
        ("feed.items", "ok"),
        // An address without a name is none that a code may lead to.
        ("feed.host", "note"),
        ("feed.age", "ok"),
        ("feed.kept", "ok"),
        ("clock.server", "ok"),
        ("clock.build", "ok"),
        ("store.open", "ok"),
        ("store.whole", "ok"),
        ("store.writable", "ok"),
        ("store.holder", "note"),
        ("printer.reach", "note"),
        ("staff.socket", "note"),
    ] {
        assert_eq!(level(&report, id), wanted, "{id}: {}", what(&report, id));
    }
    assert!(what(&report, "feed.reach").contains("2 条"), "{report:#}");
    assert!(what(&report, "feed.kept").contains("2 个活"), "{report:#}");
    assert_eq!(report["versions"]["zhaohuo"], env!("CARGO_PKG_VERSION"));
    assert_ne!(report["worst"], "error");
    // What is not as it should be says what to do.
    for finding in report["findings"].as_array().unwrap() {
        assert_eq!(finding["todo"].is_string(), finding["level"] != "ok", "{finding:#}");
        assert!(
            finding["what"].as_str().is_some_and(|what| !what.is_empty()),
            "{finding:#}"
        );
    }
    assert_eq!(of.files(), before);
}

#[test]
fn for_people_it_is_chinese_with_the_same_ids() {
    let of = Box::new();
    let told = of.run(&["doctor"]);
    let told = String::from_utf8(told.stdout).unwrap();
    for expected in ["终端", "数据源", "（feed.configured）", "办法：", "项出错"] {
        assert!(told.contains(expected), "{told}");
    }
    assert!(!told.contains('\u{1b}'), "{told}");
}

#[test]
fn a_clock_that_is_wrong_is_a_warning_and_fails_where_warnings_do() {
    let feed = server(|| (now() + Duration::from_secs(600), TWO.to_owned()));
    let of = Box::with_feed(&feed);
    let report = of.doctor(0);
    assert_eq!(level(&report, "clock.server"), "warning");
    assert!(what(&report, "clock.server").contains("慢 10 分钟"), "{report:#}");
    assert_eq!(report["worst"], "warning");
    assert_eq!(of.run(&["doctor", "--strict"]).status.code(), Some(1));
}

#[test]
fn feeds_are_asked_beside_each_other_and_each_is_told_by_its_name() {
    // Each answers once both have been asked.
    let both = Arc::new(Barrier::new(2));
    let [one, other] = [Arc::clone(&both), both].map(|both| {
        server(move || {
            both.wait();
            (now(), TWO.to_owned())
        })
    });
    let gone = "http://127.0.0.1:1/feed.json";
    let page = server(|| (now(), "<!DOCTYPE html><html></html>".to_owned()));
    let of = Box::configured(&format!(
        "[[feed]]\nurl = \"{one}\"\nname = \"甲\"\n[[feed]]\nurl = \"{other}\"\nname = \"乙\"\n\
         [[feed]]\nurl = \"{gone}\"\nname = \"丙\"\n[[feed]]\nurl = \"{page}\"\nname = \"丁\"\n"
    ));
    let report = of.doctor(1);
    let reached: Vec<_> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["id"] == "feed.reach")
        .map(|finding| (finding["about"].as_str().unwrap(), finding["level"].as_str().unwrap()))
        .collect();
    assert_eq!(reached, [("甲", "ok"), ("乙", "ok"), ("丙", "error"), ("丁", "error")]);
    assert_eq!(report["worst"], "error");
}

#[test]
fn a_damaged_store_is_found_and_left_as_it_is() {
    let feed = server(|| (now(), TWO.to_owned()));
    let of = Box::with_feed(&feed);
    assert!(of.run(&["pull"]).status.success());
    let database = of.data().join("zhaohuo.db");
    let mut bytes = fs::read(&database).unwrap();
    let pages = bytes.len() / 4096;
    assert!(pages > 4, "{pages}");
    bytes[2 * 4096..4 * 4096].fill(0x5a);
    fs::write(&database, &bytes).unwrap();
    let report = of.doctor(1);
    let broken = ["store.open", "store.whole"].into_iter().any(|id| {
        report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|finding| finding["id"] == id && finding["level"] == "error")
    });
    assert!(broken, "{report:#}");
    assert_eq!(fs::read(&database).unwrap(), bytes);

    fs::write(
        &database,
        "no database at all, but some text that is long enough to be read",
    )
    .unwrap();
    let report = of.doctor(1);
    assert_eq!(level(&report, "store.open"), "error");
    assert!(what(&report, "store.open").contains("坏了"), "{report:#}");
    assert!(!of.data().join("damage-was-met").exists());
}

#[test]
fn a_printer_that_is_not_there_is_an_error_and_none_is_made() {
    let of = Box::configured("[printer]\nto = \"/nonexistent/lp0\"\n");
    let report = of.doctor(1);
    assert_eq!(level(&report, "printer.reach"), "error");
    assert!(todo(&report, "printer.reach").contains("USB"), "{report:#}");

    let of = Box::configured("[printer]\nto = \"tcp://127.0.0.1:1\"\n");
    assert_eq!(level(&of.doctor(1), "printer.reach"), "error");

    let slips = tempfile::tempdir().unwrap();
    let file = slips.path().join("slips");
    let of = Box::configured(&format!("[printer]\nto = \"file:{}\"\n", file.display()));
    assert_eq!(level(&of.doctor(0), "printer.reach"), "ok");
    assert!(!file.exists());
}

#[test]
fn a_configuration_that_is_wrong_is_said_by_line_and_ends_in_two() {
    let of = Box::configured("[visit]\nidle_secs = 1\n");
    let report = of.doctor(2);
    assert_eq!(level(&report, "config.file"), "error");
    assert!(what(&report, "config.file").contains("第 2 行"), "{report:#}");
    // The rest of the machine is looked at all the same.
    assert!(!level(&report, "unit.installed").is_empty());

    // Where there is a good one of before, its feeds are.
    let feed = server(|| (now(), TWO.to_owned()));
    fs::create_dir_all(of.data()).unwrap();
    fs::write(
        of.data().join("config.good.toml"),
        format!("[[feed]]\nurl = \"{feed}\"\n"),
    )
    .unwrap();
    let report = of.doctor(2);
    assert_eq!(level(&report, "config.copy"), "ok");
    assert_eq!(level(&report, "feed.reach"), "ok");
}

#[test]
fn a_running_kiosk_is_found_by_its_socket_and_by_its_lock() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let output = kiosk.beside(&["doctor", "--json"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(level(&report, "staff.socket"), "ok");
    assert_eq!(level(&report, "store.whole"), "ok");
    assert_eq!(level(&report, "store.holder"), "ok");
    let process = format!("进程 {}", kiosk.process_id());
    assert!(what(&report, "store.holder").contains(&process), "{report:#}");
}

#[test]
fn a_disk_that_is_full_of_bytes_and_of_files_is_an_error() {
    let test = "a_disk_that_is_full_of_bytes_and_of_files_is_an_error";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=2m,nr_inodes=64", "tmpfs", path])
        .output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        skip(test, "may not mount a tmpfs here");
        return;
    }
    let _mounted = Mounted(folder.path());
    let output = Command::new(env!("CARGO_BIN_EXE_zhaohuo"))
        .args(["--data", path, "doctor", "--json"])
        .env_clear()
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(level(&report, "store.space"), "error");
    assert_eq!(level(&report, "store.inodes"), "error");
}

struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        // One that stays mounted shows in the clean-up of its folder.
        drop(Command::new("umount").arg(self.0).status());
    }
}

#[test]
fn what_it_cannot_do_with_its_words_it_says() {
    let of = Box::new();
    assert_eq!(of.run(&["doctor", "--nonsense"]).status.code(), Some(2));
    let help = of.run(&["doctor", "--help"]);
    let help = String::from_utf8(help.stdout).unwrap();
    assert!(help.contains("Exit codes") && help.contains("--strict"), "{help}");
}
