//! A feed that is pulled for as long as somebody listens.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::sync::mpsc;

use super::hall::Hall;
use super::hall::feed;
use super::hall::source;
use super::server::Honest;
use super::server::ok;
use super::server::tagged;
use axum::body::Body;
use axum::http::Response;
use zhaohuo::edge::sync::Source;
use zhaohuo::edge::sync::SyncNews;

/// Nothing that is awaited here takes as long; nothing that must not come is awaited longer than the second one.
const PATIENCE: Duration = Duration::from_secs(30);
const SILENCE: Duration = Duration::from_millis(300);

struct Watch {
    nudge: Arc<Notify>,
    news: mpsc::Receiver<SyncNews>,
    task: tokio::task::JoinHandle<()>,
}

impl Watch {
    fn start(hall: &Hall, source: &Source) -> Self {
        let (sender, news) = mpsc::channel(1);
        let nudge = Arc::new(Notify::new());
        let task = tokio::spawn(
            hall.puller
                .clone()
                .keep_pulling(source.clone(), Arc::clone(&nudge), sender),
        );
        Self { nudge, news, task }
    }

    async fn next(&mut self) -> SyncNews {
        tokio::time::timeout(PATIENCE, self.news.recv()).await.unwrap().unwrap()
    }
}

#[tokio::test]
async fn the_first_pull_comes_at_once_and_the_next_ones_by_themselves() {
    let server = Honest::start(tagged("\"a\"", feed(0..3, "搬运"))).await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    let mut watch = Watch::start(&hall, &source);
    let first = watch.next().await;
    assert!(first.changed && first.state.failure.is_none());
    assert_eq!((first.key.as_str(), first.state.postings), ("feed", 3));
    let second = watch.next().await;
    assert!(!second.changed);
    assert!(second.state.good_at > first.state.good_at);
    server.now_says(tagged("\"b\"", feed(0..4, "搬运")));
    while !watch.next().await.changed {}
    drop(watch.news);
    tokio::time::timeout(PATIENCE, watch.task).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_nudge_pulls_at_once() {
    let server = Honest::start(|_| ok(feed(0..3, "搬运"))).await;
    let (hall, mut source) = (Hall::open(), source(&server.url()));
    source.poll = Duration::from_secs(3_600);
    let mut watch = Watch::start(&hall, &source);
    watch.next().await;
    server.now_says(|_| ok(feed(0..4, "搬运")));
    watch.nudge.notify_one();
    assert!(watch.next().await.changed);
    // A failure waits too, and a nudge ends that wait as well.
    server.now_says(|_| ok("<html>"));
    watch.nudge.notify_one();
    let failed = watch.next().await;
    assert!(failed.state.failure.is_some() && failed.state.good_at.is_some() && !failed.changed);
    assert_eq!(failed.state.postings, 4);
    watch.nudge.notify_one();
    watch.next().await;
    watch.task.abort();
}

#[tokio::test]
async fn a_server_that_wants_to_be_left_alone_is() {
    let server = Honest::start(|_| {
        let builder = Response::builder().status(429).header("retry-after", "3600");
        builder.body(Body::empty()).unwrap()
    })
    .await;
    let (hall, source) = (Hall::open(), source(&server.url()));
    let mut watch = Watch::start(&hall, &source);
    let failure = watch.next().await.state.failure.unwrap();
    assert_eq!(failure.as_str(), "对方说问得太勤（429），60 分钟后再问");
    watch.nudge.notify_one();
    assert!(tokio::time::timeout(SILENCE, watch.news.recv()).await.is_err());
    assert_eq!(server.requests().len(), 1);
    watch.task.abort();
    // Nor does somebody who waits at a prompt ask twice.
    hall.puller.pull_with_tries(&source, 3).await.unwrap_err();
    assert_eq!(server.requests().len(), 2);
}
