//! Names for letters, as an input method gives them: who sits at the kiosk itself has none.

use serde_json::Value;

use super::super::Ask;
use super::draft::Line;
use crate::control::Request;
use crate::text::CleanText;

/// What the kiosk suggests for the letters at the end of a line.
#[derive(Debug, Default)]
pub(super) struct Letters {
    asked: Option<Request>,
    names: Vec<CleanText>,
}

/// Letters of one name; more are a word of another language.
const LETTERS_MAX: usize = 24;

/// The letters at the end of a text.
fn at_end(text: &str) -> &str {
    let start = text.trim_end_matches(|c: char| c.is_ascii_lowercase()).len();
    &text[start..]
}

impl Letters {
    /// A line has changed: what to ask for.
    pub(super) fn typed(&mut self, line: Line, text: &str) -> Option<Request> {
        *self = Self::default();
        let place = match line {
            Line::Title => false,
            Line::Place => true,
            Line::Pay | Line::People | Line::When | Line::Phone | Line::Employer | Line::Note => return None,
        };
        let letters = at_end(text);
        if letters.is_empty() || letters.len() > LETTERS_MAX {
            return None;
        }
        let letters = letters.to_owned();
        self.asked = Some(Request::Suggest { letters, place });
        self.asked.clone()
    }

    /// Whether it is an answer to what stands there now.
    pub(super) fn learn(&mut self, request: &Request, said: &Value) -> bool {
        if self.asked.as_ref() != Some(request) {
            return false;
        }
        self.names = serde_json::from_value(said["names"].clone()).unwrap_or_default();
        !self.names.is_empty()
    }

    /// Puts the name that a digit, a space or `\n` for Enter chooses in the place of its letters: nobody in the hall reads
    /// pinyin.
    pub(super) fn choose(&mut self, key: char, text: &mut String) -> Option<Ask> {
        let nth = match key {
            ' ' | '\n' => 0,
            digit => usize::try_from(digit.to_digit(10)?).ok()?.checked_sub(1)?,
        };
        let name = self.names.get(nth)?;
        text.truncate(text.len() - at_end(text).len());
        text.push_str(name);
        *self = Self::default();
        Some(Ask::Save)
    }

    /// `空格 卸车  2 卸货  3 协管员`
    pub(super) fn line(&self) -> Option<String> {
        let named = (1..).zip(&self.names).map(|(nth, name)| match nth {
            1 => format!("空格 {name}"),
            _ => format!("{nth} {name}"),
        });
        let line = named.collect::<Vec<_>>().join("  ");
        (!line.is_empty()).then_some(line)
    }
}
