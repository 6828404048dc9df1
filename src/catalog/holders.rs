//! Which postings have something, for each thing that many of them share.

use super::Index;

/// For each key a list of the postings that have it, ascending.
#[derive(Debug, Default)]
pub(super) struct Holders {
    /// By key: its only posting, since most texts are one posting's; or [`SEVERAL`] with where the list begins in `lists`.
    places: Box<[u32]>,
    /// The length of a list, and then the list.
    lists: Box<[Index]>,
}

/// Marks a place in the lists. No catalog has so many postings, nor lists of so many.
const SEVERAL: u32 = 1 << 31;
/// The place of the list of nobody, which is the first.
const NOBODY: u32 = SEVERAL;

impl Holders {
    /// `keys_of` has the keys below `keys` of each of so many postings, none twice. It is asked twice (a counting sort).
    pub(super) fn new<I: IntoIterator<Item = u32>>(keys: usize, postings: Index, keys_of: impl Fn(Index) -> I) -> Self {
        let mut places = vec![0_u32; keys];
        for key in (0..postings).flat_map(&keys_of) {
            places[key as usize] += 1;
        }
        // How many each has becomes where they are; the one of a single one is filled in below.
        let mut lists = vec![0];
        for place in &mut places {
            *place = match *place {
                0 => NOBODY,
                1 => 0,
                count => {
                    let at = u32::try_from(lists.len()).unwrap_or(SEVERAL - 1);
                    lists.resize(lists.len() + 1 + count as usize, 0);
                    SEVERAL | at
                }
            };
        }
        for index in 0..postings {
            for key in keys_of(index) {
                match &mut places[key as usize] {
                    only @ ..SEVERAL => *only = index,
                    several => {
                        let at = (*several ^ SEVERAL) as usize;
                        lists[at] += 1;
                        let last = lists[at] as usize;
                        lists[at + last] = index;
                    }
                }
            }
        }
        Self {
            places: places.into_boxed_slice(),
            lists: lists.into_boxed_slice(),
        }
    }

    /// Nobody where there is no such key.
    #[inline]
    pub(super) fn of(&self, key: u32) -> &[Index] {
        match self.places.get(key as usize) {
            None => &[],
            Some(only @ ..SEVERAL) => std::slice::from_ref(only),
            Some(several) => {
                let at = (*several ^ SEVERAL) as usize;
                &self.lists[at + 1..=at + self.lists[at] as usize]
            }
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
