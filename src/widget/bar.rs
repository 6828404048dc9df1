//! The bar at the top of a page and the keys at its bottom.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::Sheet;
use crate::key::Key;
use crate::text::cells;

/// A key with its sign and what it does: `0 返回`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What a touch there is; `None` where it would not be plain which one is meant.
    pub key: Option<Key>,
    pub sign: String,
    pub label: String,
}

impl Hint {
    #[must_use]
    pub fn new(key: Key, sign: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: Some(key),
            sign: sign.into(),
            label: label.into(),
        }
    }

    /// For a sign that stands for several keys, like `1–6`: a touch there would be none of them.
    #[must_use]
    pub fn of_several(sign: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            key: None,
            sign: sign.into(),
            label: label.into(),
        }
    }
}

/// More space than this between two hints reads as a gap in the row.
const GAP_MAX: usize = 4;
/// What a title is cut to before the time is left out.
const TITLE_MIN: usize = 12;

/// One row: what page this is, what must be known on every page (示例数据, 断网中), and the time. The title is cut where
/// there is no room for all; the time goes first.
pub fn top(sheet: &mut Sheet, title: &str, warnings: &[String], clock: &str) {
    let area = Rect {
        height: 1,
        ..sheet.area()
    };
    let style = sheet.look.theme.bar;
    sheet.fill(area, style);
    let room = usize::from(area.width.saturating_sub(2));
    let mut right = warnings.join("  ");
    let with_clock = if right.is_empty() {
        clock.to_owned()
    } else {
        format!("{right}  {clock}")
    };
    if cells(&with_clock) + 2 + TITLE_MIN <= room {
        right = with_clock;
    }
    let used = sheet.put_right(
        area.width.saturating_sub(1),
        0,
        area.width.saturating_sub(2),
        &right,
        style,
    );
    let title_room = area.width.saturating_sub(used + 4);
    sheet.put(1, 0, title_room, title, style.add_modifier(Modifier::BOLD));
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
        if let Some(key) = hint.key {
            sheet.touch(
                Rect {
                    x: start,
                    y: y.saturating_sub(1),
                    width: x - start,
                    height: 2,
                },
                key,
            );
        }
        x += gap;
    }
}

fn used(hints: &[Hint]) -> usize {
    hints
        .iter()
        .map(|hint| cells(&hint.sign) + 1 + cells(&hint.label))
        .sum()
}
