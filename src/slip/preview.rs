//! A slip as text, for a terminal.

use super::Slip;
use super::layout::Row;
use super::letters::columns;
use crate::code::Code;
use crate::code::QUIET_ZONE;
use crate::config::Printing;

/// The rows of the paper, in the characters that will stand on it. Large ones are as wide as any other here. Light
/// modules of a code are drawn, dark ones left out: on most terminals letters are light, and so the code is right.
#[must_use]
pub fn preview(slip: &Slip, printing: Printing) -> Vec<String> {
    let width = printing.paper.columns();
    let mut lines = Vec::new();
    for row in slip.rows(printing) {
        match row {
            Row::Text { text, centred, .. } => {
                let indent = if centred {
                    width.saturating_sub(columns(&text)) / 2
                } else {
                    0
                };
                lines.push(format!("{}{text}", " ".repeat(indent)));
            }
            Row::Rule => lines.push("-".repeat(width)),
            Row::Code(address) => {
                if let Some(code) = Code::new(address.as_str(), usize::MAX) {
                    lines.extend(half_blocks(&code));
                }
            }
        }
    }
    lines
}

/// Two modules a cell, one above the other.
fn half_blocks(code: &Code) -> Vec<String> {
    let side = code.width() + 2 * QUIET_ZONE;
    let is_light = |x: usize, y: usize| {
        let module = x.checked_sub(QUIET_ZONE).zip(y.checked_sub(QUIET_ZONE));
        y < side && !module.is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let cell = |x: usize, y: usize| match (is_light(x, y), is_light(x, y + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };
    let row = |y: usize| (0..side).map(|x| cell(x, y)).collect();
    (0..side).step_by(2).map(row).collect()
}
