//! The trades of a posting, by looking for every name of the table at every place of its title.

use std::collections::HashMap;

use zhaohuo::catalog::Trade;
use zhaohuo::posting::Posting;

use crate::words::folded;

const TABLE: &str = include_str!("../../src/catalog/trades.txt");

/// The names of each trade, as they stand in the table.
pub(crate) fn lines() -> Vec<Vec<&'static str>> {
    let lines = TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| line.split(' ').skip(1).collect()).collect()
}

pub(crate) struct Trades {
    /// Folded name → line.
    line_of: HashMap<String, u16>,
    longest: usize,
    seen: HashMap<(String, Option<String>), Vec<Trade>>,
}

impl Trades {
    pub(crate) fn new() -> Self {
        let names = (0..)
            .zip(lines())
            .flat_map(|(line, names)| names.into_iter().map(move |name| (folded(name), line)));
        let line_of: HashMap<String, u16> = names.collect();
        Self {
            longest: line_of.keys().map(|name| name.chars().count()).max().unwrap_or(0),
            line_of,
            seen: HashMap::new(),
        }
    }

    /// What its title before the brackets or its category names; else what its whole title names, where it has no
    /// category; else its category, as it is.
    pub(crate) fn of(&mut self, posting: &Posting) -> Vec<Trade> {
        let category = posting.work.trade.as_ref();
        let key = (posting.title.to_string(), category.map(ToString::to_string));
        if let Some(seen) = self.seen.get(&key) {
            return seen.clone();
        }
        let head: String = posting.title.chars().take_while(|c| !"（(【[".contains(*c)).collect();
        let mut trades = self.named_in(&head);
        match category {
            Some(category) => trades.extend(self.named_in(category)),
            None if trades.is_empty() => trades = self.named_in(&posting.title),
            None => {}
        }
        if let (true, Some(category)) = (trades.is_empty(), category) {
            trades.push(Trade::Other(category.clone()));
        }
        self.seen.insert(key, trades.clone());
        trades
    }

    /// From the left, at each place the longest name that begins there.
    fn named_in(&self, text: &str) -> Vec<Trade> {
        let text: Vec<char> = folded(text).chars().collect();
        let (mut at, mut found) = (0, Vec::new());
        while at < text.len() {
            let here = (1..=self.longest.min(text.len() - at)).rev().find_map(|len| {
                let name: String = text[at..at + len].iter().collect();
                Some((len, *self.line_of.get(&name)?))
            });
            if let Some((len, line)) = here {
                found.push(Trade::Known(line));
                at += len;
            } else {
                at += 1;
            }
        }
        found
    }
}
