//! A list with one row chosen, which moves before its window does.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::stroke::Stroke;
use crate::widget::Sheet;

/// Rows that a page key moves by, where nobody has said how many are shown.
const PAGE: usize = 10;

/// Which row is chosen. It is held by its key: what comes before it meanwhile must not make a letter mean another one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cursor {
    at: usize,
    key: Option<String>,
}

/// One row of a list.
pub(super) struct Row {
    pub(super) text: String,
    pub(super) style: Style,
}

impl Cursor {
    /// Where it stands among so many; never behind the last.
    pub(super) fn of(&self, total: usize) -> usize {
        self.at.min(total.saturating_sub(1))
    }

    /// Other rows are there now.
    pub(super) fn hold(&mut self, keys: &[String]) {
        if let Some(at) = keys.iter().position(|key| Some(key) == self.key.as_ref()) {
            self.at = at;
        }
        self.key = keys.get(self.of(keys.len())).cloned();
    }

    /// Whether the stroke was one that moves it.
    pub(super) fn moved(&mut self, stroke: &Stroke, keys: &[String]) -> bool {
        let at = self.of(keys.len());
        let last = keys.len().saturating_sub(1);
        self.at = match stroke {
            Stroke::Up => at.saturating_sub(1),
            Stroke::Down => (at + 1).min(last),
            Stroke::PageUp => at.saturating_sub(PAGE),
            Stroke::PageDown => (at + PAGE).min(last),
            Stroke::Char(_)
            | Stroke::Paste(_)
            | Stroke::Enter
            | Stroke::Escape
            | Stroke::Left
            | Stroke::Right
            | Stroke::Erase
            | Stroke::Tab
            | Stroke::BackTab => return false,
        };
        self.key = keys.get(self.at).cloned();
        true
    }
}

/// Draws as many rows as there is room for, around the chosen one.
pub(super) fn draw(sheet: &mut Sheet, area: Rect, cursor: &Cursor, total: usize, row: impl Fn(usize) -> Row) {
    let chosen = cursor.of(total);
    let height = usize::from(area.height);
    let first = (chosen + 1).saturating_sub(height);
    for (y, at) in (area.y..area.bottom()).zip(first..total) {
        let Row { text, style } = row(at);
        let is_chosen = at == chosen;
        let style = if is_chosen { sheet.look.theme.selected } else { style };
        let line = Rect { y, height: 1, ..area };
        if is_chosen {
            sheet.fill(line, style);
        }
        let sign = if is_chosen { ">" } else { " " };
        sheet.put(area.x, y, 1, sign, style);
        sheet.put(area.x + 2, y, area.width.saturating_sub(3), &text, style);
    }
}

/// A text filled up with blanks, or cut, to so many cells.
pub(super) fn column(text: &str, width: usize) -> String {
    let text = crate::text::fit(text, width);
    let blank = width.saturating_sub(crate::text::cells(&text));
    format!("{text}{}", " ".repeat(blank))
}
