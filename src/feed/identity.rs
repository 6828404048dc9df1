//! What makes a posting the same posting tomorrow.

use serde_json::Value;

use crate::posting::PostingId;
use crate::text::CleanText;

use super::Context;
use super::bulletin::Kind;
use super::place;
use super::value::Fields;
use super::value::all;
use super::value::text;

/// The longest identifier, in characters. A longer `identifier` is no identifier; one put together is cut.
const ID_CHARS: usize = 500;

/// `None` only where there is neither an identifier nor a title.
pub(super) fn of_posting(item: Fields, wrapper: Option<Fields>, context: &Context) -> Option<PostingId> {
    let id = given(item, wrapper, context).or_else(|| put_together(item, context))?;
    clean(&id)
}

/// With the kind before it: a course and a posting may bear the same number.
pub(super) fn of_bulletin(kind: Kind, item: Fields, wrapper: Option<Fields>, context: &Context) -> PostingId {
    let id = given(item, wrapper, context)
        .or_else(|| put_together(item, context))
        .unwrap_or_else(|| context.namespace.clone());
    PostingId(CleanText::new(&format!("{}:{id}", kind.prefix()), ID_CHARS))
}

pub(super) fn clean(id: &str) -> Option<PostingId> {
    let id = CleanText::new(id, ID_CHARS);
    (!id.is_empty()).then_some(PostingId(id))
}

fn given(item: Fields, wrapper: Option<Fields>, context: &Context) -> Option<String> {
    explicit(item, context).or_else(|| explicit(wrapper?, context))
}

/// `identifier`, else `@id`.
pub(super) fn explicit(item: Fields, context: &Context) -> Option<String> {
    let identifiers = item.get("identifier").map(all).unwrap_or_default();
    identifiers
        .iter()
        .find_map(|value| identifier(value, context))
        .or_else(|| {
            let id = item.get("@id")?.as_str()?;
            // A blank node is numbered anew each time a document is written (JSON-LD 1.1 §3.5).
            (is_usable(id) && !id.starts_with("_:")).then(|| global(id, context))
        })
}

fn identifier(value: &Value, context: &Context) -> Option<String> {
    let Some(property) = Fields::of(value) else {
        return text(value)
            .filter(|id| !value.is_boolean() && is_usable(id))
            .map(|id| global(&id, context));
    };
    let id = property
        .text("value")
        .or_else(|| property.text("@value"))
        .filter(|id| is_usable(id));
    match (id, property.text("name").or_else(|| property.text("propertyID"))) {
        (Some(id), Some(name)) => Some(format!("{}:{}", name.trim(), id.trim())),
        (Some(id), None) => Some(global(&id, context)),
        (None, _) => property
            .get("@id")
            .and_then(Value::as_str)
            .map(|id| global(id, context)),
    }
}

/// An identifier that is an address or a URN is the same everywhere; any other is only its publisher's.
pub(super) fn global(id: &str, context: &Context) -> String {
    let id = id.trim();
    if id.contains("://") || id.starts_with("urn:") || context.namespace.is_empty() {
        id.to_owned()
    } else {
        format!("{}:{id}", context.namespace)
    }
}

fn is_usable(id: &str) -> bool {
    !id.trim().is_empty() && id.chars().nth(ID_CHARS).is_none()
}

/// From what does not change while a posting is up. The address alone will not do: a whole list may share one.
fn put_together(item: Fields, context: &Context) -> Option<String> {
    let title = ["title", "name", "headline"].into_iter().find_map(|key| item.text(key));
    let title = title.or_else(|| item.text("zh:district"))?;
    if let Some(url) = item.link("url") {
        return Some(format!("{url}|{title}"));
    }
    let place = [
        "jobLocation",
        "location",
        "address",
        "occupationLocation",
        "zh:district",
    ]
    .into_iter()
    .find_map(|key| item.get(key));
    let parts = [
        item.text("hiringOrganization")
            .or_else(|| item.text("provider"))
            .unwrap_or_default(),
        place.and_then(place::words).unwrap_or_default().into(),
        ["datePosted", "startDate", "validFrom"]
            .into_iter()
            .find_map(|key| item.text(key))
            .unwrap_or_default(),
    ];
    let told_apart = parts.iter().any(|part| !part.is_empty());
    let last = if told_apart { None } else { item.text("description") };
    let last: String = last.unwrap_or_default().chars().take(40).collect();
    Some(format!("{}|{title}|{}{last}", context.namespace, parts.join("|")))
}
