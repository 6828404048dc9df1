//! The searchable whole: every posting that may be offered, in the default order, never changed once built.
//!
//! A refresh builds a new catalog beside the old one; whoever reads the old keeps it. Memory holds what lists and
//! search need ([`Brief`]); the rest of a posting lies in the store under its [`Row`].
//!
//! What somebody says ([`Catalog::understand`]) becomes a [`Query`]: words, and conditions of some dimensions. It is
//! answered by one walk through the postings ([`Catalog::find`], [`Catalog::answer`]); words were looked for before in
//! the texts, each of which is kept once. Counts of choices ([`Catalog::choices`]) are such walks too.

mod admit;
mod answer;
mod area;
mod board;
mod brief;
mod builder;
mod facet;
mod gist;
pub mod matcher;
mod names;
mod order;
pub mod pinyin;
mod query;
mod similar;
mod terms;
mod texts;
mod trade;
mod understand;
mod wages;

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::posting::Geo;
use crate::posting::Row;
use crate::text::CleanText;
use admit::Plan;
use texts::Ear;
use texts::Occurrence;
use texts::Texts;
use understand::Lexicon;

pub use answer::Answer;
pub use answer::Nearness;
pub use area::Area;
pub use area::Level;
pub use board::Board;
pub use brief::Brief;
pub use brief::Perks;
pub use brief::Start;
pub use builder::CatalogBuilder;
pub use facet::Choice;
pub use gist::GIST_FORM;
pub use gist::Gist;
pub use names::Named;
pub use query::Condition;
pub use query::Dimension;
pub use query::Paper;
pub use query::PaperWish;
pub use query::Query;
pub use query::Shift;
pub use query::Sort;
pub use query::StartBy;
pub use terms::Terms;
pub use texts::Recall;
pub use trade::Trade;
pub use understand::Meaning;
pub use understand::Piece;
pub use understand::Understood;
pub use wages::BINS;
pub use wages::Spread;
pub use wages::Tally;

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
    /// In the default order.
    briefs: Vec<Brief>,
    /// Where in that order a row of the store stands, by row.
    rows: Box<[(Row, Index)]>,
    /// What staff have withdrawn, by row.
    withdrawn: Vec<Row>,
    /// By [`Sort::ALL`]: the place of each posting where that sort has another.
    ranks: [Option<Vec<Index>>; Sort::ALL.len()],
    /// What half of the postings were last changed after; `None` where none says.
    median_change: Option<Timestamp>,
    wanted_trades: Vec<Trade>,
    texts: Texts,
    board: Board,
    /// By name.
    stations: Vec<(CleanText, Geo)>,
    /// Whatever says its city says the same one.
    is_one_city: bool,
    lexicon: Lexicon,
    /// The same for the same postings in any order.
    fingerprint: u64,
    standpoint: Standpoint,
}

/// Where in a list of found ones a posting with all the words stands.
#[derive(Clone, Copy)]
enum Standing {
    /// Its title begins with them, as it is said; or there are none.
    Begins,
    /// They are in its title, as it is said.
    Titled,
    /// They are in its title, by some reading.
    TitledSomehow,
    Elsewhere,
    /// Nobody more is wanted, or it has begun without one.
    Gone,
}

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

    /// What the feeds carry besides postings.
    #[must_use]
    pub fn board(&self) -> &Board {
        &self.board
    }

    /// The posting that lies there in the store.
    #[must_use]
    pub fn at_row(&self, row: Row) -> Option<&Brief> {
        let at = self.rows.binary_search_by_key(&row, |(row, _)| *row).ok()?;
        self.get(self.rows[at].1)
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
        let mut understood = self.lexicon.understand(said);
        // Six digits are a 编号 where there is one, and a word like any other where there is none.
        understood.confirm_numbers(|number| self.briefs.iter().any(|brief| brief.number == number));
        understood.reconsider(|word| {
            let is_nowhere = recall.look_for(&self.texts, word, Ear::Spelled).is_nowhere();
            is_nowhere.then(|| self.lexicon.sounding_like(word)).flatten()
        });
        understood
    }

    /// The postings asked for, without expired ones, in the order asked for. In the default order those with the words
    /// in their title come first, and of these the ones that begin so, then those that are said so: `bj` is 保洁 before
    /// it is 急招保洁, and 重庆 is `cq` before it is `zq`.
    #[must_use]
    pub fn find(&self, query: &Query, now: Timestamp) -> Vec<Index> {
        let words = Recall::default().look_for_all(&self.texts, query);
        self.look(query, &words, now)
    }

    /// How many [`Self::find`] would give.
    #[must_use]
    pub fn count(&self, query: &Query, now: Timestamp) -> usize {
        let words = Recall::default().look_for_all(&self.texts, query);
        let plan = Plan::new(self, query, &words, now);
        if plan.is_vain() {
            return 0;
        }
        let offered = self.offered(now);
        offered
            .filter(|(_, brief)| plan.meets_conditions(brief) && plan.has_words(brief))
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

    fn look(&self, query: &Query, words: &[Arc<Occurrence>], now: Timestamp) -> Vec<Index> {
        let plan = Plan::new(self, query, words, now);
        if plan.is_vain() {
            return Vec::new();
        }
        let mut found: [Vec<Index>; 5] = Default::default();
        for (index, brief) in self.offered(now) {
            if plan.meets_conditions(brief)
                && let Some(standing) = plan.standing(brief)
            {
                found[standing as usize].push(index);
            }
        }
        let mut found = found.concat();
        let sorts = Sort::ALL.into_iter().zip(&self.ranks);
        if let Some((_, Some(ranks))) = sorts.into_iter().find(|(sort, _)| *sort == query.sort) {
            found.sort_unstable_by_key(|index| ranks[*index as usize]);
        }
        found
    }
}
