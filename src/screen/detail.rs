//! 详情 — everything about one posting, with the code that leads to it.

mod panel;
mod story;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Opened;
use super::Scene;
use super::Screen;
use super::list::List;
use super::page;
use crate::code::entrance;
use crate::key::Key;
use crate::posting::Posting;
use crate::posting::Row;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::pager;
use crate::widget::pager::Page;
use panel::Panel;

/// From this size on text and code stand side by side: a version-4 code is 41×21 cells with its quiet zone, and the
/// two bars and the host's name take three rows.
const SIDE_BY_SIDE: Size = Size { width: 80, height: 24 };
/// 相近的活
const LIKE: u8 = 5;
/// What a version-4 code takes across; on a large screen half of it is left to longer addresses.
const CODE_WIDTH_MIN: u16 = 41;

#[derive(Debug)]
pub struct Detail {
    row: Row,
    page: usize,
    /// The code has the screen to itself, where it does not fit beside the text.
    code_alone: bool,
}

/// Where text and code stand.
struct Layout {
    text: Rect,
    panel: Panel,
    panel_area: Rect,
}

impl Detail {
    #[must_use]
    pub fn new(row: Row) -> Self {
        Self {
            row,
            page: 0,
            code_alone: false,
        }
    }

    #[must_use]
    pub fn row(&self) -> Row {
        self.row
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let beside = fits_beside(scene.size);
        match key {
            Key::Back | Key::Left if self.code_alone && !beside => self.code_alone = false,
            Key::Back | Key::Left => return Ask::Back,
            Key::Digit(LIKE) => {
                if let Some(posting) = scene.opened.posting(self.row) {
                    return Ask::Show(Screen::List(List::like(self.row, posting.title.clone(), scene)));
                }
            }
            Key::Enter | Key::Right if !beside => self.code_alone = !self.code_alone,
            Key::NextPage | Key::Down if self.page + 1 < self.pages(scene) => {
                self.page += 1;
                return Ask::Turned;
            }
            Key::PreviousPage | Key::Up if self.page > 0 => {
                self.page -= 1;
                return Ask::Turned;
            }
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
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let beside = fits_beside(scene.size);
        let mut hints = vec![scene.hint(Key::Back)];
        if !beside {
            hints.insert(
                0,
                Hint::new(
                    Key::Enter,
                    word!(language, "hint.enter_sign"),
                    word!(language, "detail.code"),
                ),
            );
        }
        let like = Hint::new(Key::Digit(LIKE), LIKE.to_string(), word!(language, "detail.like"));
        if scene.opened.posting(self.row).is_some() {
            hints.insert(hints.len() - 1, like);
        }
        hints.extend([Key::Languages, Key::Help].map(|key| scene.hint(key)));
        let area = page(sheet, scene, &word!(language, "detail.title"), &hints);
        let Some(posting) = scene.opened.posting(self.row) else {
            say_missing(scene, sheet, area);
            return;
        };
        let layout = lay_out(scene, area, posting);
        if self.code_alone && !beside {
            layout.panel.draw_alone(scene, sheet, posting);
            return;
        }
        if beside {
            layout.panel.draw(scene, sheet, layout.panel_area, posting);
        }
        let pages = story::pages(posting, scene, layout.text, &layout.panel);
        let index = self.page.min(pages.len().saturating_sub(1));
        if let Some(lines) = pages.get(index) {
            story::draw(sheet, layout.text, lines);
        }
        let below = Rect {
            x: area.x,
            y: area.bottom() - 1,
            height: 1,
            width: layout.text.width,
        };
        pager::draw(
            sheet,
            below,
            Page {
                index,
                count: pages.len(),
            },
        );
    }

    fn pages(&self, scene: Scene) -> usize {
        let Some(posting) = scene.opened.posting(self.row) else {
            return 1;
        };
        let area = Rect::new(0, 1, scene.size.width, scene.size.height.saturating_sub(2));
        let layout = lay_out(scene, area, posting);
        story::pages(posting, scene, layout.text, &layout.panel).len()
    }
}

fn lay_out(scene: Scene, area: Rect, posting: &Posting) -> Layout {
    let text = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        ..area
    };
    if !fits_beside(scene.size) {
        let screen = Rect::new(0, 0, scene.size.width, scene.size.height);
        return Layout {
            text,
            panel: Panel::choose(scene, screen, posting),
            panel_area: screen,
        };
    }
    let width = (area.width / 2).max(CODE_WIDTH_MIN);
    let panel_area = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    let panel = Panel::choose(scene, panel_area, posting);
    let width = panel.place(panel_area, scene).x.saturating_sub(text.x + 1);
    Layout {
        text: Rect { width, ..text },
        panel,
        panel_area,
    }
}

/// The posting beside a list: what decides, then the code.
pub fn view_beside(scene: Scene, sheet: &mut Sheet, area: Rect, row: Row) {
    let Some(posting) = scene.opened.posting(row) else {
        say_missing(scene, sheet, area);
        return;
    };
    let panel = Panel::choose(scene, area, posting);
    // Where there is no code, its reason needs a third of the height at most.
    let height = match panel {
        Panel::Code(..) => panel.place(area, scene).height,
        Panel::NoCode(_) | Panel::TooLong => area.height / 3,
    };
    let text = Rect {
        height: area.height.saturating_sub(height),
        ..area
    };
    story::draw(sheet, text, &story::excerpt(posting, scene, text, &panel));
    panel.draw(
        scene,
        sheet,
        Rect {
            y: text.bottom(),
            height,
            ..area
        },
        posting,
    );
}

/// Whether somebody may be aiming a phone at a code of this posting.
#[must_use]
pub fn has_code(scene: Scene, row: Row) -> bool {
    let posting = scene.opened.posting(row);
    posting.is_some_and(|posting| entrance(posting, &scene.hall.allow, scene.believed_now()).is_ok())
}

fn fits_beside(size: Size) -> bool {
    size.width >= SIDE_BY_SIDE.width && size.height >= SIDE_BY_SIDE.height
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
