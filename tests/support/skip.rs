//! A test that cannot run here says so, and `.ci/run` counts it.

use std::io::Write as _;

/// Says that `test` did not run here, and why. `.ci/run` fails where `tests/skips.txt` does not name it.
///
/// Written to standard error itself: what `eprintln!` writes, libtest keeps to itself when the test passes.
pub(crate) fn skip(test: &str, why: &str) {
    let line = format!("SKIPPED: {test}: {why}\n");
    // One write, so that lines of tests that run beside each other stay whole.
    std::io::stderr().write_all(line.as_bytes()).unwrap();
}
