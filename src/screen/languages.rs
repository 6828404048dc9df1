//! 语言 — each in its own words.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::page;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::frame;

#[derive(Debug, Default)]
pub struct Languages {
    /// Where the arrows stand; nowhere until they are used.
    selected: Option<usize>,
}

impl Languages {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let offered = &scene.hall.languages;
        let speak = |at: usize| offered.get(at).map_or(Ask::Nothing, |language| Ask::Speak(*language));
        match key {
            Key::Back | Key::Left | Key::Languages => return Ask::Back,
            Key::Digit(digit) => return speak(usize::from(digit) - 1),
            Key::Enter | Key::Right => return self.selected.map_or(Ask::Nothing, speak),
            Key::Down => self.selected = Some(self.selected.map_or(0, |at| (at + 1).min(offered.len() - 1))),
            Key::Up => self.selected = self.selected.map(|at| at.saturating_sub(1)),
            Key::NextPage
            | Key::PreviousPage
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let title = word!(scene.language, "hint.languages");
        let area = page(sheet, scene, &title, &[scene.hint(Key::Back), scene.hint(Key::Help)]);
        let theme = sheet.look.theme;
        let width = area.width.saturating_sub(4).min(40);
        for (at, language) in scene.hall.languages.iter().enumerate() {
            let row = u16::try_from(at).unwrap_or(u16::MAX);
            let place = Rect {
                x: (area.width - width) / 2,
                y: area.y + 1 + 3 * row,
                width,
                height: 3,
            };
            if place.bottom() > area.bottom() {
                break;
            }
            let inner = frame::draw(sheet, place, theme.text);
            let sign = if self.selected == Some(at) {
                theme.selected
            } else {
                theme.key
            };
            sheet.put(inner.x + 1, inner.y, 3, &format!(" {} ", at + 1), sign);
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
}
