//! A row of what was chosen, each with a sign that takes it off again, and the keys to choose more.

use ratatui::layout::Rect;

use super::Sheet;
use super::bar::Hint;
use crate::config::Border;
use crate::key::Key;
use crate::text::cells;

/// Between two marks or keys.
const GAP: u16 = 2;
/// What a finger needs across.
const TARGET_WIDTH_MIN: u16 = 6;

/// One row, and a row below it for fingers: `label`, then each mark with the sign that takes it off; `tools` on the
/// right. Marks that find no room are counted at the end; a touch there is the key `more`.
pub fn draw(sheet: &mut Sheet, area: Rect, label: &str, marks: &[String], tools: &[Hint], more: Option<Key>) {
    let theme = sheet.look.theme;
    let sign = match sheet.look.border {
        Border::Lines => " ×",
        Border::Ascii => " x",
    };
    let end = draw_tools(sheet, area, tools);
    let mut x = area.x + 1;
    if !marks.is_empty() {
        x += sheet.put(x, area.y, end.saturating_sub(x), label, theme.muted) + GAP;
    }
    for (at, mark) in (0..).zip(marks) {
        let width = u16::try_from(cells(mark) + cells(sign)).unwrap_or(u16::MAX);
        let count = marks.len() - usize::from(at);
        let left = format!("+{count}");
        let reserve = if count > 1 { GAP + 3 } else { 0 };
        if x.saturating_add(width + GAP + reserve) > end {
            let used = sheet.put(x, area.y, end.saturating_sub(x), &left, theme.key);
            if let Some(more) = more {
                let target = Rect {
                    x,
                    width: used.max(TARGET_WIDTH_MIN),
                    height: 2,
                    ..area
                };
                sheet.touch(target, more);
            }
            break;
        }
        let start = x;
        x += sheet.put(x, area.y, width, mark, theme.strong);
        x += sheet.put(x, area.y, 2, sign, theme.key);
        let target = Rect {
            x: start,
            width: (x - start).max(TARGET_WIDTH_MIN),
            height: 2,
            ..area
        };
        sheet.touch(target, Key::Mark(at));
        x += GAP;
    }
}

/// From the right; gives where they begin.
fn draw_tools(sheet: &mut Sheet, area: Rect, tools: &[Hint]) -> u16 {
    let theme = sheet.look.theme;
    let mut end = area.right();
    for tool in tools.iter().rev() {
        let width = u16::try_from(cells(&tool.sign) + 1 + cells(&tool.label)).unwrap_or(u16::MAX);
        let Some(start) = end.checked_sub(width + GAP).filter(|start| *start > area.x) else {
            break;
        };
        let used = sheet.put(start, area.y, width, &tool.sign, theme.key);
        sheet.put(start + used + 1, area.y, width - used, &tool.label, theme.text);
        if let Some(key) = tool.key {
            let target = Rect {
                x: start,
                width,
                height: 2,
                ..area
            };
            sheet.touch(target, key);
        }
        end = start;
    }
    end
}
