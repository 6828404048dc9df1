//! Pulls from real servers on the loopback, honest and lying ones.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]
#![expect(clippy::disallowed_methods, reason = "a test is at the edge too")]

#[path = "pull/child.rs"]
mod child;
#[path = "support/hall.rs"]
mod hall;
#[path = "pull/lying.rs"]
mod lying;
#[path = "pull/redirects.rs"]
mod redirects;
#[path = "pull/schedule.rs"]
mod schedule;
#[path = "support/server.rs"]
mod server;

use std::io::Write as _;

use axum::body::Body;
use axum::http::Response;
use hall::Hall;
use hall::feed;
use hall::source;
use hall::titles;
use server::Honest;
use server::Raw;
use server::ok;
use server::packed;
use server::tagged;
use zhaohuo::config::Network;
use zhaohuo::edge::store::Merged;
use zhaohuo::edge::sync::Outcome;
use zhaohuo::edge::sync::PullError;
use zhaohuo::edge::sync::goes_direct;

#[tokio::test]
async fn a_first_pull_shows_the_feed_in_its_order() {
    let server = Honest::start(|_| ok(feed([3, 1, 2], "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    let merged = hall.merge(&source).await;
    assert_eq!(
        merged,
        Merged {
            new: 3,
            ..Merged::default()
        }
    );
    assert_eq!(hall.titles(&source), titles([3, 1, 2], "搬运"));
    let state = hall.state(&source);
    assert_eq!((state.postings, state.failure), (3, None));
    assert!(state.good_at.is_some());
    let request = &server.requests()[0];
    assert!(request["user-agent"].to_str().unwrap().starts_with("zhaohuo/"));
    assert_eq!(request.get("if-none-match"), None);
}

#[tokio::test]
async fn what_did_not_change_costs_two_kilobytes_and_no_write() {
    let server = Raw::start(|number, mut stream| {
        let request = server::request(&mut stream);
        let answer = if number == 0 {
            let body = feed(0..50, "搬运");
            format!(
                "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: {}\r\n\r\n{body}",
                body.len()
            )
        } else {
            assert!(request.contains("if-none-match: \"v1\"\r\n"), "{request}");
            "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n\r\n".to_owned()
        };
        assert!(number == 0 || request.len() + answer.len() < 2048);
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    let before = files(&hall);
    assert_eq!(hall.pull(&source).await, Ok(Outcome::Unchanged));
    assert_eq!(files(&hall), before);
}

/// What lies on the disk, but for the shared memory of the log, in which readers are noted.
fn files(hall: &Hall) -> Vec<Vec<u8>> {
    let names = ["zhaohuo.db", "zhaohuo.db-wal"];
    names
        .iter()
        .map(|name| std::fs::read(hall.folder.path().join(name)).unwrap())
        .collect()
}

#[tokio::test]
async fn a_changed_feed_is_read_again() {
    let server = Honest::start(tagged("\"a\"", feed(0..3, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    assert_eq!(hall.pull(&source).await, Ok(Outcome::Unchanged));
    server.now_says(tagged("\"b\"", feed(1..5, "保洁")));
    let merged = hall.merge(&source).await;
    assert_eq!((merged.new, merged.changed, merged.withdrawn), (2, 2, 1));
    assert_eq!(hall.titles(&source), titles(1..5, "保洁"));
}

#[tokio::test]
async fn what_an_older_reader_read_is_asked_for_again() {
    let server = Honest::start(tagged("\"a\"", feed(0..3, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    let database = rusqlite::Connection::open(hall.folder.path().join("zhaohuo.db")).unwrap();
    database.execute("UPDATE feed SET reader = reader - 1", []).unwrap();
    hall.merge(&source).await;
    assert_eq!(server.requests()[1].get("if-none-match"), None);
}

#[tokio::test]
async fn every_coding_unpacks_to_the_same() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(include_bytes!("fixtures/three.json")).unwrap();
    let gzip = gzip.finish().unwrap();
    let codings: [(&str, &[u8]); 4] = [
        ("identity", include_bytes!("fixtures/three.json")),
        ("gzip", &gzip),
        ("zstd", include_bytes!("fixtures/three.json.zst")),
        ("br", include_bytes!("fixtures/three.json.br")),
    ];
    for (coding, body) in codings {
        let body = body.to_vec();
        let server = Honest::start(move |_| packed(coding, body.clone())).await;
        let (hall, source) = (Hall::open(), source(&server.url()));
        hall.merge(&source).await;
        assert_eq!(hall.titles(&source), titles(0..3, "搬运工"), "{coding}");
    }
    let server = Honest::start(|_| packed("compress", "x")).await;
    let error = Hall::open().pull(&source(&server.url())).await.unwrap_err();
    assert_eq!(error.to_string(), "对方用了认不得的压缩：compress");
}

#[tokio::test]
async fn a_bad_item_costs_only_itself_and_its_reason_is_kept() {
    let body = feed(0..3, "搬运").replace("\"搬运 1\"", "\"\"");
    let server = Honest::start(move |_| ok(body.clone())).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    let merged = hall.merge(&source).await;
    assert_eq!((merged.new, merged.refused), (2, 1));
    assert_eq!(hall.titles(&source), titles([0, 2], "搬运"));
    let refusals = hall.store.reader().unwrap().refusals(&source.key).unwrap();
    assert_eq!(refusals.iter().map(|refused| refused.index).collect::<Vec<_>>(), [1]);
    assert!(!refusals[0].reason.is_empty());
}

#[tokio::test]
async fn a_deletion_removes_one_item_by_name() {
    let server = Honest::start(|_| ok(feed(0..3, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    let deletion =
        r#"{"@type":"DataFeedItem","dateDeleted":"2026-11-22","item":{"@type":"JobPosting","identifier":"p1"}}"#;
    let body = feed(0..3, "搬运").replace(&hall::line(1, "搬运"), deletion);
    server.now_says(move |_| ok(body.clone()));
    assert_eq!(hall.merge(&source).await.withdrawn, 1);
    assert_eq!(hall.titles(&source), titles([0, 2], "搬运"));
}

#[tokio::test]
async fn only_a_200_is_data() {
    let server = Honest::start(|_| ok(feed(0..3, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    for (status, words) in [
        (204, "对方没有给完整的数据（204）"),
        (206, "对方没有给完整的数据（206）"),
        (304, "对方要转去别处，没有跟（304）"),
        (403, "对方不让看（403）"),
        (404, "对方没有这个地址（404）"),
        (503, "对方的服务器出错了（503）"),
    ] {
        let body = feed([9], "假的");
        server.now_says(move |_| {
            Response::builder()
                .status(status)
                .body(Body::from(body.clone()))
                .unwrap()
        });
        let error = hall.pull(&source).await.unwrap_err();
        assert_eq!(error.to_string(), words);
        assert_eq!(hall.state(&source).failure.unwrap().as_str(), words);
        assert_eq!(hall.titles(&source), titles(0..3, "搬运"));
    }
    server.now_says(|_| ok(feed(0..3, "搬运")));
    hall.merge(&source).await;
    assert_eq!(hall.state(&source).failure, None);
}

#[tokio::test]
async fn nobody_at_home_is_said_with_the_host() {
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let source = source(&format!("http://secret:word@{port}/feed.json"));
    let hall = Hall::open();
    let error = hall.pull(&source).await.unwrap_err();
    assert!(error.may_pass());
    let words = hall.state(&source).failure.unwrap();
    assert!(
        words.starts_with("连不上 127.0.0.1：") && !words.contains("word"),
        "{words}"
    );
}

#[tokio::test]
async fn a_configured_proxy_is_asked_for_every_other_host() {
    let proxy = Raw::start(|_, mut stream| {
        let request = server::request(&mut stream);
        assert!(
            request.starts_with("GET http://feed.example/feed.json HTTP/1.1\r\n"),
            "{request}"
        );
        let body = feed(0..3, "搬运");
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).unwrap();
    });
    let hall = Hall::with_network(Network {
        proxy: Some(format!("http://{}", proxy.address)),
        ca_file: None,
    });
    assert_eq!(hall.merge(&source("http://feed.example/feed.json")).await.new, 3);
    let server = Honest::start(|_| ok(feed(0..4, "搬运"))).await;
    assert_eq!(hall.merge(&source(&server.url())).await.new, 4);
    assert_eq!(proxy.connections(), 1);
}

#[test]
fn this_machine_is_never_behind_a_proxy() {
    let direct = |url: &str| goes_direct(&url::Url::parse(url).unwrap());
    for here in [
        "http://127.0.0.1:8080/",
        "http://127.9.9.9/",
        "http://localhost/",
        "http://[::1]:80/",
        "http://a.localhost/",
    ] {
        assert!(direct(here), "{here}");
    }
    for elsewhere in [
        "http://10.0.0.1/",
        "https://feed.example/",
        "http://127.0.0.1.example/",
        "http://localhost.example/",
    ] {
        assert!(!direct(elsewhere), "{elsewhere}");
    }
}

#[tokio::test]
async fn wrong_settings_are_named() {
    let hall = Hall::with_network(Network {
        proxy: None,
        ca_file: Some("/nowhere/ca.pem".into()),
    });
    let error = hall.pull(&source("http://feed.example/")).await.unwrap_err();
    assert!(
        matches!(&error, PullError::Settings(reason) if reason.contains("/nowhere/ca.pem")),
        "{error}"
    );
}
