//! `zhaohuo flags` — which postings staff should look at, and why.

use std::collections::HashMap;

use clap::Args;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::catalog::Brief;
use crate::catalog::Catalog;
use crate::catalog::Query;
use crate::edge::Clock;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::posting::Row;
use crate::screening::Census;
use crate::screening::Context;
use crate::screening::Finding;
use crate::screening::Rule;
use crate::screening::Settings;
use crate::screening::holds;
use crate::screening::screen;
use crate::wording;

const NOTES: &str = "\
Rules: missing-fields, sex, ethnicity, religion, household, minimum-wage, fee, contact, many-employers, promise, stale.

Which of them keep a posting back, which are not looked for, and further words stand in the configuration, under \
[screening]. Expired postings are not offered, and not listed here.";

#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub struct Arguments {
    /// One JSON array: number, identifier, title, whether it is held back, and each finding
    #[arg(long)]
    json: bool,
    /// Only what this rule finds; may be given again
    #[arg(long, value_name = "RULE", value_parser = rule)]
    rule: Vec<Rule>,
}

/// # Errors
///
/// Where the configuration or its table is wrong, or nothing was pulled yet.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    let settings = setup.config.screening.settings();
    let clock = Clock::start();
    let now = clock.now().wall;
    let mut census = Census::default();
    let loaded = setup.shelf().load_showing(clock, |_, posting| census.count(posting))?;
    let catalog = loaded.catalog;
    let mut flagged = findings(&setup, &catalog, &census, settings)?;
    let mut described = Vec::new();
    for index in catalog.find(&Query::default(), now) {
        let Some(brief) = catalog.get(index) else { continue };
        let Some(mut found) = flagged.remove(&brief.row) else {
            continue;
        };
        let held = holds(&found, &settings);
        if !arguments.rule.is_empty() {
            found.retain(|finding| arguments.rule.contains(&finding.rule));
        }
        if found.is_empty() {
            continue;
        }
        if arguments.json {
            described.push(describe(brief, &found, held));
        } else {
            for line in lines(brief, &found, held, settings) {
                say(&line)?;
            }
        }
    }
    if arguments.json {
        say(&serde_json::to_string_pretty(&described)?)?;
    }
    Ok(Exit::Done)
}

/// What is found in each stored posting, of those that anything is found in.
fn findings(
    setup: &Setup,
    catalog: &Catalog,
    census: &Census,
    settings: Settings,
) -> Result<HashMap<Row, Vec<Finding>>, Failure> {
    let table = setup.screening_table()?;
    let standpoint = catalog.standpoint();
    let shelf = setup.shelf();
    let feeds: Vec<&str> = shelf.feeds.iter().map(String::as_str).collect();
    let mut flagged = HashMap::new();
    // Those that no pull confirms are in no catalog, and so are not listed.
    Reader::open(&setup.folder)?.postings(&feeds, jiff::Timestamp::MIN, |row, posting| {
        let district = posting.place.district.as_deref();
        let minimum_wage = district.and_then(|it| catalog.board().minimum_wage(it, standpoint.today, &standpoint.zone));
        let context = Context {
            table: &table,
            minimum_wage: minimum_wage.map(AsRef::as_ref),
            today: standpoint.today,
            zone: &standpoint.zone,
            census,
        };
        let found = settings.heed(screen(&posting, &context));
        if !found.is_empty() {
            flagged.insert(row, found);
        }
    })?;
    Ok(flagged)
}

fn describe(brief: &Brief, found: &[Finding], held: bool) -> Value {
    let findings = found.iter().map(|finding| {
        json!({
            "rule": finding.rule.code(),
            "source": &*finding.source,
            "field": finding.field,
            "words": finding.words(),
            "marked": finding.marked(),
        })
    });
    json!({
        "number": brief.number.to_string().replace(' ', ""),
        "id": brief.id,
        "title": brief.title,
        "held": held,
        "findings": findings.collect::<Vec<_>>(),
    })
}

/// The posting, then a line for each rule, with all that it found.
fn lines(brief: &Brief, found: &[Finding], held: bool, settings: Settings) -> Vec<String> {
    let language = Language::CHINESE;
    let waits = if held { "  要先看过再放出来" } else { "" };
    let mut lines = vec![format!("{}  {}{waits}", brief.number, brief.title)];
    for of_rule in found.chunk_by(|a, b| (a.rule, &a.source) == (b.rule, &b.source)) {
        let first = &of_rule[0];
        let said: Vec<String> = of_rule.iter().map(|it| wording::finding(it, language)).collect();
        let mark = if settings.hold.contains(first.rule) { "▲" } else { " " };
        let (rule, said) = (wording::rule(first.rule, language), said.join("；"));
        lines.push(format!("  {mark} {rule}：{said}  依据：{}", first.source));
    }
    lines
}

fn rule(code: &str) -> Result<Rule, String> {
    Rule::of(code).ok_or_else(|| {
        let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        format!("no rule is called so, only {}", known.join(", "))
    })
}
