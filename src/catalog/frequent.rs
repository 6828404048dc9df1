//! The words that most postings have: what they find is worked out before anybody asks, because gathering it takes
//! longer than all else in a search.

use std::sync::Arc;

use hashbrown::HashMap;

use super::words::Ear;
use super::words::Occurrence;
use super::words::Words;

/// A word is frequent where one in so many postings has it …
const FREQUENT_PART: usize = 4;
/// … and at least so many: they are gathered in a quarter of a millisecond.
const FREQUENT_MIN: usize = 1 << 16;
/// Of longer ones the texts are few, since few people copy the same ten characters.
const LONGEST: usize = 8;

/// Where frequent words occur, as they are spelled.
#[derive(Debug, Default)]
pub(super) struct Frequent(HashMap<String, Arc<Occurrence>>);

impl Frequent {
    pub(super) fn of(words: &Words) -> Self {
        let least = (words.stock.len() / FREQUENT_PART).max(FREQUENT_MIN);
        if words.stock.len() < least {
            return Self::default();
        }
        let mut frequent = HashMap::new();
        for letter in 'a'..='z' {
            frequent.insert(
                letter.to_string(),
                Arc::new(words.look_for(letter.encode_utf8(&mut [0; 4]), Ear::Spelled)),
            );
        }
        let mut longest = words.grams.heavier_than(least, |text| words.weight(text));
        while !longest.is_empty() {
            let mut longer = Vec::new();
            for word in &longest {
                let spelled: String = word.iter().collect();
                let occurrence = frequent
                    .entry(spelled)
                    .or_insert_with_key(|it| Arc::new(words.look_for(it, Ear::Spelled)));
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

    pub(super) fn get(&self, word: &str) -> Option<&Arc<Occurrence>> {
        self.0.get(word)
    }
}
