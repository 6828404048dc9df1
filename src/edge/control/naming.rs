//! What staff call a posting by → which one is meant.

use jiff::Timestamp;

use super::refusal::Refusal;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::edge::shelf::Offered;
use crate::edge::store::Reader;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// By its identifier or its 编号, among what is offered, what is held back and what was decided on.
pub(super) fn named(
    id: &str,
    offered: &Offered,
    reader: &Reader,
    now: Timestamp,
) -> Result<(PostingId, CleanText), Refusal> {
    let id = id.trim();
    let asked = CleanText::new(id, LINE_CHARS);
    let number: Option<PostingNumber> = id.parse().ok();
    let is_meant = |posting: &PostingId| *posting.0 == *id || number == Some(PostingNumber::of(posting));
    let mut found: Vec<(PostingId, CleanText)> = Vec::new();
    let mut briefs = offered.catalog.called(id);
    if briefs.is_empty()
        && let Some(number) = number
    {
        let hits = offered.catalog.find(&Query::of(Condition::Number(number)), now);
        briefs.extend(hits.iter().filter_map(|index| offered.catalog.get(index)));
    }
    found.extend(briefs.into_iter().map(|brief| (brief.id.clone(), brief.title.clone())));
    let is_new =
        |found: &[(PostingId, CleanText)], posting: &PostingId| found.iter().all(|(known, _)| known != posting);
    for flagged in offered.flags.iter() {
        if is_meant(&flagged.id) && is_new(&found, &flagged.id) {
            found.push((flagged.id.clone(), flagged.title.clone()));
        }
    }
    for posting in reader.standings_as_offered()?.into_keys() {
        if is_meant(&posting) && is_new(&found, &posting) {
            let title = reader.title_in_log(&posting)?.unwrap_or_default();
            found.push((posting, title));
        }
    }
    match found.as_slice() {
        [] => Err(Refusal::NotFound(asked)),
        [only] => Ok(only.clone()),
        several => {
            let ids: Vec<&str> = several.iter().map(|(id, _)| &*id.0).collect();
            Err(Refusal::Several(asked, ids.join("、")))
        }
    }
}
