//! The searchable whole: every posting that may be offered, in the default order, never changed once built.
//!
//! A refresh builds a new catalog beside the old one; whoever reads the old keeps it. Memory holds what lists and
//! search need ([`Brief`]); the rest of a posting lies in the store under its [`Row`].
//!
//! What somebody says ([`Catalog::understand`]) becomes a [`Query`]: words, and conditions of some dimensions. Words are
//! looked for in the texts, each of which is kept once, through an index of up to three characters side by side
//! (`grams`), and lead from there to postings (`holders`). Sets of postings are bits (`bits`) in the default order, so that
//! the first page is the first bits ([`Hits`]), and counting is counting bits. What people usually ask is known beforehand
//! (`ready`).
//!
//! A refresh builds on from the catalog before it ([`CatalogBuilder::after`]): blocks of postings and tables of grams are
//! shared, what is new comes in a block of its own, and only what depends on the order is made anew.

mod admit;
mod answer;
mod area;
mod bits;
mod board;
mod brief;
mod builder;
mod facet;
mod found;
mod frequent;
mod gist;
mod grams;
mod hits;
mod holders;
pub mod matcher;
mod names;
mod numbers;
mod order;
mod parts;
pub mod pinyin;
mod query;
mod ready;
mod record;
mod similar;
mod split;
mod start;
mod stock;
mod terms;
mod timeline;
mod trade;
mod understand;
mod usual;
mod wages;
mod words;

use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::PoisonError;
use std::sync::RwLock;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::posting::Geo;
use crate::posting::Row;
use crate::text::CleanText;
use frequent::Frequent;
use grams::Grams;
use ready::Ready;
use split::Split;
use stock::Stock;
use understand::Lexicon;
use words::Ear;
use words::Words;

pub use answer::Answer;
pub use answer::Nearness;
pub use area::Area;
pub use area::Level;
pub use board::Board;
pub use brief::Brief;
pub use brief::Perks;
pub use builder::CatalogBuilder;
pub use facet::Choice;
pub use gist::GIST_FORM;
pub use gist::Gist;
pub use hits::Hits;
pub use names::Named;
pub use query::Condition;
pub use query::Dimension;
pub use query::Paper;
pub use query::PaperWish;
pub use query::Query;
pub use query::Shift;
pub use query::Sort;
pub use query::StartBy;
pub use start::Start;
pub use terms::Terms;
pub use trade::Trade;
pub use understand::Meaning;
pub use understand::Piece;
pub use understand::Understood;
pub use wages::BINS;
pub use wages::Spread;
pub use wages::Tally;
pub use words::Recall;

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

/// A place in a [`Catalog`]: only the catalog that gave it can read it.
pub type Index = u32;

#[derive(Debug)]
pub struct Catalog {
    stock: Stock,
    grams: Grams,
    ready: Ready,
    /// `None` before [`Self::warm_up`] and after [`Self::cool_down`].
    frequent: RwLock<Option<Arc<Frequent>>>,
    /// All places.
    widest: Split,
    /// What staff have withdrawn, by row.
    withdrawn: Vec<Row>,
    /// What half of the postings were last changed after; `None` where none says.
    median_change: Option<Timestamp>,
    wanted_trades: Vec<Trade>,
    /// In which there is work.
    areas: Vec<Arc<Area>>,
    board: Board,
    /// By name.
    stations: Vec<(CleanText, Geo)>,
    /// Whatever says its city says the same one.
    is_one_city: bool,
    /// Made when somebody first says something.
    lexicon: OnceLock<Arc<Lexicon>>,
    /// The same for the same postings in any order.
    fingerprint: u64,
    standpoint: Standpoint,
}

impl Catalog {
    /// Of nothing, until the store has been read.
    #[must_use]
    pub fn empty(standpoint: Standpoint) -> Self {
        CatalogBuilder::new(standpoint).finish()
    }

    #[must_use]
    pub fn get(&self, index: Index) -> Option<Brief> {
        let is_ours = (index as usize) < self.stock.len();
        is_ours.then(|| self.stock.entry(index).brief(&self.standpoint))
    }

    /// From where and when the distances and the default order were reckoned.
    #[must_use]
    pub fn standpoint(&self) -> &Standpoint {
        &self.standpoint
    }

    /// What the feeds carry besides postings.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The posting that lies there in the store.
    #[must_use]
    pub fn at_row(&self, row: Row) -> Option<Brief> {
        self.get(self.stock.at_row(row)?)
    }

    /// Every place that work is in, down to the lowest level that a posting names.
    #[must_use]
    pub fn areas(&self) -> &[Arc<Area>] {
        &self.areas
    }

    /// Staff have taken the posting that lies there out of the catalog.
    #[must_use]
    pub fn is_withdrawn(&self, row: Row) -> bool {
        self.withdrawn.binary_search(&row).is_ok()
    }

    /// The trades with the most postings, most first; as many as there are digits to choose them by.
    #[must_use]
    pub fn wanted_trades(&self) -> &[Trade] {
        &self.wanted_trades
    }

    /// Where a station is.
    #[must_use]
    pub fn station(&self, name: &str) -> Option<Geo> {
        self.stations
            .iter()
            .find(|(own, _)| own.as_str() == name)
            .map(|(_, geo)| *geo)
    }

    /// A query as a worker says it, in the words of this catalog.
    #[must_use]
    pub fn understand(&self, said: &str, recall: &mut Recall) -> Understood {
        let mut understood = self.lexicon().understand(said);
        // Six digits are a 编号 where there is one, and a word like any other where there is none.
        understood.confirm_numbers(|number| !self.stock.numbered(number).is_empty());
        understood.reconsider(|word| {
            let is_nowhere = recall.look_for(&self.words(), word, Ear::Spelled).is_nowhere();
            is_nowhere.then(|| self.lexicon().sounding_like(word)).flatten()
        });
        understood
    }

    /// The postings asked for, without expired ones, in the order asked for. In the default order those with the words
    /// in their title come first, and of these the ones that begin so, then those that are said so: `bj` is 保洁 before
    /// it is 急招保洁, and 重庆 is `cq` before it is `zq`.
    #[must_use]
    pub fn find(&self, query: &Query, now: Timestamp) -> Hits {
        let words = Recall::default().look_for_all(&self.words(), query);
        self.look(query, &words, now)
    }

    /// How many [`Self::find`] would give.
    #[must_use]
    pub fn count(&self, query: &Query, now: Timestamp) -> usize {
        self.found(query, now).len()
    }

    /// How many postings there are, expired ones among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stock.len()
    }

    /// Nothing was read from the store yet, or there is nothing in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stock.len() == 0
    }

    /// Whether a reader would see the same postings in both, in whatever order.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }

    /// The postings that are called so: by their whole identifier, else by what their publisher calls them, which
    /// stands behind the publisher's name. For scripts.
    #[must_use]
    pub fn called(&self, id: &str) -> Vec<Brief> {
        let own = |whole: &str| whole.strip_suffix(id).is_some_and(|publisher| publisher.ends_with(':'));
        let whole = self.those_of(|whole| whole == id);
        if whole.is_empty() { self.those_of(own) } else { whole }
    }

    fn those_of(&self, is_meant: impl Fn(&str) -> bool) -> Vec<Brief> {
        let meant = self.stock.entries().filter(|(_, entry)| is_meant(entry.id()));
        meant.map(|(_, entry)| entry.brief(&self.standpoint)).collect()
    }

    /// A clock that has lost its battery would expire everything or nothing; it is not believed.
    #[must_use]
    pub fn believes(&self, now: Timestamp) -> bool {
        let near = |change: Timestamp| now >= change - CLOCK_BEHIND_MAX && now <= change + CLOCK_AHEAD_MAX;
        now >= self.standpoint.built_at && self.median_change.is_none_or(near)
    }

    /// Works out what makes searching fast and is not needed to search: what names mean, what frequent words find, and the
    /// other sorts. A refresh is searchable before it.
    pub fn warm_up(&self) {
        self.lexicon();
        let frequent = Arc::new(Frequent::of(&self.words()));
        *self.frequent.write().unwrap_or_else(PoisonError::into_inner) = Some(frequent);
        for sort in Sort::ALL {
            self.ready.ranks(self, sort);
        }
    }

    /// Most of its texts, places and hours are of postings that are gone: what builds on from it keeps them, and one from
    /// nothing is better.
    #[must_use]
    pub fn is_worn(&self) -> bool {
        self.stock.is_worn()
    }

    /// Lets go of the largest part of what [`Self::warm_up`] has made, before a refresh needs room beside this catalog: of
    /// a million postings it is forty megabytes.
    pub fn cool_down(&self) {
        *self.frequent.write().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn lexicon(&self) -> &Lexicon {
        self.lexicon
            .get_or_init(|| Arc::new(Lexicon::new(&self.areas, &self.stations)))
    }

    fn words(&self) -> Words<'_> {
        Words {
            stock: &self.stock,
            grams: &self.grams,
            frequent: self.frequent.read().unwrap_or_else(PoisonError::into_inner).clone(),
        }
    }
}
