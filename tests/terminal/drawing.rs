//! When it draws, and how much.

use std::time::Duration;

use super::alphabet;
use super::pty::Answer;
use super::pty::Launch;
use super::pty::Session;

/// Three ticks, with room to spare.
const STILL: Duration = Duration::from_millis(3_500);

#[test]
fn every_frame_is_one_update_and_only_the_guard_writes_outside() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("1", "编号");
    kiosk.send("\x03");
    kiosk.wait_exit();
    let bytes = kiosk.bytes();
    assert!(alphabet::updates_are_balanced(&bytes));
    let entered = [alphabet::ENTERED, alphabet::QUESTION, alphabet::WIPE].concat();
    let left = "\u{1b}[?1006l\u{1b}[?1000l\u{1b}[?2004l\u{1b}[0m\u{1b}[?25h\u{1b}[?1049l";
    assert_eq!(
        alphabet::outside_of_updates(&bytes).replace("\u{1b}[?2026l", ""),
        format!("{entered}{left}")
    );
    assert_eq!(alphabet::strangers(&bytes), [""; 0]);
}

#[test]
fn a_terminal_that_draws_lines_two_cells_wide_gets_others_and_no_other_terminal_does() {
    for (answer, is_ascii) in [
        (Answer::Narrow, false),
        (Answer::Wide, true),
        (Answer::Silent, false),
        (Answer::Late, false),
    ] {
        let mut kiosk = Launch::new().answering(answer).start();
        kiosk.wait_for_text("按任意键");
        // Where it came too late it was no key: the page is still the first.
        std::thread::sleep(Duration::from_millis(300));
        let waiting = kiosk.wait_for_text("按任意键").contents();
        // The line that was drawn to ask is gone, and keys do what they did.
        assert!(!waiting.lines().next().unwrap().contains('│'), "{waiting}");
        let home = kiosk.press("5", "您想做什么").contents();
        assert_eq!(home.contains('┌'), !is_ascii, "{answer:?}\n{home}");
        assert_eq!(home.contains("+---"), is_ascii, "{answer:?}\n{home}");
        kiosk.press("9", "找工种");
        kiosk.press("by", "by");
        assert!(!kiosk.contents().contains("2R"), "{}", kiosk.contents());
    }
}

#[test]
fn an_answer_that_is_torn_is_read_to_its_end() {
    let mut kiosk = Launch::new().answering(Answer::Silent).start();
    kiosk.wait_for_bytes(alphabet::QUESTION.as_bytes());
    // What somebody types before and between is nobody's answer.
    kiosk.send("5\x1b[A");
    kiosk.send("\x1b[1");
    std::thread::sleep(Duration::from_millis(250));
    kiosk.send(";3R");
    kiosk.wait_for_text("按任意键");
    let home = kiosk.press("5", "您想做什么").contents();
    assert!(home.contains("+---") && !home.contains('┌'), "{home}");
}

#[test]
fn nobody_is_asked_where_the_border_is_set() {
    for (border, corner) in [("lines", "┌─"), ("ascii", "+--")] {
        let configured = format!("[screen]\nborder = \"{border}\"\n");
        let mut kiosk = Launch::new().configured(&configured).start();
        kiosk.wait_for_text("按任意键");
        let home = kiosk.press("5", "您想做什么").contents();
        assert!(home.contains(corner), "{home}");
        kiosk.send("\x03");
        kiosk.wait_exit();
        let bytes = kiosk.bytes();
        assert!(!bytes.windows(4).any(|window| window == b"\x1b[6n"));
        assert!(alphabet::outside_of_updates(&bytes).starts_with(alphabet::ENTERED));
    }
}

#[test]
fn a_screen_that_does_not_change_is_not_drawn() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    // A minute that passes changes the clock; then once more.
    let written = (0..2).map(|_| written_within_one_minute(&kiosk)).find_map(|it| it);
    assert_eq!(written, Some(0), "bytes on a still screen");
}

#[test]
fn a_storm_of_sizes_ends_in_the_right_screen() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let before = kiosk.press("5", "您想做什么").contents();

    kiosk.resize(30, 10);
    kiosk.wait_for_text("屏幕太小");
    // A thousand of them, as fast as they can be told.
    for _ in 0..167 {
        for (width, height) in [(1, 1), (10, 5), (40, 20), (500, 200), (240, 67), (80, 24)] {
            kiosk.resize(width, height);
        }
    }
    // The clock in the first row may have gone on, and a row may end in blanks or in cells that were erased.
    let below_the_clock =
        |contents: &str| -> Vec<String> { contents.lines().skip(1).map(|row| row.trim_end().to_owned()).collect() };
    kiosk.wait_for(|screen| below_the_clock(&screen.contents()) == below_the_clock(&before));
    kiosk.press("3", "全部活 · ");
}

/// `None` where the clock on the screen went on meanwhile.
fn written_within_one_minute(kiosk: &Session) -> Option<usize> {
    let (before, clock) = (kiosk.bytes().len(), first_row(kiosk));
    std::thread::sleep(STILL);
    (first_row(kiosk) == clock).then(|| kiosk.bytes().len() - before)
}

fn first_row(kiosk: &Session) -> String {
    kiosk.contents().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn what_is_not_of_the_alphabet_is_noticed() {
    for stranger in [
        "\u{1b}[6n",
        "\u{9b}6n",
        "\u{1b}]0;x\u{7}",
        "\u{1b}[?1003h",
        "\u{1b}c",
        "\u{1b}",
        "\u{202e}",
        "\u{200b}",
        "\u{fe0f}",
        "\u{3164}",
        "\u{e000}",
        "\n",
        "\u{2028}",
    ] {
        assert_ne!(alphabet::strangers(stranger.as_bytes()), [""; 0], "{stranger:?}");
    }
    // The question is known where it belongs, once, and nowhere else.
    let asked = [alphabet::ENTERED, alphabet::QUESTION, alphabet::WIPE].concat();
    assert_eq!(alphabet::strangers(asked.as_bytes()), [""; 0]);
    for elsewhere in [
        format!("{asked}{}", alphabet::QUESTION),
        format!("{asked}{asked}"),
        alphabet::QUESTION.to_owned(),
    ] {
        assert_ne!(alphabet::strangers(elsewhere.as_bytes()), [""; 0], "{elsewhere:?}");
    }
    assert_eq!(
        alphabet::strangers("保洁\u{1b}[38;5;16;48;5;231m▀\u{1b}[1;1H".as_bytes()),
        [""; 0]
    );
    assert!(!alphabet::updates_are_balanced(b"\x1b[?2026hx\x1b[?2026h\x1b[?2026l"));
}
