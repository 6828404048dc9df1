//! The table of words: ours, and what an operator adds to it.
//!
//! The form stands at the head of `rules.txt`, in Chinese, for those who extend it.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::LazyLock;

use regex::Regex;
use sha2::Digest as _;
use sha2::Sha256;

use super::Rule;
use super::cues::Cues;

/// The number of patterns that one table may add. A regex engine's memory grows with it, and a longer table is a
/// dictionary that somebody pasted.
const PATTERNS_MAX: usize = 5_000;
/// To be raised with each change by which the same table finds something else: what was found before is then looked for
/// again.
const FINDER: u32 = 1;

/// Which words belong to which rule, and what makes them harmless.
#[derive(Debug, Clone)]
pub struct Table {
    /// Which of the patterns are worth trying.
    cues: Cues,
    pub(super) patterns: Vec<Pattern>,
    /// Crossed out before the patterns of a rule are looked for.
    pub(super) harmless: Vec<Pattern>,
    fingerprint: i64,
    /// As it was written, so that a longer table can be made of it.
    written: Written,
}

#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) rule: Rule,
    /// A regular expression.
    pub(super) text: Arc<str>,
    pub(super) source: Arc<str>,
}

#[derive(Debug, Clone, Default)]
struct Written {
    /// Ours, whose patterns a test tries; what an operator writes is tried at once.
    is_trusted: bool,
    lines: Vec<Line>,
    /// What `<name>` stands for, already a regular expression.
    names: HashMap<String, String>,
}

#[derive(Debug, Clone)]
struct Line {
    is_harmless: bool,
    pattern: Pattern,
}

/// What is wrong with a table, and in which line, for whoever wrote it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct TableError {
    /// From 1.
    pub line: usize,
    pub problem: String,
}

const OWN_TEXT: &str = include_str!("rules.txt");

static OWN: LazyLock<Table> = LazyLock::new(|| {
    let trusted = Written {
        is_trusted: true,
        ..Written::default()
    };
    let mut written = trusted.and(OWN_TEXT).expect("a table of our own");
    written.is_trusted = false;
    Table::of(written)
});

impl Table {
    /// The one that is built in.
    #[must_use]
    pub fn own() -> &'static Self {
        &OWN
    }

    /// This table and what `text` adds to it.
    ///
    /// # Errors
    ///
    /// The first line that is wrong, and what is wrong with it.
    pub fn extended(&self, text: &str) -> Result<Self, TableError> {
        let written = self.written.clone().and(text)?;
        Ok(Self::of(written))
    }

    /// The patterns that a text has the characters of, by their places, in their order.
    pub(super) fn candidates(&self, text: &str) -> Vec<u16> {
        self.cues.candidates(text)
    }

    /// Differs where anything else may be found: for what is kept beside a posting.
    #[must_use]
    pub fn fingerprint(&self) -> i64 {
        self.fingerprint
    }

    fn of(written: Written) -> Self {
        let (harmless, sought): (Vec<&Line>, Vec<&Line>) = written.lines.iter().partition(|line| line.is_harmless);
        let pattern = |line: &&Line| line.pattern.clone();
        let patterns: Vec<Pattern> = sought.iter().map(pattern).collect();
        Self {
            cues: Cues::of(patterns.iter().map(|it| &*it.text)),
            patterns,
            harmless: harmless.iter().map(pattern).collect(),
            fingerprint: written.fingerprint(),
            written,
        }
    }
}

impl Written {
    /// What was read before, and `text` behind it.
    fn and(mut self, text: &str) -> Result<Self, TableError> {
        let mut section: Option<(Rule, Arc<str>)> = None;
        for (number, line) in (1..).zip(text.lines()) {
            let bad = |problem: String| TableError { line: number, problem };
            let line = line.trim_start_matches('\u{feff}').trim();
            let (sign, rest) = line.split_once(' ').unwrap_or((line, ""));
            match sign {
                "" => {}
                comment if comment.starts_with('#') => {}
                header if header.starts_with('[') => section = Some(read_header(line).map_err(bad)?),
                "=" => self.name(rest).map_err(bad)?,
                "+" | "-" => {
                    let (rule, source) = section
                        .clone()
                        .ok_or_else(|| bad("stands before the first [rule]".to_owned()))?;
                    for written in rest.split_whitespace() {
                        self.lines.push(Line {
                            is_harmless: sign == "-",
                            pattern: Pattern {
                                rule,
                                text: self.pattern(written).map_err(bad)?.into(),
                                source: source.clone(),
                            },
                        });
                    }
                }
                _ => {
                    return Err(bad(format!(
                        "{line:?} begins with none of `[`, `+ `, `- `, `= ` and `#`"
                    )));
                }
            }
            if self.lines.len() > PATTERNS_MAX {
                return Err(bad(format!("more than {PATTERNS_MAX} patterns")));
            }
        }
        Ok(self)
    }

    fn fingerprint(&self) -> i64 {
        let lines = self.lines.iter().map(|line| {
            let Pattern { rule, text, source } = &line.pattern;
            (line.is_harmless, rule.code(), &**text, source.as_ref())
        });
        let said = serde_json::json!((FINDER, lines.collect::<Vec<_>>())).to_string();
        let digest = Sha256::digest(said);
        digest.first_chunk().map_or(0, |bytes| i64::from_le_bytes(*bytes))
    }

    /// `名 词 词`; a name that there is already stands for these too.
    fn name(&mut self, rest: &str) -> Result<(), String> {
        let (name, words) = rest.split_once(' ').ok_or("a name with nothing behind it")?;
        let words: Vec<String> = words
            .split_whitespace()
            .map(|word| self.pattern(word))
            .collect::<Result<_, _>>()?;
        let known = self.names.entry(name.to_owned()).or_default();
        if !known.is_empty() {
            known.push('|');
        }
        known.push_str(&words.join("|"));
        Ok(())
    }

    /// A pattern as it is written, made a regular expression.
    fn pattern(&self, written: &str) -> Result<String, String> {
        let mut named = String::new();
        let mut rest = written;
        while let Some((before, after)) = rest.split_once('<') {
            let (name, after) = after
                .split_once('>')
                .ok_or_else(|| format!("{written:?} has a < without its >"))?;
            let stands_for = self
                .names
                .get(name)
                .ok_or_else(|| format!("nothing is called <{name}>"))?;
            named.extend([marked(before).as_str(), "(?:", stands_for, ")"]);
            rest = after;
        }
        named.push_str(&marked(rest));
        if self.is_trusted {
            return Ok(named);
        }
        let regex = Regex::new(&named).map_err(|error| {
            // The last line of such a message says what is wrong; those before it draw where.
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            format!("{written:?} is no pattern: {}", last.trim_start_matches("error: "))
        })?;
        if regex.is_match("") {
            return Err(format!("{written:?} is found in every text"));
        }
        Ok(named)
    }
}

/// With the marks of the table made what they stand for: `N` a number, `…` a few characters, `_` perhaps a space.
fn marked(written: &str) -> String {
    const NUMBER: &str = "(?:[0-9]+|[一二两三四五六七八九十百千几]+)";
    const FEW: &str = ".{0,6}?";
    written.replace('_', " ?").replace('N', NUMBER).replace('…', FEW)
}

/// `[sex] 《就业促进法》第二十七条`; without a source the rule's own.
fn read_header(line: &str) -> Result<(Rule, Arc<str>), String> {
    let inner = line.trim_start_matches('[');
    let (code, source) = inner.split_once(']').ok_or_else(|| format!("{line:?} has no ]"))?;
    let rule = Rule::of(code.trim()).ok_or_else(|| {
        let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        format!("no rule is called {code:?}, only {}", known.join(", "))
    })?;
    let source = match source.trim() {
        "" => rule.source(),
        source => source,
    };
    Ok((rule, source.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_table_is_as_right_as_an_operators_must_be() {
        let tried = Written::default().and(OWN_TEXT).unwrap();
        assert_eq!(tried.fingerprint(), OWN.fingerprint());
        assert!(tried.lines.len() > 50);
    }
}
