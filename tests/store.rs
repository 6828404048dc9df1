//! The store: what a merge does, and what it survives.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]
#![expect(clippy::disallowed_methods, reason = "a test is at the edge too")]

#[path = "store/damage.rs"]
mod damage;
#[path = "store/decisions.rs"]
mod decisions;
#[path = "store/desk.rs"]
mod desk;
#[path = "support/items.rs"]
mod items;
#[path = "store/kill.rs"]
mod kill;
#[path = "support/skip.rs"]
mod skip;

use std::path::Path;

use items::after_days;
use items::id;
use items::item;
use items::now;
use items::posting;
use jiff::Timestamp;
use tempfile::TempDir;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::bulletin::Station;
use zhaohuo::edge::store::Answered;
use zhaohuo::edge::store::FREE_WITHDRAWALS;
use zhaohuo::edge::store::Merged;
use zhaohuo::edge::store::REFUSALS_KEPT;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::StoreError;
use zhaohuo::edge::store::UNCONFIRMED_DAYS;
use zhaohuo::edge::store::Validators;
use zhaohuo::edge::store::Withdraws;
use zhaohuo::feed::Item;
use zhaohuo::feed::Refused;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Row;
use zhaohuo::screening::Table;
use zhaohuo::text::CleanText;

const FEED: &str = "https://a.example/feed.json";

struct Shelf {
    folder: TempDir,
    store: Store,
}

impl Shelf {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        Self { folder, store }
    }

    /// A pull at `now` that brings these.
    fn merge(&self, items: impl IntoIterator<Item = Item>) -> Merged {
        self.merge_at(now(), &answered(), items.into_iter().map(Ok))
    }

    fn merge_at(
        &self,
        now: Timestamp,
        answered: &Answered,
        items: impl IntoIterator<Item = Result<Item, Refused>>,
    ) -> Merged {
        let mut staging = self.store.stage(FEED, Table::own()).unwrap();
        for item in items {
            staging.push(item).unwrap();
        }
        self.store.merge(staging, answered, now).unwrap()
    }

    fn listed(&self) -> Vec<(Row, String)> {
        listed(&self.store.reader().unwrap(), Timestamp::MIN)
    }

    fn titles(&self) -> Vec<String> {
        self.listed().into_iter().map(|(_, title)| title).collect()
    }
}

fn listed(reader: &Reader, now: Timestamp) -> Vec<(Row, String)> {
    let mut listed = Vec::new();
    let push = |row, posting: Posting| listed.push((row, posting.title.to_string()));
    reader.postings(&[FEED], now, push).unwrap();
    listed
}

fn answered() -> Answered {
    Answered {
        url: FEED.to_owned(),
        validators: Validators::default(),
        withdraws: Withdraws::WithinReason,
        is_whole: true,
    }
}

fn jobs(numbers: impl IntoIterator<Item = usize>, word: &str) -> Vec<Item> {
    let job = |number| item(&format!("p{number}"), &format!("{word} {number}"));
    numbers.into_iter().map(job).collect()
}

fn station(number: usize) -> Item {
    let station = Station {
        name: CleanText::line("零工市场").unwrap(),
        ..Station::default()
    };
    Item::Bulletin {
        id: id(&format!("station:{number}")),
        bulletin: Bulletin::Station(station),
    }
}

fn valid_until(name: &str, day: i64) -> Item {
    let mut posting = posting(name, name);
    posting.origin.valid_through = Some(after_days(day));
    Item::Posting(Box::new(posting))
}

fn refused(index: usize) -> Refused {
    Refused {
        index,
        reason: CleanText::line("没有名称").unwrap(),
    }
}

#[test]
fn a_posting_keeps_its_row_while_it_changes_and_no_row_comes_back() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..10, "搬运"));
    let before = shelf.listed();
    let merged = shelf.merge(jobs((0..9).chain([20]), "搬运"));
    assert_eq!((merged.new, merged.changed, merged.withdrawn), (1, 0, 1));
    assert_eq!(shelf.listed()[..9], before[..9]);
    assert!(shelf.listed()[9].0 > before[9].0);
    let reader = shelf.store.reader().unwrap();
    assert_eq!(reader.posting(before[9].0).unwrap(), None);
    assert_eq!(reader.posting(before[0].0).unwrap(), Some(posting("p0", "搬运 0")));
    let merged = shelf.merge(jobs((0..9).chain([20]), "保洁"));
    assert_eq!((merged.new, merged.changed), (0, 10));
    assert_eq!(shelf.listed()[0], (before[0].0, "保洁 0".to_owned()));
}

#[test]
fn up_to_a_fifth_may_go_and_more_is_kept() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..100, "搬运"));
    assert_eq!(shelf.merge(jobs(20..100, "搬运")).withdrawn, 20);
    let merged = shelf.merge(jobs(37..100, "搬运"));
    assert_eq!((merged.withdrawn, merged.kept_back), (0, 17));
    assert_eq!(shelf.titles().len(), 80);
    // Still so: still kept. Back again: no longer marked.
    assert_eq!(shelf.merge(jobs(37..100, "搬运")).kept_back, 17);
    assert_eq!(shelf.merge(jobs(20..100, "搬运")).kept_back, 0);
    assert_eq!(shelf.titles().len(), 80);
}

#[test]
fn a_small_feed_may_change_wholly() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..FREE_WITHDRAWALS, "搬运"));
    assert_eq!(shelf.merge(jobs([50], "搬运")).withdrawn, FREE_WITHDRAWALS);
    assert_eq!(shelf.titles(), ["搬运 50"]);
}

#[test]
fn a_feed_that_starts_anew_each_day_may_change_wholly() {
    let shelf = Shelf::open();
    let demo = Answered {
        withdraws: Withdraws::Anything,
        ..answered()
    };
    shelf.merge_at(now(), &demo, jobs(0..100, "昨天").into_iter().map(Ok));
    let merged = shelf.merge_at(now(), &demo, jobs(100..200, "今天").into_iter().map(Ok));
    assert_eq!((merged.new, merged.withdrawn), (100, 100));
    // But not where it brought nothing, or mostly what is not understood.
    shelf.merge_at(now(), &demo, []);
    let misread = jobs([1], "今天").into_iter().map(Ok);
    shelf.merge_at(now(), &demo, misread.chain([Err(refused(1)), Err(refused(2))]));
    assert_eq!(shelf.titles().len(), 101);
}

#[test]
fn postings_and_bulletins_are_judged_apart() {
    let shelf = Shelf::open();
    let stations = || (0..300).map(station);
    shelf.merge(jobs(0..30, "搬运").into_iter().chain(stations()));
    let merged = shelf.merge(jobs(0..3, "搬运").into_iter().chain(stations().take(290)));
    assert_eq!((merged.kept_back, merged.withdrawn), (27, 10));
    let mut stations = 0;
    let reader = shelf.store.reader().unwrap();
    reader.bulletins(&[FEED], now(), |_| stations += 1).unwrap();
    assert_eq!((shelf.titles().len(), stations), (30, 290));
    let state = shelf.store.feed(FEED).unwrap();
    assert_eq!((state.postings, state.bulletins, state.kept_back), (30, 290, 27));
}

#[test]
fn what_a_feed_deletes_by_name_goes_however_much_it_is() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..100, "搬运"));
    let deletions = (0..60).map(|number| Item::Deleted(id(&format!("p{number}"))));
    // The first of them stands in the same feed as an item too.
    let merged = shelf.merge(
        jobs([0], "搬运")
            .into_iter()
            .chain(deletions)
            .chain(jobs(60..100, "搬运")),
    );
    assert_eq!((merged.withdrawn, merged.kept_back), (60, 0));
    // Deletions alone say nothing about the rest.
    assert_eq!(shelf.merge([Item::Deleted(id("p99"))]).withdrawn, 1);
    assert_eq!(shelf.titles().len(), 39);
}

#[test]
fn of_two_items_with_one_identifier_the_first_stays() {
    let shelf = Shelf::open();
    let merged = shelf.merge([item("a", "第一"), item("b", "第二"), item("a", "第三")]);
    assert_eq!((merged.new, merged.refused), (2, 1));
    assert_eq!(shelf.titles(), ["第一", "第二"]);
    let refusals = shelf.store.reader().unwrap().refusals(FEED).unwrap();
    assert_eq!(refusals[0].index, 2);
    assert!(refusals[0].reason.contains("编号 a "), "{}", refusals[0].reason);
}

#[test]
fn refusals_are_counted_all_and_kept_in_part() {
    let shelf = Shelf::open();
    let many = (0..REFUSALS_KEPT + 50).map(|index| Err(refused(index)));
    let merged = shelf.merge_at(
        now(),
        &answered(),
        many.chain(jobs(0..5000, "搬运").into_iter().map(Ok)),
    );
    assert_eq!(merged.refused, REFUSALS_KEPT + 50);
    let reader = shelf.store.reader().unwrap();
    assert_eq!(reader.refusals(FEED).unwrap().len(), REFUSALS_KEPT);
    shelf.merge(jobs(0..5000, "搬运"));
    assert_eq!(reader.refusals(FEED).unwrap(), []);
    assert_eq!(reader.feeds().unwrap()[0].refused, 0);
}

#[test]
fn an_expired_posting_goes_without_suspicion() {
    let shelf = Shelf::open();
    shelf.merge((0..50).map(|number| valid_until(&format!("today{number}"), 1)));
    let tomorrow = (0..50).map(|number| Ok(valid_until(&format!("tomorrow{number}"), 3)));
    let merged = shelf.merge_at(after_days(2), &answered(), tomorrow);
    assert_eq!((merged.new, merged.withdrawn, merged.kept_back), (50, 50, 0));
}

#[test]
fn what_nobody_confirmed_for_thirty_days_is_not_offered() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..3, "搬运").into_iter().chain([valid_until("长期", 300)]));
    let reader = shelf.store.reader().unwrap();
    assert_eq!(listed(&reader, after_days(UNCONFIRMED_DAYS)).len(), 4);
    assert_eq!(listed(&reader, after_days(UNCONFIRMED_DAYS + 1)).len(), 1);
    shelf.store.confirm(FEED, after_days(20)).unwrap();
    assert_eq!(listed(&reader, after_days(UNCONFIRMED_DAYS + 1)).len(), 4);
}

#[test]
fn what_is_kept_back_ages_from_the_day_it_was_missing() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..10, "搬运"));
    let half = |day| shelf.merge_at(after_days(day), &answered(), jobs(0..5, "搬运").into_iter().map(Ok));
    half(1);
    assert_eq!(half(UNCONFIRMED_DAYS).kept_back, 5);
    let reader = shelf.store.reader().unwrap();
    assert_eq!(listed(&reader, after_days(UNCONFIRMED_DAYS)).len(), 10);
    assert_eq!(listed(&reader, after_days(UNCONFIRMED_DAYS + 2)).len(), 5);
    assert_eq!(half(UNCONFIRMED_DAYS + 2).withdrawn, 5);
    assert_eq!(shelf.titles().len(), 5);
}

#[test]
fn feeds_are_listed_in_the_order_asked_for() {
    let shelf = Shelf::open();
    let mut staging = shelf.store.stage("b", Table::own()).unwrap();
    staging.push(Ok(item("1", "乙"))).unwrap();
    shelf.store.merge(staging, &answered(), now()).unwrap();
    shelf.merge([item("1", "甲")]);
    let mut titles = Vec::new();
    let reader = shelf.store.reader().unwrap();
    let push = |_, posting: Posting| titles.push(posting.title.to_string());
    reader.postings(&[FEED, "nowhere", "b"], now(), push).unwrap();
    assert_eq!(titles, ["甲", "乙"]);
}

#[test]
fn a_second_kiosk_is_told_to_keep_off() {
    let shelf = Shelf::open();
    let second = Store::open(shelf.folder.path()).err().unwrap();
    assert!(matches!(second, StoreError::InUse(_)), "{second}");
    assert!(second.to_string().contains(&*shelf.folder.path().to_string_lossy()));
    drop(shelf.store);
    Store::open(shelf.folder.path()).unwrap();
}

#[test]
fn a_reader_without_a_store_is_told_to_pull() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Reader::open(folder.path()).err().unwrap();
    assert!(missing.to_string().ends_with("先运行 zhaohuo pull"), "{missing}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_store_of_a_newer_version_is_read_and_not_written() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..3, "搬运"));
    let folder = shelf.folder;
    drop(shelf.store);
    raw(folder.path()).pragma_update(None, "user_version", 99).unwrap();
    let newer = Store::open(folder.path()).err().unwrap();
    assert_eq!(newer, StoreError::Newer { found: 99, known: 7 });
    assert_eq!(listed(&Reader::open(folder.path()).unwrap(), now()).len(), 3);
}

#[test]
fn a_reader_sees_a_merge_whole_or_not_at_all() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..100, "旧的"));
    let reader = Reader::open(shelf.folder.path()).unwrap();
    let mut staging = shelf.store.stage(FEED, Table::own()).unwrap();
    for item in jobs(0..100, "新的") {
        staging.push(Ok(item)).unwrap();
    }
    assert!(
        listed(&reader, now())
            .iter()
            .all(|(_, title)| title.starts_with("旧的"))
    );
    let mut staging = Some(staging);
    let mut seen = Vec::new();
    let in_the_middle = |_, posting: Posting| {
        seen.push(posting.title.to_string());
        if seen.len() == 50 {
            let merged = shelf.store.merge(staging.take().unwrap(), &answered(), now());
            assert_eq!(merged.unwrap().changed, 100);
        }
    };
    reader.postings(&[FEED], now(), in_the_middle).unwrap();
    assert!(seen.len() == 100 && seen.iter().all(|title| title.starts_with("旧的")));
    assert!(
        listed(&reader, now())
            .iter()
            .all(|(_, title)| title.starts_with("新的"))
    );
}

#[test]
fn a_failure_changes_nothing_but_itself() {
    let shelf = Shelf::open();
    shelf.merge(jobs(0..3, "搬运"));
    let before = shelf.store.feed(FEED).unwrap();
    let failure = CleanText::line("连不上").unwrap();
    shelf.store.record_failure(FEED, &failure, after_days(1)).unwrap();
    let mut after = shelf.store.feed(FEED).unwrap();
    assert_eq!(
        (after.failure.take(), after.tried_at),
        (Some(failure), Some(after_days(1)))
    );
    after.tried_at = before.tried_at;
    assert_eq!(after, before);
    assert_eq!(shelf.titles().len(), 3);
}

fn raw(folder: &Path) -> rusqlite::Connection {
    rusqlite::Connection::open(folder.join("zhaohuo.db")).unwrap()
}
