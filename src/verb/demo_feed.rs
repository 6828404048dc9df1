//! `zhaohuo demo-feed` — the demonstration as a file.

use std::fs::File;
use std::io::BufWriter;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::Context as _;
use anyhow::anyhow;
use clap::Args;
use jiff::civil::Date;

use super::Exit;
use super::Failure;
use super::setup::Options;
use super::setup::Setup;
use crate::demo::DEFAULT_ITEMS;
use crate::demo::DEFAULT_SEED;
use crate::demo::Demo;

#[derive(Debug, Args)]
pub struct Arguments {
    /// How many postings
    #[arg(long, value_name = "N", default_value_t = DEFAULT_ITEMS)]
    items: usize,
    /// Another seed gives other postings
    #[arg(long, value_name = "S", default_value_t = DEFAULT_SEED)]
    seed: u64,
    /// Where to write: NDJSON for .ndjson, one JSON document for .json
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The feed's today, like 2026-11-22 [default: today]
    #[arg(long, value_name = "DATE")]
    date: Option<Date>,
}

/// # Errors
///
/// Where the file's name ends in neither, or it cannot be written.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    let today = setup.clock().wall().to_zoned(setup.hall.zone).date();
    let demo = Demo {
        items: arguments.items,
        seed: arguments.seed,
        today: arguments.date.unwrap_or(today),
    };
    let path = arguments.out.display().to_string();
    let extension = arguments.out.extension().and_then(|extension| extension.to_str());
    let lines = match extension {
        Some("ndjson") => true,
        Some("json") => false,
        Some(_) | None => {
            return Err(Failure::new(
                Exit::Misconfigured,
                anyhow!("{path}: the name must end in .ndjson or .json"),
            ));
        }
    };
    let mut out = BufWriter::new(File::create(&arguments.out).with_context(|| path.clone())?);
    let written = if lines {
        demo.write_ndjson(&mut out)
    } else {
        demo.write_json(&mut out)
    };
    written.and_then(|()| out.flush()).with_context(|| path)?;
    Ok(Exit::Done)
}
