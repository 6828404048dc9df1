//! A code with what it does in words, or in its place the reason why there is none, and the phone.

use ratatui::layout::Rect;

use super::Scene;
use super::door::Door;
use super::door::Purpose;
use crate::code::Address;
use crate::code::Code;
use crate::code::NoCode;
use crate::key::Key;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::code;

/// A door as it is drawn.
pub(super) struct Panel<'a> {
    door: &'a Door,
    shown: Shown,
}

enum Shown {
    Code(Code),
    NoCode(NoCode),
    /// An address too long for a code that this screen has room for.
    TooLong,
}

impl<'a> Panel<'a> {
    /// With the code that fits `area` with a row for its words, if there may be one.
    pub(super) fn choose(scene: Scene, area: Rect, door: &'a Door) -> Self {
        let room = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let shown = match &door.address {
            Err(why) => Shown::NoCode(*why),
            Ok(address) => match Code::new(address.as_str(), code::modules_max(room, scene.border)) {
                Some(modules) => Shown::Code(modules),
                None => Shown::TooLong,
            },
        };
        Self { door, shown }
    }

    /// Somebody can aim a phone at it.
    pub(super) fn has_code(&self) -> bool {
        matches!(self.shown, Shown::Code(_))
    }

    /// Somebody can aim a phone at it, to apply.
    pub(super) fn leads_to_apply(&self) -> bool {
        self.has_code() && self.door.purpose == Purpose::Apply
    }

    /// Why there is none, where that is said of the door and not of the screen.
    pub(super) fn reason(&self) -> Option<NoCode> {
        match self.shown {
            Shown::NoCode(why) => Some(why),
            Shown::Code(_) | Shown::TooLong => None,
        }
    }

    /// The cells at the right of `area` that it takes, with the row for its words.
    pub(super) fn place(&self, area: Rect, scene: Scene) -> Rect {
        match &self.shown {
            Shown::Code(modules) => {
                let size = code::size(modules, scene.border);
                Rect {
                    x: area.right().saturating_sub(size.width),
                    width: size.width,
                    height: size.height + 1,
                    ..area
                }
            }
            Shown::NoCode(_) | Shown::TooLong => area,
        }
    }

    /// Draws it at the right of `area`.
    pub(super) fn draw(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let Shown::Code(modules) = &self.shown else {
            self.say_why(scene, sheet, area);
            return;
        };
        let above = Rect {
            height: area.height.saturating_sub(1),
            ..area
        };
        let drawn = code::draw(sheet, above, modules);
        let style = sheet.look.theme.text;
        sheet.put_right(drawn.right(), drawn.bottom(), area.width, &self.words(scene), style);
    }

    /// Draws it in the middle of the screen, down to the row of its words and the key that leads back: a version-3 code
    /// just fits 40×20 so.
    pub(super) fn draw_alone(&self, scene: Scene, sheet: &mut Sheet) {
        let screen = sheet.area();
        let room = Rect {
            height: screen.height.saturating_sub(1),
            ..screen
        };
        sheet.clear();
        bar::bottom(sheet, &[scene.hint(Key::Back)]);
        let Shown::Code(modules) = &self.shown else {
            self.say_why(scene, sheet, room);
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
        let mut words = scene.warnings();
        words.push(self.short_words());
        let (right, style) = (screen.right().saturating_sub(1), sheet.look.theme.bar);
        sheet.put_right(
            right,
            room.bottom(),
            screen.width.saturating_sub(9),
            &words.join(" "),
            style,
        );
    }

    /// What the code does, and to which host or number it leads.
    fn words(&self, scene: Scene) -> String {
        let language = scene.language;
        let to = self.short_words();
        match self.door.purpose {
            Purpose::Apply => word!(language, "code.apply", host = to),
            Purpose::Page => word!(language, "code.page", host = to),
            Purpose::Call => word!(language, "code.call", phone = to),
            Purpose::Way => word!(language, "code.way", host = to),
        }
        .into_owned()
    }

    fn short_words(&self) -> String {
        match (&self.door.address, &self.door.phone) {
            (Ok(Address::Page(url)), _) => url.host_str().unwrap_or_default().to_owned(),
            (Ok(Address::Call(_)), Some(phone)) => phone.to_string(),
            (Ok(Address::Call(uri)), None) => uri.clone(),
            (Err(_), _) => String::new(),
        }
    }

    fn say_why(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let why = match &self.shown {
            Shown::NoCode(NoCode::Full) => word!(language, "no_code.full"),
            Shown::NoCode(NoCode::Expired) => word!(language, "no_code.expired"),
            Shown::NoCode(NoCode::Absent | NoCode::NoMap | NoCode::NoPhone) => word!(language, "no_code.absent"),
            Shown::NoCode(NoCode::Malformed) => word!(language, "no_code.malformed"),
            Shown::NoCode(NoCode::NotHttps) => word!(language, "no_code.not_https"),
            Shown::NoCode(NoCode::NotAllowed) => word!(language, "no_code.not_allowed"),
            Shown::TooLong | Shown::Code(_) => word!(language, "no_code.too_long"),
        };
        let width = usize::from(area.width.saturating_sub(2));
        let mut lines: Vec<_> = wrap(&why, width)
            .into_iter()
            .map(|line| (line, theme.warning))
            .collect();
        if let Some(phone) = &self.door.phone {
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
