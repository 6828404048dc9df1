//! Calls that fail on the database of a running kiosk (faults.md D4).

use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Pid;
use rustix::process::Signal;

use super::feeding::Hall;
use super::feeding::can_be_written;
use super::feeding::cannot_be_written;
use super::pty::Launch;
use super::pty::PATIENCE;
use super::skip::skip;

const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Makes calls of a running kiosk on its database fail, until it is dropped.
struct Fault(Child);

impl Fault {
    fn begin(hall: &Hall, inject: &str) -> Self {
        let (pid, data) = (hall.kiosk.process_id().to_string(), hall.kiosk.home().join("data"));
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "-qq", "-p", &pid, "-e", inject, "-o"])
            .arg(hall.kiosk.home().join("strace"));
        for name in ["zhaohuo.db", "zhaohuo.db-wal"] {
            strace.arg("-P").arg(data.join(name));
        }
        let strace = strace.stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        while !is_traced(&pid) {
            assert!(began.elapsed() < PATIENCE, "strace does not come");
            std::thread::sleep(LOOK_AGAIN);
        }
        Self(strace)
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        let pid = Pid::from_raw(i32::try_from(self.0.id()).unwrap()).unwrap();
        // Asked to end, it lets go of the kiosk.
        rustix::process::kill_process(pid, Signal::INT).unwrap();
        self.0.wait().unwrap();
    }
}

fn may_trace(test: &str) -> bool {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    let may = traced.is_ok_and(|output| output.status.success());
    if !may {
        skip(test, "no strace that can trace here");
    }
    may
}

/// Every thread of it.
fn is_traced(pid: &str) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    threads.map(|thread| thread.unwrap().path()).all(|thread| {
        let status = std::fs::read_to_string(thread.join("status")).unwrap_or_default();
        status.contains("TracerPid:") && !status.contains("TracerPid:\t0\n")
    })
}

#[test]
fn a_kiosk_on_a_disk_that_fails_calls_nothing_saved_and_is_well_with_the_disk() {
    if !may_trace("a_kiosk_on_a_disk_that_fails_calls_nothing_saved_and_is_well_with_the_disk") {
        return;
    }
    let mut hall = Hall::open(Launch::new().logging(), 40);
    let mut saved = Vec::new();
    let mut count = 40;
    for call in ["pwrite64", "fdatasync,fsync", "pread64"] {
        for (when, is_for_good) in [("1", false), ("1+", true)] {
            let context = format!("{call} when={when}");
            count += 1;
            let fault = Fault::begin(&hall, &format!("inject={call}:error=EIO:when={when}"));
            let notice = format!("{call} {when}");
            match hall.staff(&["notice", &notice]) {
                Ok(_) => {
                    assert!(
                        !is_for_good || call == "pread64",
                        "{context}: that cannot have been saved"
                    );
                    saved.push(notice);
                }
                Err(why) => println!("{context}: {}", why.trim()),
            }
            hall.answers_keys();
            if is_for_good && call != "pread64" {
                hall.says(count, 50);
                let told = hall.status_comes(cannot_be_written);
                assert!(told.contains("数据写不进去"), "{context}: {told}");
                hall.shows(count - 1);
            }
            drop(fault);
            hall.says(count, 50);
            hall.shows(count);
            hall.status_comes(can_be_written);
            hall.assert_no_panic();
        }
    }
    hall.restart();
    hall.shows(count);
    let notices = hall.staff(&["notice", "--json"]).unwrap();
    for notice in &saved {
        assert!(
            notices.contains(notice.as_str()),
            "{notice} was said to be saved: {notices}"
        );
    }
}

/// The feed brings nothing new after a restart, so nothing else would have the store read again.
#[test]
fn a_reading_of_the_store_that_fails_once_is_tried_again() {
    if !may_trace("a_reading_of_the_store_that_fails_once_is_tried_again") {
        return;
    }
    let mut hall = Hall::open(Launch::new(), 40);
    let all = [4, 8, 12, 16, 20, 24, 28, 32];
    let some = if std::env::var_os("ZHAOHUO_TEST_LONG").is_some() {
        &all[..]
    } else {
        &all[2..3]
    };
    for at in some {
        hall.kiosk.kill();
        let launch = Launch::new()
            .in_environment("INJECT", format!("inject=pread64:error=EIO:when={at}"))
            .through(
                "exec strace -D -f -qq -o strace -P $PWD/data/zhaohuo.db -P $PWD/data/zhaohuo.db-wal -e $INJECT \
                 \"$0\" \"$@\" 2>>journal",
            );
        hall.kiosk = launch.start_beside(&hall.kiosk);
        hall.shows(40);
        println!(
            "with a fault at reading {at} the list is there after {:?}",
            hall.kiosk.age()
        );
    }
    println!("{}", hall.journal());
    hall.assert_no_panic();
}
