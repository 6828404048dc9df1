//! 看看能领什么 — at most five questions, yes or no. The answers live in this page and nowhere else.

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::menu::Menu;
use super::menu::Subject;
use super::page;
use crate::key::Key;
use crate::language::Language;
use crate::posting::Audience;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::frame;

/// More than these nobody answers standing.
const QUESTIONS_MAX: usize = 5;
const YES: u8 = 1;
const NO: u8 = 2;
/// A key to answer with.
const ANSWER_HEIGHT: u16 = 5;

/// In the order in which they are asked: what most people in the hall are comes first.
const ORDER: [Audience; 7] = [
    Audience::Senior,
    Audience::Graduate,
    Audience::PublicWelfare,
    Audience::Caregiver,
    Audience::Disability,
    Audience::Veteran,
    Audience::Newcomer,
];

#[derive(Debug, Clone)]
pub struct Questions {
    /// Whom services are for, in the order of [`ORDER`].
    known: Vec<Audience>,
    answers: Vec<(Audience, bool)>,
    /// Where the arrows stand; nowhere until they are used.
    selected: Option<u8>,
}

impl Questions {
    #[must_use]
    pub fn new(scene: Scene) -> Self {
        let known = scene.catalog.board().audiences_of_services();
        Self {
            known: ORDER.into_iter().filter(|it| known.contains(it)).collect(),
            answers: Vec::new(),
            selected: None,
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Digit(YES) => return self.answer(true, scene),
            Key::Digit(NO) => return self.answer(false, scene),
            Key::Enter | Key::Right => {
                if let Some(digit) = self.selected {
                    return self.answer(digit == YES, scene);
                }
            }
            Key::Up => self.selected = Some(YES),
            Key::Down => self.selected = Some(self.selected.map_or(YES, |_| NO)),
            Key::Back | Key::Left | Key::PreviousPage | Key::Erase => {
                self.selected = None;
                return match self.answers.pop() {
                    Some(_) => Ask::Turned,
                    None => Ask::Back,
                };
            }
            Key::Digit(_)
            | Key::NextPage
            | Key::Languages
            | Key::Help
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
        let hints = [Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key));
        let area = page(sheet, scene, &word!(language, "services.may_apply"), &hints);
        let Some(audience) = self.next() else {
            return;
        };
        let number = self.answers.len() + 1;
        let count = (self.answers.len() + self.left().count()).min(QUESTIONS_MAX);
        let progress = word!(language, "questions.progress", number = number, count = count);
        sheet.put(area.x + 3, area.y + 1, area.width - 4, &progress, theme.muted);
        let mut y = area.y + 3;
        for line in wrap(&question(audience, language), area.width.saturating_sub(6).into()) {
            sheet.put(area.x + 3, y, area.width - 4, &line, theme.strong);
            y += 1;
        }
        for (digit, label) in [
            (YES, word!(language, "questions.yes")),
            (NO, word!(language, "questions.no")),
        ] {
            let place = Rect {
                x: area.x + 3,
                y: y + 1,
                width: area.width.saturating_sub(6).min(40),
                height: ANSWER_HEIGHT.min(area.bottom().saturating_sub(y + 2) / 2).max(3),
            };
            let inner = frame::draw(sheet, place, theme.text);
            let style = if self.selected == Some(digit) {
                theme.selected
            } else {
                theme.key
            };
            let middle = inner.y + inner.height.saturating_sub(1) / 2;
            sheet.put(inner.x + 1, middle, 3, &format!(" {digit} "), style);
            sheet.put(inner.x + 6, middle, inner.width.saturating_sub(6), &label, theme.strong);
            sheet.touch(place, Key::Digit(digit));
            y = place.bottom() - 1;
        }
        let privacy = word!(language, "questions.privacy");
        let lines = wrap(&privacy, area.width.saturating_sub(6).into());
        for (row, line) in (y + 2..area.bottom()).zip(lines) {
            sheet.put(area.x + 3, row, area.width - 4, &line, theme.muted);
        }
    }

    /// What could still be asked. Whoever is over fifty has not just left school.
    fn left(&self) -> impl Iterator<Item = Audience> {
        let is_senior = self.answers.contains(&(Audience::Senior, true));
        let open = self.known.iter().copied();
        open.filter(move |it| !self.answers.iter().any(|(answered, _)| answered == it))
            .filter(move |it| !(is_senior && *it == Audience::Graduate))
    }

    fn next(&self) -> Option<Audience> {
        self.left().next().filter(|_| self.answers.len() < QUESTIONS_MAX)
    }

    fn answer(&mut self, yes: bool, scene: Scene) -> Ask {
        self.answers.extend(self.next().map(|audience| (audience, yes)));
        self.selected = None;
        if self.next().is_some() {
            return Ask::Turned;
        }
        let said_yes = self.answers.iter().filter(|(_, yes)| *yes);
        let audiences = said_yes.map(|(audience, _)| *audience).collect();
        Ask::Replace(Screen::Menu(Menu::new(Subject::MayApply(audiences), scene)))
    }
}

fn question(audience: Audience, language: Language) -> String {
    match audience {
        Audience::Caregiver => word!(language, "questions.caregiver"),
        Audience::Veteran => word!(language, "questions.veteran"),
        Audience::Disability => word!(language, "questions.disability"),
        Audience::Graduate => word!(language, "questions.graduate"),
        Audience::Senior => word!(language, "questions.senior"),
        Audience::PublicWelfare => word!(language, "questions.public_welfare"),
        Audience::Newcomer => word!(language, "questions.newcomer"),
    }
    .into_owned()
}
