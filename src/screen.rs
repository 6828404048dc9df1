//! One file a screen: its state, what keys do to it, what it draws.
//!
//! A [`Key`] comes in, an [`Ask`] goes out. What a screen reads but does not own is in the [`Scene`].

pub mod detail;
pub mod help;
pub mod home;
pub mod languages;
pub mod list;
pub mod number;
pub mod search;
pub mod waiting;

use std::sync::Arc;

use jiff::civil::Date;
use ratatui::layout::Rect;
use ratatui::layout::Size;

use crate::catalog::Catalog;
use crate::catalog::Query;
use crate::config::Border;
use crate::config::Hall;
use crate::health::Freshness;
use crate::health::Health;
use crate::key::Key;
use crate::language::Language;
use crate::now::Now;
use crate::posting::Posting;
use crate::posting::Row;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::bar::Hint;
use crate::wording;
use detail::Detail;
use list::List;
use number::Number;
use search::Search;

/// From this width a list has its detail and code beside it.
pub const WIDE: u16 = 120;

#[derive(Debug)]
pub enum Screen {
    Waiting,
    Home,
    List(List),
    Detail(Detail),
    Search(Search),
    Number(Number),
    Help,
    Languages,
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
    /// 看完了 — ends the visit.
    End,
    Speak(Language),
}

/// What every screen may read.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    pub hall: &'a Hall,
    pub catalog: &'a Arc<Catalog>,
    pub opened: &'a Opened,
    pub health: &'a Health,
    pub language: Language,
    pub border: Border,
    pub now: Now,
    pub size: Size,
}

/// The one posting that was read whole from the store.
#[derive(Debug, Default)]
pub enum Opened {
    #[default]
    None,
    /// Asked for, not here yet.
    Pending(Row),
    Here(Row, Box<Posting>),
    /// No longer in the store.
    Gone(Row),
}

impl Opened {
    #[must_use]
    pub fn row(&self) -> Option<Row> {
        match self {
            Self::None => None,
            Self::Pending(row) | Self::Here(row, _) | Self::Gone(row) => Some(*row),
        }
    }

    #[must_use]
    pub fn posting(&self, wanted: Row) -> Option<&Posting> {
        match self {
            Self::Here(row, posting) if *row == wanted => Some(posting),
            Self::None | Self::Pending(_) | Self::Here(..) | Self::Gone(_) => None,
        }
    }
}

impl Screen {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match self {
            Self::Waiting => waiting::update(key),
            Self::Home => home::update(key, scene),
            Self::List(screen) => screen.update(key, scene),
            Self::Detail(screen) => screen.update(key, scene),
            Self::Search(screen) => screen.update(key, scene),
            Self::Number(screen) => screen.update(key, scene),
            Self::Help => help::update(key),
            Self::Languages => languages::update(key, scene),
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        match self {
            Self::Waiting => waiting::view(scene, sheet),
            Self::Home => home::view(scene, sheet),
            Self::List(screen) => screen.view(scene, sheet),
            Self::Detail(screen) => screen.view(scene, sheet),
            Self::Search(screen) => screen.view(scene, sheet),
            Self::Number(screen) => screen.view(scene, sheet),
            Self::Help => help::view(scene, sheet),
            Self::Languages => languages::view(scene, sheet),
        }
    }

    /// The posting that must be read whole for this screen.
    #[must_use]
    pub fn shows(&self, size: Size) -> Option<Row> {
        match self {
            Self::Detail(detail) => Some(detail.row()),
            Self::List(list) if size.width >= WIDE => list.selected().map(|brief| brief.row),
            Self::List(_)
            | Self::Waiting
            | Self::Home
            | Self::Search(_)
            | Self::Number(_)
            | Self::Help
            | Self::Languages => None,
        }
    }

    /// Somebody may be aiming a phone at it.
    #[must_use]
    pub fn has_code(&self, size: Size) -> bool {
        self.shows(size).is_some()
    }
}

impl Scene<'_> {
    /// The day that 今天 means.
    #[must_use]
    pub fn today(&self) -> Date {
        self.catalog.standpoint().today
    }

    /// What must be known on every page: that the data is made up, that it is old, the time.
    fn status(&self) -> Vec<String> {
        let mut parts = Vec::new();
        if self.hall.demonstration {
            parts.push(word!(self.language, "status.demonstration").into_owned());
        }
        let freshness = self.health.freshness();
        if matches!(freshness, Freshness::Offline(_) | Freshness::Nothing) {
            parts.push(self.freshness_words());
        }
        let time = self.now.wall.to_zoned(self.hall.zone.clone());
        parts.push(wording::clock(time.time()));
        parts
    }

    /// `数据截至 06:10（断网中）`
    fn freshness_words(&self) -> String {
        let at = |at| wording::day_and_clock(at, self.today(), &self.hall.zone, self.language);
        match self.health.freshness() {
            Freshness::Waiting => word!(self.language, "status.fetching"),
            Freshness::Nothing => word!(self.language, "status.nothing"),
            Freshness::AsOf(time) => word!(self.language, "status.as_of", at = at(time)),
            Freshness::Offline(time) => word!(self.language, "status.offline", at = at(time)),
        }
        .into_owned()
    }

    /// `数据截至 06:10 · 1,284 个活`
    #[must_use]
    pub fn summary(&self) -> String {
        let count = self.catalog.count(&Query::All, self.now.wall);
        let jobs = word!(
            self.language,
            "list.count",
            count = wording::thousands(&count.to_string())
        );
        format!("{}{}{jobs}", self.freshness_words(), wording::DOT)
    }

    /// Where one says a 编号, with a space before it where Chinese wants one.
    fn desk(&self) -> String {
        match &self.hall.desk {
            Some(desk) if desk.starts_with(|c: char| c.is_ascii()) => format!(" {desk}"),
            Some(desk) => desk.to_string(),
            None => word!(self.language, "apply.staff").into_owned(),
        }
    }

    /// `找活 · 市北区海泊河零工市场`
    fn hall_name(&self) -> String {
        match &self.hall.name {
            Some(name) => format!("{}{}{name}", word!(self.language, "product"), wording::DOT),
            None => word!(self.language, "product").into_owned(),
        }
    }

    /// `11月22日 周日 06:12`
    fn long_date(&self) -> String {
        let time = self.now.wall.to_zoned(self.hall.zone.clone());
        let date = time.date();
        let weekday = match date.weekday() {
            jiff::civil::Weekday::Monday => word!(self.language, "weekday.monday"),
            jiff::civil::Weekday::Tuesday => word!(self.language, "weekday.tuesday"),
            jiff::civil::Weekday::Wednesday => word!(self.language, "weekday.wednesday"),
            jiff::civil::Weekday::Thursday => word!(self.language, "weekday.thursday"),
            jiff::civil::Weekday::Friday => word!(self.language, "weekday.friday"),
            jiff::civil::Weekday::Saturday => word!(self.language, "weekday.saturday"),
            jiff::civil::Weekday::Sunday => word!(self.language, "weekday.sunday"),
        };
        let month_name = date.strftime("%b");
        let day = word!(
            self.language,
            "day.date",
            month = date.month(),
            day = date.day(),
            month_name = month_name
        );
        format!("{day} {weekday} {}", wording::clock(time.time()))
    }

    fn hint(&self, key: Key) -> Hint {
        let (sign, label) = match key {
            Key::Back => ("0", word!(self.language, "hint.back")),
            Key::Languages if self.size.width < 60 => ("*", word!(self.language, "hint.languages_short")),
            Key::Languages => ("*", word!(self.language, "hint.languages")),
            Key::Help => ("/", word!(self.language, "hint.help")),
            Key::Enter => {
                return Hint::new(
                    key,
                    word!(self.language, "hint.enter_sign"),
                    word!(self.language, "hint.open"),
                );
            }
            Key::Left => ("←", word!(self.language, "hint.back")),
            Key::NextPage => ("+", word!(self.language, "pager.next")),
            Key::PreviousPage => ("-", word!(self.language, "pager.previous")),
            Key::Digit(_) | Key::Up | Key::Down | Key::Right | Key::Erase | Key::Char(_) => ("", "".into()),
        };
        Hint::new(key, sign, label)
    }
}

/// The page between its two bars.
fn page(sheet: &mut Sheet, scene: Scene, title: &str, hints: &[Hint]) -> Rect {
    bar::top(sheet, title, &scene.status());
    bar::bottom(sheet, hints);
    let area = sheet.area();
    Rect {
        y: 1,
        height: area.height.saturating_sub(2),
        ..area
    }
}
