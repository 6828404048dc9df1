//! How the feeds are: how old the data is, and why.

use jiff::Timestamp;

use crate::text::CleanText;

/// What is known of each configured feed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Health {
    pub feeds: Vec<FeedHealth>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedHealth {
    pub name: CleanText,
    /// When it last gave all it had, or said that nothing had changed.
    pub good_at: Option<Timestamp>,
    /// Why the last try failed.
    pub failure: Option<CleanText>,
}

/// How old what is on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing has come yet, and nothing has failed.
    Waiting,
    /// Nothing has ever come, and the last try failed.
    Nothing,
    AsOf(Timestamp),
    /// As it was then; since, at least one feed has not answered.
    Offline(Timestamp),
}

impl Health {
    /// As fresh as the stalest feed that ever gave anything.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        let failing = self.feeds.iter().any(|feed| feed.failure.is_some());
        match (self.feeds.iter().filter_map(|feed| feed.good_at).min(), failing) {
            (Some(at), false) => Freshness::AsOf(at),
            (Some(at), true) => Freshness::Offline(at),
            (None, false) => Freshness::Waiting,
            (None, true) => Freshness::Nothing,
        }
    }

    /// Takes in what a pull has found out.
    pub fn learn(&mut self, news: FeedHealth) {
        match self.feeds.iter_mut().find(|feed| feed.name == news.name) {
            Some(feed) => *feed = news,
            None => self.feeds.push(news),
        }
    }
}
