//! 维护 — asks for the PIN. Every digit is one, `0` too, even while none is taken: whoever types a PIN then must not
//! press keys of another page with its end. `-` takes back, and leaves where there is nothing to take back; `←` leaves.

use std::time::Duration;

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::page;
use crate::config::Border;
use crate::key::Key;
use crate::pin::DIGITS_MAX;
use crate::pin::DIGITS_MIN;
use crate::pin::Pin;
use crate::pin::Standing;
use crate::text::wrap;
use crate::upkeep::Checked;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::widget::keys;

/// Its frame with the dots in it.
const FIELD_HEIGHT: u16 = 3;
/// A frame, and two cells for each dot.
const FIELD_WIDTH: u16 = 2 + 2 * 12 + 2;
/// What is said above the field and below it: two rows each, since Chinese is the shortest.
const SAID_HEIGHT: u16 = 2;

#[derive(Debug, Default)]
pub struct PinEntry {
    typed: Pin,
    /// What became of the one before.
    told: Option<Checked>,
}

impl PinEntry {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let is_open = matches!(standing(scene), Standing::Open { .. });
        match key {
            Key::Left => return Ask::Back,
            Key::PreviousPage | Key::Erase if self.typed.is_empty() => return Ask::Back,
            Key::PreviousPage | Key::Erase => self.typed.pop(),
            Key::Clear => self.typed = Pin::default(),
            Key::Enter if is_open && self.typed.is_whole() => {
                self.told = None;
                return Ask::CheckPin(std::mem::take(&mut self.typed));
            }
            Key::Digit(_) | Key::Back | Key::Char(_) if is_open => {
                if let Some(digit) = key.typed()
                    && self.typed.push(digit)
                {
                    self.told = None;
                }
            }
            Key::Digit(_)
            | Key::Back
            | Key::Char(_)
            | Key::Enter
            | Key::NextPage
            | Key::Languages
            | Key::Help
            | Key::Up
            | Key::Down
            | Key::Right
            | Key::Large
            | Key::Hold
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    /// The one that was sent was not the right one, or could not be checked.
    pub fn learn(&mut self, checked: Checked) {
        self.told = Some(checked);
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let area = page(sheet, scene, &word!(language, "pin.title"), &self.hints(scene));
        let is_open = matches!(standing(scene), Standing::Open { .. });
        let pad_height = if is_open { keys::PAD_WITH_ZERO_HEIGHT } else { 0 };
        let spare = area.height.saturating_sub(2 * SAID_HEIGHT + FIELD_HEIGHT + pad_height);
        // Where all of it does not fit, the dots do without a frame.
        let (field_height, said_height) = if spare == 0 && area.height < 2 * SAID_HEIGHT + FIELD_HEIGHT + pad_height {
            (1, area.height.saturating_sub(1 + pad_height) / 2)
        } else {
            (FIELD_HEIGHT, SAID_HEIGHT)
        };
        let mut rest = Rect {
            x: area.x + 1,
            y: area.y + spare / 2,
            width: area.width.saturating_sub(2),
            height: said_height,
        };
        let enter = word!(language, "hint.enter_sign");
        say(sheet, rest, &word!(language, "pin.how", enter = enter), theme.text);
        rest.y += said_height;
        self.view_field(
            sheet,
            Rect {
                height: field_height,
                ..rest
            },
        );
        rest.y += field_height;
        say(sheet, rest, &self.said(scene), theme.warning);
        let pad = Rect {
            y: rest.y + said_height,
            height: pad_height,
            ..area
        };
        if is_open && pad.bottom() <= area.bottom() {
            keys::pad_with_zero(sheet, pad, !self.typed.is_empty(), self.typed.is_whole());
        }
    }

    fn view_field(&self, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        let width = FIELD_WIDTH.min(area.width);
        let mut field = Rect {
            x: area.x + (area.width - width) / 2,
            width,
            ..area
        };
        if field.height >= FIELD_HEIGHT {
            field = frame::draw(sheet, field, theme.text);
        }
        let dot = match sheet.look.border {
            Border::Lines => "●",
            Border::Ascii => "*",
        };
        let length = self.typed.len();
        // As many places as there must be, and one more where more may follow.
        let places = DIGITS_MIN.max(length + usize::from((DIGITS_MIN..DIGITS_MAX).contains(&length)));
        let dots: Vec<&str> = (0..places).map(|at| if at < length { dot } else { "_" }).collect();
        sheet.put_centred(field, &dots.join(" "), theme.strong);
    }

    fn said(&self, scene: Scene) -> String {
        let language = scene.language;
        match (standing(scene), self.told) {
            (Standing::Checking, _) => word!(language, "pin.checking").into_owned(),
            (Standing::Shut, _) => word!(language, "pin.shut").into_owned(),
            (Standing::Waiting(left), _) => word!(language, "pin.wait", left = minutes(left)).into_owned(),
            (Standing::Open { left }, Some(Checked::Wrong(_))) => {
                word!(language, "pin.wrong", count = left).into_owned()
            }
            (Standing::Open { .. }, Some(Checked::NotWritten)) => word!(language, "pin.not_written").into_owned(),
            (Standing::Open { .. }, Some(Checked::Right) | None) => String::new(),
        }
    }

    fn hints(&self, scene: Scene) -> Vec<Hint> {
        let language = scene.language;
        if self.typed.is_empty() {
            return vec![Hint::new(Key::PreviousPage, "-", word!(language, "hint.back"))];
        }
        let mut hints = vec![
            scene.hint(Key::Left),
            Hint::new(Key::PreviousPage, "-", word!(language, "hint.erase")),
        ];
        if self.typed.is_whole() {
            let enter = word!(language, "hint.enter_sign");
            hints.push(Hint::new(Key::Enter, enter, word!(language, "pin.check")));
        }
        hints
    }
}

fn standing(scene: Scene) -> Standing {
    scene.upkeep.lock.standing(scene.now.monotonic)
}

fn say(sheet: &mut Sheet, area: Rect, words: &str, style: ratatui::style::Style) {
    let lines = wrap(words, area.width.into());
    for (y, line) in (area.y..area.bottom()).zip(&lines) {
        sheet.put_centred(Rect { y, height: 1, ..area }, line, style);
    }
}

/// `0:15`; a part of a second counts whole, so that it never says that nothing is left.
fn minutes(left: Duration) -> String {
    let secs = left.as_millis().div_ceil(1_000);
    format!("{}:{:02}", secs / 60, secs % 60)
}
