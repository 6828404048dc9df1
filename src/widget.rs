//! What views draw with: a [`Sheet`] to put text on, and the parts that several screens share.

pub mod bar;
pub mod card;
pub mod chart;
pub mod code;
pub mod digits;
pub mod frame;
pub mod keys;
pub mod marks;
pub mod numbered;
pub mod pager;
pub mod posting;

use ratatui::Frame;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::config::Border;
use crate::key::Key;
use crate::language::Language;
use crate::text::cells;
use crate::text::fit;
use crate::theme::Theme;

/// How large what is read is, on a terminal that cannot grow its font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Letters {
    #[default]
    Usual,
    /// One posting a page, its pay in digits three rows high.
    Large,
}

/// How everything looks, in one visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    pub language: Language,
    pub theme: Theme,
    pub border: Border,
    pub letters: Letters,
    /// How a code is drawn; not part of a theme.
    pub code: Style,
}

/// Where each key was drawn; a touch there is that key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targets(Vec<(Rect, Key)>);

impl Targets {
    /// The key at a cell. Later ones lie on top.
    #[must_use]
    pub fn at(&self, column: u16, row: u16) -> Option<Key> {
        self.target(column, row).map(|(_, key)| key)
    }

    /// The same, with where it was drawn.
    #[must_use]
    pub fn target(&self, column: u16, row: u16) -> Option<(Rect, Key)> {
        let cell = Position::new(column, row);
        self.0.iter().rev().find(|(area, _)| area.contains(cell)).copied()
    }

    /// All of them, in the order in which they were drawn.
    #[must_use]
    pub fn all(&self) -> &[(Rect, Key)] {
        &self.0
    }
}

/// A frame to draw on, with how to draw and what can be touched.
pub struct Sheet<'a, 'b> {
    frame: &'a mut Frame<'b>,
    pub look: Look,
    targets: Targets,
    /// Where codes were drawn: a phone may be reading one.
    codes: Vec<Rect>,
}

impl<'a, 'b> Sheet<'a, 'b> {
    #[must_use]
    pub fn new(frame: &'a mut Frame<'b>, look: Look) -> Self {
        let mut sheet = Self {
            frame,
            look,
            targets: Targets::default(),
            codes: Vec::new(),
        };
        let area = sheet.area();
        sheet.fill(area, look.theme.text);
        sheet
    }

    #[must_use]
    pub fn area(&self) -> Rect {
        self.frame.area()
    }

    #[must_use]
    pub fn into_targets(self) -> Targets {
        self.targets
    }

    /// Blanks everything, with all that could be touched.
    pub fn clear(&mut self) {
        self.targets = Targets::default();
        self.codes.clear();
        let (area, text) = (self.area(), self.look.theme.text);
        self.fill(area, text);
    }

    /// Blank cells in this style. A wide character that reaches in from the left is blanked whole: half of it would
    /// make the terminal skip the first cell here, as ratatui diffs its buffers.
    pub fn fill(&mut self, area: Rect, style: Style) {
        let buffer = self.frame.buffer_mut();
        let area = area.intersection(buffer.area);
        for y in area.rows().map(|row| row.y) {
            if let Some(x) = area.x.checked_sub(1)
                && let Some(cell) = buffer.cell_mut((x, y))
                && cells(cell.symbol()) > 1
            {
                cell.set_symbol(" ");
            }
            for x in area.columns().map(|column| column.x) {
                if let Some(cell) = buffer.cell_mut((x, y)) {
                    cell.reset();
                    cell.set_style(style);
                }
            }
        }
    }

    /// One line of text, cut with `…` at `width`; gives the cells used.
    pub fn put(&mut self, x: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let text = fit(text, width.into());
        let buffer = self.frame.buffer_mut();
        if !buffer.area.contains(Position::new(x, y)) {
            return 0;
        }
        let (end, _) = buffer.set_stringn(x, y, &text, width.into(), style);
        end - x
    }

    /// The same, ending before the cell `right`.
    pub fn put_right(&mut self, right: u16, y: u16, width: u16, text: &str, style: Style) -> u16 {
        let text = fit(text, width.into());
        let used = u16::try_from(cells(&text)).unwrap_or(width);
        self.put(right.saturating_sub(used), y, used, &text, style)
    }

    /// The same, in the middle of `area`'s first row.
    pub fn put_centred(&mut self, area: Rect, text: &str, style: Style) {
        let text = fit(text, area.width.into());
        let used = u16::try_from(cells(&text)).unwrap_or(area.width);
        self.put(
            area.x + (area.width - used.min(area.width)) / 2,
            area.y,
            used,
            &text,
            style,
        );
    }

    /// A character repeated over a row.
    pub fn rule(&mut self, x: u16, y: u16, width: u16) {
        let line = if self.look.border == Border::Ascii { "-" } else { "─" };
        let style = self.look.theme.muted;
        self.put(x, y, width, &line.repeat(width.into()), style);
    }

    /// A touch in `area` is `key`.
    pub fn touch(&mut self, area: Rect, key: Key) {
        let area = area.intersection(self.area());
        if !area.is_empty() {
            self.targets.0.push((area, key));
        }
    }

    /// Shows that a finger lies there: what stands there keeps its words and looks chosen, and what looked chosen no
    /// longer does. Where the whole screen is one key nothing changes: it would look like a fault.
    pub fn press(&mut self, area: Rect) {
        if area == self.area() {
            return;
        }
        let theme = self.look.theme;
        let mut chosen = Cell::default();
        chosen.set_style(theme.selected);
        let buffer = self.frame.buffer_mut();
        for cell in area.intersection(buffer.area).positions() {
            if self.codes.iter().any(|code| code.contains(cell)) {
                continue;
            }
            let cell = &mut buffer[cell];
            let is_chosen = cell.style() == chosen.style();
            let style = if is_chosen { theme.text } else { theme.selected };
            cell.set_style(Style::reset().patch(style));
        }
    }
}
