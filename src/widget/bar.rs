//! The bar at the top of a page and the keys at its bottom.
//!
//! What finds no room at the bottom stands at the top: whoever has only a finger needs every key.

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
/// What a title is cut to before something else is left out.
const TITLE_MIN: usize = 12;
/// Between what stands on the right of the top bar.
const ASIDE_GAP: u16 = 2;
/// Below this width the keys take two rows.
const ONE_ROW: u16 = 60;

/// One row: what page this is, the keys that found no room below, what must be known on every page (示例数据, 断网中),
/// and the time. Where there is no room for all, the time goes first, then the keys, which work all the same; then the
/// title is cut.
pub fn top(sheet: &mut Sheet, title: &str, tools: &[Hint], warnings: &[String], clock: &str) {
    let area = Rect {
        height: 1,
        ..sheet.area()
    };
    let theme = sheet.look.theme;
    sheet.fill(area, theme.bar);
    let room = usize::from(area.width.saturating_sub(2));
    let warned = warnings.join("  ");
    let with_clock = [warned.as_str(), clock].map(str::trim).join("  ");
    let fits = |right: &str, tools: &[Hint]| {
        let beside = if tools.is_empty() {
            0
        } else {
            used(tools) + usize::from(ASIDE_GAP) * tools.len()
        };
        cells(right) + beside + usize::from(ASIDE_GAP) + TITLE_MIN.min(cells(title)) <= room
    };
    let right = if fits(with_clock.trim(), tools) {
        with_clock.trim()
    } else {
        &warned
    };
    let shown = (0..=tools.len())
        .rev()
        .find(|count| fits(right, &tools[..*count]))
        .unwrap_or(0);
    let mut end = area.width.saturating_sub(1);
    end -= sheet.put_right(end, 0, area.width.saturating_sub(2), right, theme.bar);
    for hint in tools[..shown].iter().rev() {
        let width = u16::try_from(used(std::slice::from_ref(hint))).unwrap_or(u16::MAX);
        end = end.saturating_sub(width + ASIDE_GAP);
        put_hint(sheet, end, 0, hint);
        if let Some(key) = hint.key {
            sheet.touch(
                Rect {
                    x: end,
                    y: 0,
                    width,
                    height: 2,
                },
                key,
            );
        }
    }
    let style = theme.bar.add_modifier(Modifier::BOLD);
    sheet.put(1, 0, end.saturating_sub(1 + ASIDE_GAP), title, style);
}

/// The lowest rows: each key can be touched, those of the upper row also a row above it, since a finger is thicker than
/// a row. Gives the keys that found no room.
pub fn bottom<'a>(sheet: &mut Sheet, hints: &'a [Hint]) -> &'a [Hint] {
    let page = sheet.area();
    let (rows, left_out) = rows(page.width, hints);
    let height = height(page.width, hints).min(page.height);
    let top = page.height - height;
    for (y, row) in (top..page.height).zip(rows) {
        let reach = if y == top { y.saturating_sub(1) } else { y };
        draw_row(sheet, y, row, reach);
    }
    left_out
}

/// The lowest rows of a page without keys, as many as these parts need; gives the row that they begin on.
pub fn foot(sheet: &mut Sheet, parts: Vec<String>) -> u16 {
    let theme = sheet.look.theme;
    let area = sheet.area();
    let mut rows = vec![String::new()];
    for part in parts {
        let last = rows.len() - 1;
        let longer = if rows[last].is_empty() {
            part.clone()
        } else {
            format!("{}   {part}", rows[last])
        };
        if cells(&longer) + 2 <= area.width.into() {
            rows[last] = longer;
        } else {
            rows.push(part);
        }
    }
    let first = area.height.saturating_sub(u16::try_from(rows.len()).unwrap_or(1));
    let foot = Rect {
        y: first,
        height: area.height - first,
        ..area
    };
    sheet.fill(foot, theme.bar);
    for (y, row) in (first..area.height).zip(&rows) {
        sheet.put_centred(Rect { y, height: 1, ..area }, row, theme.bar);
    }
    first
}

/// Rows that [`bottom`] takes on a page so wide.
#[must_use]
pub fn height(width: u16, hints: &[Hint]) -> u16 {
    u16::try_from(rows(width, hints).0.len()).unwrap_or(1)
}

/// Rows that [`bottom`] never takes more than.
#[must_use]
pub fn rows_max(width: u16) -> u16 {
    if width < ONE_ROW { 2 } else { 1 }
}

/// The hints row by row, and those that find no room.
fn rows(width: u16, hints: &[Hint]) -> (Vec<&[Hint]>, &[Hint]) {
    let room = usize::from(width.saturating_sub(2));
    let rows_max = usize::from(rows_max(width));
    let mut rows = Vec::new();
    let mut rest = hints;
    while !rest.is_empty() && rows.len() < rows_max {
        let (row, after) = rest.split_at(fitting(rest, room).max(1));
        rows.push(row);
        rest = after;
    }
    (rows, rest)
}

/// How many hints a row holds.
fn fitting(hints: &[Hint], room: usize) -> usize {
    let fits = |count: &usize| used(&hints[..*count]) + count.saturating_sub(1) <= room;
    (1..=hints.len()).rev().find(fits).unwrap_or(0)
}

/// One row of keys, each of which a finger reaches from the row `reach` down.
fn draw_row(sheet: &mut Sheet, y: u16, hints: &[Hint], reach: u16) {
    let page = sheet.area();
    sheet.fill(Rect { y, height: 1, ..page }, sheet.look.theme.bar);
    let room = usize::from(page.width.saturating_sub(2));
    // Between two hints as much space as there is, so that a thumb hits one of them.
    let spare = room.saturating_sub(used(hints)) / hints.len().saturating_sub(1).max(1);
    let gap = u16::try_from(spare.clamp(1, GAP_MAX)).unwrap_or(1);
    let mut x = 1;
    for hint in hints {
        let start = x;
        x += put_hint(sheet, x, y, hint);
        if let Some(key) = hint.key {
            sheet.touch(
                Rect {
                    x: start,
                    y: reach,
                    width: x - start,
                    height: y + 1 - reach,
                },
                key,
            );
        }
        x += gap;
    }
}

fn put_hint(sheet: &mut Sheet, x: u16, y: u16, hint: &Hint) -> u16 {
    let (theme, page) = (sheet.look.theme, sheet.area());
    let sign = sheet.put(x, y, page.width.saturating_sub(x), &hint.sign, theme.bar_key) + 1;
    sign + sheet.put(x + sign, y, page.width.saturating_sub(x + sign), &hint.label, theme.bar)
}

fn used(hints: &[Hint]) -> usize {
    hints
        .iter()
        .map(|hint| cells(&hint.sign) + 1 + cells(&hint.label))
        .sum()
}
