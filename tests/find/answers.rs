//! Where nothing is what was asked for, what comes instead is what it says it is.

use jiff::Timestamp;
use zhaohuo::catalog::Answer;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Nearness;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Recall;

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
        Nearness::Alike => (answer.query != *query).then_some("it asks something else"),
        Nearness::Without(given_up) => {
            let mut hits = Bits::none(HALL.naive.postings.len());
            for index in &answer.hits {
                hits.add(HALL.numbers[*index as usize]);
            }
            if answer.hits.is_empty() {
                Some("nothing is near")
            } else if hits != HALL.naive.found(&answer.query, now) {
                Some("the hits are not those of what is kept")
            } else if !is_made_of(query, &answer.query, given_up) {
                Some("kept and given up together are not what was asked")
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
    let dimensions = query.conditions.iter().map(|condition| Query {
        conditions: of_dimension(query, condition),
        ..Query::default()
    });
    words.chain(dimensions).collect()
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
