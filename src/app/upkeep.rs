//! What staff do at the screen, and what changes for the public by it.

use super::Effect;
use super::Model;
use super::leaving::end_visit;
use super::message::VisitNumber;
use crate::pin::Pin;
use crate::screen::Opened;
use crate::screen::Screen;
use crate::screen::maintenance::Maintenance;
use crate::upkeep::Checked;
use crate::upkeep::News;
use crate::upkeep::Task;

/// One PIN at a time, and none while one waits.
pub(super) fn check(model: &mut Model, pin: Pin) -> Option<Effect> {
    let began = model.upkeep.lock.begin(model.now.monotonic);
    began.then_some(Effect::CheckPin(model.visit.number, pin))
}

/// The lock learns it whoever has gone since; the screen opens only for whoever typed it.
pub(super) fn pin_checked(model: &mut Model, visit: VisitNumber, checked: Checked) {
    match checked {
        Checked::Right => model.upkeep.lock.learn(0, model.now.monotonic),
        Checked::Wrong(wrong) => model.upkeep.lock.learn(wrong, model.now.monotonic),
        Checked::NotWritten => model.upkeep.lock.gave_up(),
    }
    let Screen::Pin(entry) = &mut model.screen else { return };
    if model.visit.number != visit {
        return;
    }
    if checked == Checked::Right {
        model.screen = Screen::Maintenance(Maintenance::default());
        model.opened = Opened::None;
    } else {
        entry.learn(checked);
    }
}

pub(super) fn act(task: Task) -> Vec<Effect> {
    let ends = matches!(task, Task::Restart);
    let effects = [Effect::Upkeep(task)];
    effects.into_iter().chain(ends.then_some(Effect::Quit)).collect()
}

pub(super) fn learn(model: &mut Model, news: &News) -> Vec<Effect> {
    match news {
        News::Closure(closure) => model.upkeep.closure.clone_from(closure),
        News::LockReset => model.upkeep.lock.learn(0, model.now.monotonic),
        News::NotWritten => {}
    }
    if let Screen::Maintenance(page) = &mut model.screen {
        page.learn(news);
        return Vec::new();
    }
    match news {
        // Whoever reads is interrupted: staff wait for the screen.
        News::Closure(Some(_)) => end_visit(model),
        News::Closure(None) if matches!(model.screen, Screen::Closed(_)) => end_visit(model),
        News::Closure(None) | News::LockReset | News::NotWritten => Vec::new(),
    }
}
