//! Texts in the characters that a printer has, and their bytes.

use std::borrow::Cow;

use encoding_rs::GB18030;
use encoding_rs::GBK;
use icu_normalizer::DecomposingNormalizerBorrowed;
use unicode_width::UnicodeWidthChar as _;

use crate::config::Encoding;

/// 〓 — what printers have always set where a character was missing: seen at once, and taken for no other.
pub const MISSING: char = '〓';

/// The text as it will stand on the paper: what the printer lacks is written in simpler characters where that says the
/// same (m² as m2), else marked. No character goes without a trace but a mark over another.
#[must_use]
pub(super) fn printable(text: &str, encoding: Encoding) -> String {
    let mut printable = String::with_capacity(text.len());
    for c in text.chars() {
        match usual(c) {
            usual if has(usual, encoding) => printable.push(usual),
            usual if usual.width() == Some(0) => {}
            usual => match simpler(usual, encoding) {
                Some(simpler) => printable.push_str(&simpler),
                None => printable.push(MISSING),
            },
        }
    }
    printable
}

/// How many characters of its ASCII font a printer needs for this: in Chinese mode everything else comes from the
/// Chinese font, and is twice as wide.
#[must_use]
pub fn columns(text: &str) -> usize {
    let columns = |c: char| match c.width() {
        Some(0) => 0,
        Some(_) | None if c.is_ascii() => 1,
        Some(_) | None => 2,
    };
    text.chars().map(columns).sum()
}

/// The bytes of a text that [`printable`] gave.
#[must_use]
pub(super) fn encode(text: &str, encoding: Encoding) -> Cow<'_, [u8]> {
    match encoding {
        Encoding::Gbk => GBK.encode(text).0,
        Encoding::Gb18030 => GB18030.encode(text).0,
        Encoding::Utf8 => Cow::Borrowed(text.as_bytes()),
    }
}

/// What a printer has under another number. In GB18030 U+00A5 is four bytes, of which printers make rubbish; a dash
/// between two numbers needs no place for two digits.
fn usual(c: char) -> char {
    match c {
        '¥' => '￥',
        '–' | '−' => '-',
        other => other,
    }
}

fn has(c: char, encoding: Encoding) -> bool {
    match encoding {
        // In the Encoding Standard's GBK the euro is 0x80 alone, which no printer knows.
        Encoding::Gbk => {
            let mut utf8 = [0; 4];
            let (bytes, _, lacks) = GBK.encode(c.encode_utf8(&mut utf8));
            !lacks && (c.is_ascii() || bytes.len() == 2)
        }
        // It has a place for every character; a mark by itself is no use on paper.
        Encoding::Gb18030 => c.width() != Some(0),
        Encoding::Utf8 => true,
    }
}

/// Unicode's own simpler spelling, without marks, where the printer has all of it.
fn simpler(c: char, encoding: Encoding) -> Option<String> {
    let nfkd = DecomposingNormalizerBorrowed::new_nfkd();
    let spelt = nfkd.normalize(c.encode_utf8(&mut [0; 4])).into_owned();
    let spelt: String = spelt.chars().filter(|c| c.width() != Some(0)).collect();
    let good = !spelt.is_empty() && spelt.chars().all(|c| has(c, encoding));
    good.then_some(spelt)
}
