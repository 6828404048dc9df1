//! 叫工作人员 — a ticket with a number and no name; below it what the keys do.

use ratatui::layout::Rect;

use super::Ask;
use super::Call;
use super::Scene;
use super::Screen;
use super::page;
use super::pin::PinEntry;
use crate::key::Key;
use crate::slip::Slip;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::digits;
use crate::widget::frame;

const CALL: u8 = 1;
/// Out of the visitors' way.
const MAINTENANCE: u8 = 9;
/// A ticket's number in its frame.
const TICKET_HEIGHT: u16 = digits::HEIGHT + 2;

#[derive(Debug)]
pub struct Help {
    /// The page from which it was opened, in the words of the hall.
    from: String,
}

impl Help {
    #[must_use]
    pub fn opened_from(page: String) -> Self {
        Self { from: page }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let may_call = matches!(scene.told.call, Call::None | Call::Failed);
        if key == Key::Enter
            && scene.hall.prints
            && let Call::Waiting(ticket) = scene.told.call
        {
            return Ask::Print(Slip::of_ticket(ticket, &scene.counter()));
        }
        match key {
            Key::Digit(CALL) | Key::Enter | Key::Right if may_call => Ask::CallStaff(self.from.clone()),
            Key::Digit(MAINTENANCE) if scene.hall.has_pin => Ask::Show(Screen::Pin(PinEntry::default())),
            Key::Back | Key::Left | Key::Enter | Key::Help => Ask::Back,
            Key::Digit(_)
            | Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Up
            | Key::Down
            | Key::Right
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => Ask::Nothing,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let mut hints = [Key::Back, Key::Languages, Key::Large]
            .map(|key| scene.hint(key))
            .to_vec();
        if let Call::Waiting(_) = scene.told.call {
            hints.extend(scene.print_hint());
        }
        if scene.hall.has_pin {
            let sign = MAINTENANCE.to_string();
            hints.push(Hint::new(Key::Digit(MAINTENANCE), sign, word!(language, "pin.title")));
        }
        let area = page(sheet, scene, &word!(language, "help.title"), &hints);
        let y = view_call(scene, sheet, area);
        let below = Rect {
            y,
            height: area.bottom().saturating_sub(y),
            ..area
        };
        view_keys(scene, sheet, below);
    }
}

/// The key that calls, or the ticket; gives the row below.
fn view_call(scene: Scene, sheet: &mut Sheet, area: Rect) -> u16 {
    let (language, theme) = (scene.language, sheet.look.theme);
    let place = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: TICKET_HEIGHT,
        ..area
    };
    let inner = frame::draw(sheet, place, theme.text);
    let x = inner.x + 1;
    let put = |sheet: &mut Sheet, x: u16, words: &str, style| {
        let lines = wrap(words, inner.right().saturating_sub(x + 1).into());
        let top = inner.y + (inner.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(1))) / 2;
        for (y, line) in (top..inner.bottom()).zip(&lines) {
            sheet.put(x, y, inner.right().saturating_sub(x), line, style);
        }
    };
    match scene.told.call {
        Call::None => {
            sheet.put(x, inner.y + 1, 3, &format!(" {CALL} "), theme.key);
            put(sheet, x + 4, &word!(language, "help.call"), theme.strong);
            sheet.touch(place, Key::Digit(CALL));
        }
        Call::Failed => {
            sheet.put(x, inner.y + 1, 3, &format!(" {CALL} "), theme.key);
            let desk = scene.desk();
            put(
                sheet,
                x + 4,
                &word!(language, "help.call_failed", desk = desk),
                theme.warning,
            );
            sheet.touch(place, Key::Digit(CALL));
        }
        Call::Pending => put(sheet, x, &word!(language, "help.calling"), theme.text),
        Call::Waiting(ticket) => {
            let used = digits::draw(sheet, x, inner.y, &ticket.number.to_string(), theme.money);
            let words = match ticket.before {
                0 => word!(language, "help.you_are_next"),
                before => word!(language, "help.before_you", count = before),
            };
            put(sheet, x + used + 3, &words, theme.strong);
        }
    }
    place.bottom()
}

fn view_keys(scene: Scene, sheet: &mut Sheet, area: Rect) {
    let (language, theme) = (scene.language, sheet.look.theme);
    let keys = [
        ("1–9", word!(language, "help.digits")),
        ("0", word!(language, "help.back")),
        ("- +", word!(language, "help.pages")),
        ("*", word!(language, "help.languages")),
        (".", word!(language, "help.large")),
    ];
    let mut y = area.y;
    for (sign, text) in &keys {
        sheet.put(area.x + 2, y, 4, sign, theme.key);
        sheet.put(area.x + 7, y, area.width.saturating_sub(8), text, theme.text);
        y += 1;
    }
    let desk = scene.desk();
    for text in [
        word!(language, "help.search"),
        word!(language, "help.no_phone", desk = desk),
        word!(language, "waiting.no_deposit"),
        word!(language, "help.privacy"),
        word!(language, "help.enter", enter = word!(language, "hint.enter_sign")),
    ] {
        let lines = wrap(&text, area.width.saturating_sub(4).into());
        // Whole sentences or none.
        if y + u16::try_from(lines.len()).unwrap_or(u16::MAX) > area.bottom() {
            break;
        }
        for line in lines {
            sheet.put(area.x + 2, y, area.width.saturating_sub(4), &line, theme.text);
            y += 1;
        }
    }
}
