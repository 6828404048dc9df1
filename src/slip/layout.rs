//! The lines of a slip on paper of a given width.

use super::Line;
use super::letters::columns;
use super::letters::printable;
use crate::code::Address;
use crate::config::Printing;
use crate::text::wrap_parts_by;
use crate::wording::DOT;

/// Rows that one text may take. A description may have 4,000 characters, and a roll of paper has an end.
const ROWS_MAX: usize = 8;
/// The same for letters twice as large: a title of 120 characters is a brochure.
const LARGE_ROWS_MAX: usize = 4;
/// A label of two Chinese characters, and what follows it beside.
const LABEL_COLUMNS: usize = 4;
const INDENT: usize = LABEL_COLUMNS + 2;

/// A row of the paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row<'a> {
    Text {
        /// In characters that the printer has.
        text: String,
        /// Twice as wide and as high.
        large: bool,
        centred: bool,
    },
    Rule,
    Code(&'a Address),
}

/// The rows, none wider than the paper.
#[must_use]
pub(super) fn layout(lines: &[Line], printing: Printing) -> Vec<Row<'_>> {
    let width = printing.paper.columns();
    let rows = |text: &str, width: usize, max: usize| {
        let rows = wrap_parts_by(&printable(text, printing.encoding), DOT, width, columns);
        at_most(rows, max, width)
    };
    let mut laid = Vec::new();
    for line in lines {
        let (rows, large, centred) = match line {
            Line::Large(text) => (rows(text, width / 2, LARGE_ROWS_MAX), true, false),
            Line::LargeCentred(text) => (rows(text, width / 2, LARGE_ROWS_MAX), true, true),
            Line::Text(text) => (rows(text, width, ROWS_MAX), false, false),
            Line::Centred(text) => (rows(text, width, ROWS_MAX), false, true),
            Line::Fact { label, text } => {
                let label = printable(label, printing.encoding);
                if columns(&label) > LABEL_COLUMNS {
                    (rows(&format!("{label}  {text}"), width, ROWS_MAX), false, false)
                } else {
                    let beside = rows(text, width - INDENT, ROWS_MAX);
                    (hang(&label, &beside), false, false)
                }
            }
            Line::Rule => {
                laid.push(Row::Rule);
                continue;
            }
            Line::Code(address) => {
                laid.push(Row::Code(address));
                continue;
            }
        };
        laid.extend(rows.into_iter().map(|text| Row::Text { text, large, centred }));
    }
    laid
}

/// The label before the first row, and as much room before the others.
fn hang(label: &str, rows: &[String]) -> Vec<String> {
    let row = |(at, row): (usize, &String)| {
        let label = if at == 0 { label } else { "" };
        let gap = " ".repeat(INDENT - columns(label));
        format!("{label}{gap}{row}")
    };
    rows.iter().enumerate().map(row).collect()
}

/// Ends in `…` where something was left out.
fn at_most(mut rows: Vec<String>, max: usize, width: usize) -> Vec<String> {
    if rows.len() > max {
        rows.truncate(max);
        if let Some(last) = rows.last_mut() {
            while columns(last) + columns("…") > width {
                last.pop();
            }
            last.push('…');
        }
    }
    rows
}
