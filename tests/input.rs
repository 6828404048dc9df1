//! What a key, a touch or a wheel means, also on a pad whose NumLock is off; and how a touch shows.

mod support;

use std::time::Duration;

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyEventState;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEvent;
use crossterm::event::MouseEventKind;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use support::Kiosk;
use support::look;
use support::postings;
use support::text_of;
use unicode_width::UnicodeWidthStr as _;
use zhaohuo::app::Effect;
use zhaohuo::app::Msg;
use zhaohuo::config::ThemeName;
use zhaohuo::edge::finger::Finger;
use zhaohuo::edge::input::Input;
use zhaohuo::edge::input::meaning;
use zhaohuo::key::Key;
use zhaohuo::theme::Depth;

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
    meaning(&Event::Key(KeyEvent::new(code, modifiers)))
}

fn plain(code: KeyCode) -> Option<Key> {
    match pressed(code, KeyModifiers::NONE) {
        Some(Input::Key(key)) => Some(key),
        Some(Input::Touch(..) | Input::Lift(..) | Input::Drag(_) | Input::Resized(_) | Input::Leave) | None => None,
    }
}

fn mouse(kind: MouseEventKind) -> Option<Input> {
    meaning(&Event::Mouse(MouseEvent {
        kind,
        column: 7,
        row: 3,
        modifiers: KeyModifiers::NONE,
    }))
}

#[test]
fn every_key_of_a_number_pad_has_its_meaning() {
    for (c, key) in [
        ('0', Key::Back),
        ('1', Key::Digit(1)),
        ('9', Key::Digit(9)),
        ('+', Key::NextPage),
        ('-', Key::PreviousPage),
        ('*', Key::Languages),
        ('/', Key::Help),
    ] {
        assert_eq!(plain(KeyCode::Char(c)), Some(key), "{c}");
    }
    assert_eq!(plain(KeyCode::Enter), Some(Key::Enter));
}

#[test]
fn a_pad_with_numlock_off_still_works() {
    assert_eq!(plain(KeyCode::Insert), Some(Key::Back));
    assert_eq!(plain(KeyCode::PageDown), Some(Key::NextPage));
    assert_eq!(plain(KeyCode::PageUp), Some(Key::PreviousPage));
    assert_eq!(plain(KeyCode::Down), Some(Key::Down));
}

#[test]
fn only_ctrl_c_asks_to_leave_and_other_chords_mean_nothing() {
    assert_eq!(pressed(KeyCode::Char('c'), KeyModifiers::CONTROL), Some(Input::Leave));
    assert_eq!(pressed(KeyCode::Char('z'), KeyModifiers::CONTROL), None);
    assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::ALT), None);
    assert_eq!(pressed(KeyCode::Char('1'), KeyModifiers::ALT), None);
    for code in [KeyCode::Esc, KeyCode::F(1), KeyCode::Tab, KeyCode::Home, KeyCode::Null] {
        assert_eq!(plain(code), None, "{code:?}");
    }
}

#[test]
fn a_release_and_a_paste_are_no_keys() {
    let release = KeyEvent {
        code: KeyCode::Char('1'),
        modifiers: KeyModifiers::NONE,
        kind: KeyEventKind::Release,
        state: KeyEventState::NONE,
    };
    assert_eq!(meaning(&Event::Key(release)), None);
    assert_eq!(meaning(&Event::Paste("12345".to_owned())), None);
}

#[test]
fn a_press_is_a_touch_a_release_a_lift_and_a_drag_turns_pages() {
    assert_eq!(mouse(MouseEventKind::Down(MouseButton::Left)), Some(Input::Touch(7, 3)));
    assert_eq!(mouse(MouseEventKind::Up(MouseButton::Left)), Some(Input::Lift(7, 3)));
    assert_eq!(mouse(MouseEventKind::Down(MouseButton::Right)), None);
    assert_eq!(mouse(MouseEventKind::Moved), None);
    assert_eq!(mouse(MouseEventKind::ScrollDown), Some(Input::Drag(Key::NextPage)));
    assert_eq!(mouse(MouseEventKind::ScrollUp), Some(Input::Drag(Key::PreviousPage)));
    assert_eq!(meaning(&Event::Resize(80, 24)), Some(Input::Resized(Size::new(80, 24))));
}

const TILE: (Rect, Key) = (Rect::new(2, 4, 20, 3), Key::Digit(1));
const OTHER: (Rect, Key) = (Rect::new(24, 4, 20, 3), Key::Digit(2));

const fn millis(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// What it said, as `down`, `up` and keys.
fn heard(msgs: impl IntoIterator<Item = Msg>) -> Vec<String> {
    let word = |msg| {
        if let Msg::Pressed(place) = msg {
            place.map_or_else(|| "up".to_owned(), |area| format!("down at {}", area.x))
        } else {
            format!("{msg:?}")
        }
    };
    msgs.into_iter().map(word).collect()
}

#[test]
fn a_key_happens_where_the_finger_goes_up_again() {
    let mut finger = Finger::default();
    assert_eq!(heard(finger.came_down(Some(TILE), millis(0))), ["down at 2"]);
    assert_eq!(heard(finger.went_up(Some(TILE), millis(80))), ["up", "Key(Digit(1))"]);
    assert_eq!(heard(finger.went_up(Some(TILE), millis(90))), [""; 0]);
}

#[test]
fn a_finger_that_goes_up_elsewhere_did_nothing_and_may_come_again_at_once() {
    for elsewhere in [Some(OTHER), None, Some((OTHER.0, TILE.1)), Some((TILE.0, OTHER.1))] {
        let mut finger = Finger::default();
        assert_eq!(heard(finger.came_down(Some(TILE), millis(0))), ["down at 2"]);
        assert_eq!(heard(finger.went_up(elsewhere, millis(80))), ["up"]);
        assert_eq!(heard(finger.came_down(Some(OTHER), millis(120))), ["down at 24"]);
    }
    let mut finger = Finger::default();
    assert_eq!(heard(finger.came_down(None, millis(0))), [""; 0]);
    assert_eq!(heard(finger.went_up(Some(TILE), millis(80))), [""; 0]);
}

#[test]
fn a_second_touch_within_a_blink_of_one_that_was_taken_is_the_same_one() {
    let mut finger = Finger::default();
    drop(finger.came_down(Some(TILE), millis(0)));
    assert_eq!(finger.went_up(Some(TILE), millis(80)).len(), 2);
    assert_eq!(heard(finger.came_down(Some(OTHER), millis(379))), [""; 0]);
    assert_eq!(heard(finger.went_up(Some(OTHER), millis(379))), [""; 0]);
    assert_eq!(heard(finger.came_down(Some(OTHER), millis(380))), ["down at 24"]);
}

#[test]
fn a_press_whose_end_was_lost_ends_with_the_next() {
    let mut finger = Finger::default();
    drop(finger.came_down(Some(TILE), millis(0)));
    assert_eq!(heard(finger.came_down(Some(TILE), millis(500))), [""; 0]);
    assert_eq!(heard(finger.came_down(None, millis(900))), ["up"]);
}

#[test]
fn a_drag_means_its_page_key_and_nothing_that_lay_under_it() {
    let mut finger = Finger::default();
    drop(finger.came_down(Some(TILE), millis(0)));
    assert_eq!(
        heard(finger.was_drawn(Key::NextPage, millis(50))),
        ["up", "Drawn(NextPage)"]
    );
    assert_eq!(heard(finger.was_drawn(Key::NextPage, millis(60))), [""; 0]);
    assert_eq!(heard(finger.went_up(Some(TILE), millis(70))), [""; 0]);
}

#[test]
fn the_key_under_a_finger_looks_chosen_until_a_key_or_its_end() {
    let depths = [Depth::Colours256, Depth::Plain];
    for theme in depths.map(|depth| look(ThemeName::Dark, depth)) {
        let postings = postings::sketch();
        let new = || Kiosk::configured(&support::config(), &postings, 80, 24, theme);
        let mut kiosk = new().keys("5");
        let (before, targets) = kiosk.draw();
        let mut chosen = Cell::default();
        chosen.set_style(theme.theme.selected);
        for (place, key) in targets.all().iter().copied() {
            kiosk.send(Msg::Pressed(Some(place)));
            assert_eq!(kiosk.asked.pop(), Some(Effect::Redraw));
            let (pressed, under) = kiosk.draw();
            assert_eq!(text_of(&pressed), text_of(&before));
            assert_eq!(under, targets);
            // The second cell of a wide character is drawn with its first.
            let drawn = place
                .positions()
                .filter(|at| at.x == 0 || before[(at.x - 1, at.y)].symbol().width() < 2);
            for at in drawn {
                // What looked chosen before must look otherwise, or nobody would see it pressed.
                let looks = [&before, &pressed].map(|buffer| buffer[at].style() == chosen.style());
                assert_ne!(looks[0], looks[1], "{key:?} {at}");
            }
            kiosk.send(Msg::Pressed(None));
            assert_eq!(kiosk.draw().0, before);
        }
        kiosk.send(Msg::Pressed(Some(targets.all()[0].0)));
        assert_eq!(kiosk.keys("<down>").draw().0, new().keys("5<down>").draw().0);
    }
}

#[test]
fn a_code_under_a_finger_is_still_black_on_white_and_no_finger_inverts_a_whole_screen() {
    let mut kiosk = Kiosk::new().keys("531");
    let before = kiosk.draw().0;
    kiosk.send(Msg::Pressed(Some(Rect::new(0, 1, 80, 23))));
    let pressed = kiosk.draw().0;
    let code = look(ThemeName::Dark, Depth::Colours256).code;
    let of_code = |buffer: &Buffer| buffer.content.iter().filter(|cell| cell.style().bg == code.bg).count();
    assert!(of_code(&before) > 300, "{}", kiosk.screen());
    assert_eq!(of_code(&pressed), of_code(&before));
    kiosk.send(Msg::Pressed(Some(Rect::new(0, 0, 80, 24))));
    assert_eq!(kiosk.draw().0, before);
}

#[test]
fn a_finger_on_the_warning_says_still_here_and_nothing_else() {
    let mut kiosk = Kiosk::new().keys("53").wait(45);
    let (_, targets) = kiosk.draw();
    let (place, key) = targets.target(40, 12).expect("the warning");
    assert_eq!((place, key), (Rect::new(0, 0, 80, 24), Key::Enter));
    kiosk.send(Msg::Pressed(Some(place)));
    let (_, after) = kiosk.draw();
    // The edge looks again when it goes up, and what it lay on is gone.
    assert_ne!(after.target(40, 12), Some((place, key)));
    assert!(kiosk.screen().contains("全部活 ·"), "{}", kiosk.screen());
    assert!(kiosk.wait(39).screen().contains("全部活 ·"));
}
