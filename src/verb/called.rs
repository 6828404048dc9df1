//! What a person calls a posting → the postings so called.

use anyhow::anyhow;
use jiff::Timestamp;

use super::Exit;
use super::Failure;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::posting::PostingNumber;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// An identifier is nearer to the truth than a number that happens to look like it.
///
/// # Errors
///
/// [`Exit::NotFound`] where there are none.
pub(super) fn called(id: &str, catalog: &Catalog, now: Timestamp) -> Result<Vec<Brief>, Failure> {
    let mut briefs = catalog.called(id);
    if briefs.is_empty()
        && let Ok(number) = id.parse::<PostingNumber>()
    {
        let hits = catalog.find(&Query::of(Condition::Number(number)), now);
        briefs.extend(hits.iter().filter_map(|index| catalog.get(index)));
    }
    if briefs.is_empty() {
        return Err(not_found(id));
    }
    Ok(briefs)
}

pub(super) fn not_found(id: &str) -> Failure {
    let id = CleanText::new(id, LINE_CHARS);
    Failure::new(Exit::NotFound, anyhow!("没有叫 {id} 的活"))
}
