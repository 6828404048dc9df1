//! `serde_json`, which only parses.

use std::hint::black_box;

use anyhow::Result;
use serde_json::Value;

use crate::measure::Spent;
use crate::measure::on_thread;

/// A line at a time, each forgotten before the next.
pub(crate) fn by_line(ndjson: &[u8]) -> Result<Spent> {
    let (parsed, spent) = on_thread(|| {
        let mut lines = ndjson.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        lines.try_for_each(|line| serde_json::from_slice::<Value>(line).map(|value| drop(black_box(value))))
    });
    parsed?;
    Ok(spent)
}

/// The same as one array, all of which is held in the end. That it is let go again is not measured.
pub(crate) fn whole(ndjson: &[u8]) -> Result<Spent> {
    let mut array = vec![b'['];
    for line in ndjson.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()) {
        if array.len() > 1 {
            array.push(b',');
        }
        array.extend_from_slice(line);
    }
    array.push(b']');
    let (value, spent) = on_thread(|| serde_json::from_slice::<Value>(&array));
    black_box(value?);
    Ok(spent)
}
