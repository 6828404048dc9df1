//! What visitors tell the staff: numbers, who waits, what was said of postings.

use std::path::Path;
use std::sync::Arc;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::mpsc;
use zhaohuo::app::Msg;
use zhaohuo::desk::Complaint;
use zhaohuo::desk::Report;
use zhaohuo::desk::Ticket;
use zhaohuo::edge::Clock;
use zhaohuo::edge::desk::Desk;
use zhaohuo::edge::store::CALL_PATIENCE;
use zhaohuo::edge::store::REPORTS_KEPT;
use zhaohuo::edge::store::Reader;
use zhaohuo::edge::store::Store;
use zhaohuo::text::CleanText;

use super::Shelf;
use super::id;
use super::now;

const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn after_mins(mins: i64) -> Timestamp {
    now() + SignedDuration::from_mins(mins)
}

fn call(store: &Store, at: Timestamp, day: Date) -> (u32, u32) {
    let Ticket { number, before } = store.call(&CleanText::new("全部活", 20), at, day).unwrap();
    (number, before)
}

fn report(posting: &str, title: &str, complaint: Complaint) -> Report {
    Report {
        posting: id(posting),
        title: CleanText::new(title, 20),
        complaint,
    }
}

#[test]
fn calls_are_numbered_from_one_each_day_whoever_waits_over_midnight_is_before() {
    let shelf = Shelf::open();
    let tomorrow = TODAY.tomorrow().unwrap();
    assert_eq!(call(&shelf.store, after_mins(0), TODAY), (1, 0));
    assert_eq!(call(&shelf.store, after_mins(5), TODAY), (2, 1));
    assert_eq!(call(&shelf.store, after_mins(10), tomorrow), (1, 2));
    assert_eq!(call(&shelf.store, after_mins(11), tomorrow), (2, 3));
    let reader = shelf.store.reader().unwrap();
    assert_eq!([TODAY, tomorrow].map(|day| reader.calls_on(day).unwrap()), [2, 2]);
    let open = reader.open_calls(after_mins(12)).unwrap();
    assert_eq!(open.iter().map(|call| call.number).collect::<Vec<_>>(), [1, 2, 1, 2]);
    assert_eq!(open[0].page.as_str(), "全部活");
    assert_eq!(open[0].at, after_mins(0));
}

#[test]
fn nobody_waits_for_ever() {
    let shelf = Shelf::open();
    let patience = CALL_PATIENCE.as_mins();
    call(&shelf.store, after_mins(0), TODAY);
    call(&shelf.store, after_mins(1), TODAY);
    assert_eq!(call(&shelf.store, after_mins(patience), TODAY), (3, 1));
    let reader = shelf.store.reader().unwrap();
    assert_eq!(reader.open_calls(after_mins(patience)).unwrap().len(), 2);
    assert_eq!(reader.open_calls(after_mins(2 * patience)).unwrap(), []);
    // Somebody has set the clock back a little: those that wait still do.
    assert_eq!(reader.open_calls(after_mins(-5)).unwrap().len(), 2);
}

#[test]
fn a_restart_goes_on_with_the_numbers() {
    let folder = tempfile::tempdir().unwrap();
    for number in 1..=3 {
        let store = Store::open(folder.path()).unwrap();
        assert_eq!(call(&store, now(), TODAY), (number, number - 1));
    }
}

#[test]
fn a_week_later_a_call_is_forgotten_and_a_month_later_a_report() {
    let shelf = Shelf::open();
    call(&shelf.store, now(), TODAY);
    shelf
        .store
        .report(&report("p1", "搬运工", Complaint::Filled), now())
        .unwrap();
    let week = now() + SignedDuration::from_hours(7 * 24 + 1);
    call(&shelf.store, week, jiff::civil::date(2026, 11, 29));
    let reader = shelf.store.reader().unwrap();
    assert_eq!(reader.calls_on(TODAY).unwrap(), 0);
    assert_eq!(reader.reports(week).unwrap().len(), 1);

    let month = now() + REPORTS_KEPT;
    assert_eq!(reader.reports(month).unwrap(), []);
    shelf
        .store
        .report(&report("p2", "保洁", Complaint::Other), month)
        .unwrap();
    shelf
        .store
        .report(
            &report("p2", "保洁", Complaint::Other),
            month + SignedDuration::from_secs(1),
        )
        .unwrap();
    assert_eq!(rows(shelf.folder.path(), "report"), 2);
}

#[test]
fn somebody_who_plays_with_the_key_fills_no_disk() {
    let shelf = Shelf::open();
    let mut connection = super::raw(shelf.folder.path());
    let connection = connection.transaction().unwrap();
    for number in 1..=5_100 {
        connection
            .execute(
                "INSERT INTO call (day, number, page, at) VALUES ('2026-11-22', ?1, '', ?2)",
                [number, now().as_second()],
            )
            .unwrap();
        let row = [now().as_second()];
        connection
            .execute(
                "INSERT INTO report (posting, title, complaint, at) VALUES ('p', '', 'x', ?1)",
                row,
            )
            .unwrap();
    }
    connection.commit().unwrap();
    assert_eq!(call(&shelf.store, now(), TODAY).0, 5_101);
    assert_eq!(call(&shelf.store, now(), TODAY).0, 5_102);
    shelf
        .store
        .report(&report("p", "搬运工", Complaint::Filled), now())
        .unwrap();
    assert_eq!(rows(shelf.folder.path(), "call"), 5_000);
    assert_eq!(rows(shelf.folder.path(), "report"), 5_000);
}

#[test]
fn reports_are_counted_for_each_posting_and_complaint_the_most_first() {
    let shelf = Shelf::open();
    for (mins, (posting, title, complaint)) in (0..).zip([
        ("p1", "搬运工", Complaint::Filled),
        ("p2", "保洁", Complaint::AsksMoney),
        ("p2", "保洁员", Complaint::AsksMoney),
        ("p2", "保洁员", Complaint::NotAsSaid),
        ("p2", "保洁员", Complaint::NoAnswer),
    ]) {
        shelf
            .store
            .report(&report(posting, title, complaint), after_mins(mins))
            .unwrap();
    }
    let reports = shelf.store.reader().unwrap().reports(after_mins(9)).unwrap();
    let said = reports
        .iter()
        .map(|it| (it.posting.0.as_str(), it.title.as_str(), it.complaint, it.times));
    assert_eq!(
        said.collect::<Vec<_>>(),
        [
            ("p2", "保洁员", Complaint::AsksMoney, 2),
            ("p2", "保洁员", Complaint::NoAnswer, 1),
            ("p2", "保洁员", Complaint::NotAsSaid, 1),
            ("p1", "搬运工", Complaint::Filled, 1),
        ]
    );
    assert_eq!(reports[0].last_at, after_mins(2));
}

#[test]
fn a_store_from_before_there_were_calls_has_none_and_is_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    drop(Store::open(folder.path()).unwrap());
    let old = super::raw(folder.path());
    old.execute_batch(
        "DROP TABLE call; DROP TABLE report; DROP TABLE decision; DROP TABLE audit; DROP TABLE count; DROP TABLE upkeep; DROP TABLE left_out; \
         DROP INDEX item_listed; DROP TRIGGER item_gone; DROP TABLE gist; DROP TABLE screened; PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(old);
    let reader = Reader::open(folder.path()).unwrap();
    assert_eq!(reader.open_calls(now()).unwrap(), []);
    assert_eq!(reader.calls_on(TODAY).unwrap(), 0);
    assert_eq!(reader.reports(now()).unwrap(), []);
    let store = Store::open(folder.path()).unwrap();
    assert_eq!(call(&store, now(), TODAY), (1, 0));
    assert_eq!(reader.calls_on(TODAY).unwrap(), 1);
}

#[test]
fn no_column_could_hold_who_it_was() {
    let shelf = Shelf::open();
    let connection = super::raw(shelf.folder.path());
    let columns = |table: &str| -> Vec<String> {
        let mut query = connection.prepare("SELECT name FROM pragma_table_info(?1)").unwrap();
        let names = query.query_map([table], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    };
    assert_eq!(columns("call"), ["day", "number", "page", "at", "done_at"]);
    assert_eq!(columns("report"), ["id", "posting", "title", "complaint", "at"]);
}

#[tokio::test]
async fn the_desk_answers_with_a_ticket_or_says_that_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(Store::open(folder.path()).unwrap());
    let (news, mut inbox) = mpsc::channel(4);
    let desk = Desk::new(Some(Arc::clone(&store)), TimeZone::UTC, Clock::start());
    assert_eq!(desk.waiting(), 0);
    for number in 1..=2 {
        desk.call(7, "\u{1b}[31m全部活\u{1b}", news.clone());
        let Some(Msg::Called(7, Some(ticket))) = inbox.recv().await else {
            panic!("no ticket")
        };
        assert_eq!((ticket.number, ticket.before), (number, number - 1));
        assert_eq!(desk.waiting(), usize::try_from(number).unwrap());
    }
    let open = store.reader().unwrap().open_calls(Timestamp::now()).unwrap();
    assert_eq!(open[0].page.as_str(), "全部活");

    // One that begins anew knows who waits.
    let again = Desk::new(Some(store), TimeZone::UTC, Clock::start());
    while again.waiting() < 2 {
        tokio::task::yield_now().await;
    }
    Desk::new(None, TimeZone::UTC, Clock::start()).call(8, "全部活", news);
    assert!(matches!(inbox.recv().await, Some(Msg::Called(8, None))));
}

fn rows(folder: &Path, table: &str) -> i64 {
    let count = format!("SELECT count(*) FROM {table}");
    super::raw(folder).query_row(&count, [], |row| row.get(0)).unwrap()
}
