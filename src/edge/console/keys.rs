//! What a keyboard sends → strokes. Of keys with Ctrl or Alt only Ctrl-C means something.

use crossterm::event::Event;
use crossterm::event::KeyCode;
use crossterm::event::KeyEvent;
use crossterm::event::KeyEventKind;
use crossterm::event::KeyModifiers;
use ratatui::layout::Size;

use crate::console::Stroke;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Heard {
    Stroke(Stroke),
    Resized(Size),
    /// Ctrl-C.
    Leave,
}

pub(super) fn meaning(event: &Event) -> Option<Heard> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => of_key(key),
        Event::Resize(width, height) => Some(Heard::Resized(Size::new(*width, *height))),
        Event::Paste(text) => Some(Heard::Stroke(Stroke::Paste(text.clone()))),
        Event::Key(_) | Event::Mouse(_) | Event::FocusGained | Event::FocusLost => None,
    }
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a keyboard has many keys that mean nothing here"
)]
fn of_key(key: &KeyEvent) -> Option<Heard> {
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        let is_leave = key.code == KeyCode::Char('c') && key.modifiers == KeyModifiers::CONTROL;
        return is_leave.then_some(Heard::Leave);
    }
    Some(Heard::Stroke(match key.code {
        KeyCode::Char(c) if !c.is_control() => Stroke::Char(c),
        KeyCode::Enter => Stroke::Enter,
        KeyCode::Esc => Stroke::Escape,
        KeyCode::Up => Stroke::Up,
        KeyCode::Down => Stroke::Down,
        KeyCode::Left => Stroke::Left,
        KeyCode::Right => Stroke::Right,
        KeyCode::PageUp => Stroke::PageUp,
        KeyCode::PageDown => Stroke::PageDown,
        KeyCode::Backspace => Stroke::Erase,
        KeyCode::Tab => Stroke::Tab,
        KeyCode::BackTab => Stroke::BackTab,
        _ => return None,
    }))
}
