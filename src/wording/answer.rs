//! What is said where nothing is what was asked for.

use super::condition;
use super::thousands;
use crate::catalog::Answer;
use crate::catalog::Meaning;
use crate::catalog::Nearness;
use crate::catalog::Piece;
use crate::catalog::Query;
use crate::catalog::Understood;
use crate::language::Language;

/// What was understood and found nothing, and what is shown instead, a line each; nothing where it was found.
#[must_use]
pub fn answer(asked: &Query, answer: &Answer, language: Language) -> Vec<String> {
    let list = |query: &Query| {
        let conditions = query.conditions.iter().map(|it| condition(it, language));
        let parts: Vec<String> = conditions.chain(query.words.iter().cloned()).collect();
        parts.join(word!(language, "answer.comma").as_ref())
    };
    let nothing = || word!(language, "answer.nothing", asked = list(asked)).into_owned();
    let count = thousands(&answer.hits.len().to_string());
    let instead = match &answer.nearness {
        Nearness::Exact if answer.hits.is_empty() && !asked.is_all() => return vec![nothing()],
        Nearness::Exact => return Vec::new(),
        Nearness::Alike => word!(language, "answer.alike", count = count),
        Nearness::Without(given_up) => {
            word!(language, "answer.without", given_up = list(given_up), count = count)
        }
    };
    vec![nothing(), instead.into_owned()]
}

/// What a piece of what was said asks for; several conditions are said side by side.
#[must_use]
pub fn piece(piece: &Piece, understood: &Understood, language: Language) -> String {
    match &piece.meaning {
        Meaning::Conditions(conditions) => {
            let said: Vec<String> = conditions.iter().map(|it| condition(it, language)).collect();
            said.join(word!(language, "answer.comma").as_ref())
        }
        Meaning::Sort(sort) => super::sort(*sort, language),
        Meaning::Word => {
            let said = &understood.said[piece.range.clone()];
            word!(language, "query.words", words = said).into_owned()
        }
        Meaning::Filler => String::new(),
    }
}
