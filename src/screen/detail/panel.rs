//! The code with its host, or in its place the phone and the reason why there is no code.

use ratatui::layout::Rect;

use crate::code::Address;
use crate::code::Code;
use crate::code::NoCode;
use crate::key::Key;
use crate::posting::Posting;
use crate::screen::Scene;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::code;

/// Why nothing is drawn where a code would be.
enum Missing {
    /// Nobody more is wanted.
    Full,
    Expired,
    Address(NoCode),
    /// The address is too long for the screen.
    TooLong,
}

/// Draws it at the right of `area`; gives what it took.
pub(super) fn draw(scene: Scene, sheet: &mut Sheet, area: Rect, posting: &Posting) -> Rect {
    match choose(scene, area, posting) {
        Ok((address, modules)) => {
            let above = Rect {
                height: area.height.saturating_sub(1),
                ..area
            };
            let drawn = code::draw(sheet, above, &modules);
            let host = word!(scene.language, "code.leads_to", host = address.host());
            sheet.put_right(drawn.right(), drawn.bottom(), area.width, &host, sheet.look.theme.text);
            Rect {
                height: drawn.height + 1,
                ..drawn
            }
        }
        Err(missing) => {
            say_why(scene, sheet, area, posting, &missing);
            area
        }
    }
}

/// Draws it in the middle of the screen, with its host on the lowest row beside the key that leads back.
pub(super) fn draw_alone(scene: Scene, sheet: &mut Sheet, screen: Rect, posting: &Posting) {
    let room = Rect {
        height: screen.height.saturating_sub(1),
        ..screen
    };
    let Ok((address, modules)) = choose(scene, screen, posting) else {
        draw(scene, sheet, room, posting);
        return;
    };
    let size = code::size(&modules, scene.border);
    let place = Rect {
        x: screen.x + screen.width.saturating_sub(size.width) / 2,
        y: screen.y + room.height.saturating_sub(size.height) / 2,
        width: size.width,
        height: size.height,
    };
    code::draw(sheet, place, &modules);
    bar::bottom(sheet, &[scene.hint(Key::Back)]);
    let right = screen.right().saturating_sub(1);
    sheet.put_right(
        right,
        room.bottom(),
        screen.width.saturating_sub(10),
        address.host(),
        sheet.look.theme.bar,
    );
}

/// Where [`draw`] would draw.
pub(super) fn place(area: Rect, scene: Scene, posting: &Posting) -> Rect {
    let Ok((_, modules)) = choose(scene, area, posting) else {
        return area;
    };
    let code = code::size(&modules, scene.border);
    Rect {
        x: area.right().saturating_sub(code.width),
        width: code.width,
        height: code.height + 1,
        ..area
    }
}

fn choose(scene: Scene, area: Rect, posting: &Posting) -> Result<(Address, Code), Missing> {
    if posting.openings.is_full() {
        return Err(Missing::Full);
    }
    let over = posting.origin.valid_through.is_some_and(|end| end <= scene.now.wall);
    if over && scene.catalog.believes(scene.now.wall) {
        return Err(Missing::Expired);
    }
    let address = Address::new(posting.contact.url.as_deref(), &scene.hall.allow).map_err(Missing::Address)?;
    let room = Rect {
        height: area.height.saturating_sub(1),
        ..area
    };
    let code = Code::new(address.as_str(), code::modules_max(room, scene.border)).ok_or(Missing::TooLong)?;
    Ok((address, code))
}

fn say_why(scene: Scene, sheet: &mut Sheet, area: Rect, posting: &Posting, missing: &Missing) {
    let (language, theme) = (scene.language, sheet.look.theme);
    let why = match missing {
        Missing::Full => word!(language, "no_code.full"),
        Missing::Expired => word!(language, "no_code.expired"),
        Missing::Address(NoCode::Absent) => word!(language, "no_code.absent"),
        Missing::Address(NoCode::Malformed) => word!(language, "no_code.malformed"),
        Missing::Address(NoCode::NotHttps) => word!(language, "no_code.not_https"),
        Missing::Address(NoCode::NotAllowed) => word!(language, "no_code.not_allowed"),
        Missing::TooLong => word!(language, "no_code.too_long"),
    };
    let mut lines: Vec<(String, ratatui::style::Style)> = Vec::new();
    let width = usize::from(area.width.saturating_sub(2));
    lines.extend(wrap(&why, width).into_iter().map(|line| (line, theme.warning)));
    let applies = !matches!(missing, Missing::Full | Missing::Expired);
    if let Some(phone) = posting.contact.phone.as_ref().filter(|_| applies) {
        lines.push((String::new(), theme.text));
        let call = word!(language, "no_code.call", phone = phone.as_str());
        lines.extend(wrap(&call, width).into_iter().map(|line| (line, theme.strong)));
    }
    let height = u16::try_from(lines.len()).unwrap_or(0);
    let top = area.y + area.height.saturating_sub(height) / 3;
    for (y, (line, style)) in (top..area.bottom()).zip(lines) {
        sheet.put_centred(Rect { y, height: 1, ..area }, &line, style);
    }
}
