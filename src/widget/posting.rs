//! A posting in a list: two rows.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Look;
use super::Sheet;
use crate::catalog::Brief;
use crate::text::cells;
use crate::text::fit_parts;
use crate::wording;
use crate::wording::Moment;

/// Rows that a posting takes.
pub const HEIGHT: u16 = 2;
/// Cells for the digit that chooses it.
const DIGIT: u16 = 4;

/// When it is drawn, and what its list knows of it.
#[derive(Debug, Clone, Copy)]
pub struct How {
    pub moment: Moment,
    /// The arrows stand on it.
    pub is_selected: bool,
    /// It pays less than the least that holds where it is.
    pub is_short: bool,
}

/// What stands where, before it is drawn.
struct Rows {
    title: String,
    /// Beside the title where there is room, else at the head of the second row.
    start: String,
    place: Vec<String>,
    earned: String,
    aside: Option<(String, Style)>,
}

/// Draws it after its digit. Full ones are struck through and say so; an old one says to call first.
pub fn draw(sheet: &mut Sheet, area: Rect, digit: Option<usize>, brief: &Brief, how: How) {
    let theme = sheet.look.theme;
    let full = brief.openings.is_full();
    if let Some(digit) = digit {
        let style = if how.is_selected { theme.selected } else { theme.key };
        sheet.put(area.x, area.y, 3, &format!(" {digit} "), style);
    }
    let (left, right) = (area.x + DIGIT, area.right());
    let width = right.saturating_sub(left);
    let rows = rows(brief, how, usize::from(width), sheet.look);

    let money = if full { theme.muted } else { theme.money };
    let taken = sheet.put_right(right, area.y, width - width / 3, &rows.earned, money) + 2;
    let room = width.saturating_sub(taken);
    let used = sheet.put(
        left,
        area.y,
        room,
        &rows.title,
        if full { theme.gone } else { theme.strong },
    ) + 2;
    sheet.put(left + used, area.y, room.saturating_sub(used), &rows.start, theme.text);

    let y = area.y + 1;
    let taken = rows
        .aside
        .map_or(0, |(text, style)| sheet.put_right(right, y, width, &text, style) + 2);
    let room = width.saturating_sub(taken);
    let place = fit_parts(&rows.place, wording::DOT, room.into());
    sheet.put(left, y, room, &place, theme.muted);
}

fn rows(brief: &Brief, how: How, width: usize, look: Look) -> Rows {
    let moment = how.moment;
    let language = look.language;
    let rate = wording::rate(&brief.pay.rate, language);
    let settled = brief.pay.settlement.map(|it| wording::settlement(it, language));
    let full = brief.openings.is_full();
    let start = if full {
        wording::openings(brief.openings, language)
    } else {
        Some(wording::start(brief, moment, language))
    }
    .unwrap_or_default();
    let place = wording::place_and_perks(brief, language);

    let head = cells(&brief.title) + 2 + cells(&start);
    let start_fits = head + 2 + cells(&rate) <= width;
    let settled_fits = settled
        .as_ref()
        .is_some_and(|settled| head + 4 + cells(&rate) + cells(settled) <= width);
    let earned = match &settled {
        Some(settled) if settled_fits => format!("{rate}  {settled}"),
        Some(_) | None => rate,
    };
    let old = brief.as_of.filter(|date| *date < moment.today && !full).map(|date| {
        let day = wording::day(date, moment.today, language);
        let words = if brief.has_phone {
            word!(language, "origin.call_first", day = day)
        } else {
            word!(language, "origin.old", day = day)
        };
        (words.into_owned(), look.theme.warning)
    });
    let unsaid = settled
        .filter(|_| !settled_fits)
        .map(|settled| (settled, look.theme.text));
    let short = how.is_short && !full;
    let short = short.then(|| (word!(language, "pay.short").into_owned(), look.theme.warning));
    let aside = old.or(short).or(unsaid).or_else(|| {
        let reckoned = brief.hourly.filter(|_| !brief.pay.is_hourly());
        reckoned.map(|fen| (wording::hourly(fen, language), look.theme.text))
    });
    let mut place = place;
    let start = if start_fits || start.is_empty() {
        start
    } else {
        place.splice(0..0, start.split(wording::DOT).map(str::to_owned));
        String::new()
    };
    Rows {
        title: brief.title.to_string(),
        start,
        place,
        earned,
        aside,
    }
}
