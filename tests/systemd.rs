//! What systemd hears from the running program.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

#[path = "support/pty.rs"]
mod pty;

use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use pty::Launch;
use pty::PATIENCE;
use pty::Session;
use rustix::process::Signal;
use tempfile::TempDir;
use zhaohuo::edge::store::Store;
use zhaohuo::text::CleanText;

/// faults.md C7.
const BACK_WITHIN: Duration = Duration::from_secs(30);
/// As kiosk.service has it, and shorter.
const WATCHDOG: Duration = Duration::from_secs(2);

/// The end of the socket that systemd holds.
struct Manager {
    folder: TempDir,
    socket: UnixDatagram,
}

impl Manager {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let socket = UnixDatagram::bind(folder.path().join("notify")).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        Self { folder, socket }
    }

    /// As systemd would start it, but that it has a terminal of its own.
    fn start(&self, watchdog: &[(&'static str, &str)]) -> Session {
        self.start_as(Launch::new(), watchdog)
    }

    fn start_as(&self, launch: Launch, watchdog: &[(&'static str, &str)]) -> Session {
        let launch = launch.in_environment("NOTIFY_SOCKET", self.folder.path().join("notify"));
        let add = |launch: Launch, (name, value): &(&'static str, &str)| launch.in_environment(name, value);
        watchdog.iter().fold(launch, add).start()
    }

    fn hear(&self) -> String {
        let mut buffer = [0; 4096];
        let count = self.socket.recv(&mut buffer).expect("systemd hears nothing any more");
        String::from_utf8(buffer[..count].to_vec())
            .unwrap()
            .trim_end()
            .to_owned()
    }

    /// All messages up to and with the first that is so.
    fn hear_until(&self, so: impl Fn(&str) -> bool) -> Vec<String> {
        let mut heard = vec![self.hear()];
        while !so(heard.last().unwrap()) {
            heard.push(self.hear());
        }
        heard
    }
}

#[test]
fn systemd_hears_ready_status_life_and_the_end() {
    let manager = Manager::new();
    let mut session = manager.start(&[
        ("WATCHDOG_USEC", "2000000"),
        // The process that systemd has started is cage, and the program is not.
        ("WATCHDOG_PID", "1"),
    ]);
    assert_eq!(manager.hear(), "READY=1");
    session.wait_for_text("找活");

    let heard = manager.hear_until(|message| message.starts_with("STATUS=数据截至"));
    assert!(heard.last().unwrap().ends_with("个活"), "{heard:?}");
    // Often enough for any watchdog: a second lies between two.
    for _ in 0..3 {
        manager.hear_until(|message| message == "WATCHDOG=1");
    }
    session.signal(Signal::TERM);
    manager.hear_until(|message| message == "STOPPING=1");
    assert!(session.wait_exit().status.success());
}

#[test]
fn without_a_watchdog_there_is_no_life_to_hear() {
    let manager = Manager::new();
    let session = manager.start(&[]);
    session.wait_for_postings();
    session.signal(Signal::TERM);
    let heard = manager.hear_until(|message| message == "STOPPING=1");
    assert_eq!(heard[0], "READY=1");
    assert!(heard.iter().all(|message| message != "WATCHDOG=1"), "{heard:?}");
}

#[test]
fn systemd_hears_how_many_wait_for_staff_also_since_before_a_restart() {
    let manager = Manager::new();
    let _session = manager.start_as(Launch::new().prepared(call_twice), &[]);
    let heard = manager.hear_until(|message| message.ends_with(" · 叫人 2 个"));
    assert!(heard.last().unwrap().starts_with("STATUS="), "{heard:?}");
}

/// What systemd does with a service that says nothing for `WatchdogSec=`, but for its own half second.
#[test]
fn a_stopped_program_falls_silent_and_the_next_one_is_back_with_its_postings() {
    let manager = Manager::new();
    let mut session = manager.start(&[("WATCHDOG_USEC", "2000000")]);
    session.wait_for_postings();
    manager.hear_until(|message| message == "WATCHDOG=1");
    session.signal(Signal::STOP);
    #[expect(clippy::disallowed_methods, reason = "how long it takes is what is promised")]
    let stopped = Instant::now();
    manager.socket.set_read_timeout(Some(WATCHDOG)).unwrap();
    let mut last_words = [0; 4096];
    while manager.socket.recv(&mut last_words).is_ok() {}
    manager.socket.set_read_timeout(Some(PATIENCE)).unwrap();
    session.signal(Signal::KILL);
    session.wait_exit();
    let launch = Launch::new().in_environment("NOTIFY_SOCKET", manager.folder.path().join("notify"));
    let session = launch.start_beside(&session);
    assert_eq!(manager.hear(), "READY=1");
    session.wait_for_postings();
    let back = stopped.elapsed();
    println!("stopped, and back after {back:?}");
    assert!(back < BACK_WITHIN, "{back:?}");
}

fn call_twice(folder: &Path) {
    let store = Store::open(folder).unwrap();
    #[expect(clippy::disallowed_methods, reason = "somebody has just called")]
    let now = Timestamp::now();
    let page = CleanText::new("全部活", 20);
    for _ in 0..2 {
        store.call(&page, now, now.to_zoned(TimeZone::UTC).date()).unwrap();
    }
}
