//! What passes by itself: the visit, the order of the postings, and what a second changes on the screen.

use std::time::Duration;

use super::Model;
use crate::now::Now;
use crate::pin::Standing;
use crate::screen::Screen;

/// A meeting time passes every few minutes in the morning; reading the store again costs a fraction of a second.
const ORDER_AGE_MAX: jiff::SignedDuration = jiff::SignedDuration::from_mins(15);

/// A maintenance screen that is left alone is open to the public (faults.md O9), however long a reader may take.
const STAFF_IDLE_MAX: Duration = Duration::from_secs(120);

/// Another day has begun, or so much of this one has passed that other postings come first. Asked for until it is
/// here, once a minute; at midnight also at once, since 今天 has changed its meaning.
pub(super) fn order_is_old(model: &Model, was: Now) -> bool {
    let made = model.catalog.standpoint();
    let date = |now: Now| now.wall.to_zoned(model.hall.zone.clone()).date();
    let today = date(model.now);
    let is_late = model.now.wall.duration_since(made.now).abs() > ORDER_AGE_MAX;
    let is_old = is_late || made.today != today;
    is_old && (date(was) != today || model.now.monotonic.as_secs().is_multiple_of(60))
}

pub(super) fn patience(model: &Model) -> Duration {
    let patience = model.hall.patience;
    if model.screen.is_for_staff() {
        patience.idle.min(STAFF_IDLE_MAX)
    } else if model.screen.has_code(model.scene()) {
        patience.idle_code
    } else {
        patience.idle
    }
}

pub(super) fn visit_is_over(model: &Model) -> bool {
    let somebody_was_here = if let Screen::Waiting(waiting) = &model.screen {
        waiting.is_held()
    } else {
        !model.screen.is_resting()
    };
    somebody_was_here && model.visit.idle(model.now.monotonic) >= patience(model)
}

/// How many seconds are left, while that is being announced.
pub(super) fn warning_secs(model: &Model) -> Option<u64> {
    if model.screen.is_resting() {
        return None;
    }
    let left = patience(model).checked_sub(model.visit.idle(model.now.monotonic))?;
    let secs = left.as_millis().div_ceil(1_000);
    (left <= model.hall.patience.warning).then(|| u64::try_from(secs).unwrap_or(u64::MAX))
}

/// All that a passing second can change on the screen.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Face {
    minute: i64,
    is_clock_believed: bool,
    warning_secs: Option<u64>,
    card: Option<usize>,
    /// Until a PIN is taken again.
    wait_secs: Option<u64>,
}

pub(super) fn face(model: &Model) -> Face {
    let card = if let Screen::Waiting(waiting) = &model.screen {
        Some(waiting.card(model.scene()))
    } else {
        None
    };
    Face {
        minute: model.now.wall.as_second().div_euclid(60),
        is_clock_believed: model.now.disbelieved.is_none(),
        warning_secs: warning_secs(model),
        card,
        wait_secs: wait_secs(model),
    }
}

fn wait_secs(model: &Model) -> Option<u64> {
    let is_shown = matches!(model.screen, Screen::Pin(_));
    match model.upkeep.lock.standing(model.now.monotonic) {
        Standing::Waiting(left) if is_shown => Some(left.as_secs()),
        Standing::Waiting(_) | Standing::Open { .. } | Standing::Checking | Standing::Shut => None,
    }
}
