//! The languages of the screen: one file in `locales/` each, passed as an argument wherever a word is chosen, so that
//! a view depends on nothing but its arguments.

/// A locale that `locales/` holds a file for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Language(&'static str);

impl Language {
    pub const CHINESE: Self = Self("zh-CN");

    /// The one with this code, like `zh-CN`, if there is a file for it.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        crate::locale_codes().into_iter().find(|known| *known == code).map(Self)
    }

    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

/// A word of the screen: `word!(language, "list.title", count = 3)`.
///
/// A key that no locale has, or a `%{name}` that nothing fills, would show as it stands; `tests/locales.rs` looks for
/// both.
#[macro_export]
macro_rules! word {
    ($language:expr, $key:literal $(, $name:ident = $value:expr)* $(,)?) => {
        rust_i18n::t!($key, locale = $language.code() $(, $name = $value)*)
    };
}
