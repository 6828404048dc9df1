//! Where log lines go. Never to the screen: that is the kiosk's. And never at the price of waiting: where nobody takes a
//! line it is lost, since whoever waited for a stopped journal would leave the hall without its kiosk.

mod native;

use std::io;
use std::io::IsTerminal as _;
use std::io::Write;
use std::sync::Mutex;

use rustix::event::PollFd;
use rustix::event::PollFlags;
use rustix::event::Timespec;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use native::Journal;

/// What a pipe takes at once where poll(2) says that it takes something: `PIPE_BUF` of pipe(7).
const TAKEN_AT_ONCE: usize = 4096;

/// To the journal where systemd runs us, else to standard error where that is no terminal. `ZHAOHUO_LOG` chooses what
/// (`info` by default), in the words of `tracing-subscriber`.
pub fn start() {
    let filter = EnvFilter::try_from_env("ZHAOHUO_LOG").unwrap_or_else(|_| EnvFilter::new("warn,zhaohuo=info"));
    let under_systemd = std::env::var_os("INVOCATION_ID").is_some();
    let journal = under_systemd.then(Journal::open).and_then(Result::ok);
    let stderr = (journal.is_none() && !io::stderr().is_terminal()).then(|| {
        tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(Mutex::new(Unwaiting))
            .log_internal_errors(false)
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

/// Says it on standard error, unless whoever reads that has stopped.
pub(super) fn complain(said: &str) {
    drop(Unwaiting.write(format!("zhaohuo: {said}\n").as_bytes()));
}

/// Standard error, without waiting for whoever reads it. One thread at a time, behind the lock around it.
struct Unwaiting;

impl Write for Unwaiting {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let stderr = io::stderr();
        let mut waits = [PollFd::new(&stderr, PollFlags::OUT)];
        rustix::event::poll(&mut waits, Some(&Timespec::default()))?;
        if waits[0].revents().contains(PollFlags::OUT) {
            stderr.lock().write(&bytes[..bytes.len().min(TAKEN_AT_ONCE)])
        } else {
            Err(io::ErrorKind::TimedOut.into())
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
