//! 维护, behind the PIN — how the kiosk is, and the few things that need nobody at a desk. Leaving it ends the visit.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Ask;
use super::Scene;
use super::page;
use crate::key::Key;
use crate::slip::Slip;
use crate::text::wrap;
use crate::upkeep::Closure;
use crate::upkeep::News;
use crate::upkeep::Task;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::keys;
use crate::widget::numbered;
use crate::wording;

const PULL: u8 = 1;
const PRINT: u8 = 2;
const CLOSE: u8 = 3;
const RESTART: u8 = 4;
/// A row for the eye, two more for the finger.
const PITCH_MAX: u16 = 3;
/// The key to confirm with.
const CONFIRM_WIDTH: u16 = 36;
/// Below what it is told of the kiosk, what was done last.
const SAID_HEIGHT: u16 = 3;

#[derive(Debug, Default)]
pub struct Maintenance {
    said: Said,
}

/// What is said of the key that was pressed last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Said {
    #[default]
    Nothing,
    Pulling,
    Pulled,
    /// What the printer says is said on every page.
    Printing,
    Closed,
    Opened,
    NotWritten,
    /// Whether it is meant.
    Restart,
}

impl Maintenance {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let is_sure = self.said == Said::Restart;
        match key {
            Key::Enter if is_sure => return Ask::Upkeep(Task::Restart),
            Key::Back | Key::Left if is_sure => self.said = Said::Nothing,
            // Whoever is asked answers first.
            Key::Digit(_) if is_sure => {}
            Key::Back | Key::Left => return Ask::End,
            Key::Digit(PULL) => {
                self.said = Said::Pulling;
                return Ask::Upkeep(Task::Pull);
            }
            Key::Digit(PRINT) if scene.hall.prints => {
                self.said = Said::Printing;
                return Ask::Print(Slip::of_test(&scene.counter()));
            }
            Key::Digit(CLOSE) => {
                self.said = Said::Nothing;
                let closure = scene.upkeep.closure.is_none().then(Closure::default);
                return Ask::Upkeep(Task::Close(closure));
            }
            Key::Digit(RESTART) => self.said = Said::Restart,
            Key::Digit(_)
            | Key::Enter
            | Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Up
            | Key::Down
            | Key::Right
            | Key::Large
            | Key::Erase
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn learn(&mut self, news: &News) {
        self.said = match news {
            News::Closure(Some(_)) => Said::Closed,
            News::Closure(None) => Said::Opened,
            News::NotWritten => Said::NotWritten,
            News::LockReset => self.said,
        };
    }

    /// A feed was asked, and answered or not; how it is stands above.
    pub fn pulled(&mut self) {
        if self.said == Said::Pulling {
            self.said = Said::Pulled;
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let mut hints = vec![scene.hint(Key::Back)];
        if self.said == Said::Restart {
            let enter = word!(language, "hint.enter_sign");
            hints.insert(0, Hint::new(Key::Enter, enter, word!(language, "maintenance.restart")));
        }
        let area = page(sheet, scene, &word!(language, "pin.title"), &hints);
        let inner = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4),
            ..area
        };
        let tasks = tasks(scene);
        let count = u16::try_from(tasks.len()).unwrap_or(u16::MAX);
        let room = inner.height.saturating_sub(count + SAID_HEIGHT);
        let known: Vec<(String, Style)> = known(scene)
            .into_iter()
            .flat_map(|(text, is_bad)| {
                let style = if is_bad { theme.warning } else { theme.text };
                let lines = wrap(&text, inner.width.into());
                lines.into_iter().map(move |line| (line, style))
            })
            .take(room.into())
            .collect();
        let mut y = inner.y;
        for (line, style) in &known {
            sheet.put(inner.x, y, inner.width, line, *style);
            y += 1;
        }
        let said = Rect {
            y: y + 1,
            height: SAID_HEIGHT - 1,
            ..inner
        };
        let lines = wrap(&self.words(scene), said.width.into());
        for (y, line) in (said.y..said.bottom()).zip(&lines) {
            sheet.put(said.x, y, said.width, line, theme.strong);
        }
        let below = Rect {
            y: said.bottom(),
            height: area.bottom().saturating_sub(said.bottom()),
            ..inner
        };
        if self.said == Said::Restart {
            view_confirm(scene, sheet, below);
        } else {
            view_tasks(sheet, below, &tasks);
        }
    }

    fn words(&self, scene: Scene) -> String {
        let language = scene.language;
        match self.said {
            Said::Nothing => "".into(),
            Said::Pulling => word!(language, "maintenance.pulling"),
            Said::Pulled => word!(language, "maintenance.pulled"),
            Said::Printing => match scene.told.slip {
                Some((said, _)) => wording::slip_said(said, language).into(),
                None => "".into(),
            },
            Said::Closed => word!(language, "maintenance.closed"),
            Said::Opened => word!(language, "maintenance.opened"),
            Said::NotWritten => word!(language, "maintenance.not_written"),
            Said::Restart => word!(language, "maintenance.sure"),
        }
        .into_owned()
    }
}

/// Each with its digit; what cannot be done here is not there.
fn tasks(scene: Scene) -> Vec<(u8, String)> {
    let language = scene.language;
    let close = match scene.upkeep.closure {
        None => word!(language, "maintenance.close"),
        Some(_) => word!(language, "maintenance.open"),
    };
    let mut tasks = vec![(PULL, word!(language, "maintenance.pull").into_owned())];
    if scene.hall.prints {
        tasks.push((PRINT, word!(language, "maintenance.print").into_owned()));
    }
    tasks.push((CLOSE, close.into_owned()));
    tasks.push((RESTART, word!(language, "maintenance.restart").into_owned()));
    tasks
}

fn view_confirm(scene: Scene, sheet: &mut Sheet, area: Rect) {
    let enter = word!(scene.language, "hint.enter_sign");
    let label = format!("{enter}  {}", word!(scene.language, "maintenance.restart"));
    let place = Rect {
        width: area.width.min(CONFIRM_WIDTH),
        height: keys::KEY_HEIGHT.min(area.height),
        ..area
    };
    keys::key(sheet, place, &label, Key::Enter);
}

fn view_tasks(sheet: &mut Sheet, area: Rect, tasks: &[(u8, String)]) {
    let strong = sheet.look.theme.strong;
    let count = u16::try_from(tasks.len()).unwrap_or(u16::MAX).max(1);
    let pitch = (area.height / count).clamp(1, PITCH_MAX);
    for (nth, (digit, label)) in (0..).zip(tasks) {
        let row = Rect {
            x: area.x.saturating_sub(1),
            y: area.y + pitch * nth,
            height: pitch,
            ..area
        };
        let place = numbered::digit(sheet, row, usize::from(*digit) - 1, false);
        sheet.put(place.x, place.y, place.width, label, strong);
    }
}

/// How the kiosk is, and what of it is bad.
fn known(scene: Scene) -> Vec<(String, bool)> {
    let language = scene.language;
    let mut known = Vec::new();
    if scene.upkeep.closure.is_some() {
        known.push((word!(language, "closed.title").into_owned(), true));
    }
    for feed in &scene.health.feeds {
        let name = feed.name.as_str();
        let when = match feed.good_at {
            Some(at) => {
                let at = wording::day_and_clock(at, scene.today(), &scene.hall.zone, language);
                word!(language, "maintenance.feed", name = name, at = at)
            }
            None => word!(language, "maintenance.feed_never", name = name),
        };
        known.push((when.into_owned(), feed.good_at.is_none()));
        known.extend(feed.failure.iter().map(|failure| (failure.reason.to_string(), true)));
    }
    if scene.hall.prints {
        let printer = scene.upkeep.printer;
        known.push((wording::printer_state(printer, language), !printer.may_print()));
    }
    let minutes = scene.now.monotonic.as_secs() / 60;
    let program = word!(
        language,
        "maintenance.program",
        version = env!("CARGO_PKG_VERSION"),
        hours = minutes / 60,
        minutes = minutes % 60
    );
    known.push((program.into_owned(), false));
    known
}
