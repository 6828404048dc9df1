//! HTML in texts becomes plain text. Job sites put whole pages into `description`, some escaped twice.

use std::borrow::Cow;

/// Each round takes off one layer of tags and one of escapes; escaped twice is what real feeds reach.
const ROUNDS: usize = 3;

/// Tags between which a reader sees no space, so that 招<b>保洁</b>员 stays one word.
const INLINE: [&str; 12] = [
    "a", "b", "i", "u", "s", "em", "font", "span", "strong", "small", "sub", "sup",
];

/// Whose content is no text.
const DROPPED: [&str; 4] = ["script", "style", "head", "template"];

pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut plain = without_tags(text);
    for _ in 1..ROUNDS {
        let decoded = html_escape::decode_html_entities(&plain);
        if decoded == plain {
            break;
        }
        plain = without_tags(&decoded);
    }
    Cow::Owned(plain)
}

fn without_tags(text: &str) -> String {
    let last_close = text.rfind('>').unwrap_or(0);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        plain.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
        } else if let Some(data) = rest.strip_prefix("<![CDATA[") {
            rest = data;
        } else if let Some((name, after)) = tag(rest) {
            if !INLINE.contains(&name.trim_start_matches('/')) {
                plain.push(' ');
            }
            rest = if DROPPED.contains(&name.as_str()) {
                past_end_of(&name, after)
            } else {
                after
            };
        } else {
            plain.push('<');
            rest = &rest[1..];
            if text.len() - rest.len() > last_close {
                break;
            }
        }
    }
    plain.push_str(rest);
    plain.replace("]]>", "")
}

/// The name of the tag that `text` begins with, in lower case, and what follows it. `<60岁` is no tag.
fn tag(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('<')?;
    if !inside.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
        return None;
    }
    let (inside, after) = inside.split_once('>')?;
    let name = inside.split(|c: char| c.is_whitespace()).next().unwrap_or_default();
    Some((name.trim_end_matches('/').to_ascii_lowercase(), after))
}

/// What follows `</name>`; nothing where it is never closed.
fn past_end_of<'t>(name: &str, text: &'t str) -> &'t str {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("</") {
        if after
            .get(..name.len())
            .is_some_and(|end| end.eq_ignore_ascii_case(name))
        {
            return after.split_once('>').map_or("", |(_, after)| after);
        }
        rest = after;
    }
    ""
}
