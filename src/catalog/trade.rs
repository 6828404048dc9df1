//! Trades, and the many names of each: 小工 is 普工 is 力工.
//!
//! The table is `trades.txt`: one trade a line, its code in the national list of occupations (职业分类大典, 2022), the
//! name that we show, then whatever else people call it. A posting is of each trade whose name stands in its title
//! before the brackets or in its `occupationalCategory`; where one name lies in another, the longer counts: 叉车司机 is
//! 叉车 and not 司机.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;

use super::pinyin::fold;
use crate::text::CleanText;

/// What one works as.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trade {
    /// A line of the table.
    Known(u16),
    /// As a feed calls it, where the table has no word of it.
    Other(CleanText),
}

struct Group {
    code: &'static str,
    names: Vec<&'static str>,
}

struct Table {
    groups: Vec<Group>,
    /// Group by folded name.
    by_name: HashMap<String, u16>,
    /// A pattern for each name, and the group of each pattern.
    automaton: AhoCorasick,
    of_pattern: Vec<u16>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("trades.txt")));

impl Trade {
    /// The trade that has this name, whole.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let folded: String = name.chars().map(fold).collect();
        TABLE.by_name.get(&folded).map(|group| Self::Known(*group))
    }

    /// What the screen calls it.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Known(group) => TABLE.groups[usize::from(*group)].names[0],
            Self::Other(name) => name,
        }
    }

    /// All that people call it, the name of the screen first.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Known(group) => TABLE.groups[usize::from(*group)].names.clone(),
            Self::Other(name) => vec![name],
        }
    }

    /// Its code in the national list of occupations.
    #[must_use]
    pub fn code(&self) -> Option<&'static str> {
        match self {
            Self::Known(group) => Some(TABLE.groups[usize::from(*group)].code),
            Self::Other(_) => None,
        }
    }

    /// Every line of the table.
    pub fn known() -> impl Iterator<Item = Self> {
        (0..).zip(&TABLE.groups).map(|(group, _)| Self::Known(group))
    }

    /// Every name in the table.
    pub fn known_names() -> impl Iterator<Item = &'static str> {
        TABLE.groups.iter().flat_map(|group| group.names.iter().copied())
    }

    /// The trades of a posting, without repetition, in the order of the table; never none where a category is given.
    #[must_use]
    pub fn of(title: &str, category: Option<&CleanText>) -> Box<[Self]> {
        let head = title.split(['（', '(', '【', '[']).next().unwrap_or_default();
        let mut trades = mentioned(head);
        trades.extend(category.into_iter().flat_map(|category| mentioned(category)));
        if trades.is_empty() && category.is_none() {
            trades = mentioned(title);
        }
        if trades.is_empty() {
            trades.extend(category.cloned().map(Self::Other));
        }
        trades.sort_unstable();
        trades.dedup();
        trades.into_boxed_slice()
    }
}

/// The trades that a text names, left to right; the longest name at each place.
fn mentioned(text: &str) -> Vec<Trade> {
    let folded: String = text.chars().map(fold).collect();
    let found = TABLE.automaton.find_iter(&folded);
    found
        .map(|found| Trade::Known(TABLE.of_pattern[found.pattern().as_usize()]))
        .collect()
}

impl Table {
    fn read(text: &'static str) -> Self {
        let groups: Vec<Group> = text
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .filter_map(|line| {
                let mut fields = line.split(' ');
                let code = fields.next()?;
                Some(Group {
                    code,
                    names: fields.collect(),
                })
            })
            .collect();
        let mut names = Vec::new();
        for (group, line) in (0..).zip(&groups) {
            names.extend(
                line.names
                    .iter()
                    .map(|name| (name.chars().map(fold).collect::<String>(), group)),
            );
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(names.iter().map(|(name, _)| name));
        Self {
            automaton: automaton.expect("some thousand short names fit in an automaton"),
            of_pattern: names.iter().map(|(_, group)| *group).collect(),
            by_name: names.into_iter().collect(),
            groups,
        }
    }
}
