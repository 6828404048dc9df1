//! The form that an employer fills in.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::demo::draw::Draw;

/// A `JobPosting` being written, with the dice for what is left blank.
pub(super) struct Sheet {
    pub(super) draw: Draw,
    fields: Map<String, Value>,
}

impl Sheet {
    pub(super) fn new(draw: Draw) -> Self {
        let mut fields = Map::new();
        fields.insert("@type".to_owned(), json!("JobPosting"));
        Self { draw, fields }
    }

    pub(super) fn always(&mut self, key: &str, value: impl Into<Value>) {
        self.fields.insert(key.to_owned(), value.into());
    }

    /// Filled in by so many employers of a thousand.
    pub(super) fn usually(&mut self, permille: u32, key: &str, value: impl Into<Value>) {
        if self.draw.chance(permille) {
            self.always(key, value);
        }
    }

    /// One of the usual answers, from so many of a thousand.
    pub(super) fn choice(&mut self, permille: u32, key: &str, answers: &[&str]) {
        let answer = self.draw.pick(answers);
        self.usually(permille, key, answer);
    }

    pub(super) fn finish(self) -> Map<String, Value> {
        self.fields
    }
}
