//! The postings that staff have still to look at, and which of them wait for that.

use std::collections::BTreeSet;
use std::sync::Arc;

use enumset::EnumSet;
use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use super::Finding;
use super::Rule;
use super::Settings;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::text::CleanText;

/// All that one rule found in a posting, as a fingerprint: staff who have looked at 限女 have not looked at 限汉族, nor at
/// what the employer writes there tomorrow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mark(String);

/// Of a digest: two texts of one posting are not told apart once in four billion times.
const MARK_BYTES: usize = 4;

impl Mark {
    fn of(rule: Rule, found: &[&Finding]) -> Self {
        let said: Vec<_> = found.iter().map(|finding| (finding.field, finding.words())).collect();
        let digest = Sha256::digest(serde_json::json!(said).to_string());
        let digits = digest.iter().take(MARK_BYTES).map(|byte| format!("{byte:02x}"));
        Self(format!("{}:{}", rule.code(), digits.collect::<String>()))
    }
}

/// A posting that staff should look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flagged {
    pub id: PostingId,
    pub title: CleanText,
    pub employer: Option<CleanText>,
    /// Why it does not show until staff have looked; empty where it does.
    pub holding: EnumSet<Rule>,
    /// What nobody has looked at yet.
    pub findings: Vec<Finding>,
    /// Of each rule that found something: to be kept once somebody has looked.
    pub marks: BTreeSet<Mark>,
}

impl Flagged {
    /// It does not show until staff have looked.
    #[must_use]
    pub fn is_held(&self) -> bool {
        !self.holding.is_empty()
    }

    /// Looks at what was found in a posting, without what staff have accepted; `None` where nothing is left.
    #[must_use]
    pub fn of(
        posting: &Posting,
        findings: Vec<Finding>,
        accepted: &BTreeSet<Mark>,
        settings: &Settings,
    ) -> Option<Self> {
        let mut flagged = Self::found(findings, accepted, settings)?;
        flagged.id = posting.id.clone();
        flagged.title = posting.title.clone();
        flagged.employer.clone_from(&posting.employer.name);
        Some(flagged)
    }

    /// The same of a posting that is not named yet.
    #[must_use]
    pub fn found(findings: Vec<Finding>, accepted: &BTreeSet<Mark>, settings: &Settings) -> Option<Self> {
        let mut findings = settings.heed(findings);
        let mut marks = BTreeSet::new();
        for rule in findings.iter().map(|finding| finding.rule).collect::<EnumSet<Rule>>() {
            let found: Vec<&Finding> = findings.iter().filter(|finding| finding.rule == rule).collect();
            let mark = Mark::of(rule, &found);
            if accepted.contains(&mark) {
                findings.retain(|finding| finding.rule != rule);
            }
            marks.insert(mark);
        }
        if findings.is_empty() {
            return None;
        }
        Some(Self {
            id: PostingId::default(),
            title: CleanText::default(),
            employer: None,
            holding: super::holding(&findings, settings),
            findings,
            marks,
        })
    }
}

/// Every posting that staff should look at: what is held first, and in the order of the feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flags {
    held: Vec<Arc<Flagged>>,
    shown: Vec<Arc<Flagged>>,
    /// With those that the limit left out.
    held_total: usize,
    shown_total: usize,
}

impl Flags {
    /// No more of each kind than `limit` are kept; all are counted.
    pub fn add(&mut self, flagged: impl Into<Arc<Flagged>>, limit: usize) {
        let flagged = flagged.into();
        let is_held = flagged.is_held();
        if self.has_room(is_held, limit) {
            self.kept(is_held).push(flagged);
        }
        self.count(is_held);
    }

    /// Whether one more of its kind is kept whole.
    #[must_use]
    pub fn has_room(&self, is_held: bool, limit: usize) -> bool {
        let kept = if is_held { &self.held } else { &self.shown };
        kept.len() < limit
    }

    /// One more that is not kept.
    pub fn count(&mut self, is_held: bool) {
        *if is_held {
            &mut self.held_total
        } else {
            &mut self.shown_total
        } += 1;
    }

    fn kept(&mut self, is_held: bool) -> &mut Vec<Arc<Flagged>> {
        if is_held { &mut self.held } else { &mut self.shown }
    }

    /// How many do not show until somebody has looked.
    #[must_use]
    pub fn held(&self) -> usize {
        self.held_total
    }

    /// How many show, and should be looked at.
    #[must_use]
    pub fn shown(&self) -> usize {
        self.shown_total
    }

    /// Those that are kept, to be shared with the next.
    pub fn kept_whole(&self) -> impl Iterator<Item = &Arc<Flagged>> {
        self.held.iter().chain(&self.shown)
    }

    pub fn iter(&self) -> impl Iterator<Item = &Flagged> {
        self.kept_whole().map(AsRef::as_ref)
    }
}
