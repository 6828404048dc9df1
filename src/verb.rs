//! What the program does when it is called by a verb: one file each, `run` and its arguments.

mod called;
pub mod check;
mod chinese;
pub mod counts;
pub mod demo_feed;
pub mod doctor;
pub mod flags;
pub mod generate;
mod good_copy;
pub mod jobs;
pub mod kiosk;
pub mod pin;
pub mod print;
pub mod pull;
pub mod setup;
pub mod show;
pub mod staff;
pub mod tickets;

use std::io::Write as _;
use std::process::ExitCode;
use std::process::Termination;

use crate::config::ConfigError;
use crate::config::Misconfigured;
use crate::edge::store::StoreError;
use crate::text::clean_error;

/// How a verb ended, as scripts see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Done = 0,
    Failed = 1,
    /// Also what a wrong argument ends in.
    Misconfigured = 2,
    NotFound = 3,
    InUse = 4,
}

impl Termination for Exit {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// Why a verb did not do what it was asked.
#[derive(Debug)]
pub struct Failure {
    exit: Exit,
    error: anyhow::Error,
}

impl Failure {
    #[must_use]
    pub fn new(exit: Exit, error: impl Into<anyhow::Error>) -> Self {
        Self {
            exit,
            error: error.into(),
        }
    }

    /// What it was, where it was that.
    fn cause<E: std::error::Error + Send + Sync + 'static>(&self) -> Option<&E> {
        self.error.downcast_ref()
    }

    /// Says why, for a person at a shell.
    #[must_use]
    pub fn report(self) -> Exit {
        // A TOML error shows the line with a mark under it: each of its lines is cleaned, and kept a line.
        for line in format!("{:#}", self.error).lines() {
            tell(line);
        }
        self.exit
    }
}

/// Indentation carries the mark under a line of configuration, and cleaning would fold it.
fn clean_line(line: &str) -> String {
    let rest = line.trim_start_matches(' ');
    format!("{}{}", " ".repeat(line.len() - rest.len()), clean_error(&rest))
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::new(Exit::Failed, error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::new(Exit::Failed, error)
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::new(Exit::Failed, error)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::new(Exit::Misconfigured, error)
    }
}

impl From<Box<Misconfigured>> for Failure {
    fn from(error: Box<Misconfigured>) -> Self {
        Self::new(Exit::Misconfigured, *error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let exit = if matches!(error, StoreError::InUse(_)) {
            Exit::InUse
        } else {
            Exit::Failed
        };
        Self::new(exit, error)
    }
}

/// A line for the person at the shell, beside what scripts read.
fn tell(line: &str) {
    // Whoever has closed standard error does not want to know.
    let _ = writeln!(std::io::stderr(), "{}", clean_line(line));
}

/// `println!` that ends quietly where the reader has gone: `zhaohuo jobs | head` is no failure.
fn say(line: &str) -> Result<(), Failure> {
    match writeln!(std::io::stdout(), "{line}") {
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => std::process::exit(0),
        written => Ok(written?),
    }
}
