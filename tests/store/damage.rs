//! Disks that turn bits, end too early, fill up and become read-only.

use std::path::Path;
use std::process::Command;

use super::FEED;
use super::Shelf;
use super::answered;
use super::item;
use super::items::now;
use super::jobs;
use super::listed;
use super::raw;
use super::skip::skip;
use jiff::Timestamp;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::StoreError;
use zhaohuo::posting::Posting;
use zhaohuo::screening::Table;

/// Places at which one bit is turned; a seed each, so that a failure can be run again. faults.md wants 1,000.
const TURNS: &str = "ZHAOHUO_TEST_CUTS";
const TURNS_USUALLY: u64 = 300;
/// Lengths to which the file is cut.
const CUTS: usize = 40;

#[test]
fn a_broken_item_is_left_out_and_the_next_pull_mends_it() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..10, "搬运"));
    let broken = "UPDATE item SET body = CAST(replace(body, '搬运 3', '搬运 8') AS BLOB) WHERE id = 'p3'";
    assert_eq!(raw(shelf.folder.path()).execute(broken, []), Ok(1));
    let mut titles = Vec::new();
    let reader = shelf.store.reader().unwrap();
    let listing = reader.postings(&[FEED], now(), |_, posting| titles.push(posting.title.to_string()));
    let listing = listing.unwrap();
    assert_eq!((listing.listed, listing.broken), (9, 1));
    assert!(!titles.contains(&"搬运 3".to_owned()));
    assert_eq!(shelf.merge(jobs(0..10, "搬运")).changed, 1);
    assert_eq!(shelf.titles().len(), 10);
}

#[test]
fn broken_items_make_the_next_request_unconditional() {
    let shelf = Shelf::open();
    let mut answered = answered();
    answered.validators.etag = Some("\"a\"".to_owned());
    shelf.merge_at(now(), &answered, [Ok(item("a", "甲"))]);
    assert_eq!(shelf.store.validators(FEED, FEED).unwrap(), answered.validators);
    shelf.store.forget_validators().unwrap();
    assert_eq!(shelf.store.validators(FEED, FEED).unwrap().etag, None);
}

/// A store of 200 postings, closed, and the bytes of its file.
fn closed_store() -> (tempfile::TempDir, Vec<u8>) {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..200, "搬运"));
    drop(shelf.store);
    let bytes = std::fs::read(shelf.folder.path().join("zhaohuo.db")).unwrap();
    (shelf.folder, bytes)
}

#[test]
fn no_turned_bit_is_shown_as_truth() {
    let (folder, whole) = closed_store();
    let mut fewest = 200;
    let turns = std::env::var(TURNS).map_or(TURNS_USUALLY, |turns| turns.parse().unwrap());
    for seed in 0..turns {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut bytes = whole.clone();
        bytes[random.usize(0..whole.len())] ^= 1 << random.u8(0..8);
        std::fs::write(folder.path().join("zhaohuo.db"), &bytes).unwrap();
        let Ok(reader) = Reader::open(folder.path()) else {
            continue;
        };
        let mut shown = 0;
        let check = |_, posting: Posting| {
            let number = posting.id.0.strip_prefix('p').unwrap();
            assert_eq!(posting.title.as_str(), format!("搬运 {number}"), "seed {seed}");
            shown += 1;
        };
        // Where even the tables are not found, nothing is shown, which is no lie.
        if reader.postings(&[FEED], Timestamp::MIN, check).is_ok() && shown > 0 {
            fewest = fewest.min(shown);
        }
    }
    assert!(fewest > 100, "a turned bit cost {} of 200 postings", 200 - fewest);
}

#[test]
fn a_damaged_file_is_set_aside_and_a_new_one_begun() {
    let (folder, whole) = closed_store();
    let database = folder.path().join("zhaohuo.db");
    let damages: [&[u8]; 4] = [
        &whole[..100],
        &whole[..5000],
        b"not a database, but long enough to be taken for one",
        &[],
    ];
    for damaged in damages {
        std::fs::write(&database, damaged).unwrap();
        let store = Store::open(folder.path()).unwrap();
        assert!(store.was_set_aside() || damaged.is_empty());
        let shelf = (&folder, &store);
        refill(shelf.1);
        assert_eq!(listed(&Reader::open(folder.path()).unwrap(), now()).len(), 200);
    }
}

/// faults.md D9: whatever is left of the file, it is open in two seconds, and nothing in it is shown that is not so.
#[test]
fn a_file_that_was_cut_anywhere_opens_at_once() {
    let (folder, whole) = closed_store();
    let mut random = fastrand::Rng::with_seed(9);
    for _ in 0..CUTS {
        let length = random.usize(0..whole.len());
        std::fs::write(folder.path().join("zhaohuo.db"), &whole[..length]).unwrap();
        let began = std::time::Instant::now();
        let store = opened(folder.path());
        assert!(began.elapsed() < std::time::Duration::from_secs(2), "cut at {length}");
        let mut shown = 0;
        let check = |_, posting: Posting| {
            let number = posting.id.0.strip_prefix('p').unwrap();
            assert_eq!(posting.title.as_str(), format!("搬运 {number}"), "cut at {length}");
            shown += 1;
        };
        let reader = store.reader().unwrap();
        // Where a page is gone that is needed, the next start begins anew.
        drop(reader.postings(&[FEED], Timestamp::MIN, check));
        assert!(shown <= 200, "cut at {length}");
        drop(reader);
        drop(store);
        std::fs::remove_file(folder.path().join("damage-was-met")).ok();
    }
}

/// A process that another test starts holds a copy of the lock of the store before for a moment.
fn opened(folder: &Path) -> Store {
    loop {
        match Store::open(folder) {
            Err(StoreError::InUse(_)) => std::thread::yield_now(),
            opened => return opened.unwrap(),
        }
    }
}

/// faults.md D10: a newer version may say more of a posting than this one knows.
#[test]
fn a_field_of_a_newer_version_is_passed_over() {
    let shelf = Shelf::open();
    shelf.merge([item("a", "甲")]);
    let raw = raw(shelf.folder.path());
    let body: Vec<u8> = raw.query_row("SELECT body FROM item", [], |row| row.get(0)).unwrap();
    let body = [b"{\"of_tomorrow\":[1,{\"x\":2}],", &body[1..]].concat();
    let changed = raw.execute("UPDATE item SET body = ?1, sum = ?2", (&body, checksum(&body)));
    assert_eq!(changed, Ok(1));
    assert_eq!(shelf.titles(), ["甲"]);
}

/// As the store's own, which it tells nobody.
fn checksum(bytes: &[u8]) -> i64 {
    let step = |state: u64, chunk: &[u8]| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (state ^ u64::from_le_bytes(word))
            .wrapping_mul(0x9e37_79b9_7f4a_7c15)
            .rotate_left(29)
    };
    bytes.chunks(8).fold(bytes.len() as u64, step).cast_signed()
}

fn refill(store: &Store) {
    let mut staging = store.stage(FEED, Table::own()).unwrap();
    for item in jobs(0..200, "搬运") {
        staging.push(Ok(item)).unwrap();
    }
    store.merge(staging, &answered(), now()).unwrap();
}

#[test]
fn damage_that_a_pull_meets_is_set_aside_at_the_next_start() {
    let (folder, mut bytes) = closed_store();
    let database = folder.path().join("zhaohuo.db");
    // The first page, with the list of tables, stays: the store opens.
    bytes[8192..].fill(0xa5);
    std::fs::write(&database, &bytes).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let mut staging = store.stage(FEED, Table::own()).unwrap();
    staging.push(Ok(item("a", "甲"))).unwrap();
    let met = store.merge(staging, &answered(), now()).unwrap_err();
    assert!(matches!(met, StoreError::Damaged(_)), "{met}");
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    assert!(store.was_set_aside());
    refill(&store);
    drop(store);
    assert!(!Store::open(folder.path()).unwrap().was_set_aside());
}

/// Overwrites the first page of the items, as a broken cell of a card would, and has the next start look.
pub(super) fn break_items(folder: &Path) {
    let raw = super::raw(folder);
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'item'";
    let root: usize = raw.query_row(root, [], |row| row.get(0)).unwrap();
    let page: usize = raw.pragma_query_value(None, "page_size", |row| row.get(0)).unwrap();
    drop(raw);
    let database = folder.join("zhaohuo.db");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[(root - 1) * page..][..page].fill(0xa5);
    std::fs::write(&database, &bytes).unwrap();
    std::fs::write(folder.join("damage-was-met"), "").unwrap();
}

/// A small file system of its own, where we may mount one.
struct SmallDisk(tempfile::TempDir);

impl SmallDisk {
    fn mount(test: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_str().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=1m", "tmpfs", path])
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(folder));
        }
        skip(test, "may not mount a tmpfs here");
        None
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn make_read_only(&self) {
        let status = Command::new("mount")
            .args(["-o", "remount,ro"])
            .arg(self.path())
            .status();
        assert!(status.unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: SQLite may still hold a file when a test fails.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

#[test]
fn a_full_disk_keeps_the_old_feed_and_takes_the_next_one() {
    let Some(disk) = SmallDisk::mount("a_full_disk_keeps_the_old_feed_and_takes_the_next_one") else {
        return;
    };
    let store = Store::open(disk.path()).unwrap();
    refill(&store);
    let filler = disk.path().join("filler");
    // As much as fits, in small steps.
    let mut bytes = Vec::new();
    while std::fs::write(&filler, &bytes).is_ok() {
        bytes.resize(bytes.len() + 4096, 0);
    }
    let mut staging = store.stage(FEED, Table::own()).unwrap();
    for item in jobs(0..2000, "新的") {
        staging.push(Ok(item)).unwrap();
    }
    let full = store.merge(staging, &answered(), now()).unwrap_err();
    assert_eq!(full, StoreError::Full);
    let reader = Reader::open(disk.path()).unwrap();
    let titles = listed(&reader, now());
    assert!(titles.len() == 200 && titles.iter().all(|(_, title)| title.starts_with("搬运")));
    std::fs::remove_file(filler).unwrap();
    let mut staging = store.stage(FEED, Table::own()).unwrap();
    for item in jobs(0..210, "新的") {
        staging.push(Ok(item)).unwrap();
    }
    store.merge(staging, &answered(), now()).unwrap();
    assert_eq!(listed(&reader, now()).len(), 210);
}

#[test]
fn a_read_only_disk_is_an_error_and_still_read() {
    let Some(disk) = SmallDisk::mount("a_read_only_disk_is_an_error_and_still_read") else {
        return;
    };
    refill(&Store::open(disk.path()).unwrap());
    disk.make_read_only();
    let denied = Store::open(disk.path()).err().unwrap();
    assert!(
        matches!(denied, StoreError::Folder { .. } | StoreError::Denied(_)),
        "{denied}"
    );
    let read = Reader::open(disk.path()).map(|reader| listed(&reader, now()).len());
    assert_eq!(read.ok(), Some(200));
}
