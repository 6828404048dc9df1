//! Feeds and items, as short as they can be.

use jiff::Timestamp;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingId;
use zhaohuo::text::CleanText;

/// 2026-11-22 08:00 in Qingdao.
pub(crate) const NOW_SECS: i64 = 1_795_305_600;

pub(crate) fn now() -> Timestamp {
    after_days(0)
}

pub(crate) fn after_days(days: i64) -> Timestamp {
    Timestamp::from_second(NOW_SECS + days * 86_400).unwrap()
}

pub(crate) fn id(id: &str) -> PostingId {
    PostingId(CleanText::line(id).unwrap())
}

pub(crate) fn posting(name: &str, title: &str) -> Posting {
    Posting {
        id: id(name),
        title: CleanText::line(title).unwrap(),
        ..Posting::default()
    }
}

pub(crate) fn item(name: &str, title: &str) -> Item {
    Item::Posting(Box::new(posting(name, title)))
}
