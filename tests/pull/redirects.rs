//! Where a server may not send us.

use axum::body::Body;
use axum::http::Response;

use super::hall::Hall;
use super::hall::feed;
use super::hall::source;
use super::server::Honest;
use super::server::Raw;
use super::server::ok;
use zhaohuo::edge::sync::MAX_REDIRECTS;
use zhaohuo::edge::sync::PullError;
use zhaohuo::edge::sync::RedirectRefused;

fn moved_to(place: &str) -> Response<Body> {
    let builder = Response::builder().status(301).header("location", place);
    builder.body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_redirect_on_the_same_host_is_followed() {
    let server = Honest::start(|_| ok("")).await;
    let hall = Hall::open();
    let asked = std::sync::atomic::AtomicUsize::new(0);
    server.now_says(move |_| match asked.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
        0 => moved_to("/new/feed.json"),
        _ => ok(feed(0..3, "搬运")),
    });
    assert_eq!(hall.merge(&source(&server.url())).await.new, 3);
}

#[tokio::test]
async fn a_forbidden_redirect_reaches_nobody() {
    let trap = Raw::trap();
    let forbidden = [
        format!("http://{}/feed.json", trap.address),
        format!("http://localhost:{}/", trap.address.port()),
        format!("https://{}/", trap.address),
        format!("//{}/", trap.address),
        format!("ftp://{}/", trap.address),
        "file:///etc/passwd".to_owned(),
        "http://169.254.169.254/latest/meta-data/".to_owned(),
        "gopher:x".to_owned(),
    ];
    let hall = Hall::open();
    for place in forbidden {
        let to = place.clone();
        let server = Honest::start(move |_| moved_to(&to)).await;
        let error = hall.pull(&source(&server.url())).await.unwrap_err();
        // What is no http address at all is not even taken for a redirect.
        let is_refused = matches!(&error, PullError::Redirect(_))
            || matches!(&error, PullError::Refusal(refusal) if refusal.status == 301);
        assert!(is_refused && !error.may_pass(), "{place}: {error}");
        assert_eq!(server.requests().len(), 1, "{place}");
    }
    assert_eq!(trap.connections(), 0);
}

#[tokio::test]
async fn a_loop_of_redirects_ends() {
    let server = Honest::start(|_| moved_to("/feed.json")).await;
    let error = Hall::open().pull(&source(&server.url())).await.unwrap_err();
    assert_eq!(error, PullError::Redirect(RedirectRefused::TooMany));
    assert_eq!(server.requests().len(), MAX_REDIRECTS + 1);
}
