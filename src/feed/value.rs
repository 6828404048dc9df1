//! Reading JSON that was written by people of every habit: a property may be missing, a text, a number, an object
//! where a text is usual, or an array of any of these.

use std::borrow::Cow;

use serde_json::Map;
use serde_json::Value;

use crate::posting::Fen;
use crate::text::CleanText;

use super::markup;

/// The longest address that is kept; a longer one makes a code that no phone reads, and cut it leads elsewhere.
const URL_CHARS: usize = 2_000;
/// How deep a text is looked for inside arrays and objects.
const TEXT_DEPTH: usize = 4;
/// How many words of a list (keywords, papers to bring) are kept.
const WORDS_MAX: usize = 20;

/// Where objects keep their text, the most telling first; then the languages of a language map.
const TEXT_KEYS: [&str; 15] = [
    "name",
    "@value",
    "value",
    "description",
    "text",
    "legalName",
    "headline",
    "credentialCategory",
    "audienceType",
    "codeValue",
    "termCode",
    "zh-CN",
    "zh-Hans",
    "zh",
    "en",
];

/// The properties of an object. `null` counts as absent.
#[derive(Clone, Copy)]
pub(super) struct Fields<'v>(&'v Map<String, Value>);

impl<'v> Fields<'v> {
    pub(super) fn of(value: &'v Value) -> Option<Self> {
        value.as_object().map(Self)
    }

    pub(super) fn get(self, key: &str) -> Option<&'v Value> {
        self.0.get(key).filter(|value| !value.is_null())
    }

    /// The object there, or the first of an array.
    pub(super) fn object(self, key: &str) -> Option<Self> {
        self.get(key).and_then(|value| all(value).first()).and_then(Self::of)
    }

    pub(super) fn text(self, key: &str) -> Option<Cow<'v, str>> {
        self.get(key).and_then(text)
    }

    pub(super) fn line(self, key: &str) -> Option<CleanText> {
        self.get(key).and_then(line)
    }

    pub(super) fn prose(self, key: &str) -> Option<CleanText> {
        self.get(key).and_then(prose)
    }

    pub(super) fn number(self, key: &str) -> Option<f64> {
        self.get(key).and_then(number)
    }

    pub(super) fn flag(self, key: &str) -> Option<bool> {
        self.get(key).and_then(flag)
    }

    /// A whole number of at most `max`.
    pub(super) fn count(self, key: &str, max: u32) -> Option<u32> {
        let number = self
            .number(key)
            .filter(|number| (0.0..=f64::from(max)).contains(number))?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the range is checked"
        )]
        let count = number as u32;
        ((f64::from(count) - number).abs() < f64::EPSILON).then_some(count)
    }

    pub(super) fn fen(self, key: &str) -> Option<Fen> {
        self.number(key).and_then(Fen::from_yuan)
    }

    pub(super) fn link(self, key: &str) -> Option<CleanText> {
        let value = all(self.get(key)?).first()?;
        let raw = value.as_str().or_else(|| {
            let object = Self::of(value)?;
            object.get("@id").or_else(|| object.get("url"))?.as_str()
        })?;
        let clean = CleanText::new(raw, URL_CHARS + 1);
        (!clean.is_empty() && clean.chars().count() <= URL_CHARS).then_some(clean)
    }

    /// A list of short texts: an array, or one text with commas.
    pub(super) fn words(self, key: &str) -> Vec<CleanText> {
        let values = self.get(key).map(all).unwrap_or_default();
        let texts: Vec<Cow<str>> = values.iter().filter_map(text).collect();
        let parts = texts
            .iter()
            .flat_map(|text| text.split([',', '，', '、', ';', '；', '\n']));
        parts.filter_map(CleanText::line).take(WORDS_MAX).collect()
    }

    pub(super) fn is_a(self, names: &[&str]) -> bool {
        let types = self.get("@type").map(all).unwrap_or_default();
        types
            .iter()
            .filter_map(Value::as_str)
            .any(|name| names.contains(&local_name(name)))
    }
}

/// The values there, whether they come in an array or alone.
pub(super) fn all(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            std::slice::from_ref(value)
        }
    }
}

/// `JobPosting` of `schema:JobPosting` and `https://schema.org/JobPosting`.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit([':', '/', '#']).next().unwrap_or(name)
}

pub(super) fn line(value: &Value) -> Option<CleanText> {
    text(value).and_then(|text| CleanText::line(&markup::plain(&text)))
}

pub(super) fn prose(value: &Value) -> Option<CleanText> {
    text(value).and_then(|text| CleanText::prose(&markup::plain(&text)))
}

/// The most telling text of `value`; `None` where it has none.
pub(super) fn text(value: &Value) -> Option<Cow<'_, str>> {
    text_within(value, TEXT_DEPTH)
}

fn text_within(value: &Value, depth: usize) -> Option<Cow<'_, str>> {
    let depth = depth.checked_sub(1)?;
    match value {
        Value::Null => None,
        Value::Bool(true) => Some("是".into()),
        Value::Bool(false) => Some("否".into()),
        Value::Number(number) => Some(number.to_string().into()),
        Value::String(text) => (!text.trim_ascii().is_empty()).then_some(text.as_str().into()),
        Value::Array(values) => {
            let mut chinese = values.iter().filter(|value| is_chinese(value));
            if let Some(text) = chinese.find_map(|value| text_within(value, depth)) {
                return Some(text);
            }
            let mut texts = values.iter().filter_map(|value| text_within(value, depth));
            let first = texts.next()?;
            Some(texts.fold(first, |joined, text| joined + "、" + text))
        }
        Value::Object(map) => TEXT_KEYS.iter().find_map(|key| text_within(map.get(*key)?, depth)),
    }
}

/// `{"@language": "zh", "@value": …}`
fn is_chinese(value: &Value) -> bool {
    let language = value.get("@language").and_then(Value::as_str);
    language.is_some_and(|language| language.starts_with("zh"))
}

/// A number, or a text that holds one and perhaps its unit: `"1,200"`, `"230元"`, `"10人"`.
pub(super) fn number(value: &Value) -> Option<f64> {
    match all(value).first()? {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => number_in(text),
        Value::Object(map) => map.get("value").filter(|value| !value.is_object()).and_then(number),
        Value::Null | Value::Bool(_) | Value::Array(_) => None,
    }
}

pub(super) fn number_in(text: &str) -> Option<f64> {
    let text = text.trim().trim_start_matches(['￥', '¥']);
    let text = text
        .trim_end_matches(['元', '块', '岁', '人', '名', '个', '天', '时', '小'])
        .trim();
    let plain = text.replace([',', '，'], "");
    // `parse` also takes "inf", "NaN" and "1e5", which no office writes.
    let is_plain = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    is_plain.then(|| plain.parse().ok()).flatten()
}

pub(super) fn flag(value: &Value) -> Option<bool> {
    match all(value).first()? {
        Value::Bool(flag) => Some(*flag),
        Value::Number(number) => number.as_f64().map(|number| number != 0.0),
        Value::String(text) => match local_name(text.trim()).to_ascii_lowercase().as_str() {
            "true" | "yes" | "1" | "是" | "有" => Some(true),
            "false" | "no" | "0" | "否" | "无" | "没有" => Some(false),
            _ => None,
        },
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
