//! One file a screen: its state, what keys do to it, what it draws.
//!
//! A [`Key`] comes in, an [`Ask`] goes out. What a screen reads but does not own is in the [`Scene`].

pub mod choices;
pub mod detail;
pub mod filter;
pub mod help;
pub mod home;
pub mod languages;
pub mod list;
pub mod number;
mod scene;
pub mod search;
pub mod sort;
pub mod waiting;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use crate::key::Key;
use crate::language::Language;
use crate::posting::Row;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::bar::Hint;
pub use scene::Opened;
pub use scene::Scene;

use choices::Choices;
use detail::Detail;
use filter::Filter;
use home::Home;
use languages::Languages;
use list::List;
use number::Number;
use search::Search;
use sort::Sorts;

/// From this size a list has its detail and code beside it: the code takes 22 rows, and what decides a few more.
const WIDE: Size = Size { width: 120, height: 30 };

/// Whether a list has its detail and code beside it.
#[must_use]
pub fn is_wide(size: Size) -> bool {
    size.width >= WIDE.width && size.height >= WIDE.height
}

#[derive(Debug)]
pub enum Screen {
    Waiting,
    Home(Home),
    List(List),
    Filter(Filter),
    Choices(Box<Choices>),
    Sorts(Sorts),
    Detail(Detail),
    Search(Search),
    Number(Number),
    Help,
    Languages(Languages),
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
}

impl Screen {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match self {
            Self::Waiting => waiting::update(key),
            Self::Home(screen) => screen.update(key, scene),
            Self::List(screen) => screen.update(key, scene),
            Self::Filter(screen) => screen.update(key, scene),
            Self::Choices(screen) => screen.update(key, scene),
            Self::Sorts(screen) => screen.update(key, scene),
            Self::Detail(screen) => screen.update(key, scene),
            Self::Search(screen) => screen.update(key, scene),
            Self::Number(screen) => screen.update(key, scene),
            Self::Help => help::update(key),
            Self::Languages(screen) => screen.update(key, scene),
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        match self {
            Self::Waiting => waiting::view(scene, sheet),
            Self::Home(screen) => screen.view(scene, sheet),
            Self::List(screen) => screen.view(scene, sheet),
            Self::Filter(screen) => screen.view(scene, sheet),
            Self::Choices(screen) => screen.view(scene, sheet),
            Self::Sorts(screen) => screen.view(scene, sheet),
            Self::Detail(screen) => screen.view(scene, sheet),
            Self::Search(screen) => screen.view(scene, sheet),
            Self::Number(screen) => screen.view(scene, sheet),
            Self::Help => help::view(scene, sheet),
            Self::Languages(screen) => screen.view(scene, sheet),
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
            | Self::Waiting
            | Self::Home(_)
            | Self::Search(_)
            | Self::Number(_)
            | Self::Help
            | Self::Languages(_) => None,
        }
    }

    /// Takes in newer data where nobody is reading the old.
    pub fn refresh(&mut self, scene: Scene) {
        if let Self::List(list) = self {
            list.refresh_if_empty(scene);
        }
    }

    /// Somebody may be aiming a phone at it.
    #[must_use]
    pub fn has_code(&self, scene: Scene) -> bool {
        self.shows(scene.size).is_some_and(|row| detail::has_code(scene, row))
    }
}

/// The page between its two bars.
fn page(sheet: &mut Sheet, scene: Scene, title: &str, hints: &[Hint]) -> Rect {
    bar::top(sheet, title, &scene.warnings(), &scene.clock());
    bar::bottom(sheet, hints);
    let area = sheet.area();
    Rect {
        y: 1,
        height: area.height.saturating_sub(2),
        ..area
    }
}
