//! Servers that cut, drip, bomb and pretend.

use std::io::Write as _;
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;
use std::time::Instant;

use super::hall::Hall;
use super::hall::feed;
use super::hall::line;
use super::hall::source;
use super::hall::titles;
use super::server;
use super::server::Honest;
use super::server::Raw;
use super::server::ok;
use super::server::packed;
use zhaohuo::edge::store::FREE_WITHDRAWALS;
use zhaohuo::edge::sync::PullError;

/// How many places a body is cut at.
const CUTS: usize = 40;

/// The bytes of an answer, up to `cut` of its body's, and then whatever dropping the stream does.
fn answer_cut_at(stream: &mut TcpStream, head: &str, body: &[u8], cut: usize) {
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&body[..cut]);
}

/// After each cut pull everything must be as it was, and after a whole one as the feed has it.
async fn cut_everywhere(head: impl Fn(usize) -> String, body: Vec<u8>, unread_request: bool) {
    let hall = Hall::open();
    let honest = Honest::start(|_| ok(feed(0..100, "旧的"))).await;
    hall.merge(&source(&honest.url())).await;
    for number in 0..CUTS {
        let (head, body) = (head(body.len()), body.clone());
        let cut = body.len() * number / CUTS;
        let server = Raw::start(move |_, mut stream| {
            // Closed over bytes that nobody read, a connection is reset.
            if !unread_request {
                server::request(&mut stream);
            }
            answer_cut_at(&mut stream, &head, &body, cut);
        });
        let source = source(&server.url());
        let error = hall.pull(&source).await.unwrap_err();
        assert!(
            matches!(
                error,
                PullError::Cut(_) | PullError::Unreachable { .. } | PullError::Empty
            ),
            "cut at {cut}: {error}"
        );
        assert_eq!(hall.titles(&source), titles(0..100, "旧的"), "cut at {cut}");
    }
}

fn new_feed() -> Vec<u8> {
    feed(0..300, "新的").into_bytes()
}

#[tokio::test]
async fn a_body_shorter_than_announced_changes_nothing() {
    let head = |length| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    cut_everywhere(head, new_feed(), false).await;
}

#[tokio::test]
async fn chunks_without_an_end_change_nothing() {
    // One chunk of all of it: cut inside, and never ended.
    let head = |length: usize| format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n");
    cut_everywhere(head, new_feed(), false).await;
}

#[tokio::test]
async fn whole_lines_without_the_last_chunk_change_nothing() {
    let lines: Vec<String> = (0..300).map(|number| line(number, "新的") + "\n").collect();
    let hall = Hall::open();
    let honest = Honest::start(|_| ok(feed(0..100, "旧的"))).await;
    hall.merge(&source(&honest.url())).await;
    let server = Raw::start(move |_, mut stream| {
        server::request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for line in &lines {
            let _ = stream.write_all(format!("{:x}\r\n{line}\r\n", line.len()).as_bytes());
        }
    });
    let source = source(&server.url());
    assert!(matches!(hall.pull(&source).await, Err(PullError::Cut(_))));
    assert_eq!(hall.titles(&source), titles(0..100, "旧的"));
}

#[tokio::test]
async fn a_reset_connection_changes_nothing() {
    let head = |length| format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n");
    cut_everywhere(head, new_feed(), true).await;
}

#[tokio::test]
async fn a_packed_body_that_is_cut_changes_nothing() {
    let head = |_| "HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n".to_owned();
    cut_everywhere(head, gzip(&new_feed()), false).await;
}

#[tokio::test]
async fn every_packed_fixture_notices_its_cut() {
    let hall = Hall::open();
    let codings: [(&str, &[u8]); 2] = [
        ("zstd", include_bytes!("../fixtures/three.json.zst")),
        ("br", include_bytes!("../fixtures/three.json.br")),
    ];
    for (coding, body) in codings {
        for cut in 1..body.len() {
            let body = body[..cut].to_vec();
            let server = Honest::start(move |_| packed(coding, body.clone())).await;
            let error = hall.pull(&source(&server.url())).await.unwrap_err();
            assert!(
                matches!(error, PullError::Cut(_) | PullError::Packed(_)),
                "{coding} {cut}: {error}"
            );
        }
    }
}

#[tokio::test]
async fn lines_that_end_with_the_connection_withdraw_nothing() {
    let server = Raw::start(|number, mut stream| {
        server::request(&mut stream);
        let count = if number == 0 { 20 } else { 19 };
        let lines: String = (0..count).map(|number| line(number, "搬运") + "\n").collect();
        let _ = stream.write_all(format!("HTTP/1.0 200 OK\r\n\r\n{lines}").as_bytes());
    });
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    assert_eq!(hall.merge(&source).await.kept_back, 1);
    assert_eq!(hall.titles(&source).len(), 20);
}

#[tokio::test]
async fn a_drip_is_given_up_at_the_total_timeout() {
    let server = Raw::start(|_, mut stream| {
        server::request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n[");
        while stream.write_all(b" ").is_ok() {
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    assert_too_slow(&server).await;
}

#[tokio::test]
async fn a_server_that_never_answers_is_given_up() {
    let (keep, kept) = mpsc::channel();
    let server = Raw::start(move |_, stream| keep.send(stream).unwrap());
    assert_too_slow(&server).await;
    drop(kept);
}

async fn assert_too_slow(server: &Raw) {
    let (hall, mut source) = (Hall::open(), source(&server.url()));
    source.total_timeout = Duration::from_millis(500);
    let begun = Instant::now();
    assert_eq!(hall.pull(&source).await, Err(PullError::TooSlow { secs: 1 }));
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn an_announced_excess_is_refused_before_it_comes() {
    let server = Raw::start(|_, mut stream| {
        server::request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n[");
        // Waits for the other side to hang up; it must not wait for us.
        server::request(&mut stream);
    });
    let limit = 8 * 1024 * 1024;
    assert_eq!(
        Hall::open().pull(&source(&server.url())).await,
        Err(PullError::TooLarge { limit })
    );
}

#[tokio::test]
async fn an_endless_body_is_refused_at_the_limit() {
    let server = Raw::start(|_, mut stream| {
        server::request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n[");
        while stream.write_all(&[b' '; 8192]).is_ok() {}
    });
    let error = Hall::open().pull(&source(&server.url())).await.unwrap_err();
    assert_eq!(error.to_string(), "超过 8 MB");
}

#[tokio::test]
async fn a_login_page_is_no_data() {
    let page = "<!DOCTYPE html><html><head><title>请登录</title></head><body>Wi-Fi</body></html>";
    keeps_everything(page, "对方回的是网页，不是数据").await;
}

#[tokio::test]
async fn an_empty_answer_withdraws_nothing() {
    keeps_everything("[]", "对方给的是空的").await;
    keeps_everything("", "对方给的是空的").await;
    keeps_everything(r#"{"@type":"DataFeed","dataFeedElement":[]}"#, "对方给的是空的").await;
}

#[tokio::test]
async fn an_answer_in_which_nothing_is_understood_withdraws_nothing() {
    keeps_everything(r#"[{"acb213":"x"},{"acb213":"y"}]"#, "2 条全都看不懂").await;
}

async fn keeps_everything(body: &'static str, words: &str) {
    // So few that they all might go.
    let server = Honest::start(|_| ok(feed(0..FREE_WITHDRAWALS, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    server.now_says(move |_| ok(body));
    let error = hall.pull(&source).await.unwrap_err();
    assert!(error.to_string().starts_with(words), "{body}: {error}");
    assert_eq!(hall.titles(&source).len(), FREE_WITHDRAWALS);
    assert_eq!(hall.state(&source).failure.unwrap(), error.for_staff());
}

#[tokio::test]
async fn a_suspiciously_shorter_feed_withdraws_nothing() {
    let server = Honest::start(|_| ok(feed(0..100, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    hall.merge(&source).await;
    server.now_says(|_| ok(feed(21..100, "搬运")));
    assert_eq!(hall.merge(&source).await.kept_back, 21);
    assert_eq!(hall.state(&source).kept_back, 21);
    server.now_says(|_| ok(feed(20..100, "搬运")));
    assert_eq!(hall.merge(&source).await.withdrawn, 20);
    assert_eq!(hall.titles(&source), titles(20..100, "搬运"));
}

pub(super) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}
