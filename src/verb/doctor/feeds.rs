//! Each feed, asked once, beside the others.

use std::sync::Arc;

use futures_util::future::join_all;
use jiff::Timestamp;

use crate::diagnosis::FeedFacts;
use crate::diagnosis::Rights;
use crate::edge::store;
use crate::edge::sync;
use crate::edge::sync::Looked;
use crate::edge::sync::PullError;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::verb::setup::Setup;

pub(super) async fn ask(setup: &Setup) -> Vec<Result<Looked, PullError>> {
    let allow = Arc::new(setup.hall.allow.clone());
    let (network, zone) = (&setup.config.network, &setup.hall.zone);
    let asked = setup
        .sources
        .iter()
        .map(|source| sync::look(source, network, &allow, zone.clone()));
    join_all(asked).await
}

/// See [`crate::diagnosis::ClockFacts::servers`].
pub(super) fn servers(setup: &Setup, looked: &[Result<Looked, PullError>]) -> Vec<(CleanText, Timestamp, Timestamp)> {
    let said = setup.sources.iter().zip(looked).filter_map(|(source, looked)| {
        let looked = looked.as_ref().ok()?;
        Some((source.name.clone(), looked.server_clock?, looked.answered_at))
    });
    said.collect()
}

pub(super) fn facts(setup: &Setup, looked: Vec<Result<Looked, PullError>>, stored: &store::Looked) -> Vec<FeedFacts> {
    let facts = setup.sources.iter().zip(looked).map(|(source, looked)| {
        let states = stored.feeds.as_deref().unwrap_or_default();
        let state = states.iter().find(|state| state.key == source.key);
        FeedFacts {
            name: source.name.clone(),
            host: CleanText::new(source.host(), LINE_CHARS),
            is_allowed: setup.hall.allow.allows(source.host()),
            poll_secs: i64::try_from(source.poll.as_secs()).unwrap_or(i64::MAX),
            reached: looked
                .and_then(|looked| looked.taken)
                .map_err(|error| error.for_staff()),
            good_at: state.and_then(|state| state.good_at),
            postings: state.map_or(0, |state| state.postings),
            bulletins: state.map_or(0, |state| state.bulletins),
            kept_back: state.map_or(0, |state| state.kept_back),
            is_known: stored.rights != Rights::Nothing,
        }
    });
    facts.collect()
}
