//! A finger on the glass, or a mouse: what it lies on, and when it last did something.

use std::time::Duration;

use ratatui::layout::Rect;

use crate::app::Msg;
use crate::key::Key;

/// A touch so soon after one that was taken is the same one: a cold finger taps twice, and a drag arrives as a burst of
/// the wheel.
const ONE_TOUCH: Duration = Duration::from_millis(300);

/// A key as it was drawn.
type Target = (Rect, Key);

#[derive(Debug, Default)]
pub struct Finger {
    lies_on: Option<Target>,
    taken: Option<Duration>,
}

impl Finger {
    /// It has come down on what is drawn there.
    pub fn came_down(&mut self, under: Option<Target>, now: Duration) -> Option<Msg> {
        let under = under.filter(|_| self.is_new(now));
        let lay_on = std::mem::replace(&mut self.lies_on, under);
        (lay_on != under).then(|| Msg::Pressed(under.map(|(area, _)| area)))
    }

    /// It has gone up, over what is drawn there now. A key that was drawn anew elsewhere meanwhile, or is covered, is
    /// not the one that was meant.
    pub fn went_up(&mut self, over: Option<Target>, now: Duration) -> Vec<Msg> {
        let Some(target) = self.lies_on.take() else {
            return Vec::new();
        };
        let mut msgs = vec![Msg::Pressed(None)];
        if over == Some(target) {
            self.taken = Some(now);
            msgs.push(Msg::Key(target.1));
        }
        msgs
    }

    /// It was drawn across the glass, which means `key`, and nothing that it lay on.
    pub fn was_drawn(&mut self, key: Key, now: Duration) -> Vec<Msg> {
        let mut msgs: Vec<Msg> = self.lies_on.take().map(|_| Msg::Pressed(None)).into_iter().collect();
        if self.is_new(now) {
            self.taken = Some(now);
            msgs.push(Msg::Drawn(key));
        }
        msgs
    }

    fn is_new(&self, now: Duration) -> bool {
        self.taken.is_none_or(|last| now.saturating_sub(last) >= ONE_TOUCH)
    }
}
