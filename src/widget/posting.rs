//! A posting in a list: two rows; on a narrow screen three.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Look;
use super::Sheet;
use crate::catalog::Brief;
use crate::language::Language;
use crate::text::cells;
use crate::text::fit_parts;
use crate::wording;
use crate::wording::Moment;

/// Rows that a posting takes, and on a screen too narrow for when and where in one row.
pub const HEIGHT: u16 = 2;
pub const HEIGHT_NARROW: u16 = 3;
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
    pub fate: Fate,
}

/// What has become of a posting since its list was made; that shows at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    AsListed,
    Full,
    Withdrawn,
}

impl How {
    /// Nobody can have it any more.
    #[must_use]
    pub fn is_over(self, brief: &Brief) -> bool {
        brief.openings.is_full() || self.fate != Fate::AsListed
    }
}

/// What stands where, before it is drawn.
struct Rows {
    title: String,
    /// Beside the title where there is room, else at the head of the second row.
    start: String,
    /// What the second row says, of which the first ones are when it starts.
    place: Vec<String>,
    start_parts: usize,
    earned: String,
    aside: Option<(String, Style)>,
}

/// Draws it after its digit. Full ones are struck through and say so; an old one says to call first.
pub fn draw(sheet: &mut Sheet, area: Rect, digit: Option<usize>, brief: &Brief, how: How) {
    let theme = sheet.look.theme;
    let full = how.is_over(brief);
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
    let is_three = area.height >= HEIGHT_NARROW;
    let (second, third) = rows
        .place
        .split_at(if is_three { rows.start_parts } else { rows.place.len() });
    sheet.put(
        left,
        y,
        room,
        &fit_parts(second, wording::DOT, room.into()),
        theme.muted,
    );
    if is_three {
        let third = fit_parts(third, wording::DOT, width.into());
        sheet.put(left, y + 1, width, &third, theme.muted);
    }
}

fn rows(brief: &Brief, how: How, width: usize, look: Look) -> Rows {
    let language = look.language;
    let rate = wording::rate(&brief.pay.rate, language);
    let settled = brief.pay.settlement.map(|it| wording::settlement(it, language));
    let start = start(brief, how, language);
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
    let unsaid = settled
        .filter(|_| !settled_fits)
        .map(|settled| (settled, look.theme.text));
    let aside = warning(brief, how, look).or(unsaid).or_else(|| {
        let reckoned = brief.hourly.filter(|_| !brief.pay.is_hourly());
        reckoned.map(|fen| (wording::hourly(fen, &brief.pay.rate, language), look.theme.text))
    });
    let mut place = place;
    if how.is_over(brief) {
        // How many were wanted when the list was made.
        let left = wording::openings(brief.openings, language);
        place.retain(|part| Some(part) != left.as_ref());
    }
    let mut start_parts = 0;
    let start = if start_fits || start.is_empty() {
        start
    } else {
        let places = place.len();
        place.splice(0..0, start.split(wording::DOT).map(str::to_owned));
        start_parts = place.len() - places;
        String::new()
    };
    Rows {
        title: brief.title.to_string(),
        start,
        place,
        start_parts,
        earned,
        aside,
    }
}

/// When it starts and how long it lasts; or why nobody can have it any more.
#[must_use]
pub fn start(brief: &Brief, how: How, language: Language) -> String {
    match how.fate {
        Fate::Withdrawn => word!(language, "list.withdrawn").into_owned(),
        Fate::AsListed if !brief.openings.is_full() => wording::start(brief, how.moment, language),
        Fate::Full | Fate::AsListed => word!(language, "openings.full").into_owned(),
    }
}

/// What one should know before going there: that it is old, or pays too little.
#[must_use]
pub fn warning(brief: &Brief, how: How, look: Look) -> Option<(String, Style)> {
    let (language, moment) = (look.language, how.moment);
    if how.is_over(brief) {
        return None;
    }
    let old = brief.as_of.filter(|date| *date < moment.today).map(|date| {
        let day = wording::day(date, moment.today, language);
        if brief.has_phone {
            word!(language, "origin.call_first", day = day)
        } else {
            word!(language, "origin.old", day = day)
        }
    });
    let words = old.or_else(|| how.is_short.then(|| word!(language, "pay.short")))?;
    Some((words.into_owned(), look.theme.warning))
}
