//! What staff should look at, a posting each.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::Serialize;

use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::screening::Field;
use crate::screening::Finding;
use crate::screening::Flagged;
use crate::screening::Mark;
use crate::screening::Rule;
use crate::text::CleanText;

/// What [`super::Request::Flags`] is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FlaggedPostings {
    /// How many do not show until somebody has looked.
    pub held: usize,
    /// How many show all the same.
    pub shown: usize,
    /// What is held first; fewer than there are where the limit left some out.
    pub postings: Vec<FlaggedPosting>,
}

/// A posting, and what was found in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FlaggedPosting {
    /// 编号, six digits.
    pub number: CleanText,
    pub id: PostingId,
    pub title: CleanText,
    pub employer: Option<CleanText>,
    /// It does not show until somebody has looked.
    pub held: bool,
    pub findings: Vec<Reason>,
    /// Of all that was found, for [`super::Request::Accept`].
    #[serde(default)]
    pub marks: BTreeSet<Mark>,
}

/// One reason to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: Rule,
    /// What the rule rests on.
    pub source: CleanText,
    pub field: Field,
    /// What was found; empty where a field is missing, or says it without words.
    pub words: CleanText,
    /// The posting does not show until somebody has looked at this.
    pub holds: bool,
    /// The same in 【】, with what stands around it.
    pub marked: Option<CleanText>,
}

/// Of a mark with what stands around it.
const MARKED_CHARS: usize = 120;

impl FlaggedPostings {
    /// Takes out a posting that staff have looked at.
    pub fn remove(&mut self, id: &PostingId) {
        if let Some(at) = self.postings.iter().position(|posting| posting.id == *id) {
            let count = if self.postings.remove(at).held {
                &mut self.held
            } else {
                &mut self.shown
            };
            *count = count.saturating_sub(1);
        }
    }
}

impl FlaggedPosting {
    #[must_use]
    pub fn of(flagged: &Flagged) -> Self {
        let number = PostingNumber::of(&flagged.id).digits();
        Self {
            number: CleanText::new(&number, MARKED_CHARS),
            id: flagged.id.clone(),
            title: flagged.title.clone(),
            employer: flagged.employer.clone(),
            held: flagged.is_held(),
            marks: flagged.marks.clone(),
            findings: flagged
                .findings
                .iter()
                .map(|finding| Reason {
                    holds: flagged.holding.contains(finding.rule),
                    ..Reason::of(finding)
                })
                .collect(),
        }
    }
}

impl Reason {
    fn of(finding: &Finding) -> Self {
        let clean = |text: &str| CleanText::new(text, MARKED_CHARS);
        Self {
            rule: finding.rule,
            source: clean(&finding.source),
            field: finding.field,
            words: clean(finding.words()),
            holds: false,
            marked: finding.marked().as_deref().map(clean),
        }
    }
}
