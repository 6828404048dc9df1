//! 这活有问题 — five reasons, without a name, once a visit; told only when Enter confirms it, since digits come fast.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::page;
use crate::desk::Complaint;
use crate::desk::Report;
use crate::key::Key;
use crate::posting::PostingId;
use crate::text::CleanText;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::widget::numbered;
use crate::wording;

/// A row for the eye, two more for the finger.
const PITCH_MAX: u16 = 3;
/// A key to confirm with.
const CONFIRM_HEIGHT: u16 = 3;

#[derive(Debug, Clone)]
pub struct Reporting {
    posting: PostingId,
    title: CleanText,
    step: Step,
}

#[derive(Debug, Clone, Copy)]
enum Step {
    /// Where the arrows stand.
    Choosing(usize),
    Confirming(Complaint),
    Told(Complaint),
    /// About another posting, in the same visit.
    ToldBefore,
}

impl Reporting {
    #[must_use]
    pub fn of(posting: PostingId, title: CleanText, scene: Scene) -> Self {
        let step = if scene.told.reported {
            Step::ToldBefore
        } else {
            Step::Choosing(0)
        };
        Self { posting, title, step }
    }

    pub fn update(&mut self, key: Key) -> Ask {
        match (key, self.step) {
            (Key::Back | Key::Left, Step::Confirming(complaint)) => {
                let at = Complaint::ALL.iter().position(|it| *it == complaint);
                self.step = Step::Choosing(at.unwrap_or(0));
            }
            (Key::Back | Key::Left, _) | (Key::Enter | Key::Right, Step::Told(_) | Step::ToldBefore) => {
                return Ask::Back;
            }
            (Key::Enter | Key::Right, Step::Confirming(complaint)) => {
                self.step = Step::Told(complaint);
                return Ask::Report(Report {
                    posting: self.posting.clone(),
                    title: self.title.clone(),
                    complaint,
                });
            }
            (Key::Enter | Key::Right, Step::Choosing(at)) => self.choose(at),
            (Key::Digit(digit), Step::Choosing(_)) => self.choose(usize::from(digit) - 1),
            (Key::Down, Step::Choosing(at)) => self.step = Step::Choosing((at + 1).min(Complaint::ALL.len() - 1)),
            (Key::Up, Step::Choosing(at)) => self.step = Step::Choosing(at.saturating_sub(1)),
            (_, Step::Choosing(_) | Step::Confirming(_) | Step::Told(_) | Step::ToldBefore) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let area = page(sheet, scene, &word!(language, "report.title"), &self.hints(scene));
        let inner = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        sheet.put(inner.x, inner.y, inner.width, &self.title, theme.strong);
        let said = match self.step {
            Step::Choosing(_) => vec![word!(language, "report.how").into_owned()],
            Step::Confirming(complaint) => vec![
                String::new(),
                wording::complaint(complaint, language),
                String::new(),
                word!(language, "report.sure").into_owned(),
            ],
            Step::Told(complaint) => {
                let money = matches!(complaint, Complaint::AsksMoney).then(|| word!(language, "report.money_next"));
                let next = money.unwrap_or_else(|| word!(language, "report.next")).into_owned();
                vec![String::new(), word!(language, "report.thanks").into_owned(), next]
            }
            Step::ToldBefore => vec![String::new(), word!(language, "report.earlier").into_owned()],
        };
        let lines = said.iter().flat_map(|text| wrap(text, inner.width.into()));
        let mut y = inner.y + 1;
        for line in lines.take(usize::from(inner.height.saturating_sub(1))) {
            sheet.put(inner.x, y, inner.width, &line, theme.text);
            y += 1;
        }
        let below = Rect {
            y,
            height: area.bottom().saturating_sub(y),
            ..inner
        };
        match self.step {
            Step::Choosing(selected) => view_reasons(scene, sheet, below, selected),
            Step::Confirming(_) => view_confirm(scene, sheet, below),
            Step::Told(_) | Step::ToldBefore => {}
        }
    }

    fn hints(&self, scene: Scene) -> Vec<Hint> {
        let language = scene.language;
        let mut hints = [Key::Back, Key::Help, Key::Languages, Key::Large]
            .map(|key| scene.hint(key))
            .to_vec();
        match self.step {
            Step::Choosing(_) => {
                let sign = numbered::sign(Complaint::ALL.len());
                hints.insert(0, Hint::of_several(sign, word!(language, "filter.choose")));
            }
            Step::Confirming(_) => {
                let enter = word!(language, "hint.enter_sign");
                hints.insert(0, Hint::new(Key::Enter, enter, word!(language, "report.tell")));
            }
            Step::Told(_) | Step::ToldBefore => {}
        }
        hints
    }

    fn choose(&mut self, at: usize) {
        if let Some(complaint) = Complaint::ALL.get(at) {
            self.step = Step::Confirming(*complaint);
        }
    }
}

/// All five, however low the screen.
fn view_reasons(scene: Scene, sheet: &mut Sheet, area: Rect, selected: usize) {
    let count = u16::try_from(Complaint::ALL.len()).unwrap_or(u16::MAX);
    let pitch = (area.height / count).clamp(1, PITCH_MAX);
    for (slot, complaint) in Complaint::ALL.into_iter().enumerate() {
        let row = Rect {
            x: area.x.saturating_sub(1),
            y: area.y + pitch * u16::try_from(slot).unwrap_or(0),
            width: area.width,
            height: pitch,
        };
        // The words stand in the middle of what can be touched.
        let middle = Rect {
            y: row.y + u16::from(pitch == PITCH_MAX),
            height: 1,
            ..row
        };
        let place = numbered::digit(sheet, middle, slot, slot == selected);
        if let Ok(digit) = u8::try_from(slot + 1) {
            sheet.touch(row, Key::Digit(digit));
        }
        let lines = wrap(&wording::complaint(complaint, scene.language), place.width.into());
        for (y, line) in (place.y..row.bottom()).zip(&lines) {
            sheet.put(place.x, y, place.width, line, sheet.look.theme.strong);
        }
    }
}

fn view_confirm(scene: Scene, sheet: &mut Sheet, area: Rect) {
    let (language, theme) = (scene.language, sheet.look.theme);
    let place = Rect {
        y: area.y + 1,
        height: CONFIRM_HEIGHT.min(area.height.saturating_sub(1)),
        width: area.width.min(40),
        ..area
    };
    let inner = frame::draw(sheet, place, theme.text);
    let sign = format!(" {} ", word!(language, "hint.enter_sign"));
    let used = sheet.put(inner.x + 1, inner.y, inner.width, &sign, theme.key) + 2;
    let room = inner.width.saturating_sub(used);
    sheet.put(
        inner.x + used,
        inner.y,
        room,
        &word!(language, "report.tell"),
        theme.strong,
    );
    sheet.touch(place, Key::Enter);
}
