//! faults.md O5: whatever is written to the control socket is understood or refused, and nothing breaks.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use fastrand::Rng;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::control::Answer;
use zhaohuo::control::Form;
use zhaohuo::control::Request;

/// In CI; `ZHAOHUO_INPUTS=1000000 cargo test --test control` for the whole of it.
const INPUTS: u32 = 100_000;
/// Whole numbers up to here are all different.
const DIGITS_OF_A_DOUBLE: f64 = 9_007_199_254_740_992.0;

/// One of each, as clients write them.
const LINES: [&str; 18] = [
    r#"{"version":1,"ask":"flags","limit":20}"#,
    r#"{"version":1,"ask":"accept","id":"482736"}"#,
    r#"{"version":1,"ask":"notice","text":"明天八点才开门","until":"2026-11-25"}"#,
    r#"{"version":1,"ask":"suggest","letters":"taidong","place":true}"#,
    r#"{"version":1,"ask":"import","kept":{"posting":"市:1","title":"搬运工","standing":{"pinned":false,"hidden":"不招了","full":null,"remark":null,"accepted":["sex:0a1b2c3d"]}}}"#,
    r#"{"version":1,"ask":"counts","from":"2026-11-01","to":null}"#,
    r#"{"version":1,"ask":"status"}"#,
    r#"{"version":1,"ask":"hide","id":"482736","reason":"写了限女性"}"#,
    r#"{"version":1,"ask":"remark","id":"市:1","text":null}"#,
    r#"{"version":1,"ask":"log","entries_max":20}"#,
    r#"{"version":1,"ask":"undo","seq":-1}"#,
    r#"{"version":1,"ask":"verify","anchor":"7f31abcd7f31abcd7f31abcd7f31abcd7f31abcd7f31abcd7f31abcd7f31abcd"}"#,
    r#"{"version":1,"ask":"day","day":"2026-11-25","after":160}"#,
    r#"{"version":1,"ask":"find","words":"市北 by","limit":20}"#,
    r#"{"version":1,"ask":"done","number":17}"#,
    r#"{"version":1,"ask":"maintenance","on":true,"text":"下午三点好"}"#,
    r#"{"version":1,"ask":"add","form":{"title":"卸车","yuan":200,"per":"车","people":5,"time":"07:30","date":"2026-11-22","place":"货场","phone":"0532-0000 0101","employer":"某某","agency":true,"hours":8,"note":"x"}}"#,
    r#"{"version":1,"ask":"add","form":{"title":"卸车","yuan":1e308,"phone":"13800000000","time":"24:00","hours":-0.0}}"#,
];

/// A few bytes changed, doubled, cut out or put in.
fn spoiled(rng: &mut Rng) -> String {
    const PIECES: [&str; 12] = [
        "{",
        "}",
        "[",
        "\"",
        "\\u001b",
        "\\ud800",
        "null",
        "1e999",
        "-1",
        "\u{1b}[6n",
        "：",
        "99999999999999999999",
    ];
    let mut bytes = rng.choice(&LINES).unwrap().as_bytes().to_vec();
    for _ in 0..rng.usize(0..4) {
        let at = rng.usize(..bytes.len().max(1)).min(bytes.len());
        match rng.u8(0..4) {
            0 if at < bytes.len() => bytes[at] = rng.u8(..),
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, rng.choice(&PIECES).unwrap().bytes())),
            _ => {
                let end = (at + rng.usize(0..20)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, piece));
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_hundred_thousand_spoiled_lines_break_nothing() {
    let inputs = std::env::var("ZHAOHUO_INPUTS").map_or(INPUTS, |text| text.parse().unwrap());
    let hall = Hall::of(&Config::default()).unwrap();
    let now = "2026-11-22T06:12:00+08:00".parse().unwrap();
    let mut rng = Rng::with_seed(4);
    let (mut understood, mut entered) = (0, 0);
    for _ in 0..inputs {
        let line = spoiled(&mut rng);
        let Ok(request) = Request::parse(&line) else { continue };
        understood += 1;
        // A sum of more digits than a double holds is refused later, and need not be read exactly.
        let is_absurd = matches!(&request, Request::Add { form } if form.yuan > DIGITS_OF_A_DOUBLE);
        if !is_absurd {
            assert_eq!(Request::parse(&request.line().unwrap()).unwrap(), request, "{line}");
        }
        if let Request::Add { form } = request
            && let Ok(posting) = form.posting(&hall, now, 0)
        {
            entered += 1;
            assert!(posting.origin.valid_through.is_some_and(|end| end > now), "{line}");
            assert!(!posting.title.contains('\u{1b}'));
        }
        drop(Answer::parse(&line));
    }
    println!("{understood} of {inputs} were understood, {entered} entered");
    assert!(understood > inputs / 10 && entered > inputs / 100);
}

#[test]
fn an_entry_takes_what_was_typed_and_fills_in_the_usual() {
    let hall = Hall::of(&Config::default()).unwrap();
    let now = "2026-11-22T06:12:00+08:00".parse().unwrap();
    let form = Form {
        title: "卸车".to_owned(),
        yuan: 200.0,
        people: Some(5),
        time: Some("7：30".to_owned()),
        phone: "0532-0000 0101".to_owned(),
        ..Form::default()
    };
    let posting = form.posting(&hall, now, 3).unwrap();
    assert_eq!(
        posting.work.meet_time,
        Some("2026-11-22T07:30:00+08:00".parse().unwrap())
    );
    assert_eq!(
        posting.origin.valid_through, posting.work.meet_time,
        "nobody applies for what has begun"
    );
    let untimed = Form {
        time: None,
        ..form.clone()
    };
    let untimed = untimed.posting(&hall, now, 5).unwrap();
    assert_eq!(
        untimed.origin.valid_through,
        Some("2026-11-23T00:00:00+08:00".parse().unwrap())
    );
    assert_eq!((posting.openings.left, posting.work.days), (Some(5), Some(1)));
    assert_eq!(&*posting.origin.source.unwrap(), "示例零工市场");
    // Everybody reads it: it says that the hall has checked it, not who.
    assert_eq!(posting.origin.verified_by.as_deref(), Some("示例零工市场"));
    let other = form.posting(&hall, now, 4).unwrap();
    assert_ne!(other.id, posting.id, "two of one second are two");
}
