//! What a program may write to a terminal: text that shows, and the few sequences it has a use for.

#![allow(unreachable_pub, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use icu_properties::CodePointMapData;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use icu_properties::props::GeneralCategory;
use icu_properties::props::GeneralCategoryGroup;

/// Everything the program uses that has no numbers in it. What moves the cursor (`H`, `C`, `G`), erases cells (`X`) and
/// colours (`m`) does.
const SEQUENCES: &[&str] = &[
    "[?1049h", "[?1049l", "[?25h", "[?25l", "[?2004h", "[?2004l", "[?1000h", "[?1000l", "[?1006h", "[?1006l",
    "[?2026h", "[?2026l", "[2J", "[K",
];

/// What the guard says first.
pub const ENTERED: &str = "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?2004h\u{1b}[?1000h\u{1b}[?1006h";
/// The one question that is asked, once: how wide a line is, and Chinese.
pub const QUESTION: &str = "\u{1b}[1;1H│\u{1b}[6n\u{1b}[1;1H中工\u{1b}[6n";
/// And what wipes both away.
pub const WIPE: &str = "\u{1b}[1;1H\u{1b}[2J";

/// Without the question behind what the guard says first, where it stands there.
pub fn unasked(text: &str) -> String {
    text.replacen(&[ENTERED, QUESTION, WIPE].concat(), ENTERED, 1)
}

/// All that stands there and is not of the program's own alphabet: nothing.
pub fn strangers(bytes: &[u8]) -> Vec<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => unasked(text),
        Err(error) => return vec![error.to_string()],
    };
    let mut strangers = Vec::new();
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let length = if c == '\u{1b}' { sequence(rest) } else { c.len_utf8() };
        let piece = &rest[..length];
        let known = if c == '\u{1b}' { is_known(&piece[1..]) } else { shows(c) };
        if !known {
            strangers.push(format!(
                "{piece:?} before {:?}",
                rest.chars().skip(1).take(20).collect::<String>()
            ));
        }
        rest = &rest[length..];
    }
    strangers
}

/// Whether each update that was begun was also ended, and none began inside another.
pub fn updates_are_balanced(bytes: &[u8]) -> bool {
    let mut open = false;
    let mut rest = bytes;
    while let Some(at) = rest.windows(8).position(|window| window.starts_with(b"\x1b[?2026")) {
        let begins = rest[at + 7] == b'h';
        // The guard ends one that may stand open when it leaves; that one needs no beginning.
        let leaves = !begins && rest[at + 8..].starts_with(b"\x1b[?1006l");
        if begins == open && !leaves {
            return false;
        }
        open = begins;
        rest = &rest[at + 8..];
    }
    !open
}

/// What stands outside of updates.
pub fn outside_of_updates(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let mut outside = String::new();
    for (at, part) in text.split("\u{1b}[?2026h").enumerate() {
        let after = part.split_once("\u{1b}[?2026l");
        outside.push_str(after.map_or(if at == 0 { part } else { "" }, |(_, after)| after));
    }
    outside
}

/// A character that takes a place on the screen, or stands on one that does. What Unicode lets a font ignore (joiners,
/// selectors, fillers) does neither.
pub fn shows(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    let other = GeneralCategoryGroup::Other.contains(category);
    let separates = matches!(
        category,
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator
    );
    !other && !separates && !CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// The length of an escape sequence, as ECMA-48 §5.4 has it; of a lone ESC, 1.
fn sequence(text: &str) -> usize {
    let body = text[1..].strip_prefix('[').unwrap_or("");
    let end = body.find(|c: char| !matches!(c, '0'..='?' | ' '..='/'));
    end.map_or(1, |end| 2 + end + body[end..].chars().next().map_or(0, char::len_utf8))
}

fn is_known(sequence: &str) -> bool {
    let numbers = |last| {
        let inner = sequence.strip_prefix('[').and_then(|rest| rest.strip_suffix(last));
        inner.is_some_and(|inner| inner.chars().all(|c| c.is_ascii_digit() || c == ';'))
    };
    SEQUENCES.contains(&sequence) || "HCGXm".chars().any(numbers)
}
