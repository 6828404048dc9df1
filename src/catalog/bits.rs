//! A set of places in a list, one bit each.

/// Bits of a word.
const WORD: usize = u64::BITS as usize;

/// A set of numbers below a length that is fixed at the start.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Bits {
    words: Box<[u64]>,
}

impl Bits {
    /// Nothing of `0..len`.
    pub(super) fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(WORD)].into_boxed_slice(),
        }
    }

    /// All of `0..len`.
    pub(super) fn all(len: usize) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(WORD)];
        if let Some(last) = words.last_mut()
            && !len.is_multiple_of(WORD)
        {
            *last = (1 << (len % WORD)) - 1;
        }
        Self {
            words: words.into_boxed_slice(),
        }
    }

    /// Those of `0..len` of which it is so.
    pub(super) fn those(len: usize, mut is_in: impl FnMut(u32) -> bool) -> Self {
        let mut bits = Self::none(len);
        for (word, first) in bits.words.iter_mut().zip((0_u32..).step_by(WORD)) {
            let end = len.saturating_sub(first as usize).min(WORD);
            *word = (first..)
                .take(end)
                .enumerate()
                .fold(0, |word, (bit, at)| word | u64::from(is_in(at)) << bit);
        }
        bits
    }

    /// The same with room for more.
    pub(super) fn grown(&self, len: usize) -> Self {
        let mut words = self.words.to_vec();
        words.resize(len.div_ceil(WORD).max(words.len()), 0);
        Self {
            words: words.into_boxed_slice(),
        }
    }

    #[inline]
    pub(super) fn insert(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut(at as usize / WORD) {
            *word |= 1 << (at as usize % WORD);
        }
    }

    #[inline]
    pub(super) fn remove(&mut self, at: u32) {
        if let Some(word) = self.words.get_mut(at as usize / WORD) {
            *word &= !(1 << (at as usize % WORD));
        }
    }

    #[inline]
    pub(super) fn contains(&self, at: u32) -> bool {
        self.words
            .get(at as usize / WORD)
            .is_some_and(|word| word >> (at as usize % WORD) & 1 == 1)
    }

    pub(super) fn insert_all(&mut self, list: &[u32]) {
        for at in list {
            self.insert(*at);
        }
    }

    pub(super) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.words.iter().all(|word| *word == 0)
    }

    /// How many are in both.
    pub(super) fn count_both(&self, other: &Self) -> usize {
        let pairs = self.words.iter().zip(&other.words);
        pairs.map(|(a, b)| (a & b).count_ones() as usize).sum()
    }

    /// Keeps what is in the other too.
    pub(super) fn and(&mut self, other: &Self) {
        self.merge(other, |own, other| own & other);
    }

    pub(super) fn or(&mut self, other: &Self) {
        self.merge(other, |own, other| own | other);
    }

    /// Keeps what is not in the other.
    pub(super) fn without(&mut self, other: &Self) {
        self.merge(other, |own, other| own & !other);
    }

    /// What is here and not there.
    pub(super) fn and_not(&self, other: &Self) -> Self {
        let pairs = self.words.iter().zip(&other.words);
        Self {
            words: pairs.map(|(own, other)| own & !other).collect(),
        }
    }

    fn merge(&mut self, other: &Self, op: impl Fn(u64, u64) -> u64) {
        for (own, other) in self.words.iter_mut().zip(&other.words) {
            *own = op(*own, *other);
        }
    }

    /// The 64 numbers from `64 * at` on, a bit each; none behind the end.
    #[inline]
    pub(super) fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(0)
    }

    /// How many words the set is made of.
    pub(super) fn word_count(&self) -> usize {
        self.words.len()
    }

    /// In ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.words
            .iter()
            .zip((0_u32..).step_by(WORD))
            .flat_map(|(word, first)| Ones(*word).map(move |bit| first + bit))
    }
}

/// The n-th number of a set that is given word by word, from 0; where it has fewer, how many it has.
pub(super) fn nth(words: impl Iterator<Item = u64>, n: usize) -> Result<u32, usize> {
    let mut before = 0;
    for (word, first) in words.zip((0_u32..).step_by(WORD)) {
        let ones = word.count_ones() as usize;
        if let Some(bit) = n
            .checked_sub(before)
            .filter(|rest| *rest < ones)
            .and_then(|rest| Ones(word).nth(rest))
        {
            return Ok(first + bit);
        }
        before += ones;
    }
    Err(before)
}

/// The bits that are set in a word, lowest first.
pub(super) struct Ones(pub(super) u64);

impl Iterator for Ones {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let bit = self.0.trailing_zeros();
        // Clears the lowest one.
        self.0 &= self.0.checked_sub(1)?;
        Some(bit)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_set_does_what_a_tree_of_numbers_does() {
        let mut rng = fastrand::Rng::with_seed(7);
        for len in [0, 1, 63, 64, 65, 1_000] {
            let mut draw = || -> BTreeSet<u32> { (0..len).filter(|_| rng.bool()).collect() };
            let (a, b) = (draw(), draw());
            let size = len as usize;
            let of = |tree: &BTreeSet<u32>| Bits::those(size, |at| tree.contains(&at));
            let list = |bits: &Bits| bits.iter().collect::<BTreeSet<u32>>();
            let merged = |op: fn(&mut Bits, &Bits)| {
                let mut bits = of(&a);
                op(&mut bits, &of(&b));
                list(&bits)
            };
            assert_eq!(list(&of(&a)), a);
            assert_eq!(merged(Bits::and), &a & &b);
            assert_eq!(merged(Bits::or), &a | &b);
            assert_eq!(merged(Bits::without), &a - &b);
            assert_eq!(of(&a).count(), a.len());
            assert_eq!(of(&a).count_both(&of(&b)), (&a & &b).len());
            assert_eq!(list(&of(&a).and_not(&of(&b))), &a - &b);
            assert_eq!(Bits::all(size), of(&(0..len).collect()));
            let bits = of(&a);
            let words = || (0..bits.word_count()).map(|at| bits.word(at));
            let all: Vec<u32> = (0..a.len()).map(|n| nth(words(), n).unwrap()).collect();
            assert!(all.iter().eq(&a));
            assert_eq!(nth(words(), a.len()), Err(a.len()));
        }
    }
}
