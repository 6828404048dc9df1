//! Reading a text with its codes: which page of the text, and which code beside it.

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Scene;
use super::door::Door;
use super::lines;
use super::lines::Text;
use super::panel::Panel;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::pager;
use crate::widget::pager::Page;

/// A version-4 code is 41×21 cells with its quiet zone, and its words take a row.
const CODE: Size = Size { width: 41, height: 22 };
/// From this size on text and code stand side by side.
const BESIDE: Size = Size { width: 80, height: 24 };
/// From this height on the code stands below the text, which keeps as much room as it has on a screen of 24 rows.
const BELOW: u16 = 2 * CODE.height + 2;

/// Where the code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placement {
    Beside,
    Below,
    /// Nowhere beside the text: it has the screen to itself.
    Alone,
}

impl Placement {
    pub(super) fn of(size: Size) -> Self {
        if size.width >= BESIDE.width && size.height >= BESIDE.height {
            Self::Beside
        } else if size.width >= CODE.width && size.height >= BELOW {
            Self::Below
        } else {
            Self::Alone
        }
    }
}

/// What is read. The text may depend on the code beside it.
pub(super) struct Matter<'a> {
    pub(super) doors: &'a [Door],
    /// For so many cells across.
    pub(super) text: &'a dyn Fn(usize, Option<&Panel>) -> Text,
    /// The page between its bars.
    pub(super) area: Rect,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Reader {
    page: usize,
    /// Which door's code is on show.
    door: usize,
    /// The code has the screen to itself, where it stands nowhere beside the text.
    code_alone: bool,
}

/// Where text and code stand.
struct Layout<'a> {
    text: Rect,
    panel: Option<(Panel<'a>, Rect)>,
}

impl Reader {
    /// `None` where the key means nothing to a reader.
    pub(super) fn update(&mut self, key: Key, scene: Scene, matter: &Matter) -> Option<Ask> {
        let alone = Placement::of(scene.size) == Placement::Alone;
        // Another language, size or code may have made fewer pages of it.
        self.page = self.page.min(self.pages(scene, matter).saturating_sub(1));
        match key {
            Key::Back | Key::Left if self.code_alone && alone => self.code_alone = false,
            Key::Back | Key::Left => return Some(Ask::Back),
            Key::Digit(digit) => {
                self.door = matter.doors.iter().position(|door| door.purpose.digit() == digit)?;
                self.code_alone = alone;
            }
            Key::Enter | Key::Right if alone && !matter.doors.is_empty() => self.code_alone = !self.code_alone,
            Key::NextPage | Key::Down if self.page + 1 < self.pages(scene, matter) => {
                self.page += 1;
                return Some(Ask::Turned);
            }
            Key::PreviousPage | Key::Up if self.page > 0 => {
                self.page -= 1;
                return Some(Ask::Turned);
            }
            Key::Enter
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
            | Key::Mark(_) => return None,
        }
        Some(Ask::Nothing)
    }

    pub(super) fn view(&self, scene: Scene, sheet: &mut Sheet, matter: &Matter) {
        let layout = self.lay_out(scene, matter);
        if let Some((panel, place)) = &layout.panel {
            match Placement::of(scene.size) {
                Placement::Alone if self.code_alone => return panel.draw_alone(scene, sheet),
                Placement::Alone => {}
                Placement::Beside | Placement::Below => panel.draw(scene, sheet, *place),
            }
        }
        let pages = Self::text(&layout, matter).pages(layout.text.height);
        let index = self.page.min(pages.len().saturating_sub(1));
        if let Some(lines) = pages.get(index) {
            lines::draw(sheet, layout.text, lines);
        }
        let below = Rect {
            x: matter.area.x,
            y: layout.text.bottom().saturating_sub(1),
            height: 1,
            width: layout.text.width,
        };
        let count = pages.len();
        pager::draw(sheet, below, Page { index, count });
    }

    /// The doors whose keys would change what is on show.
    pub(super) fn offers<'a>(&self, scene: Scene, doors: &'a [Door]) -> impl Iterator<Item = &'a Door> {
        let alone = Placement::of(scene.size) == Placement::Alone;
        let on_show = if alone {
            None
        } else {
            Some(self.door.min(doors.len().saturating_sub(1)))
        };
        let doors = doors.iter().enumerate();
        doors.filter(move |(at, _)| Some(*at) != on_show).map(|(_, door)| door)
    }

    /// Whether somebody may be aiming a phone.
    pub(super) fn shows_code(&self, scene: Scene, doors: &[Door]) -> bool {
        let open = doors
            .get(self.door)
            .or(doors.first())
            .is_some_and(|door| door.address.is_ok());
        open && (self.code_alone || Placement::of(scene.size) != Placement::Alone)
    }

    fn pages(&self, scene: Scene, matter: &Matter) -> usize {
        let layout = self.lay_out(scene, matter);
        Self::text(&layout, matter).pages(layout.text.height).len()
    }

    fn text(layout: &Layout, matter: &Matter) -> Text {
        let panel = layout.panel.as_ref().map(|(panel, _)| panel);
        (matter.text)(layout.text.width.into(), panel)
    }

    fn lay_out<'a>(&self, scene: Scene, matter: &Matter<'a>) -> Layout<'a> {
        let area = matter.area;
        let text = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(2),
            ..area
        };
        let Some(door) = matter.doors.get(self.door).or(matter.doors.first()) else {
            return Layout { text, panel: None };
        };
        match Placement::of(scene.size) {
            Placement::Alone => {
                let screen = Rect::new(0, 0, scene.size.width, scene.size.height);
                let panel = Panel::choose(scene, screen, door);
                Layout {
                    text,
                    panel: Some((panel, screen)),
                }
            }
            Placement::Below => {
                let below = Rect {
                    y: area.bottom() - CODE.height,
                    height: CODE.height,
                    ..area
                };
                let panel = Panel::choose(scene, below, door);
                let code = panel.place(below, scene);
                let height = if panel.has_code() { code.height } else { CODE.height / 2 };
                let place = Rect {
                    y: area.bottom() - height,
                    height,
                    // It stands at the right end of its place, so this has it in the middle.
                    width: u16::midpoint(below.width, code.width),
                    ..below
                };
                let height = area.height - height - 1;
                Layout {
                    text: Rect { height, ..text },
                    panel: Some((panel, place)),
                }
            }
            Placement::Beside => {
                // On a large screen half of it is left to longer addresses.
                let width = (area.width / 2).max(CODE.width);
                let half = Rect {
                    x: area.right() - width,
                    width,
                    ..area
                };
                let panel = Panel::choose(scene, half, door);
                let width = panel.place(half, scene).x.saturating_sub(text.x + 1);
                Layout {
                    text: Rect { width, ..text },
                    panel: Some((panel, half)),
                }
            }
        }
    }
}
