//! The store, read into a catalog: what a reading remembers of the last one makes it faster, and changes nothing.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]
#![expect(clippy::disallowed_methods, reason = "a test is at the edge too")]

#[path = "shelf/beside.rs"]
mod beside;
#[path = "shelf/again.rs"]
mod again;
#[path = "support/postings.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::unnecessary_wraps,
    reason = "a kit that other files use another part of"
)]
mod postings;

use std::convert::Infallible;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use zhaohuo::demo::DEFAULT_SEED;
use zhaohuo::demo::Demo;
use zhaohuo::feed;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;

/// The postings of the demonstration of a day.
fn demonstration(items: usize, today: Date) -> Vec<Posting> {
    let demo = Demo {
        items,
        seed: DEFAULT_SEED,
        today,
    };
    let mut written = Vec::new();
    demo.write_ndjson(&mut written).unwrap();
    let context = feed::Context {
        zone: TimeZone::get("Asia/Shanghai").unwrap(),
        namespace: "feed.example".to_owned(),
    };
    let mut postings = Vec::new();
    let read = feed::read(written.as_slice(), &context, |item| {
        if let Ok(Item::Posting(posting)) = item {
            postings.push(*posting);
        }
        Ok::<(), Infallible>(())
    });
    read.unwrap();
    postings
}
