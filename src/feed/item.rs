//! One item: its wrapper, its type, and what it comes to.

use serde_json::Value;

use crate::posting::PostingId;
use crate::text::CleanText;
use crate::text::clean_error;

use super::Context;
use super::Format;
use super::Item;
use super::bulletin;
use super::identity;
use super::posting;
use super::split::Held;
use super::split::ITEM_MAX_BYTES;
use super::value::Fields;
use super::value::all;
use super::value::local_name;

/// Why an item is left out: advice to the feed's publisher.
#[derive(Debug, thiserror::Error)]
pub(super) enum Refusal {
    #[error("这一条超过 {} KiB，没有读", ITEM_MAX_BYTES / 1024)]
    TooLong,
    /// With the library's own words after it: whoever repairs the program that wrote this can use them.
    #[error("{advice}，在这一条的第 {line} 行第 {column} 个字节（{message}）")]
    Broken {
        advice: &'static str,
        line: usize,
        column: usize,
        message: String,
    },
    #[error("这一条不是 JSON 对象")]
    NotAnObject,
    #[error("没有写 @type，不知道是什么")]
    NoType,
    #[error("不认识的类型 {0}")]
    UnknownType(String),
    #[error("只有包装，里面没有 item")]
    Hollow,
    #[error("招工信息没有 title")]
    NoTitle,
    #[error("没有 name")]
    NoName,
    #[error("最低工资没有 zh:perMonth 也没有 zh:perHour")]
    NoMinimum,
    #[error("写了 dateDeleted，但没有 identifier，不知道删哪一条")]
    DeletedWithoutId,
}

impl Refusal {
    pub(super) fn words(&self) -> CleanText {
        clean_error(self)
    }
}

/// What an item is, by its `@type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Posting,
    Bulletin(bulletin::Kind),
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        match local_name(name) {
            "JobPosting" => Some(Self::Posting),
            name => bulletin::Kind::named(name).map(Self::Bulletin),
        }
    }

    /// The first type that is known, of several.
    fn of(item: Fields) -> Result<Self, Refusal> {
        let types = all(item.get("@type").ok_or(Refusal::NoType)?);
        let mut names = types.iter().filter_map(Value::as_str);
        names.clone().find_map(Self::named).ok_or_else(|| {
            names
                .next()
                .map_or(Refusal::NoType, |name| Refusal::UnknownType(name.to_owned()))
        })
    }
}

/// The shape that a key with items under it stands for.
pub(super) fn container(key: &str) -> Option<Format> {
    match local_name(key) {
        "dataFeedElement" => Some(Format::DataFeed),
        "@graph" => Some(Format::Graph),
        "itemListElement" => Some(Format::ItemList),
        _ => None,
    }
}

pub(super) fn parse(held: &Held) -> Result<Value, Refusal> {
    serde_json::from_slice(held.bytes().ok_or(Refusal::TooLong)?).map_err(|error| broken(&error))
}

fn broken(error: &serde_json::Error) -> Refusal {
    let written = error.to_string();
    let message = written.split(" at line ").next().unwrap_or_default();
    Refusal::Broken {
        advice: advice(message),
        line: error.line(),
        column: error.column(),
        message: message.to_owned(),
    }
}

fn advice(error: &str) -> &'static str {
    const ADVICE: [(&str, &str); 6] = [
        ("surrogate", "\\u 转义只写了一半"),
        ("hex escape", "\\u 转义只写了一半"),
        ("unicode code point", "不是 UTF-8 文字，可能是 GBK"),
        ("out of range", "数字太大"),
        ("recursion limit", "套得太深"),
        ("control character", "文字里的换行没有写成 \\n"),
    ];
    let known = ADVICE.iter().find(|(sign, _)| error.contains(sign));
    known.map_or("JSON 写错了", |(_, advice)| advice)
}

/// The items in `value`: itself, or what it holds where it is a whole feed or list, or the header of one.
pub(super) fn unpack(value: &Value) -> &[Value] {
    let Some(fields) = Fields::of(value) else {
        return std::slice::from_ref(value);
    };
    let held = ["dataFeedElement", "@graph", "itemListElement"]
        .into_iter()
        .find_map(|key| fields.get(key));
    match held {
        Some(items @ (Value::Array(_) | Value::Object(_))) => all(items),
        _ if fields.is_a(&["DataFeed", "ItemList"]) => &[],
        _ => std::slice::from_ref(value),
    }
}

/// What keeps a lone object from being a feed of one.
pub(super) fn no_item_at_all(value: &Value) -> Option<Refusal> {
    let fields = Fields::of(value)?;
    let is_wrapped = fields.is_a(&["DataFeed", "ItemList", "DataFeedItem", "ListItem"]) || fields.get("item").is_some();
    if is_wrapped { None } else { Kind::of(fields).err() }
}

pub(super) fn read(value: &Value, context: &Context) -> Result<Item, Refusal> {
    let outer = Fields::of(value).ok_or(Refusal::NotAnObject)?;
    let wrapped = outer.get("item").and_then(|item| all(item).first());
    if outer.text("dateDeleted").is_some() && outer.flag("dateDeleted") != Some(false) {
        return deleted(outer, wrapped, context)
            .map(Item::Deleted)
            .ok_or(Refusal::DeletedWithoutId);
    }
    let is_wrapper = outer.is_a(&["DataFeedItem", "ListItem"]) || outer.get("@type").is_none();
    match wrapped {
        Some(inner) if is_wrapper => {
            let inner = Fields::of(inner).ok_or(Refusal::NotAnObject)?;
            read_bare(inner, Some(outer), context)
        }
        None if outer.is_a(&["DataFeedItem", "ListItem"]) => Err(Refusal::Hollow),
        _ => read_bare(outer, None, context),
    }
}

fn read_bare(item: Fields, wrapper: Option<Fields>, context: &Context) -> Result<Item, Refusal> {
    match Kind::of(item)? {
        Kind::Posting => posting::read(item, wrapper, context).map(|posting| Item::Posting(Box::new(posting))),
        Kind::Bulletin(kind) => {
            let bulletin = bulletin::read(kind, item, context)?;
            let id = identity::of_bulletin(kind, item, wrapper, context);
            Ok(Item::Bulletin { id, bulletin })
        }
    }
}

/// The same identifier that the item had while it was there.
fn deleted(outer: Fields, wrapped: Option<&Value>, context: &Context) -> Option<PostingId> {
    let Some(inner) = wrapped.and_then(Fields::of) else {
        let named = wrapped.and_then(Value::as_str);
        return named
            .map_or_else(
                || identity::explicit(outer, context),
                |name| Some(identity::global(name, context)),
            )
            .and_then(|id| identity::clean(&id));
    };
    match Kind::of(inner) {
        Ok(Kind::Posting) | Err(_) => identity::of_posting(inner, Some(outer), context),
        Ok(Kind::Bulletin(kind)) => Some(identity::of_bulletin(kind, inner, Some(outer), context)),
    }
}
