//! 找活 for staff — what is found of what is offered and of what was withdrawn, a line each.

use serde::Deserialize;
use serde::Serialize;

use crate::posting::PostingId;
use crate::text::CleanText;

/// What [`super::Request::Find`] is answered with.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Found {
    /// With those that the limit left out.
    pub total: usize,
    /// What was given up where nothing is what was asked for.
    pub said: Vec<CleanText>,
    /// What was withdrawn first, then what is offered, in the order of the kiosk.
    pub postings: Vec<FoundPosting>,
}

/// One posting in the words of the hall, with what staff have decided on it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct FoundPosting {
    /// 编号, six digits.
    pub number: CleanText,
    pub id: PostingId,
    pub title: CleanText,
    pub pay: CleanText,
    pub start: CleanText,
    pub place: CleanText,
    pub pinned: bool,
    pub full: bool,
    /// Why it is withdrawn.
    pub hidden: Option<CleanText>,
    pub remark: Option<CleanText>,
    /// It does not show until staff have looked.
    pub held: bool,
    /// What the checks found in it, in words.
    pub flags: Vec<CleanText>,
}
