//! What a search found, counted, and in order without having been put in order.

use std::sync::Arc;
use std::sync::OnceLock;

use super::Index;
use super::bits::Bits;
use super::bits::Ones;
use super::bits::nth;
use super::words::Levels;

/// Postings in the order asked for. Of many only the page that is looked at is ever listed.
#[derive(Debug, Clone)]
pub struct Hits(Form);

#[derive(Debug, Clone)]
enum Form {
    Listed(Vec<Index>),
    Graded(Graded),
}

/// Tier after tier, each in the default order: what begins with the words, as they are said; what is said so in its title;
/// what may be read so there; the others; last, where nobody more is wanted, or it has begun without one.
#[derive(Debug, Clone)]
struct Graded {
    found: Bits,
    len: usize,
    /// Where each word stands in a title.
    levels: Vec<Arc<Levels>>,
    gone: Arc<Bits>,
    /// How many are in each tier, once somebody has looked behind it.
    counts: [OnceLock<usize>; TIERS],
}

/// As [`Graded`] has them.
const TIERS: usize = 5;

impl Hits {
    pub(super) fn graded(found: Bits, levels: Vec<Arc<Levels>>, gone: &Arc<Bits>) -> Self {
        Self(Form::Graded(Graded {
            len: found.count(),
            found,
            levels,
            gone: Arc::clone(gone),
            counts: Default::default(),
        }))
    }

    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::Listed(list) => list.len(),
            Form::Graded(graded) => graded.len,
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The n-th, from 0.
    #[must_use]
    pub fn get(&self, n: usize) -> Option<Index> {
        match &self.0 {
            Form::Listed(list) => list.get(n).copied(),
            Form::Graded(graded) => graded.get(n),
        }
    }

    pub fn iter(&self) -> Box<dyn Iterator<Item = Index> + '_> {
        match &self.0 {
            Form::Listed(list) => Box::new(list.iter().copied()),
            Form::Graded(graded) => Box::new((0..TIERS).flat_map(|tier| graded.those(tier))),
        }
    }
}

impl Graded {
    fn get(&self, n: usize) -> Option<Index> {
        let mut rest = n;
        for (tier, count) in self.counts.iter().enumerate() {
            if count.get().is_none_or(|count| rest < *count) {
                match nth(self.tier(tier), rest) {
                    Ok(index) => return Some(index),
                    Err(all) => _ = count.set(all),
                }
            }
            rest -= count.get()?;
        }
        None
    }

    fn those(&self, tier: usize) -> impl Iterator<Item = Index> {
        let words = self.tier(tier).zip((0..).step_by(u64::BITS as usize));
        words.flat_map(|(word, first)| Ones(word).map(move |bit| first + bit))
    }

    /// A tier, 64 postings at a time.
    fn tier(&self, tier: usize) -> impl Iterator<Item = u64> {
        (0..self.found.word_count()).map(move |at| {
            let found = self.found.word(at);
            let gone = self.gone.word(at);
            let at_least = |level: usize| {
                let those = self.levels.iter().map(|levels| levels.at_least[level].word(at));
                those.fold(found & !gone, |all, those| all & those)
            };
            let [somehow, spoken, begins] = [0, 1, 2];
            match tier {
                0 => at_least(begins),
                1 => at_least(spoken) & !at_least(begins),
                2 => at_least(somehow) & !at_least(spoken),
                3 => found & !gone & !at_least(somehow),
                _ => found & gone,
            }
        })
    }
}

impl From<Vec<Index>> for Hits {
    fn from(list: Vec<Index>) -> Self {
        Self(Form::Listed(list))
    }
}

impl<'a> IntoIterator for &'a Hits {
    type Item = Index;
    type IntoIter = Box<dyn Iterator<Item = Index> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
