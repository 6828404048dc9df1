//! The counts of some days as a sheet of paper: a row for each hour, trade and district, a column for each thing.

use std::collections::BTreeMap;

use super::words;
use crate::count::By;
use crate::count::Counts;
use crate::count::Kind;
use crate::count::Line;
use crate::count::SHOWN_MIN;
use crate::text::CleanText;
use crate::text::cells;
use crate::text::fit;
use crate::wording::thousands;

/// In cells. With the columns behind it a row takes 78, and a sheet of A4 takes 80.
const NAME: usize = 20;
const COLUMN: usize = 8;
/// 说有问题 takes eight by itself.
const WIDE_COLUMN: usize = 10;

/// How often each kind was counted, in the order of [`Kind::ALL`].
type Row<'a> = [Option<&'a Line>; Kind::ALL.len()];

#[must_use]
pub fn of(hall: Option<&CleanText>, counts: &Counts) -> Vec<String> {
    let Counts { from, to, .. } = counts;
    let days = if from == to {
        from.to_string()
    } else {
        format!("{from} 到 {to}")
    };
    let hall = hall.map_or_else(String::new, |hall| format!("{hall}  "));
    let mut sheet = vec![format!("{hall}{days}")];
    if counts.lines.is_empty() {
        sheet.push("什么也没记下".to_owned());
    }
    for (by, title) in [
        (By::Day, "每天"),
        (By::Hour, "几点"),
        (By::Trade, "工种"),
        (By::District, "区"),
    ] {
        sheet.extend(section(counts, by, title));
    }
    sheet.push(String::new());
    sheet.push(format!(
        "不到 {SHOWN_MIN} 次的不写数。只记次数，不记人，也不记打了什么字。"
    ));
    sheet
}

fn section(counts: &Counts, by: By, title: &str) -> Vec<String> {
    let mut rows: BTreeMap<&CleanText, Row> = BTreeMap::new();
    for line in counts.by(by) {
        let row = rows.entry(&line.value).or_default();
        let columns = row.iter_mut().zip(Kind::ALL);
        columns
            .filter(|(_, kind)| *kind == line.kind)
            .for_each(|(column, _)| *column = Some(line));
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let mut rows: Vec<(&CleanText, Row)> = rows.into_iter().collect();
    let total = rows.len();
    if matches!(by, By::Trade | By::District) {
        rows.retain(|(_, row)| known(row) > 0);
        rows.sort_by_key(|(_, row)| std::cmp::Reverse(known(row)));
    }
    let mut lines = vec![String::new(), heading(title)];
    for (value, row) in &rows {
        let name = if by == By::Hour {
            format!("{value} 时")
        } else {
            value.to_string()
        };
        lines.push(line(&name, row.map(cell)));
    }
    if total > rows.len() {
        lines.push(format!("另外 {} 个，每样都不到 {SHOWN_MIN} 次", total - rows.len()));
    }
    lines
}

fn known(row: &Row) -> u64 {
    row.iter().filter_map(|line| line.as_ref()?.times).sum()
}

fn heading(title: &str) -> String {
    line(title, Kind::ALL.map(|kind| words::counted(kind).to_owned()))
}

fn line(name: &str, columns: [String; Kind::ALL.len()]) -> String {
    let name = fit(name, NAME);
    let mut line = format!("{name}{}", blanks(NAME, &name));
    for (kind, text) in Kind::ALL.into_iter().zip(columns) {
        let width = if kind == Kind::Report { WIDE_COLUMN } else { COLUMN };
        line.push_str(&blanks(width, &text));
        line.push_str(&text);
    }
    line
}

fn blanks(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(cells(text)))
}

fn cell(line: Option<&Line>) -> String {
    match line.map(|line| line.times) {
        Some(Some(times)) => thousands(&times.to_string()),
        Some(None) => words::FEW.to_owned(),
        None => "-".to_owned(),
    }
}
