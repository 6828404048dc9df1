//! The time, as an argument.

use std::time::Duration;

use jiff::Timestamp;

/// Two clocks, because a wall clock may be set: a step of it must end no visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    pub wall: Timestamp,
    /// Since the program began; never goes back.
    pub monotonic: Duration,
}
