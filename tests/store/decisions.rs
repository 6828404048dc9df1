//! What staff decide: it stands over every pull, can be taken back, and its log shows who touches it.

use std::path::Path;

use zhaohuo::decision::Act;
use zhaohuo::decision::Entry;
use zhaohuo::decision::Standing;
use zhaohuo::edge::store::Anchored;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::Verified;
use zhaohuo::text::CleanText;
use zhaohuo::upkeep::Closure;
use zhaohuo::upkeep::Kept;

use super::Shelf;
use super::id;
use super::now;
use super::posting;

fn text(text: &str) -> CleanText {
    CleanText::new(text, 60)
}

fn decide(store: &Store, name: &str, act: &Act) -> Entry {
    store
        .decide((&id(name), &text("搬运工")), act, &text("op1"), now())
        .unwrap()
}

fn hide() -> Act {
    Act::Hide(text("写了限女性"))
}

/// Five steps on two postings, one of them taken back.
fn five(store: &Store) {
    decide(store, "a", &Act::Pin);
    decide(store, "b", &hide());
    decide(store, "b", &Act::Full);
    store.undo(None, &text("op2"), now()).unwrap().unwrap();
    decide(store, "a", &Act::Remark(Some(text("问过单位"))));
}

fn verified(folder: &Path) -> Verified {
    Reader::open(folder).unwrap().verify_log().unwrap()
}

#[test]
fn a_decision_stands_and_each_step_is_written_down() {
    let shelf = Shelf::open();
    five(&shelf.store);
    let reader = shelf.store.reader().unwrap();
    let standings = reader.standings().unwrap();
    assert_eq!(standings.len(), 2);
    assert_eq!(standings[&id("b")].hidden, Some(text("写了限女性")));
    assert_eq!(standings[&id("b")].full, None, "that was taken back");
    let log = reader.log(3).unwrap();
    let acts: Vec<_> = log
        .iter()
        .map(|entry| (entry.seq, entry.act.as_str(), &*entry.who))
        .collect();
    assert_eq!(acts, [(5, "remark", "op1"), (4, "undo", "op2"), (3, "full", "op1")]);
    assert_eq!(log[1].undoes, Some(3));
    assert_eq!(log[1].after, log[2].before);
    assert!(matches!(
        reader.verify_log().unwrap(),
        Verified::Whole { entries: 5, .. }
    ));
}

#[test]
fn only_what_stands_is_taken_back_and_only_once() {
    let shelf = Shelf::open();
    let undo = |seq| shelf.store.undo(seq, &text("op1"), now()).unwrap();
    assert_eq!(undo(None), None);
    let pinned = decide(&shelf.store, "a", &Act::Pin);
    let full = decide(&shelf.store, "a", &Act::Full);
    // Something was decided since: taking the first back alone would lose it.
    assert_eq!(undo(Some(pinned.seq)), None);
    let back = undo(Some(full.seq)).unwrap();
    assert_eq!(back.after, full.before);
    assert_eq!(undo(Some(full.seq)), None, "twice");
    assert_eq!(undo(Some(back.seq)), None, "what takes back is not taken back");
    assert!(undo(None).unwrap().after.is_empty());
    assert_eq!(undo(None), None);
    assert_eq!(shelf.store.reader().unwrap().standings().unwrap().len(), 0);
}

#[test]
fn what_is_entered_is_offered_and_taken_back_it_is_not() {
    let shelf = Shelf::open();
    let entered = posting("staff:1-0", "卸车");
    shelf.store.enter(&entered, &text("op1"), now()).unwrap();
    let reader = shelf.store.reader().unwrap();
    let mut rows = Vec::new();
    reader
        .postings(
            &[zhaohuo::edge::store::STAFF_FEED],
            jiff::Timestamp::MIN,
            |row, posting| rows.push((row, posting)),
        )
        .unwrap();
    let [(row, found)] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!(*found, entered);
    assert_eq!(
        reader.standing(&entered.id).unwrap(),
        Standing {
            pinned: true,
            ..Standing::default()
        }
    );
    assert!(reader.offered(*row).unwrap().is_some());
    shelf.store.undo(None, &text("op1"), now()).unwrap().unwrap();
    assert_eq!(reader.offered(*row).unwrap(), None);
    assert_eq!(reader.title_in_log(&entered.id).unwrap(), Some(text("卸车")));
}

/// faults.md O6. A cut tail leaves a chain that holds: it is seen by the last link, which the journal has.
#[test]
fn whoever_touches_the_log_is_seen() {
    for (touched, found) in [
        ("UPDATE audit SET who = 'op9' WHERE seq = 2", Some(2)),
        ("UPDATE audit SET at = at + 1 WHERE seq = 3", Some(3)),
        (
            "UPDATE audit SET standing_after = replace(standing_after, 'true', 'false') WHERE seq = 1",
            Some(1),
        ),
        ("UPDATE audit SET undoes = NULL WHERE seq = 4", Some(4)),
        ("DELETE FROM audit WHERE seq = 2", Some(2)),
        ("DELETE FROM audit WHERE seq = 1", Some(1)),
        ("UPDATE audit SET seq = 9 WHERE seq = 5", Some(5)),
        (
            "UPDATE audit SET seq = -1 WHERE seq = 1; UPDATE audit SET seq = 1 WHERE seq = 2;
             UPDATE audit SET seq = 2 WHERE seq = -1",
            Some(1),
        ),
        ("UPDATE audit SET link = x'00' WHERE seq = 3", Some(3)),
        ("UPDATE audit SET standing_before = 'x' WHERE seq = 3", Some(3)),
        ("DELETE FROM audit WHERE seq = 5", None),
    ] {
        let shelf = Shelf::open();
        five(&shelf.store);
        let before = verified(shelf.folder.path());
        super::raw(shelf.folder.path()).execute_batch(touched).unwrap();
        match (found, verified(shelf.folder.path())) {
            (Some(seq), Verified::BrokenAt(at)) => assert_eq!(at, seq, "{touched}"),
            (None, whole @ Verified::Whole { entries: 4, .. }) => assert_ne!(whole, before, "{touched}"),
            (_, other) => panic!("{touched}: {other:?}"),
        }
    }
}

/// Rolled back as a whole, the chain holds too; its last link is an older one.
#[test]
fn a_file_that_is_rolled_back_has_an_older_last_link() {
    let shelf = Shelf::open();
    decide(&shelf.store, "a", &Act::Pin);
    let first = verified(shelf.folder.path());
    decide(&shelf.store, "a", &Act::Full);
    let second = verified(shelf.folder.path());
    assert!(matches!((&first, &second), (Verified::Whole { last: a, .. }, Verified::Whole { last: b, .. }) if a != b));
}

fn at(text: &str) -> jiff::Timestamp {
    text.parse().unwrap()
}

/// Two on one day, one on the next, as far as the links go.
fn two_days(store: &Store) {
    for (name, when) in [
        ("a", "2026-11-24T22:00:00Z"),
        ("b", "2026-11-25T15:59:59Z"),
        ("c", "2026-11-25T16:00:00Z"),
    ] {
        let on = (&id(name), &text("搬运工"));
        store.decide(on, &Act::Pin, &text("op1"), at(when)).unwrap();
    }
}

#[test]
fn a_day_of_the_log_ends_with_its_link() {
    let shelf = Shelf::open();
    let between = |from: &str, until: &str| {
        let reader = shelf.store.reader().unwrap();
        reader.log_between(at(from), at(until)).unwrap()
    };
    let empty = between("2026-11-24T16:00:00Z", "2026-11-25T16:00:00Z");
    assert_eq!((empty.entries.len(), empty.seq, empty.link), (0, 0, [0; 32]));
    two_days(&shelf.store);
    let day = between("2026-11-24T16:00:00Z", "2026-11-25T16:00:00Z");
    let names: Vec<_> = day.entries.iter().map(|entry| entry.posting.clone()).collect();
    assert_eq!((names, day.seq, day.broken_at), (vec![id("a"), id("b")], 2, None));
    let next = between("2026-11-25T16:00:00Z", "2026-11-26T16:00:00Z");
    assert_eq!((next.entries.len(), next.seq), (1, 3));
    let Verified::Whole { last, .. } = verified(shelf.folder.path()) else {
        panic!()
    };
    assert!(next.link == last && day.link != last);
    // A day on which nothing was decided ends where the one before did.
    let quiet = between("2026-11-26T16:00:00Z", "2026-11-27T16:00:00Z");
    assert_eq!((quiet.entries.len(), quiet.seq, quiet.link), (0, 3, last));
    super::raw(shelf.folder.path())
        .execute_batch(
            "UPDATE audit SET who = 'op9' WHERE seq = 2; UPDATE audit SET standing_after = 'x' WHERE seq = 1",
        )
        .unwrap();
    let touched = between("2026-11-24T16:00:00Z", "2026-11-25T16:00:00Z");
    assert_eq!((touched.entries.len(), touched.broken_at), (1, Some(1)));
}

/// faults.md O6: what a chain cannot show by itself is seen by the link that was kept elsewhere.
#[test]
fn a_cut_tail_and_a_rolled_back_file_are_found_by_a_link_that_was_kept() {
    let link = |folder: &Path| match verified(folder) {
        Verified::Whole { last, .. } => last,
        Verified::BrokenAt(seq) => panic!("{seq}"),
    };
    let shelf = Shelf::open();
    let folder = shelf.folder.path();
    two_days(&shelf.store);
    let (early, old) = (link(folder), std::fs::read(folder.join("zhaohuo.db")).unwrap());
    let old_log = std::fs::read(folder.join("zhaohuo.db-wal")).unwrap_or_default();
    decide(&shelf.store, "d", &Act::Full);
    let late = link(folder);
    let kept = |link| Reader::open(folder).unwrap().anchored(link).unwrap();
    assert_eq!(
        (kept(&early), kept(&late), kept(&[0; 32])),
        (Anchored::There(3), Anchored::There(4), Anchored::There(0))
    );
    assert_eq!(kept(&[7; 32]), Anchored::Gone);

    super::raw(folder)
        .execute_batch("DELETE FROM audit WHERE seq = 4")
        .unwrap();
    assert!(matches!(verified(folder), Verified::Whole { entries: 3, .. }));
    assert_eq!((kept(&early), kept(&late)), (Anchored::There(3), Anchored::Gone));
    // Another step in its place makes another link.
    decide(&shelf.store, "e", &Act::Full);
    assert!(matches!(verified(folder), Verified::Whole { entries: 4, .. }));
    assert_eq!(kept(&late), Anchored::Gone);

    // The whole file of the day before, with its log.
    let rolled_back = tempfile::tempdir().unwrap();
    std::fs::write(rolled_back.path().join("zhaohuo.db"), old).unwrap();
    std::fs::write(rolled_back.path().join("zhaohuo.db-wal"), old_log).unwrap();
    let reader = Reader::open(rolled_back.path()).unwrap();
    assert!(matches!(
        reader.verify_log().unwrap(),
        Verified::Whole { entries: 3, .. }
    ));
    assert_eq!(
        (reader.anchored(&early).unwrap(), reader.anchored(&late).unwrap()),
        (Anchored::There(3), Anchored::Gone)
    );
}

#[test]
fn a_damaged_store_gives_back_what_staff_decided() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    five(&store);
    store.enter(&posting("staff:1-0", "卸车"), &text("op1"), now()).unwrap();
    let kept = Kept {
        wrong_pins: 1,
        closure: Some(Closure {
            text: Some(text("下午三点好")),
        }),
    };
    store.note_wrong_pin().unwrap();
    store.close(kept.closure.as_ref()).unwrap();
    let whole = verified(folder.path());
    drop(store);
    super::damage::break_items(folder.path());
    let store = Store::open(folder.path()).unwrap();
    assert!(store.was_set_aside(), "it was not damaged at all");
    let reader = store.reader().unwrap();
    assert_eq!(reader.standings().unwrap().len(), 3);
    assert_eq!(verified(folder.path()), whole);
    // Nobody gets new tries by breaking the disk.
    assert_eq!(reader.upkeep().unwrap(), kept);
}

#[test]
fn how_the_kiosk_was_left_is_known_after_it_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(store.reader().unwrap().upkeep().unwrap(), Kept::default());
    store.close(Some(&Closure::default())).unwrap();
    assert_eq!([1, 2, 3], [(); 3].map(|()| store.note_wrong_pin().unwrap()));
    drop(store);
    let store = Store::open(folder.path()).unwrap();
    let kept = Kept {
        wrong_pins: 3,
        closure: Some(Closure::default()),
    };
    assert_eq!(store.reader().unwrap().upkeep().unwrap(), kept);
    store.forget_wrong_pins().unwrap();
    store.close(None).unwrap();
    assert_eq!(store.reader().unwrap().upkeep().unwrap(), Kept::default());
}
