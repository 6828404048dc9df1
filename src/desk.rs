//! What a visitor may tell the staff of the hall: that somebody should come, or that a posting is not as it says.
//! Neither holds who said it.

use serde::Deserialize;
use serde::Serialize;

use crate::posting::PostingId;
use crate::text::CleanText;

/// A place in the queue for staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// Counted from 1 each day.
    pub number: u32,
    /// How many are still waiting that came earlier.
    pub before: u32,
}

/// What may be wrong with a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Complaint {
    /// Money or papers are asked for first.
    AsksMoney,
    /// Pay, hours or place are not as written.
    NotAsSaid,
    /// Nobody answers, or the number is wrong.
    NoAnswer,
    /// Nobody more is wanted.
    Filled,
    Other,
}

impl Complaint {
    /// The gravest first.
    pub const ALL: [Self; 5] = [
        Self::AsksMoney,
        Self::NotAsSaid,
        Self::NoAnswer,
        Self::Filled,
        Self::Other,
    ];
}

/// 这活有问题
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    pub posting: PostingId,
    pub title: CleanText,
    pub complaint: Complaint,
}
