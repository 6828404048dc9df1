//! Where nothing is what was asked for, what comes instead is what it says it is.

use jiff::Timestamp;
use zhaohuo::catalog::Answer;
use zhaohuo::catalog::Brief;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Nearness;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Recall;
use zhaohuo::catalog::matcher::Matcher;

use crate::HALL;
use crate::bits::Bits;
use crate::in_threads;
use crate::queries::Dice;
use crate::support;

const QUERIES: usize = 500;
/// Of so many queries one has words, which are then looked for in every posting.
const WORDS_EVERY: usize = 12;

#[test]
fn an_answer_to_what_nobody_offers_meets_what_it_keeps() {
    in_threads(QUERIES, |at| {
        let now = support::now();
        let query = unmet(at, now);
        let answer = HALL.catalog.answer(&query, now, &mut Recall::default());
        let wrong = wrong_answer(&query, &answer, now)?;
        let (kept, nearness) = (&answer.query, &answer.nearness);
        Some(format!("query {at}, {query:?}: {wrong}; kept {kept:?}, {nearness:?}"))
    });
}

/// A query that finds nothing.
fn unmet(at: usize, now: Timestamp) -> Query {
    let mut dice = Dice::new(&HALL.naive, 2_000_000 + at as u64);
    let has_words = at.is_multiple_of(WORDS_EVERY);
    loop {
        let kinds = dice.rng.usize(2..6);
        let conditions = (0..kinds).flat_map(|_| {
            let target = dice.target();
            dice.conditions(target, 1)
        });
        let mut query = Query {
            conditions: conditions.collect(),
            ..Query::default()
        };
        if has_words {
            let target = dice.target();
            query.words.push(dice.word(target));
        }
        if HALL.naive.found(&query, now).count() == 0 {
            return query;
        }
    }
}

fn wrong_answer(query: &Query, answer: &Answer, now: Timestamp) -> Option<&'static str> {
    match &answer.nearness {
        Nearness::Exact if !answer.hits.is_empty() => Some("nothing is exactly that"),
        Nearness::Exact => parts(query)
            .iter()
            .any(|part| HALL.naive.found(part, now).count() > 0)
            .then_some("some part of it can be had"),
        Nearness::Alike if answer.hits.is_empty() => Some("nothing sounds like it"),
        Nearness::Alike => {
            let by_ear = Query {
                by_ear: true,
                ..query.clone()
            };
            let is_heard = |index: &u32| HALL.catalog.get(*index).is_some_and(|brief| sounds_like(&brief, query));
            if answer.query == by_ear {
                (!answer.hits.iter().all(|index| is_heard(&index))).then_some("a hit does not sound like it")
            } else {
                Some("it asks something else")
            }
        }
        Nearness::Without(given_up) => {
            let mut hits = Bits::none(HALL.naive.postings.len());
            for index in &answer.hits {
                hits.add(HALL.numbers[index as usize]);
            }
            if answer.hits.is_empty() {
                Some("nothing is near")
            } else if hits != HALL.naive.found(&answer.query, now) {
                Some("the hits are not those of what is kept")
            } else if !is_made_of(query, &answer.query, given_up) {
                Some("kept and given up together are not what was asked")
            } else if parts(given_up).len() > 1 && one_is_enough(query, now) {
                Some("giving up one part would have been enough")
            } else {
                None
            }
        }
    }
}

/// What can be given up on its own: a word, or all that is asked of a dimension.
fn parts(query: &Query) -> Vec<Query> {
    let words = query.words.iter().map(|word| Query {
        words: vec![word.clone()],
        ..Query::default()
    });
    let first = |at: usize| {
        let dimension = query.conditions[at].dimension();
        query.conditions[..at].iter().all(|it| it.dimension() != dimension)
    };
    let conditions = query.conditions.iter().enumerate().filter(|(at, _)| first(*at));
    let dimensions = conditions.map(|(_, condition)| Query {
        conditions: of_dimension(query, condition),
        ..Query::default()
    });
    words.chain(dimensions).collect()
}

/// By the program's own matcher: what sounds alike is written down there alone.
fn sounds_like(brief: &Brief, query: &Query) -> bool {
    query.words.iter().all(|word| {
        let matcher = Matcher::alike(word);
        brief
            .texts()
            .any(|text| matcher.as_ref().is_some_and(|it| it.is_match(text)))
    })
}

/// Without some one part of it, the rest can be had.
fn one_is_enough(query: &Query, now: Timestamp) -> bool {
    parts(query).iter().any(|part| {
        let mut rest = query.clone();
        rest.words.retain(|word| !part.words.contains(word));
        rest.conditions.retain(|it| !part.conditions.contains(it));
        !rest.is_all() && HALL.naive.found(&rest, now).count() > 0
    })
}

fn of_dimension(query: &Query, like: &Condition) -> Vec<Condition> {
    let same = query.conditions.iter().filter(|it| it.dimension() == like.dimension());
    same.cloned().collect()
}

/// Each word and condition is in one of the two, and no dimension is torn apart.
fn is_made_of(query: &Query, kept: &Query, given_up: &Query) -> bool {
    let sorted = |queries: &[&Query]| {
        let words = queries.iter().flat_map(|query| query.words.iter().cloned());
        let conditions = queries
            .iter()
            .flat_map(|query| query.conditions.iter().map(|it| format!("{it:?}")));
        let mut all: Vec<String> = words.chain(conditions).collect();
        all.sort();
        all
    };
    let is_whole = |condition: &Condition| {
        given_up
            .conditions
            .iter()
            .all(|it| it.dimension() != condition.dimension())
    };
    sorted(&[query]) == sorted(&[kept, given_up]) && kept.conditions.iter().all(is_whole)
}
