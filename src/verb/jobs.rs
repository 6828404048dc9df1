//! `zhaohuo jobs [WORDS…]` — the list as plain lines, for screen readers and scripts.

use clap::Args;
use jiff::Timestamp;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::catalog::Brief;
use crate::code::Address;
use crate::code::entrance;
use crate::config::Hall;
use crate::edge::Clock;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::posting::Posting;
use crate::wording;
use crate::wording::Moment;

#[derive(Debug, Args)]
pub struct Arguments {
    /// Chinese, pinyin or first letters; a posting must have all of them
    words: Vec<String>,
    /// One JSON array, each posting with all that is known of it
    #[arg(long)]
    json: bool,
    /// List no more than so many
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// # Errors
///
/// Where the configuration is wrong, or nothing was pulled yet.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    let (shelf, clock) = (setup.shelf(), Clock::start());
    let catalog = shelf.load(clock)?.catalog;
    let words = arguments.words.join(" ");
    let query = catalog.understand(&words).query();
    let now = clock.now().wall;
    let hits = catalog.find(&query, now);
    let limit = arguments.limit.unwrap_or(usize::MAX);
    let briefs = hits.iter().take(limit).filter_map(|index| catalog.get(*index));
    if arguments.json {
        let reader = Reader::open(&setup.folder)?;
        let mut listed = Vec::new();
        for brief in briefs {
            // One that a pull has withdrawn since is no longer there.
            if let Some(posting) = reader.posting(brief.row)? {
                listed.push(describe(&posting, brief, &setup.hall, now)?);
            }
        }
        say(&serde_json::to_string_pretty(&listed)?)?;
    } else {
        let moment = Moment {
            today: catalog.standpoint().today,
            now,
        };
        for brief in briefs {
            say(&line(brief, moment))?;
        }
    }
    Ok(Exit::Done)
}

/// A posting as scripts get it: its own fields, its 编号, its distance, pay by the hour, and where its code leads.
///
/// # Errors
///
/// None that a posting from the store can cause.
pub(super) fn describe(posting: &Posting, brief: &Brief, hall: &Hall, now: Timestamp) -> Result<Value, Failure> {
    let mut described = serde_json::to_value(posting)?;
    if let Some(fields) = described.as_object_mut() {
        fields.insert("number".to_owned(), json!(brief.number.to_string().replace(' ', "")));
        fields.insert("distance_m".to_owned(), json!(brief.distance_m.map(f64::round)));
        fields.insert(
            "yuan_per_hour".to_owned(),
            json!(brief.hourly.map(crate::posting::Fen::yuan)),
        );
        fields.insert("full".to_owned(), json!(posting.openings.is_full()));
        let code = entrance(posting, &hall.allow, Some(now)).ok();
        fields.insert("code".to_owned(), json!(code.as_ref().map(Address::as_str)));
    }
    Ok(described)
}

/// `482 736  搬运工（家具卸货）  230 元/天  当天结  今天 07:30 集合 · 8 小时  海泊河家具城 2.1 公里 · 派车`
fn line(brief: &Brief, moment: Moment) -> String {
    let language = Language::CHINESE;
    let parts = [
        brief.number.to_string(),
        brief.title.to_string(),
        wording::rate(&brief.pay.rate, language),
        brief
            .pay
            .settlement
            .map(|it| wording::settlement(it, language))
            .unwrap_or_default(),
        wording::start(brief, moment, language),
        wording::place_and_perks(brief, language),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("  ")
}
