//! What somebody may mean who types the sound of a name, as an input method would ask.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::Catalog;
use super::Trade;
use super::matcher::Matcher;
use crate::text::cells;

/// Of what a name is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    Trade,
    Place,
}

impl Catalog {
    /// The names that `letters` may stand for, in full pinyin or first letters, the likeliest first: what is wanted most
    /// here, and of that what is shorter.
    #[must_use]
    pub fn names_like(&self, letters: &str, named: Named, limit: usize) -> Vec<&str> {
        let Some(matcher) = Matcher::new(letters) else {
            return Vec::new();
        };
        let counts = match named {
            Named::Trade => self.trade_names(),
            Named::Place => self.place_names(),
        };
        let meant = counts.into_iter().filter(|(name, _)| matcher.begins(name));
        let mut meant: Vec<(&str, usize)> = meant.collect();
        meant.sort_by_key(|(name, count)| (Reverse(*count), cells(name), *name));
        meant.into_iter().map(|(name, _)| name).take(limit).collect()
    }

    /// Every name of every trade, with how many postings are of it.
    fn trade_names(&self) -> HashMap<&str, usize> {
        let counts = self
            .stock
            .count_trades(self.stock.entries().map(|(_, entry)| entry.record.trades));
        let mut names: HashMap<&str, usize> = Trade::known_names().map(|name| (name, 0)).collect();
        for (trade, count) in counts {
            names.extend(trade.names().into_iter().map(|name| (name, count)));
        }
        names
    }

    fn place_names(&self) -> HashMap<&str, usize> {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (name, _) in &self.stations {
            counts.entry(name).or_insert(0);
        }
        for (_, entry) in self.stock.entries() {
            let area = entry.parts.area_of(entry.record.spot).area.names();
            for name in area.chain(entry.parts.text(entry.spot().place)) {
                *counts.entry(name).or_insert(0) += 1;
            }
        }
        counts
    }
}
