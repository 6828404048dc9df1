//! Bytes of a feed in, postings and bulletins out.
//!
//! The body is never held whole: `split` cuts one item at a time out of the stream, `serde_json` parses that item
//! alone, and `item` reads what it says. So a broken item costs itself, and its reason is kept for staff.
//!
//! What is read is found from the content, never from a setting: see [`Format`]. Nothing here opens, fetches or asks
//! the time. Addresses are kept as text; whether one may be drawn as a code is for another module.

mod bulletin;
mod hours;
mod identity;
mod item;
mod markup;
mod nesting;
mod pay;
mod place;
mod posting;
mod sniff;
mod split;
mod terms;
mod time;
mod value;
mod walk;

use std::fmt;
use std::io;

use crate::bulletin::Bulletin;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::text::CleanText;

pub use sniff::Looks;
pub use split::ITEM_MAX_BYTES;

/// What one item of a feed says.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "items pass one by one, and bulletins are few")]
pub enum Item {
    Posting(Box<Posting>),
    /// The identifier begins with the kind (`course:…`), so that a course and a posting may bear the same number.
    Bulletin {
        id: PostingId,
        bulletin: Bulletin,
    },
    /// `dateDeleted`
    Deleted(PostingId),
}

/// An item that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Counts from 0 over the items of the feed.
    pub index: usize,
    /// Advice to the feed's publisher.
    pub reason: CleanText,
}

/// The shape a feed turned out to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// `DataFeed` with `dataFeedElement`
    DataFeed,
    /// One item a line.
    Ndjson,
    /// One bare `JobPosting`, or another known type.
    Single,
    Array,
    /// `@graph`
    Graph,
    /// `itemListElement`
    ItemList,
}

impl Format {
    /// For scripts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DataFeed => "DataFeed",
            Self::Ndjson => "NDJSON",
            Self::Single => "single",
            Self::Array => "array",
            Self::Graph => "@graph",
            Self::ItemList => "ItemList",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DataFeed => "schema.org DataFeed",
            Self::Ndjson => "NDJSON，一行一条",
            Self::Single => "单独一条",
            Self::Array => "JSON 数组",
            Self::Graph => "JSON-LD @graph",
            Self::ItemList => "schema.org ItemList",
        })
    }
}

/// What a feed leaves unsaid about all its items.
#[derive(Debug, Clone)]
pub struct Context {
    /// For dates and times without an offset.
    pub zone: jiff::tz::TimeZone,
    /// Put before identifiers that are unique only within their publisher; the feed's host, for instance.
    pub namespace: String,
}

/// Why a feed as a whole was not read to its end. What went to the sink before stays good; nothing follows from what
/// did not come.
#[derive(Debug, thiserror::Error)]
pub enum FeedError<E> {
    #[error("读不到 JSON 数据，{0}")]
    NotJson(Looks),
    #[error("数据没传完，在中间断了")]
    Cut,
    #[error("第 {at} 个字节处不合 JSON 的写法")]
    Malformed { at: u64 },
    #[error("里面没有认得的内容：{0}")]
    NoItems(CleanText),
    #[error("读取出错：{0}")]
    Source(#[source] io::Error),
    /// The sink wanted no more.
    #[error("读到一半停下了")]
    Sink(E),
}

/// A source that ends too early (`UnexpectedEof`: a body shorter than announced, a compressed stream without its
/// trailer) is a feed that was cut.
impl<E> From<io::Error> for FeedError<E> {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof {
            Self::Cut
        } else {
            Self::Source(error)
        }
    }
}

impl<E> FeedError<E> {
    /// The same of another sink.
    pub fn with_sink<F>(self, sink: impl FnOnce(E) -> F) -> FeedError<F> {
        match self {
            Self::NotJson(looks) => FeedError::NotJson(looks),
            Self::Cut => FeedError::Cut,
            Self::Malformed { at } => FeedError::Malformed { at },
            Self::NoItems(found) => FeedError::NoItems(found),
            Self::Source(error) => FeedError::Source(error),
            Self::Sink(error) => FeedError::Sink(sink(error)),
        }
    }
}

/// Reads a feed and hands on each item, or why it was left out, as it is met.
///
/// Anything but white space after a complete document is [`FeedError::Malformed`]: two documents run together, or a
/// page that a proxy appended, are no complete feed.
///
/// # Errors
///
/// [`FeedError`] where the feed as a whole cannot be trusted to be complete, and whatever the sink returns.
pub fn read<E>(
    source: impl io::Read,
    context: &Context,
    sink: impl FnMut(Result<Item, Refused>) -> Result<(), E>,
) -> Result<Format, FeedError<E>> {
    walk::walk(source, context, sink)
}
