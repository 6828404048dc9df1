//! The text of a detail page, in pages: what does not fit is on the next one, never cut.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::panel::Panel;
use crate::code::NoCode;
use crate::posting::Deposit;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::screen::Scene;
use crate::text::cells;
use crate::text::wrap;
use crate::text::wrap_parts;
use crate::theme::Theme;
use crate::widget::Sheet;
use crate::wording;

/// A telephone and a name take one; whole sentences there would leave no page for anything else.
const PHONE_ROWS_MAX: usize = 2;

/// One row: a label, or blanks of its width, and text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    label: Option<String>,
    indent: u16,
    text: String,
    tone: Tone,
}

#[derive(Debug, Clone, Copy)]
enum Tone {
    Title,
    Money,
    Plain,
    Warning,
    Muted,
}

/// The pages for an area; at least one. How to apply and the 编号 end each of them.
pub(super) fn pages(posting: &Posting, scene: Scene, area: Rect, panel: &Panel) -> Vec<Vec<Line>> {
    let body = body(posting, scene, usize::from(area.width));
    let foot = foot(posting, scene, usize::from(area.width), panel);
    let height = usize::from(area.height);
    // On several pages the pager takes the last row.
    let one_page = body.len() + foot.len() <= height;
    let room = height.saturating_sub(foot.len() + usize::from(!one_page)).max(1);
    body.chunks(room).map(|chunk| [chunk, &foot].concat()).collect()
}

/// As much as an area holds, and where the rest is.
pub(super) fn excerpt(posting: &Posting, scene: Scene, area: Rect, panel: &Panel) -> Vec<Line> {
    let width = usize::from(area.width);
    let mut body = body(posting, scene, width);
    let foot = foot(posting, scene, width, panel);
    let height = usize::from(area.height);
    if body.len() + foot.len() > height {
        body.truncate(height.saturating_sub(foot.len() + 1));
        let rest = word!(scene.language, "detail.rest").into_owned();
        body.push(Line {
            label: None,
            indent: 0,
            text: rest,
            tone: Tone::Muted,
        });
    }
    body.extend(foot);
    body
}

pub(super) fn draw(sheet: &mut Sheet, area: Rect, lines: &[Line]) {
    let theme = sheet.look.theme;
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        if let Some(label) = &line.label {
            sheet.put(area.x, y, line.indent, label, theme.muted);
        }
        let x = area.x + line.indent;
        sheet.put(
            x,
            y,
            area.right().saturating_sub(x),
            &line.text,
            style(line.tone, theme),
        );
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

fn body(posting: &Posting, scene: Scene, width: usize) -> Vec<Line> {
    let language = scene.language;
    let mut lines = Vec::new();
    let mut head = |text: &str, tone| {
        lines.extend(wrap(text, width).into_iter().map(|text| Line {
            label: None,
            indent: 0,
            text,
            tone,
        }));
    };
    let left = wording::openings(posting.openings, language);
    head(
        &left.map_or_else(
            || posting.title.to_string(),
            |left| format!("{}  {left}", posting.title),
        ),
        Tone::Title,
    );
    let mut money = wording::rate(&posting.pay.rate, language);
    if let Some(fen) = posting
        .pay
        .hourly(posting.work.hours_per_day)
        .filter(|_| !posting.pay.is_hourly())
    {
        money = format!("{money}  {}", wording::hourly(fen, language));
    }
    head(&money, Tone::Money);
    if matches!(posting.benefits.deposit, Some(Deposit::Taken(_))) {
        head(&word!(language, "deposit.warning"), Tone::Warning);
    }

    let facts = wording::facts(posting, scene.catalog.standpoint(), language);
    let widest = facts.iter().map(|fact| cells(&fact.label)).max().unwrap_or(0);
    let (said, unsaid): (Vec<_>, Vec<_>) = facts.into_iter().partition(|fact| fact.text.is_some());
    for fact in said {
        lines.extend(labelled(
            &fact.label,
            &fact.text.unwrap_or_default(),
            widest,
            width,
            Tone::Plain,
        ));
    }
    if !unsaid.is_empty() {
        let labels: Vec<String> = unsaid.into_iter().map(|fact| fact.label).collect();
        let unstated = word!(language, "unstated_facts");
        lines.extend(labelled(
            &unstated,
            &labels.join(wording::DOT),
            widest,
            width,
            Tone::Plain,
        ));
    }
    lines
}

/// How to get the work, with a phone and without.
fn foot(posting: &Posting, scene: Scene, width: usize, panel: &Panel) -> Vec<Line> {
    let language = scene.language;
    let label = word!(language, "fact.apply");
    let widest = [&label, &word!(language, "fact.number"), &word!(language, "fact.phone")].map(|label| cells(label));
    let widest = widest.into_iter().max().unwrap_or(0);
    let desk = scene.desk();
    let phone = posting.contact.phone.as_ref();
    let (how, tone) = match (panel, phone) {
        (Panel::NoCode(NoCode::Full), _) => (word!(language, "openings.full"), Tone::Warning),
        (Panel::NoCode(NoCode::Expired), _) => (word!(language, "apply.expired"), Tone::Warning),
        (Panel::Code(..), _) => (word!(language, "apply.scan", desk = desk), Tone::Plain),
        (Panel::NoCode(_) | Panel::TooLong, Some(_)) => (word!(language, "apply.call", desk = desk), Tone::Plain),
        (Panel::NoCode(_) | Panel::TooLong, None) => (word!(language, "apply.desk", desk = desk), Tone::Plain),
    };
    let mut lines = labelled(&label, &how, widest, width, tone);
    if matches!(tone, Tone::Warning) {
        return lines;
    }
    if let Some(phone) = phone {
        let text = format!("{phone} {}", posting.contact.name.as_deref().unwrap_or_default());
        let said = labelled(
            &word!(language, "fact.phone"),
            text.trim_end(),
            widest,
            width,
            Tone::Plain,
        );
        lines.extend(said.into_iter().take(PHONE_ROWS_MAX));
    }
    let number = PostingNumber::of(&posting.id).to_string();
    lines.extend(labelled(
        &word!(language, "fact.number"),
        &number,
        widest,
        width,
        Tone::Money,
    ));
    lines
}

fn labelled(label: &str, text: &str, widest: usize, width: usize, tone: Tone) -> Vec<Line> {
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
