//! What a monitoring system gets.

use std::path::PathBuf;

use serde::Deserialize;

use super::ConfigError;
use super::at_least;
use super::bad;

/// As often as most halls are looked at; what is a minute old is news there.
const WRITE_SECS: u64 = 60;
/// Nobody looks more often than this, and each time the store is read.
const WRITE_SECS_MIN: u64 = 5;
/// The textfile collector reads no others.
const EXTENSION: &str = "prom";

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Metrics {
    /// A file in the folder of `node_exporter`'s textfile collector. None: nothing is written.
    pub file: Option<PathBuf>,
    pub write_secs: u64,
}

impl Metrics {
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        at_least("metrics.write_secs", self.write_secs, WRITE_SECS_MIN)?;
        match &self.file {
            Some(file) if !file.is_absolute() || file.extension().is_none_or(|extension| extension != EXTENSION) => {
                Err(bad(
                    "metrics.file",
                    &format!("{} is no whole path that ends in .{EXTENSION}", file.display()),
                ))
            }
            Some(_) | None => Ok(()),
        }
    }
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            file: None,
            write_secs: WRITE_SECS,
        }
    }
}
