//! `zhaohuo counts` — what happened at the kiosk, without anybody in it.

use clap::Args;
use jiff::civil::Date;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::console::sheet;
use crate::count::Counts;
use crate::count::Line;
use crate::count::SHOWN_MIN;
use crate::count::days;
use crate::count::tables;
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
    let setup = Setup::read(options)?.for_reading();
    let today = setup.clock().wall().to_zoned(setup.hall.zone.clone()).date();
    let (from, to) = days(arguments.from, arguments.to, today);
    let lines = tables(&Reader::open(&setup.folder)?.counts(from, to)?);
    if arguments.csv {
        return csv(&lines);
    }
    if arguments.json {
        say(&serde_json::to_string_pretty(&lines)?)?;
        return Ok(Exit::Done);
    }
    for line in sheet::of(setup.hall.name.as_ref(), &Counts { from, to, lines }) {
        say(&line)?;
    }
    Ok(Exit::Done)
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
