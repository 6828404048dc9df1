//! Words and flags → the postings found.

use std::collections::HashSet;

use jiff::Timestamp;
use serde_json::Value;

use super::Arguments;
use crate::catalog::Answer;
use crate::catalog::Catalog;
use crate::catalog::Index;
use crate::catalog::Nearness;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::edge::Clock;
use crate::edge::shelf::Shelf;
use crate::posting::Posting;
use crate::posting::Row;
use crate::verb::Failure;
use crate::verb::called::called;
use crate::wording::Moment;

/// What was asked, and what it is asked of.
pub(super) struct Search {
    pub(super) catalog: Catalog,
    /// With `--literal`, its words as they stand.
    pub(super) asked: Query,
    pub(super) now: Timestamp,
    literal: Option<Literal>,
}

impl Search {
    /// # Errors
    ///
    /// Where a flag names what is unknown, the store cannot be read, or nothing was ever pulled.
    pub(super) fn load(shelf: &Shelf, arguments: &Arguments, clock: &Clock) -> Result<Self, Failure> {
        let mut literal = arguments.literal.then(|| Literal::new(&arguments.words));
        let loaded = shelf.load_showing(clock, |row, posting| {
            if let Some(literal) = &mut literal {
                literal.look(row, posting);
            }
        })?;
        let (catalog, now) = (loaded.catalog, clock.now().wall);
        let said = if arguments.literal {
            Query {
                words: arguments.words.clone(),
                ..Query::default()
            }
        } else {
            catalog
                .understand(&arguments.words.join(" "), &mut Recall::default())
                .query()
        };
        Ok(Self {
            asked: arguments.filter.narrow(&said, &catalog, now)?,
            catalog,
            now,
            literal,
        })
    }

    /// # Errors
    ///
    /// Where no posting is called as `--like` says.
    pub(super) fn answer(&self, arguments: &Arguments) -> Result<Answer, Failure> {
        if !arguments.is_exact() {
            return Ok(self.catalog.answer(&self.asked, self.now, &mut Recall::default()));
        }
        let mut query = self.asked.clone();
        if self.literal.is_some() {
            query.words.clear();
        }
        let mut hits: Vec<Index> = self.catalog.find(&query, self.now).iter().collect();
        if let Some(literal) = &self.literal {
            let is_found = |index: &Index| {
                self.catalog
                    .get(*index)
                    .is_some_and(|it| literal.rows.contains(&it.row))
            };
            hits.retain(is_found);
        }
        if let Some(id) = &arguments.like {
            let like = self.like(id)?;
            if arguments.filter.sort().is_some() {
                hits.retain(|index| like.contains(index));
            } else {
                let among: HashSet<Index> = hits.into_iter().collect();
                hits = like.into_iter().filter(|index| among.contains(index)).collect();
            }
        }
        Ok(Answer {
            query: self.asked.clone(),
            hits: hits.into(),
            nearness: Nearness::Exact,
        })
    }

    /// Where and when a line is read.
    pub(super) fn moment(&self) -> Moment {
        Moment {
            today: self.catalog.standpoint().today,
            now: self.now,
        }
    }

    /// Most alike first.
    fn like(&self, id: &str) -> Result<Vec<Index>, Failure> {
        let models: Vec<Row> = called(id, &self.catalog, self.now)?.iter().map(|it| it.row).collect();
        let mut seen = HashSet::new();
        let mut like: Vec<Index> = models
            .iter()
            .flat_map(|row| self.catalog.similar(*row, self.now))
            .collect();
        like.retain(|index| {
            let is_model = self.catalog.get(*index).is_some_and(|it| models.contains(&it.row));
            !is_model && seen.insert(*index)
        });
        Ok(like)
    }
}

/// Words as they stand, and which postings have all of them in their text: in any of their fields that is no number.
struct Literal {
    words: Vec<String>,
    /// As they stand inside a string of JSON.
    escaped: Vec<String>,
    rows: HashSet<Row>,
}

impl Literal {
    fn new(words: &[String]) -> Self {
        let escape = |word: &String| {
            let quoted = Value::from(word.as_str()).to_string();
            quoted[1..quoted.len() - 1].to_owned()
        };
        Self {
            words: words.to_vec(),
            escaped: words.iter().map(escape).collect(),
            rows: HashSet::new(),
        }
    }

    fn look(&mut self, row: Row, posting: &Posting) {
        // Most postings have not the word at all, which one look at the whole tells; but the name of a field is no
        // text, and neither is what stands across two of them.
        let Ok(json) = serde_json::to_string(posting) else {
            return;
        };
        if self.escaped.iter().all(|word| json.contains(word.as_str()))
            && let Ok(value) = serde_json::from_str::<Value>(&json)
            && self.words.iter().all(|word| has_text(&value, word))
        {
            self.rows.insert(row);
        }
    }
}

fn has_text(value: &Value, word: &str) -> bool {
    match value {
        Value::String(text) => text.contains(word),
        Value::Array(values) => values.iter().any(|value| has_text(value, word)),
        Value::Object(fields) => fields.values().any(|value| has_text(value, word)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
