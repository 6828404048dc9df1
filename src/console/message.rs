//! What the console is told, and what it wants done.

use std::time::Duration;

use ratatui::layout::Size;

use super::entry::Draft;
use super::known::Stored;
use super::stroke::Stroke;
use crate::config::Hall;
use crate::control::Answer;
use crate::control::Request;
use crate::text::CleanText;

/// Where the console stands, and who sits at it: nothing of it changes.
#[derive(Debug, Clone)]
pub struct Site {
    pub hall: Hall,
    pub feeds: Vec<FeedName>,
    pub socket: CleanText,
    pub folder: CleanText,
    pub account: Account,
    /// Ends when nobody has touched it for so long.
    pub idle: Option<Duration>,
    /// What is typed outlives the console.
    pub keeps_drafts: bool,
}

#[derive(Debug, Clone)]
pub struct FeedName {
    /// Under which the store keeps it.
    pub key: String,
    pub name: CleanText,
    pub poll: Duration,
}

#[derive(Debug, Clone, Default)]
pub struct Account {
    pub name: CleanText,
    pub groups: Vec<CleanText>,
    pub over_ssh: bool,
}

/// What has happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    Stroke(Stroke),
    Tick,
    Resized(Size),
    /// The kiosk answers.
    Connected,
    /// It does not, or no longer, for this reason.
    Lost(CleanText),
    Answered(Box<Request>, Answer),
    /// What was asked may have been done, or not: the line broke first.
    Unanswered(Box<Request>),
    /// What the store says, while nobody else does; `None` where it cannot be read.
    Stored(Option<Box<Stored>>),
    Stopped,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    Ask(Request),
    /// Look into the store: no kiosk answers.
    ReadStore,
    /// Keep what was typed; `None`: there is nothing to keep.
    SaveDraft(Option<Box<Draft>>),
    Redraw,
    Quit,
}
