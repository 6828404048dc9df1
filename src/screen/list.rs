//! 列表 — postings, a page at a time; on a wide screen with the chosen one's detail and code beside them.

use std::sync::Arc;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Scene;
use super::Screen;
use super::detail;
use super::detail::Detail;
use super::filter::Filter;
use super::is_wide;
use super::page;
use super::search::Search;
use super::sort::Sorts;
use crate::catalog::Answer;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Nearness;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::catalog::Sort;
use crate::key::Key;
use crate::posting::Row;
use crate::text::CleanText;
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
use crate::widget::posting::How;
use crate::wording;

/// The digits above choose how to choose: 7 filters, 8 sorts, 9 searches.
const PER_PAGE_MAX: u16 = 6;
const FILTER: u8 = 7;
const SORT: u8 = 8;
const SEARCH: u8 = 9;
/// A posting and the blank row below it; on a tall screen two.
const PITCH_MIN: u16 = posting::HEIGHT + 1;
const PITCH_MAX: u16 = posting::HEIGHT + 2;
/// Rows that are no postings: the two bars, the marks and a note below them, the pager and a blank row above it.
const AROUND: u16 = 6;

#[derive(Debug, Clone)]
pub struct List {
    subject: Subject,
    /// Kept until the reader turns the page: nothing changes under a reader.
    catalog: Arc<Catalog>,
    found: Answer,
    selected: usize,
}

/// What it is a list of.
#[derive(Debug, Clone)]
enum Subject {
    Query(Query),
    /// 相近的活
    Like(Row, CleanText),
}

impl List {
    #[must_use]
    pub fn new(query: Query, scene: Scene) -> Self {
        Self::of(Subject::Query(query), scene)
    }

    /// Postings like that one.
    #[must_use]
    pub fn like(row: Row, title: CleanText, scene: Scene) -> Self {
        Self::of(Subject::Like(row, title), scene)
    }

    fn of(subject: Subject, scene: Scene) -> Self {
        Self {
            found: subject.look_up(scene),
            subject,
            catalog: Arc::clone(scene.catalog),
            selected: 0,
        }
    }

    /// What the postings on it meet, which may be less than was asked for; nothing where the list is of another kind.
    #[must_use]
    pub fn query(&self) -> Option<&Query> {
        match &self.subject {
            Subject::Query(_) => Some(&self.found.query),
            Subject::Like(..) => None,
        }
    }

    /// The same list, where nothing else is asked; else another from its beginning.
    #[must_use]
    pub fn asking(&self, query: Query, scene: Scene) -> Self {
        if self.query().is_some_and(|own| own.asks_the_same(&query)) {
            self.clone()
        } else {
            Self::new(query, scene)
        }
    }

    #[must_use]
    pub fn selected(&self) -> Option<&Brief> {
        self.brief(self.selected)
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let per_page = per_page(scene);
        let first = self.selected - self.selected % per_page;
        let newer = self.has_newer(scene);
        match key {
            Key::Digit(digit @ (FILTER | SORT | SEARCH)) => return self.choose_how(digit, scene),
            Key::Digit(digit) => return self.choose(first + usize::from(digit) - 1, first + per_page, scene),
            Key::Mark(at) => return self.ask(self.found.query.without_mark(at.into()), scene),
            Key::Erase => return self.ask(self.found.query.without_last_mark(), scene),
            Key::Enter | Key::Right => return self.open(),
            Key::Back | Key::Left => return Ask::Back,
            Key::NextPage if first + per_page < self.len() => return self.turn(first + per_page, scene),
            Key::PreviousPage if first > 0 => return self.turn(first - per_page, scene),
            // Where there is no other page to turn to, this one is read anew.
            Key::NextPage | Key::PreviousPage if newer => return self.turn(self.selected, scene),
            Key::Down if self.selected + 1 == first + per_page => return self.turn(self.selected + 1, scene),
            Key::Up if self.selected == first && first > 0 => return self.turn(self.selected - 1, scene),
            Key::Down => self.selected = (self.selected + 1).min(self.len().saturating_sub(1)),
            Key::Up => self.selected = self.selected.saturating_sub(1),
            Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_) => {}
        }
        Ask::Nothing
    }

    /// Nobody reads an empty page: it takes in what has come.
    pub fn refresh_if_empty(&mut self, scene: Scene) {
        if self.len() == 0 {
            self.take_in(scene);
        }
    }

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
        let middle = Rect {
            y: area.y + area.height / 3,
            height: 1,
            ..area
        };
        let empty = || match &self.subject {
            Subject::Query(_) => word!(scene.language, "list.empty").into_owned(),
            Subject::Like(..) => word!(scene.language, "list.none_like").into_owned(),
        };
        let words = scene.why_nothing().unwrap_or_else(empty);
        sheet.put_centred(middle, &words, sheet.look.theme.text);
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
            let Some(brief) = self.brief(first + slot) else { break };
            let place = Rect {
                x: area.x + 1,
                y,
                width: area.width.saturating_sub(3),
                height: posting::HEIGHT,
            };
            let is_selected = first + slot == self.selected;
            let how = How {
                moment,
                is_selected,
                is_short: self.catalog.falls_short_of(brief).is_some(),
            };
            posting::draw(sheet, place, Some(slot + 1), brief, how);
            if let Ok(digit) = u8::try_from(slot + 1) {
                sheet.touch(Rect { height: pitch, ..place }, Key::Digit(digit));
            }
            y += pitch;
        }
    }

    /// One posting, to be read without glasses.
    fn view_large(&self, scene: Scene, sheet: &mut Sheet, area: Rect, at: usize) {
        let Some(brief) = self.brief(at) else { return };
        let row = Rect {
            x: area.x + 1,
            y: area.y + 1,
            width: area.width.saturating_sub(3),
            height: area.height.saturating_sub(3),
        };
        let place = numbered::digit(sheet, row, 0, true);
        card::draw(sheet, place, brief, scene.moment());
    }

    /// `当天结 · 62 个活 · 近的在前`
    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        let language = scene.language;
        let name = match &self.subject {
            Subject::Like(_, title) => word!(language, "list.like", title = title.as_str()).into_owned(),
            Subject::Query(_) => match wording::marks(&self.found.query, language).as_slice() {
                [] => word!(language, "query.all").into_owned(),
                [only] => only.clone(),
                several => word!(language, "list.several", count = several.len()).into_owned(),
            },
        };
        let mut parts = vec![name, wording::jobs(self.len(), language)];
        let sort = self.query().map(|query| query.sort);
        parts.extend(
            sort.filter(|it| *it != Sort::Best)
                .map(|it| wording::sort(it, language)),
        );
        parts.join(wording::DOT)
    }

    fn len(&self) -> usize {
        self.found.hits.len()
    }

    fn choose_how(&self, digit: u8, scene: Scene) -> Ask {
        let Some(query) = self.query() else {
            return Ask::Nothing;
        };
        match digit {
            FILTER => Ask::Replace(Screen::Filter(Filter::new(self.clone(), scene))),
            SORT => Ask::Replace(Screen::Sorts(Sorts::new(self.clone()))),
            _ => Ask::Show(Screen::Search(Search::within(query.clone()))),
        }
    }

    /// Another query: of what is shown, which may be less than what was asked.
    fn ask(&mut self, query: Query, scene: Scene) -> Ask {
        if self.query().is_none_or(|own| own.asks_the_same(&query)) {
            return Ask::Nothing;
        }
        *self = Self::new(query, scene);
        Ask::Turned
    }

    /// On a wide screen the first press shows the posting beside the list, the second opens it.
    fn choose(&mut self, at: usize, end: usize, scene: Scene) -> Ask {
        if at >= self.len().min(end) {
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
        self.selected = to.min(self.len().saturating_sub(1));
        Ask::Turned
    }

    fn take_in(&mut self, scene: Scene) {
        if !Arc::ptr_eq(&self.catalog, scene.catalog) {
            self.catalog = Arc::clone(scene.catalog);
            self.found = self.subject.look_up(scene);
        }
    }

    fn has_newer(&self, scene: Scene) -> bool {
        !self.catalog.says_the_same(scene.catalog)
    }

    fn brief(&self, at: usize) -> Option<&Brief> {
        self.found.hits.get(at).and_then(|index| self.catalog.get(*index))
    }
}

impl Subject {
    fn look_up(&self, scene: Scene) -> Answer {
        match self {
            Self::Query(query) => scene.catalog.answer(query, scene.now.wall, &mut Recall::default()),
            Self::Like(row, _) => Answer {
                query: Query::default(),
                hits: scene.catalog.similar(*row, scene.now.wall),
                nearness: Nearness::Exact,
            },
        }
    }
}

/// How many postings a page shows; never none.
#[must_use]
pub fn per_page(scene: Scene) -> usize {
    if scene.letters == Letters::Large {
        return 1;
    }
    (scene.size.height.saturating_sub(AROUND) / PITCH_MIN)
        .clamp(1, PER_PAGE_MAX)
        .into()
}

fn pitch(size: Size) -> u16 {
    (size.height.saturating_sub(AROUND) / PER_PAGE_MAX).clamp(PITCH_MIN, PITCH_MAX)
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
