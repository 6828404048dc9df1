//! 停用 — one calm page for the public, in each language at once, since nobody is asked for theirs; staff can be called.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Ask;
use super::Scene;
use super::Screen;
use super::help::Help;
use super::waiting;
use crate::key::Key;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::keys;

/// Of what staff say of it, at most so many rows.
const TEXT_ROWS_MAX: usize = 4;
/// Wider lines are hard to read.
const WIDTH_MAX: u16 = 60;

#[derive(Debug, Default)]
pub struct Closed;

impl Closed {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        if key == Key::Help {
            let title = word!(scene.language, "closed.title").into_owned();
            return Ask::Show(Screen::Help(Help::opened_from(title)));
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let area = sheet.area();
        waiting::head(scene, sheet);
        let foot = bar::foot(sheet, waiting::run_by(scene));
        let room = Rect {
            x: 2,
            y: 1,
            width: area.width.saturating_sub(4),
            height: foot.saturating_sub(1),
        };
        let words = words(scene, sheet, room);
        let height = u16::try_from(words.len()).unwrap_or(0);
        let spare = room.height.saturating_sub(height + 1 + keys::KEY_HEIGHT);
        let (_, down) = waiting::drift(scene, 0, spare / 3);
        let mut y = room.y + spare / 2 - down;
        for (text, style) in &words {
            sheet.put_centred(Rect { y, height: 1, ..room }, text, *style);
            y += 1;
        }
        let hint = scene.hint(Key::Help);
        let label = format!("{} {}", hint.sign, hint.label);
        let width = u16::try_from(cells(&label)).unwrap_or(0) + 6;
        let width = width.min(room.width);
        let place = Rect {
            x: (area.width - width) / 2,
            y: y + 1,
            width,
            height: keys::KEY_HEIGHT,
        };
        keys::key(sheet, place, &label, Key::Help);
    }
}

/// As many languages as there is room for, the hall's own first, and under them what staff say.
fn words(scene: Scene, sheet: &Sheet, room: Rect) -> Vec<(String, Style)> {
    let theme = sheet.look.theme;
    let width = usize::from(room.width.min(WIDTH_MAX));
    let text = scene.upkeep.closure.as_ref().and_then(|closure| closure.text.as_ref());
    let text: Vec<String> = text.map(|text| wrap(text, width)).unwrap_or_default();
    let text: Vec<String> = text.into_iter().take(TEXT_ROWS_MAX).collect();
    let mut left = usize::from(room.height.saturating_sub(1 + keys::KEY_HEIGHT)).saturating_sub(text.len() + 1);
    let mut words = Vec::new();
    for (nth, language) in scene.hall.languages.iter().enumerate() {
        let lines = wrap(&word!(language, "closed.words"), width);
        if lines.len() + usize::from(nth > 0) > left {
            break;
        }
        if nth > 0 {
            words.push((String::new(), theme.text));
            left -= 1;
        }
        left -= lines.len();
        let style = if nth == 0 { theme.strong } else { theme.text };
        words.extend(lines.into_iter().map(|line| (line, style)));
    }
    if !text.is_empty() {
        words.push((String::new(), theme.text));
        words.extend(text.into_iter().map(|line| (line, theme.warning)));
    }
    words
}
