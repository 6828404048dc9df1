//! 这活有问题 — five reasons, without a name, once a visit.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::page;
use crate::desk::Complaint;
use crate::desk::Report;
use crate::key::Key;
use crate::language::Language;
use crate::posting::PostingId;
use crate::text::CleanText;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::numbered;

/// A row for the eye, two more for the finger.
const PITCH: u16 = 3;

#[derive(Debug, Clone)]
pub struct Reporting {
    posting: PostingId,
    title: CleanText,
    selected: usize,
    done: bool,
}

impl Reporting {
    #[must_use]
    pub fn of(posting: PostingId, title: CleanText) -> Self {
        Self {
            posting,
            title,
            selected: 0,
            done: false,
        }
    }

    pub fn update(&mut self, key: Key) -> Ask {
        match key {
            Key::Back | Key::Left => return Ask::Back,
            Key::Enter | Key::Right if self.done => return Ask::Back,
            Key::Digit(digit) => return self.choose(usize::from(digit) - 1),
            Key::Enter | Key::Right => return self.choose(self.selected),
            Key::Down => self.selected = (self.selected + 1).min(Complaint::ALL.len() - 1),
            Key::Up => self.selected = self.selected.saturating_sub(1),
            Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let mut hints = [Key::Back, Key::Help, Key::Languages, Key::Large]
            .map(|key| scene.hint(key))
            .to_vec();
        if !self.done {
            let choose = word!(language, "filter.choose");
            hints.insert(0, Hint::of_several(format!("1–{}", Complaint::ALL.len()), choose));
        }
        let area = page(sheet, scene, &word!(language, "report.title"), &hints);
        let width = area.width.saturating_sub(4);
        sheet.put(area.x + 2, area.y + 1, width, &self.title, theme.strong);
        let words = if self.done {
            word!(language, "report.thanks")
        } else {
            word!(language, "report.how")
        };
        let mut y = area.y + 2;
        for line in wrap(&words, width.into()) {
            sheet.put(area.x + 2, y, width, &line, theme.text);
            y += 1;
        }
        if self.done {
            return;
        }
        for (slot, complaint) in Complaint::ALL.into_iter().enumerate() {
            let row = Rect {
                x: area.x + 1,
                y: y + PITCH * u16::try_from(slot).unwrap_or(0),
                width: area.width.saturating_sub(2),
                height: PITCH.min(area.height),
            };
            if row.y + 1 >= area.bottom() {
                break;
            }
            let middle = Rect {
                y: row.y + 1,
                height: row.height - 1,
                ..row
            };
            let place = numbered::digit(sheet, middle, slot, slot == self.selected);
            let lines = wrap(&words_of(complaint, language), place.width.into());
            for (y, line) in (place.y..area.bottom()).zip(&lines) {
                sheet.put(place.x, y, place.width, line, theme.strong);
            }
        }
    }

    fn choose(&mut self, at: usize) -> Ask {
        let Some(complaint) = Complaint::ALL.get(at).filter(|_| !self.done) else {
            return Ask::Nothing;
        };
        self.done = true;
        Ask::Report(Report {
            posting: self.posting.clone(),
            title: self.title.clone(),
            complaint: *complaint,
        })
    }
}

fn words_of(complaint: Complaint, language: Language) -> String {
    match complaint {
        Complaint::AsksMoney => word!(language, "report.asks_money"),
        Complaint::NotAsSaid => word!(language, "report.not_as_said"),
        Complaint::NoAnswer => word!(language, "report.no_answer"),
        Complaint::Filled => word!(language, "report.filled"),
        Complaint::Other => word!(language, "report.other"),
    }
    .into_owned()
}
