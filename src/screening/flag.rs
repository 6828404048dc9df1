//! The postings that staff have still to look at, and which of them wait for that.

use std::collections::BTreeSet;

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
            id: posting.id.clone(),
            title: posting.title.clone(),
            employer: posting.employer.name.clone(),
            holding: super::holding(&findings, settings),
            findings,
            marks,
        })
    }
}

/// Every posting that staff should look at: what is held first, and in the order of the feeds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Flags {
    held: Vec<Flagged>,
    shown: Vec<Flagged>,
    /// With those that the limit left out.
    held_total: usize,
    shown_total: usize,
}

impl Flags {
    /// No more of each kind than `limit` are kept; all are counted.
    pub fn add(&mut self, flagged: Flagged, limit: usize) {
        let (kept, total) = if flagged.is_held() {
            (&mut self.held, &mut self.held_total)
        } else {
            (&mut self.shown, &mut self.shown_total)
        };
        *total += 1;
        if kept.len() < limit {
            kept.push(flagged);
        }
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

    pub fn iter(&self) -> impl Iterator<Item = &Flagged> {
        self.held.iter().chain(&self.shown)
    }
}
