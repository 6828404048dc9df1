//! 语言 — each in its own words.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::page;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::frame;

pub fn update(key: Key, scene: Scene) -> Ask {
    match key {
        Key::Back | Key::Left | Key::Languages => Ask::Back,
        Key::Digit(digit) => {
            let chosen = scene.hall.languages.get(usize::from(digit) - 1);
            chosen.map_or(Ask::Nothing, |language| Ask::Speak(*language))
        }
        Key::Enter
        | Key::NextPage
        | Key::PreviousPage
        | Key::Help
        | Key::Up
        | Key::Down
        | Key::Right
        | Key::Erase
        | Key::Char(_) => Ask::Nothing,
    }
}

pub fn view(scene: Scene, sheet: &mut Sheet) {
    let title = word!(scene.language, "hint.languages");
    let area = page(sheet, scene, &title, &[scene.hint(Key::Back)]);
    let theme = sheet.look.theme;
    let width = area.width.saturating_sub(4).min(40);
    for (at, language) in (0..).zip(&scene.hall.languages) {
        let place = Rect {
            x: (area.width - width) / 2,
            y: area.y + 1 + 3 * at,
            width,
            height: 3,
        };
        if place.bottom() > area.bottom() {
            break;
        }
        let inner = frame::draw(sheet, place, theme.text);
        sheet.put(inner.x + 2, inner.y, 2, &(at + 1).to_string(), theme.key);
        sheet.put(
            inner.x + 5,
            inner.y,
            inner.width.saturating_sub(6),
            &word!(language, "language.name"),
            theme.strong,
        );
        if let Ok(digit) = u8::try_from(at + 1) {
            sheet.touch(place, Key::Digit(digit));
        }
    }
}
