//! `zhaohuo flags` — which postings staff should look at, and why.

use clap::Args;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::console::words;
use crate::control::FlaggedPosting;
use crate::edge::shelf::Shelf;
use crate::screening::Rule;

const NOTES: &str = "\
Rules: missing-fields, sex, ethnicity, religion, household, minimum-wage, fee, contact, many-employers, promise, stale.

Which of them keep a posting back, which are not looked for, and further words stand in the configuration, under \
[screening]. Expired postings are not offered, and not listed here; nor is what staff have looked at.";

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
    let setup = Setup::read(options)?.for_reading();
    let shelf = Shelf {
        flags_kept: usize::MAX,
        ..setup.shelf()
    };
    let loaded = shelf.load(&setup.clock())?;
    let flagged = loaded.flags.iter().map(FlaggedPosting::of);
    let flagged = flagged.filter_map(|mut posting| {
        if !arguments.rule.is_empty() {
            posting
                .findings
                .retain(|finding| arguments.rule.contains(&finding.rule));
        }
        Some(posting).filter(|posting| !posting.findings.is_empty())
    });
    if arguments.json {
        say(&serde_json::to_string_pretty(&flagged.collect::<Vec<_>>())?)?;
        return Ok(Exit::Done);
    }
    for posting in flagged {
        for line in words::flagged(&posting) {
            say(&line)?;
        }
    }
    Ok(Exit::Done)
}

pub(super) fn rule(code: &str) -> Result<Rule, String> {
    Rule::of(code).ok_or_else(|| {
        let known: Vec<&str> = Rule::ALL.iter().map(|rule| rule.code()).collect();
        format!("no rule is called so, only {}", known.join(", "))
    })
}
