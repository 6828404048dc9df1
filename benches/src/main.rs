//! The table of the product's performance, each row beside what else does the same.
//!
//! `cargo run --release --manifest-path benches/Cargo.toml` prints all of it, as Markdown.

#![expect(
    clippy::disallowed_methods,
    reason = "what measures reads the clock and the disk, and starts what it measures"
)]

mod corpus;
mod hall;
mod keys;
mod kiosk;
mod measure;
mod ours;
mod process;
mod program;
mod pty;
mod publisher;
mod pull;
mod queries;
mod refresh;
mod rivals;
mod search;
mod server;
mod stock;
mod table;
mod terminal;

use std::alloc::System;
use std::path::PathBuf;

use anyhow::Context as _;
use anyhow::Result;
use clap::Parser;
use clap::ValueEnum;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use zeroizing_alloc::ZeroAlloc;
use zhaohuo::catalog::Standpoint;
use zhaohuo::posting::Geo;

use corpus::Corpus;
use kiosk::Others;
use server::Coding;
use stock::Stock;
use table::Table;

/// As the product ships: what it frees is overwritten. SQLite has its own.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

#[derive(Debug, Parser)]
struct Arguments {
    /// How many postings
    #[arg(long, value_delimiter = ',', default_values_t = [10_000, 100_000, 1_000_000])]
    sizes: Vec<usize>,
    /// Only these rows
    #[arg(long, value_delimiter = ',', value_enum)]
    rows: Vec<Rows>,
    /// The built kiosk [default: the release in ../target, built where it is missing]
    #[arg(long, value_name = "FILE")]
    program: Option<PathBuf>,
    /// Where the table goes as well
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rows {
    /// A keystroke, with and without choices and descriptions, and how that grows
    Search,
    /// From a packed feed to what can be found
    Pull,
    /// From the start of the kiosk to its first frame and its list
    Start,
    /// Memory, processor and bytes where nobody is there
    Rest,
    /// From a key to its frame
    Keys,
    /// A hundredth changes
    Refresh,
    /// Bytes to the terminal
    Terminal,
}

impl Arguments {
    fn wants(&self, rows: Rows) -> bool {
        self.rows.is_empty() || self.rows.contains(&rows)
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let standpoint = standpoint()?;
    let mut table = Table::default();
    if arguments.wants(Rows::Terminal) {
        table.add(terminal::measure(&standpoint)?);
    }
    for size in &arguments.sizes {
        let corpus = Corpus {
            size: *size,
            today: standpoint.today,
            zone: standpoint.zone.clone(),
        };
        table.note(corpus.shape()?.to_string());
        measure(&arguments, &corpus, &standpoint, &mut table)?;
    }
    println!("{table}");
    if let Some(file) = &arguments.markdown {
        std::fs::write(file, table.to_string()).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

fn measure(arguments: &Arguments, corpus: &Corpus, standpoint: &Standpoint, table: &mut Table) -> Result<()> {
    if arguments.wants(Rows::Search) {
        table.add(search::measure(corpus, standpoint)?);
    }
    if arguments.wants(Rows::Pull) {
        table.add(pull::measure(corpus)?);
    }
    if arguments.wants(Rows::Refresh) {
        table.add(refresh::measure(corpus)?);
    }
    let of_kiosk = [Rows::Pull, Rows::Start, Rows::Rest, Rows::Keys];
    if of_kiosk.into_iter().any(|rows| arguments.wants(rows)) {
        measure_kiosk(arguments, corpus, table)?;
    }
    Ok(())
}

/// What is measured of the built program on a store of its own.
fn measure_kiosk(arguments: &Arguments, corpus: &Corpus, table: &mut Table) -> Result<()> {
    let program = program::find(arguments.program.as_deref())?;
    let stock = Stock::pull(&program, publisher::pack(corpus, Coding::Zstd)?)?;
    let others = if arguments.wants(Rows::Start) || arguments.wants(Rows::Rest) {
        Others::measure(corpus)?
    } else {
        Others::unasked()
    };
    if arguments.wants(Rows::Start) {
        table.add(kiosk::starts(&stock, &others, corpus.size)?);
    }
    let (at_rest, resting) = kiosk::at_rest(&stock, &others, corpus.size)?;
    if arguments.wants(Rows::Rest) {
        table.add(at_rest);
    }
    if arguments.wants(Rows::Pull) {
        table.add([pull::peak(&stock, corpus.size, resting)]);
    }
    if arguments.wants(Rows::Keys) {
        table.add(keys::measure(&stock, corpus, resting)?);
    }
    Ok(())
}

/// The demonstration's hall, by the Haibo river in Qingdao.
fn standpoint() -> Result<Standpoint> {
    let zone = TimeZone::get("Asia/Shanghai")?;
    let now = Timestamp::now();
    Ok(Standpoint {
        geo: Geo::new(36.0935, 120.3577),
        today: now.to_zoned(zone.clone()).date(),
        zone,
        now,
        built_at: Timestamp::UNIX_EPOCH,
    })
}
