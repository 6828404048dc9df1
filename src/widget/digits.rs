//! Digits three rows high, for what must be read from three steps away.

use ratatui::style::Style;

use super::Sheet;
use crate::config::Border;
use crate::text::cells;

/// Three rows for each, drawn with half blocks on a grid of 3×5 dots.
const GLYPHS: [(char, [&str; 3]); 13] = [
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
    (' ', [" ", " ", " "]),
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

/// A number such as `230`, `20–26` or `482 736` in three rows; nothing on a terminal that draws blocks two cells wide,
/// and for what there is no glyph of.
#[must_use]
pub fn rows(number: &str, border: Border) -> Option<[String; 3]> {
    let mut rows: [String; 3] = Default::default();
    for c in number.chars() {
        let (_, glyph) = GLYPHS.iter().find(|(known, _)| *known == c)?;
        for (row, cells) in rows.iter_mut().zip(glyph) {
            if !row.is_empty() {
                row.push(' ');
            }
            row.push_str(cells);
        }
    }
    (border == Border::Lines).then_some(rows)
}

/// Draws a number with its upper left corner at (x, y), in plain text in the middle row where [`rows`] has nothing;
/// gives the cells used.
pub fn draw(sheet: &mut Sheet, x: u16, y: u16, number: &str, style: Style) -> u16 {
    let Some(rows) = rows(number, sheet.look.border) else {
        return sheet.put(x, y + 1, u16::MAX - x, number, style);
    };
    let put = (y..)
        .zip(&rows)
        .map(|(y, row)| sheet.put(x, y, u16::MAX - x, row, style));
    put.max().unwrap_or(0)
}
