//! From one page back to the one before, and the end of a visit.

use super::Effect;
use super::Model;
use crate::count::Counted;
use crate::count::Kind;
use crate::screen::Opened;
use crate::screen::Screen;
use crate::screen::closed::Closed;
use crate::widget::Letters;

pub(super) fn back(model: &mut Model) -> Vec<Effect> {
    model.opened = Opened::None;
    match model.trail.pop() {
        Some(Screen::Waiting(_) | Screen::Closed(_)) | None => end_visit(model),
        Some(screen) => {
            model.screen = screen;
            Vec::new()
        }
    }
}

/// Language, history, what was read and what was told are forgotten.
pub(super) fn end_visit(model: &mut Model) -> Vec<Effect> {
    let mut effects: Vec<Effect> = hush(model).into_iter().collect();
    // Whoever only held a card was no visitor, and neither are staff.
    if !model.screen.is_resting() && !model.screen.is_for_staff() {
        effects.push(Effect::Count(Counted::of(Kind::Visit)));
    }
    model.screen = match model.upkeep.closure {
        None => Screen::default(),
        Some(_) => Screen::Closed(Closed),
    };
    model.trail.clear();
    model.opened = Opened::None;
    model.visit.end();
    model.look.letters = Letters::default();
    if let Some(first) = model.hall.languages.first() {
        model.look.language = *first;
    }
    effects
}

/// What is read aloud belongs to the page that was left.
pub(super) fn hush(model: &mut Model) -> Option<Effect> {
    std::mem::take(&mut model.visit.is_read_to).then_some(Effect::Hush)
}
