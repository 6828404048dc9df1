//! Words by regular expressions over texts in which each character is followed by a sign of its readings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::collections::HashMap;

use ib_matcher::pinyin::PinyinData;
use ib_matcher::pinyin::PinyinNotation;
use regex::Regex;
use regex::RegexBuilder;

/// Names with readings that no dictionary gives their characters.
const LOCAL: &str = include_str!("../../src/catalog/pinyin/words.txt");
const LONGEST_SYLLABLE: usize = 6;
/// What the program looks for; longer ones are documented to find nothing.
const LONGEST_WORD: usize = 63;
/// Bytes of a compiled pattern; far more than a word with a few ways to read it needs.
const PATTERN_MAX: usize = 1 << 28;
/// The signs are of a block that no cleaned text has a character of. This one is for what is not Chinese.
const NO_READING: char = '\u{E000}';
const ANY_SIGN: &str = "[\u{E000}-\u{F8FF}]";

/// Lower-case and half-width, character by character.
pub(crate) fn folded(text: &str) -> String {
    text.chars()
        .map(|c| {
            let half = match c {
                '　' => ' ',
                '！'..='～' => char::from_u32(u32::from(c) - u32::from('！') + u32::from('!')).expect("ASCII"),
                _ => c,
            };
            let lower: Vec<char> = half.to_lowercase().collect();
            if lower.len() == 1 { lower[0] } else { half }
        })
        .collect()
}

/// The characters of a corpus and their readings.
pub(crate) struct Readings {
    sign_of: HashMap<char, char>,
    /// Of each sign.
    readings: BTreeMap<char, BTreeSet<String>>,
}

impl Readings {
    pub(crate) fn new<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let data = PinyinData::new(PinyinNotation::Ascii);
        let characters: BTreeSet<char> = texts.flat_map(str::chars).collect();
        let mut signs: BTreeMap<BTreeSet<String>, Vec<char>> = BTreeMap::new();
        for c in characters {
            let read = readings(&data, c);
            if !read.is_empty() {
                signs.entry(read).or_default().push(c);
            }
        }
        // In the order of the readings, so that those that begin alike stand together.
        let mut own = Self {
            sign_of: HashMap::new(),
            readings: BTreeMap::new(),
        };
        for (sign, (read, characters)) in ('\u{E001}'..='\u{F8FF}').zip(signs) {
            own.sign_of.extend(characters.into_iter().map(|c| (c, sign)));
            own.readings.insert(sign, read);
        }
        own
    }

    /// `保洁` with a sign after each character.
    pub(crate) fn signed(&self, folded: &str) -> String {
        let pairs = folded
            .chars()
            .map(|c| [c, self.sign_of.get(&c).copied().unwrap_or(NO_READING)]);
        pairs.flatten().collect()
    }

    pub(crate) fn of(&self, c: char) -> Vec<&str> {
        let sign = self.sign_of.get(&c);
        sign.map(|sign| self.readings[sign].iter().map(String::as_str).collect())
            .unwrap_or_default()
    }

    /// The regular expression of a word; `None` where it is too long for any to be found.
    pub(crate) fn regex(&self, word: &str) -> Option<Regex> {
        let word: Vec<char> = folded(word).chars().collect();
        if word.len() > LONGEST_WORD {
            return None;
        }
        let compiled = RegexBuilder::new(&self.pattern(&word)).size_limit(PATTERN_MAX).build();
        Some(compiled.expect("a pattern of the letters of a word"))
    }

    /// In how many ways a word can be cut into characters and syllables: the size of its regular expression.
    pub(crate) fn ways(&self, word: &str) -> usize {
        let word: Vec<char> = folded(word).chars().collect();
        let mut ways = vec![0_usize; word.len() + 1];
        ways[word.len()] = 1;
        for at in (0..word.len()).rev() {
            ways[at] = self
                .steps(&word[at..])
                .iter()
                .map(|(len, _)| ways[at + len])
                .fold(0, usize::saturating_add);
        }
        ways[0]
    }

    /// From the last character to the first: the pattern of what remains of the word from there on.
    fn pattern(&self, word: &[char]) -> String {
        let mut rests = vec![String::new(); word.len() + 1];
        for at in (0..word.len()).rev() {
            let steps = self.steps(&word[at..]).into_iter();
            let choices: Vec<String> = steps.map(|(len, read)| format!("{read}{}", rests[at + len])).collect();
            rests[at] = format!("(?:{})", choices.join("|"));
        }
        rests.swap_remove(0)
    }

    /// How many letters one character of a text may take from the beginning of the word, and the pattern of those
    /// characters that may: itself, an initial, a whole syllable, and at the end a part of one.
    fn steps(&self, word: &[char]) -> Vec<(usize, String)> {
        let Some(first) = word.first() else {
            return Vec::new();
        };
        let itself = format!("{}{ANY_SIGN}", regex::escape(&first.to_string()));
        let mut steps = vec![(1, itself)];
        for len in 1..=word.len().min(LONGEST_SYLLABLE) {
            let letters: String = word[..len].iter().collect();
            let is_initial_or_end = len == 1 || len == word.len();
            let takes = |read: &BTreeSet<String>| {
                read.iter()
                    .any(|reading| *reading == letters || (is_initial_or_end && reading.starts_with(&letters)))
            };
            let signs = self.readings.iter().filter(|(_, read)| takes(read));
            let signs: String = signs.map(|(sign, _)| *sign).collect();
            if !signs.is_empty() {
                let read = format!(".[{signs}]");
                if len == 1 {
                    let itself = &mut steps[0].1;
                    *itself = format!("(?:{itself}|{read})");
                } else {
                    steps.push((len, read));
                }
            }
        }
        steps
    }
}

/// All readings of a character, with ü written v, u, and yu as in passports.
fn readings(data: &PinyinData, c: char) -> BTreeSet<String> {
    let mut read: BTreeSet<String> = BTreeSet::new();
    let known = data
        .get_pinyins(c)
        .filter_map(|pinyin| pinyin.notation(PinyinNotation::Ascii));
    read.extend(known.map(str::to_owned));
    for line in LOCAL.lines().filter(|line| !line.starts_with('#') && line.contains(c)) {
        let (name, syllables) = line.split_once(' ').expect("a name and its syllables");
        let of_c = name.chars().zip(syllables.split(' ')).filter(|(own, _)| *own == c);
        read.extend(of_c.map(|(_, syllable)| syllable.to_owned()));
    }
    for dotted in read.clone().iter().filter(|reading| reading.contains('v')) {
        read.insert(dotted.replace('v', "u"));
        if let Some(initial) = dotted.strip_suffix('v') {
            read.insert(format!("{initial}yu"));
        }
    }
    read
}
