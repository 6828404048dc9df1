//! The answer's body, unpacked, as a bounded stream of bytes.
//!
//! Unpacked here and not by reqwest, which gives a zstd stream the 128 MB window that it asks for and takes away the
//! header that says how long the body is.

use std::io;
use std::time::Duration;

use async_compression::tokio::bufread::BrotliDecoder;
use async_compression::tokio::bufread::GzipDecoder;
use async_compression::tokio::bufread::ZstdDecoder;
use async_compression::zstd::DParameter;
use futures_util::StreamExt as _;
use reqwest::Response;
use reqwest::Version;
use reqwest::header;
use reqwest::header::HeaderMap;
use tokio::io::AsyncRead;
use tokio_util::io::StreamReader;
use tokio_util::io::SyncIoBridge;

use super::error::reason_of;
use crate::text::CleanText;

/// In the order in which we like them.
pub(super) const ACCEPT_ENCODING: &str = "zstd, br, gzip";
/// 8 MB, which RFC 9659 §3 sets as the most that a zstd content coding may ask for.
const ZSTD_WINDOW_LOG: u32 = 23;

/// What a body may cost.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// Unpacked, since a bomb is small until then; and packed, since a stream may unpack to nothing for ever.
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    Plain,
    Gzip,
    Zstd,
    Brotli,
}

impl Coding {
    /// # Errors
    ///
    /// The coding that we do not know, or the several of them, as the server wrote it.
    pub(super) fn of(headers: &HeaderMap) -> Result<Self, CleanText> {
        let Some(written) = headers.get(header::CONTENT_ENCODING) else {
            return Ok(Self::Plain);
        };
        let written = String::from_utf8_lossy(written.as_bytes()).to_ascii_lowercase();
        match written.trim() {
            "" | "identity" => Ok(Self::Plain),
            "gzip" | "x-gzip" => Ok(Self::Gzip),
            "zstd" => Ok(Self::Zstd),
            "br" => Ok(Self::Brotli),
            other => Err(CleanText::new(other, 40)),
        }
    }
}

/// Whether a cut would be noticed: by an announced length, by the end of chunks, of a stream or of a packed body. A
/// plain HTTP/1 body that ends where the connection does may have been longer.
pub(super) fn has_an_end(response: &Response, coding: Coding) -> bool {
    let headers = response.headers();
    coding != Coding::Plain
        || response.version() >= Version::HTTP_2
        || headers.contains_key(header::CONTENT_LENGTH)
        || headers.contains_key(header::TRANSFER_ENCODING)
}

/// For a thread that may block. Hands on a chunk at a time, and nothing behind the limits.
pub(super) fn reader(response: Response, coding: Coding, limits: Limits) -> impl io::Read + Send + 'static {
    let mut left = limits.bytes;
    let chunks = response.bytes_stream().map(move |chunk| {
        let chunk = chunk.map_err(|error| io::Error::other(BodyFault::of(error)))?;
        left = spend(left, chunk.len())?;
        Ok::<_, io::Error>(chunk)
    });
    let packed = StreamReader::new(chunks.boxed());
    let unpacked: Box<dyn AsyncRead + Send + Unpin> = match coding {
        Coding::Plain => Box::new(packed),
        Coding::Gzip => {
            let mut members = GzipDecoder::new(packed);
            // RFC 1952 §2.2: a file may be several members, and `cat a.gz b.gz` is one.
            members.multiple_members(true);
            Box::new(members)
        }
        Coding::Zstd => {
            let window = [DParameter::window_log_max(ZSTD_WINDOW_LOG)];
            let mut frames = ZstdDecoder::with_params(packed, &window);
            frames.multiple_members(true);
            Box::new(frames)
        }
        Coding::Brotli => Box::new(BrotliDecoder::new(packed)),
    };
    Bounded {
        inner: SyncIoBridge::new(unpacked),
        left: limits.bytes,
    }
}

struct Bounded<R> {
    inner: SyncIoBridge<R>,
    left: u64,
}

impl<R: AsyncRead + Unpin> io::Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = spend(self.left, read)?;
        Ok(read)
    }
}

fn spend(left: u64, bytes: usize) -> io::Result<u64> {
    let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
    left.checked_sub(bytes)
        .ok_or_else(|| io::Error::other(BodyFault::TooLarge))
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
