//! On terminals that draw Chinese, and on ones that do not.

use std::fs;
use std::process::Command;

use crate::pty::Answer;
use crate::pty::Launch;
use crate::raster::Picture;
use crate::skip::skip;

/// A screen of the kernel's that nobody looks at.
const BARE: u32 = 61;

/// What the program draws to be told how wide it is.
fn without_questions(bytes: &[u8]) -> String {
    let mut text = String::from_utf8(bytes.to_vec()).unwrap();
    for drawn in ["│", "▀", "█", "…", "“", "中工"] {
        text = text.replace(&format!("{drawn}\u{1b}[6n"), "");
    }
    text
}

#[test]
fn a_terminal_that_answers_is_found_right_and_its_code_is_read() {
    let mut doctor = Launch::new()
        .with(["doctor"])
        .sized(100, 140)
        .answering(Answer::Honest)
        .start();
    assert_eq!(doctor.wait_exit().status.exit_code(), 0);
    let (screen, contents) = (doctor.screen(), doctor.contents());
    let first = contents.lines().next().unwrap();
    assert!(
        first.is_ascii() && first.contains("TERM=xterm-256color, 100x140"),
        "{contents}"
    );
    for right in [
        "terminal.chinese",
        "terminal.width",
        "terminal.colours",
        "terminal.size",
        "terminal.touch",
    ] {
        let line = contents.lines().find(|line| line.contains(right)).unwrap();
        assert!(line.contains("正常"), "{line}");
    }
    assert_eq!(
        Picture::of_terminal(&screen).codes(),
        ["ZHAOHUO DOCTOR: THIS SCREEN SHOWS CODES"]
    );
    // What was drawn to ask is gone, and the keyboard is given back.
    assert!(!contents.contains("中工"), "{contents}");
    assert!(doctor.settings_are_as_before());
}

#[test]
fn one_that_answers_nothing_costs_no_more_than_a_moment_and_one_that_is_too_small_is_an_error() {
    let mut doctor = Launch::new()
        .with(["doctor"])
        .sized(30, 10)
        .answering(Answer::Silent)
        .start();
    let ended = doctor.wait_exit();
    assert_eq!(ended.status.exit_code(), 1);
    let told = String::from_utf8(doctor.bytes()).unwrap();
    assert!(told.contains("30 列 10 行"), "{told}");
    assert!(told.contains("说明  终端不回答"), "{told}");
}

#[test]
fn a_terminal_of_latin_letters_is_told_in_ascii_alone() {
    let mut doctor = Launch::new().with(["doctor"]).answering(Answer::Bytes).start();
    assert_eq!(doctor.wait_exit().status.exit_code(), 1);
    let told = without_questions(&doctor.bytes());
    assert!(told.is_ascii(), "{told}");
    assert!(
        told.contains("6 columns wide") && told.contains("error    terminal.chinese"),
        "{told}"
    );
    assert!(told.lines().all(|line| line.trim_end().len() <= 80), "{told}");
}

#[test]
fn the_kiosk_and_the_console_end_there_in_ascii_and_go_on_where_that_is_wanted() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    for arguments in [&["kiosk"][..], &["staff"]] {
        let launch = || Launch::new().answering(Answer::Bytes);
        let started = |launch: Launch| match arguments {
            ["staff"] => launch.with(["staff"]).start_beside(&kiosk),
            _ => launch.start(),
        };
        let mut refused = started(launch());
        assert_eq!(refused.wait_exit().status.exit_code(), 1, "{arguments:?}");
        let bytes = String::from_utf8(refused.bytes()).unwrap();
        // Behind the end of the alternate screen.
        let (_, told) = bytes.rsplit_once("\u{1b}[?1049l").unwrap();
        assert!(told.is_ascii() && told.contains("ZHAOHUO_ANY_CONSOLE=1"), "{told}");
        assert!(refused.settings_are_as_before());

        let mut wanted = started(launch().in_environment("ZHAOHUO_ANY_CONSOLE", "1"));
        wanted.wait_for(|screen| !screen.contents().is_ascii());
        wanted.kill();
    }
}

/// The kernel answers that Chinese is two cells wide, and draws blanks: only what it is tells.
#[test]
fn the_bare_console_is_told_in_ascii_what_to_install() {
    let test = "the_bare_console_is_told_in_ascii_what_to_install";
    let device = format!("/dev/tty{BARE}");
    let home = tempfile::tempdir().unwrap();
    let on_it = |verb: &str| {
        let run = format!(
            "exec setsid --ctty --wait \"$0\" --data '{}' {verb} <{device} >{device} 2>&1",
            home.path().display()
        );
        Command::new("/bin/sh")
            .args(["-c", &run, env!("CARGO_BIN_EXE_zhaohuo")])
            .env_clear()
            .env("TERM", "linux")
            .env("PATH", "/usr/bin:/bin")
            .output()
            .unwrap()
    };
    if fs::OpenOptions::new().read(true).write(true).open(&device).is_err() {
        skip(test, "may not open a screen of the kernel's");
        return;
    }
    for (verb, said) in [
        ("kiosk", "the bare Linux console cannot draw Chinese"),
        ("staff", "the bare Linux console cannot draw Chinese"),
        ("doctor", "error    terminal.chinese"),
    ] {
        fs::write(&device, "\u{1b}c").unwrap();
        assert_eq!(on_it(verb).status.code(), Some(1), "{verb}");
        let Ok(shown) = fs::read(format!("/dev/vcs{BARE}")) else {
            skip(test, "the kernel does not show its screens");
            return;
        };
        let shown = String::from_utf8_lossy(&shown).into_owned();
        assert!(shown.is_ascii(), "{shown:?}");
        assert!(
            shown.contains(said) && shown.contains("apt install"),
            "{verb}: {shown:?}"
        );
    }
}
