//! What a list draws: a page of postings, or one in large characters; on a wide screen the chosen one beside them.

use super::AROUND;
use super::FILTER;
use super::List;
use super::PER_PAGE_MAX;
use super::PITCH_MAX;
use super::PITCH_MIN;
use super::SEARCH;
use super::SORT;
use super::Subject;
use super::per_page;
use crate::catalog::Brief;
use crate::catalog::Nearness;
use crate::key::Key;
use crate::screen::Scene;
use crate::screen::detail;
use crate::screen::is_wide;
use crate::screen::page;
use crate::text::wrap;
use crate::widget::Letters;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::card;
use crate::widget::frame;
use crate::widget::marks;
use crate::widget::numbered;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::widget::posting;
use crate::widget::posting::Fate;
use crate::widget::posting::How;
use crate::wording;
use ratatui::layout::Rect;
use ratatui::layout::Size;

/// From here on a screen has room for six postings with their pay in large digits, and a blank row below each.
const CARD_PITCH: u16 = 9;
/// Below this many cells when and where do not fit in one row.
const NARROW: u16 = 60;

impl List {
    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let per_page = per_page(scene);
        let page_of = Page::of(self.selected, self.len(), per_page);
        let first = page_of.index * per_page;
        let hints = hints(scene, per_page.min(self.len() - first));
        let area = page(sheet, scene, &self.title(scene), &hints);
        self.view_marks(scene, sheet, area);
        let body = Rect {
            y: area.y + 2,
            height: area.height.saturating_sub(2),
            ..area
        };
        let wide = is_wide(scene.size);
        let list = Rect {
            width: if wide { area.width * 8 / 15 } else { area.width },
            ..body
        };
        if self.len() == 0 {
            self.say_nothing(scene, sheet, list);
            return;
        }
        self.view_page(scene, sheet, list, first);
        let below = Rect {
            y: list.bottom() - 1,
            height: 1,
            ..list
        };
        pager::draw(sheet, below, page_of);
        if self.has_newer(scene) {
            let newer = word!(scene.language, "list.newer");
            let style = sheet.look.theme.warning;
            sheet.put_right(below.right() - 1, below.y, below.width / 2, &newer, style);
        }
        if wide && let Some(brief) = self.selected() {
            let line = Rect {
                x: list.right() - 1,
                width: 1,
                ..body
            };
            frame::divide(sheet, line);
            let beside = Rect {
                x: list.right() + 1,
                width: area.width - list.width - 2,
                ..body
            };
            detail::view_beside(scene, sheet, beside, brief.row);
        }
    }

    /// What was chosen and how to choose; below it what was given up, where nothing is what was asked for.
    fn view_marks(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let Subject::Query(asked) = &self.subject else { return };
        let language = scene.language;
        let tools = [
            (FILTER, word!(language, "filter.title")),
            (SORT, word!(language, "sort.title")),
            (SEARCH, word!(language, "search.title")),
        ]
        .map(|(digit, label)| Hint::new(Key::Digit(digit), digit.to_string(), label));
        let shown = wording::marks(&self.found.query, language);
        marks::draw(
            sheet,
            area,
            &word!(language, "list.chosen"),
            &shown,
            &tools,
            Some(Key::Digit(FILTER)),
        );
        if self.found.nearness != Nearness::Exact
            && let Some(instead) = wording::answer(asked, &self.found, language).pop()
        {
            let width = area.width.saturating_sub(2);
            sheet.put(area.x + 1, area.y + 1, width, &instead, sheet.look.theme.warning);
        }
    }

    fn say_nothing(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let empty = || match &self.subject {
            Subject::Query(_) => word!(scene.language, "list.empty").into_owned(),
            Subject::Like(..) => word!(scene.language, "list.none_like").into_owned(),
        };
        let words = scene.why_nothing().unwrap_or_else(empty);
        let top = area.y + area.height / 3;
        for (y, line) in (top..area.bottom()).zip(wrap(&words, area.width.saturating_sub(2).into())) {
            sheet.put_centred(Rect { y, height: 1, ..area }, &line, sheet.look.theme.text);
        }
    }

    fn view_page(&self, scene: Scene, sheet: &mut Sheet, area: Rect, first: usize) {
        let moment = scene.moment();
        if scene.letters == Letters::Large {
            self.view_large(scene, sheet, area, first);
            return;
        }
        let pitch = pitch(scene.size);
        let mut y = area.y;
        for slot in 0..per_page(scene) {
            let Some(brief) = &self.brief(first + slot) else { break };
            let place = Rect {
                x: area.x + 1,
                y,
                width: area.width.saturating_sub(3),
                height: pitch,
            };
            let is_selected = first + slot == self.selected;
            let how = How {
                moment,
                is_selected,
                is_short: self.catalog.falls_short_of(brief).is_some(),
                fate: fate(brief, scene),
            };
            if pitch >= CARD_PITCH {
                view_card(sheet, place, slot, brief, how);
            } else {
                let height = if scene.size.width < NARROW {
                    posting::HEIGHT_NARROW
                } else {
                    posting::HEIGHT
                };
                posting::draw(sheet, Rect { height, ..place }, Some(slot + 1), brief, how);
            }
            if let Ok(digit) = u8::try_from(slot + 1) {
                sheet.touch(place, Key::Digit(digit));
            }
            y += pitch;
        }
    }

    /// One posting, to be read without glasses.
    fn view_large(&self, scene: Scene, sheet: &mut Sheet, area: Rect, at: usize) {
        let Some(brief) = &self.brief(at) else { return };
        let row = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(3),
            height: area.height.saturating_sub(3),
        };
        let how = How {
            moment: scene.moment(),
            is_selected: true,
            is_short: self.catalog.falls_short_of(brief).is_some(),
            fate: fate(brief, scene),
        };
        view_card(sheet, row, 0, brief, how);
    }
}

/// By the newest catalog, whatever the list was made of.
fn fate(brief: &Brief, scene: Scene) -> Fate {
    if scene.catalog.is_withdrawn(brief.row) {
        return Fate::Withdrawn;
    }
    match scene.catalog.at_row(brief.row) {
        Some(now) if now.openings.is_full() => Fate::Full,
        Some(_) | None => Fate::AsListed,
    }
}

/// With its pay in large digits, and what one should know beside its title.
fn view_card(sheet: &mut Sheet, area: Rect, slot: usize, brief: &Brief, how: How) {
    let place = numbered::digit(sheet, area, slot, how.is_selected);
    let warning = posting::warning(brief, how, sheet.look);
    // The last row stays blank.
    let card = Rect {
        height: place.height.saturating_sub(1),
        ..place
    };
    card::draw(sheet, card, brief, how);
    if let Some((words, style)) = warning {
        // Behind the pay, where nothing else stands.
        sheet.put_right(place.right(), card.y + 1, place.width, &words, style);
    }
}

fn pitch(size: Size) -> u16 {
    let room = size.height.saturating_sub(AROUND) / PER_PAGE_MAX;
    if room >= CARD_PITCH {
        CARD_PITCH
    } else {
        room.clamp(PITCH_MIN, PITCH_MAX)
    }
}

fn hints(scene: Scene, shown: usize) -> Vec<Hint> {
    let mut hints = Vec::new();
    if shown > 0 {
        let wide = is_wide(scene.size);
        let label = if wide {
            word!(scene.language, "list.choose")
        } else {
            word!(scene.language, "list.open")
        };
        let sign = if shown > 1 {
            format!("1–{shown}")
        } else {
            "1".to_owned()
        };
        hints.push(Hint::of_several(sign, label));
    }
    hints.extend([Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key)));
    hints
}
