//! Letters → what is asked for the chosen posting.

use std::collections::BTreeSet;

use super::Ask;
use super::stroke::Stroke;
use crate::control::Request;
use crate::decision::Standing;
use crate::screening::Mark;
use crate::text::CleanText;

/// A posting, and how it stands as far as the page knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Chosen {
    pub(super) id: String,
    pub(super) title: CleanText,
    pub(super) standing: Standing,
    /// What the checks found in it; `None` where nothing, or staff have looked.
    pub(super) found: Option<Seen>,
}

/// What the checks found, as whoever decides sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    /// In words.
    pub(super) rules: String,
    /// `None` where the page does not show all of it.
    pub(super) marks: Option<BTreeSet<Mark>>,
}

/// A line to type before something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Prompt {
    then: Then,
    title: CleanText,
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Then {
    Hide(String),
    Remark(String),
    Announce,
}

/// Of a reason or a remark; the kiosk cuts at the same place.
const TEXT_CHARS: usize = crate::text::LINE_CHARS;

pub(super) fn letter(letter: char, chosen: &Chosen) -> Ask {
    let id = chosen.id.clone();
    let prompt = |then, text: &str| {
        Ask::Prompt(Prompt {
            then,
            title: chosen.title.clone(),
            text: text.to_owned(),
        })
    };
    match letter {
        'h' if chosen.standing.hidden.is_some() => Ask::Say("已经撤下了。O 恢复"),
        // Most often that is why.
        'h' => prompt(Then::Hide(id), chosen.found.as_ref().map_or("", |seen| &seen.rules)),
        'f' => Ask::Request(Request::Full { id }),
        'o' if chosen.standing.hidden.is_some() => Ask::Request(Request::Unhide { id }),
        'o' => match &chosen.found {
            Some(seen) => Ask::Request(Request::Accept {
                id,
                marks: seen.marks.clone(),
            }),
            None => Ask::Request(Request::Reopen { id }),
        },
        'p' if chosen.standing.pinned => Ask::Request(Request::Unpin { id }),
        'p' => Ask::Request(Request::Pin { id }),
        'e' => {
            let remark = chosen.standing.remark.clone().unwrap_or_default();
            prompt(Then::Remark(id), &remark)
        }
        _ => Ask::Nothing,
    }
}

impl Prompt {
    /// For what the hall has to say.
    pub(super) fn for_notice() -> Self {
        Self {
            then: Then::Announce,
            title: CleanText::default(),
            text: String::new(),
        }
    }

    pub(super) fn label(&self) -> String {
        match self.then {
            Then::Hide(_) => format!("撤下 {}，为什么：", self.title),
            Then::Remark(_) => format!("给 {} 记一笔：", self.title),
            Then::Announce => "在屏幕上发个通知：".to_owned(),
        }
    }

    /// `None` once it is over without anything to do.
    pub(super) fn typed(mut self, stroke: &Stroke) -> (Option<Self>, Ask) {
        match stroke {
            Stroke::Escape => (None, Ask::Turned),
            Stroke::Enter => {
                let text = CleanText::line(&self.text);
                match (self.then, text) {
                    (Then::Hide(id), Some(reason)) => {
                        let reason = reason.to_string();
                        (None, Ask::Request(Request::Hide { id, reason }))
                    }
                    (Then::Announce, Some(text)) => {
                        let text = text.to_string();
                        (None, Ask::Request(Request::Notice { text, until: None }))
                    }
                    (Then::Announce, None) => (None, Ask::Turned),
                    (then @ Then::Hide(_), None) => (Some(Self { then, ..self }), Ask::Say("撤下要写原因")),
                    (Then::Remark(id), text) => {
                        let text = text.map(|text| text.to_string());
                        (None, Ask::Request(Request::Remark { id, text }))
                    }
                }
            }
            Stroke::Char(_)
            | Stroke::Paste(_)
            | Stroke::Up
            | Stroke::Down
            | Stroke::Left
            | Stroke::Right
            | Stroke::PageUp
            | Stroke::PageDown
            | Stroke::Erase
            | Stroke::Tab
            | Stroke::BackTab => {
                type_into(&mut self.text, stroke, TEXT_CHARS);
                (Some(self), Ask::Turned)
            }
        }
    }
}

/// Whether a stroke has changed a line of text: characters at its end, no more than `chars_max`.
pub(super) fn type_into(text: &mut String, stroke: &Stroke, chars_max: usize) -> bool {
    let before = text.len();
    let room = chars_max.saturating_sub(text.chars().count());
    match stroke {
        // Nothing that is not text survives: what is typed is drawn.
        Stroke::Char(' ') if room > 0 => text.push(' '),
        Stroke::Char(c) if room > 0 => text.push_str(&CleanText::new(c.encode_utf8(&mut [0; 4]), 1)),
        Stroke::Paste(pasted) => {
            let clean = CleanText::new(pasted, chars_max);
            text.extend(clean.chars().take(room));
        }
        Stroke::Erase => drop(text.pop()),
        Stroke::Char(_)
        | Stroke::Enter
        | Stroke::Escape
        | Stroke::Up
        | Stroke::Down
        | Stroke::Left
        | Stroke::Right
        | Stroke::PageUp
        | Stroke::PageDown
        | Stroke::Tab
        | Stroke::BackTab => {}
    }
    text.len() != before
}
