//! The built kiosk where something is short (faults.md R1–R6): memory, descriptors, threads, time on the processor, and
//! somebody who takes its log.
//!
//! With `ZHAOHUO_TEST_LONG=1` the whole of it: 100,000 postings, 300 failed allocations, a week of pulls.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/feeding.rs"]
mod feeding;
#[path = "limits/group.rs"]
mod group;
#[path = "limits/memory.rs"]
mod memory;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/shell.rs"]
mod shell;
#[path = "support/skip.rs"]
mod skip;
#[path = "limits/years.rs"]
mod years;

use std::os::unix::net::UnixDatagram;
use std::time::Duration;
use std::time::Instant;

use feeding::Hall;
use group::FIVE_PERCENT;
use group::Group;
use group::TWENTY_TASKS;
use pty::Launch;
use pty::Session;
use skip::skip;

const LONG: &str = "ZHAOHUO_TEST_LONG";

fn is_long() -> bool {
    std::env::var_os(LONG).is_some()
}

/// What a process holds.
#[allow(dead_code, reason = "printed whole")]
#[derive(Debug, Clone, Copy)]
struct Use {
    resident_kb: i64,
    most_resident_kb: i64,
    descriptors: usize,
    threads: i64,
}

impl Use {
    fn of(kiosk: &Session) -> Self {
        let process = format!("/proc/{}", kiosk.process_id());
        let status = std::fs::read_to_string(format!("{process}/status")).unwrap();
        let figure = |name: &str| -> i64 {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap();
            line.split_whitespace().next().unwrap().parse().unwrap()
        };
        Self {
            resident_kb: figure("VmRSS:"),
            most_resident_kb: figure("VmHWM:"),
            descriptors: std::fs::read_dir(format!("{process}/fd")).unwrap().count(),
            threads: figure("Threads:"),
        }
    }
}

/// Waits until there are postings on the first page, however many and however long that takes. Whether it lived so long.
fn shows_all(kiosk: &mut Session) -> bool {
    let began = Instant::now();
    loop {
        let contents = kiosk.contents();
        if contents.contains("一共") && !contents.contains("一共 0 个活") {
            return true;
        }
        if kiosk.has_ended() {
            return false;
        }
        assert!(began.elapsed() < Duration::from_secs(300), "{contents}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Shows, takes a pull, writes a decision, answers keys.
fn assert_works(hall: &mut Hall, count: usize) {
    hall.says(count, 50);
    hall.shows(count);
    hall.staff(&["notice", "下午停电"]).unwrap();
    hall.answers_keys();
    hall.assert_no_panic();
}

#[test]
fn a_kiosk_of_64_descriptors_works() {
    let launch = Launch::new().through("ulimit -n 64 && exec \"$0\" \"$@\" 2>>journal");
    let mut hall = Hall::open(launch, 40);
    for count in 41..44 {
        assert_works(&mut hall, count);
    }
    eprintln!("{:?}", Use::of(&hall.kiosk));
}

#[test]
fn a_kiosk_of_20_threads_works() {
    let Some(group) = Group::with(&TWENTY_TASKS) else {
        return skip("a_kiosk_of_20_threads_works", "no control group for tasks here");
    };
    let launch = Launch::new()
        .in_environment("GROUP", group.path())
        .through("echo $$ > $GROUP/cgroup.procs && exec \"$0\" \"$@\" 2>>journal");
    let mut hall = Hall::open(launch, 40);
    for count in 41..44 {
        assert_works(&mut hall, count);
    }
    eprintln!("{:?}", Use::of(&hall.kiosk));
    drop(hall);
}

/// faults.md R3, whose figure is a release build's.
#[test]
fn with_a_twentieth_of_a_core_a_key_is_answered() {
    let Some(group) = Group::with(&FIVE_PERCENT) else {
        return skip(
            "with_a_twentieth_of_a_core_a_key_is_answered",
            "no control group for the processor here",
        );
    };
    let mut kiosk = Launch::new().logging().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    group.take(kiosk.process_id());
    let keys = if is_long() { 400 } else { 30 };
    let mut took = Vec::new();
    for key in 0..keys {
        let (key, then) = if key % 2 == 0 {
            ("3", "全部活 · ")
        } else {
            ("0", "您想做什么")
        };
        let began = Instant::now();
        kiosk.press(key, then);
        took.push(began.elapsed());
        // As a hurried finger presses them.
        std::thread::sleep(Duration::from_millis(100));
    }
    took.sort();
    let (median, p99) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    eprintln!(
        "with 5 % of a core: median {median:?}, p99 {p99:?}, worst {:?}; {}",
        took.last(),
        group.read("cpu.stat").replace('\n', ", ")
    );
    let allowed = if cfg!(debug_assertions) { 1_000 } else { 250 };
    assert!(p99 < Duration::from_millis(allowed), "{p99:?}");
    drop(kiosk);
}

/// faults.md R6: standard error is a pipe that is full, and nobody reads it.
#[test]
fn a_full_pipe_for_its_log_keeps_it_from_nothing() {
    let launch = Launch::new()
        .in_environment("ZHAOHUO_LOG", "trace")
        .through("mkfifo stuck && exec 2<>stuck; timeout 0.2 head -c 1000000 /dev/zero >&2; exec \"$0\" \"$@\"");
    let mut hall = Hall::open(launch, 40);
    for count in 41..44 {
        assert_works(&mut hall, count);
    }
}

/// faults.md R6: a journal that was stopped, so that ten lines fill its socket.
#[test]
fn a_stopped_journal_keeps_it_from_nothing() {
    let may = std::process::Command::new("unshare").args(["-m", "true"]).status();
    if !may.is_ok_and(|status| status.success()) {
        return skip("a_stopped_journal_keeps_it_from_nothing", "may not mount here");
    }
    let folder = tempfile::tempdir().unwrap();
    let socket = UnixDatagram::bind(folder.path().join("socket")).unwrap();
    let launch = Launch::new()
        .in_environment("JOURNAL", folder.path())
        .in_environment("INVOCATION_ID", "0")
        .in_environment("ZHAOHUO_LOG", "trace")
        .through(
            "exec unshare -m sh -c 'mount -t tmpfs tmpfs /run && mkdir -p /run/systemd/journal && \
             mount --bind $JOURNAL /run/systemd/journal && exec \"$0\" \"$@\"' \"$0\" \"$@\"",
        );
    let mut hall = Hall::open(launch, 40);
    for count in 41..44 {
        assert_works(&mut hall, count);
    }
    socket.set_nonblocking(true).unwrap();
    let mut entry = [0; 4096];
    socket.recv(&mut entry).unwrap();
    let count = socket.recv(&mut entry).unwrap();
    let entry = String::from_utf8_lossy(&entry[..count]);
    assert!(
        entry.starts_with("PRIORITY\n") && entry.contains("MESSAGE\n"),
        "{entry}"
    );
}
