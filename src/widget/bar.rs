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

/// The lowest row: each key can be touched, also a row above it, since a finger is thicker than a row.
pub fn bottom(sheet: &mut Sheet, hints: &[Hint]) {
    let page = sheet.area();
    let Some(y) = page.height.checked_sub(1) else { return };
    let theme = sheet.look.theme;
    sheet.fill(Rect { y, height: 1, ..page }, theme.bar);
    // Between two hints as much space as there is, so that a thumb hits one of them.
    let used: usize = hints
        .iter()
        .map(|hint| cells(&hint.sign) + 1 + cells(&hint.label))
        .sum();
    let gaps = hints.len().saturating_sub(1).max(1);
    let spare = usize::from(page.width.saturating_sub(2)).saturating_sub(used);
    let gap = u16::try_from((spare / gaps).clamp(1, 4)).unwrap_or(1);
    let mut x = 1;
    for hint in hints {
        let room = page.width.saturating_sub(x);
        let start = x;
        x += sheet.put(x, y, room, &hint.sign, theme.bar_key);
        x += 1;
        x += sheet.put(x, y, page.width.saturating_sub(x), &hint.label, theme.bar);
        let target = Rect {
            x: start,
            y: y.saturating_sub(1),
            width: x - start,
            height: 2,
        };
        sheet.touch(target, hint.key);
        x += gap;
    }
}
