//! Whatever shape a publisher has, found from the content.

use crate::job;
use crate::jobs;
use crate::read;
use zhaohuo::feed::Format;

#[test]
fn a_data_feed_is_read() {
    let body = format!(
        r#"{{"@context":"https://schema.org","@type":"DataFeed","name":"岛城","dataFeedElement":[
            {{"@type":"DataFeedItem","dateModified":"2026-11-22T06:00:00+08:00","item":{}}},
            {{"@type":"DataFeedItem","dateDeleted":"2026-11-22","item":{{"@type":"JobPosting","identifier":"9"}}}}]}}"#,
        job(1)
    );
    let outcome = read(body);
    assert_eq!(outcome.titles(), ["活1", "feed.example:9"]);
    assert_eq!(outcome.end, Ok(Format::DataFeed));
}

#[test]
fn the_items_may_come_first_or_last_among_the_keys() {
    let elements = format!(r#""dataFeedElement":[{},{}]"#, job(1), job(2));
    for body in [
        format!(r#"{{{elements},"@type":"DataFeed","name":"x"}}"#),
        format!(r#"{{"@type":"DataFeed","provider":{{"name":"a, ]}} b"}},"tags":[1,[2,"}}"]],{elements}}}"#),
        format!("\u{feff}\r\n {{ \"name\" : null , {elements} }} \n"),
    ] {
        let outcome = read(&body);
        assert_eq!(outcome.titles(), ["活1", "活2"], "{body}");
        assert_eq!(outcome.end, Ok(Format::DataFeed));
    }
}

#[test]
fn members_beside_the_items_may_be_larger_than_any_item() {
    let padding = "x".repeat(3_000_000);
    let outcome = read(format!(
        r#"{{"{padding}":1,"about":"{padding}","@graph":[{}]}}"#,
        job(1)
    ));
    assert_eq!(
        (outcome.titles(), outcome.end.clone()),
        (vec!["活1"], Ok(Format::Graph))
    );
}

#[test]
fn arrays_graphs_and_item_lists_are_read() {
    let (one, two) = (job(1), job(2));
    let list = format!(r#"[{{"@type":"ListItem","position":1,"item":{one}}},{two}]"#);
    for (body, format) in [
        (format!("[{one},{two}]"), Format::Array),
        (format!("[ {one} ,\n {two} , ]"), Format::Array),
        (
            format!(r#"{{"@context":"https://schema.org","@graph":[{one},{two}]}}"#),
            Format::Graph,
        ),
        (
            format!(r#"{{"@type":"ItemList","itemListElement":{list}}}"#),
            Format::ItemList,
        ),
    ] {
        let outcome = read(&body);
        assert_eq!(outcome.titles(), ["活1", "活2"], "{body}");
        assert_eq!(outcome.end, Ok(format));
    }
}

#[test]
fn an_array_may_hold_whole_graphs_and_lists() {
    let body = format!(r#"[{{"@graph":[{},{}]}},{}]"#, job(1), job(2), job(3));
    assert_eq!(read(body).titles(), ["活1", "活2", "活3"]);
}

#[test]
fn one_bare_posting_is_a_feed() {
    let pretty = job(1).replace(',', ",\n  ").replace('{', "{\n  ");
    for body in [job(1), pretty, format!("\u{feff}{}\n\n", job(1))] {
        let outcome = read(&body);
        assert_eq!(
            (outcome.titles(), outcome.end.clone()),
            (vec!["活1"], Ok(Format::Single)),
            "{body}"
        );
    }
}

#[test]
fn a_single_element_needs_no_array() {
    let outcome = read(format!(r#"{{"dataFeedElement":{{"item":{}}}}}"#, job(1)));
    assert_eq!(
        (outcome.titles(), outcome.end.clone()),
        (vec!["活1"], Ok(Format::DataFeed))
    );
}

#[test]
fn one_item_a_line_is_read_with_and_without_header() {
    let header = r#"{"@context":"https://schema.org","@type":"DataFeed","dateModified":"2026-11-22"}"#;
    let wrapped = format!(r#"{{"@type":"DataFeedItem","item":{}}}"#, job(2));
    for body in [
        format!("{header}\n{}\n{wrapped}\n", job(1)),
        format!("{}\n{wrapped}", job(1)),
        format!("\u{feff}{header}\r\n\r\n{}\r\n  \r\n{wrapped}\r\n\r\n", job(1)),
        format!(
            "{}\n{}\n{wrapped}\n",
            header.replace('}', r#","dataFeedElement":[]}"#),
            job(1)
        ),
    ] {
        let outcome = read(&body);
        assert_eq!(outcome.titles(), ["活1", "活2"], "{body}");
        assert_eq!(outcome.end, Ok(Format::Ndjson), "{body}");
        assert_eq!(outcome.refused, []);
    }
}

#[test]
fn an_empty_feed_has_no_items_and_is_no_error() {
    assert_eq!(read("[]").end, Ok(Format::Array));
    assert_eq!(
        read(r#"{"@type":"DataFeed","dataFeedElement":[]}"#).end,
        Ok(Format::DataFeed)
    );
    assert_eq!(
        read(r#"{"@type":"DataFeed","name":"明天开张"}"#).end,
        Ok(Format::DataFeed)
    );
}

#[test]
fn a_type_may_be_prefixed_or_one_of_several() {
    for name in [
        r#""schema:JobPosting""#,
        r#""https://schema.org/JobPosting""#,
        r#""http://schema.org/JobPosting""#,
        r#"["Thing","JobPosting"]"#,
    ] {
        let outcome = read(job(1).replace(r#""JobPosting""#, name));
        assert_eq!(outcome.titles(), ["活1"], "{name}");
    }
}

#[test]
fn what_is_deleted_has_the_name_it_had() {
    for item in [
        r#"{"@type":"JobPosting","identifier":{"@type":"PropertyValue","name":"岛城","value":"42"},"title":"x"}"#,
        r#"{"@type":"JobPosting","@id":"https://a.example/42","title":"x"}"#,
        r#"{"@type":"JobPosting","url":"https://a.example/list","title":"x"}"#,
        r#"{"@type":"JobPosting","title":"x","hiringOrganization":"某厂","datePosted":"2026-11-22"}"#,
        r#"{"@type":"Course","identifier":"42","name":"x"}"#,
    ] {
        let kept = read(format!(r#"[{{"@type":"DataFeedItem","item":{item}}}]"#));
        let gone = read(format!(
            r#"[{{"@type":"DataFeedItem","dateDeleted":"2026-11-23","item":{item}}}]"#
        ));
        let id = match &kept.items[..] {
            [zhaohuo::feed::Item::Posting(posting)] => &posting.id,
            [zhaohuo::feed::Item::Bulletin { id, .. }] => id,
            other => panic!("{item} gave {other:?}"),
        };
        assert_eq!(gone.items, [zhaohuo::feed::Item::Deleted(id.clone())], "{item}");
    }
}

#[test]
fn what_has_no_date_of_deletion_is_there() {
    for none in ["null", "\"\"", "false"] {
        let outcome = read(format!(
            r#"[{{"@type":"DataFeedItem","dateDeleted":{none},"item":{}}}]"#,
            job(1)
        ));
        assert_eq!(outcome.titles(), ["活1"], "{none}");
    }
}

#[test]
fn the_wrapper_may_carry_the_identifier() {
    let deleted = r#"{"@type":"DataFeedItem","@id":"https://a.example/7","dateDeleted":"2026-11-23"}"#;
    let by_name = r#"{"@type":"DataFeedItem","dateDeleted":"2026-11-23","item":"https://a.example/8"}"#;
    let kept = r#"{"@type":"DataFeedItem","@id":"https://a.example/7","item":{"@type":"JobPosting","title":"x"}}"#;
    assert_eq!(
        read(format!("[{deleted},{by_name}]")).titles(),
        ["https://a.example/7", "https://a.example/8"]
    );
    match &read(format!("[{kept}]")).items[..] {
        [zhaohuo::feed::Item::Posting(posting)] => assert_eq!(&*posting.id.0, "https://a.example/7"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sink_that_wants_no_more_gets_no_more() {
    let body = format!("[{}]", jobs(100).join(","));
    let mut seen = 0;
    let end = zhaohuo::feed::read(body.as_bytes(), &crate::context(), |_| {
        seen += 1;
        if seen < 3 { Ok(()) } else { Err("enough") }
    });
    assert!(matches!(end, Err(zhaohuo::feed::FeedError::Sink("enough"))));
    assert_eq!(seen, 3);
}
