//! What the recorded process does: everything that a store is asked to keep, one thing after another.

use std::path::Path;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;
use rusqlite::types::Value;
use zhaohuo::count::Cell;
use zhaohuo::count::Counted;
use zhaohuo::count::Kind;
use zhaohuo::decision::Act;
use zhaohuo::desk::Complaint;
use zhaohuo::desk::Report;
use zhaohuo::edge::store::Answered;
use zhaohuo::edge::store::Store;
use zhaohuo::edge::store::StoreError;
use zhaohuo::edge::store::Validators;
use zhaohuo::edge::store::Withdraws;
use zhaohuo::screening::Table;
use zhaohuo::text::CleanText;
use zhaohuo::upkeep::Closure;

use super::items::id;
use super::items::item;
use super::items::now;
use super::items::posting;

pub(crate) const FEED: &str = "https://a.example/feed.json";
/// Things that are done in one recording.
pub(crate) const DEEDS: usize = 60;
/// After so many the store is closed and opened again, which folds its log.
pub(crate) const UNTIL_CLOSED: usize = 20;
const TODAY: Date = jiff::civil::date(2026, 11, 22);

fn text(text: &str) -> CleanText {
    CleanText::new(text, 60)
}

/// Each at a time of its own, so that each leaves another store.
fn moment(number: usize) -> Timestamp {
    now() + SignedDuration::from_secs(i64::try_from(number).unwrap())
}

pub(crate) fn do_one(store: &Store, number: usize) -> Result<(), StoreError> {
    let (who, at) = (text("op1"), moment(number));
    let name = format!("p{number}");
    match number % 10 {
        0 | 5 => pull(store, number),
        1 => store
            .decide((&id(&name), &text("搬运工")), &Act::Hide(text("写了限女性")), &who, at)
            .map(drop),
        2 => store
            .enter(&posting(&format!("staff:{number}"), "卸车"), &who, at)
            .map(drop),
        3 => store.undo(None, &who, at).map(|undone| drop(undone.unwrap())),
        4 => store.call(&text("全部活"), at, TODAY).map(drop),
        6 => {
            let report = Report {
                posting: id(&name),
                title: text("保洁"),
                complaint: Complaint::AsksMoney,
            };
            store.report(&report, at)
        }
        7 => {
            let cell = Cell {
                day: TODAY,
                hour: 6,
                counted: Counted::of(Kind::View),
                times: 3,
            };
            store.count(&[cell], TODAY)
        }
        8 => store.note_wrong_pin().map(drop),
        _ => store.close(Some(&Closure {
            text: Some(text(&name)),
        })),
    }
}

/// Two feeds that take turns, a fifth of which comes and goes; each says which it was.
fn pull(store: &Store, number: usize) -> Result<(), StoreError> {
    let is_even = (number / 5).is_multiple_of(2);
    let (numbers, word) = if is_even { (0..200, "甲") } else { (40..240, "乙") };
    let mut staging = store.stage(FEED, Table::own())?;
    for number in numbers {
        staging.push(Ok(item(&format!("f{number}"), &format!("{word} {number}"))))?;
    }
    let answered = Answered {
        url: FEED.to_owned(),
        validators: Validators {
            etag: Some(number.to_string()),
            ..Validators::default()
        },
        withdraws: Withdraws::WithinReason,
        is_whole: true,
    };
    store.merge(staging, &answered, moment(number)).map(drop)
}

/// All that is in a store, as text: of every table every row, and the version of the schema.
pub(crate) fn all_of(folder: &Path) -> String {
    let connection = Connection::open(folder.join("zhaohuo.db")).unwrap();
    let mut tables = connection
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        .unwrap();
    let tables: Vec<String> = tables
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut all = String::new();
    for table in tables {
        let mut rows = connection
            .prepare(&format!("SELECT * FROM {table} ORDER BY 1, 2"))
            .unwrap();
        let columns = rows.column_count();
        let line = |row: &rusqlite::Row| -> rusqlite::Result<String> {
            let values: rusqlite::Result<Vec<Value>> = (0..columns).map(|column| row.get(column)).collect();
            Ok(format!("{table} {:?}\n", values?))
        };
        for row in rows.query_map([], line).unwrap() {
            all.push_str(&row.unwrap());
        }
    }
    all
}
