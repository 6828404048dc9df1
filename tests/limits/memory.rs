//! Memory that is short, and memory that is not there.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;
use std::time::Duration;
use std::time::Instant;

use tempfile::TempDir;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;

use super::Use;
use super::feeding::Hall;
use super::feeding::feed;
use super::group::Group;
use super::group::MEMORY_128_MB;
use super::is_long;
use super::pty::Launch;
use super::shell::serve;
use super::shows_all;
use super::skip::skip;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");
/// Fails one allocation: the one whose number among all it is told.
const FAILING: &str = "
#include <stddef.h>
#include <stdlib.h>
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
static long left = -1;
static int fails(void) {
    if (left == -1) {
        const char *at = getenv(\"FAIL_AT\");
        left = at ? atol(at) : 0;
    }
    return left > 0 && __sync_sub_and_fetch(&left, 1) == 0;
}
void *malloc(size_t n) { return fails() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t m) { return fails() ? NULL : __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { return fails() ? NULL : __libc_realloc(p, n); }
";
const FAILURES_USUALLY: u64 = 8;
const FAILURES: u64 = 300;
/// R5: a day of polls at the usual ten minutes.
const PULLS_A_DAY: usize = 144;
/// What it may grow by in a day.
const A_DAY_KB: i64 = 1024;

#[test]
fn a_kiosk_of_128_megabytes_works() {
    let Some(group) = Group::with(&MEMORY_128_MB) else {
        return skip("a_kiosk_of_128_megabytes_works", "no control group for memory here");
    };
    let counts: &[usize] = if is_long() { &[1_100, 10_000, 100_000] } else { &[1_100] };
    for count in counts {
        let home = TempDir::new().unwrap();
        let feed = demonstration(&home, *count);
        let began = Instant::now();
        let mut hall = Hall::start(within(&group), feed);
        hall.kiosk.wait_for_text("按任意键");
        let first_frame = began.elapsed();
        // Where the pull and the board are too much together, the kernel ends it, and systemd starts it anew.
        let mut kills = 0;
        while !shows_all(&mut hall.kiosk) {
            kills += 1;
            assert!(kills < 3 && *count > 10_000, "{count} postings: no memory");
            hall.kiosk = within(&group).start_beside(&hall.kiosk);
        }
        let pulled = began.elapsed();
        let after_pull = Use::of(&hall.kiosk);
        hall.kiosk.kill();
        hall.kiosk = within(&group).start_beside(&hall.kiosk);
        hall.kiosk.wait_for_text("按任意键");
        let frame_again = hall.kiosk.age();
        assert!(shows_all(&mut hall.kiosk));
        let list = hall.kiosk.age();
        hall.answers_keys();
        eprintln!(
            "{count} postings under 128 MB, killed {kills} times: first frame {first_frame:?}, pulled and shown {pulled:?}, {after_pull:?}; \
             after a restart first frame {frame_again:?}, list {list:?}, {:?}; failcnt {}",
            Use::of(&hall.kiosk),
            group.read("memory.failcnt"),
        );
        hall.assert_no_panic();
    }
}

fn within(group: &Group) -> Launch {
    Launch::new()
        .in_environment("GROUP", group.path())
        .through("echo $$ > $GROUP/cgroup.procs && exec \"$0\" \"$@\" 2>>journal")
}

/// The demonstration feed of so many postings.
fn demonstration(home: &TempDir, count: usize) -> String {
    let file = home.path().join("feed.ndjson");
    let mut make = Command::new(PROGRAM);
    make.args(["demo-feed", "--items", &count.to_string(), "--out"])
        .arg(&file);
    make.arg("--data").arg(home.path()).env("HOME", home.path());
    assert!(make.status().unwrap().success());
    std::fs::read_to_string(file).unwrap()
}

/// The library, where there is a compiler.
fn failing_memory(home: &Path) -> Option<PathBuf> {
    let (source, library) = (home.join("failing.c"), home.join("failing.so"));
    std::fs::write(&source, FAILING).unwrap();
    let mut compiler = Command::new("cc");
    compiler
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source);
    compiler
        .status()
        .is_ok_and(|status| status.success())
        .then_some(library)
}

/// faults.md R4. A pull allocates from its first line to its last; the kiosk pulls with the same code.
#[test]
fn an_allocation_that_fails_ends_a_pull_and_leaves_the_store_whole() {
    let home = TempDir::new().unwrap();
    let Some(library) = failing_memory(home.path()) else {
        return skip(
            "an_allocation_that_fails_ends_a_pull_and_leaves_the_store_whole",
            "no C compiler here",
        );
    };
    let config = home.path().join("config.toml");
    let url = serve(feed(60, 50));
    std::fs::write(&config, format!("[[feed]]\nurl = {url:?}\n")).unwrap();
    let data = home.path().join("data");
    let pull = |fail_at: Option<u64>| -> Output {
        let mut pull = Command::new(PROGRAM);
        pull.arg("pull")
            .arg("--config")
            .arg(&config)
            .arg("--data")
            .arg(&data)
            .env_clear();
        pull.env("HOME", home.path()).env("LD_PRELOAD", &library);
        fail_at.map(|at| pull.env("FAIL_AT", at.to_string()));
        pull.output().unwrap()
    };
    assert!(pull(None).status.success());
    let (mut died, mut survived) = (0, 0);
    let mut random = fastrand::Rng::with_seed(4);
    for _ in 0..if is_long() { FAILURES } else { FAILURES_USUALLY } {
        let at = random.u64(1..9_000);
        let output = pull(Some(at));
        if output.status.success() {
            survived += 1;
        } else {
            died += 1;
        }
        let store = Store::open(&data).unwrap_or_else(|error| panic!("allocation {at}: {error}"));
        assert!(!store.was_set_aside(), "allocation {at}");
        drop(store);
        let reader = Reader::open(&data).unwrap();
        let mut count = 0;
        let feeds = reader.feeds().unwrap();
        reader
            .postings(&[&feeds[0].key], jiff::Timestamp::MIN, |_, _| count += 1)
            .unwrap();
        assert_eq!(count, 60, "allocation {at}");
    }
    eprintln!("{died} pulls ended by one failed allocation, {survived} went on; the store whole after each");
    assert!(died > 0);
    assert!(pull(None).status.success());
}

/// faults.md R4, at the screen: an abort, and the next start is there with all it had.
#[test]
fn a_kiosk_that_gets_no_memory_ends_and_is_back_within_three_seconds() {
    let folder = TempDir::new().unwrap();
    let Some(library) = failing_memory(folder.path()) else {
        return skip(
            "a_kiosk_that_gets_no_memory_ends_and_is_back_within_three_seconds",
            "no C compiler here",
        );
    };
    let mut hall = Hall::open(Launch::new(), 40);
    hall.staff(&["notice", "下午停电"]).unwrap();
    hall.kiosk.kill();
    for fail_at in if is_long() {
        vec![2_000, 10_000, 30_000, 50_000, 70_000]
    } else {
        vec![30_000]
    } {
        let launch = Launch::new()
            .in_environment("LD_PRELOAD", &library)
            .in_environment("FAIL_AT", fail_at.to_string())
            .through("exec \"$0\" \"$@\" 2>>journal");
        hall.kiosk = launch.start_beside(&hall.kiosk);
        hall.wear_out();
        hall.restart();
        hall.kiosk.wait_for_text("按任意键");
        let back = hall.kiosk.age();
        eprintln!("allocation {fail_at} failed; back on the screen after {back:?}");
        assert!(back < Duration::from_secs(3), "{back:?}");
        hall.shows(40);
        assert!(hall.staff(&["notice"]).unwrap().contains("下午停电"));
        hall.kiosk.kill();
    }
}

/// faults.md R5. Three weeks of polls, each of which brings something else, in ten minutes; the heap has found its size in
/// the first of them.
#[test]
fn churn_costs_neither_memory_nor_descriptors() {
    let (pulls, every) = if is_long() {
        (21 * PULLS_A_DAY, PULLS_A_DAY / 4)
    } else {
        (48, 3)
    };
    let mut hall = Hall::open(Launch::new().logging(), 300);
    let began = Instant::now();
    let mut seen = Vec::new();
    for pull in 1..=pulls {
        // Some come and go, and a hundred others say something else than before.
        let count = 300 + pull % 2;
        hall.brings(feed(count, 50).replace("搬运工 2", &format!("保洁 {pull} 2")));
        hall.shows(count);
        if pull.is_multiple_of(10) {
            hall.answers_keys();
        }
        if pull.is_multiple_of(every) {
            seen.push(Use::of(&hall.kiosk));
        }
    }
    let third = seen.len() / 3;
    let (before, after) = (&seen[third..2 * third], &seen[seen.len() - third..]);
    let mean =
        |uses: &[Use]| uses.iter().map(|used| used.resident_kb).sum::<i64>() / i64::try_from(uses.len()).unwrap();
    let most = |uses: &[Use]| uses.iter().map(|used| used.descriptors).max();
    let by_third: Vec<i64> = seen.chunks(third).map(mean).collect();
    eprintln!(
        "{pulls} pulls in {:?}: {by_third:?} kB in each third, {:?} and {:?} descriptors, {:?}",
        began.elapsed(),
        most(before),
        most(after),
        seen.last()
    );
    assert!(most(after) <= most(before).map(|most| most + 2));
    let grown = mean(after) - mean(before);
    assert!(grown < 7 * A_DAY_KB, "grown by {grown} kB in a third of {pulls} pulls");
    hall.assert_no_panic();
}
