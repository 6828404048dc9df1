//! `zhaohuo jobs [WORDS…]` — what is found, as plain lines, for screen readers and scripts.

mod facets;
mod filter;
mod search;

use clap::Args;
use jiff::Timestamp;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use super::tell;
use crate::catalog::Brief;
use crate::code::Address;
use crate::code::entrance;
use crate::config::Hall;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::posting::Posting;
use crate::wording;
use crate::wording::Moment;
use filter::Filter;
use search::Search;

const NOTES: &str = "\
Flags of one kind ask for any of them, flags of different kinds for all; a flag takes the place of what the words say \
of the same thing. What a posting does not say meets no flag that asks for it.

Expired postings are not offered, nor are those that no good pull has confirmed for 30 days: they are neither listed \
nor counted, with --literal as without.

Where nothing is found, the plain list has what comes nearest, and standard error says what was given up; --count, \
--json, --literal and --like are exact.";

#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub struct Arguments {
    /// What is wanted, as one says it: 市北 当天结 搬运 200, or in pinyin or first letters
    words: Vec<String>,
    /// Take each of the words as it stands, and find it anywhere in a posting's text
    #[arg(long)]
    literal: bool,
    /// The postings of the same trade that are most like this one, at most 36
    #[arg(long, value_name = "NUMBER|ID")]
    like: Option<String>,
    /// Say on standard error what was understood, one mark a line
    #[arg(long)]
    explain: bool,
    /// List no more than so many
    #[arg(long, value_name = "N", conflicts_with_all = ["count", "facets"])]
    limit: Option<usize>,
    #[command(flatten)]
    form: Form,
    // Last, because its headings hold for whatever comes after it.
    #[command(flatten)]
    filter: Filter,
}

/// What is printed of what is found.
#[derive(Debug, Args)]
struct Form {
    /// One JSON array, each posting with all that is known of it
    #[arg(long)]
    json: bool,
    /// Only how many there are
    #[arg(long)]
    count: bool,
    /// What can be asked for next, and how many postings each choice would leave: flag, value and count, between tabs
    #[arg(long, conflicts_with_all = ["count", "literal", "like"])]
    facets: bool,
}

impl Arguments {
    /// Nothing that only comes near is wanted.
    fn is_exact(&self) -> bool {
        self.literal || self.like.is_some() || self.form.json || self.form.count
    }
}

/// # Errors
///
/// Where the configuration or a flag is wrong, nothing was pulled yet, or no posting is called as `--like` says.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?.for_reading();
    let search = Search::load(&setup.shelf(), arguments, &setup.clock())?;
    if arguments.explain {
        for mark in wording::marks(&search.asked, Language::CHINESE) {
            tell(&mark);
        }
    }
    if arguments.form.facets {
        facets::print(&search, arguments.form.json)?;
        return Ok(Exit::Done);
    }
    let answer = search.answer(arguments)?;
    for line in wording::answer(&search.asked, &answer, Language::CHINESE) {
        tell(&line);
    }
    if arguments.form.count {
        say(&answer.hits.len().to_string())?;
        return Ok(Exit::Done);
    }
    let limit = arguments.limit.unwrap_or(usize::MAX);
    let hits = answer.hits.iter().take(limit);
    let briefs = hits.filter_map(|index| search.catalog.get(index));
    if arguments.form.json {
        let reader = Reader::open(&setup.folder)?;
        let mut listed = Vec::new();
        for brief in briefs {
            // One that a pull has withdrawn since is no longer there.
            if let Some(posting) = reader.offered(brief.row)? {
                listed.push(describe(&posting, &brief, &setup.hall, search.now)?);
            }
        }
        say(&serde_json::to_string_pretty(&listed)?)?;
    } else {
        let moment = search.moment();
        for brief in briefs {
            say(&line(&brief, moment))?;
        }
    }
    Ok(Exit::Done)
}

/// A posting as scripts get it: its own fields, its 编号, its distance, pay by the hour, whether it is too late for it,
/// and where its code leads.
///
/// # Errors
///
/// None that a posting from the store can cause.
pub(super) fn describe(posting: &Posting, brief: &Brief, hall: &Hall, now: Timestamp) -> Result<Value, Failure> {
    let mut described = serde_json::to_value(posting)?;
    if let Some(fields) = described.as_object_mut() {
        fields.insert("number".to_owned(), json!(brief.number.digits()));
        fields.insert("distance_m".to_owned(), json!(brief.distance_m.map(f64::round)));
        fields.insert(
            "yuan_per_hour".to_owned(),
            json!(brief.hourly.map(crate::posting::Fen::yuan)),
        );
        fields.insert("full".to_owned(), json!(posting.openings.is_full()));
        let today = now.to_zoned(hall.zone.clone()).date();
        fields.insert("missed".to_owned(), json!(brief.is_missed(today, now)));
        let code = entrance(posting, &hall.allow, Some(now)).ok();
        fields.insert("code".to_owned(), json!(code.as_ref().map(Address::as_str)));
    }
    Ok(described)
}

/// `482 736  搬运工（家具卸货）  230 元/天  当天结  今天 07:30 集合 · 8 小时  海泊河家具城 2.1 公里 · 派车`
pub(super) fn line(brief: &Brief, moment: Moment) -> String {
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
        wording::place_and_perks(brief, language).join(wording::DOT),
    ];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("  ")
}
