//! What else there is that does the same.

pub(crate) mod chromium;
pub(crate) mod fts5;
pub(crate) mod json;
pub(crate) mod newsboat;
pub(crate) mod scan;
pub(crate) mod tantivy;

use zhaohuo::catalog::matcher::fold;

/// As the matcher takes a text, whatever its case and width.
fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().map(fold)
}

/// For XML and HTML.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
