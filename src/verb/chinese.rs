//! No screen of blanks: what draws in Chinese says in ASCII that it cannot, and ends.

use std::env;

use super::Exit;
use super::Failure;
use crate::diagnosis::Refused;
use crate::diagnosis::refusal;
use crate::edge::probe;

/// Set for a console that draws Chinese all the same: some kernels are patched to.
const ANY_CONSOLE: &str = "ZHAOHUO_ANY_CONSOLE";

/// `columns`: how far two characters moved the cursor, where that was asked.
///
/// # Errors
///
/// Why they would not be seen.
pub(super) fn may_be_drawn(columns: Option<u16>) -> Result<(), Refused> {
    if is_drawn_anyway() {
        return Ok(());
    }
    let term = env::var("TERM").unwrap_or_default();
    refusal(&probe::console(), &term, columns)
}

/// Somebody says so.
pub(super) fn is_drawn_anyway() -> bool {
    env::var_os(ANY_CONSOLE).is_some_and(|value| !value.is_empty())
}

impl From<Refused> for Failure {
    fn from(refused: Refused) -> Self {
        Self::new(Exit::Failed, refused)
    }
}
