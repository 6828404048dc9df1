//! A box around something.

use ratatui::layout::Margin;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::Block;
use ratatui::widgets::Widget as _;

use super::Sheet;
use crate::config::Border;

/// For terminals that draw box lines two cells wide.
const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws the box and gives what is inside it.
pub fn draw(sheet: &mut Sheet, area: Rect, style: Style) -> Rect {
    let set = match sheet.look.border {
        Border::Lines => border::PLAIN,
        Border::Ascii => ASCII,
    };
    sheet.fill(area, style);
    Block::bordered()
        .border_set(set)
        .style(style)
        .render(area, sheet.frame.buffer_mut());
    area.inner(Margin::new(1, 1))
}

/// A line down the area's first column.
pub fn divide(sheet: &mut Sheet, area: Rect) {
    let line = match sheet.look.border {
        Border::Lines => "│",
        Border::Ascii => "|",
    };
    for y in area.rows().map(|row| row.y) {
        sheet.put(area.x, y, 1, line, sheet.look.theme.muted);
    }
}
