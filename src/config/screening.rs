//! Which of what staff should look at keeps a posting back, and which words besides ours.

use std::path::PathBuf;

use serde::Deserialize;

use crate::screening::Rule;
use crate::screening::Settings;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Screening {
    /// A file of further words, in the form of `src/screening/rules.txt`.
    pub table: Option<PathBuf>,
    /// What keeps a posting back until staff have looked; the others only flag it.
    pub hold: Vec<Rule>,
    /// What is not looked for.
    pub ignore: Vec<Rule>,
}

impl Screening {
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings {
            hold: self.hold.iter().copied().collect(),
            ignore: self.ignore.iter().copied().collect(),
        }
    }
}

impl Default for Screening {
    fn default() -> Self {
        Self {
            table: None,
            hold: Settings::HOLD.to_vec(),
            ignore: Vec::new(),
        }
    }
}
