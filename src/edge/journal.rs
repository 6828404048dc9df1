//! Where log lines go. Never to the screen: that is the kiosk's.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// To the journal where systemd runs us, else to standard error where that is no terminal. `ZHAOHUO_LOG` chooses what
/// (`info` by default), in the words of `tracing-subscriber`.
pub fn start() {
    let filter = EnvFilter::try_from_env("ZHAOHUO_LOG").unwrap_or_else(|_| EnvFilter::new("warn,zhaohuo=info"));
    let under_systemd = std::env::var_os("INVOCATION_ID").is_some();
    let journal = under_systemd.then(tracing_journald::layer).and_then(Result::ok);
    let stderr = (journal.is_none() && !std::io::stderr().is_terminal()).then(|| {
        tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(std::io::stderr)
    });
    // A second start in one process keeps the first; that is only so in tests.
    drop(
        tracing_subscriber::registry()
            .with(filter)
            .with(journal)
            .with(stderr)
            .try_init(),
    );
}
