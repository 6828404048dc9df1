//! A pull that keeps nothing: whether a feed answers, and with what.

use std::convert::Infallible;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::PullError;
use super::Source;
use super::body;
use super::http;
use super::http::Answer;
use super::http::Page;
use crate::config::AllowList;
use crate::config::Network;
use crate::diagnosis::Taken;
use crate::edge::store::StoreError;
use crate::edge::store::Validators;
use crate::feed;
use crate::feed::Context;
use crate::feed::FeedError;
use crate::text::clean_error;

/// What a server said.
#[derive(Debug)]
pub struct Looked {
    /// When it began to answer, by our clock.
    pub answered_at: Timestamp,
    /// And by its own (RFC 9110 §6.6.1), where it says so.
    pub server_clock: Option<Timestamp>,
    /// What a pull would take.
    pub taken: Result<Taken, PullError>,
}

/// Asks as a pull does, with its limits, and as if nothing had been pulled before.
///
/// # Errors
///
/// Why no answer with data came.
pub async fn look(
    source: &Source,
    network: &Network,
    allow: &Arc<AllowList>,
    zone: TimeZone,
) -> Result<Looked, PullError> {
    let answer = http::get(source, &Validators::default(), network, allow).await?;
    let answered_at = Timestamp::now();
    let page = match answer {
        Answer::Page(page) => page,
        // Nobody who was asked for everything says so.
        Answer::NotModified(_) => return Err(PullError::Empty),
    };
    let server_clock = http::date(page.response.headers());
    let context = Context {
        zone,
        namespace: source.namespace(),
    };
    let limits = source.limits();
    let read = tokio::task::spawn_blocking(move || count(page, limits, &context)).await;
    let taken = read.unwrap_or_else(|died| Err(PullError::Store(StoreError::Other(clean_error(&died)))));
    Ok(Looked {
        answered_at,
        server_clock,
        taken,
    })
}

fn count(page: Page, limits: body::Limits, context: &Context) -> Result<Taken, PullError> {
    let mut taken = Taken::default();
    let body = body::reader(page.response, page.coding, limits);
    let read = feed::read(body, context, |item| {
        match item {
            Ok(_) => taken.accepted += 1,
            Err(refused) => {
                taken.refused += 1;
                taken.first_refusal.get_or_insert(refused.reason);
            }
        }
        Ok::<(), Infallible>(())
    });
    match read {
        Ok(_) if taken.accepted == 0 && taken.refused == 0 => Err(PullError::Empty),
        Ok(_) => Ok(taken),
        Err(error) => Err(PullError::from_feed(without_sink(error), limits)),
    }
}

/// Counting wants no less.
fn without_sink(error: FeedError<Infallible>) -> FeedError<StoreError> {
    match error {
        FeedError::NotJson(looks) => FeedError::NotJson(looks),
        FeedError::Cut => FeedError::Cut,
        FeedError::Malformed { at } => FeedError::Malformed { at },
        FeedError::NoItems(why) => FeedError::NoItems(why),
        FeedError::Source(error) => FeedError::Source(error),
    }
}
