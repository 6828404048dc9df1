//! A process that is killed in the middle of a pull, at every system call and at random moments.

use std::path::Path;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::time::Duration;

use super::FEED;
use super::answered;
use super::items::now;
use super::jobs;
use super::listed;
use super::raw;
use super::skip::skip;
use tempfile::TempDir;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::StoreError;
use zhaohuo::screening::Table;

const FOLDER: &str = "ZHAOHUO_TEST_FOLDER";
const ROUNDS: &str = "ZHAOHUO_TEST_ROUNDS";
/// What the process says of a pull that is saved, and of one that failed.
const SAVED: &str = "SAVED";
const FAILED: &str = "FAILED:";
/// The calls by which SQLite changes files, and the one by which it reads them.
const WRITES: [&str; 4] = ["pwrite64", "fdatasync", "fsync", "ftruncate"];
const READ: &str = "pread64";
const RANDOM_KILLS: u64 = 30;

/// Two feeds that take turns. A fifth of each may go, so that inserts, updates and deletes all happen.
fn feed(round: usize) -> Vec<zhaohuo::feed::Item> {
    if round.is_multiple_of(2) {
        jobs(0..60, "甲")
    } else {
        jobs(10..70, "乙")
    }
}

fn pull(store: &Store, round: usize) -> Result<(), StoreError> {
    let mut staging = store.stage(FEED, Table::own())?;
    for item in feed(round) {
        staging.push(Ok(item))?;
    }
    let mut answered = answered();
    answered.validators.etag = Some(round.to_string());
    store.merge(staging, &answered, now())?;
    Ok(())
}

#[test]
#[ignore = "run by the tests below as the process that is killed"]
fn pulls_in_turns() {
    let folder = std::env::var(FOLDER).unwrap();
    let rounds = std::env::var(ROUNDS).unwrap().parse().unwrap();
    let store = match Store::open(Path::new(&folder)) {
        Ok(store) => store,
        Err(error) => return println!("{FAILED} {error}"),
    };
    for round in 1..=rounds {
        match pull(&store, round) {
            Ok(()) => println!("{SAVED} {round}"),
            Err(error) => println!("{FAILED} {error}"),
        }
    }
}

/// The test above as a process, behind `wrapper`.
fn child(wrapper: &[&str], folder: &Path, rounds: usize) -> Command {
    let own = std::env::current_exe().unwrap();
    let mut command = match wrapper.split_first() {
        Some((program, arguments)) => {
            let mut command = Command::new(program);
            command.args(arguments).arg(own);
            command
        }
        None => Command::new(own),
    };
    command.args(["--exact", "kill::pulls_in_turns", "--ignored", "--nocapture"]);
    command.env(FOLDER, folder).env(ROUNDS, rounds.to_string());
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What stands behind the last of these words at the beginning of a line.
fn said(output: &Output, word: &str) -> Option<String> {
    let stdout = String::from_utf8_lossy(&output.stdout);
    // A process that is killed may leave half a line.
    let whole = stdout.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let found = whole.lines().rev().find_map(|line| line.strip_prefix(word));
    found.map(|rest| rest.trim().to_owned())
}

/// One feed whole, whichever, with its `ETag`, but none older than what was said to be saved; and the next pull works.
fn assert_whole(folder: &Path, output: &Output, context: &str) {
    let panicked = String::from_utf8_lossy(&output.stderr).contains("panicked");
    assert!(!panicked, "{context}: {output:?}");
    let saved: Option<usize> = said(output, SAVED).map(|round| round.parse().unwrap());
    // Read-only first: what a console beside the dead kiosk sees.
    let mut seen = vec![listed(&Reader::open(folder).unwrap(), now())];
    let store = Store::open(folder).unwrap();
    assert!(!store.was_set_aside(), "{context}");
    seen.push(listed(&Reader::open(folder).unwrap(), now()));
    let etag = store.validators(FEED, FEED).unwrap().etag.unwrap();
    let round: usize = etag.parse().unwrap();
    assert!(
        Some(round) >= saved,
        "{context}: {saved:?} was saved, and {round} is there"
    );
    let (numbers, word) = if round.is_multiple_of(2) {
        (0..60, "甲")
    } else {
        (10..70, "乙")
    };
    let mut expected: Vec<String> = numbers.map(|number| format!("{word} {number}")).collect();
    expected.sort();
    for postings in seen {
        let mut titles: Vec<String> = postings.into_iter().map(|(_, title)| title).collect();
        titles.sort();
        assert_eq!(titles, expected, "{context}");
    }
    let check = raw(folder).query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0));
    assert_eq!(check.unwrap(), "ok", "{context}");
    pull(&store, 0).unwrap();
}

fn prepared() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    pull(&Store::open(folder.path()).unwrap(), 0).unwrap();
    folder
}

/// Lets a process pull once, again and again, and each time `fault` happens at the next one of its `call`s, until it
/// makes no more of them. Says how often it happened; `None` where nothing can be traced.
fn at_each(call: &str, fault: &str) -> Option<usize> {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    if !traced.is_ok_and(|output| output.status.success()) {
        skip(
            "a_fault_at_each_call",
            &format!("no strace that can trace here, for {fault} at {call}"),
        );
        return None;
    }
    for at in 1.. {
        let folder = prepared();
        let trace = format!("trace={call}");
        let inject = format!("inject={call}:{fault}:when={at}");
        let log = folder.path().join("strace");
        let wrapper = ["strace", "-f", "-o", log.to_str().unwrap(), "-e", &trace, "-e", &inject];
        let output = child(&wrapper, folder.path(), 1).output().unwrap();
        assert_whole(folder.path(), &output, &format!("{fault} at {call} {at}"));
        let log = std::fs::read_to_string(log).unwrap();
        if !log.contains("(INJECTED)") && !log.contains("killed by SIGKILL") {
            return Some(at - 1);
        }
    }
    None
}

#[test]
fn a_kill_at_any_write_leaves_the_old_feed_or_the_new_one() {
    let kills = WRITES.map(|call| at_each(call, "signal=KILL"));
    let kills: Vec<usize> = kills.into_iter().flatten().collect();
    eprintln!("killed at {kills:?} of {WRITES:?}");
    assert!(kills.is_empty() || kills.iter().sum::<usize>() > 20);
}

#[test]
fn an_error_at_any_write_or_read_is_returned_and_nothing_is_half_done() {
    let errors = WRITES.map(|call| (call, "error=EIO"));
    for (call, error) in errors
        .into_iter()
        .chain([("pwrite64", "error=ENOSPC"), (READ, "error=EIO")])
    {
        let returned = at_each(call, error);
        eprintln!("{error} at {returned:?} of {call}");
    }
}

#[test]
fn a_kill_at_any_moment_leaves_one_feed_whole() {
    let folder = prepared();
    let mut random = fastrand::Rng::with_seed(7);
    for number in 0..RANDOM_KILLS {
        let mut process = child(&[], folder.path(), 10_000).spawn().unwrap();
        // Not to await a fact: the moment of the kill is what is random here.
        std::thread::sleep(Duration::from_millis(random.u64(20..120)));
        process.kill().unwrap();
        let output = process.wait_with_output().unwrap();
        assert_whole(folder.path(), &output, &format!("kill {number}"));
    }
}
