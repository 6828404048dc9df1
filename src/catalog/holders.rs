//! Which postings have something, for each thing that many of them share.

use super::Index;

/// For each key a list of the postings that have it, ascending; all of the lists in one.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// Where the list of each key begins; then the end.
    starts: Box<[u32]>,
    lists: Box<[Index]>,
}

impl Holders {
    /// `keys_of` has the keys below `keys` of each of so many postings, none twice. It is asked twice (a counting sort).
    pub(super) fn new<I: IntoIterator<Item = u32>>(keys: usize, postings: Index, keys_of: impl Fn(Index) -> I) -> Self {
        let mut starts = vec![0_u32; keys + 1];
        for key in (0..postings).flat_map(&keys_of) {
            starts[key as usize] += 1;
        }
        let mut total = 0;
        for start in &mut starts {
            total += std::mem::replace(start, total);
        }
        let mut lists = vec![0; total as usize];
        let mut next = starts.clone();
        for index in 0..postings {
            for key in keys_of(index) {
                let place = &mut next[key as usize];
                lists[*place as usize] = index;
                *place += 1;
            }
        }
        Self {
            starts: starts.into_boxed_slice(),
            lists: lists.into_boxed_slice(),
        }
    }

    /// Nobody where there is no such key.
    #[inline]
    pub(super) fn of(&self, key: u32) -> &[Index] {
        let key = key as usize;
        match self.starts.get(key..key + 2) {
            Some(&[from, to]) => &self.lists[from as usize..to as usize],
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_key_has_those_who_have_it() {
        let keys = [vec![2, 0], vec![], vec![2], vec![3]];
        let holders = Holders::new(5, 4, |index| keys[index as usize].clone());
        let lists: Vec<&[Index]> = (0..6).map(|key| holders.of(key)).collect();
        assert_eq!(lists, [&[0][..], &[], &[0, 2], &[3], &[], &[]]);
    }
}
