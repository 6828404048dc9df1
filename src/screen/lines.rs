//! Text in labelled rows, in pages: what does not fit is on the next one, never cut.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::config::Border;
use crate::text::cells;
use crate::text::wrap;
use crate::text::wrap_parts;
use crate::theme::Theme;
use crate::widget::Sheet;
use crate::widget::digits;
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

/// With a blank row below each line that begins something new.
pub(super) fn spaced(lines: Vec<Line>) -> Vec<Line> {
    let mut spaced = Vec::with_capacity(2 * lines.len());
    for line in lines {
        if line.label.is_some() && !spaced.is_empty() {
            spaced.extend(heading("", 1, Tone::Plain));
        }
        spaced.push(line);
    }
    spaced
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

    /// Whether so many rows hold all of it.
    pub(super) fn fits(&self, height: u16) -> bool {
        self.body.len() + self.foot.len() <= usize::from(height)
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

/// A number three rows high, with words behind its middle; in plain text where there is no room for that.
pub(super) fn large(number: &str, behind: &str, width: usize, border: Border, tone: Tone) -> Vec<Line> {
    let plain = || heading(&format!("{number} {behind}"), width, tone);
    let Some(rows) = digits::rows(number, border) else {
        return plain();
    };
    let [upper, middle, lower] = rows;
    let middle = format!("{middle}  {behind}");
    if cells(&middle) > width {
        return plain();
    }
    let rows = [upper, middle, lower].into_iter();
    rows.map(|text| Line {
        label: None,
        indent: 0,
        text,
        tone,
    })
    .collect()
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

/// Parts one behind the other, across the whole width.
pub(super) fn in_parts(parts: &[String], width: usize, tone: Tone) -> Vec<Line> {
    let rows = wrap_parts(&parts.join(wording::DOT), wording::DOT, width).into_iter();
    rows.map(|text| Line {
        label: None,
        indent: 0,
        text,
        tone,
    })
    .collect()
}

impl Line {
    pub(super) fn is_labelled(&self, label: &str) -> bool {
        self.label.as_deref() == Some(label)
    }
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
