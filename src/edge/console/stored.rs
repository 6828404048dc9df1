//! What the store knows, beside whatever kiosk may run or not; read-only.

use std::path::Path;

use jiff::Timestamp;
use serde_json::Value;
use serde_json::json;

use crate::console::Stored;
use crate::edge::shelf::numbers;
use crate::edge::store::FeedState;
use crate::edge::store::Reader;
use crate::edge::store::StoreError;

/// Entries of the log to show.
const ENTRIES: usize = 100;

pub(super) fn read(folder: &Path, now: Timestamp) -> Result<Stored, StoreError> {
    let reader = Reader::open(folder)?;
    let calls = reader.open_calls(now)?;
    let feeds: Vec<Value> = reader.feeds()?.iter().map(feed).collect();
    Ok(Stored {
        status: json!({
            "feeds": feeds,
            "waiting": calls.len(),
            "maintenance": reader.upkeep()?.closure,
            "decided": reader.standings()?.len(),
            "left_out": numbers(&reader.left_out()?),
        }),
        tickets: json!({"open": calls, "reports": reader.reports(now)?}),
        log: json!(reader.log(ENTRIES)?),
    })
}

fn feed(feed: &FeedState) -> Value {
    json!({
        "key": feed.key, "good_at": feed.good_at, "failure": feed.failure,
        "postings": feed.postings, "refused": feed.refused,
    })
}
