//! 安全模式 — a start after three crashes in a minute: without what the program died at, and staff are told.

use std::path::Path;

use jiff::Timestamp;

use super::flight::Recorder;
use super::store::Store;
use crate::crash::SafeMode;
use crate::crash::Verdict;
use crate::posting::Row;
use crate::text::CleanText;
use crate::text::clean_error;

/// Who leaves something out, in the log.
const OWN_NAME: &str = "找活";

/// Begins a record in `folder`. In safe mode it leaves out what the program died at, and says so to staff.
#[must_use]
pub fn start(folder: &Path, store: Option<&Store>) -> (Recorder, Option<SafeMode>) {
    let (recorder, verdict) = Recorder::start(folder);
    let Some(Verdict { suspects, mut plain }) = verdict else {
        return (recorder, None);
    };
    let left_out = leave_out(store, &suspects);
    plain |= !left_out;
    tracing::error!(plain, "three crashes in a minute: this is the safe mode");
    (recorder, Some(SafeMode { plain }))
}

/// Leaves these out from now on; says whether it did with any.
pub fn leave_out(store: Option<&Store>, suspects: &[Row]) -> bool {
    let who = CleanText::new(OWN_NAME, 20);
    let entries = match store.map(|store| store.leave_out(suspects, &who, Timestamp::now())) {
        Some(Ok(entries)) => entries,
        Some(Err(error)) => {
            tracing::error!(reason = %clean_error(&error), "what the program died at cannot be left out");
            Vec::new()
        }
        None => Vec::new(),
    };
    for entry in &entries {
        tracing::error!(seq = entry.seq, posting = %entry.posting.0, "what the program died at is left out");
    }
    !entries.is_empty()
}
