//! What is wrong with a configuration file, in a line: for systemd, the console and the journal.

use std::path::Path;

use super::ConfigError;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;

/// A file that was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// `None` for the one that all halls share.
    pub file: Option<CleanText>,
    /// The first one is 1.
    pub line: Option<usize>,
    pub key: Option<CleanText>,
    pub reason: CleanText,
}

impl Fault {
    /// `text` is the file's.
    #[must_use]
    pub fn of(error: &ConfigError, text: &str) -> Self {
        let (line, key, reason) = match error {
            ConfigError::Syntax { at, short, .. } => {
                let line = at.map(|at| text.get(..at).unwrap_or(text).matches('\n').count() + 1);
                let written = line.and_then(|line| text.lines().nth(line - 1)).unwrap_or_default();
                let key = written.split_once('=').map(|(key, _)| CleanText::new(key, LINE_CHARS));
                // A wrong type is named with its value, and the value of this one stays out of the journal.
                let reason = match written.trim_start() {
                    written if written.starts_with("pin") => "no PIN of zhaohuo pin",
                    written if written.starts_with("credential") => "no name of a file",
                    _ => short,
                };
                (line, key, clean_error(&reason))
            }
            ConfigError::Value { key, problem } => (
                line_of(text, key),
                Some(CleanText::new(key, LINE_CHARS)),
                clean_error(problem),
            ),
        };
        Self {
            file: None,
            line,
            key,
            reason,
        }
    }

    /// There is nothing in it, not even a comment.
    pub(super) fn empty(own: Option<&Path>) -> Self {
        Self {
            file: own.map(name_of),
            line: None,
            key: None,
            reason: CleanText::new("文件是空的", LINE_CHARS),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "设置")?;
        if let Some(file) = &self.file {
            write!(f, " {file} ")?;
        }
        match self.line {
            Some(line) => write!(f, "第 {line} 行有错，用的是上次的：")?,
            None => write!(f, "有错，用的是上次的：")?,
        }
        // The reason for a value does not say whose it is.
        if let Some(key) = self.key.as_ref().filter(|key| !self.reason.contains(&***key)) {
            write!(f, "{key}：")?;
        }
        write!(f, "{}", self.reason)
    }
}

pub(super) fn name_of(path: &Path) -> CleanText {
    CleanText::new(&path.file_name().unwrap_or_default().to_string_lossy(), LINE_CHARS)
}

/// Where `visit.idle_secs` is set: under `[visit]`, or at the top as `visit.idle_secs`.
fn line_of(text: &str, key: &str) -> Option<usize> {
    let mut section = "";
    (1..).zip(text.lines()).find_map(|(nth, line)| {
        if let Some(header) = line.trim_start().strip_prefix('[') {
            section = header
                .trim_start_matches('[')
                .split(']')
                .next()
                .unwrap_or_default()
                .trim();
            return None;
        }
        let name = line.split_once('=')?.0.trim();
        let whole = if section.is_empty() {
            name.to_owned()
        } else {
            format!("{section}.{name}")
        };
        (whole == key).then_some(nth)
    })
}
