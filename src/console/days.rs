//! 统计 — what was counted, a day at a time, as `zhaohuo counts` prints it.

use std::time::Duration;

use jiff::ToSpan as _;
use jiff::civil::Date;
use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::line::COUNT;
use super::sheet;
use super::stroke::Stroke;
use crate::control::Request;
use crate::count::Counts;
use crate::count::KEPT_DAYS;
use crate::widget::Sheet;
use crate::widget::bar::Hint;

/// Rows that a page key moves by.
const PAGE: usize = 10;

#[derive(Debug, Default)]
pub(super) struct Days {
    /// How many days ago.
    back: i64,
    /// The first row that is shown.
    top: usize,
    asked_at: Option<Duration>,
    counts: Option<Counts>,
}

impl Days {
    fn day(&self, scene: &Scene) -> Date {
        let today = scene.now.wall.to_zoned(scene.site.hall.zone.clone()).date();
        today.saturating_sub(self.back.days())
    }

    /// What to ask for: a day that is over once, today as often as its counts are written.
    pub(super) fn wanted(&mut self, scene: &Scene) -> Option<Request> {
        let is_known = self
            .counts
            .as_ref()
            .is_some_and(|counts| counts.from == self.day(scene));
        let since = self.asked_at.map(|at| scene.now.monotonic.saturating_sub(at));
        let is_old = self.back == 0 && since.is_none_or(|since| since >= COUNT);
        (!is_known || is_old).then(|| {
            self.asked_at = Some(scene.now.monotonic);
            self.request(scene)
        })
    }

    fn request(&self, scene: &Scene) -> Request {
        let day = Some(self.day(scene));
        Request::Counts { from: day, to: day }
    }

    pub(super) fn learn(&mut self, said: &serde_json::Value) {
        self.counts = serde_json::from_value(said.clone()).ok();
    }

    pub(super) fn stroke(&mut self, stroke: &Stroke, scene: &Scene) -> Ask {
        let rows = self.lines(scene).len();
        let last = rows.saturating_sub(usize::from(scene.height));
        match stroke {
            Stroke::Left if self.back < KEPT_DAYS => self.go(self.back + 1, scene),
            Stroke::Right if self.back > 0 => self.go(self.back - 1, scene),
            Stroke::Up => self.show(self.top.saturating_sub(1)),
            Stroke::Down => self.show((self.top + 1).min(last)),
            Stroke::PageUp => self.show(self.top.saturating_sub(PAGE)),
            Stroke::PageDown => self.show((self.top + PAGE).min(last)),
            Stroke::Char(_)
            | Stroke::Paste(_)
            | Stroke::Enter
            | Stroke::Escape
            | Stroke::Left
            | Stroke::Right
            | Stroke::Erase
            | Stroke::Tab
            | Stroke::BackTab => Ask::Nothing,
        }
    }

    fn go(&mut self, back: i64, scene: &Scene) -> Ask {
        self.back = back;
        self.top = 0;
        Ask::Look(self.request(scene))
    }

    fn show(&mut self, top: usize) -> Ask {
        self.top = top;
        Ask::Turned
    }

    fn lines(&self, scene: &Scene) -> Vec<String> {
        let day = self.day(scene);
        match &self.counts {
            Some(counts) if counts.from == day => sheet::of(None, counts),
            _ if scene.line.is_up() => vec![format!("{day}  正在查")],
            _ => vec!["接上了才能看；不接也能看的是 zhaohuo counts".to_owned()],
        }
    }

    pub(super) fn hints() -> Vec<Hint> {
        let several = Hint::of_several;
        vec![several("←", "前一天"), several("→", "后一天"), several("↑↓", "往下看")]
    }

    pub(super) fn view(&self, scene: &Scene, sheet: &mut Sheet, area: Rect) {
        let theme = sheet.look.theme;
        for (y, line) in (area.y..area.bottom()).zip(self.lines(scene).iter().skip(self.top)) {
            sheet.put(area.x + 1, y, area.width.saturating_sub(1), line, theme.text);
        }
    }
}
