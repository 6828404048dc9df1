//! The verbs, through the built program: what they print and how they exit.

#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the files that the program reads"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

#[path = "support/shell.rs"]
mod shell;

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;
use serde_json::json;
use shell::complained;
use shell::said;
use shell::serve;
use shell::zhaohuo;
use tempfile::TempDir;
use zhaohuo::desk::Complaint;
use zhaohuo::desk::Report;
use zhaohuo::edge::store::Store;
use zhaohuo::posting::PostingId;
use zhaohuo::text::CleanText;

const JOB_URL: &str = "https://jobs.city.example/p/1";

fn feed() -> Value {
    json!({"@type": "DataFeed", "dataFeedElement": [
        {"@type": "DataFeedItem", "item": {
            "@type": "JobPosting", "title": "搬运工", "url": JOB_URL, "zh:settlement": "daily",
            "identifier": {"@type": "PropertyValue", "name": "市", "value": "1"},
            "baseSalary": {"currency": "CNY", "value": {"value": 230, "unitText": "DAY"}}, "zh:hoursPerDay": 8,
        }},
        {"@type": "DataFeedItem", "item": {"@type": "JobPosting", "title": "保洁", "identifier": "2"}},
        {"@type": "DataFeedItem", "item": {"@type": "JobPosting", "identifier": "3"}},
    ]})
}

#[test]
fn a_pulled_feed_is_listed_and_shown() {
    let data = TempDir::new().unwrap();
    let url = serve(feed().to_string());
    let pulled = zhaohuo(&data, &["pull", "--feed", &url]);
    assert!(pulled.status.success(), "{}", complained(&pulled));
    assert!(said(&pulled).contains("新 2"), "{}", said(&pulled));
    assert!(said(&pulled).contains("1 条没收下"), "{}", said(&pulled));

    // Options stand before a verb or after it.
    let listed = zhaohuo(
        &data,
        &["--feed", &url, "--allow", "jobs.city.example", "jobs", "--json"],
    );
    let listed: Value = serde_json::from_str(&said(&listed)).unwrap();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    assert_eq!(listed[0]["id"], "市:1");
    assert_eq!(listed[0]["title"], "搬运工");
    assert_eq!(listed[0]["yuan_per_hour"], 28.75);
    assert_eq!(listed[0]["code"], JOB_URL);

    let by_number = zhaohuo(&data, &["show", listed[0]["number"].as_str().unwrap(), "--feed", &url]);
    let by_id = zhaohuo(&data, &["show", "市:1", "--feed", &url]);
    assert!(said(&by_id).contains("230 元/天"), "{}", said(&by_id));
    assert_eq!(said(&by_id), said(&by_number));
    // What the publisher calls it is enough.
    assert_eq!(said(&zhaohuo(&data, &["show", "1", "--feed", &url])), said(&by_id));
}

#[test]
fn words_are_looked_for_in_pinyin_and_the_limit_holds() {
    let data = TempDir::new().unwrap();
    let url = serve(feed().to_string());
    assert!(zhaohuo(&data, &["pull", "--feed", &url]).status.success());
    assert!(said(&zhaohuo(&data, &["jobs", "by", "--feed", &url])).contains("搬运工"));
    assert_eq!(said(&zhaohuo(&data, &["jobs", "dengyun", "--feed", &url])), "");
    assert_eq!(
        said(&zhaohuo(&data, &["jobs", "--limit", "1", "--feed", &url]))
            .lines()
            .count(),
        1
    );
}

#[test]
fn a_posting_that_nobody_knows_exits_3() {
    let data = TempDir::new().unwrap();
    assert!(zhaohuo(&data, &["pull"]).status.success());
    let shown = zhaohuo(&data, &["show", "111111111"]);
    assert_eq!(shown.status.code(), Some(3));
    assert!(
        complained(&shown).contains("没有叫 111111111 的活"),
        "{}",
        complained(&shown)
    );
}

#[test]
fn without_a_pull_a_reader_says_what_to_do() {
    let data = TempDir::new().unwrap();
    let listed = zhaohuo(&data, &["jobs"]);
    assert_eq!(listed.status.code(), Some(1));
    assert!(complained(&listed).contains("zhaohuo pull"), "{}", complained(&listed));
}

#[test]
fn without_a_feed_the_demonstration_is_pulled_and_lies_apart() {
    let data = TempDir::new().unwrap();
    let pulled = zhaohuo(&data, &["pull"]);
    assert!(
        said(&pulled).contains("示例数据：新"),
        "{}{}",
        said(&pulled),
        complained(&pulled)
    );
    assert!(data.path().join("demo").is_dir());
    let again = zhaohuo(&data, &["pull"]);
    // Within one second of the first, nothing is sent again.
    let is_same = ["新 0 改 0 撤 0", "没有变化"]
        .iter()
        .any(|words| said(&again).contains(words));
    assert!(is_same, "{}", said(&again));
    // A real feed on the same folder sees none of it.
    let url = serve(feed().to_string());
    assert!(zhaohuo(&data, &["pull", "--feed", &url]).status.success());
    assert_eq!(said(&zhaohuo(&data, &["jobs", "--feed", &url])).lines().count(), 2);
}

#[test]
fn a_dead_server_fails_the_pull_and_keeps_the_postings() {
    let data = TempDir::new().unwrap();
    let gone = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/feed.json", gone.local_addr().unwrap());
    drop(gone);
    let pulled = zhaohuo(&data, &["pull", "--feed", &url]);
    assert_eq!(pulled.status.code(), Some(1));
    assert!(said(&pulled).contains("连不上"), "{}", said(&pulled));
}

#[test]
fn feed_check_says_what_was_taken_and_what_was_not() {
    let data = TempDir::new().unwrap();
    let file = write(data.path(), "feed.json", &feed().to_string());
    let checked = zhaohuo(&data, &["feed", "check", &file]);
    assert!(checked.status.success());
    let words = said(&checked);
    assert!(
        words.contains("DataFeed") && words.contains("收下 2 条 JobPosting") && words.contains("没收下 1 条"),
        "{words}"
    );

    let checked = zhaohuo(&data, &["feed", "check", "--json", &file]);
    let found: Value = serde_json::from_str(&said(&checked)).unwrap();
    assert_eq!(found["format"], "DataFeed");
    assert_eq!(found["accepted"], 2);
    assert_eq!(found["refused"][0]["index"], 2);
    assert!(!found["refused"][0]["reason"].as_str().unwrap().is_empty());
    assert_eq!(found["items"][0]["title"], "搬运工");
}

#[test]
fn feed_check_on_a_web_page_fails_and_says_so() {
    let data = TempDir::new().unwrap();
    let file = write(data.path(), "login.html", "<!DOCTYPE html><title>Log in</title>");
    let checked = zhaohuo(&data, &["feed", "check", &file]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(said(&checked).contains("网页"), "{}", said(&checked));
}

#[test]
fn the_demonstration_feed_is_the_same_for_the_same_arguments_and_checks_clean() {
    let data = TempDir::new().unwrap();
    let make = |name: &str, seed: &str| {
        let path = data.path().join(name);
        let file = path.to_str().unwrap();
        let made = zhaohuo(
            &data,
            &[
                "demo-feed",
                "--items",
                "300",
                "--seed",
                seed,
                "--date",
                "2026-11-22",
                "--out",
                file,
            ],
        );
        assert!(made.status.success(), "{}", complained(&made));
        fs::read(path).unwrap()
    };
    assert_eq!(make("a.ndjson", "7"), make("b.ndjson", "7"));
    assert_ne!(make("a.ndjson", "7"), make("c.ndjson", "8"));
    make("d.json", "7");
    for (name, format) in [("a.ndjson", "NDJSON"), ("d.json", "DataFeed")] {
        let checked = zhaohuo(&data, &["feed", "check", data.path().join(name).to_str().unwrap()]);
        let words = said(&checked);
        assert!(
            words.contains(format) && words.contains("JobPosting") && words.contains("Course"),
            "{words}"
        );
    }
    let refused = zhaohuo(&data, &["demo-feed", "--out", "feed.xml"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn a_wrong_configuration_names_its_line_and_the_key_that_was_meant() {
    let data = TempDir::new().unwrap();
    let file = write(data.path(), "config.toml", "[visit]\nidle_sec = 60\n");
    let pulled = zhaohuo(&data, &["pull", "--config", &file]);
    assert_eq!(pulled.status.code(), Some(2));
    let words = complained(&pulled);
    assert!(
        words.contains("line 2") && words.contains("did you mean `idle_secs`"),
        "{words}"
    );
}

#[test]
fn a_missing_configuration_and_a_bad_host_are_errors() {
    let data = TempDir::new().unwrap();
    assert_eq!(
        zhaohuo(&data, &["pull", "--config", "/nowhere/config.toml"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(zhaohuo(&data, &["pull", "--allow", "*.com"]).status.code(), Some(2));
    assert_eq!(
        zhaohuo(&data, &["pull", "--feed", "ftp://city.example/"]).status.code(),
        Some(2)
    );
}

#[test]
fn every_verb_has_help_and_the_kiosk_needs_a_terminal() {
    let data = TempDir::new().unwrap();
    for verb in [
        &["kiosk"][..],
        &["pull"],
        &["jobs"],
        &["show"],
        &["print"],
        &["feed", "check"],
        &["demo-feed"],
        &[],
    ] {
        let helped = zhaohuo(&data, &[verb, &["--help"]].concat());
        assert!(helped.status.success() && said(&helped).contains("--data"), "{verb:?}");
    }
}

#[test]
fn nothing_hostile_in_a_feed_or_an_argument_reaches_the_shell() {
    let data = TempDir::new().unwrap();
    let hostile = "\u{1b}[6n\u{9b}6n\u{202e}保洁\u{1b}]52;c;eA==\u{7}";
    let url = serve(
        json!([{"@type": "JobPosting", "title": hostile, "identifier": "1", "description": hostile}]).to_string(),
    );
    assert!(zhaohuo(&data, &["pull", "--feed", &url]).status.success());
    let outputs = [
        zhaohuo(&data, &["jobs", "--feed", &url]),
        zhaohuo(&data, &["jobs", "--json", "--feed", &url]),
        zhaohuo(&data, &["show", hostile, "--feed", &url]),
        zhaohuo(&data, &["pull", "--config", hostile]),
    ];
    for output in outputs {
        let words = said(&output) + &complained(&output);
        assert!(!words.contains(['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}']), "{words:?}");
    }
}

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn tickets_say_who_waits_and_what_was_said_of_postings() {
    let data = TempDir::new().unwrap();
    let text = |text: &str| CleanText::new(text, 40);
    let asked = |arguments: &[&str]| {
        let output = zhaohuo(&data, &[&["--feed", "http://127.0.0.1:1/"], arguments].concat());
        (output.status.code(), said(&output))
    };
    let now = Timestamp::now();
    let today = now.to_zoned(TimeZone::get("Asia/Shanghai").unwrap()).date();
    let store = Store::open(data.path()).unwrap();
    assert_eq!(
        asked(&["tickets"]),
        (
            Some(0),
            "现在没人等（今天叫过 0 次）\n\n三十天里没人说哪个活有问题\n".to_owned()
        )
    );

    let twelve_minutes_ago = now - SignedDuration::from_mins(12);
    store
        .call(&text("全部活"), now - SignedDuration::from_hours(2), today)
        .unwrap();
    store.call(&text("搬运工"), twelve_minutes_ago, today).unwrap();
    let report = |complaint| Report {
        posting: PostingId(text("市:1")),
        title: text("搬运工"),
        complaint,
    };
    store.report(&report(Complaint::Filled), now).unwrap();
    store.report(&report(Complaint::AsksMoney), twelve_minutes_ago).unwrap();
    store.report(&report(Complaint::AsksMoney), twelve_minutes_ago).unwrap();
    // The store is still open for writing, as beside a kiosk.
    let lines = "1 个人在等（今天叫过 2 次）\n2 号  等了 12 分钟  搬运工\n\n\
                 三十天里说有问题的活\n2 次  要先交钱，或者要扣证件  搬运工（市:1）\n1 次  已经不招人了  搬运工（市:1）\n";
    assert_eq!(asked(&["tickets"]), (Some(0), lines.to_owned()));

    let (code, json) = asked(&["tickets", "--json"]);
    assert_eq!(code, Some(0));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["called_today"], 2);
    assert_eq!(json["open"].as_array().unwrap().len(), 1);
    assert_eq!(json["open"][0]["number"], 2);
    assert_eq!(json["open"][0]["page"], "搬运工");
    assert_eq!(json["open"][0]["waited_mins"], 12);
    assert_eq!(json["reports"][0]["posting"], "市:1");
    assert_eq!(json["reports"][0]["complaint"], "asksMoney");
    assert_eq!(json["reports"][0]["times"], 2);
}
