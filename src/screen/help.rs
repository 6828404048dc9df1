//! 帮助 — what the keys do, and what to do when something is wrong.

use super::Ask;
use super::Scene;
use super::page;
use crate::key::Key;
use crate::text::wrap;
use crate::widget::Sheet;

pub fn update(key: Key) -> Ask {
    match key {
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

pub fn view(scene: Scene, sheet: &mut Sheet) {
    let language = scene.language;
    let area = page(
        sheet,
        scene,
        &word!(language, "help.title"),
        &[scene.hint(Key::Back), scene.hint(Key::Languages)],
    );
    let theme = sheet.look.theme;
    let keys = [
        ("1–9", word!(language, "help.digits")),
        ("0", word!(language, "help.back")),
        ("- +", word!(language, "help.pages")),
        ("*", word!(language, "help.languages")),
        ("/", word!(language, "help.help")),
    ];
    let spaced = u16::from(area.height > 18);
    let mut y = area.y + spaced;
    for (sign, text) in &keys {
        sheet.put(area.x + 2, y, 4, sign, theme.key);
        sheet.put(area.x + 7, y, area.width.saturating_sub(8), text, theme.text);
        y += 1;
    }
    y += 1;
    let desk = scene.desk();
    for text in [
        word!(language, "help.enter", enter = word!(language, "hint.enter_sign")),
        word!(language, "help.search"),
        word!(language, "help.filter"),
        word!(language, "help.no_phone", desk = desk),
        word!(language, "waiting.no_deposit"),
        word!(language, "help.privacy"),
    ] {
        for line in wrap(&text, area.width.saturating_sub(4).into()) {
            if y >= area.bottom() {
                return;
            }
            sheet.put(area.x + 2, y, area.width.saturating_sub(4), &line, theme.text);
            y += 1;
        }
        y += spaced;
    }
}
