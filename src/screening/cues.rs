//! Which patterns are worth trying on a text.
//!
//! Of each pattern some characters are known of which one stands in whatever it finds: 男 or 女 in nearly all about the
//! sexes. Most clauses of most postings have none of them, and cost a look at each of their characters and no more.

use std::collections::BTreeSet;

use regex_syntax::hir::Class;
use regex_syntax::hir::ClassUnicodeRange;
use regex_syntax::hir::Hir;
use regex_syntax::hir::HirKind;

/// A larger class is in every text.
const CLASS_MAX: usize = 16;
/// What stands in a posting of any kind, and so is the last that a pattern should be tried for.
const COMMON: &str = "的一不人工个天元有要日包月上到能干活年时岁招无可以上下会好大小发给0123456789";
/// How many rare characters are better to be tried for than a common one.
const COMMON_COST: usize = 8;
/// The basic plane: what lies beyond is in no pattern that anybody would write.
const PLANE: usize = 0x1_0000;

/// The patterns to be tried for each character.
#[derive(Debug, Clone)]
pub(super) struct Cues {
    /// For each character of the basic plane a place in `lists`; the first list is empty.
    places: Box<[u16]>,
    lists: Vec<Vec<u16>>,
    /// Those that may find something without any of their characters being known.
    always: Vec<u16>,
}

impl Cues {
    pub(super) fn of<'a>(patterns: impl Iterator<Item = &'a str>) -> Self {
        let mut cues = Self {
            places: vec![0; PLANE].into(),
            lists: vec![Vec::new()],
            always: Vec::new(),
        };
        for (at, pattern) in (0..).zip(patterns) {
            let known = regex_syntax::parse(pattern).ok().and_then(|hir| needed(&hir));
            let known = known.filter(|known| known.iter().all(|c| (*c as usize) < PLANE));
            match known {
                Some(known) => known.into_iter().for_each(|c| cues.add(c, at)),
                None => cues.always.push(at),
            }
        }
        cues
    }

    fn add(&mut self, c: char, pattern: u16) {
        let place = &mut self.places[c as usize];
        if *place == 0 {
            *place = u16::try_from(self.lists.len()).unwrap_or(0);
            self.lists.push(Vec::new());
        }
        self.lists[usize::from(*place)].push(pattern);
    }

    /// In their order, each once.
    pub(super) fn candidates(&self, text: &str) -> Vec<u16> {
        let mut candidates = self.always.clone();
        for c in text.chars() {
            let place = self.places.get(c as usize).copied().unwrap_or(0);
            candidates.extend_from_slice(&self.lists[usize::from(place)]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }
}

/// Characters of which one is in whatever is found, as rare ones as can be; `None` where none are known.
fn needed(hir: &Hir) -> Option<BTreeSet<char>> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => None,
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            let rarest = text.chars().min_by_key(|c| cost_of(*c))?;
            Some(BTreeSet::from([rarest]))
        }
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(ClassUnicodeRange::len).sum();
            (count <= CLASS_MAX).then(|| class.iter().flat_map(|range| range.start()..=range.end()).collect())
        }
        HirKind::Repetition(repetition) => (repetition.min > 0).then(|| needed(&repetition.sub)).flatten(),
        HirKind::Capture(capture) => needed(&capture.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(needed).min_by_key(cost),
        HirKind::Alternation(choices) => choices.iter().try_fold(BTreeSet::new(), |mut all, choice| {
            all.extend(needed(choice)?);
            Some(all)
        }),
    }
}

fn cost(known: &BTreeSet<char>) -> usize {
    known.iter().map(|c| cost_of(*c)).sum()
}

fn cost_of(c: char) -> usize {
    if COMMON.contains(c) { COMMON_COST } else { 1 }
}
