//! The words that most postings have: what they find is worked out before anybody asks, because gathering it takes
//! longer than all else in a search.

use std::collections::BTreeSet;

use hashbrown::HashMap;

use super::pinyin;
use super::words::Ear;
use super::words::Occurrence;
use super::words::Words;

/// A word is frequent where one in so many postings has it …
const FREQUENT_PART: usize = 4;
/// … and at least so many: they are gathered in a quarter of a millisecond.
const FREQUENT_MIN: usize = 1 << 16;
/// Letters are kept where one in so many postings has them: they stand for many characters, and the walk costs as well.
const LETTERS_PART: usize = 2;
/// Of longer ones the texts are few, since few people copy the same ten characters.
const LONGEST: usize = 8;

/// Where frequent words occur, as they are spelled.
#[derive(Debug, Default)]
pub(super) struct Frequent(HashMap<String, Occurrence>);

impl Frequent {
    pub(super) fn of(words: &Words) -> Self {
        let least = (words.stock.len() / FREQUENT_PART).max(FREQUENT_MIN);
        if words.stock.len() < least {
            return Self::default();
        }
        let look_for = |word: &str| words.look_for(word, Ear::Spelled);
        let mut frequent = HashMap::new();
        // In their order: whatever begins with something rare is rare.
        for letters in beginnings() {
            let (shorter, _) = letters.split_at(letters.len() - 1);
            if !shorter.is_empty() && !frequent.contains_key(shorter) {
                continue;
            }
            let occurrence = look_for(letters);
            if occurrence.len() >= words.stock.len() / LETTERS_PART {
                frequent.insert(letters.to_owned(), occurrence);
            }
        }
        let mut longest = words.grams.heavier_than(least, |text| words.weight(text));
        while !longest.is_empty() {
            let mut longer = Vec::new();
            for word in &longest {
                let spelled: String = word.iter().collect();
                let occurrence = frequent.entry(spelled).or_insert_with_key(|it| look_for(it));
                // Whatever is frequent begins and ends with something frequent.
                if occurrence.len() >= least && (super::grams::LONGEST..LONGEST).contains(&word.len()) {
                    let goes_on = longest
                        .iter()
                        .filter(|next| next.len() == word.len() && next[..next.len() - 1] == word[1..]);
                    longer.extend(goes_on.filter_map(|next| Some([word, &[*next.last()?][..]].concat())));
                }
            }
            longest = longer;
        }
        Self(frequent)
    }

    pub(super) fn get(&self, word: &str) -> Option<&Occurrence> {
        self.0.get(word)
    }
}

/// What syllables begin with, and those themselves: `s`, `sh`, `shi`. Sorted.
fn beginnings() -> BTreeSet<&'static str> {
    let syllables = pinyin::Table::get().syllables().iter();
    syllables
        .flat_map(|syllable| (1..=syllable.len()).filter_map(|len| syllable.get(..len)))
        .collect()
}
