//! Frames that no screen of the program has.

use fastrand::Rng;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use zhaohuo::text::cells;

const PIECES: [&str; 24] = [
    "招",
    "聘",
    "保洁员",
    "（家具卸货）",
    "a",
    "bc",
    "·",
    "230 元/天",
    " ",
    "   ",
    "—",
    "“急”",
    "，",
    "Ｗ",
    "ﾊ",
    "é",
    "각",
    "℃",
    "①②",
    "█▀▄",
    "─────",
    "│",
    "★",
    "…",
];

const COLOURS: [Color; 19] = [
    Color::Reset,
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
    Color::Indexed(233),
    Color::Rgb(1, 22, 255),
];

pub fn size(rng: &mut Rng) -> Size {
    Size::new(rng.u16(1..70), rng.u16(1..12))
}

/// A page, and what lies on it.
pub fn frame(rng: &mut Rng, size: Size) -> Buffer {
    let area = Rect::new(0, 0, size.width, size.height);
    let mut buffer = Buffer::empty(area);
    if rng.bool() {
        let ground = style(rng);
        buffer.set_style(area, ground);
    }
    for y in 0..size.height {
        // Many rows are the same in the next frame, or nearly so.
        let mut row = Rng::with_seed(u64::from(y) + 1_000 * rng.u64(0..3));
        let row = if rng.u8(0..4) == 0 { &mut *rng } else { &mut row };
        let mut x = row.u16(0..3);
        let end = row.u16(0..=size.width);
        while x < end {
            let text = PIECES[row.usize(..PIECES.len())];
            let own = if row.u8(0..3) == 0 { style(row) } else { Style::new() };
            x = buffer.set_stringn(x, y, text, (end - x).into(), own).0.max(x + 1);
        }
    }
    for _ in 0..rng.u8(0..4) {
        lay_over(&mut buffer, rng);
    }
    settle(&mut buffer);
    buffer
}

/// Where a list is: the same page with another row in another style.
pub fn chosen(frame: &Buffer, y: u16, style: Style) -> Buffer {
    let mut frame = frame.clone();
    let row = Rect::new(0, y, frame.area.width, 1);
    frame.set_style(row, style);
    settle(&mut frame);
    frame
}

fn style(rng: &mut Rng) -> Style {
    let mut style = Style::new();
    if rng.bool() {
        style = style.fg(COLOURS[rng.usize(..COLOURS.len())]);
    }
    if rng.bool() {
        style = style.bg(COLOURS[rng.usize(..COLOURS.len())]);
    }
    let modifiers = Modifier::from_bits_truncate(if rng.bool() { rng.u16(..) } else { 0 });
    style.add_modifier(modifiers)
}

fn lay_over(buffer: &mut Buffer, rng: &mut Rng) {
    let (width, height) = (buffer.area.width, buffer.area.height);
    let (x, y) = (rng.u16(..width), rng.u16(..height));
    let area = Rect::new(x, y, rng.u16(1..=width), rng.u16(1..=height)).intersection(buffer.area);
    let (text, style) = (PIECES[rng.usize(..PIECES.len())], style(rng));
    for y in area.top()..area.bottom() {
        // As `Sheet::fill` has it: half a character in front of it makes ratatui leave out the first cell.
        if let Some(before) = area.x.checked_sub(1)
            && cells(buffer[(before, y)].symbol()) > 1
        {
            buffer[(before, y)].set_symbol(" ");
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
            buffer[(x, y)].set_style(style);
        }
        buffer.set_stringn(area.x, y, text, area.width.into(), style);
    }
}

/// Nothing in it that the stock backend draws otherwise each time: both bold and dim, where the last word counts, and two
/// ways to blink, which it ends together.
///
/// What a wide character covers is blank and plain, as `set_stringn` leaves it: ratatui never tells anybody what it is.
fn settle(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.modifier -= Modifier::RAPID_BLINK;
        if cell.modifier.contains(Modifier::BOLD) {
            cell.modifier -= Modifier::DIM;
        }
    }
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let end = x + u16::try_from(cells(buffer[(x, y)].symbol())).unwrap().max(1);
            if end > buffer.area.width {
                // No terminal can draw it.
                buffer[(x, y)].set_symbol(" ");
            }
            for covered in x + 1..end.min(buffer.area.width) {
                buffer[(covered, y)].reset();
            }
            x = end;
        }
    }
}
