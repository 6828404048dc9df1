//! One bad item costs only itself; a feed that is cut or is none at all is an error.

use std::io;

use crate::job;
use crate::jobs;
use crate::read;
use crate::read_from;
use zhaohuo::feed::Format;
use zhaohuo::feed::ITEM_MAX_BYTES;

/// The feed with `bad` as item 1 of 3, in each shape; the other two must come out.
fn costs_only_itself(bad: &str, sign: &str) {
    let (first, last) = (job(1), job(2));
    for body in [
        format!("[{first},{bad},{last}]"),
        format!("{{\"dataFeedElement\":[{first},{bad},{last}]}}"),
        format!("{first}\n{bad}\n{last}\n"),
    ] {
        let outcome = read(&body);
        let shown: String = body.chars().take(300).collect();
        assert_eq!(outcome.titles(), ["活1", "活2"], "{shown}: {:?}", outcome.end);
        assert_eq!(outcome.refused.len(), 1, "{shown}");
        assert_eq!(outcome.refused[0].index, 1);
        assert!(outcome.refused[0].reason.contains(sign), "{:?}", outcome.refused);
        assert!(outcome.end.is_ok());
    }
}

#[test]
fn broken_json_costs_only_itself() {
    for (bad, sign) in [
        (r#"{"@type":"JobPosting","title":"\ud800"}"#, "转义"),
        (r#"{"@type":"JobPosting","title":"\udc00\ud83d"}"#, "转义"),
        (r#"{"@type":"JobPosting","title":"\u12"}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x","n":1e400}"#, "数字太大"),
        (r#"{"@type":"JobPosting","title":"x","n":01}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x","n":+1}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x","n":NaN}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x",}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting" "title":"x"}"#, "JSON 写错了"),
        ("{'@type':'JobPosting'}", "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"a	b"}"#, "换行"),
        (r#"{"@type":"JobPosting","title":["x"}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x"]}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x","a":{"b":1}"#, "JSON 写错了"),
        (r#"{"@type":"JobPosting","title":"x"}}"#, "JSON 写错了"),
        ("// comment", "JSON 写错了"),
    ] {
        costs_only_itself(bad, sign);
    }
}

#[test]
fn what_is_no_item_costs_only_itself() {
    for (bad, sign) in [
        ("1", "不是 JSON 对象"),
        ("null", "不是 JSON 对象"),
        (r#""{""#, "不是 JSON 对象"),
        ("[[{},{}]]", "不是 JSON 对象"),
        ("{}", "没有写 @type"),
        (r#"{"@type":7,"title":"x"}"#, "没有写 @type"),
        (r#"{"jobTitle":"x","reference":"0044"}"#, "没有写 @type"),
        (r#"{"@type":"WebPage","name":"x"}"#, "不认识的类型 WebPage"),
        (r#"{"@type":"JobPosting","identifier":"1"}"#, "没有 title"),
        (
            r#"{"@type":"JobPosting","identifier":"1","title":"  \u202e "}"#,
            "没有 title",
        ),
        (r#"{"@type":"Course","identifier":"1"}"#, "没有 name"),
        (
            r#"{"@type":"MonetaryAmount","name":"最低工资","zh:district":"市北区"}"#,
            "zh:perMonth",
        ),
        (r#"{"@type":"DataFeedItem","dateModified":"2026-11-22"}"#, "没有 item"),
        (
            r#"{"@type":"ListItem","position":1,"url":"https://a.example/1"}"#,
            "没有 item",
        ),
        (
            r#"{"@type":"DataFeedItem","dateDeleted":"2026-11-22","item":{"@type":"JobPosting"}}"#,
            "dateDeleted",
        ),
        (
            r#"{"@type":"DataFeedItem","item":"https://a.example/1"}"#,
            "不是 JSON 对象",
        ),
    ] {
        costs_only_itself(bad, sign);
    }
}

#[test]
fn an_item_beyond_the_limit_is_skipped() {
    let long = format!(
        r#"{{"@type":"JobPosting","title":"x","image":"{}"}}"#,
        "A".repeat(ITEM_MAX_BYTES)
    );
    costs_only_itself(&long, "超过 256 KiB");
    let huge = format!(
        r#"{{"@type":"JobPosting","title":"x","image":"{}"}}"#,
        "[{\\\"".repeat(2_000_000)
    );
    costs_only_itself(&huge, "超过 256 KiB");
}

#[test]
fn an_item_beyond_the_limit_may_come_first_and_last() {
    let long = format!(
        r#"{{"@type":"JobPosting","title":"x","image":"{}"}}"#,
        "A".repeat(ITEM_MAX_BYTES)
    );
    let outcome = read(format!("{long}\n{}\n{long}", job(1)));
    assert_eq!(
        (outcome.titles(), outcome.end.clone()),
        (vec!["活1"], Ok(Format::Ndjson))
    );
    assert_eq!(
        outcome.reasons().iter().map(|(index, _)| *index).collect::<Vec<_>>(),
        [0, 2]
    );
}

#[test]
fn nesting_does_not_reach_the_stack() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}"), (r#"[{"a":"#, "}]")] {
        let deep = |count| format!(r#"{{"a":{}1{}}}"#, open.repeat(count), close.repeat(count));
        costs_only_itself(&deep(200), "套得太深");
        costs_only_itself(&deep(20_000), "套得太深");
        costs_only_itself(&deep(100_000), if open.len() == 1 { "套得太深" } else { "256" });
    }
    assert_eq!(read("[".repeat(100_000)).end, Err("数据没传完，在中间断了".into()));
    assert_eq!(
        read("{\"a\":".repeat(100_000)).end,
        Err("数据没传完，在中间断了".into())
    );
}

#[test]
fn one_lone_surrogate_in_a_thousand_costs_one() {
    let mut jobs = jobs(1000);
    jobs[500] = r#"{"@type":"JobPosting","title":"\ud83d"}"#.to_owned();
    for body in [format!("[{}]", jobs.join(",")), jobs.join("\n")] {
        let outcome = read(body);
        assert_eq!(outcome.items.len(), 999);
        assert_eq!(outcome.refused[0].index, 500);
        assert!(outcome.end.is_ok());
    }
}

#[test]
fn gbk_in_one_item_costs_one() {
    let (first, last) = (job(1), job(2));
    let gbk = b"{\"@type\":\"JobPosting\",\"title\":\"\xb1\xa3\xbd\xe0\"}";
    let body = [b"[", first.as_bytes(), b",", gbk, b",", last.as_bytes(), b"]"].concat();
    let outcome = read(body);
    assert_eq!(outcome.titles(), ["活1", "活2"]);
    assert!(outcome.refused[0].reason.contains("GBK"), "{:?}", outcome.refused);
}

#[test]
fn the_first_line_may_be_broken_too() {
    for bad in [
        r#"{"@type":"JobPosting","title":"断在这"#,
        r#"{"@type":"JobPosting","title":"a"#,
        r#"{"@type" "JobPosting"}"#,
        r#"{"@type":"JobPosting","n":1"#,
        "oops",
    ] {
        let outcome = read(format!("{bad}\n{}\n{}\n", job(1), job(2)));
        assert_eq!(outcome.titles(), ["活1", "活2"], "{bad}: {:?}", outcome.end);
        assert_eq!(outcome.refused.len(), 1);
        assert_eq!(outcome.end, Ok(Format::Ndjson));
    }
}

#[test]
fn a_quote_too_many_costs_one_where_items_begin_on_lines_of_their_own() {
    let bad = r#"{"@type":"JobPosting","title":"箱子 12" 宽","tags":["a","b"],"n":{"m":1}}"#;
    let pretty = |item: &str| item.replace(",\"", ",\n    \"").replacen('{', "{\n    ", 1);
    for body in [
        format!("[\n{},\n{bad},\n{},\n{}\n]", job(1), job(2), job(3)),
        format!(
            "{{\"@graph\":[\n  {},\n  {},\n  {}\n]}}",
            pretty(&job(1)),
            pretty(bad),
            pretty(&job(2))
        ),
    ] {
        let outcome = read(&body);
        assert_eq!(outcome.titles()[..2], ["活1", "活2"], "{body}: {:?}", outcome.end);
        assert_eq!(outcome.refused.len(), 1);
        assert!(outcome.end.is_ok());
    }
}

#[test]
fn a_feed_cut_anywhere_is_an_error_and_gives_no_wrong_item() {
    let elements = r#"{"item":{"@type":"JobPosting","identifier":"a","title":"活\u4e00 \"甲\"","x":[1,{"y":"]"}]}}"#;
    for whole in [
        format!(
            "\u{feff}{{\"@type\":\"DataFeed\",\"dataFeedElement\":[{elements},\n{}],\"n\":1.5}}",
            job(2)
        ),
        format!("[{elements},{}]", job(2)),
        elements.to_owned(),
    ] {
        let all = read(&whole);
        assert!(all.end.is_ok());
        for end in 0..whole.len() {
            let outcome = read(&whole.as_bytes()[..end]);
            assert!(outcome.end.is_err(), "{end}: {outcome:?}");
            assert_eq!(outcome.items, all.items[..outcome.items.len()], "{end}");
            assert_eq!(outcome.refused, [], "{end}");
        }
    }
}

#[test]
fn lines_cut_anywhere_are_an_error_except_between_two() {
    let lines = [r#"{"@type":"DataFeed","name":"x"}"#.to_owned(), job(1), job(2), job(3)];
    let whole = lines.join("\n");
    let all = read(&whole);
    for end in 0..whole.len() {
        let outcome = read(&whole.as_bytes()[..end]);
        let is_between = end > 0 && (whole.as_bytes()[end] == b'\n' || whole.as_bytes()[end - 1] == b'\n');
        assert_eq!(outcome.end.is_ok(), is_between, "{end}: {outcome:?}");
        assert_eq!(outcome.items, all.items[..outcome.items.len()], "{end}");
        assert_eq!(outcome.refused, [], "{end}");
    }
}

#[test]
fn what_is_no_json_is_told_by_its_name() {
    for (body, sign) in [
        (&b""[..], "什么也没有"),
        (b"  \n \t", "什么也没有"),
        (b"\xef\xbb\xbf", "什么也没有"),
        (b"<!DOCTYPE html><html><title>WiFi</title>", "网页"),
        (b"\n<HTML><body>login", "网页"),
        (b"<?xml version=\"1.0\"?>\n<rss><channel/></rss>", "XML"),
        (b"\x89PNG\r\n\x1a\n\0\0", "图片"),
        (b"\x1f\x8b\x08\0\0", "压缩"),
        (b"PK\x03\x04\x14\0", "Excel"),
        (b"\xff\xfe[\0{\0", "UTF-16"),
        (b"[\0{\0}\0]\0", "UTF-16"),
        (b"\0[\0]", "UTF-16"),
        (b"{\0\"\0", "UTF-16"),
        (b"503 Service Unavailable", "503 service"),
        ("岗位,工资\n保洁,200".as_bytes(), "岗位,工资"),
        (b"\x1b[6n\x07]6n", "]6n"),
        (b"\"text\"", "开头是"),
        (b"null", "null"),
    ] {
        let outcome = read(body);
        let words = outcome.end.expect_err("no feed");
        assert!(words.contains("读不到 JSON") && words.contains(sign), "{words}");
        assert!(outcome.items.is_empty() && outcome.refused.is_empty());
    }
}

#[test]
fn json_without_items_is_told_from_a_feed() {
    for (body, sign) in [
        (r#"{"code":401,"msg":"token expired"}"#, "没有写 @type"),
        (r#"{"@type":"WebPage","name":"x"}"#, "不认识的类型 WebPage"),
        ("{}", "没有写 @type"),
    ] {
        let words = read(body).end.expect_err("no feed");
        assert!(words.contains("没有认得的内容") && words.contains(sign), "{words}");
    }
}

#[test]
fn two_documents_run_together_are_no_complete_feed() {
    let array = format!("[{}]", job(1));
    let feed = format!(r#"{{"dataFeedElement":{array}}}"#);
    for body in [
        format!("{array}{array}"),
        format!("{array}\n<script>"),
        format!("{feed}{feed}"),
        format!("{feed}\n<!-- cache -->"),
        format!("{array}]"),
    ] {
        let outcome = read(&body);
        assert_eq!(outcome.titles(), ["活1"]);
        assert!(outcome.end.expect_err("trailing").contains("个字节处"), "{body}");
    }
}

#[test]
fn a_feed_of_broken_structure_says_where() {
    for body in [r#"{"a" "b"}"#, "{1:2}", r#"{"a":1;"b":2}"#, "{]}"] {
        let words = read(body).end.expect_err("broken");
        assert!(words.contains("个字节") || words.contains("断了"), "{body}: {words}");
    }
}

/// A source that gives `good` and then fails.
struct Failing<'a>(&'a [u8], io::ErrorKind);

impl io::Read for Failing<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.0.read(buffer)? {
            0 => Err(self.1.into()),
            count => Ok(count),
        }
    }
}

#[test]
fn a_source_that_fails_is_told_from_one_that_ends_early() {
    let body = format!("[{}", jobs(10_000).join(","));
    let cut = read_from(Failing(body.as_bytes(), io::ErrorKind::UnexpectedEof));
    assert_eq!(cut.end, Err("数据没传完，在中间断了".into()));
    assert!(cut.items.len() > 9_000);
    let failed = read_from(Failing(body.as_bytes(), io::ErrorKind::ConnectionReset));
    assert!(failed.end.expect_err("reset").starts_with("读取出错"));
}
