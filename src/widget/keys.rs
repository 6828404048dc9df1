//! Keys to touch where there is no keyboard: letters, digits, and single ones.

use ratatui::layout::Rect;

use super::Sheet;
use super::frame;
use crate::key::Key;

/// A row of keys: a frame around one line, three rows for a finger.
pub const KEY_HEIGHT: u16 = 3;
/// As a typewriter has them, and who has touched a phone knows them.
const LETTERS: [&str; 3] = ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"];
const DIGITS: &str = "1234567890";
/// Keys in the longest row.
const ACROSS: u16 = 10;
/// What a finger needs across.
const KEY_WIDTH_MIN: u16 = 6;
/// Wider keys are only farther apart.
const KEY_WIDTH_MAX: u16 = 11;
/// A pad's keys, and the one that takes back.
const PAD_ACROSS: u16 = 4;
const PAD_KEY_WIDTH: u16 = 9;

/// One key with what stands on it.
pub fn key(sheet: &mut Sheet, area: Rect, label: &str, key: Key) {
    let theme = sheet.look.theme;
    let inner = frame::draw(sheet, area, theme.text);
    let middle = Rect {
        y: inner.y + inner.height.saturating_sub(1) / 2,
        height: 1,
        ..inner
    };
    sheet.put_centred(middle, label, theme.key);
    sheet.touch(area, key);
}

/// Rows that [`keyboard`] takes on a page of this size; none where a finger would hit two keys.
#[must_use]
pub fn keyboard_height(width: u16, height: u16) -> u16 {
    if width < ACROSS * KEY_WIDTH_MIN || height < 20 {
        0
    } else if height < 30 {
        3 * KEY_HEIGHT
    } else {
        4 * KEY_HEIGHT
    }
}

/// Letters, on tall screens with digits above them. The last key of a row takes back, and the last of all everything:
/// they are there where there is something to take.
pub fn keyboard(sheet: &mut Sheet, area: Rect, has_text: bool) {
    let language = sheet.look.language;
    let width = (area.width / ACROSS).min(KEY_WIDTH_MAX);
    let left = area.x + (area.width - width * ACROSS) / 2;
    let mut y = area.y;
    let put = |sheet: &mut Sheet, column: u16, wide: u16, y: u16, label: &str, own: Key| {
        let place = Rect {
            x: left + width * column,
            y,
            width: width * wide,
            height: KEY_HEIGHT,
        };
        key(sheet, place, label, own);
    };
    if area.height >= 4 * KEY_HEIGHT {
        for (column, digit) in (0..).zip(DIGITS.chars()) {
            // Typed whatever digits choose on the page.
            put(sheet, column, 1, y, &digit.to_string(), Key::Char(digit));
        }
        y += KEY_HEIGHT;
    }
    for (row, letters) in LETTERS.into_iter().enumerate() {
        for (column, letter) in (0..).zip(letters.chars()) {
            put(
                sheet,
                column,
                1,
                y,
                &letter.to_string(),
                Key::Char(letter.to_ascii_lowercase()),
            );
        }
        match row {
            1 if has_text => put(sheet, 9, 1, y, &word!(language, "keys.erase"), Key::Erase),
            2 if has_text => {
                put(sheet, 7, 2, y, &word!(language, "keys.space"), Key::Char(' '));
                put(sheet, 9, 1, y, &word!(language, "keys.clear"), Key::Clear);
            }
            _ => {}
        }
        y += KEY_HEIGHT;
    }
}

/// Rows that [`pad`] takes.
pub const PAD_HEIGHT: u16 = 3 * KEY_HEIGHT;

/// Rows that [`pad_with_zero`] takes.
pub const PAD_WITH_ZERO_HEIGHT: u16 = PAD_HEIGHT + KEY_HEIGHT;

/// The same with a row for `0` and, once there is enough to look at, the key that ends it.
pub fn pad_with_zero(sheet: &mut Sheet, area: Rect, has_text: bool, has_enough: bool) {
    pad(sheet, area, has_text);
    let place = |column: u16, columns: u16| Rect {
        x: area.x + area.width.saturating_sub(PAD_ACROSS * PAD_KEY_WIDTH) / 2 + PAD_KEY_WIDTH * column,
        y: area.y + PAD_HEIGHT,
        width: PAD_KEY_WIDTH * columns,
        height: KEY_HEIGHT,
    };
    key(sheet, place(1, 1), "0", Key::Char('0'));
    if has_enough {
        let enter = word!(sheet.look.language, "hint.enter_sign");
        key(sheet, place(2, 2), &enter, Key::Enter);
    }
}

/// 1–9 as on a telephone, in the middle of `area`, and the keys that take one or all of it back.
pub fn pad(sheet: &mut Sheet, area: Rect, has_text: bool) {
    let language = sheet.look.language;
    let left = area.x + area.width.saturating_sub(PAD_ACROSS * PAD_KEY_WIDTH) / 2;
    let place = |column: u16, row: u16| Rect {
        x: left + PAD_KEY_WIDTH * column,
        y: area.y + KEY_HEIGHT * row,
        width: PAD_KEY_WIDTH,
        height: KEY_HEIGHT,
    };
    for digit in 1..=9_u8 {
        let at = u16::from(digit) - 1;
        key(sheet, place(at % 3, at / 3), &digit.to_string(), Key::Digit(digit));
    }
    if !has_text {
        return;
    }
    key(sheet, place(3, 0), &word!(language, "keys.erase"), Key::Erase);
    key(sheet, place(3, 1), &word!(language, "keys.clear"), Key::Clear);
}
