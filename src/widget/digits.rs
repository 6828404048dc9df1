//! Digits three rows high, for what must be read from three steps away.

use ratatui::style::Style;

use super::Sheet;
use crate::config::Border;
use crate::text::cells;

/// Three rows for each of `0`–`9`, `.` and `–`, drawn with half blocks on a grid of 3×5 dots.
const GLYPHS: [(char, [&str; 3]); 12] = [
    ('0', ["█▀█", "█ █", "▀▀▀"]),
    ('1', ["▀█ ", " █ ", "▀▀▀"]),
    ('2', ["▀▀█", "█▀▀", "▀▀▀"]),
    ('3', ["▀▀█", " ▀█", "▀▀▀"]),
    ('4', ["█ █", "▀▀█", "  ▀"]),
    ('5', ["█▀▀", "▀▀█", "▀▀▀"]),
    ('6', ["█▀▀", "█▀█", "▀▀▀"]),
    ('7', ["▀▀█", "  █", "  ▀"]),
    ('8', ["█▀█", "█▀█", "▀▀▀"]),
    ('9', ["█▀█", "▀▀█", "▀▀▀"]),
    ('.', [" ", " ", "▀"]),
    ('–', ["  ", "▀▀", "  "]),
];

/// Rows that [`draw`] takes.
pub const HEIGHT: u16 = 3;

/// Cells that [`draw`] takes for a number.
#[must_use]
pub fn width(number: &str) -> usize {
    let glyphs = number
        .chars()
        .filter_map(|c| GLYPHS.iter().find(|(known, _)| *known == c));
    glyphs.map(|(_, rows)| cells(rows[0]) + 1).sum()
}

/// Draws a number such as `230` or `20–26` with its upper left corner at (x, y); gives the cells used. On a terminal
/// that draws blocks two cells wide, and for what there is no glyph of, plain text in the middle row.
pub fn draw(sheet: &mut Sheet, x: u16, y: u16, number: &str, style: Style) -> u16 {
    let glyphs: Option<Vec<&[&str; 3]>> = number
        .chars()
        .map(|c| GLYPHS.iter().find(|(known, _)| *known == c).map(|(_, rows)| rows))
        .collect();
    match glyphs {
        Some(glyphs) if sheet.look.border == Border::Lines => {
            let mut used = 0;
            for rows in glyphs {
                for (row, text) in (0..).zip(rows) {
                    sheet.put(x + used, y + row, 4, text, style);
                }
                used += u16::try_from(cells(rows[0])).unwrap_or(0) + 1;
            }
            used.saturating_sub(1)
        }
        Some(_) | None => sheet.put(x, y + 1, u16::MAX - x, number, style),
    }
}
