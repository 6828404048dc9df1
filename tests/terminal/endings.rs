//! How it ends, and what it leaves behind.

use std::time::Duration;

use rustix::process::Signal;
use vt100::MouseProtocolMode;

use super::alphabet;
use super::pty::Launch;
use super::pty::Session;

/// What systemd waits before it kills.
const AT_ONCE: Duration = Duration::from_secs(2);
const CTRL_C: &str = "\x03";

#[test]
fn control_c_gives_the_terminal_back_as_it_was() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_text("按任意键");
    assert!(!kiosk.settings_are_as_before(), "the terminal was never in raw mode");

    kiosk.send(CTRL_C);
    let ended = kiosk.wait_exit();
    assert_eq!(ended.status.exit_code(), 0);
    assert_restored(&kiosk);
}

#[test]
fn sigterm_ends_it_within_two_seconds_locked_or_not() {
    for launch in [Launch::new(), Launch::new().with(["--locked"])] {
        let mut kiosk = launch.start();
        kiosk.wait_for_postings();
        kiosk.press("5", "您想做什么");

        kiosk.signal(Signal::TERM);
        let ended = kiosk.wait_exit();
        assert_eq!(ended.status.exit_code(), 0);
        assert!(ended.took < AT_ONCE, "{:?}", ended.took);
        assert_restored(&kiosk);
    }
}

#[test]
fn a_locked_one_is_left_by_no_key_and_no_interrupt() {
    let mut kiosk = Launch::new().with(["--locked"]).start();
    kiosk.wait_for_text("按任意键");
    let (control_z, control_backslash, control_d) = ("\x1a", "\x1c", "\x04");
    let (alt_x, f1, f5, f12) = ("\x1bx", "\x1bOP", "\x1b[15~", "\x1b[24~");
    for key in [CTRL_C, control_z, control_backslash, control_d, alt_x, f1, f5, f12] {
        kiosk.send(key);
    }
    kiosk.signal(Signal::INT);
    kiosk.signal(Signal::TSTP);

    // They come in order: once this one is seen, those have been.
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
}

#[test]
fn signals_that_mean_nothing_here_change_nothing() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    for signal in [
        Signal::TSTP,
        Signal::USR1,
        Signal::USR2,
        Signal::PIPE,
        Signal::WINCH,
        Signal::CONT,
    ] {
        kiosk.signal(signal);
        kiosk.press("5", "您想做什么");
        kiosk.press("0", "按任意键");
    }
    assert!(!kiosk.settings_are_as_before(), "it has given the terminal away");
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.resize(120, 34);
    // The last row has something in it, which was not there at 24.
    kiosk.wait_for(|screen| screen.rows(0, 120).nth(33).is_some_and(|row| !row.trim().is_empty()));
}

#[test]
fn an_interrupt_or_a_quit_ends_one_that_is_not_locked_and_no_locked_one() {
    for signal in [Signal::INT, Signal::QUIT] {
        let mut kiosk = Launch::new().start();
        kiosk.wait_for_text("按任意键");
        kiosk.signal(signal);
        let ended = kiosk.wait_exit();
        assert_eq!(ended.status.exit_code(), 0);
        assert!(ended.took < AT_ONCE, "{:?}", ended.took);
        assert_restored(&kiosk);
    }
    let mut kiosk = Launch::new().with(["--locked"]).start();
    kiosk.wait_for_postings();
    kiosk.signal(Signal::QUIT);
    kiosk.signal(Signal::INT);
    kiosk.press("5", "您想做什么");
}

#[test]
fn a_hang_up_ends_it_at_once_and_term_writes_down_what_was_counted() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    for _ in 0..5 {
        kiosk.press("1", "编号");
        kiosk.press("0", "全部活 · ");
    }
    kiosk.signal(Signal::TERM);
    assert!(kiosk.wait_exit().took < AT_ONCE);
    let counted = kiosk.beside(&["counts", "--json"]);
    let counted = String::from_utf8(counted.stdout).unwrap();
    // Fewer than five would not be told.
    assert!(counted.contains("view"), "{counted}");

    let mut kiosk = kiosk.restart();
    kiosk.wait_for_postings();
    kiosk.signal(Signal::HUP);
    let ended = kiosk.wait_exit();
    assert!(!ended.status.success());
    assert!(ended.took < AT_ONCE, "{:?}", ended.took);
}

#[test]
fn no_way_out_of_a_locked_one_is_among_a_hundred_thousand_random_bytes() {
    let mut kiosk = Launch::new().with(["--locked"]).start();
    kiosk.wait_for_text("按任意键");
    let mut random = fastrand::Rng::with_seed(5);
    // Few enough at a time that none is dropped by the line.
    for _ in 0..200 {
        let mut bytes = [0; 500];
        random.fill(&mut bytes);
        // One byte in eight begins a sequence: by chance alone there are hardly any.
        for byte in bytes.iter_mut().step_by(8) {
            *byte = b'\x1b';
        }
        kiosk.send(bytes);
        std::thread::sleep(Duration::from_millis(5));
    }
    // What a paste or a sequence that was begun still swallows is ended by this.
    kiosk.send("\x1b[201~\x1b\\\x07");
    std::thread::sleep(Duration::from_millis(500));
    // Whatever is on the screen, each of these changes it.
    for key in ["*", "/"] {
        let written = kiosk.bytes().len();
        kiosk.send(key);
        kiosk.wait_for_more(written);
    }
}

#[test]
fn a_line_that_is_cut_ends_it_at_once() {
    for launch in [Launch::new(), Launch::new().ignoring_hang_up()] {
        let mut kiosk = launch.start();
        kiosk.wait_for_text("按任意键");
        kiosk.hang_up();
        let ended = kiosk.wait_exit();
        assert!(!ended.status.success());
        assert!(ended.took < AT_ONCE, "{:?}", ended.took);
    }
}

#[test]
fn sigterm_ends_it_within_two_seconds_though_the_terminal_reads_nothing() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.stop_reading();
    // Each size is another frame, until no more fits into the line.
    for round in 0..200 {
        kiosk.resize(200 + round % 2, 60);
        std::thread::sleep(Duration::from_millis(5));
    }
    kiosk.signal(Signal::TERM);
    let ended = kiosk.wait_exit();
    assert_eq!(ended.status.exit_code(), 1, "it was not stuck at all");
    assert!(ended.took < AT_ONCE, "{:?}", ended.took);
    assert!(kiosk.settings_are_as_before(), "the terminal is still in raw mode");
}

/// Another screen, a shown cursor, no mouse, no paste marks, the terminal's own settings, and nothing half-written.
fn assert_restored(kiosk: &Session) {
    let screen = kiosk.screen();
    assert!(!screen.alternate_screen(), "it is still on the other screen");
    assert!(!screen.hide_cursor(), "the cursor is still hidden");
    assert!(!screen.bracketed_paste(), "pasted text is still marked");
    assert_eq!(screen.mouse_protocol_mode(), MouseProtocolMode::None);
    assert!(kiosk.settings_are_as_before(), "the terminal is still in raw mode");
    let bytes = kiosk.bytes();
    assert!(bytes.ends_with(b"\x1b[?1049l"), "something was written after the end");
    assert!(alphabet::updates_are_balanced(&bytes));
}
