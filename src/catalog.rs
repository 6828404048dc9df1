//! The searchable whole: every posting that may be offered, in the default order, never changed once built.
//!
//! A refresh builds a new catalog beside the old one; whoever reads the old keeps it. Memory holds what lists and
//! search need ([`Brief`]); the rest of a posting lies in the store under its [`Row`].

mod brief;
pub mod matcher;
mod order;
pub mod pinyin;

use std::collections::HashMap;
use std::collections::HashSet;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::posting::Geo;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::posting::Row;
use crate::posting::Settlement;
use crate::text::CleanText;
use matcher::Matcher;

pub use brief::Brief;
pub use brief::Perks;
pub use brief::Start;

/// A clock that stands this far before what the postings themselves say is wrong, and expires nothing.
const CLOCK_BEHIND_MAX: SignedDuration = SignedDuration::from_hours(24);
/// And so far after: no hall goes for a year without a word from its feeds.
const CLOCK_AHEAD_MAX: SignedDuration = SignedDuration::from_hours(400 * 24);

/// From where and when a catalog is looked at; distance and 今天 depend on it.
#[derive(Debug, Clone)]
pub struct Standpoint {
    pub geo: Option<Geo>,
    pub zone: TimeZone,
    pub today: Date,
    /// When the order was made: what one had to be at before then cannot be begun today.
    pub now: Timestamp,
    /// When the program was built: no honest clock stands before it.
    pub built_at: Timestamp,
}

/// Which postings are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// 今天就干
    Today,
    /// 当天结钱
    PaidDaily,
    /// 全部活
    All,
    /// All words occur, in Chinese, pinyin or initials.
    Words(String),
    /// All that share the 编号.
    Number(PostingNumber),
}

/// A place in a [`Catalog`]: only the catalog that gave it can read it.
pub type Index = u32;

#[derive(Debug)]
pub struct Catalog {
    /// In the default order.
    briefs: Vec<Brief>,
    /// What half of the postings were last changed after; `None` where none says.
    median_change: Option<Timestamp>,
    common_trades: Vec<CleanText>,
    /// The same for the same postings in any order.
    fingerprint: u64,
    standpoint: Standpoint,
}

/// As many as there are digits to choose them by.
const COMMON_TRADES: usize = 9;

impl Catalog {
    /// Of nothing, until the store has been read.
    #[must_use]
    pub fn empty(standpoint: Standpoint) -> Self {
        CatalogBuilder::new(standpoint).finish()
    }

    #[must_use]
    pub fn get(&self, index: Index) -> Option<&Brief> {
        self.briefs.get(index as usize)
    }

    /// From where and when the distances and the default order were reckoned.
    #[must_use]
    pub fn standpoint(&self) -> &Standpoint {
        &self.standpoint
    }

    /// The occupations with the most postings, most first.
    #[must_use]
    pub fn common_trades(&self) -> &[CleanText] {
        &self.common_trades
    }

    /// The postings asked for, without expired ones; those with the words in their title first, else in the default
    /// order.
    #[must_use]
    pub fn find(&self, query: &Query, now: Timestamp) -> Vec<Index> {
        match query {
            Query::Words(words) => self.search(words, now),
            Query::Today | Query::PaidDaily | Query::All | Query::Number(_) => self
                .offered(now)
                .filter(|(_, brief)| self.belongs(brief, query, now))
                .map(|(index, _)| index)
                .collect(),
        }
    }

    /// How many [`Self::find`] would give of a query without words.
    #[must_use]
    pub fn count(&self, query: &Query, now: Timestamp) -> usize {
        self.offered(now)
            .filter(|(_, brief)| self.belongs(brief, query, now))
            .count()
    }

    /// How many postings there are, expired ones among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.briefs.len()
    }

    /// Nothing was read from the store yet, or there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.briefs.is_empty()
    }

    /// Whether a reader would see the same postings in both, in whatever order.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }

    /// The postings that are called so: by their whole identifier, else by what their publisher calls them, which
    /// stands behind the publisher's name. For scripts.
    #[must_use]
    pub fn called(&self, id: &str) -> Vec<&Brief> {
        let whole: Vec<&Brief> = self.briefs.iter().filter(|brief| &*brief.id.0 == id).collect();
        if !whole.is_empty() {
            return whole;
        }
        let own = |brief: &&Brief| {
            brief
                .id
                .0
                .strip_suffix(id)
                .is_some_and(|publisher| publisher.ends_with(':'))
        };
        self.briefs.iter().filter(own).collect()
    }

    /// A clock that has lost its battery would expire everything or nothing; it is not believed.
    #[must_use]
    pub fn believes(&self, now: Timestamp) -> bool {
        let near = |change: Timestamp| now >= change - CLOCK_BEHIND_MAX && now <= change + CLOCK_AHEAD_MAX;
        now >= self.standpoint.built_at && self.median_change.is_none_or(near)
    }

    fn offered(&self, now: Timestamp) -> impl Iterator<Item = (Index, &Brief)> {
        let believed = self.believes(now);
        (0..)
            .zip(&self.briefs)
            .filter(move |(_, brief)| !believed || brief.valid_through.is_none_or(|end| now < end))
    }

    fn belongs(&self, brief: &Brief, query: &Query, now: Timestamp) -> bool {
        match query {
            Query::Today => brief.can_start_today(self.standpoint.today, now) && !brief.openings.is_full(),
            Query::PaidDaily => brief.pay.settlement == Some(Settlement::Daily),
            Query::Number(number) => brief.number == *number,
            Query::All | Query::Words(_) => true,
        }
    }

    fn search(&self, words: &str, now: Timestamp) -> Vec<Index> {
        // A word longer than any text holds is found nowhere.
        let Some(matchers) = words.split_whitespace().map(Matcher::new).collect::<Option<Vec<_>>>() else {
            return Vec::new();
        };
        let in_all = |text: &str| matchers.iter().all(|matcher| matcher.is_match(text));
        let (mut titled, mut other) = (Vec::new(), Vec::new());
        for (index, brief) in self.offered(now) {
            if in_all(&brief.title) {
                titled.push(index);
            } else if matchers
                .iter()
                .all(|matcher| brief.texts().any(|text| matcher.is_match(text)))
            {
                other.push(index);
            }
        }
        titled.append(&mut other);
        titled
    }
}

/// Takes postings one by one, as the store reads them.
#[derive(Debug)]
pub struct CatalogBuilder {
    standpoint: Standpoint,
    briefs: Vec<Brief>,
    changes: Vec<Timestamp>,
    seen: HashSet<(PostingId, CleanText)>,
    trades: HashMap<CleanText, usize>,
}

impl CatalogBuilder {
    #[must_use]
    pub fn new(standpoint: Standpoint) -> Self {
        Self {
            standpoint,
            briefs: Vec::new(),
            changes: Vec::new(),
            seen: HashSet::new(),
            trades: HashMap::new(),
        }
    }

    /// A posting that came from two feeds is taken once, from the first. Identifiers of different publishers may be
    /// the same by chance; then the titles differ, and both are taken.
    pub fn add(&mut self, row: Row, posting: &Posting) {
        if self.seen.insert((posting.id.clone(), posting.title.clone())) {
            self.changes.extend(posting.origin.modified);
            if let Some(trade) = &posting.work.trade {
                *self.trades.entry(trade.clone()).or_default() += 1;
            }
            self.briefs.push(Brief::of(row, posting, &self.standpoint));
        }
    }

    #[must_use]
    pub fn finish(mut self) -> Catalog {
        order::sort(&mut self.briefs, &self.standpoint);
        let middle = self.changes.len() / 2;
        let median_change = (!self.changes.is_empty()).then(|| *self.changes.select_nth_unstable(middle).1);
        let mut trades: Vec<_> = self.trades.into_iter().collect();
        trades.sort_by(|(a, many), (b, more)| more.cmp(many).then_with(|| a.cmp(b)));
        let fingerprint = self.briefs.iter().map(Brief::fingerprint).fold(0, u64::wrapping_add);
        Catalog {
            briefs: self.briefs,
            fingerprint,
            median_change,
            common_trades: trades.into_iter().map(|(trade, _)| trade).take(COMMON_TRADES).collect(),
            standpoint: self.standpoint,
        }
    }
}
