//! What is said over a page, or in its place.

use super::SIZE_MIN;
use crate::key::Key;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::frame;
use ratatui::layout::Rect;

/// That the visit is about to end; any touch answers it.
pub(super) fn draw_warning(sheet: &mut Sheet, seconds: u64) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let area = sheet.area();
    let words = word!(language, "visit.still_there", seconds = seconds);
    // As wide as the screen: half a row of the list beside it would tell another wage.
    let width = area.width;
    let lines = wrap(&words, usize::from(width) - 4);
    let height = u16::try_from(lines.len()).unwrap_or(1) + 4;
    let place = Rect {
        x: area.x,
        y: (area.height - height.min(area.height)) / 2,
        width,
        height,
    };
    let inner = frame::draw(sheet, place, theme.selected);
    for (y, line) in (inner.y + 1..inner.bottom()).zip(&lines) {
        sheet.put_centred(Rect { y, height: 1, ..inner }, line, theme.selected);
    }
    sheet.touch(area, Key::Enter);
}

/// That nothing can be read on so small a screen.
pub(super) fn say_too_small(sheet: &mut Sheet) {
    let area = sheet.area();
    let words = word!(
        sheet.look.language,
        "too_small",
        width = SIZE_MIN.width,
        height = SIZE_MIN.height
    );
    for (y, line) in (0..area.height).zip(wrap(&words, area.width.into())) {
        sheet.put(0, y, area.width, &line, sheet.look.theme.text);
    }
}
