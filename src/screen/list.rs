//! 列表 — postings, a page at a time; on a wide screen with the chosen one's detail and code beside them.

mod view;

use std::sync::Arc;

use super::Ask;
use super::Scene;
use super::Screen;
use super::detail::Detail;
use super::filter::Filter;
use super::is_wide;
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
use crate::widget::posting;
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
    pub fn selected(&self) -> Option<Brief> {
        self.brief(self.selected)
    }

    /// The postings of the page.
    #[must_use]
    pub fn drawn(&self, scene: Scene) -> Vec<Row> {
        let per_page = per_page(scene);
        let first = self.selected - self.selected % per_page;
        let page = (first..first + per_page).filter_map(|at| self.brief(at));
        page.map(|brief| brief.row).collect()
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

    fn brief(&self, at: usize) -> Option<Brief> {
        self.found.hits.get(at).and_then(|index| self.catalog.get(index))
    }
}

impl Subject {
    fn look_up(&self, scene: Scene) -> Answer {
        match self {
            Self::Query(query) => scene.catalog.answer(query, scene.now.wall, &mut Recall::default()),
            Self::Like(row, _) => Answer {
                query: Query::default(),
                hits: scene.catalog.similar(*row, scene.now.wall).into(),
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
