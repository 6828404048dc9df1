//! What systemd is told: ready, alive, how things are, ending. Without a systemd nothing is sent.

use std::time::Duration;

use sd_notify::NotifyState;

/// Whether somebody starts the program anew when it ends.
#[must_use]
pub fn keeps_us_up() -> bool {
    std::env::var_os("NOTIFY_SOCKET").is_some()
}

/// Whether systemd watches this program. Asked once.
///
/// `WATCHDOG_PID` is not looked at: under cage it is cage's, and a program that compares it with its own thinks that
/// nobody watches.
#[derive(Debug, Clone, Copy)]
pub struct Systemd {
    watched: bool,
}

impl Systemd {
    #[must_use]
    pub fn find() -> Self {
        let period = std::env::var("WATCHDOG_USEC")
            .ok()
            .and_then(|text| text.parse().ok())
            .map(Duration::from_micros);
        Self {
            watched: period.is_some_and(|period| !period.is_zero()),
        }
    }

    /// The first frame is drawn.
    pub fn ready(self) {
        tell(&[NotifyState::Ready]);
    }

    /// The loop is turning; once a second is often enough for any sensible `WatchdogSec=`.
    pub fn alive(self) {
        if self.watched {
            tell(&[NotifyState::Watchdog]);
        }
    }

    /// One line for `systemctl status`.
    pub fn status(self, line: &str) {
        tell(&[NotifyState::Status(line)]);
    }

    pub fn stopping(self) {
        tell(&[NotifyState::Stopping]);
    }
}

/// A lost message is no reason to stop: systemd acts on what does not come.
fn tell(state: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(state) {
        tracing::debug!(%error, "systemd cannot be told");
    }
}
