//! 输编号 — six digits that somebody wrote down, or was told.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::detail::Detail;
use super::list::List;
use super::page;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::key::Key;
use crate::posting::NUMBER_DIGITS;
use crate::posting::PostingNumber;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::digits;
use crate::widget::frame;
use crate::widget::keys;

#[derive(Debug, Default)]
pub struct Number {
    typed: String,
    /// Six digits were typed that no posting has.
    unknown: bool,
}

/// A digit three rows high in its box.
const BOX_WIDTH: u16 = 7;
const BOX_HEIGHT: u16 = 5;
/// Narrow screens have boxes without room to spare.
const BOX_WIDTH_MIN: u16 = 5;
/// What is said above the boxes, the boxes, what is said below them, and the pad.
const AROUND: u16 = 1 + BOX_HEIGHT + 1 + keys::PAD_HEIGHT;

impl Number {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Clear => {
                self.typed.clear();
                self.unknown = false;
            }
            // No 编号 has a 0 in it, so that 0 still goes back.
            Key::Back | Key::Left => return Ask::Back,
            Key::Erase | Key::PreviousPage => {
                self.typed.pop();
                self.unknown = false;
            }
            Key::Digit(_) => {
                if self.typed.len() == NUMBER_DIGITS {
                    self.typed.clear();
                }
                self.unknown = false;
                self.typed.extend(key.typed());
                return self.look_up(scene);
            }
            Key::Enter
            | Key::NextPage
            | Key::Languages
            | Key::Help
            | Key::Up
            | Key::Down
            | Key::Right
            | Key::Large
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let mut hints = [Key::Back, Key::Help, Key::Languages, Key::Large]
            .map(|key| scene.hint(key))
            .to_vec();
        if !self.typed.is_empty() {
            let erase = word!(language, "hint.erase");
            hints.insert(1, Hint::new(Key::PreviousPage, "-", erase));
        }
        let area = page(sheet, scene, &word!(language, "number.title"), &hints);
        let theme = sheet.look.theme;
        let slots = u16::try_from(NUMBER_DIGITS).unwrap_or(6);
        let width = (area.width / slots).clamp(BOX_WIDTH_MIN, BOX_WIDTH);
        let boxes = Rect {
            x: area.x + area.width.saturating_sub(width * slots) / 2,
            y: area.y + 1 + area.height.saturating_sub(AROUND) / 2,
            width: width * slots,
            height: BOX_HEIGHT,
        };
        let above = Rect {
            y: boxes.y.saturating_sub(1),
            height: 1,
            ..area
        };
        sheet.put_centred(above, &word!(language, "number.how"), theme.text);
        for at in 0..slots {
            let place = Rect {
                x: boxes.x + width * at,
                width,
                ..boxes
            };
            let inner = frame::draw(sheet, place, theme.text);
            let at = usize::from(at);
            if let Some(digit) = self.typed.get(at..=at) {
                digits::draw(
                    sheet,
                    inner.x + (inner.width.saturating_sub(3)) / 2,
                    inner.y,
                    digit,
                    theme.strong,
                );
            }
        }
        if self.unknown {
            let below = Rect {
                y: boxes.bottom(),
                height: 1,
                ..area
            };
            let unknown = || word!(language, "number.unknown").into_owned();
            sheet.put_centred(below, &scene.why_nothing().unwrap_or_else(unknown), theme.warning);
        }
        let pad = Rect {
            y: boxes.bottom() + 1,
            height: keys::PAD_HEIGHT,
            ..area
        };
        if pad.bottom() <= area.bottom() {
            keys::pad(sheet, pad, !self.typed.is_empty());
        }
    }

    fn look_up(&mut self, scene: Scene) -> Ask {
        let Ok(number) = self.typed.parse::<PostingNumber>() else {
            return Ask::Nothing;
        };
        let query = Query::of(Condition::Number(number));
        let hits = scene.catalog.find(&query, scene.now.wall);
        let only = hits.get(0).filter(|_| hits.len() == 1);
        if let Some(brief) = only.and_then(|only| scene.catalog.get(only)) {
            return Ask::Replace(Screen::Detail(Detail::new(brief.row)));
        }
        if hits.is_empty() {
            self.unknown = true;
            return Ask::Nothing;
        }
        Ask::Replace(Screen::List(List::new(query, scene)))
    }
}
