//! The answer's body as a bounded stream of decoded bytes.

use std::io;
use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::Response;
use tokio_util::io::StreamReader;
use tokio_util::io::SyncIoBridge;

use super::error::reason_of;
use crate::text::CleanText;

/// What a body may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Decoded: a bomb is small until it is unpacked.
    pub(super) bytes: u64,
    pub(super) time: Duration,
}

/// Travels through the parser inside an [`io::Error`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum BodyFault {
    #[error("the body is larger than allowed")]
    TooLarge,
    #[error("the body took too long")]
    TooSlow,
    #[error("{0}")]
    Broken(CleanText),
}

/// For a thread that may block. Hands on a chunk at a time, and nothing behind the limit.
pub(super) fn reader(response: Response, limits: Limits) -> impl io::Read + Send + 'static {
    let mut left = limits.bytes;
    let chunks = response.bytes_stream().map(move |chunk| {
        let chunk = chunk.map_err(|error| io::Error::other(BodyFault::of(error)))?;
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        left = left
            .checked_sub(size)
            .ok_or_else(|| io::Error::other(BodyFault::TooLarge))?;
        Ok::<_, io::Error>(chunk)
    });
    SyncIoBridge::new(StreamReader::new(Box::pin(chunks)))
}

impl BodyFault {
    fn of(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TooSlow
        } else {
            Self::Broken(reason_of(&error.without_url()))
        }
    }
}
