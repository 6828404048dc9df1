//! A code as the kiosk draws it, in rows that any terminal shows below one another.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Cell;
use ratatui::style::Color;

use crate::code::Code;
use crate::widget::Look;
use crate::widget::Sheet;
use crate::widget::code;

#[must_use]
pub fn code_lines(shown: &Code, look: Look) -> Vec<String> {
    let size = code::size(shown, look.border);
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.width, size.height));
    let Ok(frame) = terminal.draw(|frame| {
        let mut sheet = Sheet::new(frame, look);
        let area = sheet.area();
        code::draw(&mut sheet, area, shown);
    });
    let rows = frame.buffer.content.chunks(usize::from(size.width.max(1)));
    rows.map(row).collect()
}

fn row(cells: &[Cell]) -> String {
    let mut row = String::new();
    let mut worn = None;
    for cell in cells {
        let wears = (cell.fg, cell.bg);
        if worn.replace(wears) != Some(wears) {
            row.extend(["\x1b[", &colour(cell.fg, 30), ";", &colour(cell.bg, 40), "m"]);
        }
        row.push_str(cell.symbol());
    }
    row.push_str("\x1b[0m");
    row
}

/// Of the colours that [`crate::theme`] gives a code; the terminal's own for any other.
fn colour(colour: Color, base: u8) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "a code has four colours at most")]
    match colour {
        Color::Indexed(index) => format!("{};5;{index}", base + 8),
        Color::Black => base.to_string(),
        Color::White => (base + 60 + 7).to_string(),
        Color::Gray => (base + 7).to_string(),
        _ => (base + 9).to_string(),
    }
}
