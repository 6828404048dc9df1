//! What staff look at and judge: flags, the log, and what they take off the screen.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use serde_json::json;

use super::clerk::Clerk;
use super::clerk::FOUND_SHOWN;
use super::clerk::FOUND_SHOWN_MAX;
use super::clerk::in_background;
use super::refusal::Refusal;
use crate::catalog::Named;
use crate::control::FlaggedPosting;
use crate::control::FlaggedPostings;
use crate::decision::Act;
use crate::decision::masked;
use crate::edge::store::is_notice;
use crate::screening::Mark;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// What the log shows where nobody says how much.
const LOG_SHOWN: usize = 20;
/// And at most: about a month of a busy hall.
const LOG_SHOWN_MAX: usize = 1_000;
/// Names to choose from: as many as there are digits.
const SUGGESTED: usize = 9;

impl Clerk {
    pub(super) async fn suggest(&self, letters: String, place: bool) -> Result<Value, Refusal> {
        let catalog = Arc::clone(&self.counter.offer.borrow().catalog);
        let named = if place { Named::Place } else { Named::Trade };
        in_background(move || Ok(json!({"names": catalog.names_like(&letters, named, SUGGESTED)}))).await
    }

    pub(super) fn flags(&self, limit: Option<usize>) -> Result<Value, Refusal> {
        let flags = Arc::clone(&self.counter.offer.borrow().flags);
        let limit = limit.unwrap_or(FOUND_SHOWN).min(FOUND_SHOWN_MAX);
        Ok(serde_json::to_value(FlaggedPostings {
            held: flags.held(),
            shown: flags.shown(),
            postings: flags.iter().take(limit).map(FlaggedPosting::of).collect(),
        })?)
    }

    /// What is accepted is what whoever asks has seen, else what the checks have found by now.
    pub(super) async fn accept(
        &self,
        id: &str,
        seen: Option<BTreeSet<Mark>>,
        who: &CleanText,
    ) -> Result<Value, Refusal> {
        let (posting, _) = self.find(id).await?;
        let flags = Arc::clone(&self.counter.offer.borrow().flags);
        let flagged = flags.iter().find(|flagged| flagged.id == posting);
        let found = &flagged.ok_or(Refusal::NothingToAccept)?.marks;
        let marks = seen.map_or_else(|| found.clone(), |seen| found & &seen);
        self.decide(&posting.0, Act::Accept(marks), who).await
    }

    pub(super) async fn hide(&self, id: &str, reason: &str, who: &CleanText) -> Result<Value, Refusal> {
        let reason = CleanText::line(&masked(reason)).ok_or(Refusal::NoReason)?;
        self.decide(id, Act::Hide(reason), who).await
    }

    /// What was entered is taken back: a posting, or a notice.
    pub(super) async fn remove(&self, id: &str, who: &CleanText) -> Result<Value, Refusal> {
        let (posting, _) = self.find(id).await?;
        let reason = if is_notice(&posting) {
            "不挂了"
        } else {
            "单位撤了"
        };
        let reason = CleanText::new(reason, LINE_CHARS);
        self.decide(&posting.0, Act::Hide(reason), who).await
    }

    pub(super) async fn log(&self, entries_max: Option<usize>) -> Result<Value, Refusal> {
        let entries_max = entries_max.unwrap_or(LOG_SHOWN).min(LOG_SHOWN_MAX);
        self.read(move |reader| Ok(serde_json::to_value(reader.log(entries_max)?)?))
            .await
    }
}
