//! SQLite's full text search, which knows no Chinese words: each character a token and words as phrases, or its own
//! trigrams where a word has three characters.

use std::hint::black_box;

use anyhow::Result;
use rusqlite::Connection;

use super::folded;
use crate::queries::Keystroke;
use crate::search::Engine;
use crate::search::PAGE;

/// A token of its own for what separates texts and clauses, so that no phrase reaches over it. Private use is among
/// the categories that `unicode61` takes for letters.
const SEPARATOR: char = '\u{e000}';

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tokens {
    /// Spaced unigrams.
    Characters,
    Trigrams,
}

pub(crate) struct Fts5 {
    database: Connection,
    tokens: Tokens,
}

impl Fts5 {
    /// In memory, without a copy of the texts, merged into one segment.
    pub(crate) fn build(texts: &[String], tokens: Tokens) -> Result<Self> {
        let database = Connection::open_in_memory()?;
        database.execute_batch(&format!(
            "CREATE VIRTUAL TABLE posting USING fts5(text, content='', tokenize=\"{}\"); BEGIN",
            tokens.tokenizer()
        ))?;
        {
            let mut insert = database.prepare("INSERT INTO posting (rowid, text) VALUES (?1, ?2)")?;
            for (row, text) in (1_i64..).zip(texts) {
                insert.execute((row, tokens.prepared(text)))?;
            }
        }
        database.execute_batch("COMMIT; INSERT INTO posting (posting) VALUES ('optimize')")?;
        Ok(Self { database, tokens })
    }
}

impl Tokens {
    fn tokenizer(self) -> &'static str {
        match self {
            Self::Characters => "unicode61 remove_diacritics 0",
            Self::Trigrams => "trigram case_sensitive 1",
        }
    }

    fn prepared(self, text: &str) -> String {
        match self {
            Self::Characters => spaced(text),
            Self::Trigrams => folded(text).collect(),
        }
    }
}

fn spaced(text: &str) -> String {
    let kept = folded(text).map(|c| if c.is_alphanumeric() { c } else { SEPARATOR });
    kept.flat_map(|c| [c, ' ']).collect()
}

impl Engine for Fts5 {
    fn name(&self) -> &'static str {
        match self.tokens {
            Tokens::Characters => "FTS5, phrases of characters",
            Tokens::Trigrams => "FTS5, trigrams",
        }
    }

    fn can_answer(&self, keystroke: &Keystroke) -> bool {
        keystroke.is_chinese() && (self.tokens == Tokens::Characters || keystroke.shortest_word() >= 3)
    }

    fn answer(&mut self, keystroke: &Keystroke) -> Result<usize> {
        let phrases = keystroke.words.iter().map(|word| self.tokens.prepared(word));
        let asked: Vec<String> = phrases.map(|phrase| format!("\"{}\"", phrase.trim_end())).collect();
        let asked = asked.join(" AND ");
        let mut count = self
            .database
            .prepare_cached("SELECT count(*) FROM posting WHERE posting MATCH ?1")?;
        let count: i64 = count.query_row([&asked], |row| row.get(0))?;
        let mut page = self
            .database
            .prepare_cached("SELECT rowid FROM posting WHERE posting MATCH ?1 ORDER BY rowid LIMIT ?2")?;
        let page = page.query_map((&asked, PAGE), |row| row.get::<_, i64>(0))?;
        black_box(page.collect::<Result<Vec<_>, _>>()?);
        Ok(usize::try_from(count)?)
    }
}
