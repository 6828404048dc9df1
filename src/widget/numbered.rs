//! Rows that digits choose, a page of nine.

use ratatui::layout::Rect;

use super::Sheet;
use crate::key::Key;

/// As many as there are digits.
pub const PER_PAGE: usize = 9;
/// Cells for the digit.
pub const DIGIT: u16 = 4;
/// A row for the eye and one more for the finger, where there is room.
const PITCH: u16 = 2;
/// Rows of a page that are none of these: one above them, the pager and a blank row below.
const AROUND: u16 = 3;

/// `1–6`: the digits that choose one of so many rows.
#[must_use]
pub fn sign(shown: usize) -> String {
    match shown {
        0 | 1 => shown.to_string(),
        _ => format!("1–{shown}"),
    }
}

/// Where the rows of a page stand, the first one below `top`.
pub fn rows(area: Rect, top: u16) -> impl Iterator<Item = Rect> {
    let per_page = u16::try_from(PER_PAGE).unwrap_or(u16::MAX);
    let pitch = if area.height >= PITCH * per_page + AROUND {
        PITCH
    } else {
        1
    };
    (0..per_page).map(move |slot| Rect {
        x: area.x + 1,
        y: area.y + top + pitch * slot,
        width: area.width.saturating_sub(3),
        height: pitch,
    })
}

/// The digit of a row, counted from 0; a touch anywhere on the row is that digit. Gives what is right of it.
pub fn digit(sheet: &mut Sheet, row: Rect, slot: usize, is_selected: bool) -> Rect {
    let theme = sheet.look.theme;
    let style = if is_selected { theme.selected } else { theme.key };
    sheet.put(row.x, row.y, 3, &format!(" {} ", slot + 1), style);
    if let Ok(digit) = u8::try_from(slot + 1) {
        sheet.touch(row, Key::Digit(digit));
    }
    beside(row)
}

/// The same place where no digit is shown.
#[must_use]
pub fn beside(row: Rect) -> Rect {
    Rect {
        x: row.x + DIGIT,
        width: row.width.saturating_sub(DIGIT),
        ..row
    }
}
