//! How often the rules are right and wrong, and what fields make staff look.
//!
//! Each `*.tsv` beside this file is read and reported apart. `docs/screening.md` has the tables:
//! `ZHAOHUO_DOCS=docs cargo test --test screening` writes them.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod fields;
mod flags;
mod measured;
mod table;

#[path = "../support/postings.rs"]
#[allow(
    dead_code,
    unreachable_pub,
    clippy::unnecessary_wraps,
    reason = "a kit that other files use another part of"
)]
mod postings;
#[path = "../support/shell.rs"]
mod shell;

use std::cell::RefCell;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use zhaohuo::bulletin::MinimumWage;
use zhaohuo::posting::Posting;
use zhaohuo::screening::Census;
use zhaohuo::screening::Context;
use zhaohuo::screening::Finder;
use zhaohuo::screening::Finding;
use zhaohuo::screening::Rule;
use zhaohuo::screening::Table;
use zhaohuo::screening::screen;

/// The Sunday of the sketches.
const TODAY: Date = jiff::civil::date(2026, 11, 22);

/// What is found, with a table and the telephones of some postings.
struct Desk<'a> {
    finder: RefCell<Finder<'a>>,
    minimum_wage: Option<MinimumWage>,
    census: Census,
    zone: TimeZone,
}

impl Desk<'static> {
    fn new() -> Self {
        Self::with(Table::own())
    }
}

impl<'a> Desk<'a> {
    fn with(table: &'a Table) -> Self {
        Self {
            finder: RefCell::new(Finder::of(table)),
            minimum_wage: None,
            census: Census::default(),
            zone: TimeZone::get("Asia/Shanghai").unwrap(),
        }
    }

    fn look(&self, posting: &Posting) -> Vec<Finding> {
        let context = Context {
            minimum_wage: self.minimum_wage.as_ref(),
            today: TODAY,
            zone: &self.zone,
            census: &self.census,
        };
        screen(posting, &mut self.finder.borrow_mut(), &context)
    }

    /// What is found in a text that is all that a posting says.
    fn read(&self, text: &str) -> Vec<Finding> {
        let posting = Posting {
            description: postings::some(text),
            ..Posting::default()
        };
        let mut findings = self.look(&posting);
        findings.retain(|finding| finding.rule != Rule::MissingFields);
        findings
    }
}
