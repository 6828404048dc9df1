//! `zhaohuo print ID` — one posting as a paper slip.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::mpsc::channel;
use std::time::Duration;

use anyhow::Context as _;
use anyhow::anyhow;
use clap::Args;

use super::Exit;
use super::Failure;
use super::called::called;
use super::called::not_found;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use super::tell;
use crate::catalog::Catalog;
use crate::config::Target;
use crate::edge::printer::Limits;
use crate::edge::printer::Printer;
use crate::edge::store::Reader;
use crate::language::Language;
use crate::printing::Ending;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::slip::Counter;
use crate::slip::Slip;
use crate::slip::preview;
use crate::slip::to_bytes;
use crate::wording;

/// For somebody who waits at a shell: time to switch a printer on, or to find out that there is none.
const KEEP: Duration = Duration::from_secs(8);

#[derive(Debug, Args)]
pub struct Arguments {
    /// The identifier in the feed, or the 编号 (482736)
    #[arg(required_unless_present = "test")]
    id: Vec<String>,
    /// A slip that says nothing but that the printer works
    #[arg(long, conflicts_with = "id")]
    test: bool,
    /// Write what the printer would get to this file instead, or to standard output for `-`
    #[arg(long, value_name = "FILE", conflicts_with = "preview")]
    to: Option<PathBuf>,
    /// Show the slip here instead, as it would stand on the paper
    #[arg(long)]
    preview: bool,
    /// Millimetres, 58 or 80 [default: as configured]
    #[arg(long, value_name = "MM")]
    paper: Option<u64>,
}

/// # Errors
///
/// [`Exit::NotFound`] where no posting on offer is called so; [`Exit::Misconfigured`] where there is no printer;
/// [`Exit::Failed`] where it did not print.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let mut setup = Setup::read(options)?.for_reading();
    if let Some(paper) = arguments.paper {
        setup.config.printer.paper = paper;
    }
    let printing = setup.config.printer.printing()?;
    let slips = if arguments.test {
        vec![test_slip(&setup)]
    } else {
        slips(&setup, &arguments.id.join(" "))?
    };
    if arguments.preview {
        for line in slips.iter().flat_map(|slip| preview(slip, printing)) {
            say(&line)?;
        }
        return Ok(Exit::Done);
    }
    let bytes: Vec<u8> = slips.iter().flat_map(|slip| to_bytes(slip, printing)).collect();
    if let Some(path) = &arguments.to {
        write(path, &bytes).with_context(|| path.display().to_string())?;
        return Ok(Exit::Done);
    }
    let Some(target) = setup.config.printer.target()? else {
        return Err(Failure::new(
            Exit::Misconfigured,
            anyhow!("没有设打印机：在设置里写 [printer] to = …，或者用 --to、--preview"),
        ));
    };
    print(target, bytes)
}

/// Once, and says how it ended.
fn print(target: Target, bytes: Vec<u8>) -> Result<Exit, Failure> {
    let limits = Limits {
        keep: KEEP,
        ..Limits::default()
    };
    let (sender, news) = channel();
    let mut printer = Printer::start(target, limits, move |news| {
        // Nobody hears any more once it has ended.
        let _ = sender.send(news);
    })?;
    let language = Language::CHINESE;
    let number = printer
        .print(bytes, Duration::ZERO)
        .map_err(|refused| anyhow!("{}", wording::refused(refused, language)))?;
    for told in news {
        let words = wording::printing_news(told, language);
        match told {
            PrinterNews::Ended(ended, Ending::Printed) if ended == number => {
                say(&words)?;
                return Ok(Exit::Done);
            }
            PrinterNews::Ended(..) => return Err(anyhow!("{words}").into()),
            PrinterNews::State(_) => tell(&words),
        }
    }
    Err(anyhow!("{}", wording::printer_state(PrinterState::Missing, language)).into())
}

/// Needs nothing that was pulled: who sets up a printer may have no network yet.
fn test_slip(setup: &Setup) -> Slip {
    let clock = setup.clock();
    let catalog = Catalog::empty(setup.shelf().standpoint(&clock));
    Slip::of_test(&Counter::new(&setup.hall, &catalog, clock.now().wall))
}

/// Of each posting that is called so: two may share a 编号.
fn slips(setup: &Setup, id: &str) -> Result<Vec<Slip>, Failure> {
    let clock = setup.clock();
    let catalog = setup.shelf().load(&clock)?.catalog;
    let now = clock.now().wall;
    let reader = Reader::open(&setup.folder)?;
    let counter = Counter::new(&setup.hall, &catalog, now);
    let mut slips = Vec::new();
    for brief in called(id, &catalog, now)? {
        // One that a pull has withdrawn since is no longer there.
        if let Some(posting) = reader.offered(brief.row)? {
            slips.push(Slip::of_posting(&posting, &counter));
        }
    }
    if slips.is_empty() {
        return Err(not_found(id));
    }
    Ok(slips)
}

fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if path.as_os_str() == "-" {
        return std::io::stdout().write_all(bytes);
    }
    File::create(path)?.write_all(bytes)
}
