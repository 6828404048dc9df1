//! Where descriptions are searched too, a word is found in whatever has it there, and nothing else changes.

use std::collections::HashSet;

use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Index;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::matcher::Matcher;
use zhaohuo::catalog::pinyin::Table;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Row;

use crate::corpus::Corpus;
use crate::support;

const POSTINGS: usize = 5_000;
const ODD: usize = 100;
const WORDS: usize = 400;
const LONGEST: usize = 6;

#[test]
fn words_are_found_in_descriptions_where_those_are_searched() {
    let corpus = Corpus::new(POSTINGS, ODD);
    let mut builder = CatalogBuilder::new(support::standpoint()).searching_descriptions();
    for (row, posting) in &corpus.postings {
        builder.add(*row, posting);
    }
    let catalog = builder.finish();
    let mut rng = fastrand::Rng::with_seed(11);
    let mut found_in_descriptions = 0;
    for _ in 0..WORDS {
        let (_, posting) = rng.choice(&corpus.postings).expect("postings");
        let word = word(posting, &mut rng);
        let query = Query {
            words: vec![word.clone()],
            ..Query::default()
        };
        let rows = |catalog: &zhaohuo::catalog::Catalog| -> HashSet<Row> {
            let hits: Vec<Index> = catalog.find(&query, support::now()).iter().collect();
            hits.into_iter()
                .filter_map(|index| catalog.get(index))
                .map(|brief| brief.row)
                .collect()
        };
        let matcher = Matcher::new(&word).expect("a short word");
        let told = corpus.postings.iter().filter(|(_, posting)| says(posting, &matcher));
        let offered: HashSet<Row> = catalog
            .find(&Query::all(), support::now())
            .iter()
            .filter_map(|index| catalog.get(index))
            .map(|brief| brief.row)
            .collect();
        let told: HashSet<Row> = told.map(|(row, _)| *row).filter(|row| offered.contains(row)).collect();
        let without = rows(&corpus.catalog);
        let expected: HashSet<Row> = told.union(&without).copied().collect();
        found_in_descriptions += expected.len() - without.len();
        assert!(rows(&catalog) == expected, "{word}");
    }
    assert!(found_in_descriptions > WORDS, "only {found_in_descriptions}");
}

/// Some characters of a clause, or how they are typed.
fn word(posting: &Posting, rng: &mut fastrand::Rng) -> String {
    let text = posting.description.as_deref().unwrap_or("工地");
    let clause = rng.choice(
        text.split(is_end)
            .filter(|clause| !clause.is_empty())
            .collect::<Vec<_>>(),
    );
    let clause: Vec<char> = clause.unwrap_or("工地").chars().collect();
    let from = rng.usize(0..clause.len());
    let word: String = clause[from..].iter().take(rng.usize(1..=LONGEST)).collect();
    match rng.u8(0..3) {
        0 => Table::get().spelled(&word).remove(0),
        1 => word
            .chars()
            .map(|c| Table::get().spelled(&c.to_string())[0].chars().next().unwrap_or(c))
            .collect(),
        _ => word,
    }
}

fn says(posting: &Posting, matcher: &Matcher) -> bool {
    let description = posting.description.as_deref().unwrap_or_default();
    description.split(is_end).any(|clause| matcher.is_match(clause))
}

/// Whatever no word goes over.
fn is_end(c: char) -> bool {
    c.is_whitespace() || ",，、。;；!！?？·:：()（）[]【】「」《》<>~～…\"“”'‘’|".contains(c)
}
