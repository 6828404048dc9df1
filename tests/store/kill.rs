//! A process that is killed in the middle of a pull, at every system call and at random moments.

use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;

use super::FEED;
use super::answered;
use super::items::now;
use super::jobs;
use super::listed;
use super::raw;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;

const FOLDER: &str = "ZHAOHUO_TEST_FOLDER";
const ROUNDS: &str = "ZHAOHUO_TEST_ROUNDS";
/// The calls by which SQLite changes files.
const WRITES: [&str; 4] = ["pwrite64", "fdatasync", "fsync", "ftruncate"];
const RANDOM_KILLS: u64 = 30;

/// Two feeds that take turns. A fifth of each may go, so that inserts, updates and deletes all happen.
fn feed(round: usize) -> Vec<zhaohuo::feed::Item> {
    if round.is_multiple_of(2) {
        jobs(0..60, "甲")
    } else {
        jobs(10..70, "乙")
    }
}

fn pull(store: &Store, round: usize) {
    let mut staging = store.stage(FEED).unwrap();
    for item in feed(round) {
        staging.push(Ok(item)).unwrap();
    }
    let mut answered = answered();
    answered.validators.etag = Some(round.to_string());
    store.merge(staging, &answered, now()).unwrap();
}

#[test]
#[ignore = "run by the tests below as the process that is killed"]
fn pulls_in_turns() {
    let folder = std::env::var(FOLDER).unwrap();
    let rounds = std::env::var(ROUNDS).unwrap().parse().unwrap();
    let store = Store::open(Path::new(&folder)).unwrap();
    for round in 1..=rounds {
        pull(&store, round);
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
    command.args(["--exact", "kill::pulls_in_turns", "--ignored", "--test-threads=1"]);
    command.env(FOLDER, folder).env(ROUNDS, rounds.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// One feed whole, whichever, with its `ETag`; and the next pull works.
fn assert_whole(folder: &Path, context: &str) {
    // Read-only first: what a console beside the dead kiosk sees.
    let mut seen = vec![listed(&Reader::open(folder).unwrap(), now())];
    let store = Store::open(folder).unwrap();
    assert!(!store.was_set_aside(), "{context}");
    seen.push(listed(&Reader::open(folder).unwrap(), now()));
    let etag = store.validators(FEED, FEED).unwrap().etag.unwrap();
    for postings in seen {
        let titles: Vec<String> = postings.into_iter().map(|(_, title)| title).collect();
        let round: usize = etag.parse().unwrap();
        let mut expected: Vec<String> = (0..60).map(|number| format!("甲 {number}")).collect();
        if !round.is_multiple_of(2) {
            expected = (10..70).map(|number| format!("乙 {number}")).collect();
        }
        let (mut titles, mut expected) = (titles, expected);
        titles.sort();
        expected.sort();
        assert_eq!(titles, expected, "{context}");
    }
    let check: String = raw(folder)
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(check, "ok", "{context}");
    pull(&store, 2);
}

fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    pull(&Store::open(folder.path()).unwrap(), 0);
    folder
}

#[test]
fn a_kill_at_any_write_leaves_the_old_feed_or_the_new_one() {
    let traced = Command::new("strace").args(["-o", "/dev/null", "true"]).status();
    if !traced.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: a_kill_at_any_write_leaves_the_old_feed_or_the_new_one: strace cannot trace here");
        return;
    }
    let mut kills = 0;
    for call in WRITES {
        for at in 1.. {
            let folder = prepared();
            let inject = format!("inject={call}:signal=KILL:when={at}");
            let trace = format!("trace={call}");
            let wrapper = ["strace", "-f", "-o", "/dev/null", "-e", &trace, "-e", &inject];
            let ended = child(&wrapper, folder.path(), 1).status().unwrap();
            assert_whole(folder.path(), &format!("{call} {at}"));
            if ended.success() {
                break;
            }
            kills += 1;
        }
    }
    assert!(kills > 20, "only {kills} writes were met");
    eprintln!("killed at each of {kills} writes");
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
        process.wait().unwrap();
        assert_whole(folder.path(), &format!("kill {number}"));
    }
}
