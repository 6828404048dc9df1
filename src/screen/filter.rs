//! 筛选 — what can be asked of a posting, nine to a page, each with what there is of it in what is being looked at.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::choices::Choices;
use super::list::List;
use super::page;
use crate::catalog::Choice;
use crate::catalog::Dimension;
use crate::catalog::Query;
use crate::key::Key;
use crate::text::cells;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::marks;
use crate::widget::numbered;
use crate::widget::numbered::PER_PAGE;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::wording;

/// What workers ask first stands on the first page.
const DIMENSIONS: [Dimension; 18] = [
    Dimension::Place,
    Dimension::Trade,
    Dimension::Pay,
    Dimension::Settlement,
    Dimension::Start,
    Dimension::Distance,
    Dimension::Shift,
    Dimension::Age,
    Dimension::Papers,
    Dimension::Meals,
    Dimension::Lodging,
    Dimension::Transport,
    Dimension::Deposit,
    Dimension::Insurance,
    Dimension::Recruiter,
    Dimension::Verified,
    Dimension::Audience,
    Dimension::Posted,
];
const PAGES: usize = DIMENSIONS.len() / PER_PAGE;
/// Cells for what is filtered by.
const LABEL: u16 = 10;

#[derive(Debug, Clone)]
pub struct Filter {
    /// To go back to.
    list: List,
    query: Query,
    page: usize,
    /// How many postings the query leaves.
    count: usize,
    /// Of each dimension of the page.
    choices: Vec<Vec<Choice>>,
    /// Where the arrows stand on the page; nowhere until they are used.
    selected: Option<usize>,
}

impl Filter {
    #[must_use]
    pub fn new(list: List, scene: Scene) -> Self {
        let mut filter = Self {
            query: list.query().cloned().unwrap_or_default(),
            list,
            page: 0,
            count: 0,
            choices: Vec::new(),
            selected: None,
        };
        filter.recount(scene);
        filter
    }

    /// The same, asking something else.
    #[must_use]
    pub fn asking(&self, query: Query, scene: Scene) -> Self {
        let mut filter = self.clone();
        filter.query = query;
        filter.recount(scene);
        filter
    }

    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let last = self.selected.is_none_or(|at| at + 1 == PER_PAGE);
        match (key, self.selected) {
            (Key::Digit(digit), _) => return self.choose(usize::from(digit) - 1, scene),
            (Key::Enter | Key::Right, Some(at)) => return self.choose(at, scene),
            (Key::Mark(at), _) => *self = self.asking(self.query.without_mark(at.into()), scene),
            (Key::Erase, _) => *self = self.asking(self.query.without_last_mark(), scene),
            (Key::Enter | Key::Back | Key::Left, _) => {
                return Ask::Replace(Screen::List(self.list.asking(self.query.clone(), scene)));
            }
            (Key::Down, None) => self.selected = Some(0),
            (Key::Down, Some(at)) if !last => self.selected = Some(at + 1),
            (Key::Up, Some(at)) if at > 0 => self.selected = Some(at - 1),
            (Key::NextPage | Key::Down, _) if self.page + 1 < PAGES => return self.turn(self.page + 1, scene),
            (Key::PreviousPage | Key::Up, _) if self.page > 0 => return self.turn(self.page - 1, scene),
            (
                Key::NextPage
                | Key::PreviousPage
                | Key::Up
                | Key::Down
                | Key::Right
                | Key::Languages
                | Key::Help
                | Key::Large
                | Key::Clear
                | Key::Hold
                | Key::Char(_)
                | Key::Result(_),
                _,
            ) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let jobs = wording::jobs(self.count, language);
        let see = word!(language, "filter.see", jobs = jobs);
        let hints = [
            Hint::of_several("1–9", word!(language, "filter.choose")),
            Hint::new(Key::Enter, word!(language, "hint.enter_sign"), see),
            scene.hint(Key::Back),
            scene.hint(Key::Help),
            scene.hint(Key::Languages),
            scene.hint(Key::Large),
        ];
        let title = [
            word!(language, "filter.title").into_owned(),
            wording::jobs(self.count, language),
        ];
        let area = page(sheet, scene, &title.join(wording::DOT), &hints);
        let shown = wording::marks(&self.query, language);
        marks::draw(sheet, area, &word!(language, "list.chosen"), &shown, &[], None);
        for (row, (slot, choices)) in numbered::rows(area, 2).zip(self.choices.iter().enumerate()) {
            self.view_row(scene, sheet, row, slot, choices);
        }
        let below = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        let page = Page {
            index: self.page,
            count: PAGES,
        };
        pager::draw(sheet, below, page);
    }

    /// What is chosen of it; else what there is to choose, as far as there is room.
    fn view_row(&self, scene: Scene, sheet: &mut Sheet, row: Rect, slot: usize, choices: &[Choice]) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let Some(dimension) = self.dimension(slot) else { return };
        let chosen: Vec<String> = self
            .query
            .of_dimension(dimension)
            .map(|condition| wording::condition(condition, language))
            .collect();
        // A digit that would do nothing is not shown.
        let place = if chosen.is_empty() && choices.is_empty() {
            numbered::beside(row)
        } else {
            numbered::digit(sheet, row, slot, self.selected == Some(slot))
        };
        sheet.put(
            place.x,
            row.y,
            LABEL,
            &wording::dimension(dimension, language),
            theme.strong,
        );
        let x = place.x + LABEL + 1;
        let room = place.right().saturating_sub(x);
        if !chosen.is_empty() {
            let chosen = word!(
                language,
                "filter.chosen",
                what = chosen.join(&word!(scene.language, "answer.comma"))
            );
            sheet.put(x, row.y, room, &chosen, theme.money);
        } else if choices.is_empty() {
            sheet.put(x, row.y, room, &word!(language, "filter.none"), theme.muted);
        } else if let [only] = choices
            && is_plain(dimension)
        {
            sheet.put(x, row.y, room, &wording::jobs(only.count, language), theme.muted);
        } else {
            sheet.put(x, row.y, room, &offer(choices, room, language), theme.muted);
        }
    }

    fn dimension(&self, slot: usize) -> Option<Dimension> {
        DIMENSIONS.get(self.page * PER_PAGE + slot).copied()
    }

    /// What is either so or not is turned on and off here; other things have a page.
    fn choose(&mut self, slot: usize, scene: Scene) -> Ask {
        let Some((dimension, choices)) = self.dimension(slot).zip(self.choices.get(slot)) else {
            return Ask::Nothing;
        };
        self.selected = None;
        let is_asked = self.query.of_dimension(dimension).next().is_some();
        let is_plain = is_plain(dimension);
        match choices.as_slice() {
            _ if is_plain && is_asked => *self = self.asking(self.query.without(dimension), scene),
            [] if !is_asked => {}
            [only] if is_plain => *self = self.asking(self.query.with(only.condition.clone()), scene),
            _ => return Ask::Replace(Screen::Choices(Box::new(Choices::new(self.clone(), dimension, scene)))),
        }
        Ask::Nothing
    }

    fn turn(&mut self, page: usize, scene: Scene) -> Ask {
        self.page = page;
        self.selected = self.selected.map(|_| 0);
        self.recount(scene);
        Ask::Turned
    }

    fn recount(&mut self, scene: Scene) {
        let (catalog, now) = (scene.catalog, scene.now.wall);
        let first = self.page * PER_PAGE;
        let dimensions = &DIMENSIONS[first..first + PER_PAGE];
        self.count = catalog.count(&self.query, now);
        self.choices = catalog.choices(dimensions, &self.query, now);
    }
}

/// Either so or not.
fn is_plain(dimension: Dimension) -> bool {
    matches!(
        dimension,
        Dimension::Meals | Dimension::Lodging | Dimension::Transport | Dimension::Verified
    )
}

/// `当天结 420 · 按月结 300`
fn offer(choices: &[Choice], room: u16, language: crate::language::Language) -> String {
    let mut said = String::new();
    for choice in choices {
        let name = wording::condition(&choice.condition, language);
        let next = format!("{name} {}", wording::thousands(&choice.count.to_string()));
        let gap = if said.is_empty() { "" } else { wording::DOT };
        if cells(&said) + cells(gap) + cells(&next) > usize::from(room) {
            break;
        }
        said.push_str(gap);
        said.push_str(&next);
    }
    said
}
