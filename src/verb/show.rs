//! `zhaohuo show ID` — one posting as plain lines.

use anyhow::anyhow;
use clap::Args;
use jiff::Timestamp;

use super::Exit;
use super::Failure;
use super::jobs::describe;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::code::entrance;
use crate::edge::Clock;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::wording;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The identifier in the feed, or the 编号 (482736)
    #[arg(required = true)]
    id: Vec<String>,
    /// One JSON array: two postings may share a 编号
    #[arg(long)]
    json: bool,
}

/// # Errors
///
/// [`Exit::NotFound`] where no posting on offer is called so; else as `jobs`.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    // A 编号 is printed in two groups of digits, and typed so.
    let id = arguments.id.join(" ");
    let clock = Clock::start();
    let catalog = setup.shelf().load(clock)?.catalog;
    let now = clock.now().wall;
    let briefs = called(&id, &catalog, clock);
    let reader = Reader::open(&setup.folder)?;
    let mut found = Vec::new();
    for brief in briefs {
        if let Some(posting) = reader.posting(brief.row)? {
            found.push((brief, posting));
        }
    }
    if found.is_empty() {
        let id = CleanText::new(&id, LINE_CHARS);
        return Err(Failure::new(Exit::NotFound, anyhow!("没有叫 {id} 的活")));
    }
    if arguments.json {
        let described: Result<Vec<_>, _> = found
            .iter()
            .map(|(brief, posting)| describe(posting, brief, &setup.hall, now))
            .collect();
        say(&serde_json::to_string_pretty(&described?)?)?;
        return Ok(Exit::Done);
    }
    for (brief, posting) in &found {
        for line in lines(posting, brief, &catalog, &setup, now) {
            say(&line)?;
        }
    }
    Ok(Exit::Done)
}

/// An identifier is nearer to the truth than a number that happens to look like it.
fn called<'a>(id: &str, catalog: &'a Catalog, clock: Clock) -> Vec<&'a Brief> {
    let by_id = catalog.called(id);
    if !by_id.is_empty() {
        return by_id;
    }
    let Ok(number) = id.parse::<PostingNumber>() else {
        return Vec::new();
    };
    let hits = catalog.find(&Query::of(Condition::Number(number)), clock.now().wall);
    hits.iter().filter_map(|index| catalog.get(*index)).collect()
}

fn lines(posting: &Posting, brief: &Brief, catalog: &Catalog, setup: &Setup, now: Timestamp) -> Vec<String> {
    let language = Language::CHINESE;
    let mut lines = vec![posting.title.to_string(), wording::rate(&posting.pay.rate, language)];
    lines.extend(
        brief
            .hourly
            .filter(|_| !posting.pay.is_hourly())
            .map(|fen| wording::hourly(fen, language)),
    );
    lines.extend(wording::openings(posting.openings, language));
    let unstated = word!(language, "unstated");
    for fact in wording::facts(posting, catalog.standpoint(), language) {
        lines.push(format!("{}：{}", fact.label, fact.text.as_deref().unwrap_or(&unstated)));
    }
    if let Some(phone) = &posting.contact.phone {
        lines.push(format!("{}：{phone}", word!(language, "fact.phone")));
    }
    if let Ok(address) = entrance(posting, &setup.hall.allow, Some(now)) {
        lines.push(format!("{}：{}", word!(language, "fact.apply"), address.as_str()));
    }
    lines.push(format!("{}：{}", word!(language, "fact.number"), brief.number));
    lines.push(String::new());
    lines
}
