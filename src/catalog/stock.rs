//! The postings of a catalog in the default order, and what many of them share.

use std::collections::HashMap;
use std::sync::Arc;

use super::Area;
use super::Index;
use super::Trade;
use super::bits::Bits;
use super::holders::Holders;
use super::parts::Part;
use super::parts::Parts;
use super::record::BLOCK;
use super::record::Block;
use super::record::Entry;
use super::record::Record;
use crate::posting::PostingNumber;
use crate::posting::Row;

/// More small blocks than these are merged: each refresh brings one, and merging copies what is in them.
const SMALL_BLOCKS_MAX: usize = 8;

/// Where a posting lies: in which block, and where in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slot(u32);

impl Slot {
    /// Of a block and a place below [`BLOCK`]; four thousand million postings are more than any store has.
    pub(super) fn new(block: usize, at: usize) -> Self {
        Self(u32::try_from(block * BLOCK + at).unwrap_or(u32::MAX))
    }

    pub(super) fn block(self) -> usize {
        self.0 as usize / BLOCK
    }

    pub(super) fn at(self) -> usize {
        self.0 as usize % BLOCK
    }
}

/// Blocks, tables, and an order over them: a refresh shares the blocks, leaves out what is gone, and orders anew.
#[derive(Debug)]
pub(super) struct Stock {
    pub(super) blocks: Vec<Arc<Block>>,
    pub(super) parts: Parts,
    /// In the default order.
    slots: Box<[Slot]>,
    by_row: Box<[Index]>,
    by_number: Box<[Index]>,
    titled: Holders,
    /// By employer and category.
    named: Holders,
    /// By what descriptions say.
    told: Holders,
    at_spot: Holders,
    /// The spot of each, side by side: what is found is counted by it.
    spots: Box<[Part]>,
    in_trades: Holders,
    trades: Box<[Part]>,
    /// The spots that a text names.
    spots_named: Holders,
    /// The texts that are more than titles.
    more_than_titles: Bits,
    /// By area: a table keeps also those that have had work.
    has_work: Box<[bool]>,
}

impl Stock {
    /// `slots` in the default order.
    pub(super) fn new(blocks: Vec<Arc<Block>>, parts: Parts, slots: Vec<Slot>) -> Self {
        let len = Index::try_from(slots.len()).unwrap_or(Index::MAX);
        let stock = Self {
            blocks,
            parts,
            slots: slots.into_boxed_slice(),
            by_row: Box::default(),
            by_number: Box::default(),
            titled: Holders::default(),
            named: Holders::default(),
            told: Holders::default(),
            at_spot: Holders::default(),
            spots: Box::default(),
            in_trades: Holders::default(),
            trades: Box::default(),
            spots_named: Holders::default(),
            more_than_titles: Bits::default(),
            has_work: Box::default(),
        };
        let by_row = stock.sorted_by(|record| record.row);
        let by_number = stock.sorted_by(|record| record.number);
        let Parts {
            texts, spots, trades, ..
        } = &stock.parts;
        let record = |index| stock.entry(index).record;
        let titled = Holders::new(texts.len(), len, |index| [record(index).title]);
        let named = Holders::new(texts.len(), len, |index| {
            let (employer, category) = (record(index).employer, record(index).category);
            let category = Some(category).filter(|category| *category != employer);
            [Some(employer), category]
                .into_iter()
                .flatten()
                .filter(|text| *text != 0)
        });
        // Nothing of each where descriptions are not searched.
        let told = Holders::new(texts.len(), len, |index| {
            let slot = stock.slot(index);
            stock.blocks[slot.block()].clauses(slot.at()).iter().copied()
        });
        let spot_of: Box<[Part]> = (0..len).map(|index| record(index).spot).collect();
        let trades_of: Box<[Part]> = (0..len).map(|index| record(index).trades).collect();
        let at_spot = Holders::new(spots.len(), len, |index| [spot_of[index as usize]]);
        let in_trades = Holders::new(trades.len(), len, |index| [trades_of[index as usize]]);
        let all_spots = Index::try_from(spots.len()).unwrap_or(Index::MAX);
        let spots_named = Holders::new(texts.len(), all_spots, |spot| stock.parts.names_of(spot));
        let more_than_titles = Bits::those(texts.len(), |text| {
            [&named, &told, &spots_named]
                .into_iter()
                .any(|it| !it.of(text).is_empty())
        });
        let mut has_work = vec![false; stock.parts.areas.len()];
        for (spot, at) in (0..).zip(spots) {
            has_work[at.area as usize] |= !at_spot.of(spot).is_empty();
        }
        Self {
            has_work: has_work.into_boxed_slice(),
            by_row,
            by_number,
            titled,
            named,
            told,
            at_spot,
            spots: spot_of,
            in_trades,
            trades: trades_of,
            spots_named,
            more_than_titles,
            ..stock
        }
    }

    fn sorted_by<K: Ord>(&self, key: impl Fn(&Record) -> K) -> Box<[Index]> {
        let mut keyed: Vec<(K, Index)> = self
            .entries()
            .map(|(index, entry)| (key(entry.record), index))
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, index)| index).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.slots.len()
    }

    pub(super) fn indexes(&self) -> std::ops::Range<Index> {
        0..Index::try_from(self.slots.len()).unwrap_or(Index::MAX)
    }

    pub(super) fn slot(&self, index: Index) -> Slot {
        self.slots[index as usize]
    }

    /// `index` is one of this stock.
    pub(super) fn entry(&self, index: Index) -> Entry<'_> {
        entry(&self.blocks, &self.parts, self.slots[index as usize])
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = (Index, Entry<'_>)> {
        self.indexes().map(|index| (index, self.entry(index)))
    }

    /// Looks first where `hint` says, which then is behind it: rows are mostly asked for in their order.
    pub(super) fn at_row_near(&self, row: Row, hint: &mut usize) -> Option<Index> {
        let is_there = |index: &&Index| self.entry(**index).record.row == row;
        let near = self.by_row.get(*hint).filter(is_there).copied();
        let found = near.or_else(|| self.at_row(row));
        *hint += usize::from(near.is_some());
        found
    }

    pub(super) fn at_row(&self, row: Row) -> Option<Index> {
        let key = |index: &Index| self.entry(*index).record.row;
        let at = self.by_row.binary_search_by_key(&row, key).ok()?;
        self.by_row.get(at).copied()
    }

    /// Those with a 编号, in the default order.
    pub(super) fn numbered(&self, number: PostingNumber) -> &[Index] {
        let key = |index: &Index| self.entry(*index).record.number;
        let from = self.by_number.partition_point(|index| key(index) < number);
        let len = self.by_number[from..].partition_point(|index| key(index) == number);
        &self.by_number[from..from + len]
    }

    /// Every place that work is in, down to the lowest level that a posting names.
    pub(super) fn areas_with_work(&self) -> impl Iterator<Item = (Part, &Arc<Area>)> {
        let areas = (0..).zip(&self.parts.areas).zip(&self.has_work);
        areas
            .filter(|(_, has_work)| **has_work)
            .map(|((part, named), _)| (part, &named.area))
    }

    /// How many postings there are of each set of trades.
    pub(super) fn trade_sets(&self) -> Vec<usize> {
        let sets = (0..).take(self.parts.trades.len());
        sets.map(|set| self.in_trades(set).len()).collect()
    }

    /// The trades of so many postings of each set of trades, most first.
    pub(super) fn count_trades(&self, sets: &[usize]) -> Vec<(&Trade, usize)> {
        let mut counts: HashMap<&Trade, usize> = HashMap::new();
        for (trades, count) in self.parts.trades.iter().zip(sets).filter(|(_, count)| **count > 0) {
            for trade in trades.iter() {
                *counts.entry(trade).or_default() += count;
            }
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        counts
    }

    pub(super) fn titled(&self, text: Part) -> &[Index] {
        self.titled.of(text)
    }

    /// The postings that a text says something of besides their titles: of whom, in their descriptions, and of each spot
    /// that it names, which work is there.
    pub(super) fn described(&self, text: Part) -> impl Iterator<Item = &[Index]> {
        let spots = self.spots_named.of(text).iter();
        [self.named.of(text), self.told.of(text)]
            .into_iter()
            .chain(spots.map(|spot| self.at_spot(*spot)))
    }

    /// Most of what its tables hold is of postings that are gone.
    pub(super) fn is_worn(&self) -> bool {
        let lens = [self.parts.texts.len(), self.parts.spots.len(), self.parts.times.len()];
        let [mut texts, mut spots, mut times] = lens.map(Bits::none);
        // No text.
        texts.insert(0);
        for (_, entry) in self.entries() {
            let record = entry.record;
            texts.insert_all(&[record.title, record.employer, record.category, record.qualifications]);
            spots.insert(record.spot);
            times.insert(record.times);
        }
        for spot in spots.iter() {
            self.parts.names_of(spot).for_each(|text| texts.insert(text));
        }
        for text in (0..).take(lens[0]).filter(|text| !self.told.of(*text).is_empty()) {
            texts.insert(text);
        }
        let used = texts.count() + spots.count() + times.count();
        used < lens.iter().sum::<usize>() / 2
    }

    /// Those of which [`Self::described`] gives anything; most titles of employers who write their own are nothing else.
    pub(super) fn more_than_titles(&self) -> &Bits {
        &self.more_than_titles
    }

    pub(super) fn at_spot(&self, spot: Part) -> &[Index] {
        self.at_spot.of(spot)
    }

    /// The sets of trades that have one of these.
    pub(super) fn sets_of_any(&self, trades: &[Trade]) -> impl Iterator<Item = Part> {
        let sets = (0..).zip(&self.parts.trades);
        sets.filter(|(_, set)| set.iter().any(|trade| trades.contains(trade)))
            .map(|(set, _)| set)
    }

    /// The spot of each posting.
    pub(super) fn spots(&self) -> &[Part] {
        &self.spots
    }

    /// The set of trades of each posting.
    pub(super) fn trades(&self) -> &[Part] {
        &self.trades
    }

    pub(super) fn in_trades(&self, trades: Part) -> &[Index] {
        self.in_trades.of(trades)
    }
}

/// The posting that lies there.
pub(super) fn entry<'a>(blocks: &'a [Arc<Block>], parts: &'a Parts, slot: Slot) -> Entry<'a> {
    let block = &blocks[slot.block()];
    Entry {
        record: &block.records[slot.at()],
        block,
        parts,
    }
}

/// With the postings of small blocks, and of those of which most are gone, in new ones; each slot goes on to mean the same
/// posting.
pub(super) fn merged(blocks: Vec<Arc<Block>>, mut slots: Vec<Slot>) -> (Vec<Arc<Block>>, Vec<Slot>) {
    let mut live = vec![0; blocks.len()];
    for slot in &slots {
        live[slot.block()] += 1;
    }
    let is_small = |block: usize| live[block] < BLOCK / 2;
    if (0..blocks.len()).filter(|block| is_small(*block)).count() <= SMALL_BLOCKS_MAX {
        return (blocks, slots);
    }
    let mut kept: Vec<Arc<Block>> = Vec::new();
    let mut moved_to = vec![None; blocks.len()];
    for (at, block) in blocks.iter().enumerate().filter(|(at, _)| !is_small(*at)) {
        moved_to[at] = Some(kept.len());
        kept.push(Arc::clone(block));
    }
    let mut open = Block::default();
    for slot in &mut slots {
        *slot = if let Some(block) = moved_to[slot.block()] {
            Slot::new(block, slot.at())
        } else {
            let from = &blocks[slot.block()];
            let place = Slot::new(kept.len(), open.records.len());
            open.push_from(from, slot.at());
            if open.is_full() {
                kept.push(Arc::new(std::mem::take(&mut open)));
            }
            place
        };
    }
    kept.push(Arc::new(open.closed()));
    (kept, slots)
}
