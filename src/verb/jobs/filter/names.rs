//! Names as people type them → what they name.

use jiff::Timestamp;

use crate::catalog::Area;
use crate::catalog::Catalog;
use crate::catalog::Condition;
use crate::catalog::Level;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::catalog::Trade;
use crate::catalog::pinyin::Table;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// A single character begins too many names.
const BEGINNING_CHARS_MIN: usize = 2;
/// Of 1, by the characters or by the sound: three of four. Less is another word.
const NEAR: f64 = 0.75;
/// Longer than any name of a trade, and short enough to be spelled in all ways.
const TRADE_CHARS_MAX: usize = 12;

/// A place inside `wide`, by the shortest name of its level that begins so, which is the whole name where that was
/// typed. A name that no posting has stays as it was typed, and is the place of none.
pub(super) fn area(wide: &Area, level: Level, typed: &str, catalog: &Catalog) -> Area {
    let is_long = typed.chars().nth(BEGINNING_CHARS_MIN - 1).is_some();
    let begins_so = |name: &&CleanText| is_long && name.starts_with(typed);
    let inside = catalog.areas().iter().filter(|area| wide.covers(area));
    let name = inside
        .filter_map(|area| area.get(level))
        .filter(begins_so)
        .min_by_key(|name| name.chars().count())
        .cloned()
        .unwrap_or_else(|| CleanText::new(typed, LINE_CHARS));
    wide.clone().with(level, name)
}

/// The stations of this name, or so called: 台东站. One that is unknown is near nothing.
pub(super) fn stations(typed: &str, catalog: &Catalog) -> Vec<Condition> {
    let mut meant = Vec::new();
    if catalog.station(typed).is_none() {
        meant = catalog.understand(typed, &mut Recall::default()).query().conditions;
        meant.retain(|condition| matches!(condition, Condition::Station(_)));
    }
    if meant.is_empty() {
        meant.push(Condition::Station(CleanText::new(typed, LINE_CHARS)));
    }
    meant
}

/// By any name of the table, or as a feed calls what the table has no word of.
pub(super) fn trade(typed: &str, catalog: &Catalog, now: Timestamp) -> Option<Trade> {
    let of_a_feed = || {
        let hits = catalog.find(&Query::all(), now);
        let mut trades = hits
            .iter()
            .filter_map(|index| catalog.get(index))
            .flat_map(|brief| brief.trades.to_vec());
        trades.find(|trade| trade.name() == typed)
    };
    Trade::named(typed).or_else(of_a_feed)
}

/// What was probably meant, in the name of the screen.
pub(super) fn nearest_trade(typed: &str) -> Option<String> {
    let typed = CleanText::new(typed, TRADE_CHARS_MAX);
    let sounds = |name: &str| Table::get().spelled(name).into_iter().next().unwrap_or_default();
    let sound = sounds(&typed);
    let nearness = |name: &str| {
        strsim::normalized_damerau_levenshtein(name, &typed)
            .max(strsim::normalized_damerau_levenshtein(&sounds(name), &sound))
    };
    Trade::known()
        .map(|trade| {
            let nearest = trade.names().into_iter().map(nearness).fold(0.0, f64::max);
            (nearest, trade)
        })
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .filter(|(nearness, _)| *nearness >= NEAR)
        .map(|(_, trade)| trade.name().to_owned())
}
