//! One person at the kiosk: when they last pressed something, and what their finger lies on.

use std::time::Duration;

use ratatui::layout::Rect;

use super::message::VisitNumber;
use crate::key::Key;
use crate::posting::Row;
use crate::screen::Told;

/// A second press of the same key so soon after a page change is a bounce of a cold finger.
const BOUNCE: Duration = Duration::from_millis(300);

#[derive(Debug)]
pub(super) struct Visit {
    pub(super) number: VisitNumber,
    last_key: Duration,
    page_change: Option<(Key, Duration)>,
    pub(super) told: Told,
    /// The posting that was read last, and whether its code was seen: what is counted once.
    pub(super) read: Option<Row>,
    pub(super) code_seen: bool,
    /// Something is being read aloud, as far as one knows here.
    pub(super) is_read_to: bool,
    pressed: Option<Rect>,
}

impl Visit {
    pub(super) fn new(now: Duration) -> Self {
        Self {
            number: 0,
            last_key: now,
            page_change: None,
            told: Told::default(),
            read: None,
            code_seen: false,
            is_read_to: false,
            pressed: None,
        }
    }

    /// Notes that somebody is there; says whether the key is a bounce of the one that changed the page.
    pub(super) fn key_came(&mut self, key: Key, now: Duration) -> bool {
        self.finger_moved(None, now);
        // Between a key and its bounce lies no other one: whoever types fast types the same digit twice.
        self.page_change = self.page_change.filter(|(before, _)| *before == key);
        self.page_change
            .is_some_and(|(before, at)| before == key && now.saturating_sub(at) < BOUNCE)
    }

    /// Notes the same of a finger that lies on a key now, or no longer does.
    pub(super) fn finger_moved(&mut self, onto: Option<Rect>, now: Duration) {
        self.last_key = now;
        self.pressed = onto;
    }

    /// The keys were drawn anew: a finger that lies there lies on none of these.
    pub(super) fn let_go(&mut self) {
        self.pressed = None;
    }

    /// The next one begins, and knows nothing of this one.
    pub(super) fn end(&mut self) {
        self.number += 1;
        self.told = Told::default();
        self.read = None;
        self.code_seen = false;
        self.let_go();
    }

    pub(super) fn pressed(&self) -> Option<Rect> {
        self.pressed
    }

    pub(super) fn page_changed(&mut self, by: Key, now: Duration) {
        self.page_change = Some((by, now));
    }

    pub(super) fn idle(&self, now: Duration) -> Duration {
        now.saturating_sub(self.last_key)
    }
}
