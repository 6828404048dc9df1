//! Power cuts and kills (faults.md D1–D3, D12): a real run is written down call by call, and a disk is made of each part of it as a
//! power cut may leave it, with what was not synced missing or torn. The store must open on it with all that was
//! acknowledged, and with nothing half.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]
#![expect(clippy::disallowed_methods, reason = "a test is at the edge too")]

#[path = "power/deeds.rs"]
mod deeds;
#[path = "power/disk.rs"]
mod disk;
#[allow(dead_code, reason = "a kit for other files")]
#[path = "support/items.rs"]
mod items;
#[path = "support/skip.rs"]
mod skip;
#[path = "power/trace.rs"]
mod trace;
#[path = "power/upgrade.rs"]
mod upgrade;

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::process::Command;

use deeds::DEEDS;
use deeds::UNTIL_CLOSED;
use deeds::all_of;
use deeds::do_one;
use disk::Cut;
use disk::Event;
use fastrand::Rng;
use rusqlite::Connection;
use skip::skip;
use trace::ACKNOWLEDGED;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::Verified;

const FOLDER: &str = "ZHAOHUO_TEST_FOLDER";
/// How many cuts; faults.md wants 1,000, which take two minutes.
const CUTS: &str = "ZHAOHUO_TEST_CUTS";
const CUTS_USUALLY: u64 = 60;
/// Among so many at least one must be seen on a disk that lies, or these tests see nothing.
const CUTS_OF_A_LYING_DISK: u64 = 30;

fn cuts() -> u64 {
    std::env::var(CUTS).map_or(CUTS_USUALLY, |cuts| cuts.parse().unwrap())
}

fn is_long() -> bool {
    cuts() > CUTS_USUALLY
}

fn is_whole(folder: &Path) -> bool {
    let raw = Connection::open(folder.join("zhaohuo.db")).unwrap();
    raw.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
        .unwrap()
        == "ok"
}

#[test]
#[ignore = "run by the tests below as the process that is written down"]
fn everything_that_is_kept() {
    let folder = std::env::var(FOLDER).unwrap();
    let mut store = Store::open(Path::new(&folder)).unwrap();
    println!("\n{ACKNOWLEDGED}0");
    for number in 1..=DEEDS {
        if number.is_multiple_of(UNTIL_CLOSED) {
            drop(store);
            store = Store::open(Path::new(&folder)).unwrap();
        }
        do_one(&store, number).unwrap();
        println!("{ACKNOWLEDGED}{number}");
    }
}

/// What a run did, and what was in the store after each of its deeds.
struct Run {
    events: Vec<Event>,
    after: Vec<String>,
}

impl Run {
    fn record(test: &str) -> Option<Self> {
        if !trace::is_possible() {
            skip(test, "no strace that can trace here");
            return None;
        }
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        let mut child = Command::new(std::env::current_exe().unwrap());
        child.args([
            "--exact",
            "everything_that_is_kept",
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ]);
        child.env(FOLDER, &folder);
        let (events, output) = trace::record(&child, &folder);
        assert!(output.status.success(), "{output:?}");
        let acknowledged = events.iter().filter(|event| matches!(event, Event::Acknowledged(_)));
        assert_eq!(acknowledged.count(), DEEDS + 1);

        let again = tempfile::tempdir().unwrap();
        let store = Store::open(again.path()).unwrap();
        let mut after = vec![all_of(again.path())];
        for number in 1..=DEEDS {
            do_one(&store, number).unwrap();
            after.push(all_of(again.path()));
        }
        assert_eq!(
            after.iter().collect::<BTreeSet<_>>().len(),
            DEEDS + 1,
            "two deeds look alike"
        );
        assert!(after[DEEDS] == all_of(&folder), "a run again does something else");
        Some(Self { events, after })
    }

    /// What was torn and lost in a cut behind which all is as it must be.
    fn survives(&self, count: usize, cut: Cut, seed: u64) -> (usize, usize) {
        let left = disk::cut(None, &self.events, count, cut, &mut Rng::with_seed(seed));
        let context = format!("{cut:?}, seed {seed}, cut before call {count} of {}", self.events.len());
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        left.lay_down(&folder);
        let store = Store::open(&folder).unwrap_or_else(|error| panic!("{context}: {error}"));
        assert!(!store.was_set_aside(), "{context}: damaged");
        assert!(is_whole(&folder), "{context}");
        // One thing at a time is done: it is there whole, or not at all, and so is all before it.
        let acknowledged = left.acknowledged.unwrap_or(0);
        let there = all_of(&folder);
        let found = self.after.iter().position(|after| *after == there);
        assert!(
            found == Some(acknowledged) || found == Some(acknowledged + 1),
            "{context}: {acknowledged} were acknowledged, and {found:?} are there:\n{there}"
        );
        let log = Reader::open(&folder).unwrap().verify_log().unwrap();
        assert!(matches!(log, Verified::Whole { .. }), "{context}: {log:?}");
        do_one(&store, 25).unwrap_or_else(|error| panic!("{context}: the next pull: {error}"));
        (left.torn, left.lost)
    }
}

#[test]
fn no_power_cut_loses_what_was_acknowledged_and_none_leaves_half_a_pull() {
    let Some(run) = Run::record("no_power_cut_loses_what_was_acknowledged_and_none_leaves_half_a_pull") else {
        return;
    };
    let (mut torn, mut lost) = (0, 0);
    for seed in 0..cuts() {
        let count = Rng::with_seed(!seed).usize(0..=run.events.len());
        let (more_torn, more_lost) = run.survives(count, Cut::Power, seed);
        torn += more_torn;
        lost += more_lost;
    }
    eprintln!(
        "{} power cuts in {} calls: {torn} writes torn, {lost} writes and names lost, nothing acknowledged among them",
        cuts(),
        run.events.len()
    );
    assert!(torn > 0 && lost > 0, "nothing was ever lost: no cut was a cut");

    // The same kit must see what a disk loses that calls synced what is not.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let seen = (0..CUTS_OF_A_LYING_DISK).filter(|seed| {
        let count = Rng::with_seed(!seed).usize(run.events.len() / 2..=run.events.len());
        catch_unwind(AssertUnwindSafe(|| run.survives(count, Cut::PowerOfALyingDisk, *seed))).is_err()
    });
    let seen = seen.count();
    std::panic::set_hook(hook);
    eprintln!("{seen} of {CUTS_OF_A_LYING_DISK} losses of a disk that lies were seen");
    assert!(seen > 0);
}

#[test]
fn a_kill_before_any_call_leaves_all_that_was_acknowledged() {
    let Some(run) = Run::record("a_kill_before_any_call_leaves_all_that_was_acknowledged") else {
        return;
    };
    let calls = run.events.len();
    // Every one of them where the cuts are 1,000; else some.
    let step = if is_long() { 1 } else { calls / 40 };
    let mut killed = 0;
    for count in (0..=calls).step_by(step) {
        run.survives(count, Cut::Process, 0);
        killed += 1;
    }
    eprintln!("killed before {killed} of {calls} calls");
}
