//! 屏幕 — what the public sees, as text.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::stroke::Stroke;
use crate::widget::Sheet;
use crate::widget::bar::Hint;

#[derive(Debug, Default)]
pub(super) struct Mirror {
    /// The first row on show.
    top: usize,
}

impl Mirror {
    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        let last = scene.known.rows.len().saturating_sub(scene.height.into());
        self.top = match stroke {
            Stroke::Up => self.top.saturating_sub(1),
            Stroke::Down => (self.top + 1).min(last),
            Stroke::PageUp => 0,
            Stroke::PageDown => last,
            Stroke::Char(_)
            | Stroke::Paste(_)
            | Stroke::Enter
            | Stroke::Escape
            | Stroke::Left
            | Stroke::Right
            | Stroke::Erase
            | Stroke::Tab
            | Stroke::BackTab => return Ask::Nothing,
        };
        Ask::Turned
    }

    pub(super) fn hints() -> Vec<Hint> {
        vec![Hint::of_several("↑↓", "上下看"), Hint::of_several("R", "立刻更新")]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let rows = &scene.known.rows;
        if rows.is_empty() || !scene.line.is_up() {
            sheet.put(area.x + 2, area.y, area.width, "现在看不到屏幕", theme.muted);
            return;
        }
        // Where all of it fits there is nothing to move.
        let spare = rows.len().saturating_sub(area.height.into());
        for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(self.top.min(spare))) {
            sheet.put(area.x, y, area.width, row, theme.text);
        }
    }
}
