//! A QR code in cells.

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Sheet;
use crate::code::Code;
use crate::code::QUIET_ZONE;
use crate::config::Border;

/// The widest code, in modules, that `area` can show with its quiet zone.
#[must_use]
pub fn modules_max(area: Rect, border: Border) -> usize {
    let (across, down) = per_cell(border);
    let fits = (usize::from(area.width) * across.0 / across.1).min(usize::from(area.height) * down);
    fits.saturating_sub(2 * QUIET_ZONE)
}

/// The cells that a code takes with its quiet zone.
#[must_use]
pub fn size(code: &Code, border: Border) -> Size {
    let side = code.width() + 2 * QUIET_ZONE;
    let (across, down) = per_cell(border);
    let cells = |count| u16::try_from(count).unwrap_or(u16::MAX);
    Size::new(cells(side * across.1 / across.0), cells(side.div_ceil(down)))
}

/// Draws it in the upper right corner of `area`, with four light modules around; gives the cells it took.
pub fn draw(sheet: &mut Sheet, area: Rect, code: &Code) -> Rect {
    let size = size(code, sheet.look.border);
    let (width, height) = (size.width.min(area.width), size.height.min(area.height));
    let drawn = Rect {
        x: area.right() - width,
        width,
        height,
        ..area
    };
    let style = sheet.look.code;
    let dark = |x: usize, y: usize| {
        let module = x.checked_sub(QUIET_ZONE).zip(y.checked_sub(QUIET_ZONE));
        module.is_some_and(|(x, y)| code.is_dark(x, y))
    };
    for row in 0..usize::from(height) {
        for column in 0..usize::from(width) {
            let (symbol, style) = match sheet.look.border {
                Border::Lines => match (dark(column, 2 * row), dark(column, 2 * row + 1)) {
                    (false, false) => (" ", style),
                    (true, false) => ("▀", style),
                    (false, true) => ("▄", style),
                    (true, true) => ("█", style),
                },
                // Blocks are two cells wide there: blanks with a background are what such a terminal draws true.
                Border::Ascii if dark(column / 2, row) => (" ", style.bg(style.fg.unwrap_or_default())),
                Border::Ascii => (" ", style),
            };
            let (x, y) = (u16::try_from(column).unwrap_or(0), u16::try_from(row).unwrap_or(0));
            sheet.put(drawn.x + x, drawn.y + y, 1, symbol, style);
        }
    }
    sheet.codes.push(drawn);
    drawn
}

/// Modules a cell shows, across as a fraction, and down.
fn per_cell(border: Border) -> ((usize, usize), usize) {
    match border {
        Border::Lines => ((1, 1), 2),
        Border::Ascii => ((1, 2), 1),
    }
}
