//! The log for keeping elsewhere, for whoever may not read the store: asked of the kiosk, and read beside one.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::refusal::Refusal;
use crate::control::Anchor;
use crate::control::Checked;
use crate::control::LoggedDay;
use crate::decision::Entry;
use crate::edge::store::Anchored;
use crate::edge::store::Reader;
use crate::edge::store::StoreError;
use crate::edge::store::Verified;

/// Of a page of a day, in bytes: a quarter of what a client takes in one answer.
const PAGE_BYTES: usize = 256 * 1024;

/// Walks the chain, and looks for a link that was kept elsewhere.
///
/// # Errors
///
/// Where the file cannot be read.
pub fn checked(reader: &Reader, anchor: Option<Anchor>) -> Result<Checked, StoreError> {
    Ok(match reader.verify_log()? {
        Verified::BrokenAt(seq) => Checked {
            entries: 0,
            link: Anchor::default(),
            broken_at: Some(seq),
            anchored_at: None,
        },
        Verified::Whole { entries, last } => Checked {
            entries,
            link: Anchor(last),
            broken_at: None,
            anchored_at: match anchor.map(|Anchor(link)| reader.anchored(&link)).transpose()? {
                Some(Anchored::There(seq)) => Some(seq),
                Some(Anchored::Gone) | None => None,
            },
        },
    })
}

/// The entries of one day in the hall's `zone`, oldest first, and the link at its end.
///
/// # Errors
///
/// Where the file cannot be read. A day beyond the calendar is an empty one.
pub fn logged_day(reader: &Reader, day: Date, zone: &TimeZone) -> Result<LoggedDay, StoreError> {
    let midnight = |date: Date| date.to_zoned(zone.clone()).ok().map(|at| at.timestamp());
    let from = midnight(day).unwrap_or(jiff::Timestamp::MAX);
    let until = day.tomorrow().ok().and_then(midnight).unwrap_or(jiff::Timestamp::MAX);
    let stretch = reader.log_between(from, until)?;
    Ok(LoggedDay {
        day,
        entries: stretch.entries,
        seq: stretch.seq,
        link: Anchor(stretch.link),
        broken_at: stretch.broken_at,
        next: None,
    })
}

/// What of it comes after this entry, as far as an answer holds it.
///
/// # Errors
///
/// None that an entry can cause.
pub(super) fn page(mut day: LoggedDay, after: i64) -> Result<LoggedDay, Refusal> {
    let (mut bytes, mut page) = (0, Vec::new());
    for entry in day.entries.into_iter().filter(|entry| entry.seq > after) {
        if bytes > PAGE_BYTES {
            day.next = page.last().map(|last: &Entry| last.seq);
            break;
        }
        bytes += serde_json::to_string(&entry)?.len();
        page.push(entry);
    }
    day.entries = page;
    Ok(day)
}
