//! What a key, a touch or a wheel means, also on a pad whose NumLock is off.

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyEventState;
use crossterm::event::KeyModifiers;
use crossterm::event::MouseButton;
use crossterm::event::MouseEvent;
use crossterm::event::MouseEventKind;
use ratatui::layout::Size;
use zhaohuo::edge::input::Input;
use zhaohuo::edge::input::meaning;
use zhaohuo::key::Key;

fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<Input> {
    meaning(&Event::Key(KeyEvent::new(code, modifiers)))
}

fn plain(code: KeyCode) -> Option<Key> {
    match pressed(code, KeyModifiers::NONE) {
        Some(Input::Key(key)) => Some(key),
        Some(Input::Touch(..) | Input::Drag(_) | Input::Resized(_) | Input::Leave) | None => None,
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
fn a_press_is_a_touch_and_a_drag_turns_pages() {
    assert_eq!(mouse(MouseEventKind::Down(MouseButton::Left)), Some(Input::Touch(7, 3)));
    assert_eq!(mouse(MouseEventKind::Up(MouseButton::Left)), None);
    assert_eq!(mouse(MouseEventKind::Moved), None);
    assert_eq!(mouse(MouseEventKind::ScrollDown), Some(Input::Drag(Key::NextPage)));
    assert_eq!(mouse(MouseEventKind::ScrollUp), Some(Input::Drag(Key::PreviousPage)));
    assert_eq!(meaning(&Event::Resize(80, 24)), Some(Input::Resized(Size::new(80, 24))));
}
