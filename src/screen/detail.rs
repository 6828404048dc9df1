//! 详情 — everything about one posting, with the codes that lead to it, and what can be done about it.

mod story;

use ratatui::layout::Rect;

use super::Ask;
use super::Opened;
use super::Scene;
use super::Screen;
use super::door;
use super::lines;
use super::list::List;
use super::menu::Menu;
use super::menu::Subject;
use super::page;
use super::page_area;
use super::panel::Panel;
use super::reader::Matter;
use super::reader::Reader;
use super::report::Reporting;
use super::wage::Wage;
use crate::key::Key;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::slip::Slip;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::wording;

/// 1, 2 and 3 choose codes.
const REPORT: u8 = 4;
const LIKE: u8 = 5;
const WAGE: u8 = 6;
const COURSE: u8 = 7;
const SPEAK: u8 = 8;

#[derive(Debug)]
pub struct Detail {
    row: Row,
    reader: Reader,
}

impl Detail {
    #[must_use]
    pub fn new(row: Row) -> Self {
        Self {
            row,
            reader: Reader::default(),
        }
    }

    #[must_use]
    pub fn row(&self) -> Row {
        self.row
    }

    /// The posting by its title and 编号.
    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        match scene.opened.posting(self.row) {
            Some(posting) => format!("{} {}", posting.title, PostingNumber::of(&posting.id)),
            None => word!(scene.language, "detail.title").into_owned(),
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let Some(posting) = scene.opened.posting(self.row) else {
            return match key {
                Key::Back | Key::Left => Ask::Back,
                Key::Digit(_)
                | Key::Enter
                | Key::Right
                | Key::NextPage
                | Key::PreviousPage
                | Key::Up
                | Key::Down
                | Key::Languages
                | Key::Help
                | Key::Erase
                | Key::Large
                | Key::Clear
                | Key::Hold
                | Key::Char(_)
                | Key::Result(_)
                | Key::Mark(_) => Ask::Nothing,
            };
        };
        if key == Key::Enter && scene.hall.prints {
            return Ask::Print(Slip::of_posting(posting, &scene.counter()));
        }
        let doors = door::of_posting(posting, scene);
        let matter = Matter {
            doors: &doors,
            text: &|width, panel| story::text(posting, scene, width, panel),
            area: page_area(scene.size, &self.hints(scene)),
        };
        match self.reader.update(key, scene, &matter) {
            Some(ask) => ask,
            None => self.act(key, posting, scene),
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let title = word!(scene.language, "detail.title");
        let area = page(sheet, scene, &title, &self.hints(scene));
        let Some(posting) = scene.opened.posting(self.row) else {
            say_missing(scene, sheet, area);
            return;
        };
        let doors = door::of_posting(posting, scene);
        let matter = Matter {
            doors: &doors,
            text: &|width, panel| story::text(posting, scene, width, panel),
            area,
        };
        self.reader.view(scene, sheet, &matter);
    }

    /// Whether somebody may be aiming a phone.
    #[must_use]
    pub fn has_code(&self, scene: Scene) -> bool {
        let posting = scene.opened.posting(self.row);
        posting.is_some_and(|posting| self.reader.shows_code(scene, &door::of_posting(posting, scene)))
    }

    fn act(&self, key: Key, posting: &Posting, scene: Scene) -> Ask {
        match key {
            Key::Digit(REPORT) => {
                let reporting = Reporting::of(posting.id.clone(), posting.title.clone(), scene);
                Ask::Show(Screen::Report(reporting))
            }
            Key::Digit(LIKE) => Ask::Show(Screen::List(List::like(self.row, posting.title.clone(), scene))),
            Key::Digit(WAGE) if self.can_compare(scene) => {
                Wage::of_posting(self.row, scene).map_or(Ask::Nothing, |wage| Ask::Show(Screen::Wage(wage)))
            }
            Key::Digit(COURSE) if self.has_course(scene) => {
                let papers = scene.catalog.at_row(self.row).map(|brief| brief.terms.papers);
                Ask::Show(Screen::Menu(Menu::new(Subject::Courses(papers), scene)))
            }
            Key::Digit(SPEAK) if scene.hall.speech => {
                Ask::ReadAloud(wording::spoken(posting, scene.catalog.standpoint(), scene.language))
            }
            Key::Digit(_)
            | Key::Back
            | Key::Left
            | Key::Enter
            | Key::Right
            | Key::NextPage
            | Key::PreviousPage
            | Key::Up
            | Key::Down
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => Ask::Nothing,
        }
    }

    fn hints(&self, scene: Scene) -> Vec<Hint> {
        let language = scene.language;
        let mut hints = Vec::new();
        if let Some(posting) = scene.opened.posting(self.row) {
            let doors = door::of_posting(posting, scene);
            hints.extend(scene.print_hint());
            hints.extend(self.reader.offers(scene, &doors).map(|door| door.hint(scene)));
            let mut offer = |digit: u8, label: std::borrow::Cow<'_, str>| {
                hints.push(Hint::new(Key::Digit(digit), digit.to_string(), label));
            };
            offer(REPORT, word!(language, "detail.report"));
            offer(LIKE, word!(language, "detail.like"));
            if self.can_compare(scene) {
                offer(WAGE, word!(language, "detail.wage"));
            }
            if self.has_course(scene) {
                offer(COURSE, word!(language, "detail.course"));
            }
            if scene.hall.speech {
                offer(SPEAK, word!(language, "detail.speak"));
            }
        }
        hints.extend([Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key)));
        hints
    }

    fn can_compare(&self, scene: Scene) -> bool {
        let catalog = scene.catalog;
        let brief = catalog.at_row(self.row);
        brief.is_some_and(|brief| catalog.can_compare_pay(&brief.trades, scene.now.wall))
    }

    /// Some course leads to a paper that is asked for.
    fn has_course(&self, scene: Scene) -> bool {
        let standpoint = scene.catalog.standpoint();
        let papers = scene.catalog.at_row(self.row).map(|brief| brief.terms.papers);
        papers.is_some_and(|papers| {
            let board = scene.catalog.board();
            !board.courses_to(papers, standpoint.today, &standpoint.zone).is_empty()
        })
    }
}

/// The posting beside a list: what decides, then the code.
pub fn view_beside(scene: Scene, sheet: &mut Sheet, area: Rect, row: Row) {
    let Some(posting) = scene.opened.posting(row) else {
        say_missing(scene, sheet, area);
        return;
    };
    let doors = door::of_posting(posting, scene);
    let Some(first) = doors.first() else { return };
    let panel = Panel::choose(scene, area, first);
    // Where there is no code, its reason needs a third of the height at most.
    let height = if panel.has_code() {
        panel.place(area, scene).height
    } else {
        area.height / 3
    };
    let text = Rect {
        height: area.height.saturating_sub(height),
        ..area
    };
    let mut story = story::text(posting, scene, area.width.into(), Some(&panel));
    if !story.fits(text.height) {
        story = story::packed(posting, scene, area.width.into(), Some(&panel));
    }
    let rest = word!(scene.language, "detail.rest");
    lines::draw(sheet, text, &story.excerpt(text.height, &rest));
    let below = Rect {
        y: text.bottom(),
        height,
        ..area
    };
    panel.draw(scene, sheet, below);
}

/// Whether a posting's code stands beside a list that shows it.
#[must_use]
pub fn has_code_beside(scene: Scene, row: Row) -> bool {
    let posting = scene.opened.posting(row);
    posting.is_some_and(|posting| {
        door::of_posting(posting, scene)
            .first()
            .is_some_and(|door| door.address.is_ok())
    })
}

fn say_missing(scene: Scene, sheet: &mut Sheet, area: Rect) {
    let text = match scene.opened {
        Opened::Gone(_) => word!(scene.language, "detail.gone"),
        Opened::Failed(_) => word!(scene.language, "detail.failed"),
        Opened::None | Opened::Pending(_) | Opened::Here(..) => word!(scene.language, "detail.opening"),
    };
    let middle = Rect {
        y: area.y + area.height / 2,
        height: 1,
        ..area
    };
    sheet.put_centred(middle, &text, sheet.look.theme.text);
}
