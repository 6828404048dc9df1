//! Which number a thing of a table has, by what tells it from the others there. The things lie in the table alone: of a
//! million texts a second copy would be as large as all else that a refresh needs.

use std::borrow::Borrow;
use std::hash::BuildHasher as _;
use std::hash::Hash;

use hashbrown::DefaultHashBuilder;
use hashbrown::HashTable;

use super::parts::Part;

#[derive(Debug, Default)]
pub(super) struct Numbers {
    table: HashTable<Part>,
    hasher: DefaultHashBuilder,
}

impl Numbers {
    /// Of a table whose things all differ.
    pub(super) fn of<K: Hash + ?Sized, T: Borrow<K>>(things: &[T]) -> Self {
        let mut numbers = Self {
            table: HashTable::with_capacity(things.len()),
            ..Self::default()
        };
        for number in (0..).take(things.len()) {
            numbers.note(things, number);
        }
        numbers
    }

    pub(super) fn get<K: Hash + Eq + ?Sized, T: Borrow<K>>(&self, things: &[T], key: &K) -> Option<Part> {
        let hash = self.hasher.hash_one(key);
        self.table
            .find(hash, |number| things[*number as usize].borrow() == key)
            .copied()
    }

    /// That of the thing that is told by `key`; it is made where there is none.
    pub(super) fn keep<K: Hash + Eq + ?Sized, T: Borrow<K>>(
        &mut self,
        things: &mut Vec<T>,
        key: &K,
        make: impl FnOnce() -> T,
    ) -> Part {
        if let Some(known) = self.get(things, key) {
            return known;
        }
        let number = Part::try_from(things.len()).unwrap_or(Part::MAX);
        things.push(make());
        self.note(things, number);
        number
    }

    fn note<K: Hash + ?Sized, T: Borrow<K>>(&mut self, things: &[T], number: Part) {
        let hash_of = |number: &Part| self.hasher.hash_one(things[*number as usize].borrow());
        self.table.insert_unique(hash_of(&number), number, hash_of);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_that_are_there_keep_their_numbers() {
        let mut words: Vec<String> = ["保洁", "搬运"].map(str::to_owned).to_vec();
        let mut numbers = Numbers::of::<str, _>(&words);
        for (word, number) in [("搬运", 1), ("分拣", 2), ("保洁", 0), ("分拣", 2)] {
            assert_eq!(numbers.keep(&mut words, word, || word.to_owned()), number);
        }
        assert_eq!(words, ["保洁", "搬运", "分拣"]);
        assert_eq!(numbers.get(&words, "电工"), None);
    }
}
