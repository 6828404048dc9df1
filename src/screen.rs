//! One file a screen: its state, what keys do to it, what it draws.
//!
//! A [`Key`] comes in, an [`Ask`] goes out. What a screen reads but does not own is in the [`Scene`].

pub mod choices;
pub mod closed;
pub mod detail;
mod door;
pub mod filter;
pub mod help;
pub mod home;
pub mod languages;
pub mod leaflet;
mod lines;
pub mod list;
pub mod maintenance;
pub mod menu;
pub mod number;
mod paging;
mod panel;
pub mod pin;
pub mod questions;
mod reader;
pub mod report;
mod scene;
pub mod search;
pub mod sort;
pub mod wage;
pub mod wages;
pub mod waiting;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use crate::desk::Report;
use crate::key::Key;
use crate::language::Language;
use crate::pin::Pin;
use crate::posting::Row;
use crate::slip::Slip;
use crate::upkeep::Task;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::bar::Hint;
pub use scene::Call;
pub use scene::Opened;
pub use scene::Scene;
pub use scene::Told;

use choices::Choices;
use closed::Closed;
use detail::Detail;
use filter::Filter;
use help::Help;
use home::Home;
use languages::Languages;
use leaflet::Leaflet;
use list::List;
use maintenance::Maintenance;
use menu::Menu;
use number::Number;
use pin::PinEntry;
use questions::Questions;
use report::Reporting;
use search::Search;
use sort::Sorts;
use wage::Wage;
use wages::Wages;
use waiting::Waiting;

/// From this size a list has its detail and code beside it: the code takes 22 rows, and what decides a few more.
const WIDE: Size = Size { width: 120, height: 30 };

/// Whether a list has its detail and code beside it.
#[must_use]
pub fn is_wide(size: Size) -> bool {
    size.width >= WIDE.width && size.height >= WIDE.height
}

#[derive(Debug)]
pub enum Screen {
    Waiting(Waiting),
    Home(Home),
    List(List),
    Filter(Filter),
    Choices(Box<Choices>),
    Sorts(Sorts),
    Detail(Detail),
    Search(Search),
    Number(Number),
    Menu(Menu),
    Leaflet(Leaflet),
    Questions(Questions),
    Wages(Wages),
    Wage(Wage),
    Report(Reporting),
    Help(Help),
    Languages(Languages),
    Pin(PinEntry),
    Maintenance(Maintenance),
    Closed(Closed),
}

impl Default for Screen {
    fn default() -> Self {
        Self::Waiting(Waiting::default())
    }
}

/// What a screen asks of the app.
#[derive(Debug)]
#[must_use]
pub enum Ask {
    Nothing,
    /// Goes there; [`Ask::Back`] comes back here.
    Show(Screen),
    /// Goes there, and back to where this screen was opened from.
    Replace(Screen),
    Back,
    /// Another page of the same: a bounce of the key that did it is no second page.
    Turned,
    /// 看完了 — ends the visit.
    End,
    Speak(Language),
    /// From this page.
    CallStaff(String),
    Report(Report),
    /// Prints it.
    Print(Slip),
    /// Says a text aloud.
    ReadAloud(String),
    CheckPin(Pin),
    Upkeep(Task),
}

impl Screen {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match self {
            Self::Waiting(screen) => screen.update(key, scene),
            Self::Home(screen) => screen.update(key, scene),
            Self::List(screen) => screen.update(key, scene),
            Self::Filter(screen) => screen.update(key, scene),
            Self::Choices(screen) => screen.update(key, scene),
            Self::Sorts(screen) => screen.update(key, scene),
            Self::Detail(screen) => screen.update(key, scene),
            Self::Search(screen) => screen.update(key, scene),
            Self::Number(screen) => screen.update(key, scene),
            Self::Menu(screen) => screen.update(key, scene),
            Self::Leaflet(screen) => screen.update(key, scene),
            Self::Questions(screen) => screen.update(key, scene),
            Self::Wages(screen) => screen.update(key, scene),
            Self::Wage(screen) => screen.update(key, scene),
            Self::Report(screen) => screen.update(key),
            Self::Help(screen) => screen.update(key, scene),
            Self::Languages(screen) => screen.update(key, scene),
            Self::Pin(screen) => screen.update(key, scene),
            Self::Maintenance(screen) => screen.update(key, scene),
            Self::Closed(screen) => screen.update(key, scene),
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        match self {
            Self::Waiting(screen) => screen.view(scene, sheet),
            Self::Home(screen) => screen.view(scene, sheet),
            Self::List(screen) => screen.view(scene, sheet),
            Self::Filter(screen) => screen.view(scene, sheet),
            Self::Choices(screen) => screen.view(scene, sheet),
            Self::Sorts(screen) => screen.view(scene, sheet),
            Self::Detail(screen) => screen.view(scene, sheet),
            Self::Search(screen) => screen.view(scene, sheet),
            Self::Number(screen) => screen.view(scene, sheet),
            Self::Menu(screen) => screen.view(scene, sheet),
            Self::Leaflet(screen) => screen.view(scene, sheet),
            Self::Questions(screen) => screen.view(scene, sheet),
            Self::Wages(screen) => screen.view(scene, sheet),
            Self::Wage(screen) => screen.view(scene, sheet),
            Self::Report(screen) => screen.view(scene, sheet),
            Self::Help(screen) => screen.view(scene, sheet),
            Self::Languages(screen) => screen.view(scene, sheet),
            Self::Pin(screen) => screen.view(scene, sheet),
            Self::Maintenance(screen) => screen.view(scene, sheet),
            Self::Closed(screen) => screen.view(scene, sheet),
        }
    }

    /// The posting that must be read whole for this screen.
    #[must_use]
    pub fn shows(&self, size: Size) -> Option<Row> {
        match self {
            Self::Detail(detail) => Some(detail.row()),
            Self::List(list) if is_wide(size) => list.selected().map(|brief| brief.row),
            Self::List(_)
            | Self::Filter(_)
            | Self::Choices(_)
            | Self::Sorts(_)
            | Self::Waiting(_)
            | Self::Home(_)
            | Self::Search(_)
            | Self::Number(_)
            | Self::Menu(_)
            | Self::Leaflet(_)
            | Self::Questions(_)
            | Self::Wages(_)
            | Self::Wage(_)
            | Self::Report(_)
            | Self::Help(_)
            | Self::Languages(_)
            | Self::Pin(_)
            | Self::Maintenance(_)
            | Self::Closed(_) => None,
        }
    }

    /// The postings that [`Self::view`] draws.
    #[must_use]
    pub fn drawn(&self, scene: Scene) -> Vec<Row> {
        if let Self::Waiting(waiting) = self {
            waiting.drawn(scene).into_iter().collect()
        } else if let Self::List(list) = self {
            list.drawn(scene)
        } else if let Self::Search(search) = self {
            search.drawn(scene)
        } else {
            self.shows(scene.size).into_iter().collect()
        }
    }

    /// Takes in newer data where nobody is reading the old.
    pub fn refresh(&mut self, scene: Scene) {
        if let Self::List(list) = self {
            list.refresh_if_empty(scene);
        } else if let Self::Waiting(waiting) = self {
            waiting.begin_anew(scene);
        }
    }

    /// Somebody may be aiming a phone at it.
    #[must_use]
    pub fn has_code(&self, scene: Scene) -> bool {
        match self {
            Self::Detail(detail) => detail.has_code(scene),
            Self::Leaflet(leaflet) => leaflet.has_code(scene),
            Self::List(_)
            | Self::Filter(_)
            | Self::Choices(_)
            | Self::Sorts(_)
            | Self::Waiting(_)
            | Self::Home(_)
            | Self::Search(_)
            | Self::Number(_)
            | Self::Menu(_)
            | Self::Questions(_)
            | Self::Wages(_)
            | Self::Wage(_)
            | Self::Report(_)
            | Self::Help(_)
            | Self::Languages(_)
            | Self::Pin(_)
            | Self::Maintenance(_)
            | Self::Closed(_) => self
                .shows(scene.size)
                .is_some_and(|row| detail::has_code_beside(scene, row)),
        }
    }

    /// Somebody types there, letters or digits.
    #[must_use]
    pub fn is_typed_into(&self) -> bool {
        matches!(self, Self::Search(_) | Self::Number(_) | Self::Pin(_))
    }

    /// No page for the public.
    #[must_use]
    pub fn is_for_staff(&self) -> bool {
        matches!(self, Self::Pin(_) | Self::Maintenance(_))
    }

    /// Nobody is there, as far as one knows.
    #[must_use]
    pub fn is_resting(&self) -> bool {
        matches!(self, Self::Waiting(_) | Self::Closed(_))
    }

    /// What the page is called to staff who come to it. Of what somebody typed or said of themselves it says nothing:
    /// it is written down.
    #[must_use]
    pub fn name_for_staff(&self, scene: Scene) -> String {
        let tells_of_its_reader = if let Self::Menu(menu) = self {
            menu.tells_of_its_reader()
        } else {
            false
        };
        if matches!(self, Self::List(_)) {
            word!(scene.language, "query.all").into_owned()
        } else if tells_of_its_reader {
            word!(scene.language, "services.title").into_owned()
        } else {
            self.title(scene)
        }
    }

    /// What stands over the page.
    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        let language = scene.language;
        match self {
            Self::Waiting(_) | Self::Home(_) => scene.hall_name(),
            Self::List(screen) => screen.title(scene),
            Self::Detail(screen) => screen.title(scene),
            Self::Menu(screen) => screen.title(scene),
            Self::Leaflet(screen) => screen.title(scene),
            Self::Wage(screen) => screen.title(scene),
            Self::Filter(_) | Self::Choices(_) => word!(language, "filter.title").into_owned(),
            Self::Sorts(_) => word!(language, "sort.title").into_owned(),
            Self::Search(_) => word!(language, "search.title").into_owned(),
            Self::Number(_) => word!(language, "number.title").into_owned(),
            Self::Questions(_) => word!(language, "services.may_apply").into_owned(),
            Self::Wages(_) => word!(language, "wage.title").into_owned(),
            Self::Report(_) => word!(language, "report.title").into_owned(),
            Self::Help(_) => word!(language, "help.title").into_owned(),
            Self::Languages(_) => word!(language, "hint.languages").into_owned(),
            Self::Pin(_) | Self::Maintenance(_) => word!(language, "pin.title").into_owned(),
            Self::Closed(_) => word!(language, "closed.title").into_owned(),
        }
    }
}

/// The page between its bars.
fn page(sheet: &mut Sheet, scene: Scene, title: &str, hints: &[Hint]) -> Rect {
    let left_out = bar::bottom(sheet, hints);
    bar::top(sheet, title, left_out, &scene.warnings(), &scene.clock());
    page_area(sheet.area().as_size(), hints)
}

/// Where a page with these keys lies between its bars.
fn page_area(size: Size, hints: &[Hint]) -> Rect {
    let below = bar::height(size.width, hints);
    Rect::new(0, 1, size.width, size.height.saturating_sub(1 + below))
}
