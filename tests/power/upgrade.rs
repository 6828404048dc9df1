//! An upgrade that is cut off (faults.md D12): the store of an older version, opened by this one, which is killed or
//! loses its power on the way. Whatever is there then is read and brought up to date, with nothing lost.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use fastrand::Rng;
use rusqlite::Connection;
use tempfile::TempDir;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;

use super::FOLDER;
use super::cuts;
use super::deeds::all_of;
use super::deeds::do_one;
use super::disk;
use super::disk::Cut;
use super::disk::Event;
use super::is_whole;
use super::skip::skip;
use super::trace;

/// What each version brought; the newest may have brought more.
const TABLES: [&[&str]; 5] = [
    &["feed", "item", "refusal", "sqlite_sequence"],
    &["call", "report"],
    &["decision", "audit"],
    &["count"],
    &["upkeep"],
];
/// Enough that each kind of thing is there.
const DEEDS: usize = 12;
/// Calls by which a store is changed.
const WRITES: &str = "pwrite64,fdatasync,fsync,ftruncate,unlink";

#[test]
#[ignore = "run by the tests below as the process that is written down, or killed"]
fn opens_the_store() {
    drop(Store::open(Path::new(&std::env::var(FOLDER).unwrap())).unwrap());
}

fn opening(folder: &Path) -> Command {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", "upgrade::opens_the_store", "--ignored", "--test-threads=1"]);
    child.env(FOLDER, folder);
    child
}

fn version(folder: &Path) -> usize {
    let raw = Connection::open(folder.join("zhaohuo.db")).unwrap();
    raw.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
}

fn tables(raw: &Connection) -> Vec<String> {
    let mut names = raw
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap();
    names
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect()
}

/// A store as that version of the schema left it, and all rows in it.
struct Old {
    home: TempDir,
    version: usize,
    rows: String,
}

impl Old {
    fn of(version: usize) -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data");
        let store = Store::open(&folder).unwrap();
        (1..=DEEDS).for_each(|number| do_one(&store, number).unwrap());
        drop(store);
        let raw = Connection::open(folder.join("zhaohuo.db")).unwrap();
        raw.execute_batch("DROP INDEX item_listed; DROP TRIGGER item_gone")
            .unwrap();
        let known = TABLES[..version].concat();
        for table in tables(&raw).iter().filter(|table| !known.contains(&table.as_str())) {
            raw.execute_batch(&format!("DROP TABLE {table}")).unwrap();
        }
        raw.pragma_update(None, "user_version", version).unwrap();
        drop(raw);
        let rows = all_of(&folder);
        Self { home, version, rows }
    }

    fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let files = std::fs::read_dir(self.home.path().join("data")).unwrap();
        files
            .map(|file| file.unwrap())
            .map(|file| {
                (
                    file.file_name().into_string().unwrap(),
                    std::fs::read(file.path()).unwrap(),
                )
            })
            .collect()
    }

    /// Opens what a cut has left, and finds every row of before in the newest version.
    fn assert_upgraded(&self, folder: &Path, context: &str) {
        let context = format!("from version {}, {context}", self.version);
        Reader::open(folder).unwrap_or_else(|error| panic!("{context}: read: {error}"));
        let found = version(folder);
        assert!(found >= self.version, "{context}: {found}");
        let store = Store::open(folder).unwrap_or_else(|error| panic!("{context}: opened: {error}"));
        assert!(!store.was_set_aside(), "{context}: damaged");
        assert!(is_whole(folder), "{context}");
        assert!(version(folder) >= TABLES.len(), "{context}");
        let rows = all_of(folder);
        for row in self.rows.lines() {
            assert!(rows.lines().any(|there| there == row), "{context}: gone: {row}");
        }
        do_one(&store, 25).unwrap();
    }
}

#[test]
fn an_upgrade_that_is_cut_off_is_finished_by_the_next_start() {
    if !trace::is_possible() {
        return skip(
            "an_upgrade_that_is_cut_off_is_finished_by_the_next_start",
            "no strace that can trace here",
        );
    }
    let mut cut_off = 0;
    for old in (1..TABLES.len()).map(Old::of) {
        let before = old.files();
        let folder = old.home.path().join("data");
        let (events, output) = trace::record(&opening(&folder), &folder);
        assert!(output.status.success(), "{output:?}");
        assert!(events.iter().any(|event| matches!(event, Event::Write { .. })));
        let mut random = Rng::with_seed(u64::try_from(old.version).unwrap());
        let kills = (0..=events.len()).map(|count| (count, Cut::Process));
        let powers = (0..cuts() / 4).map(|_| (Rng::with_seed(random.u64(..)).usize(0..=events.len()), Cut::Power));
        let mut random = Rng::with_seed(7);
        let all: Vec<_> = kills.chain(powers).collect();
        let step = if super::is_long() { 1 } else { 4 };
        for (count, cut) in all.into_iter().step_by(step) {
            let left = disk::cut(Some(&before), &events, count, cut, &mut random);
            let home = tempfile::tempdir().unwrap();
            let folder = home.path().join("data");
            left.lay_down(&folder);
            old.assert_upgraded(&folder, &format!("{cut:?} before call {count} of {}", events.len()));
            cut_off += 1;
        }
    }
    eprintln!(
        "{cut_off} upgrades from {} versions were cut off and finished",
        TABLES.len() - 1
    );
}

/// The same by a real signal at a real call, which shows that the disk of our own above does not flatter us.
#[test]
fn an_upgrade_that_is_killed_at_a_call_is_finished_by_the_next_start() {
    if !trace::is_possible() {
        return skip(
            "an_upgrade_that_is_killed_at_a_call_is_finished_by_the_next_start",
            "no strace that can trace here",
        );
    }
    let mut killed = 0;
    let versions = if super::is_long() { 1..TABLES.len() } else { 1..2 };
    for version in versions {
        for at in (1..).step_by(if super::is_long() { 1 } else { 8 }) {
            let old = Old::of(version);
            let folder = old.home.path().join("data");
            let child = opening(&folder);
            let mut strace = Command::new("strace");
            strace
                .args(["-f", "-qq", "-o", "/dev/null", "-P"])
                .arg(folder.join("zhaohuo.db"));
            strace.arg("-P").arg(folder.join("zhaohuo.db-wal"));
            strace.args(["-e", &format!("inject={WRITES}:signal=KILL:when={at}")]);
            strace
                .arg(child.get_program())
                .args(child.get_args())
                .env(FOLDER, &folder);
            let ended = strace.output().unwrap();
            old.assert_upgraded(&folder, &format!("killed at call {at}"));
            if ended.status.success() {
                break;
            }
            killed += 1;
        }
    }
    eprintln!("{killed} upgrades were killed and finished");
    assert!(killed > 0);
}
