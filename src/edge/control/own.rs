//! What the hall says to its visitors, and what staff decided and entered, for another box.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde_json::Value;
use serde_json::json;

use super::refusal::Refusal;
use crate::bulletin::Notice;
use crate::config::Hall;
use crate::control::NOTICE_DAYS;
use crate::decision::Kept;
use crate::edge::store::NOTICE;
use crate::edge::store::Reader;
use crate::edge::store::STAFF_FEED;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::When;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// Of a page of what is exported, in bytes: a walk-in posting takes a thousand, and nobody waits for a page.
const PAGE_BYTES: usize = 48 * 1024;

/// A notice, and the moment at which it is over. `serial` tells two of one second apart.
pub(super) fn notice(
    text: &str,
    until: Option<Date>,
    hall: &Hall,
    now: Timestamp,
    serial: u32,
) -> Result<(PostingId, Notice, Option<Timestamp>), Refusal> {
    let name = CleanText::line(text).ok_or(Refusal::NoText)?;
    let today = now.to_zoned(hall.zone.clone()).date();
    let last = until.unwrap_or_else(|| today.saturating_add(NOTICE_DAYS.days()));
    if last < today {
        return Err(Refusal::Past);
    }
    let end = last.tomorrow().unwrap_or(last).to_zoned(hall.zone.clone());
    let id = PostingId(CleanText::new(
        &format!("{STAFF_FEED}:{NOTICE}{}-{serial}", now.as_second()),
        LINE_CHARS,
    ));
    let notice = Notice {
        is_own: true,
        name,
        posted: Some(When::At(now)),
        expires: Some(When::On(last)),
        source: hall.name.clone(),
        ..Notice::default()
    };
    Ok((id, notice, end.ok().map(|end| end.timestamp())))
}

pub(super) fn notices(reader: &Reader, now: Timestamp) -> Result<Value, Refusal> {
    let notices = reader.announced(now)?;
    let notices = notices.iter().map(|(id, notice)| {
        let until = match notice.expires {
            Some(When::On(date)) => Some(date),
            Some(When::At(_)) | None => None,
        };
        json!({
            "number": PostingNumber::of(id).digits(),
            "id": id, "text": notice.name, "until": until,
        })
    });
    Ok(json!({"notices": notices.collect::<Vec<_>>()}))
}

/// A page, and behind what the next one begins; nothing where it is the last.
pub(super) fn export(reader: &Reader, after: Option<&str>, now: Timestamp) -> Result<Value, Refusal> {
    let kept = reader.kept(now)?;
    let mut page = Vec::new();
    let mut bytes = 0;
    let mut last = None;
    let is_ahead = |kept: &&Kept| after.is_none_or(|after| *kept.posting.0 > *after);
    for kept in kept.iter().filter(is_ahead) {
        if bytes > PAGE_BYTES {
            return Ok(json!({"kept": page, "next": last}));
        }
        let value = serde_json::to_value(kept)?;
        bytes += value.to_string().len();
        page.push(value);
        last = Some(&kept.posting);
    }
    Ok(json!({"kept": page, "next": null}))
}
