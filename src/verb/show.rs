//! `zhaohuo show ID` — one posting as plain lines.

use clap::Args;
use jiff::Timestamp;

use super::Exit;
use super::Failure;
use super::called::called;
use super::called::not_found;
use super::jobs::describe;
use super::jobs::line;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::code::entrance;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::posting::Posting;
use crate::wording;
use crate::wording::Moment;

#[derive(Debug, Args)]
pub struct Arguments {
    /// The identifier in the feed, or the 编号 (482736)
    #[arg(required = true)]
    id: Vec<String>,
    /// One JSON array: two postings may share a 编号
    #[arg(long)]
    json: bool,
    /// Also those that are most like it, as `jobs` lists them
    #[arg(long)]
    similar: bool,
}

/// # Errors
///
/// [`Exit::NotFound`] where no posting on offer is called so; else as `jobs`.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?.for_reading();
    // A 编号 is printed in two groups of digits, and typed so.
    let id = arguments.id.join(" ");
    let clock = setup.clock();
    let catalog = setup.shelf().load(&clock)?.catalog;
    let now = clock.now().wall;
    let reader = Reader::open(&setup.folder)?;
    let mut found = Vec::new();
    for brief in called(&id, &catalog, now)? {
        // One that a pull has withdrawn since is no longer there.
        if let Some(posting) = reader.offered(brief.row)? {
            found.push((brief, posting));
        }
    }
    if found.is_empty() {
        return Err(not_found(&id));
    }
    let similar = |brief: &Brief| -> Vec<Brief> {
        let like = arguments.similar.then(|| catalog.similar(brief.row, now));
        let like = like.into_iter().flatten();
        like.filter_map(|index| catalog.get(index)).collect()
    };
    if arguments.json {
        let mut described = Vec::new();
        for (brief, posting) in &found {
            let mut fields = describe(posting, brief, &setup.hall, now)?;
            if arguments.similar {
                fields["similar"] = similar(brief).into_iter().map(|it| it.id.0.to_string()).collect();
            }
            described.push(fields);
        }
        say(&serde_json::to_string_pretty(&described)?)?;
        return Ok(Exit::Done);
    }
    let moment = Moment {
        today: catalog.standpoint().today,
        now,
    };
    for (brief, posting) in &found {
        for line in lines(posting, brief, &catalog, &setup, now) {
            say(&line)?;
        }
        let similar = similar(brief);
        if !similar.is_empty() {
            say(&word!(Language::CHINESE, "detail.like"))?;
        }
        for brief in &similar {
            say(&line(brief, moment))?;
        }
        say("")?;
    }
    Ok(Exit::Done)
}

fn lines(posting: &Posting, brief: &Brief, catalog: &Catalog, setup: &Setup, now: Timestamp) -> Vec<String> {
    let language = Language::CHINESE;
    let mut lines = vec![posting.title.to_string(), wording::rate(&posting.pay.rate, language)];
    lines.extend(
        brief
            .hourly
            .filter(|_| !posting.pay.is_hourly())
            .map(|fen| wording::hourly(fen, &posting.pay.rate, language)),
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
    lines
}
