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
    /// Under which the store keeps it.
    pub key: String,
    /// What people call it.
    pub name: CleanText,
    /// When it last gave all it had, or said that nothing had changed.
    pub good_at: Option<Timestamp>,
    /// Why the last try failed.
    pub failure: Option<FeedFailure>,
}

/// Why nothing new came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedFailure {
    pub reason: CleanText,
    /// Nobody answered; else somebody did, and it was of no use.
    pub offline: bool,
}

/// How old what is on the screen is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Freshness {
    /// Nothing has come yet, and nothing has failed.
    Waiting,
    /// Nothing has ever come, and the last try failed.
    Nothing,
    AsOf(Timestamp),
    /// As it was then; since, no feed has answered.
    Offline(Timestamp),
    /// As it was then; since, at least one feed has brought nothing.
    Stale(Timestamp),
}

impl Health {
    /// As fresh as the stalest feed that ever gave anything.
    #[must_use]
    pub fn freshness(&self) -> Freshness {
        let failures = || self.feeds.iter().filter_map(|feed| feed.failure.as_ref());
        // One that answers shows that the network is there.
        let offline = self
            .feeds
            .iter()
            .all(|feed| feed.failure.as_ref().is_some_and(|failure| failure.offline));
        match self.feeds.iter().filter_map(|feed| feed.good_at).min() {
            Some(at) if offline => Freshness::Offline(at),
            Some(at) if failures().next().is_some() => Freshness::Stale(at),
            Some(at) => Freshness::AsOf(at),
            None if failures().next().is_some() => Freshness::Nothing,
            None => Freshness::Waiting,
        }
    }

    /// Takes in what a pull has found out.
    pub fn learn(&mut self, news: FeedHealth) {
        match self.feeds.iter_mut().find(|feed| feed.key == news.key) {
            Some(feed) => *feed = news,
            None => self.feeds.push(news),
        }
    }
}
