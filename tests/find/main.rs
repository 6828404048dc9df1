//! Whatever is asked of a catalog of a hundred thousand postings, a second program finds the same.
//!
//! The second program is the plainest that could be written from the documentation: it reads a posting and never a
//! `Brief`, asks every condition of every posting in a loop, looks for words by regular expressions over texts and
//! their pinyin, and reckons distances, numbers, trades, shifts, papers and the order of a list by itself.
//!
//! It is not independent in these: what feeds say (`feed` reads the demonstration feed for both); the tables of trades
//! (`trades.txt`) and of names with readings of their own (`words.txt`), and ib-matcher's readings of characters; to
//! which dimension a condition belongs; and which of the postings with the words in their title begin so or are "said
//! so", where the matcher is asked of each title (`scan`).

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod bits;
mod corpus;
mod descriptions;
mod facets;
mod facts;
mod naive;
mod odd;
mod order;
mod pages;
mod queries;
mod scan;
mod sentences;
mod trades;
mod words;

use std::sync::LazyLock;
use std::thread;

use jiff::Timestamp;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::Index;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Shift;

use bits::Bits;
use corpus::Corpus;
use naive::Naive;
use queries::Dice;

/// `ZHAOHUO_TEST_POSTINGS=1000000` takes as many as anybody wants; a million take 12 GB.
const GOOD: usize = 100_000;
const ODD: usize = 400;
/// Half a minute's; `ZHAOHUO_TEST_QUERIES=10000` asks as many as anybody wants.
const QUERIES: usize = 3_000;
/// Of so many one's order is checked as well.
const ORDERED_EVERY: usize = 33;
const THREADS: usize = 2;
/// As many of a thread's mistakes are shown.
const WRONG_MAX: usize = 3;

static HALL: LazyLock<Hall> = LazyLock::new(Hall::new);

/// One corpus, and what the two programs made of it.
struct Hall {
    catalog: Catalog,
    naive: Naive,
    /// For each place in the catalog, the number of the posting.
    numbers: Vec<usize>,
}

impl Hall {
    fn new() -> Self {
        let corpus = Corpus::new(wanted("ZHAOHUO_TEST_POSTINGS").unwrap_or(GOOD), ODD);
        let naive = Naive::new(&corpus);
        let number = |row| naive.postings.binary_search_by_key(&row, |(row, _)| *row);
        let numbers = (0..).map_while(|index| corpus.catalog.get(index));
        let numbers: Vec<usize> = numbers.map(|brief| number(brief.row).expect("a posting")).collect();
        assert_eq!(numbers.len(), naive.postings.len(), "each is taken once");
        Self {
            numbers,
            naive,
            catalog: corpus.catalog,
        }
    }

    /// Where the two differ, if they do.
    fn difference(&self, query: &Query, now: Timestamp, is_ordered: bool) -> Option<String> {
        let hits: Vec<Index> = self.catalog.find(query, now).iter().collect();
        let listed: Vec<usize> = hits.iter().map(|index| self.numbers[*index as usize]).collect();
        let count = self.catalog.count(query, now);
        let naive = self.naive.found(query, now);
        let mut found = Bits::none(self.naive.postings.len());
        for at in &listed {
            found.add(*at);
        }
        if let Some(at) = found.difference(&naive) {
            let (who, other) = if found.has(at) {
                ("the program", "the naive one")
            } else {
                ("the naive one", "the program")
            };
            let (_, posting) = &self.naive.postings[at];
            return Some(format!("{who} finds this and {other} does not: {posting:#?}"));
        }
        if listed.len() != naive.count() || count != listed.len() {
            return Some(format!(
                "{} listed, {count} counted, {} by the naive one",
                listed.len(),
                naive.count()
            ));
        }
        let full_first = listed
            .windows(2)
            .find(|pair| self.naive.is_full(pair[0]) && !self.naive.is_full(pair[1]));
        if let Some([full, _]) = full_first {
            return Some(format!("full, and not last: {:#?}", self.naive.postings[*full]));
        }
        let wrong_tier = self.wrong_tier(query, &hits);
        wrong_tier.or_else(|| self.naive.wrong_order(query, &listed).filter(|_| is_ordered))
    }
}

/// A number from the environment.
fn wanted(name: &str) -> Option<usize> {
    let wanted = std::env::var(name).ok()?;
    Some(wanted.parse().expect("a number"))
}

/// The numbers of a range, some for each thread.
fn in_threads(count: usize, check: impl Fn(usize) -> Option<String> + Sync) {
    let wrong: Vec<String> = thread::scope(|scope| {
        let check = &check;
        let threads: Vec<_> = (0..THREADS)
            .map(|first| {
                scope.spawn(move || {
                    let wrong = (first..count).step_by(THREADS).filter_map(check);
                    wrong.take(WRONG_MAX).collect::<Vec<_>>()
                })
            })
            .collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().expect("no check panics"))
            .collect()
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn thousands_of_random_queries_find_the_same_by_a_naive_program() {
    let queries = wanted("ZHAOHUO_TEST_QUERIES").unwrap_or(QUERIES);
    in_threads(queries, |at| {
        let mut dice = Dice::new(&HALL.naive, at as u64);
        let query = dice.query(at);
        let now = dice.moment();
        let is_ordered = at % ORDERED_EVERY == 0;
        let wrong = HALL.difference(&query, now, is_ordered)?;
        Some(format!("query {at}, {query:?} at {now}: {wrong}"))
    });
}

#[test]
fn hours_behind_a_label_and_a_colon_are_hours() {
    let mut posting = support::postings::daily("搬运工", 200.0, 8.0);
    posting.work.hours = support::postings::some("工作时间: 05:30–11:30");
    let catalog = support::catalog(&[posting]);
    let early = Query::of(Condition::Shift(Shift::Morning));
    assert_eq!(catalog.count(&early, support::now()), 1);
}
