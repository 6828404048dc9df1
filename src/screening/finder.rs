//! The patterns of a table at work.
//!
//! A regular expression is made when a clause first has its characters, and goes with the finder: all of ours together
//! take a tenth of a second and fourteen megabytes. What was found in a clause is kept, since people copy clauses more
//! than they write them.

use std::cell::OnceCell;
use std::ops::Range;

use enumset::EnumSet;
use hashbrown::HashMap;
use regex::Regex;

use super::Rule;
use super::dates;
use super::dates::Written;
use super::table::Pattern;
use super::table::Table;

/// More clauses than these are not kept: ten megabytes, and in a feed where so many differ few come again.
const KEPT_MAX: usize = 1 << 16;

/// Looks for what a table has, in one posting after the other.
#[derive(Debug)]
pub struct Finder<'t> {
    table: &'t Table,
    /// By pattern.
    sought: Vec<OnceCell<Regex>>,
    harmless: Vec<OnceCell<Regex>>,
    known: HashMap<Box<str>, Box<[Found<'t>]>>,
}

/// Something in a clause.
#[derive(Debug, Clone)]
pub(super) struct Found<'t> {
    pub(super) rule: Rule,
    pub(super) source: &'t str,
    /// In the clause.
    pub(super) span: Range<usize>,
    /// It is something to look at only once this day has passed.
    pub(super) until: Option<Written>,
}

impl<'t> Finder<'t> {
    #[must_use]
    pub fn of(table: &'t Table) -> Self {
        Self {
            table,
            sought: vec![OnceCell::new(); table.patterns.len()],
            harmless: vec![OnceCell::new(); table.harmless.len()],
            known: HashMap::new(),
        }
    }

    #[must_use]
    pub fn table(&self) -> &'t Table {
        self.table
    }

    /// All that a clause has, folded as patterns are written.
    pub(super) fn found(&mut self, clause: &str) -> &[Found<'t>] {
        if self.known.len() >= KEPT_MAX {
            self.known.clear();
        }
        if !self.known.contains_key(clause) {
            let found = self.look_for_all(clause);
            self.known.insert(clause.into(), found.into());
        }
        self.known.get(clause).map_or(&[], |found| found)
    }

    /// Of each rule what stays when the harmless is crossed out, no two that overlap; and the last day that is named.
    fn look_for_all(&self, clause: &str) -> Vec<Found<'t>> {
        let candidates: Vec<(&'t Pattern, &Regex)> = self
            .table
            .candidates(clause)
            .into_iter()
            .map(usize::from)
            .map(|at| {
                (
                    &self.table.patterns[at],
                    regex(&self.sought[at], &self.table.patterns[at]),
                )
            })
            .collect();
        let mut found: Vec<Found> = Vec::new();
        let matching = candidates.iter().filter(|(_, regex)| regex.is_match(clause));
        let rules: EnumSet<Rule> = matching.map(|(pattern, _)| pattern.rule).collect();
        for rule in rules {
            let left = self.crossed_out(rule, clause);
            for (pattern, regex) in candidates.iter().filter(|(pattern, _)| pattern.rule == rule) {
                for hit in regex.find_iter(&left) {
                    let overlaps = |other: &Range<usize>| other.start < hit.end() && hit.start() < other.end;
                    let known = found.iter_mut().find(|it| it.rule == rule && overlaps(&it.span));
                    match known.map(|it| &mut it.span) {
                        Some(other) => *other = other.start.min(hit.start())..other.end.max(hit.end()),
                        None => found.push(Found {
                            rule,
                            source: &pattern.source,
                            span: hit.range(),
                            until: None,
                        }),
                    }
                }
            }
        }
        found.extend(dates::last(clause).map(|(written, span)| Found {
            rule: Rule::Stale,
            source: Rule::Stale.source(),
            span,
            until: Some(written),
        }));
        found
    }

    /// The clause with what a rule calls harmless made unreadable, each character one of the same length.
    fn crossed_out(&self, rule: Rule, clause: &str) -> String {
        let mut left = clause.to_owned();
        let harmless = self.table.harmless.iter().zip(&self.harmless);
        for (pattern, known) in harmless.filter(|(pattern, _)| pattern.rule == rule) {
            for hit in regex(known, pattern).find_iter(clause) {
                let crossed: String = hit.as_str().chars().map(unreadable).collect();
                left.replace_range(hit.range(), &crossed);
            }
        }
        left
    }
}

fn regex<'a>(known: &'a OnceCell<Regex>, pattern: &Pattern) -> &'a Regex {
    known.get_or_init(|| Regex::new(&pattern.text).expect("was tried when its table was read, or by a test"))
}

/// Of private use: no text has one, and no pattern means one.
fn unreadable(c: char) -> char {
    match c.len_utf8() {
        1 => '\u{1}',
        2 => '\u{80}',
        3 => '\u{e000}',
        _ => '\u{f0000}',
    }
}
