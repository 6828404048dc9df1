//! The code with its host, or in its place the phone and the reason why there is no code.

use ratatui::layout::Rect;

use crate::code::Address;
use crate::code::Code;
use crate::code::NoCode;
use crate::code::entrance;
use crate::key::Key;
use crate::posting::Posting;
use crate::screen::Scene;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::code;

/// What stands there.
pub(super) enum Panel {
    Code(Address, Code),
    NoCode(NoCode),
    /// An address too long for a code that this screen has room for.
    TooLong,
}

impl Panel {
    /// The code that fits `area` with a row for its host, if there may be one.
    pub(super) fn choose(scene: Scene, area: Rect, posting: &Posting) -> Self {
        let address = match entrance(posting, &scene.hall.allow, scene.believed_now()) {
            Ok(address) => address,
            Err(why) => return Self::NoCode(why),
        };
        let room = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        match Code::new(address.as_str(), code::modules_max(room, scene.border)) {
            Some(modules) => Self::Code(address, modules),
            None => Self::TooLong,
        }
    }

    /// The cells at the right of `area` that it takes, with the row for the host.
    pub(super) fn place(&self, area: Rect, scene: Scene) -> Rect {
        match self {
            Self::Code(_, modules) => {
                let size = code::size(modules, scene.border);
                Rect {
                    x: area.right().saturating_sub(size.width),
                    width: size.width,
                    height: size.height + 1,
                    ..area
                }
            }
            Self::NoCode(_) | Self::TooLong => area,
        }
    }

    /// Draws it at the right of `area`.
    pub(super) fn draw(&self, scene: Scene, sheet: &mut Sheet, area: Rect, posting: &Posting) {
        let Self::Code(address, modules) = self else {
            self.say_why(scene, sheet, area, posting);
            return;
        };
        let above = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let drawn = code::draw(sheet, above, modules);
        let host = word!(scene.language, "code.leads_to", host = address.host());
        sheet.put_right(drawn.right(), drawn.bottom(), area.width, &host, sheet.look.theme.text);
    }

    /// Draws it in the middle of the screen, down to the row of the host and the key that leads back: a version-3 code
    /// just fits 40×20 so.
    pub(super) fn draw_alone(&self, scene: Scene, sheet: &mut Sheet, posting: &Posting) {
        let screen = sheet.area();
        let room = Rect {
            height: screen.height.saturating_sub(1),
            ..screen
        };
        sheet.clear();
        bar::bottom(sheet, &[scene.hint(Key::Back)]);
        let Self::Code(address, modules) = self else {
            self.say_why(scene, sheet, room, posting);
            return;
        };
        let size = code::size(modules, scene.border);
        let place = Rect {
            x: screen.x + screen.width.saturating_sub(size.width) / 2,
            y: screen.y + room.height.saturating_sub(size.height) / 2,
            width: size.width,
            height: size.height,
        };
        code::draw(sheet, place, modules);
        let mut words = vec![address.host().to_owned()];
        words.splice(0..0, scene.warnings());
        let right = screen.right().saturating_sub(1);
        sheet.put_right(
            right,
            room.bottom(),
            screen.width.saturating_sub(9),
            &words.join(" "),
            sheet.look.theme.bar,
        );
    }

    fn say_why(&self, scene: Scene, sheet: &mut Sheet, area: Rect, posting: &Posting) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let why = match self {
            Self::NoCode(NoCode::Full) => word!(language, "no_code.full"),
            Self::NoCode(NoCode::Expired) => word!(language, "no_code.expired"),
            Self::NoCode(NoCode::Absent) => word!(language, "no_code.absent"),
            Self::NoCode(NoCode::Malformed) => word!(language, "no_code.malformed"),
            Self::NoCode(NoCode::NotHttps) => word!(language, "no_code.not_https"),
            Self::NoCode(NoCode::NotAllowed) => word!(language, "no_code.not_allowed"),
            Self::TooLong | Self::Code(..) => word!(language, "no_code.too_long"),
        };
        let width = usize::from(area.width.saturating_sub(2));
        let mut lines: Vec<_> = wrap(&why, width)
            .into_iter()
            .map(|line| (line, theme.warning))
            .collect();
        let over = matches!(self, Self::NoCode(NoCode::Full | NoCode::Expired));
        if let Some(phone) = posting.contact.phone.as_ref().filter(|_| !over) {
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
}
