//! The table, in Markdown.

use std::fmt;

use crate::measure::thousands;

/// One row: what was measured, what it should be, and what stands beside it.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) what: String,
    /// Postings; `None` where it does not depend on them.
    pub(crate) size: Option<usize>,
    pub(crate) goal: &'static str,
    pub(crate) ours: String,
    /// Each with its figures and the ratio to it.
    pub(crate) beside: Vec<Beside>,
}

#[derive(Debug, Clone)]
pub(crate) struct Beside {
    pub(crate) name: &'static str,
    pub(crate) figure: String,
    /// Ours to it.
    pub(crate) ratio: String,
}

#[derive(Debug, Default)]
pub(crate) struct Table {
    /// What stands above it.
    notes: Vec<String>,
    lines: Vec<Line>,
}

const HEAD: &str = "| what | postings | goal | 找活 | beside it | ratio |\n| --- | ---: | --- | --- | --- | --- |";

impl Line {
    pub(crate) fn new(what: impl Into<String>, size: usize, ours: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            size: Some(size),
            goal: "–",
            ours: ours.into(),
            beside: Vec::new(),
        }
    }

    pub(crate) fn goal(mut self, goal: &'static str) -> Self {
        self.goal = goal;
        self
    }

    pub(crate) fn beside(mut self, name: &'static str, figure: String, ratio: String) -> Self {
        self.beside.push(Beside { name, figure, ratio });
        self
    }

    /// A rival that there is no figure of, and why.
    pub(crate) fn without(self, name: &'static str, why: &str) -> Self {
        self.beside(name, why.to_owned(), "–".to_owned())
    }
}

impl Table {
    pub(crate) fn note(&mut self, note: impl Into<String>) {
        self.notes.push(note.into());
    }

    /// Shown at once too: a whole run takes most of an hour.
    pub(crate) fn add(&mut self, lines: impl IntoIterator<Item = Line>) {
        for line in lines {
            eprintln!("{line}");
            self.lines.push(line);
        }
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let column = |text: &dyn Fn(&Beside) -> String| match self.beside.as_slice() {
            [] => "–".to_owned(),
            rivals => rivals.iter().map(text).collect::<Vec<_>>().join("<br>"),
        };
        write!(
            f,
            "| {} | {} | {} | {} | {} | {} |",
            self.what,
            self.size.map_or_else(|| "–".to_owned(), thousands),
            self.goal,
            self.ours,
            column(&|it| format!("{}: {}", it.name, it.figure)),
            column(&|it| it.ratio.clone()),
        )
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for note in &self.notes {
            writeln!(f, "{note}\n")?;
        }
        writeln!(f, "{HEAD}")?;
        self.lines.iter().try_for_each(|line| writeln!(f, "{line}"))
    }
}
