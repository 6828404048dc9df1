use std::borrow::Cow;
use std::sync::LazyLock;

rust_i18n::i18n!("locales", fallback = "zh-CN");

pub mod text;
#[macro_use]
pub mod language;
pub mod app;
pub mod bulletin;
pub mod catalog;
pub mod code;
pub mod config;
pub mod demo;
pub mod edge;
pub mod feed;
pub mod health;
pub mod key;
pub mod now;
pub mod posting;
pub mod screen;
pub mod theme;
pub mod verb;
pub mod widget;
pub mod wording;

/// The codes of the files in `locales/`, sorted.
pub(crate) fn locale_codes() -> Vec<&'static str> {
    static CODES: LazyLock<Vec<Cow<'static, str>>> = LazyLock::new(|| rust_i18n::available_locales!());
    CODES.iter().map(AsRef::as_ref).collect()
}
