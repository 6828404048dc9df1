//! `zhaohuo tickets` — who waits for staff, and what visitors said of postings.

use clap::Args;
use jiff::Timestamp;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::edge::store::Call;
use crate::edge::store::Reader;
use crate::edge::store::Reported;
use crate::language::Language;
use crate::wording;

#[derive(Debug, Args)]
pub struct Arguments {
    /// One JSON object: how many have called today, who waits, what was said of which posting
    #[arg(long)]
    json: bool,
}

/// # Errors
///
/// Where the configuration is wrong, or there is no store.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?.for_reading();
    let now = setup.clock().wall();
    let reader = Reader::open(&setup.folder)?;
    let called_today = reader.calls_on(now.to_zoned(setup.hall.zone.clone()).date())?;
    let (open, reports) = (reader.open_calls(now)?, reader.reports(now)?);
    if arguments.json {
        let open = open.iter().map(|call| described(call, now));
        let open = open.collect::<Result<Vec<_>, Failure>>()?;
        let all = json!({"called_today": called_today, "open": open, "reports": reports});
        say(&serde_json::to_string_pretty(&all)?)?;
        return Ok(Exit::Done);
    }
    match open.len() {
        0 => say(&format!("现在没人等（今天叫过 {called_today} 次）"))?,
        count => say(&format!("{count} 个人在等（今天叫过 {called_today} 次）"))?,
    }
    for call in &open {
        let minutes = waited_mins(call, now);
        say(&format!("{} 号  等了 {minutes} 分钟  {}", call.number, call.page))?;
    }
    say("")?;
    match reports.len() {
        0 => say("三十天里没人说哪个活有问题")?,
        _ => say("三十天里说有问题的活")?,
    }
    for report in &reports {
        say(&line(report))?;
    }
    Ok(Exit::Done)
}

fn described(call: &Call, now: Timestamp) -> Result<Value, Failure> {
    let mut described = serde_json::to_value(call)?;
    described["waited_mins"] = json!(waited_mins(call, now));
    Ok(described)
}

/// A clock that was set back makes nobody wait less than nothing.
fn waited_mins(call: &Call, now: Timestamp) -> i64 {
    now.duration_since(call.at).as_mins().max(0)
}

/// `3 次  要先交钱，或者要扣证件  搬运工（市:1）`
fn line(report: &Reported) -> String {
    let what = wording::complaint(report.complaint, Language::CHINESE);
    format!("{} 次  {what}  {}（{}）", report.times, report.title, report.posting.0)
}
