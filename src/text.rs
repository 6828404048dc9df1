//! [`CleanText`]: the only text that may be drawn, printed or logged.
//!
//! A posting is written by strangers. `ESC [6n` in a title makes a terminal type an answer into this very program,
//! U+202E turns a phone number round, a long run of marks climbs over the rows above. So every text from a feed, a
//! configuration, a server or a library's error passes through [`CleanText::new`] once, and everything further in
//! takes nothing else.

use std::borrow::Borrow;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;
use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use icu_properties::props::EmojiPresentation;
use icu_properties::props::GeneralCategory;
use icu_properties::props::GeneralCategoryGroup;
use regex::Regex;
use serde::Deserialize;
use serde::Serialize;
use unicode_width::UnicodeWidthChar as _;
use unicode_width::UnicodeWidthStr as _;

/// A line's worth: titles, names, labels. Longer ones are cut, since no list can show them.
pub const LINE_CHARS: usize = 120;
/// A description's worth, in characters; what is longer is an attack or a whole brochure.
pub const PROSE_CHARS: usize = 4_000;
/// Marks that one base character may carry. Vietnamese needs two after composition; more is decoration.
const MARKS_MAX: usize = 2;

/// Text without control, format, private or unassigned characters, emoji, and line breaks; runs of space are one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Default)]
#[serde(from = "String")]
pub struct CleanText(Arc<str>);

impl CleanText {
    /// Cleans and cuts to `max_chars`, with `…` where something was cut.
    #[must_use]
    pub fn new(raw: &str, max_chars: usize) -> Self {
        let mut clean = String::with_capacity(raw.len().min(max_chars.saturating_mul(3)));
        if raw.chars().all(|c| is_plain(c) && c != ' ') {
            clean.push_str(raw);
        } else {
            wash(raw, &mut clean);
        }
        if let Some((cut, _)) = clean.char_indices().nth(max_chars) {
            let keep = clean[..cut].char_indices().next_back().map_or(0, |(last, _)| last);
            clean.truncate(keep);
            clean.push('…');
        }
        Self(clean.into())
    }

    /// [`Self::new`] for a title, a name or a label; `None` where nothing is left.
    #[must_use]
    pub fn line(raw: &str) -> Option<Self> {
        Self::non_empty(raw, LINE_CHARS)
    }

    /// [`Self::new`] for a description; `None` where nothing is left.
    #[must_use]
    pub fn prose(raw: &str) -> Option<Self> {
        Self::non_empty(raw, PROSE_CHARS)
    }

    fn non_empty(raw: &str, max_chars: usize) -> Option<Self> {
        let clean = Self::new(raw, max_chars);
        (!clean.0.is_empty()).then_some(clean)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for CleanText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// An error of a library or a server, made fit to be shown.
#[must_use]
pub fn clean_error(error: &dyn fmt::Display) -> CleanText {
    CleanText::new(&error.to_string(), 300)
}

/// A row of a screen, cleaned, with the blanks that cleaning would fold.
#[must_use]
pub fn clean_row(raw: &str) -> String {
    let words: Vec<String> = raw
        .split(' ')
        .map(|word| CleanText::new(word, PROSE_CHARS).to_string())
        .collect();
    words.join(" ")
}

/// Cells that a text takes on a terminal that draws ambiguous characters narrow.
#[must_use]
pub fn cells(text: &str) -> usize {
    text.width()
}

/// The text cut to `max` cells, ending in `…` where something was cut.
///
/// ```
/// assert_eq!(zhaohuo::text::fit("搬运工", 5), "搬运…");
/// ```
#[must_use]
pub fn fit(text: &str, max: usize) -> String {
    if cells(text) <= max {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for c in text.chars() {
        let wide = c.width().unwrap_or(0);
        if used + wide + 1 > max {
            break;
        }
        used += wide;
        kept.push(c);
    }
    if max > 0 {
        kept.push('…');
    }
    kept
}

/// As many of the parts as `max` cells hold, set apart by `dot`: none is cut but the first, where even that is too long.
///
/// ```
/// assert_eq!(zhaohuo::text::fit_parts(&["台东三路", "管饭", "还招 2 人"], " · ", 18), "台东三路 · 管饭");
/// ```
#[must_use]
pub fn fit_parts<S: AsRef<str>>(parts: &[S], dot: &str, max: usize) -> String {
    let mut kept = String::new();
    for part in parts.iter().map(AsRef::as_ref) {
        if kept.is_empty() {
            kept = fit(part, max);
        } else if cells(&kept) + cells(dot) + cells(part) <= max {
            kept.push_str(dot);
            kept.push_str(part);
        }
    }
    kept
}

/// The text in lines of at most `max` cells. Breaks between any two wide characters and at spaces, and keeps closing
/// punctuation with what it closes.
#[must_use]
pub fn wrap(text: &str, max: usize) -> Vec<String> {
    wrap_by(text, max, cells)
}

/// The same where something else than a terminal says how wide a text is.
#[must_use]
pub fn wrap_by(text: &str, max: usize, width: impl Fn(&str) -> usize) -> Vec<String> {
    let max = max.max(2);
    let mut lines = vec![String::new()];
    for piece in pieces(text) {
        let last = lines.len() - 1;
        let used = width(&lines[last]);
        if used + width(piece.trim_end()) <= max {
            lines[last].push_str(piece);
            continue;
        }
        if used > 0 {
            lines.push(String::new());
        }
        for c in piece.trim_start().chars() {
            let last = lines.len() - 1;
            if width(&lines[last]) + width(c.encode_utf8(&mut [0; 4])) > max {
                lines.push(c.to_string());
            } else {
                lines[last].push(c);
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// Like [`wrap`], for parts set apart by `dot`: a part goes to the next line whole where it fits there, and the dot at
/// the end of a line is left out.
#[must_use]
pub fn wrap_parts(text: &str, dot: &str, max: usize) -> Vec<String> {
    wrap_parts_by(text, dot, max, cells)
}

/// The same where something else than a terminal says how wide a text is.
#[must_use]
pub fn wrap_parts_by(text: &str, dot: &str, max: usize, width: impl Fn(&str) -> usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in text.split(dot) {
        match lines.last_mut() {
            Some(line) if width(line) + width(dot) + width(part) <= max => {
                line.push_str(dot);
                line.push_str(part);
            }
            Some(_) | None => lines.extend(wrap_by(part, max, &width)),
        }
    }
    lines
}

/// The smallest parts that a line may end after: one wide character with the punctuation that closes it, or a word
/// with its space.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: Option<char> = None;
    for (at, c) in text.char_indices() {
        let may_break = previous.is_some_and(|p| {
            let closes = "，。、；：！？）》」』”’…%,.;:!?)".contains(c) || c == ' ';
            let opens = "（《「『“‘(".contains(p);
            let in_word = p.width() == Some(1) && c.width() == Some(1) && p != ' ';
            !closes && !opens && !in_word
        });
        if may_break {
            pieces.push(&text[start..at]);
            start = at;
        }
        previous = Some(c);
    }
    pieces.push(&text[start..]);
    pieces
}

/// What needs no look at the tables: printable ASCII, the everyday ideographs and their punctuation.
fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}')
}

fn wash(raw: &str, clean: &mut String) {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    let mut marks = MARKS_MAX;
    let raw = CONTROL_SEQUENCE.replace_all(raw, "");
    for c in nfc.normalize(&usual_forms(&raw)).chars() {
        if is_plain(c) && c != ' ' {
            clean.push(c);
            marks = 0;
            continue;
        }
        let category = GENERAL_CATEGORY.get(c);
        if c.is_whitespace() || c.is_ascii_control() {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
            marks = MARKS_MAX;
        } else if GeneralCategoryGroup::NonspacingMark
            .union(GeneralCategoryGroup::EnclosingMark)
            .contains(category)
        {
            if marks < MARKS_MAX && !is_invisible(c) {
                marks += 1;
                clean.push(c);
            }
        } else if !GeneralCategoryGroup::Other.contains(category) && !is_invisible(c) && c.width().unwrap_or(0) > 0 {
            clean.push(c);
            marks = 0;
        }
    }
    clean.truncate(clean.trim_end().len());
}

/// Colours and cursor moves, whole (ECMA-48 §5.4): without its ESC the rest of one would stand there as text.
static CONTROL_SEQUENCE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:\u{1b}\\[|\u{9b})[0-?]*[ -/]*[@-~]").expect("a pattern of our own"));

/// Kangxi radicals look like ideographs and are not: ⼯ (U+2F2F) is found by nobody who types 工. Katakana and hangul of
/// half the width have marks (ﾞ) that one terminal draws in a cell and the next in none.
fn usual_forms(raw: &str) -> Cow<'_, str> {
    let is_odd = |c: char| matches!(c, '\u{2e80}'..='\u{2fd5}' | '\u{ff61}'..='\u{ffdc}');
    if !raw.contains(is_odd) {
        return Cow::Borrowed(raw);
    }
    let nfkd = DecomposingNormalizerBorrowed::new_nfkd();
    let mut usual = String::with_capacity(raw.len());
    for c in raw.chars() {
        if is_odd(c) {
            usual.push_str(&nfkd.normalize(c.encode_utf8(&mut [0; 4])));
        } else {
            usual.push(c);
        }
    }
    Cow::Owned(usual)
}

/// Joiners and selectors, which show nothing, and pictographs, skin tones and flags, about whose width terminals
/// disagree and which the kiosk's fonts have not.
fn is_invisible(c: char) -> bool {
    DEFAULT_IGNORABLE.contains(c) || EMOJI.contains(c) || matches!(c, '\u{1f000}'..='\u{1faff}' | '\u{20e3}')
}

static GENERAL_CATEGORY: icu_properties::CodePointMapDataBorrowed<'static, GeneralCategory> =
    CodePointMapData::<GeneralCategory>::new();
static DEFAULT_IGNORABLE: icu_properties::CodePointSetDataBorrowed<'static> =
    CodePointSetData::new::<DefaultIgnorableCodePoint>();
static EMOJI: icu_properties::CodePointSetDataBorrowed<'static> = CodePointSetData::new::<EmojiPresentation>();

/// What was stored is washed again: a file on disk is no more to be trusted than a feed. Most of it is plain, and is
/// taken as it is.
impl From<String> for CleanText {
    fn from(raw: String) -> Self {
        let spaced = raw.starts_with(' ') || raw.ends_with(' ') || raw.contains("  ");
        if raw.len() <= PROSE_CHARS && !spaced && raw.chars().all(is_plain) {
            return Self(raw.into());
        }
        Self::new(&raw, PROSE_CHARS)
    }
}

impl std::ops::Deref for CleanText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
