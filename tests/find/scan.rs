//! In which order a list must be, by asking the matcher of each title.

use std::cell::RefCell;
use std::collections::HashMap;

use zhaohuo::catalog::Index;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::Sort;
use zhaohuo::catalog::matcher::Matcher;

use crate::Hall;
use crate::support;

impl Hall {
    /// Why a list with words is not in the default order, if it is not: titles that begin so before those that are said
    /// so, before those that may be read so, before what has the words elsewhere; last what is full or has begun; and in
    /// each the order of the catalog.
    pub(crate) fn wrong_tier(&self, query: &Query, hits: &[Index]) -> Option<String> {
        if query.words.is_empty() || query.sort != Sort::Best {
            return None;
        }
        let matcher = |word: &String| {
            if query.by_ear {
                Matcher::alike(word)
            } else {
                Matcher::new(word)
            }
        };
        let matchers: Vec<Matcher> = query.words.iter().filter_map(matcher).collect();
        let known = RefCell::new(HashMap::new());
        let tier_of = |index: Index| {
            let at = self.numbers[index as usize];
            if self.naive.is_full(at) || self.naive.is_missed(at, support::now()) {
                return 4;
            }
            let title = self.naive.postings[at].1.title.as_str();
            let worst = || matchers.iter().map(|matcher| tier(matcher, title)).max();
            *known
                .borrow_mut()
                .entry(title)
                .or_insert_with(|| worst().unwrap_or_default())
        };
        let keys: Vec<(u8, Index)> = hits.iter().map(|index| (tier_of(*index), *index)).collect();
        let wrong = keys.windows(2).find(|pair| pair[0] >= pair[1])?;
        let titles: Vec<&str> = wrong
            .iter()
            .map(|(_, index)| self.naive.postings[self.numbers[*index as usize]].1.title.as_str())
            .collect();
        Some(format!("{titles:?} stand in a wrong order: {wrong:?}"))
    }
}

fn tier(matcher: &Matcher, title: &str) -> u8 {
    if !matcher.is_match(title) {
        3
    } else if !matcher.is_spoken_in(title) {
        2
    } else {
        u8::from(!matcher.begins(title))
    }
}
