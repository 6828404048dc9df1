//! What staff decide on a posting, over whatever its feed says: it outlives every pull, and each step can be undone.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::Deserialize;
use serde::Serialize;

use crate::bulletin::Notice;
use crate::posting::Openings;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::screening::Mark;
use crate::text::CleanText;

/// All that staff have decided on one posting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Standing {
    /// It comes first.
    pub pinned: bool,
    /// It is not offered, for this reason.
    pub hidden: Option<CleanText>,
    /// Whether it is full, whatever its feed says.
    pub full: Option<bool>,
    /// For staff only.
    pub remark: Option<CleanText>,
    /// What the checks found, and staff have looked at. Left out where it is nothing: so older links of the log hold.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub accepted: BTreeSet<Mark>,
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    Pin,
    Unpin,
    Hide(CleanText),
    Unhide,
    Full,
    Reopen,
    Remark(Option<CleanText>),
    /// What the checks found is in order.
    Accept(BTreeSet<Mark>),
}

impl Act {
    /// As scripts and the log call it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Unpin => "unpin",
            Self::Hide(_) => "hide",
            Self::Unhide => "unhide",
            Self::Full => "full",
            Self::Reopen => "reopen",
            Self::Remark(_) => "remark",
            Self::Accept(_) => "accept",
        }
    }
}

impl Standing {
    /// The standing after one more step.
    #[must_use]
    pub fn after(&self, act: &Act) -> Self {
        let mut next = self.clone();
        match act {
            Act::Pin => next.pinned = true,
            Act::Unpin => next.pinned = false,
            Act::Hide(reason) => next.hidden = Some(reason.clone()),
            Act::Unhide => next.hidden = None,
            Act::Full => next.full = Some(true),
            Act::Reopen => next.full = Some(false),
            Act::Remark(text) => next.remark.clone_from(text),
            Act::Accept(marks) => next.accepted.clone_from(marks),
        }
        next
    }

    /// Nothing is decided.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The posting as it is offered: full, or no longer so.
    pub fn apply(&self, posting: &mut Posting) {
        match self.full {
            Some(true) => posting.openings.left = Some(0),
            // How many are wanted again nobody has said.
            Some(false) if posting.openings.is_full() => posting.openings = Openings::default(),
            Some(false) | None => {}
        }
    }
}

/// What staff decided on one posting, and what they entered themselves, as another box takes it over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    pub posting: PostingId,
    /// As it was called.
    pub title: CleanText,
    pub standing: Standing,
    /// `None` for what comes from a feed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entered: Option<Item>,
}

/// What staff entered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Item {
    Posting(Box<Posting>),
    /// With the moment at which it is over.
    Notice(Notice, Option<Timestamp>),
}

impl Item {
    #[must_use]
    pub fn title(&self) -> &CleanText {
        match self {
            Self::Posting(posting) => &posting.title,
            Self::Notice(notice, _) => &notice.name,
        }
    }
}

/// Digits that are a telephone number, or an identity card's: what staff note is kept for years, and needs none.
const PHONE_DIGITS: usize = 7;

/// With the middle of every long number struck out: `138****0000`.
#[must_use]
pub fn masked(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begins) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(begins);
        let length = from
            .find(|c: char| !c.is_ascii_digit() && c != '-' && c != ' ')
            .unwrap_or(from.len());
        let (number, after) = from.split_at(length);
        masked.push_str(before);
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= PHONE_DIGITS {
            let tail = number.len() - number.trim_end_matches([' ', '-']).len();
            let (head, end) = (&digits[..3], &digits[digits.len() - 2..]);
            masked.extend([head, "****", end, &number[number.len() - tail..]]);
        } else {
            masked.push_str(number);
        }
        rest = after;
    }
    masked.push_str(rest);
    masked
}

/// A line of the audit log: who did what to which posting, and what stood there before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// From 1, without a gap.
    pub seq: i64,
    pub at: Timestamp,
    /// The account that the kernel names, not what a client says of itself.
    pub who: CleanText,
    /// [`Act::name`], `add` or `undo`.
    pub act: String,
    pub posting: PostingId,
    /// As it was called then.
    pub title: CleanText,
    pub before: Standing,
    pub after: Standing,
    /// The entry that this one takes back.
    pub undoes: Option<i64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_changes_what_it_says_and_nothing_else() {
        let reason = CleanText::new("写了限女性", 20);
        let hidden = Standing::default().after(&Act::Pin).after(&Act::Hide(reason.clone()));
        assert_eq!(
            hidden,
            Standing {
                pinned: true,
                hidden: Some(reason),
                ..Standing::default()
            }
        );
        assert!(hidden.after(&Act::Unhide).after(&Act::Unpin).is_empty());
    }

    #[test]
    fn long_numbers_are_struck_out_and_short_ones_stay() {
        assert_eq!(
            masked("打 0532-0000 0123 没人接，要 200 元"),
            "打 053****23 没人接，要 200 元"
        );
        assert_eq!(masked("13800000000"), "138****00");
        assert_eq!(masked("2026-11 招 12 人"), "2026-11 招 12 人");
    }

    #[test]
    fn full_and_open_again_stand_over_what_the_feed_says() {
        let mut posting = Posting::default();
        Standing::default().after(&Act::Full).apply(&mut posting);
        assert!(posting.openings.is_full());
        Standing::default().after(&Act::Reopen).apply(&mut posting);
        assert!(!posting.openings.is_full());
    }
}
