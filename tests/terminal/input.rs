//! What terminals and fingers send that no manual speaks of.

use vt100::Screen;

use super::pty::Launch;

/// Presses of the left button as xterm reports them (`CSI ? 1006 h`): button, column, row, counted from 1.
fn touch(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

/// `还在看吗？随便按个键接着看（20 秒）`
fn seconds_left(screen: &Screen) -> Option<u8> {
    let contents = screen.contents();
    let (_, rest) = contents.split_once("接着看（")?;
    rest.split_once(" 秒")?.0.parse().ok()
}

#[test]
fn a_touch_on_a_tile_opens_it() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.send(touch(40, 12));
    let home = kiosk.wait_for_text("您想做什么").contents();
    let row = home.lines().position(|line| line.contains("全部活")).unwrap();
    // A second touch sooner than this is taken for the first one, bounced.
    std::thread::sleep(std::time::Duration::from_millis(350));
    kiosk.send(touch(20, u16::try_from(row).unwrap() + 1));
    kiosk.wait_for_text("全部活 · ");
}

#[test]
fn a_touch_at_column_zero_is_no_touch_and_ends_nothing() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_text("按任意键");
    kiosk.send("\x1b[<0;0;5M");
    kiosk.send(touch(40, 12));
    kiosk.wait_for_text("您想做什么");
    kiosk.press("3", "全部活 · ");
}

#[test]
fn half_a_mouse_report_stops_no_clock_and_the_next_touch_is_understood() {
    let mut kiosk = Launch::new().configured("[visit]\nidle_secs = 25\n").start();
    kiosk.wait_for_text("按任意键");
    kiosk.press("5", "您想做什么");
    kiosk.send("\x1b[<0;10");
    // The countdown at the end of a visit runs on.
    let begins = kiosk.wait_for(|screen| seconds_left(screen).is_some());
    let goes_on = kiosk.wait_for(|screen| seconds_left(screen) < seconds_left(&begins));
    assert!(seconds_left(&goes_on).is_some());

    kiosk.send(";5M");
    kiosk.wait_for(|screen| seconds_left(screen).is_none());
    kiosk.press("3", "全部活 · ");
}

#[test]
fn a_pasted_megabyte_and_keys_by_the_thousand_leave_it_answering() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.send(format!("\x1b[200~{}\x1b[201~", "1".repeat(1_000_000)));
    kiosk.wait_for_text("按任意键");
    kiosk.press("5", "您想做什么");
    // More than crossterm reads at once, and than the kernel keeps.
    kiosk.send("<>x\x1b[A\x1b[B".repeat(1_000));
    kiosk.press("9", "找工种");
    kiosk.press("by", "by▏");
}
