//! The bar at the top of a page and the keys at its bottom.

use ratatui::layout::Rect;

use super::Sheet;
use crate::key::Key;
use crate::text::cells;

/// A key with its sign and what it does: `0 返回`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    pub key: Key,
    pub sign: String,
    pub label: String,
}

impl Hint {
    #[must_use]
    pub fn new(key: Key, sign: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key,
            sign: sign.into(),
            label: label.into(),
        }
    }
}

/// More space than this between two hints reads as a gap in the row.
const GAP_MAX: usize = 4;

/// One row: what page this is, and what must be known on every page (示例数据, 断网中, the time).
pub fn top(sheet: &mut Sheet, title: &str, status: &[String]) {
    let area = Rect {
        height: 1,
        ..sheet.area()
    };
    let style = sheet.look.theme.bar;
    sheet.fill(area, style);
    let left = sheet.put(
        1,
        0,
        area.width.saturating_sub(2),
        title,
        style.add_modifier(ratatui::style::Modifier::BOLD),
    );
    // The last part matters least on a narrow screen only if the first does not fit beside it.
    let room = area.width.saturating_sub(left + 4);
    let mut shown = String::new();
    for part in status {
        let longer = if shown.is_empty() {
            part.clone()
        } else {
            format!("{shown}  {part}")
        };
        if cells(&longer) <= room.into() {
            shown = longer;
        }
    }
    sheet.put_right(area.width.saturating_sub(1), 0, room, &shown, style);
}

/// The lowest row: each key can be touched, also a row above it, since a finger is thicker than a row. Where there is
/// no room for all of them, the last ones are left out whole; their keys work all the same.
pub fn bottom(sheet: &mut Sheet, hints: &[Hint]) {
    let page = sheet.area();
    let Some(y) = page.height.checked_sub(1) else { return };
    let theme = sheet.look.theme;
    sheet.fill(Rect { y, height: 1, ..page }, theme.bar);
    let room = usize::from(page.width.saturating_sub(2));
    let mut shown = hints.len();
    while shown > 1 && used(&hints[..shown]) + shown - 1 > room {
        shown -= 1;
    }
    let hints = &hints[..shown];
    // Between two hints as much space as there is, so that a thumb hits one of them.
    let spare = room.saturating_sub(used(hints)) / shown.saturating_sub(1).max(1);
    let gap = u16::try_from(spare.clamp(1, GAP_MAX)).unwrap_or(1);
    let mut x = 1;
    for hint in hints {
        let start = x;
        x += sheet.put(x, y, page.width.saturating_sub(x), &hint.sign, theme.bar_key) + 1;
        x += sheet.put(x, y, page.width.saturating_sub(x), &hint.label, theme.bar);
        sheet.touch(
            Rect {
                x: start,
                y: y.saturating_sub(1),
                width: x - start,
                height: 2,
            },
            hint.key,
        );
        x += gap;
    }
}

fn used(hints: &[Hint]) -> usize {
    hints
        .iter()
        .map(|hint| cells(&hint.sign) + 1 + cells(&hint.label))
        .sum()
}
