//! `zhaohuo counts` — what happened at the kiosk, without anybody in it.

use clap::Args;
use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::count::By;
use crate::count::KEPT_DAYS;
use crate::count::Kind;
use crate::count::Line;
use crate::count::SHOWN_MIN;
use crate::count::tables;
use crate::edge::Clock;
use crate::edge::store::Reader;

#[derive(Debug, Args)]
pub struct Arguments {
    /// From this day on, like 2026-11-22; today where it is not said
    #[arg(long)]
    from: Option<Date>,
    /// To this day; today where it is not said
    #[arg(long)]
    to: Option<Date>,
    /// Comma-separated lines for a table program
    #[arg(long, conflicts_with = "json")]
    csv: bool,
    /// One JSON array
    #[arg(long)]
    json: bool,
}

/// # Errors
///
/// Where the configuration is wrong, or there is no store.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    let today = Clock::start().now().wall.to_zoned(setup.hall.zone.clone()).date();
    let to = arguments.to.unwrap_or(today);
    let oldest = today.checked_sub(Span::new().days(KEPT_DAYS)).unwrap_or(Date::MIN);
    let from = arguments.from.unwrap_or(to).max(oldest);
    let lines = tables(&Reader::open(&setup.folder)?.counts(from, to)?);
    if arguments.csv {
        return csv(&lines);
    }
    if arguments.json {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| json!({"kind": line.kind.code(), "by": line.by.code(), "value": line.value, "times": line.times}))
            .collect();
        say(&serde_json::to_string_pretty(&lines)?)?;
        return Ok(Exit::Done);
    }
    let hall = setup.hall.name.as_ref().map_or_else(String::new, ToString::to_string);
    sheet(&hall, from, to, &lines)
}

/// RFC 4180; the names are of feeds, so that each is quoted, and none may begin a formula of a table program.
fn csv(lines: &[Line]) -> Result<Exit, Failure> {
    say("kind,by,value,times")?;
    for line in lines {
        let times = line
            .times
            .map_or_else(|| format!("<{SHOWN_MIN}"), |times| times.to_string());
        let value = line.value.trim_start_matches(['=', '+', '-', '@']).replace('"', "\"\"");
        say(&format!("{},{},\"{value}\",{times}", line.kind.code(), line.by.code()))?;
    }
    Ok(Exit::Done)
}

/// To be printed and hung up.
fn sheet(hall: &str, from: Date, to: Date, lines: &[Line]) -> Result<Exit, Failure> {
    let days = if from == to {
        from.to_string()
    } else {
        format!("{from} 到 {to}")
    };
    say(&format!("{hall}  {days}"))?;
    for (by, title) in [
        (By::Day, "每天"),
        (By::Hour, "几点"),
        (By::Trade, "工种"),
        (By::District, "区"),
    ] {
        say("")?;
        say(title)?;
        for line in lines.iter().filter(|line| line.by == by) {
            let times = line
                .times
                .map_or_else(|| format!("不到 {SHOWN_MIN}"), |times| times.to_string());
            say(&format!("  {}  {}  {times} 次", line.value, words(line.kind)))?;
        }
    }
    say("")?;
    say(&format!(
        "不到 {SHOWN_MIN} 次的不写数。只记次数，不记人，也不记打了什么字。"
    ))?;
    Ok(Exit::Done)
}

fn words(kind: Kind) -> &'static str {
    match kind {
        Kind::Visit => "来人",
        Kind::View => "看活",
        Kind::Code => "亮码",
        Kind::Slip => "打印",
        Kind::NothingFound => "没搜到",
        Kind::Report => "说有问题",
        Kind::Call => "叫人",
    }
}
