//! Postings → a catalog.

use std::hash::BuildHasher as _;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::RwLock;

use hashbrown::DefaultHashBuilder;
use hashbrown::Equivalent;
use hashbrown::HashSet;
use hashbrown::HashTable;
use jiff::Timestamp;

use super::Area;
use super::Board;
use super::Catalog;
use super::Gist;
use super::Standpoint;
use super::Trade;
use super::grams::Grams;
use super::order;
use super::parts::Interner;
use super::parts::Parts;
use super::ready::Ready;
use super::record::Block;
use super::split::Split;
use super::stock::Slot;
use super::stock::Stock;
use super::stock::entry;
use super::stock::merged;
use super::understand::Lexicon;
use crate::bulletin::Bulletin;
use crate::bulletin::MinimumWage;
use crate::bulletin::Station;
use crate::decision::Standing;
use crate::posting::Geo;
use crate::posting::Posting;
use crate::posting::Row;
use crate::text::CleanText;

/// As many as there are digits to choose them by.
const WANTED_TRADES: usize = 9;

/// Takes postings one by one, as the store reads them.
#[derive(Debug)]
pub struct CatalogBuilder {
    standpoint: Standpoint,
    /// Those of the catalog before, and then our own.
    blocks: Vec<Arc<Block>>,
    /// The block that is being filled.
    open: Block,
    slots: Vec<Slot>,
    interner: Interner,
    grams: Grams,
    seen: Seen,
    /// The kiosk stands elsewhere than in the catalog before.
    has_moved: bool,
    /// Where in that the next row probably is.
    hint: usize,
    stations: Vec<(CleanText, Geo)>,
    board: Board,
    withdrawn: Vec<Row>,
    spoken: Spoken,
}

/// The lexicon of the catalog before, and of what it was made.
#[derive(Debug, Default)]
struct Spoken {
    lexicon: Option<Arc<Lexicon>>,
    areas: Vec<Arc<Area>>,
    stations: Vec<(CleanText, Geo)>,
}

/// Identifiers with their titles.
#[derive(Debug, Default)]
struct Seen {
    /// They lie in the blocks.
    table: HashTable<Slot>,
    /// Those that no block has.
    kept_back: HashSet<(Box<str>, Box<str>)>,
    hasher: DefaultHashBuilder,
}

/// To look for among them.
#[derive(Hash)]
struct Called<'a>(&'a str, &'a str);

impl Equivalent<(Box<str>, Box<str>)> for Called<'_> {
    fn equivalent(&self, (id, title): &(Box<str>, Box<str>)) -> bool {
        self.0 == &**id && self.1 == &**title
    }
}

impl CatalogBuilder {
    #[must_use]
    pub fn new(standpoint: Standpoint) -> Self {
        let interner = Interner::onto(Parts::default());
        Self {
            standpoint,
            blocks: Vec::new(),
            open: Block::default(),
            slots: Vec::new(),
            interner,
            grams: Grams::default(),
            seen: Seen::default(),
            has_moved: false,
            hint: 0,
            stations: Vec::new(),
            board: Board::default(),
            withdrawn: Vec::new(),
            spoken: Spoken::default(),
        }
    }

    /// Looks for words in descriptions too. To be said before the first posting is added.
    #[must_use]
    pub fn searching_descriptions(mut self) -> Self {
        self.interner.search_descriptions();
        self
    }

    /// Builds on from a catalog: [`Self::keep`] takes over what is as it was there.
    #[must_use]
    pub fn after(before: &Catalog, standpoint: Standpoint) -> Self {
        let mut interner = Interner::onto(before.stock.parts.clone());
        if before.standpoint.today != standpoint.today {
            interner.begin_day(&standpoint);
        }
        Self {
            blocks: before.stock.blocks.clone(),
            grams: before.grams.clone(),
            interner,
            seen: Seen {
                table: HashTable::with_capacity(before.len()),
                ..Seen::default()
            },
            has_moved: before.standpoint.geo != standpoint.geo || before.standpoint.zone != standpoint.zone,
            spoken: Spoken {
                lexicon: before.lexicon.get().cloned(),
                areas: before.areas.clone(),
                stations: before.stations.clone(),
            },
            ..Self::new(standpoint)
        }
    }

    /// A posting that came from two feeds is taken once, from the first. Identifiers of different publishers may be
    /// the same by chance; then the titles differ, and both are taken.
    pub fn add(&mut self, row: Row, posting: &Posting) {
        self.add_gist(row, &Gist::of(posting));
    }

    /// The same of what a catalog keeps of a posting.
    pub fn add_gist(&mut self, row: Row, gist: &Gist) {
        self.push(row, gist, false);
    }

    /// The same of a posting on which staff have decided something.
    pub fn add_decided(&mut self, row: Row, mut posting: Posting, standing: &Standing) {
        if standing.hidden.is_some() {
            return self.keep_back(row, &posting.id.0, &posting.title);
        }
        standing.apply(&mut posting);
        self.push(row, &Gist::of(&posting), standing.pinned);
    }

    /// The posting of a row as `before`, the catalog that this one builds on, has it; false where that has none, where
    /// another feed has brought it already, or where the kiosk stood elsewhere then.
    pub fn keep(&mut self, row: Row, before: &Catalog) -> bool {
        let Some(index) = before
            .stock
            .at_row_near(row, &mut self.hint)
            .filter(|_| !self.has_moved)
        else {
            return false;
        };
        let entry = before.stock.entry(index);
        if self.sees(entry.id(), entry.title()) {
            return false;
        }
        let slot = before.stock.slot(index);
        self.note(entry.id(), entry.title(), slot);
        self.slots.push(slot);
        true
    }

    /// Another feed has brought it already.
    #[must_use]
    pub fn has(&self, id: &str, title: &str) -> bool {
        self.sees(id, title)
    }

    /// A posting that staff have to look at first, or have taken out. Nor may it come from another feed.
    pub fn keep_back(&mut self, row: Row, id: &str, title: &str) {
        self.seen.kept_back.insert((id.into(), title.into()));
        self.withdrawn.push(row);
    }

    /// The row of the minimum wage that holds in a district today, among what was added.
    #[must_use]
    pub fn minimum_wage(&self, district: &str) -> Option<&MinimumWage> {
        let Standpoint { today, zone, .. } = &self.standpoint;
        self.board.minimum_wage(district, *today, zone).map(AsRef::as_ref)
    }

    /// A station is also a place by which people say where they want to work.
    pub fn add_bulletin(&mut self, bulletin: Bulletin) {
        if let Bulletin::Station(station) = &bulletin {
            self.add_station(station);
        }
        self.board.add(bulletin);
    }

    /// A name to search by, and nothing else; without a position it names nothing.
    pub fn add_station(&mut self, station: &Station) {
        if let Some(geo) = station.geo
            && self.stations.iter().all(|(name, _)| *name != station.name)
        {
            self.stations.push((station.name.clone(), geo));
        }
    }

    #[must_use]
    pub fn finish(mut self) -> Catalog {
        self.close_block();
        let parts = self.interner.finish();
        let grams = self.grams.grown(&parts.texts);
        // Where they lay before is of no use any more.
        drop(self.seen);
        let (blocks, mut slots) = merged(self.blocks, self.slots);
        order::sort(&mut slots, |slot| entry(&blocks, &parts, slot), &self.standpoint);
        let stock = Stock::new(blocks, parts, slots);
        self.board.sort(&self.standpoint.zone);
        self.withdrawn.sort_unstable();
        let areas: Vec<_> = stock.areas_with_work().map(|(_, area)| Arc::clone(area)).collect();
        let is_one_city = areas
            .iter()
            .filter_map(|area| area.city.as_ref())
            .collect::<HashSet<_>>()
            .len()
            == 1;
        let mut catalog = Catalog {
            fingerprint: stock
                .entries()
                .map(|(_, entry)| entry.record.fingerprint)
                .fold(0, u64::wrapping_add),
            wanted_trades: wanted(&stock),
            median_change: median_change(&stock),
            is_one_city,
            lexicon: self.spoken.lexicon(&areas, &self.stations),
            areas,
            ready: Ready::default(),
            widest: Split::default(),
            frequent: RwLock::default(),
            grams,
            stock,
            stations: self.stations,
            board: self.board,
            withdrawn: self.withdrawn,
            standpoint: self.standpoint,
        };
        catalog.ready = Ready::of(&catalog);
        catalog.widest = catalog.split(None);
        catalog
    }

    fn push(&mut self, row: Row, gist: &Gist, pinned: bool) {
        if self.sees(gist.id, gist.title) {
            return;
        }
        let slot = Slot::new(self.blocks.len(), self.open.records.len());
        self.open.push(row, gist, pinned, &self.standpoint, &mut self.interner);
        self.note(gist.id, gist.title, slot);
        self.slots.push(slot);
        if self.open.is_full() {
            self.close_block();
        }
    }

    fn close_block(&mut self) {
        if !self.open.records.is_empty() {
            self.blocks.push(Arc::new(std::mem::take(&mut self.open).closed()));
        }
    }

    /// Identifier and title of what lies there.
    fn key(&self, slot: Slot) -> (&str, &str) {
        let block = self.blocks.get(slot.block()).map_or(&self.open, |block| &**block);
        let record = &block.records[slot.at()];
        (block.id(record), self.interner.get(record.title))
    }

    fn sees(&self, id: &str, title: &str) -> bool {
        let hash = self.seen.hasher.hash_one((id, title));
        let is_same = |slot: &Slot| self.key(*slot) == (id, title);
        self.seen.table.find(hash, is_same).is_some() || self.seen.kept_back.contains(&Called(id, title))
    }

    fn note(&mut self, id: &str, title: &str, slot: Slot) {
        let hash = self.seen.hasher.hash_one((id, title));
        // The table forgets no hash when it grows: it is asked again for each.
        let mut table = std::mem::take(&mut self.seen.table);
        table.insert_unique(hash, slot, |slot| self.seen.hasher.hash_one(self.key(*slot)));
        self.seen.table = table;
    }
}

impl Spoken {
    /// Six megabytes, which two catalogs of the same places share; none where neither was asked yet.
    fn lexicon(self, areas: &[Arc<Area>], stations: &[(CleanText, Geo)]) -> OnceLock<Arc<Lexicon>> {
        let known = self
            .lexicon
            .filter(|_| self.areas == areas && self.stations == stations);
        known.map_or_else(OnceLock::new, OnceLock::from)
    }
}

/// The trades with the most postings that still want somebody.
fn wanted(stock: &Stock) -> Vec<Trade> {
    let mut sets = vec![0; stock.parts.trades.len()];
    for (_, entry) in stock.entries().filter(|(_, entry)| !entry.record.openings().is_full()) {
        sets[entry.record.trades as usize] += 1;
    }
    let counts = stock.count_trades(&sets);
    counts
        .into_iter()
        .map(|(trade, _)| trade.clone())
        .take(WANTED_TRADES)
        .collect()
}

/// What half of the postings were last changed after; `None` where none says.
fn median_change(stock: &Stock) -> Option<Timestamp> {
    let modified = stock.entries().filter(|(_, entry)| entry.record.is_modified);
    let mut changes: Vec<Timestamp> = modified.filter_map(|(_, entry)| entry.newest()).collect();
    let middle = changes.len() / 2;
    (!changes.is_empty()).then(|| *changes.select_nth_unstable(middle).1)
}
