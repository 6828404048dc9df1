//! Postings → a catalog.

use std::collections::HashMap;
use std::collections::HashSet;

use jiff::Timestamp;

use super::Board;
use super::Brief;
use super::Catalog;
use super::Index;
use super::Sort;
use super::Standpoint;
use super::Trade;
use super::order;
use super::texts::Shared;
use super::understand::Lexicon;
use crate::bulletin::Bulletin;
use crate::bulletin::MinimumWage;
use crate::bulletin::Station;
use crate::decision::Standing;
use crate::posting::Geo;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::Row;
use crate::text::CleanText;

/// As many as there are digits to choose them by.
const WANTED_TRADES: usize = 9;

/// Takes postings one by one, as the store reads them.
#[derive(Debug)]
pub struct CatalogBuilder {
    standpoint: Standpoint,
    briefs: Vec<Brief>,
    shared: Shared,
    changes: Vec<Timestamp>,
    seen: HashSet<(PostingId, CleanText)>,
    stations: Vec<(CleanText, Geo)>,
    board: Board,
    withdrawn: Vec<Row>,
}

impl CatalogBuilder {
    #[must_use]
    pub fn new(standpoint: Standpoint) -> Self {
        Self {
            standpoint,
            briefs: Vec::new(),
            shared: Shared::default(),
            changes: Vec::new(),
            seen: HashSet::new(),
            stations: Vec::new(),
            board: Board::default(),
            withdrawn: Vec::new(),
        }
    }

    /// A posting that came from two feeds is taken once, from the first. Identifiers of different publishers may be
    /// the same by chance; then the titles differ, and both are taken.
    pub fn add(&mut self, row: Row, posting: &Posting) {
        if self.seen.insert((posting.id.clone(), posting.title.clone())) {
            self.changes.extend(posting.origin.modified);
            self.briefs
                .push(Brief::of(row, posting, &self.standpoint, &mut self.shared));
        }
    }

    /// The same of a posting on which staff have decided something.
    pub fn add_decided(&mut self, row: Row, mut posting: Posting, standing: &Standing) {
        if standing.hidden.is_some() {
            return self.keep_back(row, posting);
        }
        standing.apply(&mut posting);
        let taken = self.briefs.len();
        self.add(row, &posting);
        for brief in &mut self.briefs[taken..] {
            brief.pinned = standing.pinned;
        }
    }

    /// Another feed has brought it already.
    #[must_use]
    pub fn has(&self, posting: &Posting) -> bool {
        self.seen.contains(&(posting.id.clone(), posting.title.clone()))
    }

    /// A posting that staff have to look at first.
    pub fn keep_back(&mut self, row: Row, posting: Posting) {
        // Nor may it come from another feed.
        self.seen.insert((posting.id, posting.title));
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
        order::sort(&mut self.briefs, &self.standpoint);
        self.board.sort(&self.standpoint.zone);
        let middle = self.changes.len() / 2;
        let median_change = (!self.changes.is_empty()).then(|| *self.changes.select_nth_unstable(middle).1);
        let texts = self.shared.finish();
        self.withdrawn.sort_unstable();
        let mut rows: Box<[(Row, Index)]> = self.briefs.iter().map(|brief| brief.row).zip(0..).collect();
        rows.sort_unstable();
        Catalog {
            ranks: Sort::ALL.map(|sort| order::ranks(&self.briefs, sort, &self.standpoint)),
            fingerprint: self.briefs.iter().map(Brief::fingerprint).fold(0, u64::wrapping_add),
            wanted_trades: wanted(&self.briefs),
            median_change,
            is_one_city: texts
                .areas
                .iter()
                .filter_map(|area| area.city.as_ref())
                .collect::<HashSet<_>>()
                .len()
                == 1,
            lexicon: Lexicon::new(&texts.areas, &self.stations),
            texts,
            stations: self.stations,
            board: self.board,
            briefs: self.briefs,
            rows,
            withdrawn: self.withdrawn,
            standpoint: self.standpoint,
        }
    }
}

/// The trades with the most postings that still want somebody.
fn wanted(briefs: &[Brief]) -> Vec<Trade> {
    let mut counts: HashMap<&Trade, usize> = HashMap::new();
    for brief in briefs.iter().filter(|brief| !brief.openings.is_full()) {
        for trade in brief.trades.iter() {
            *counts.entry(trade).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
    counts
        .into_iter()
        .map(|(trade, _)| trade.clone())
        .take(WANTED_TRADES)
        .collect()
}
