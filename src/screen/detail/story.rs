//! The text of a detail page, in pages: what does not fit is on the next one, never cut.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::code::Address;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::screen::Scene;
use crate::text::cells;
use crate::text::wrap;
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
}

/// The pages for an area; at least one. How to apply and the 编号 end each of them.
pub(super) fn pages(posting: &Posting, number: PostingNumber, scene: Scene, area: Rect) -> Vec<Vec<Line>> {
    let width = usize::from(area.width);
    let body = body(posting, scene, width);
    let foot = foot(posting, number, scene, width);
    let height = usize::from(area.height);
    // On several pages the pager takes the last row.
    let one_page = body.len() + foot.len() <= height;
    let room = height.saturating_sub(foot.len() + usize::from(!one_page)).max(1);
    let chunks = body.chunks(room).map(|chunk| {
        let mut lines = chunk.to_vec();
        lines.extend(foot.iter().cloned());
        lines
    });
    chunks.collect()
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
    }
}

fn body(posting: &Posting, scene: Scene, width: usize) -> Vec<Line> {
    let language = scene.language;
    let mut lines = Vec::new();
    let plain = |text: &str, tone, lines: &mut Vec<Line>| {
        lines.extend(wrap(text, width).into_iter().map(|text| Line {
            label: None,
            indent: 0,
            text,
            tone,
        }));
    };
    let left = wording::openings(posting.openings, language);
    let title = left.map_or_else(
        || posting.title.to_string(),
        |left| format!("{}  {left}", posting.title),
    );
    plain(&title, Tone::Title, &mut lines);
    let mut money = wording::rate(&posting.pay.rate, language);
    if let Some(fen) = posting
        .pay
        .hourly(posting.work.hours_per_day)
        .filter(|_| !is_hourly(posting))
    {
        money = format!("{money}  {}", wording::hourly(fen, language));
    }
    plain(&money, Tone::Money, &mut lines);

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
        let unstated = word!(language, "unstated");
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
fn foot(posting: &Posting, number: PostingNumber, scene: Scene, width: usize) -> Vec<Line> {
    let language = scene.language;
    let widest = [
        word!(language, "fact.apply"),
        word!(language, "fact.number"),
        word!(language, "fact.phone"),
    ]
    .iter()
    .map(|label| cells(label))
    .max()
    .unwrap_or(0);
    if posting.openings.is_full() {
        return labelled(
            &word!(language, "fact.apply"),
            &word!(language, "apply.full"),
            widest,
            width,
            Tone::Warning,
        );
    }
    let desk = scene.desk();
    let apply = match Address::new(posting.contact.url.as_deref(), &scene.hall.allow) {
        Ok(_) => word!(language, "apply.scan", desk = desk),
        Err(_) => word!(language, "apply.no_code", desk = desk),
    };
    let mut lines = labelled(&word!(language, "fact.apply"), &apply, widest, width, Tone::Plain);
    if let Some(phone) = &posting.contact.phone {
        let name = posting.contact.name.as_deref().unwrap_or_default();
        let text = format!("{phone} {name}");
        let label = word!(language, "fact.phone");
        let said = labelled(&label, text.trim_end(), widest, width, Tone::Plain);
        lines.extend(said.into_iter().take(PHONE_ROWS_MAX));
    }
    lines.extend(labelled(
        &word!(language, "fact.number"),
        &number.to_string(),
        widest,
        width,
        Tone::Money,
    ));
    lines
}

fn is_hourly(posting: &Posting) -> bool {
    matches!(
        &posting.pay.rate,
        crate::posting::Rate::Fixed {
            per: crate::posting::Per::Hour,
            ..
        }
    )
}

fn labelled(label: &str, text: &str, widest: usize, width: usize, tone: Tone) -> Vec<Line> {
    let indent = u16::try_from(widest + 2).unwrap_or(0);
    let mut label = Some(label.to_owned());
    let rows = wrap(text, width.saturating_sub(indent.into()));
    rows.into_iter()
        .map(|text| Line {
            label: label.take(),
            indent,
            text,
            tone,
        })
        .collect()
}
