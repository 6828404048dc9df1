//! Going through numbered rows, a page at a time: the same keys on every page that has them.

use crate::key::Key;

/// What a key means among rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// This row, which may be beyond the last.
    Choose(usize),
    Back,
    /// Another page is on show.
    Turned,
    /// The arrows have gone on, or nothing has happened.
    Stays,
}

/// The row on which the arrows stand after a key, of `len` rows of which a page shows `per_page`, and what the key
/// means.
pub(super) fn step(key: Key, selected: usize, len: usize, per_page: usize) -> (usize, Step) {
    let last = len.saturating_sub(1);
    // Rows may have left by themselves.
    let selected = selected.min(last);
    let first = first(selected, per_page);
    match key {
        Key::Digit(digit) if usize::from(digit) <= per_page => (selected, Step::Choose(first + usize::from(digit) - 1)),
        Key::Enter | Key::Right => (selected, Step::Choose(selected)),
        Key::Back | Key::Left => (selected, Step::Back),
        Key::NextPage if first + per_page <= last => (first + per_page, Step::Turned),
        Key::PreviousPage if first > 0 => (first - per_page, Step::Turned),
        Key::Down => ((selected + 1).min(last), Step::Stays),
        Key::Up => (selected.saturating_sub(1), Step::Stays),
        Key::Digit(_)
        | Key::NextPage
        | Key::PreviousPage
        | Key::Languages
        | Key::Help
        | Key::Erase
        | Key::Large
        | Key::Clear
        | Key::Hold
        | Key::Char(_)
        | Key::Result(_)
        | Key::Mark(_) => (selected, Step::Stays),
    }
}

/// The first row of the page on which one is.
pub(super) fn first(selected: usize, per_page: usize) -> usize {
    selected - selected % per_page
}
