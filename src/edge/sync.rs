//! The pull: feeds over HTTP into the store, each on its own schedule, and news of it.
//!
//! A pull streams: decoded bytes are counted, read item by item and staged, so that a feed of any size costs the same
//! memory, and a slow one locks nobody. What is not whole never becomes visible.

mod ahead;
mod body;
mod credential;
mod error;
mod http;
mod look;
mod redirect;
mod schedule;
mod source;

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::Notify;
use tokio::sync::mpsc;

use crate::config::AllowList;
use crate::config::Network;
use crate::edge::Clock;
use crate::edge::shelf::Checks;
use crate::edge::store::Answered;
use crate::edge::store::FeedState;
use crate::edge::store::Merged;
use crate::edge::store::Store;
use crate::edge::store::StoreError;
use crate::feed::Context;
use crate::feed::Format;
use crate::text::clean_error;

pub use credential::CredentialFault;
pub use error::PullError;
pub use error::Refusal;
pub use http::goes_direct;
pub use look::Looked;
pub use look::look;
pub use redirect::MAX_REDIRECTS;
pub use redirect::RedirectRefused;
pub use source::Source;

use http::Answer;
use http::Page;
use schedule::Backoff;

/// What a good pull found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The server has nothing new.
    Unchanged,
    Merged(Merged),
}

/// How a feed is doing after a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyncNews {
    pub key: String,
    /// With the time of the last good pull even where that was not worth a write.
    pub state: FeedState,
    /// A reader sees items that it did not see before, or no longer sees some.
    pub changed: bool,
    /// What it brought; `None` where nothing was read.
    pub merged: Option<Merged>,
    /// The try failed because nobody answered.
    pub offline: bool,
    /// When the next try is, unless somebody nudges.
    pub next_at: Timestamp,
}

/// Pulls feeds into one store. A clone is the same puller.
#[derive(Clone)]
pub struct Puller {
    network: Arc<Network>,
    allow: Arc<AllowList>,
    zone: TimeZone,
    store: Arc<Store>,
    clock: Clock,
    checks: Checks,
}

impl Puller {
    /// `zone` is for times without an offset, and for the midnight at which the demonstration starts anew.
    #[must_use]
    pub fn new(network: Network, allow: AllowList, zone: TimeZone, store: Arc<Store>, clock: Clock) -> Self {
        Self {
            network: Arc::new(network),
            allow: Arc::new(allow),
            zone,
            store,
            clock,
            checks: Checks::default(),
        }
    }

    /// What the words of postings are looked at by, so that whoever reads them need not.
    #[must_use]
    pub fn checking_with(self, checks: Checks) -> Self {
        Self { checks, ..self }
    }

    /// One try. Its failure is recorded in the store, as far as the disk lets it.
    ///
    /// # Errors
    ///
    /// [`PullError`], and the feed's items are then as they were.
    pub async fn pull(&self, source: &Source) -> Result<Outcome, PullError> {
        let result = self.fetch_and_merge(source).await;
        if let Err(error) = &result {
            tracing::warn!(feed = source.key, reason = %clean_error(error), "a pull failed");
            let (key, reason) = (source.key.clone(), error.for_staff());
            let now = self.clock.wall();
            let recorded = self.in_store(move |store| store.record_failure(&key, &reason, now));
            if let Err(error) = recorded.await {
                tracing::warn!(reason = %clean_error(&error), "a failure could not be recorded");
            }
        }
        result
    }

    /// Tries up to `tries` times, for somebody who waits for it: gives up at once where trying again is of no use, or
    /// where the server wants to be left alone.
    ///
    /// # Errors
    ///
    /// The last [`PullError`].
    pub async fn pull_with_tries(&self, source: &Source, tries: usize) -> Result<Outcome, PullError> {
        let mut waits = Backoff::new(source.poll).take(tries.saturating_sub(1));
        loop {
            let error = match self.pull(source).await {
                Ok(outcome) => return Ok(outcome),
                Err(error) => error,
            };
            match waits.next() {
                Some(wait) if error.may_pass() && error.retry_after().is_none() => tokio::time::sleep(wait).await,
                Some(_) | None => return Err(error),
            }
        }
    }

    /// Pulls for as long as somebody listens. A nudge pulls at once, unless the server asked to be left alone.
    pub async fn keep_pulling(self, source: Source, nudge: Arc<Notify>, news: mpsc::Sender<SyncNews>) {
        let mut state = self.state(&source, FeedState::default()).await;
        schedule::wait(schedule::first_wait(&source, &state), Some(&nudge)).await;
        let mut backoff = Backoff::new(source.poll);
        loop {
            let was_doubtful = self.clock.now().disbelieved.is_some();
            let result = self.pull(&source).await;
            state = self.state_after(&source, state, &result).await;
            let now = self.clock.wall();
            let (wait, may_be_nudged) = match &result {
                Ok(_) => {
                    backoff = Backoff::new(source.poll);
                    (schedule::next_wait(&source, &now.to_zoned(self.zone.clone())), true)
                }
                Err(error) => match error.retry_after() {
                    Some(left_alone) => (left_alone.max(backoff.wait()), false),
                    None => (backoff.wait(), true),
                },
            };
            // No certificate is good to a machine in 1970; once it knows the day nobody waits for the next try.
            let may_heal = was_doubtful && may_be_nudged && result.is_err();
            let report = SyncNews {
                key: source.key.clone(),
                state: state.clone(),
                changed: matches!(result, Ok(Outcome::Merged(merged)) if merged.is_visible()),
                merged: match result {
                    Ok(Outcome::Merged(merged)) => Some(merged),
                    Ok(Outcome::Unchanged) | Err(_) => None,
                },
                offline: result.as_ref().is_err_and(PullError::is_offline),
                next_at: SignedDuration::try_from(wait)
                    .ok()
                    .and_then(|wait| now.checked_add(wait).ok())
                    .unwrap_or(Timestamp::MAX),
            };
            if news.send(report).await.is_err() {
                return;
            }
            tokio::select! {
                () = schedule::wait(wait, may_be_nudged.then_some(&*nudge)) => {}
                () = self.clock.is_right(), if may_heal => {}
            }
        }
    }

    async fn fetch_and_merge(&self, source: &Source) -> Result<Outcome, PullError> {
        let (key, url) = (source.key.clone(), source.address());
        let validators = self.in_store(move |store| store.validators(&key, &url)).await?;
        match http::get(source, &validators, &self.network, &self.allow).await? {
            Answer::NotModified(date) => {
                self.hear(source, date);
                let (key, now) = (source.key.clone(), self.clock.wall());
                self.in_store(move |store| store.confirm(&key, now)).await?;
                Ok(Outcome::Unchanged)
            }
            Answer::Page(page) => self.take_in(source, page).await.map(Outcome::Merged),
        }
    }

    /// Reads the page to its end, and only then makes it visible.
    async fn take_in(&self, source: &Source, page: Page) -> Result<Merged, PullError> {
        let mut answered = Answered {
            url: source.address(),
            validators: page.validators.clone(),
            withdraws: source.withdraws,
            is_whole: body::has_an_end(&page.response, page.coding),
        };
        let context = Context {
            zone: self.zone.clone(),
            namespace: source.namespace(),
        };
        let limits = source.limits();
        let body = body::reader(page.response, page.coding, limits);
        let (key, own, from, date) = (source.key.clone(), self.clone(), source.clone(), page.date);
        self.in_store(move |store| {
            let mut staging = store.stage(&key, own.checks.table())?;
            let format = ahead::read(body, &context, |read| staging.push(read))
                .map_err(|error| PullError::from_feed(error, limits))?;
            // A document ends with its last bracket; lines may have been more.
            answered.is_whole |= format != Format::Ndjson;
            match (staging.accepted() + staging.deleted(), staging.first_reason()) {
                (0, None) => Err(PullError::Empty),
                (0, Some(first)) => Err(PullError::Misread {
                    refused: staging.refused(),
                    first: first.clone(),
                }),
                _ => {
                    // Before the merge: what has expired depends on it.
                    own.hear(&from, date);
                    Ok(store.merge(staging, &answered, own.clock.wall())?)
                }
            }
        })
        .await
    }

    /// What time a server says that it is, where that is another machine's word.
    fn hear(&self, source: &Source, date: Option<Timestamp>) {
        if let Some(date) = date.filter(|_| !goes_direct(&source.url)) {
            self.clock.hear(date);
        }
    }

    /// Runs on a thread that may wait for a disk. A panic there costs this try only.
    async fn in_store<T, E>(&self, work: impl FnOnce(&Store) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = Arc::clone(&self.store);
        match tokio::task::spawn_blocking(move || work(&store)).await {
            Ok(result) => result,
            Err(died) => Err(StoreError::Other(clean_error(&died)).into()),
        }
    }

    /// What is stored, or `before` where the disk does not say.
    async fn state(&self, source: &Source, before: FeedState) -> FeedState {
        let key = source.key.clone();
        let stored = self.in_store(move |store| store.feed(&key)).await;
        stored.unwrap_or_else(|error: StoreError| FeedState {
            key: source.key.clone(),
            failure: Some(clean_error(&error)),
            ..before
        })
    }

    /// What is stored, and over it what this try found out: a failing disk keeps no news, and an hour of
    /// confirmations is not written.
    async fn state_after(&self, source: &Source, before: FeedState, result: &Result<Outcome, PullError>) -> FeedState {
        let now = self.clock.wall();
        let last_good = before.good_at;
        let stored = self.state(source, before).await;
        match result {
            Ok(_) => FeedState {
                good_at: Some(now),
                tried_at: Some(now),
                failure: None,
                ..stored
            },
            Err(error) => FeedState {
                good_at: last_good.max(stored.good_at),
                tried_at: Some(now),
                failure: Some(error.for_staff()),
                ..stored
            },
        }
    }
}
