//! One thing to filter by: its choices, with how many postings each would leave. Places open level by level.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::filter::Filter;
use super::page;
use super::paging;
use super::paging::Step;
use crate::catalog::Area;
use crate::catalog::Choice;
use crate::catalog::Condition;
use crate::catalog::Dimension;
use crate::catalog::Query;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::numbered;
use crate::widget::numbered::PER_PAGE;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::wording;

#[derive(Debug, Clone)]
pub struct Choices {
    /// To go back to.
    filter: Filter,
    dimension: Dimension,
    /// The places that were opened, the one whose parts are on show last.
    inside: Vec<Area>,
    rows: Vec<Row>,
    selected: usize,
}

#[derive(Debug, Clone)]
enum Row {
    /// Asks nothing of the dimension any more.
    Any,
    /// The whole of the place whose parts are on show.
    Whole(Choice),
    One(Choice),
}

impl Choices {
    #[must_use]
    pub fn new(filter: Filter, dimension: Dimension, scene: Scene) -> Self {
        let mut choices = Self {
            filter,
            dimension,
            inside: Vec::new(),
            rows: Vec::new(),
            selected: 0,
        };
        choices.list(scene);
        choices
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let (selected, step) = paging::step(key, self.selected, self.rows.len(), PER_PAGE);
        self.selected = selected;
        match step {
            Step::Choose(at) => self.choose(at, scene),
            Step::Back if !self.inside.is_empty() => {
                let left = self.inside.pop().map(Condition::Area);
                self.list(scene);
                let is_left = |row: &Row| matches!(row, Row::One(it) if Some(&it.condition) == left.as_ref());
                self.selected = self.rows.iter().position(is_left).unwrap_or(0);
                Ask::Turned
            }
            Step::Back => self.done(self.filter.query().clone(), scene),
            Step::Turned => Ask::Turned,
            Step::Stays => Ask::Nothing,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let first = paging::first(self.selected, PER_PAGE);
        let hints = [
            Hint::of_several("1–9", word!(language, "filter.choose")),
            scene.hint(Key::Back),
            scene.hint(Key::Help),
            scene.hint(Key::Languages),
            scene.hint(Key::Large),
        ];
        let mut title = vec![
            word!(language, "filter.title").into_owned(),
            wording::dimension(self.dimension, language),
        ];
        title.extend(self.inside.last().and_then(Area::name).map(ToString::to_string));
        let area = page(sheet, scene, &title.join(wording::DOT), &hints);
        let shown = self.rows[first..].iter().enumerate();
        for (place, (slot, row)) in numbered::rows(area, 1).zip(shown) {
            let place = numbered::digit(sheet, place, slot, first + slot == self.selected);
            self.view_row(scene, sheet, place, row);
        }
        let below = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        pager::draw(sheet, below, Page::of(first, self.rows.len(), PER_PAGE));
    }

    fn view_row(&self, scene: Scene, sheet: &mut Sheet, place: Rect, row: &Row) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let (name, count) = match row {
            Row::Any => (word!(language, "filter.any").into_owned(), None),
            Row::Whole(choice) => {
                let name = wording::condition(&choice.condition, language);
                (
                    word!(language, "filter.whole", name = name).into_owned(),
                    Some(choice.count),
                )
            }
            Row::One(choice) => (wording::condition(&choice.condition, language), Some(choice.count)),
        };
        let count = count.map(|count| wording::jobs(count, language)).unwrap_or_default();
        let used = sheet.put_right(place.right(), place.y, place.width / 2, &count, theme.text);
        let room = place.width.saturating_sub(used + 2);
        let is_asked =
            matches!(row, Row::Whole(it) | Row::One(it) if self.filter.query().conditions.contains(&it.condition));
        let style = if is_asked { theme.money } else { theme.strong };
        let name = if is_asked {
            word!(language, "filter.chosen", what = name).into_owned()
        } else {
            name
        };
        sheet.put(place.x, place.y, room, &name, style);
    }

    fn choose(&mut self, at: usize, scene: Scene) -> Ask {
        let query = self.filter.query();
        match self.rows.get(at) {
            None => Ask::Nothing,
            Some(Row::Any) => self.done(query.without(self.dimension), scene),
            Some(Row::Whole(choice)) => self.done(query.with(choice.condition.clone()), scene),
            Some(Row::One(choice)) => {
                if let Condition::Area(area) = &choice.condition
                    && scene.catalog.areas_below(Some(area)).len() > 1
                {
                    self.inside.push(area.clone());
                    self.list(scene);
                    return Ask::Turned;
                }
                self.done(query.with(choice.condition.clone()), scene)
            }
        }
    }

    fn done(&self, query: Query, scene: Scene) -> Ask {
        Ask::Replace(Screen::Filter(self.filter.asking(query, scene)))
    }

    fn list(&mut self, scene: Scene) {
        let (catalog, now, query) = (scene.catalog, scene.now.wall, self.filter.query());
        let is_asked = query.of_dimension(self.dimension).next().is_some();
        let mut rows = Vec::new();
        let choices = match self.inside.last() {
            Some(area) => {
                let whole = catalog.counts(query, &[Condition::Area(area.clone())], now);
                rows.extend(whole.into_iter().map(Row::Whole));
                catalog.area_counts(query, Some(area), now)
            }
            None => {
                rows.extend(is_asked.then_some(Row::Any));
                catalog
                    .choices(&[self.dimension], query, now)
                    .into_iter()
                    .flatten()
                    .collect()
            }
        };
        rows.extend(choices.into_iter().filter(|choice| choice.count > 0).map(Row::One));
        self.rows = rows;
        self.selected = 0;
    }
}
