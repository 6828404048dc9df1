//! A set of postings, by their numbers.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    pub(crate) fn none(len: usize) -> Self {
        Self {
            words: vec![0; len.div_ceil(64)],
        }
    }

    pub(crate) fn of(len: usize, holds: impl Fn(usize) -> bool) -> Self {
        let mut bits = Self::none(len);
        for at in (0..len).filter(|at| holds(*at)) {
            bits.add(at);
        }
        bits
    }

    pub(crate) fn add(&mut self, at: usize) {
        self.words[at / 64] |= 1 << (at % 64);
    }

    pub(crate) fn has(&self, at: usize) -> bool {
        self.words[at / 64] >> (at % 64) & 1 == 1
    }

    pub(crate) fn and(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    pub(crate) fn or(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let words = (0..).step_by(64).zip(&self.words).filter(|(_, word)| **word != 0);
        words.flat_map(|(from, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| from + bit)
        })
    }

    /// One that only one of the two has.
    pub(crate) fn difference(&self, other: &Self) -> Option<usize> {
        let differs = |at: usize| self.words[at] ^ other.words[at];
        let at = (0..self.words.len()).find(|at| differs(*at) != 0)?;
        Some(at * 64 + differs(at).trailing_zeros() as usize)
    }
}
