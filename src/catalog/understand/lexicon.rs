//! Every name and phrase that means something here.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::AhoCorasick;
use aho_corasick::MatchKind;

use super::Meaning;
use super::Piece;
use super::phrases::phrases;
use crate::catalog::Condition;
use crate::catalog::Dimension;
use crate::catalog::Trade;
use crate::catalog::area::Area;
use crate::catalog::area::Level;
use crate::catalog::area::spoken;
use crate::catalog::pinyin::Table;
use crate::catalog::pinyin::fold;
use crate::posting::Geo;
use crate::posting::Settlement;
use crate::text::CleanText;

/// Fewer letters are the beginning of too many names.
const SPELLED_MIN: usize = 4;
/// What a station is called behind the name of its place.
const STATION_KINDS: [&str; 6] = ["公共就业服务中心", "零工市场", "零工驿站", "就享家", "服务站", "工作站"];

/// The names and phrases, ready to be looked for in a text.
#[derive(Debug)]
pub(in crate::catalog) struct Lexicon {
    names: AhoCorasick,
    /// By pattern.
    meanings: Vec<Meaning>,
    /// What a name is in full pinyin; names that sound alike and are of one kind are all meant.
    spelled: HashMap<String, Vec<Condition>>,
    /// The same by first letters, of the names that are shown.
    initials: HashMap<String, Vec<Condition>>,
}

impl Lexicon {
    /// Where two things have one name, the first of these is meant: a phrase, a place (the wider before the narrower),
    /// a trade, a station, a filler.
    pub(in crate::catalog) fn new(areas: &[Arc<Area>], stations: &[(CleanText, Geo)]) -> Self {
        let mut entries = Entries::default();
        let (filler, asking): (Vec<_>, Vec<_>) = phrases()
            .into_iter()
            .partition(|(_, meaning)| *meaning == Meaning::Filler);
        for (phrase, meaning) in asking {
            entries.add(phrase, meaning);
        }
        for level in Level::ALL {
            for name in areas.iter().filter_map(|area| area.get(level)) {
                let meaning = Meaning::Conditions(vec![Condition::Area(only(level, name))]);
                entries.add(name, meaning.clone());
                if let Some(short) = spoken(name) {
                    entries.add(short, meaning);
                }
            }
        }
        for trade in Trade::known() {
            for name in trade.names() {
                let mut conditions = vec![Condition::Trade(trade.clone())];
                conditions.extend(entries.terms_in(name));
                entries.add(name, Meaning::Conditions(conditions));
            }
        }
        for (name, _) in stations {
            let meaning = Meaning::Conditions(vec![Condition::Station(name.clone())]);
            for called in station_names(name) {
                entries.add(&called, meaning.clone());
            }
        }
        for (phrase, meaning) in filler {
            entries.add(phrase, meaning);
        }
        for (name, condition) in shown(areas) {
            entries.initial(&name, condition);
        }
        entries.finish()
    }

    /// All that occur in a folded text, overlapping or not. A name in letters stands alone or among others like it.
    pub(super) fn known_in(&self, text: &str) -> Vec<Piece> {
        let cuts_letters = |at: usize| {
            let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            is_letter(text[..at].chars().next_back()) && is_letter(text[at..].chars().next())
        };
        let found = self.names.find_overlapping_iter(text);
        let mut pieces: Vec<Piece> = found
            .filter(|found| !cuts_letters(found.start()) && !cuts_letters(found.end()))
            .filter(|found| !goes_on(&text[found.end()..]) || !self.is_place(found.pattern().as_usize()))
            .map(|found| match denial(&text[..found.start()]) {
                // Nothing filters by what somebody does not want.
                Some(denied_from) => Piece {
                    range: denied_from..found.end(),
                    meaning: Meaning::Filler,
                },
                None => Piece {
                    range: found.range(),
                    meaning: self.meanings[found.pattern().as_usize()].clone(),
                },
            })
            .collect();
        pieces.extend(self.spelled_in(text));
        pieces
    }

    /// What a word that stands in no posting may be: what sounds the same, or begins with these letters.
    pub(in crate::catalog) fn sounding_like(&self, word: &str) -> Option<Vec<Condition>> {
        let folded: String = word.chars().map(fold).collect();
        if folded.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.initials.get(&folded).cloned();
        }
        let spelled = Table::get().spelled(word);
        spelled.iter().find_map(|letters| self.spelled.get(letters)).cloned()
    }

    fn is_place(&self, pattern: usize) -> bool {
        matches!(&self.meanings[pattern], Meaning::Conditions(all) if all[0].dimension() == Dimension::Place)
    }

    /// Names in full pinyin. Those that begin amid letters are reached only from another that ends there.
    fn spelled_in(&self, text: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for start in 0..text.len() {
            let letters = text.as_bytes()[start..]
                .iter()
                .take_while(|b| b.is_ascii_lowercase())
                .count();
            for end in start + SPELLED_MIN..=start + letters {
                if let Some(conditions) = self.spelled.get(&text[start..end]) {
                    pieces.push(Piece {
                        range: start..end,
                        meaning: Meaning::Conditions(conditions.clone()),
                    });
                }
            }
        }
        pieces
    }
}

#[derive(Default)]
struct Entries {
    meanings: HashMap<String, Meaning>,
    spelled: HashMap<String, Vec<Condition>>,
    initials: HashMap<String, Vec<Condition>>,
}

impl Entries {
    fn add(&mut self, name: &str, meaning: Meaning) {
        let folded: String = name.chars().map(fold).collect();
        if self.meanings.contains_key(&folded) {
            return;
        }
        if let Meaning::Conditions(conditions) = &meaning {
            self.spell(name, conditions);
        }
        self.meanings.insert(folded, meaning);
    }

    /// 夜班保安 is 保安, and 夜班; 住家保姆 is 保姆, and 管住; 不住家保姆 is not.
    fn terms_in(&self, name: &str) -> Vec<Condition> {
        if name.contains('不') {
            return Vec::new();
        }
        let is_term = |it: &&Condition| matches!(it.dimension(), Dimension::Shift | Dimension::Lodging);
        let mut words = name.char_indices().map(|(at, _)| &name[at..]).flat_map(|rest| {
            let ends = rest.char_indices().map(|(end, _)| end).skip(2).chain([rest.len()]);
            ends.map(move |end| &rest[..end])
        });
        let terms = words.find_map(|word| match self.meanings.get(word)? {
            Meaning::Conditions(all) => all.iter().any(|it| is_term(&it)).then_some(all),
            Meaning::Sort(_) | Meaning::Word | Meaning::Filler => None,
        });
        terms.into_iter().flatten().filter(is_term).cloned().collect()
    }

    fn spell(&mut self, name: &str, conditions: &[Condition]) {
        for spelled in Table::get().spelled(name) {
            if spelled.len() < SPELLED_MIN || !spelled.bytes().all(|b| b.is_ascii_lowercase()) {
                continue;
            }
            let known = self.spelled.entry(spelled).or_default();
            let is_same_kind = known
                .first()
                .is_none_or(|first| conditions.iter().all(|new| new.dimension() == first.dimension()));
            if is_same_kind {
                let new: Vec<_> = conditions.iter().filter(|it| !known.contains(it)).cloned().collect();
                known.extend(new);
            }
        }
    }

    fn initial(&mut self, name: &str, condition: Condition) {
        let table = Table::get();
        let first = |said: &[u16]| {
            said.first()
                .and_then(|id| table.syllables()[usize::from(*id)].chars().next())
        };
        let letters: Option<String> = table.spoken(name).iter().map(|(_, said)| first(said)).collect();
        if let Some(letters) = letters {
            let known = self.initials.entry(letters).or_default();
            if known.first().is_none_or(|it| it.dimension() == condition.dimension()) && !known.contains(&condition) {
                known.push(condition);
            }
        }
    }

    fn finish(self) -> Lexicon {
        let (names, meanings): (Vec<_>, Vec<_>) = self.meanings.into_iter().unzip();
        Lexicon {
            names: AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .build(names)
                .expect("some thousand short names fit in an automaton"),
            meanings,
            spelled: self.spelled,
            initials: self.initials,
        }
    }
}

/// The names by which first letters may be meant, and what they ask for.
fn shown(areas: &[Arc<Area>]) -> Vec<(String, Condition)> {
    let settlements = [
        ("日结", Settlement::Daily),
        ("周结", Settlement::Weekly),
        ("月结", Settlement::Monthly),
    ];
    let mut names: Vec<(String, Condition)> = settlements
        .into_iter()
        .map(|(name, settlement)| (name.to_owned(), Condition::Settlement(settlement)))
        .collect();
    for level in Level::ALL {
        let places = areas.iter().filter_map(|area| area.get(level));
        names.extend(places.map(|name| {
            let short = spoken(name).unwrap_or(name);
            (short.to_owned(), Condition::Area(only(level, name)))
        }));
    }
    names.extend(Trade::known().map(|trade| (trade.name().to_owned(), Condition::Trade(trade))));
    names
}

/// 台东路 is not in 台东 for certain, and 青岛北站 is not all of 青岛.
fn goes_on(text: &str) -> bool {
    let mut next = text.chars();
    match next.next() {
        Some('路' | '街') => !text.starts_with("街道"),
        Some('东' | '南' | '西' | '北') => next.next() == Some('站'),
        _ => false,
    }
}

/// Where the 不, 不要 or 没有 begins that a text ends in. 要不要, 有没有 and 管不管 ask, and deny nothing.
fn denial(before: &str) -> Option<usize> {
    const DENIES: [char; 4] = ['不', '没', '无', '非'];
    const THEN: [char; 10] = ['要', '是', '用', '想', '会', '有', '管', '包', '干', '做'];
    let (rest, then) = match before.chars().next_back() {
        Some(c) if THEN.contains(&c) => (&before[..before.len() - c.len_utf8()], Some(c)),
        _ => (before, None),
    };
    let asked = rest.strip_suffix(DENIES)?;
    let is_question = then.is_some() && asked.chars().next_back() == then;
    (!is_question).then_some(asked.len())
}

/// Whoever says 中山路街道 says nothing of the district.
fn only(level: Level, name: &CleanText) -> Area {
    Area::default().with(level, name.clone())
}

/// 台东街道零工市场（示例） is also 台东街道零工市场, and 台东站.
fn station_names(name: &str) -> Vec<String> {
    let bare = name.split(['（', '(']).next().unwrap_or(name).trim();
    let mut names = vec![name.to_owned(), bare.to_owned()];
    if let Some(place) = STATION_KINDS.into_iter().find_map(|kind| bare.strip_suffix(kind)) {
        names.push(format!("{}站", spoken(place).unwrap_or(place)));
    }
    names.retain(|name| name.chars().count() >= 2);
    names
}
