//! A day of ten thousand visits: the counts are right, nothing that is one person's is shown, and nothing that anybody
//! typed is anywhere.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real files; a test that cannot be set up should fail"
)]

mod support;

#[path = "support/pty.rs"]
mod pty;

use std::collections::BTreeMap;
use std::path::Path;

use fastrand::Rng;
use jiff::civil::Date;
use pty::Launch;
use support::Kiosk;
use zhaohuo::app::Effect;
use zhaohuo::count::By;
use zhaohuo::count::Cell;
use zhaohuo::count::Counted;
use zhaohuo::count::Kind;
use zhaohuo::count::SHOWN_MIN;
use zhaohuo::count::tables;
use zhaohuo::edge::store::Store;
use zhaohuo::text::CleanText;

const VISITS: usize = 10_000;
const TODAY: Date = jiff::civil::date(2026, 11, 22);
/// What somebody types who should not have: a name, and a number.
const TYPED: &str = "zhangweiqiang";

/// One visit, ended by whoever came or by the clock, and what it adds up to.
const VISITS_THERE_ARE: [(&str, &[(Kind, u64)]); 7] = [
    ("50", &[(Kind::Visit, 1)]),
    ("53100<left>0", &[(Kind::Visit, 1), (Kind::View, 1), (Kind::Code, 1)]),
    ("531020<left>0", &[(Kind::Visit, 1), (Kind::View, 2), (Kind::Code, 2)]),
    ("59zhangweiqiang<left>0", &[(Kind::Visit, 1), (Kind::NothingFound, 1)]),
    ("59潜水<left>0", &[(Kind::Visit, 1), (Kind::NothingFound, 1)]),
    ("5/100", &[(Kind::Visit, 1), (Kind::Call, 1)]),
    (
        "53141<enter>0000",
        &[(Kind::Visit, 1), (Kind::View, 1), (Kind::Code, 1), (Kind::Report, 1)],
    ),
];

fn counted(kiosk: &mut Kiosk) -> Vec<Counted> {
    let effects = std::mem::take(&mut kiosk.asked);
    let counted = effects.into_iter().filter_map(|effect| {
        if let Effect::Count(counted) = effect {
            Some(counted)
        } else {
            None
        }
    });
    counted.collect()
}

/// What one visit of each kind adds up to by itself.
fn sums(counted: &[Counted]) -> BTreeMap<Kind, u64> {
    let mut sums = BTreeMap::new();
    for one in counted {
        *sums.entry(one.kind).or_default() += 1;
    }
    sums
}

#[test]
fn each_visit_adds_up_to_what_was_done() {
    for (keys, expected) in VISITS_THERE_ARE {
        let mut kiosk = Kiosk::new().keys(keys);
        // Whoever walks off is counted when the clock says so.
        if !kiosk.screen().contains("按任意键") {
            kiosk = kiosk.wait(130);
        }
        assert!(kiosk.screen().contains("按任意键"), "{keys}:\n{}", kiosk.screen());
        let sums = sums(&counted(&mut kiosk));
        assert_eq!(sums, expected.iter().copied().collect(), "{keys}");
    }
}

#[test]
fn a_day_of_ten_thousand_visits_is_counted_right_and_holds_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let mut rng = Rng::with_seed(11);
    let mut kiosk = Kiosk::new();
    let mut expected: BTreeMap<Kind, u64> = BTreeMap::new();
    for visit in 0..VISITS {
        let (keys, adds) = *rng.choice(&VISITS_THERE_ARE[..6]).unwrap();
        kiosk = kiosk.keys(keys);
        if !kiosk.screen().contains("按任意键") {
            kiosk = kiosk.wait(130);
        }
        for (kind, times) in adds {
            *expected.entry(*kind).or_default() += times;
        }
        let hour = i8::try_from(4 + visit * 8 / VISITS).unwrap();
        let cells = counted(&mut kiosk).into_iter().map(|counted| Cell {
            day: TODAY,
            hour,
            counted,
            times: 1,
        });
        store.count(&cells.collect::<Vec<_>>(), TODAY).unwrap();
    }
    // Three of a kind that nobody else is.
    let rare = Counted {
        trade: CleanText::line("潜水员"),
        district: CleanText::line("崂山区"),
        kind: Kind::View,
    };
    let rare = Cell {
        day: TODAY,
        hour: 23,
        counted: rare,
        times: 3,
    };
    store.count(&[rare], TODAY).unwrap();
    *expected.entry(Kind::View).or_default() += 3;

    let reader = store.reader().unwrap();
    let lines = tables(&reader.counts(TODAY, TODAY).unwrap());
    let by_day: BTreeMap<Kind, u64> = lines
        .iter()
        .filter(|line| line.by == By::Day)
        .map(|line| (line.kind, line.times.unwrap()))
        .collect();
    println!("{by_day:?}");
    assert_eq!(by_day, expected);
    assert_eq!(by_day[&Kind::Visit], u64::try_from(VISITS).unwrap());
    assert!(
        lines
            .iter()
            .all(|line| line.times.is_none_or(|times| times >= SHOWN_MIN))
    );
    let hidden: Vec<&str> = lines
        .iter()
        .filter(|line| line.times.is_none())
        .map(|line| &*line.value)
        .collect();
    assert_eq!(hidden, ["23", "潜水员", "崂山区"]);
    // By hour they add up to the day.
    let visits = lines
        .iter()
        .filter(|line| line.by == By::Hour && line.kind == Kind::Visit);
    assert_eq!(visits.filter_map(|line| line.times).sum::<u64>(), by_day[&Kind::Visit]);

    drop((reader, store));
    assert_holds_not(folder.path(), TYPED);

    // Thirteen months later all of it is gone.
    let store = Store::open(folder.path()).unwrap();
    let later = TODAY.checked_add(jiff::Span::new().days(400)).unwrap();
    store.count(&[], later).unwrap();
    assert_eq!(store.reader().unwrap().counts(TODAY, TODAY).unwrap(), []);
}

#[test]
fn what_is_typed_at_a_real_kiosk_is_in_no_file_and_what_was_done_can_be_asked_for() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    for _ in 0..5 {
        kiosk.press("5", "您想做什么");
        kiosk.press("9", "找工种");
        kiosk.press(TYPED, &format!("{TYPED}▏"));
        kiosk.press("\x1b[D", "您想做什么");
        kiosk.press("0", "按任意键");
    }
    kiosk.send("\x03");
    kiosk.wait_exit();
    assert_holds_not(&kiosk.folder(), TYPED);
    let said = |arguments: &[&str]| String::from_utf8(kiosk.beside(arguments).stdout).unwrap();
    let csv = said(&["counts", "--csv"]);
    assert!(
        csv.lines()
            .any(|line| line.starts_with("visit,day,") && line.ends_with(",5")),
        "{csv}"
    );
    assert!(
        csv.lines()
            .any(|line| line.starts_with("nothing-found,day,") && line.ends_with(",5")),
        "{csv}"
    );
    let sheet = said(&["counts"]);
    assert!(row(&sheet, "20").starts_with(&["5", "-", "-", "-", "5"]), "{sheet}");
    assert!(!csv.contains(TYPED) && !sheet.contains(TYPED));
}

/// What stands behind the name in the first row that begins so.
fn row<'a>(sheet: &'a str, begins: &str) -> Vec<&'a str> {
    let row = sheet
        .lines()
        .skip(1)
        .find(|line| line.starts_with(begins))
        .unwrap_or_default();
    row.split_whitespace().skip(1).collect()
}

#[test]
fn staff_are_told_what_was_done_this_minute_and_nothing_under_five() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    for visit in 1..=6 {
        kiosk.press("5", "您想做什么");
        if visit == 6 {
            kiosk.press("9", "找工种");
            kiosk.press(TYPED, &format!("{TYPED}▏"));
            kiosk.press("\x1b[D", "您想做什么");
        }
        kiosk.press("0", "按任意键");
    }
    let said = |arguments: &[&str]| String::from_utf8(kiosk.beside(arguments).stdout).unwrap();
    let answer: serde_json::Value = serde_json::from_str(&said(&["staff", "counts", "--json"])).unwrap();
    let times = |kind: &str| {
        let lines = answer["lines"].as_array().unwrap();
        let line = lines.iter().find(|line| line["kind"] == kind && line["by"] == "day");
        line.map(|line| line["times"].clone())
    };
    assert_eq!(times("visit"), Some(6.into()), "{answer:#}");
    assert_eq!(times("nothing-found"), Some(serde_json::Value::Null), "{answer:#}");
    assert_eq!(times("slip"), None);
    assert_eq!(answer["from"], answer["to"]);
    let sheet = said(&["staff", "counts"]);
    assert!(row(&sheet, "20").starts_with(&["6", "-", "-", "-", "不到5"]), "{sheet}");
    assert!(!sheet.contains(TYPED) && !answer.to_string().contains(TYPED));
    let before = said(&["staff", "counts", "--to", "2020-01-01"]);
    assert!(before.contains("什么也没记下"), "{before}");
    // What the running kiosk says and what it writes at its end is one sheet.
    kiosk.send("\x03");
    kiosk.wait_exit();
    assert_eq!(String::from_utf8(kiosk.beside(&["counts"]).stdout).unwrap(), sheet);
}

/// No file below it has this in it, in whatever encoding a database or a log would write it.
fn assert_holds_not(folder: &Path, text: &str) {
    let mut files = vec![folder.to_owned()];
    let mut read = 0;
    while let Some(path) = files.pop() {
        if path.is_dir() {
            files.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            read += bytes.len();
            let found = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!found, "{} holds what was typed", path.display());
        }
    }
    assert!(read > 4_096, "{read} bytes");
}
