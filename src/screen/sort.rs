//! 排序 — what comes first.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::list::List;
use super::page;
use crate::catalog::Query;
use crate::catalog::Sort;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::numbered;
use crate::wording;

/// A row for the eye, two more for the finger.
const PITCH: u16 = 3;

#[derive(Debug, Clone)]
pub struct Sorts {
    /// To go back to.
    list: List,
    selected: usize,
}

impl Sorts {
    #[must_use]
    pub fn new(list: List) -> Self {
        let sort = list.query().map(|query| query.sort).unwrap_or_default();
        Self {
            selected: Sort::ALL.iter().position(|own| *own == sort).unwrap_or(0),
            list,
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Digit(digit) => return self.choose(usize::from(digit) - 1, scene),
            Key::Enter | Key::Right => return self.choose(self.selected, scene),
            Key::Back | Key::Left => return Ask::Replace(Screen::List(self.list.clone())),
            Key::Down => self.selected = (self.selected + 1).min(Sort::ALL.len() - 1),
            Key::Up => self.selected = self.selected.saturating_sub(1),
            Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let hints = [
            Hint::of_several(format!("1–{}", Sort::ALL.len()), word!(language, "filter.choose")),
            scene.hint(Key::Back),
            scene.hint(Key::Help),
            scene.hint(Key::Languages),
            scene.hint(Key::Large),
        ];
        let area = page(sheet, scene, &word!(language, "sort.title"), &hints);
        let theme = sheet.look.theme;
        for (slot, sort) in Sort::ALL.into_iter().enumerate() {
            let place = Rect {
                x: area.x + 1,
                y: area.y + 2 + PITCH * u16::try_from(slot).unwrap_or(0),
                width: area.width.saturating_sub(2),
                height: PITCH,
            };
            let place = numbered::digit(sheet, place, slot, slot == self.selected);
            let name = wording::sort(sort, language);
            let is_asked = self.list.query().is_some_and(|query| query.sort == sort);
            let (name, style) = if is_asked {
                (word!(language, "filter.chosen", what = name).into_owned(), theme.money)
            } else {
                (name, theme.strong)
            };
            sheet.put(place.x, place.y, place.width, &name, style);
        }
    }

    fn choose(&mut self, at: usize, scene: Scene) -> Ask {
        let Some(sort) = Sort::ALL.get(at) else {
            return Ask::Nothing;
        };
        let query = Query {
            sort: *sort,
            ..self.list.query().cloned().unwrap_or_default()
        };
        Ask::Replace(Screen::List(self.list.asking(query, scene)))
    }
}
