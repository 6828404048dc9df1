//! What terminals and fingers send that no manual speaks of.

use vt100::Screen;

use super::pty::Launch;

/// Presses of the left button as xterm reports them (`CSI ? 1006 h`): button, column, row, counted from 1.
fn touch(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
}

/// Of the two, only that the button went down.
fn down(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}M")
}

fn up(column: u16, row: u16) -> String {
    format!("\x1b[<0;{column};{row}m")
}

/// Whether the tile that says `words` looks chosen, each of its cells.
fn is_pressed(screen: &Screen, words: &str) -> bool {
    let (row, column) = place_of(screen, words);
    let cells = (column..column + 8).filter_map(|column| screen.cell(row, column));
    // The emulator keeps colours in the first cell of a wide character alone.
    let mut looks = cells.filter(|cell| !cell.is_wide_continuation());
    looks.all(|cell| cell.bgcolor() == SELECTED)
}

/// Row and column, counted from 0, of the first cell of `words`.
fn place_of(screen: &Screen, words: &str) -> (u16, u16) {
    let (rows, columns) = (screen.size().0.get(), screen.size().1.get());
    let starts = |row, column| screen.contents_between(row, column, row, columns).starts_with(words);
    let mut places = (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column)));
    places.find(|&(row, column)| starts(row, column)).unwrap()
}

/// The ground of what is chosen in the dark theme.
const SELECTED: vt100::Color = vt100::Color::Idx(221);

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
    let home = kiosk.wait_for_text("您想做什么");
    let (row, column) = place_of(&home, "全部活");
    // A second touch sooner than this is taken for the first one, bounced.
    std::thread::sleep(std::time::Duration::from_millis(350));
    kiosk.send(touch(column + 1, row + 1));
    kiosk.wait_for_text("全部活 · ");
}

#[test]
fn a_tile_looks_pressed_before_the_finger_goes_up_and_opens_after() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let home = kiosk.press("5", "您想做什么");
    let (row, column) = place_of(&home, "全部活");
    assert!(!is_pressed(&home, "全部活"));
    kiosk.send(down(column + 1, row + 1));
    let pressed = kiosk.wait_for(|screen| is_pressed(screen, "全部活"));
    assert_eq!(pressed.contents(), home.contents());
    kiosk.send(up(column + 3, row + 1));
    kiosk.wait_for_text("全部活 · ");
}

#[test]
fn a_finger_that_goes_up_elsewhere_leaves_all_as_it_was() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let home = kiosk.press("5", "您想做什么");
    let (row, column) = place_of(&home, "全部活");
    for elsewhere in [(1, 1), (column + 41, row + 1), (column + 1, row + 9)] {
        kiosk.send(down(column + 1, row + 1));
        kiosk.wait_for(|screen| is_pressed(screen, "全部活"));
        kiosk.send(up(elsewhere.0, elsewhere.1));
        kiosk.wait_for(|screen| !is_pressed(screen, "全部活") && screen.contents().contains("您想做什么"));
    }
    // And whatever was sent after that finds the same page.
    kiosk.press("3", "全部活 · ");
}

#[test]
fn a_touch_on_the_warning_opens_nothing_though_its_end_comes_with_it() {
    let mut kiosk = Launch::new().configured("[visit]\nidle_secs = 25\n").start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.wait_for(|screen| seconds_left(screen).is_some());
    kiosk.send(touch(10, 8));
    let screen = kiosk.wait_for(|screen| seconds_left(screen).is_none());
    assert!(screen.contents().contains("全部活 · "), "{}", screen.contents());
    kiosk.press("0", "您想做什么");
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
