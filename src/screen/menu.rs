//! Lists of what is no posting: numbered, two lines each, nine to a page at most. What each list holds is a [`Subject`],
//! one file a subject under `menu/`.

mod events;
mod more;
mod rights;
mod services;
mod stations;
mod training;

use std::sync::Arc;

use enumset::EnumSet;
use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::leaflet::Leaflet;
use super::leaflet::Topic;
use super::list::List;
use super::page;
use super::page_area;
use super::paging;
use super::paging::Step;
use super::questions::Questions;
use crate::bulletin;
use crate::catalog::Catalog;
use crate::catalog::Paper;
use crate::catalog::Query;
use crate::key::Key;
use crate::posting::Audience;
use crate::text::CleanText;
use crate::text::fit_parts;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::numbered;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::wording;

#[derive(Debug, Clone)]
pub struct Menu {
    subject: Subject,
    /// Kept while it is read: nothing changes under a reader.
    catalog: Arc<Catalog>,
    selected: usize,
}

/// What it is a list of.
#[derive(Debug, Clone)]
pub enum Subject {
    /// What has no tile on the first page.
    More,
    Events,
    Notices,
    /// Courses; with papers those that lead to one of them.
    Courses(Option<EnumSet<Paper>>),
    /// The kinds of services, and whom they are for.
    Services,
    ServicesOfKind(CleanText),
    ServicesFor(Audience),
    /// 看看能领什么: after the questions, what is for everybody or for these.
    MayApply(Vec<Audience>),
    /// The stations below one.
    Stations(Option<CleanText>),
    StationsNear,
    Rights,
    Right(bulletin::Topic),
}

/// A row of it, and where it leads.
struct Entry {
    name: String,
    below: String,
    aside: String,
    opens: Opens,
}

enum Opens {
    Leaflet(Topic),
    Menu(Subject),
    List(Query),
    Questions,
}

/// An entry and the blank row below it.
const PITCH: u16 = 3;
/// The pager and a blank row above the first entry.
const AROUND: u16 = 2;

impl Menu {
    #[must_use]
    pub fn new(subject: Subject, scene: Scene) -> Self {
        Self {
            subject,
            catalog: Arc::clone(scene.catalog),
            selected: 0,
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let entries = self.subject.entries(self.reading(scene));
        let area = page_area(scene.size, &hints(numbered::PER_PAGE, scene));
        let per_page = self.per_page(self.reading(scene), area);
        let (selected, step) = paging::step(key, self.selected, entries.len(), per_page);
        self.selected = selected;
        match step {
            Step::Choose(at) => self.open(at, entries, scene),
            Step::Back => Ask::Back,
            Step::Turned => Ask::Turned,
            Step::Stays => Ask::Nothing,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let scene = self.reading(scene);
        let entries = self.subject.entries(scene);
        // As high as with the longest sign, so that digits and arrows mean the same page.
        let per_page = self.per_page(scene, page_area(scene.size, &hints(numbered::PER_PAGE, scene)));
        let selected = self.selected_of(&entries);
        let first = paging::first(selected, per_page);
        let shown = per_page.min(entries.len() - first);
        let area = page(sheet, scene, &self.title(scene), &hints(shown, scene));
        let theme = sheet.look.theme;
        let preface = self.preface(scene, area);
        for (y, line) in (area.y..area.bottom()).zip(&preface) {
            sheet.put(area.x + 2, y, area.width.saturating_sub(3), line, theme.text);
        }
        let top = area.y + u16::try_from(preface.len()).unwrap_or(0);
        if entries.is_empty() {
            let empty = scene.why_nothing();
            let empty = empty.unwrap_or_else(|| word!(scene.language, "menu.empty").into_owned());
            let middle = Rect {
                y: top + (area.bottom() - top) / 3,
                height: 1,
                ..area
            };
            sheet.put_centred(middle, &empty, theme.text);
            return;
        }
        for (slot, entry) in entries[first..].iter().take(per_page).enumerate() {
            let row = Rect {
                x: area.x + 1,
                y: top + 1 + PITCH * u16::try_from(slot).unwrap_or(0),
                width: area.width.saturating_sub(3),
                height: PITCH.min(area.bottom().saturating_sub(1)),
            };
            let place = numbered::digit(sheet, row, slot, first + slot == selected);
            let used = sheet.put_right(place.right(), place.y, place.width / 2, &entry.aside, theme.text);
            let room = place.width.saturating_sub(if used > 0 { used + 2 } else { 0 });
            sheet.put(place.x, place.y, room, &entry.name, theme.strong);
            view_below(sheet, place, &entry.below);
        }
        let below = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        pager::draw(sheet, below, Page::of(first, entries.len(), per_page));
    }

    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        let language = scene.language;
        match &self.subject {
            Subject::More => word!(language, "more.title").into_owned(),
            Subject::Events => word!(language, "more.events").into_owned(),
            Subject::Notices => word!(language, "more.notices").into_owned(),
            Subject::Courses(None) => word!(language, "training.title").into_owned(),
            Subject::Courses(Some(_)) => word!(language, "training.certificates").into_owned(),
            Subject::Services => word!(language, "services.title").into_owned(),
            Subject::ServicesOfKind(kind) => kind.to_string(),
            Subject::ServicesFor(audience) => wording::audience(*audience, language),
            Subject::MayApply(_) => word!(language, "services.may_apply").into_owned(),
            Subject::Stations(None) => word!(language, "stations.title").into_owned(),
            Subject::Stations(Some(name)) => name.to_string(),
            Subject::StationsNear => word!(language, "stations.near").into_owned(),
            Subject::Rights => word!(language, "rights.title").into_owned(),
            Subject::Right(topic) => wording::topic(*topic, language),
        }
    }

    /// What it lists says who reads it.
    #[must_use]
    pub fn tells_of_its_reader(&self) -> bool {
        matches!(self.subject, Subject::ServicesFor(_) | Subject::MayApply(_))
    }

    /// The same with what was there when it was opened.
    fn reading<'a>(&'a self, scene: Scene<'a>) -> Scene<'a> {
        Scene {
            catalog: &self.catalog,
            ..scene
        }
    }

    /// Entries leave by themselves: at midnight a fair is over.
    fn selected_of(&self, entries: &[Entry]) -> usize {
        self.selected.min(entries.len().saturating_sub(1))
    }

    fn preface(&self, scene: Scene, area: Rect) -> Vec<String> {
        let width = area.width.saturating_sub(4).into();
        let said = self.subject.preface(scene);
        said.iter().flat_map(|line| wrap(line, width)).collect()
    }

    fn per_page(&self, scene: Scene, area: Rect) -> usize {
        let preface = u16::try_from(self.preface(scene, area).len()).unwrap_or(0);
        let room = area.height.saturating_sub(preface + AROUND);
        usize::from(room / PITCH).clamp(1, numbered::PER_PAGE)
    }

    fn open(&mut self, at: usize, mut entries: Vec<Entry>, scene: Scene) -> Ask {
        if at >= entries.len() {
            return Ask::Nothing;
        }
        self.selected = at;
        Ask::Show(match entries.swap_remove(at).opens {
            Opens::Leaflet(topic) => Screen::Leaflet(Leaflet::new(topic)),
            Opens::Menu(subject) => Screen::Menu(Self::new(subject, scene)),
            Opens::List(query) => Screen::List(List::new(query, scene)),
            Opens::Questions => Screen::Questions(Questions::new(scene)),
        })
    }
}

impl Subject {
    /// What stands above the list.
    fn preface(&self, scene: Scene) -> Vec<String> {
        match self {
            Self::Right(topic) => rights::steps(*topic, scene),
            Self::MayApply(_) => vec![word!(scene.language, "services.hint").into_owned()],
            Self::More
            | Self::Events
            | Self::Notices
            | Self::Courses(_)
            | Self::Services
            | Self::ServicesOfKind(_)
            | Self::ServicesFor(_)
            | Self::Stations(_)
            | Self::StationsNear
            | Self::Rights => Vec::new(),
        }
    }

    fn entries(&self, scene: Scene) -> Vec<Entry> {
        match self {
            Self::More => more::entries(scene),
            Self::Events => events::events(scene),
            Self::Notices => events::notices(scene),
            Self::Courses(papers) => training::entries(*papers, scene),
            Self::Services => services::kinds(scene),
            Self::ServicesOfKind(kind) => services::entries(scene, |it| it.service_type.as_ref() == Some(kind)),
            Self::ServicesFor(audience) => services::entries(scene, |it| it.audience.contains(audience)),
            Self::MayApply(audiences) => services::may_apply(audiences, scene),
            Self::Stations(above) => stations::entries(above.as_ref(), scene),
            Self::StationsNear => stations::near(scene),
            Self::Rights => rights::topics(scene),
            Self::Right(topic) => rights::entries(*topic, scene),
        }
    }
}

/// Whole parts in a row; where there is one part only, and it is longer, two rows of it.
fn view_below(sheet: &mut Sheet, place: Rect, below: &str) {
    let style = sheet.look.theme.muted;
    let parts: Vec<&str> = below.split(wording::DOT).collect();
    let lines = match parts.as_slice() {
        [_] => wrap(below, place.width.into()),
        _ => vec![fit_parts(&parts, wording::DOT, place.width.into())],
    };
    for (y, line) in (place.y + 1..place.bottom()).zip(&lines) {
        sheet.put(place.x, y, place.width, line, style);
    }
}

fn hints(shown: usize, scene: Scene) -> Vec<Hint> {
    let choose = Hint::of_several(numbered::sign(shown), word!(scene.language, "menu.choose"));
    let others = [Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key));
    std::iter::once(choose).chain(others).collect()
}
