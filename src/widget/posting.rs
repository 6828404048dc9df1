//! A posting in a list: two rows.

use jiff::civil::Date;
use ratatui::layout::Rect;

use super::Sheet;
use crate::catalog::Brief;
use crate::text::cells;
use crate::wording;

/// Rows that a posting takes.
pub const HEIGHT: u16 = 2;
/// Below this width, when it begins moves from the first row to the second.
const ROOMY: u16 = 64;

/// Draws it after its digit. Full ones are struck through and say so; an old one says to call first.
pub fn draw(sheet: &mut Sheet, area: Rect, digit: Option<usize>, brief: &Brief, today: Date, is_selected: bool) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let full = brief.openings.is_full();
    if let Some(digit) = digit {
        let style = if is_selected { theme.selected } else { theme.key };
        sheet.put(area.x, area.y, 3, &format!(" {digit} "), style);
    }
    let left = area.x + 4;
    let right = area.right();

    let rate = wording::rate(&brief.pay.rate, language);
    let settled = brief.pay.settlement.map(|it| wording::settlement(it, language));
    let roomy = area.width >= ROOMY;
    let mut earned = rate;
    if let Some(settled) = settled.as_ref().filter(|_| roomy) {
        earned = format!("{earned}  {settled}");
    }
    let money = if full { theme.muted } else { theme.money };
    let taken = sheet.put_right(right, area.y, area.width / 2, &earned, money);

    let room = (right - left).saturating_sub(taken + 2);
    let title = if full { theme.gone } else { theme.strong };
    let used = sheet.put(left, area.y, room, &brief.title, title);
    let start = if full {
        word!(language, "openings.full").into_owned()
    } else {
        wording::start(brief, today, language)
    };
    if roomy && usize::from(used) + 2 + cells(&start) <= room.into() {
        sheet.put(left + used + 2, area.y, room - used - 2, &start, theme.text);
    }

    let remark =
        remark(brief, today, sheet).or_else(|| brief.hourly.map(|fen| (wording::hourly(fen, language), theme.text)));
    let shown_above = roomy && usize::from(used) + 2 + cells(&start) <= room.into();
    let mut second = wording::place_and_perks(brief, language);
    if !shown_above && !start.is_empty() {
        second = format!("{start}{}{second}", wording::DOT);
    }
    let y = area.y + 1;
    let aside = match (&remark, roomy, settled) {
        (_, false, Some(settled)) => Some((settled, theme.text)),
        (Some(remark), _, _) => Some(remark.clone()),
        (None, _, _) => None,
    };
    let taken = aside.map_or(0, |(text, style)| {
        sheet.put_right(right, y, area.width / 2, &text, style) + 2
    });
    sheet.put(left, y, (right - left).saturating_sub(taken), &second, theme.muted);
}

/// What a worker should know before walking there.
fn remark(brief: &Brief, today: Date, sheet: &Sheet) -> Option<(String, ratatui::style::Style)> {
    let as_of = brief.as_of.filter(|date| *date < today)?;
    let day = wording::day(as_of, today, sheet.look.language);
    Some((
        word!(sheet.look.language, "origin.call_first", day = day).into_owned(),
        sheet.look.theme.warning,
    ))
}
