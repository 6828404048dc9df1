//! Amounts to look at: a range on a scale, and how often what is paid.

use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::bar;
use ratatui::widgets::Bar;
use ratatui::widgets::BarChart;
use ratatui::widgets::BarGroup;
use ratatui::widgets::Widget as _;

use super::Sheet;
use crate::config::Border;

/// From low over middle to high, in any one unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub low: u32,
    pub middle: u32,
    pub high: u32,
}

/// For terminals that draw blocks two cells wide: a bar is there or not.
const ASCII_BARS: bar::Set<'static> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "#",
    half: "#",
    three_eighths: ".",
    one_quarter: ".",
    one_eighth: ".",
    empty: " ",
};

/// `▕━━━█━━━━▏` in one row, whose cells stand for 0 to `most`.
pub fn range(sheet: &mut Sheet, area: Rect, range: Range, most: u32, style: Style) {
    let [left, line, middle, right] = match sheet.look.border {
        Border::Lines => ["▕", "━", "█", "▏"],
        Border::Ascii => ["|", "-", "#", "|"],
    };
    let cell = |amount: u32| {
        let last = u64::from(area.width.saturating_sub(1));
        let at = u64::from(amount.min(most)) * last / u64::from(most.max(1));
        area.x + u16::try_from(at).unwrap_or(0)
    };
    let (from, to) = (cell(range.low), cell(range.high));
    for x in from..=to {
        let mark = match x {
            _ if x == cell(range.middle) => middle,
            _ if x == from => left,
            _ if x == to => right,
            _ => line,
        };
        sheet.put(x, area.y, 1, mark, style);
    }
}

/// Bars side by side over the whole area; the one at `marked` stands out.
pub fn bars(sheet: &mut Sheet, area: Rect, counts: &[usize], marked: Option<usize>) {
    let area = area.intersection(sheet.area());
    let theme = sheet.look.theme;
    let count = u16::try_from(counts.len()).unwrap_or(u16::MAX).max(1);
    let width = bar_width(area.width, count);
    let set = match sheet.look.border {
        Border::Lines => bar::NINE_LEVELS,
        Border::Ascii => ASCII_BARS,
    };
    let bars = counts.iter().enumerate().map(|(at, count)| {
        let style = if marked == Some(at) { theme.key } else { theme.text };
        Bar::default()
            .value(u64::try_from(*count).unwrap_or(u64::MAX))
            .text_value(String::new())
            .style(style)
    });
    let bars: Vec<Bar> = bars.collect();
    BarChart::default()
        .data(BarGroup::default().bars(&bars))
        .bar_set(set)
        .bar_width(width)
        .bar_gap(1)
        .style(theme.text)
        .render(area, sheet.frame.buffer_mut());
}

/// Where the bar at `at` stands, of so many, with the gap behind it.
#[must_use]
pub fn bar_place(area: Rect, count: usize, at: usize) -> Rect {
    let count = u16::try_from(count).unwrap_or(u16::MAX).max(1);
    let width = bar_width(area.width, count);
    Rect {
        x: area.x + (width + 1) * u16::try_from(at).unwrap_or(0),
        width,
        ..area
    }
}

/// Points at what stands above.
pub fn mark(sheet: &mut Sheet, area: Rect) {
    let sign = match sheet.look.border {
        Border::Lines => "▲",
        Border::Ascii => "^",
    };
    let style = sheet.look.theme.key;
    sheet.put_centred(area, sign, style);
}

fn bar_width(room: u16, count: u16) -> u16 {
    (room / count).saturating_sub(1).max(1)
}
