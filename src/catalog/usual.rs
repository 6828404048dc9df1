//! What people usually ask, answered for every posting at once.
//!
//! There are some seventy conditions; but most look at something that many postings share, and are asked once of each such
//! thing.

use std::hash::Hash;

use hashbrown::HashMap;
use jiff::Timestamp;

use super::Catalog;
use super::Condition;
use super::Dimension;
use super::admit::Test;
use super::bits::Bits;
use super::facet::usual;
use super::record::Entry;

/// A bit for each condition.
type Met = u128;

/// What a condition looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Deal,
    Times,
    Terms,
    /// Something that each posting has for itself.
    Posting,
}

/// Those that look at the same, and what each such thing was found to meet.
struct Group<'a, K> {
    tests: Vec<(Met, &'a Test<'a>)>,
    known: HashMap<K, Met>,
}

impl<'a, K: Hash + Eq> Group<'a, K> {
    fn of(tests: &'a [Test<'a>], look: Look) -> Self {
        let bits = (0..Met::BITS).map(|at| 1 << at);
        let tests = bits.zip(tests).filter(|(_, test)| look_of(test.condition()) == look);
        Self {
            tests: tests.collect(),
            known: HashMap::new(),
        }
    }

    fn met(&mut self, key: K, entry: Entry) -> Met {
        *self.known.entry(key).or_insert_with(|| met(&self.tests, entry))
    }
}

fn met(tests: &[(Met, &Test)], entry: Entry) -> Met {
    let met = tests.iter().filter(|(_, test)| test.admits(entry));
    met.fold(0, |all, (bit, _)| all | bit)
}

pub(super) fn usual_ones(catalog: &Catalog) -> Vec<(Condition, Bits)> {
    let all = Dimension::ALL.into_iter().flat_map(usual);
    let conditions: Vec<Condition> = all.take(Met::BITS as usize).collect();
    // At the end of time nothing of today is left: what remains of a week are the days after it.
    let test = |condition| Test::new(catalog, condition, Timestamp::MAX);
    let bits = met_by(catalog, &conditions.iter().map(test).collect::<Vec<_>>());
    conditions.into_iter().zip(bits).collect()
}

/// For each test the postings that it admits.
fn met_by(catalog: &Catalog, tests: &[Test]) -> Vec<Bits> {
    let mut of_deal = Group::of(tests, Look::Deal);
    let mut of_times = Group::of(tests, Look::Times);
    let mut of_terms = Group::of(tests, Look::Terms);
    let of_posting = Group::<()>::of(tests, Look::Posting);
    let mut bits = vec![Bits::none(catalog.len()); tests.len()];
    for (index, entry) in catalog.stock.entries() {
        let record = entry.record;
        let is_full = record.openings().is_full();
        let mut left = of_deal.met(record.deal, entry)
            | of_times.met((record.times, is_full), entry)
            | of_terms.met((record.ages, record.perks, record.terms), entry)
            | met(&of_posting.tests, entry);
        while left != 0 {
            bits[left.trailing_zeros() as usize].insert(index);
            left &= left - 1;
        }
    }
    bits
}

fn look_of(condition: &Condition) -> Look {
    match condition {
        Condition::Settlement(_) | Condition::PaidHourly(_) | Condition::PaidDaily(_) | Condition::PaidMonthly(_) => {
            Look::Deal
        }
        Condition::Start(_) => Look::Times,
        Condition::Age(_)
        | Condition::AnyAdult
        | Condition::Shift(_)
        | Condition::Meals
        | Condition::Lodging
        | Condition::Transport
        | Condition::Paper(_)
        | Condition::DepositDenied
        | Condition::NoDeposit
        | Condition::Accident
        | Condition::Injury
        | Condition::Audience(_)
        | Condition::Verified
        | Condition::Direct
        | Condition::Agency => Look::Terms,
        Condition::Area(_)
        | Condition::Station(_)
        | Condition::Trade(_)
        | Condition::Within(_)
        | Condition::Posted(_)
        | Condition::Number(_) => Look::Posting,
    }
}
