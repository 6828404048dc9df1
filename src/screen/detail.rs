//! 详情 — everything about one posting, with the code that leads to it.

mod panel;
mod story;

use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Ask;
use super::Opened;
use super::Scene;
use super::page;
use crate::key::Key;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::pager;
use crate::widget::pager::Page;

/// From this size on text and code stand side by side: a version-4 code is 41×21 cells with its quiet zone, and the
/// two bars and the host's name take three rows.
const SIDE_BY_SIDE: Size = Size { width: 80, height: 24 };

#[derive(Debug)]
pub struct Detail {
    row: Row,
    number: PostingNumber,
    page: usize,
    /// The code has the screen to itself, where it does not fit beside the text.
    code_alone: bool,
}

impl Detail {
    #[must_use]
    pub fn new(row: Row, number: PostingNumber) -> Self {
        Self {
            row,
            number,
            page: 0,
            code_alone: false,
        }
    }

    #[must_use]
    pub fn row(&self) -> Row {
        self.row
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let pages = self.pages(scene);
        match key {
            Key::Back | Key::Left if self.code_alone && !fits_beside(scene.size) => self.code_alone = false,
            Key::Back | Key::Left => return Ask::Back,
            Key::Enter | Key::Right if !fits_beside(scene.size) => self.code_alone = !self.code_alone,
            Key::NextPage | Key::Down if self.page + 1 < pages => self.page += 1,
            Key::PreviousPage | Key::Up if self.page > 0 => self.page -= 1,
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
            | Key::Char(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let beside = fits_beside(scene.size);
        let mut hints = vec![scene.hint(Key::Back)];
        if !beside {
            let label = if self.code_alone {
                word!(language, "detail.text")
            } else {
                word!(language, "detail.code")
            };
            hints.insert(0, Hint::new(Key::Enter, word!(language, "hint.enter_sign"), label));
        }
        hints.extend([scene.hint(Key::Languages), scene.hint(Key::Help)]);
        let area = page(sheet, scene, &word!(language, "detail.title"), &hints);
        let Some(posting) = scene.opened.posting(self.row) else {
            say_missing(scene, sheet, area);
            return;
        };
        if beside {
            let code = panel::draw(scene, sheet, code_area(area), posting);
            let text = Rect {
                width: code.x.saturating_sub(area.x + 1),
                ..area
            };
            self.view_text(scene, sheet, text, posting);
        } else if self.code_alone {
            // All the rows there are: a version-3 code just fits 40×20. Its host has the lowest one.
            let screen = sheet.area();
            sheet.fill(
                Rect {
                    height: screen.height - 1,
                    ..screen
                },
                sheet.look.theme.text,
            );
            panel::draw_alone(scene, sheet, screen, posting);
        } else {
            self.view_text(scene, sheet, area, posting);
        }
    }

    fn view_text(&self, scene: Scene, sheet: &mut Sheet, area: Rect, posting: &Posting) {
        let area = Rect {
            x: area.x + 1,
            width: area.width.saturating_sub(1),
            ..area
        };
        let pages = story::pages(posting, self.number, scene, area);
        let index = self.page.min(pages.len().saturating_sub(1));
        if let Some(lines) = pages.get(index) {
            story::draw(sheet, area, lines);
        }
        let below = Rect {
            x: area.x - 1,
            y: area.bottom() - 1,
            height: 1,
            ..area
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
        let width = if fits_beside(scene.size) {
            panel::place(code_area(area), scene, posting).x.saturating_sub(1)
        } else {
            area.width
        };
        story::pages(
            posting,
            self.number,
            scene,
            Rect {
                width: width.saturating_sub(1),
                ..area
            },
        )
        .len()
    }
}

/// The posting beside a list: what decides, then the code.
pub fn view_beside(scene: Scene, sheet: &mut Sheet, area: Rect, row: Row) {
    let Some(posting) = scene.opened.posting(row) else {
        say_missing(scene, sheet, area);
        return;
    };
    let code = panel::place(area, scene, posting);
    // Where there is no code, its reason needs a third of the height at most.
    let code_height = if code == area { area.height / 3 } else { code.height };
    let text = Rect {
        height: area.height - code_height,
        ..area
    };
    let number = PostingNumber::of(&posting.id);
    // One row more than there is: that of the pager, which nobody turns here.
    let pages = story::pages(
        posting,
        number,
        scene,
        Rect {
            height: text.height + 1,
            ..text
        },
    );
    if let Some(lines) = pages.first() {
        story::draw(sheet, text, lines);
    }
    panel::draw(
        scene,
        sheet,
        Rect {
            y: text.bottom(),
            height: code_height,
            ..area
        },
        posting,
    );
}

fn fits_beside(size: Size) -> bool {
    size.width >= SIDE_BY_SIDE.width && size.height >= SIDE_BY_SIDE.height
}

/// The right part of the page; on a large screen up to half of it, for long addresses.
fn code_area(area: Rect) -> Rect {
    let width = (area.width / 2).max(41);
    Rect {
        x: area.right() - width,
        width,
        ..area
    }
}

fn say_missing(scene: Scene, sheet: &mut Sheet, area: Rect) {
    let text = match scene.opened {
        Opened::Gone(_) => word!(scene.language, "detail.gone"),
        Opened::None | Opened::Pending(_) | Opened::Here(..) => word!(scene.language, "detail.opening"),
    };
    let middle = Rect {
        y: area.y + area.height / 2,
        height: 1,
        ..area
    };
    sheet.put_centred(middle, &text, sheet.look.theme.text);
}
