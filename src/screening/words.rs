//! What the words of a posting say, clause by clause.
//!
//! A clause is what stands between two marks of punctuation, so that 不收押金 denies its own deposit and no other. In each
//! one that a pattern of a rule is found in, what the rule calls harmless is crossed out, and only what is still found
//! then is a finding.

use std::ops::Range;

use enumset::EnumSet;
use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;

use super::Field;
use super::Finding;
use super::Rule;
use super::dates::Written;
use super::finder::Finder;
use super::finder::Found;
use crate::posting::Posting;
use crate::text::CleanText;

/// Whatever the words of a posting may be looked at for, on any day: with the posting and the table alone, so that it can be
/// kept beside the posting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words<'a> {
    #[serde(borrow)]
    hits: Vec<Hit<'a>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Hit<'a> {
    rule: Rule,
    source: &'a str,
    field: Field,
    text: &'a str,
    span: Range<usize>,
    /// It is something to look at only once this day has passed.
    until: Option<Written>,
}

impl Words<'_> {
    /// Nothing is found, whatever the day.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.hits.is_empty()
    }

    pub(super) fn rules(&self, today: Date) -> EnumSet<Rule> {
        self.today(today).map(|hit| hit.rule).collect()
    }

    pub(super) fn findings(&self, today: Date) -> impl Iterator<Item = Finding> {
        self.today(today).map(|hit| Finding {
            rule: hit.rule,
            source: hit.source.into(),
            field: hit.field,
            text: CleanText::from(hit.text.to_owned()),
            span: hit.span.clone(),
        })
    }

    fn today(&self, today: Date) -> impl Iterator<Item = &Hit<'_>> {
        let counts = move |hit: &&Hit| hit.until.is_none_or(|written| written.is_past(today));
        self.hits.iter().filter(counts)
    }
}

impl<'t> Finder<'t> {
    /// What the words of a posting say by this table.
    #[must_use]
    pub fn words<'a>(&mut self, posting: &'a Posting) -> Words<'a>
    where
        't: 'a,
    {
        let mut hits = Vec::new();
        let own_phone: String = digits(posting.contact.phone.as_deref().unwrap_or_default());
        for (field, text) in texts(posting) {
            let folded = fold(text);
            for clause in clauses(&folded) {
                for Found {
                    rule,
                    source,
                    span,
                    until,
                } in self.found(&folded[clause.clone()])
                {
                    let span = clause.start + span.start..clause.start + span.end;
                    // The number that the feed gives is the official one, wherever it is said again.
                    if *rule == Rule::Contact && !own_phone.is_empty() && digits(&folded[span.clone()]) == own_phone {
                        continue;
                    }
                    hits.push(Hit {
                        rule: *rule,
                        source,
                        field,
                        text,
                        span: in_original(text, &folded, span),
                        until: *until,
                    });
                }
            }
        }
        Words { hits }
    }
}

/// All that an employer has written freely. Names of employers and places are none of it: 回民饭店 and 女人街 limit nobody.
fn texts(posting: &Posting) -> impl Iterator<Item = (Field, &CleanText)> {
    let wanted = &posting.wanted;
    let single = [
        (Field::Title, Some(&posting.title)),
        (Field::Description, posting.description.as_ref()),
        (Field::Qualifications, wanted.qualifications.as_ref()),
        (Field::Skills, wanted.skills.as_ref()),
        (Field::Education, wanted.education.as_ref()),
        (Field::Experience, wanted.experience.as_ref()),
        (Field::Physical, wanted.physical.as_ref()),
        (Field::Benefits, posting.benefits.other.as_ref()),
        (Field::Commitments, posting.benefits.commitments.as_ref()),
        (Field::ContactName, posting.contact.name.as_ref()),
    ];
    let bring = wanted.bring.iter().map(|text| (Field::Bring, text));
    let keywords = posting.origin.keywords.iter().map(|text| (Field::Keywords, text));
    let single = single.into_iter().filter_map(|(field, text)| Some((field, text?)));
    single.chain(bring).chain(keywords)
}

/// As patterns are written: letters, digits and punctuation of ASCII, small letters. One character stays one.
fn fold(text: &str) -> String {
    let folded = text.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    });
    folded.map(|c| c.to_ascii_lowercase()).collect()
}

/// The bytes of the text that was folded.
fn in_original(text: &str, folded: &str, span: Range<usize>) -> Range<usize> {
    if text.len() == folded.len() {
        return span;
    }
    let from = folded[..span.start].chars().count();
    let count = folded[span].chars().count();
    let mut places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    let start = places.nth(from).unwrap_or(text.len());
    let end = if count == 0 {
        start
    } else {
        places.nth(count - 1).unwrap_or(text.len())
    };
    start..end
}

/// What ends a clause. `、` does not: 不收押金、服装费 is one denial.
const ENDS: &[char] = &[
    ',', ';', '!', '?', '。', '|', '…', '—', '·', '•', '~', '★', '●', '◆', '■', '※',
];
/// What begins another clause inside of one.
const TURNS: [&str; 4] = ["但", "不过", "另外", "只需"];

fn clauses(folded: &str) -> Vec<Range<usize>> {
    let mut clauses = Vec::new();
    let mut start = 0;
    let mut previous = ' ';
    for (at, c) in folded.char_indices() {
        let rest = &folded[at..];
        let next = rest[c.len_utf8()..].chars().next();
        // A space beside a digit or a letter sets nothing apart: 女 2 人, 加 vx.
        let is_gap = c == ' ' && !previous.is_ascii() && next.is_some_and(|next| !next.is_ascii());
        if is_gap || ENDS.contains(&c) {
            clauses.push(start..at);
            start = at + c.len_utf8();
        } else if !c.is_ascii() && TURNS.iter().any(|turn| rest.starts_with(turn)) {
            clauses.push(start..at);
            start = at;
        }
        previous = c;
    }
    clauses.push(start..folded.len());
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}
