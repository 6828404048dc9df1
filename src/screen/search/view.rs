//! What the search page draws: the field, what was found, the trades.

use super::Found;
use crate::config::Border;
use crate::key::Key;
use crate::screen::Scene;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::frame;
use crate::widget::keys;
use crate::widget::posting;
use crate::widget::posting::Fate;
use crate::widget::posting::How;
use crate::wording;
use ratatui::layout::Rect;
use ratatui::layout::Size;

/// Rows that are no postings: the upper bar, the field, the marks, a note below them. The lower bar has one or two.
const AROUND: u16 = 6;
/// From this height on there is a blank row between two postings.
const ROOMY: u16 = 30;

pub(super) fn view_field(typed: &str, scene: Scene, sheet: &mut Sheet, area: Rect) {
    let (language, theme) = (scene.language, sheet.look.theme);
    let inner = frame::draw(sheet, area, theme.text);
    let cursor = match sheet.look.border {
        Border::Lines => "▏",
        Border::Ascii => "_",
    };
    if typed.is_empty() {
        let used = sheet.put(inner.x + 1, inner.y, 1, cursor, theme.key);
        let x = inner.x + 1 + used;
        let room = usize::from(inner.right().saturating_sub(x));
        let how = [word!(language, "search.how"), word!(language, "home.search")];
        let [long, short] = &how;
        let how = if cells(long) <= room { long } else { short };
        sheet.put(x, inner.y, inner.right().saturating_sub(x), how, theme.muted);
    } else {
        let used = sheet.put(
            inner.x + 1,
            inner.y,
            inner.width.saturating_sub(2),
            tail(typed, inner.width.saturating_sub(2).into()),
            theme.strong,
        );
        sheet.put(inner.x + 1 + used, inner.y, 1, cursor, theme.key);
    }
}

/// The end of what is typed, as much as there is room for: that is where one writes.
fn tail(typed: &str, width: usize) -> &str {
    let starts = typed.char_indices().map(|(start, _)| &typed[start..]);
    let mut fitting = starts.filter(|rest| cells(rest) <= width);
    fitting.next().unwrap_or_default()
}

/// Below the marks: what was given up, or that there is nothing.
pub(super) fn view_note(scene: Scene, sheet: &mut Sheet, marks: Rect, found: &Found) {
    let note = match wording::answer(&found.asked, &found.answer, scene.language).pop() {
        Some(instead) if !found.answer.hits.is_empty() => instead,
        Some(_) => word!(scene.language, "search.nothing").into_owned(),
        None => return,
    };
    let width = marks.width.saturating_sub(2);
    sheet.put(marks.x + 1, marks.y + 1, width, &note, sheet.look.theme.warning);
}

pub(super) fn view_found(scene: Scene, sheet: &mut Sheet, area: Rect, found: &Found, selected: Option<usize>) {
    let moment = scene.moment();
    for at in 0..shown(scene) {
        let Some(brief) = &found.brief(at) else { break };
        let pitch = pitch(scene.size);
        let place = Rect {
            x: area.x,
            y: area.y + pitch * u16::try_from(at).unwrap_or(0),
            width: area.width.saturating_sub(2),
            height: posting::HEIGHT,
        };
        let is_selected = selected == Some(at);
        if is_selected {
            sheet.put(place.x + 1, place.y, 2, ">", sheet.look.theme.key);
        }
        let how = How {
            moment,
            is_selected,
            is_short: scene.catalog.falls_short_of(brief).is_some(),
            // What is found is looked up anew with each letter.
            fate: Fate::AsListed,
        };
        posting::draw(sheet, place, None, brief, how);
        if let Ok(at) = u8::try_from(at) {
            sheet.touch(Rect { height: pitch, ..place }, Key::Result(at));
        }
    }
}

/// How many of what was found have room below the field.
pub(super) fn shown(scene: Scene) -> usize {
    let keyboard = keys::keyboard_height(scene.size.width, scene.size.height.saturating_sub(2));
    let bar = bar::rows_max(scene.size.width);
    let room = scene.size.height.saturating_sub(AROUND + bar + keyboard);
    (room / pitch(scene.size)).clamp(1, 9).into()
}

/// Where the keyboard leaves little room, there is no blank row between two.
fn pitch(size: Size) -> u16 {
    if size.height < ROOMY {
        posting::HEIGHT
    } else {
        posting::HEIGHT + 1
    }
}

/// The nine trades on show, three abreast.
pub(super) fn view_trades(scene: Scene, sheet: &mut Sheet, area: Rect) {
    const ABREAST: u16 = 3;
    let theme = sheet.look.theme;
    let prompt = word!(scene.language, "search.or_choose");
    let lines = wrap(&prompt, area.width.saturating_sub(4).into());
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        sheet.put(area.x + 2, y, area.width.saturating_sub(4), line, theme.muted);
    }
    let said = u16::try_from(lines.len()).unwrap_or(1);
    let width = area.width.saturating_sub(2) / ABREAST;
    let height = (area.height.saturating_sub(said + 1) / 3).clamp(1, 5);
    for (at, trade) in (0..).zip(scene.catalog.wanted_trades()) {
        let place = Rect {
            x: area.x + 1 + width * (at % ABREAST),
            y: area.y + said + u16::from(height > 2) + height * (at / ABREAST),
            width,
            height,
        };
        if place.bottom() > area.bottom() {
            break;
        }
        let inner = if height >= 3 {
            frame::draw(sheet, place, theme.text)
        } else {
            place
        };
        let y = inner.y + inner.height.saturating_sub(1) / 2;
        let used = sheet.put(inner.x + 1, y, 2, &(at + 1).to_string(), theme.key);
        let x = inner.x + 2 + used;
        sheet.put(x, y, inner.right().saturating_sub(x), trade.name(), theme.strong);
        if let Ok(digit) = u8::try_from(at + 1) {
            sheet.touch(place, Key::Digit(digit));
        }
    }
}
