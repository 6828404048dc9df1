//! Text in labelled rows, in pages: what does not fit is on the next one, never cut.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::cells;
use crate::text::wrap;
use crate::text::wrap_parts;
use crate::theme::Theme;
use crate::widget::Sheet;
use crate::wording;
use crate::wording::Fact;

/// One row: a label, or blanks of its width, and text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    label: Option<String>,
    indent: u16,
    text: String,
    tone: Tone,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Tone {
    Title,
    Money,
    Plain,
    Warning,
    Muted,
}

/// What is read, and what ends each page of it.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) body: Vec<Line>,
    pub(super) foot: Vec<Line>,
}

impl Text {
    /// The pages for so many rows; at least one.
    pub(super) fn pages(&self, height: u16) -> Vec<Vec<Line>> {
        let height = usize::from(height);
        // On several pages the pager takes the last row.
        let one_page = self.body.len() + self.foot.len() <= height;
        let room = height.saturating_sub(self.foot.len() + usize::from(!one_page)).max(1);
        let pages = self.body.chunks(room);
        pages.map(|page| [page, self.foot.as_slice()].concat()).collect()
    }

    /// As much as so many rows hold, with `rest` where that is not all.
    pub(super) fn excerpt(mut self, height: u16, rest: &str) -> Vec<Line> {
        let height = usize::from(height);
        if self.body.len() + self.foot.len() > height {
            self.body.truncate(height.saturating_sub(self.foot.len() + 1));
            self.body.extend(heading(rest, usize::MAX, Tone::Muted));
        }
        self.body.extend(self.foot);
        self.body
    }
}

/// Text across the whole width.
pub(super) fn heading(text: &str, width: usize, tone: Tone) -> Vec<Line> {
    let rows = wrap(text, width).into_iter();
    rows.map(|text| Line {
        label: None,
        indent: 0,
        text,
        tone,
    })
    .collect()
}

/// A label as wide as the widest, and what is said to it.
pub(super) fn labelled(label: &str, text: &str, widest: usize, width: usize, tone: Tone) -> Vec<Line> {
    let indent = u16::try_from(widest + 2).unwrap_or(0);
    let mut label = Some(label.to_owned());
    let rows = wrap_parts(text, wording::DOT, width.saturating_sub(indent.into()));
    rows.into_iter()
        .map(|text| Line {
            label: label.take(),
            indent,
            text,
            tone,
        })
        .collect()
}

/// What is said, each with its label; then the labels of what is not said.
pub(super) fn facts(facts: Vec<Fact>, unstated: &str, width: usize) -> Vec<Line> {
    let labels = facts.iter().map(|fact| cells(&fact.label));
    let widest = labels.chain([cells(unstated)]).max().unwrap_or(0);
    let (said, unsaid): (Vec<_>, Vec<_>) = facts.into_iter().partition(|fact| fact.text.is_some());
    let mut lines: Vec<Line> = said
        .iter()
        .flat_map(|fact| {
            labelled(
                &fact.label,
                fact.text.as_deref().unwrap_or_default(),
                widest,
                width,
                Tone::Plain,
            )
        })
        .collect();
    if !unsaid.is_empty() {
        let labels: Vec<&str> = unsaid.iter().map(|fact| fact.label.as_str()).collect();
        lines.extend(labelled(
            unstated,
            &labels.join(wording::DOT),
            widest,
            width,
            Tone::Plain,
        ));
    }
    lines
}

pub(super) fn draw(sheet: &mut Sheet, area: Rect, lines: &[Line]) {
    let theme = sheet.look.theme;
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        if let Some(label) = &line.label {
            sheet.put(area.x, y, line.indent, label, theme.muted);
        }
        let x = area.x + line.indent;
        let room = area.right().saturating_sub(x);
        sheet.put(x, y, room, &line.text, style(line.tone, theme));
    }
}

fn style(tone: Tone, theme: Theme) -> Style {
    match tone {
        Tone::Title => theme.strong,
        Tone::Money => theme.money,
        Tone::Plain => theme.text,
        Tone::Warning => theme.warning,
        Tone::Muted => theme.muted,
    }
}
