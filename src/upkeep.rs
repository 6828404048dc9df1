//! What staff do to the kiosk itself: its lock, whether the public may use it, and what is asked at its own screen.

use serde::Deserialize;
use serde::Serialize;

use crate::pin::Lock;
use crate::printing::PrinterState;
use crate::text::CleanText;

/// 停用 — the public is told so and sees nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Closure {
    /// What staff say of it.
    pub text: Option<CleanText>,
}

/// What outlives a restart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Kept {
    /// Since the last right one, or since staff reset them.
    pub wrong_pins: u32,
    /// `None` while the public may use it.
    pub closure: Option<Closure>,
}

/// The same while the program runs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Upkeep {
    pub lock: Lock,
    pub closure: Option<Closure>,
    pub printer: PrinterState,
}

/// What is asked at the maintenance screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Task {
    /// Pull every feed now.
    Pull,
    /// `None` opens it again.
    Close(Option<Closure>),
    /// The program is about to end for that; whatever keeps it up starts it again.
    Restart,
}

/// What became of it, whoever asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum News {
    /// Closed now, or open.
    Closure(Option<Closure>),
    /// Nothing can be written, so that nothing was changed.
    NotWritten,
    /// Staff have set the number of wrong PINs to nothing.
    LockReset,
}

/// What became of a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    Right,
    /// With this one, so many in all.
    Wrong(u32),
    /// A wrong one could not be written down, so that none is taken: pulling the plug would make it undone.
    NotWritten,
}

impl Upkeep {
    /// After a start, at the beginning of the monotonic clock.
    #[must_use]
    pub fn after_start(kept: Kept) -> Self {
        Self {
            lock: Lock::after_start(kept.wrong_pins, std::time::Duration::ZERO),
            closure: kept.closure,
            printer: PrinterState::default(),
        }
    }
}
