//! 列表 — postings, a page at a time; on a wide screen with the chosen one's detail and code beside them.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Scene;
use super::Screen;
use super::detail;
use super::detail::Detail;
use super::is_wide;
use super::page;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Index;
use crate::catalog::Query;
use crate::key::Key;
use crate::language::Language;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::widget::posting;
use crate::wording;

/// No more than there are digits to choose them by.
const PER_PAGE_MAX: u16 = 9;
/// A posting and the blank row below it.
const PITCH: u16 = posting::HEIGHT + 1;
/// Rows that are no postings: the two bars, the pager, and a blank row above and below them all.
const AROUND: u16 = 5;

#[derive(Debug)]
pub struct List {
    query: Query,
    /// Kept until the reader turns the page: nothing changes under a reader.
    catalog: Arc<Catalog>,
    hits: Vec<Index>,
    selected: usize,
}

impl List {
    #[must_use]
    pub fn new(query: Query, scene: Scene) -> Self {
        let hits = scene.catalog.find(&query, scene.now.wall);
        Self {
            query,
            catalog: Arc::clone(scene.catalog),
            hits,
            selected: 0,
        }
    }

    #[must_use]
    pub fn selected(&self) -> Option<&Brief> {
        self.brief(self.selected)
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let per_page = per_page(scene.size);
        let first = self.selected - self.selected % per_page;
        let newer = self.has_newer(scene);
        match key {
            Key::Digit(digit) => return self.choose(first + usize::from(digit) - 1, first + per_page, scene),
            Key::Enter | Key::Right => return self.open(),
            Key::Back | Key::Left => return Ask::Back,
            Key::NextPage if first + per_page < self.hits.len() => return self.turn(first + per_page, scene),
            Key::PreviousPage if first > 0 => return self.turn(first - per_page, scene),
            // Where there is no other page to turn to, this one is read anew.
            Key::NextPage | Key::PreviousPage if newer => return self.turn(self.selected, scene),
            Key::Down if self.selected + 1 == first + per_page => return self.turn(self.selected + 1, scene),
            Key::Up if self.selected == first && first > 0 => return self.turn(self.selected - 1, scene),
            Key::Down => self.selected = (self.selected + 1).min(self.hits.len().saturating_sub(1)),
            Key::Up => self.selected = self.selected.saturating_sub(1),
            Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Char(_)
            | Key::Result(_) => {}
        }
        Ask::Nothing
    }

    /// Nobody reads an empty page: it takes in what has come.
    pub fn refresh_if_empty(&mut self, scene: Scene) {
        if self.hits.is_empty() {
            self.take_in(scene);
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let per_page = per_page(scene.size);
        let page_of = Page::of(self.selected, self.hits.len(), per_page);
        let first = page_of.index * per_page;
        let hints = hints(scene, per_page.min(self.hits.len() - first));
        let area = page(
            sheet,
            scene,
            &title(&self.query, self.hits.len(), scene.language),
            &hints,
        );
        let wide = is_wide(scene.size);
        let list = Rect {
            width: if wide { area.width * 8 / 15 } else { area.width },
            ..area
        };
        if self.hits.is_empty() {
            let empty = || word!(scene.language, "list.empty").into_owned();
            let words = scene.why_nothing().unwrap_or_else(empty);
            let middle = Rect {
                y: list.y + list.height / 2,
                height: 1,
                ..list
            };
            sheet.put_centred(middle, &words, sheet.look.theme.text);
            return;
        }
        self.view_page(
            scene,
            sheet,
            Rect {
                height: list.height - 1,
                ..list
            },
            first,
        );
        let below = Rect {
            y: list.bottom() - 1,
            height: 1,
            ..list
        };
        pager::draw(sheet, below, page_of);
        if self.has_newer(scene) {
            let newer = word!(scene.language, "list.newer");
            sheet.put_right(
                below.right() - 1,
                below.y,
                below.width / 2,
                &newer,
                sheet.look.theme.warning,
            );
        }
        if wide && let Some(brief) = self.selected() {
            let beside = Rect {
                x: list.right() + 1,
                width: area.width - list.width - 2,
                ..area
            };
            frame::divide(
                sheet,
                Rect {
                    x: list.right() - 1,
                    width: 1,
                    ..area
                },
            );
            detail::view_beside(scene, sheet, beside, brief.row);
        }
    }

    fn view_page(&self, scene: Scene, sheet: &mut Sheet, area: Rect, first: usize) {
        let moment = scene.moment();
        let per_page = per_page(scene.size);
        let mut y = area.y + 1;
        for slot in 0..per_page {
            let Some(brief) = self.brief(first + slot) else { break };
            let place = Rect {
                x: area.x + 1,
                y,
                width: area.width.saturating_sub(3),
                height: posting::HEIGHT,
            };
            let is_selected = first + slot == self.selected;
            posting::draw(sheet, place, Some(slot + 1), brief, moment, is_selected);
            if let Ok(digit) = u8::try_from(slot + 1) {
                sheet.touch(Rect { height: PITCH, ..place }, Key::Digit(digit));
            }
            y += PITCH;
        }
    }

    /// On a wide screen the first press shows the posting beside the list, the second opens it.
    fn choose(&mut self, at: usize, end: usize, scene: Scene) -> Ask {
        if at >= self.hits.len().min(end) {
            return Ask::Nothing;
        }
        let again = self.selected == at;
        self.selected = at;
        if !is_wide(scene.size) || again {
            self.open()
        } else {
            Ask::Nothing
        }
    }

    fn open(&self) -> Ask {
        self.selected()
            .map_or(Ask::Nothing, |brief| Ask::Show(Screen::Detail(Detail::new(brief.row))))
    }

    /// Goes to a posting on another page, and takes in newer data with it.
    fn turn(&mut self, to: usize, scene: Scene) -> Ask {
        self.take_in(scene);
        self.selected = to.min(self.hits.len().saturating_sub(1));
        Ask::Turned
    }

    fn take_in(&mut self, scene: Scene) {
        if !Arc::ptr_eq(&self.catalog, scene.catalog) {
            self.catalog = Arc::clone(scene.catalog);
            self.hits = self.catalog.find(&self.query, scene.now.wall);
        }
    }

    fn has_newer(&self, scene: Scene) -> bool {
        !self.catalog.says_the_same(scene.catalog)
    }

    fn brief(&self, at: usize) -> Option<&Brief> {
        self.hits.get(at).and_then(|index| self.catalog.get(*index))
    }
}

/// How many postings a page shows; never none.
#[must_use]
pub fn per_page(size: Size) -> usize {
    (size.height.saturating_sub(AROUND) / PITCH)
        .clamp(1, PER_PAGE_MAX)
        .into()
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
    hints.extend([Key::Back, Key::Languages, Key::Help].map(|key| scene.hint(key)));
    hints
}

/// `当天结 · 62 个活`
fn title(query: &Query, count: usize, language: Language) -> String {
    let mut parts = wording::marks(query, language);
    if parts.is_empty() {
        parts.push(word!(language, "query.all").into_owned());
    }
    parts.push(wording::jobs(count, language));
    parts.join(wording::DOT)
}
