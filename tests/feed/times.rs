//! Dates and times as feeds write them.

use crate::posting;
use zhaohuo::posting::When;

fn posted(written: &str) -> Option<String> {
    posting(&format!(r#""datePosted":{written}"#))
        .origin
        .posted
        .map(|when| match when {
            When::At(time) => time.to_string(),
            When::On(date) => date.to_string(),
        })
}

#[test]
fn dates_stay_dates_and_times_are_found_in_the_zone() {
    for (written, expected) in [
        ("\"2026-11-22\"", "2026-11-22"),
        ("\"20261122\"", "2026-11-22"),
        ("\"2026/11/22\"", "2026-11-22"),
        ("\"2026/1/2\"", "2026-01-02"),
        ("\"2026.11.22\"", "2026-11-22"),
        ("\"2026年11月22日\"", "2026-11-22"),
        ("\" 2026-11-22 \"", "2026-11-22"),
        ("[\"2026-11-22\"]", "2026-11-22"),
        ("{\"@type\":\"Date\",\"@value\":\"2026-11-22\"}", "2026-11-22"),
        ("\"2026-11-22T08:00:00+08:00\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22T08:00:00+0800\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22T00:00:00Z\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22T00:00:00.5Z\"", "2026-11-22T00:00:00.5Z"),
        ("\"2026-11-22T08:00:00\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22 08:00:00\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22 08:00\"", "2026-11-22T00:00:00Z"),
        ("\"2026/11/22 8:00\"", "2026-11-22T00:00:00Z"),
        ("\"2026-11-22T08:00:00+08:00[Asia/Shanghai]\"", "2026-11-22T00:00:00Z"),
        ("1795305600", "2026-11-22T00:00:00Z"),
        ("1795305600000", "2026-11-22T00:00:00Z"),
    ] {
        assert_eq!(posted(written).as_deref(), Some(expected), "{written}");
    }
}

#[test]
fn what_is_no_date_is_left_out() {
    for written in [
        "\"\"",
        "\"昨天\"",
        "\"长期有效\"",
        "\"Continuous\"",
        "\"2026-13-45\"",
        "\"2026-02-30\"",
        "\"0001-01-01\"",
        "0",
        "-1",
        "1.5",
        "\"1970-01-01T00:00:00Z\"",
        "\"99999-01-01\"",
        "9223372036854775807",
        "true",
        "{}",
        "\"22/11/2026\"",
    ] {
        assert_eq!(posted(written), None, "{written}");
    }
}

#[test]
fn a_bare_last_day_is_valid_to_its_end() {
    for (written, expected) in [
        ("\"2026-11-22\"", Some("2026-11-22T15:59:59Z")),
        ("\"2026-11-22T18:00:00\"", Some("2026-11-22T10:00:00Z")),
        ("\"2026-11-22T00:00:00+08:00\"", Some("2026-11-21T16:00:00Z")),
        ("\"9999-12-31\"", None),
        ("\"长期\"", None),
    ] {
        let valid = posting(&format!(r#""validThrough":{written}"#)).origin.valid_through;
        assert_eq!(valid.map(|time| time.to_string()).as_deref(), expected, "{written}");
    }
}

#[test]
fn the_first_day_may_have_a_time() {
    let work = posting(r#""jobStartDate":"2026-11-23T07:00","zh:meetAt":{"time":"2026-11-23"}"#).work;
    assert_eq!(work.starts.map(|when| matches!(when, When::At(_))), Some(true));
    assert_eq!(work.meet_time, None, "a date is no time to meet");
}
