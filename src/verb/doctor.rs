//! `zhaohuo doctor` — what is right with this machine, and what is not.

mod clock;
mod feeds;
mod printer;
mod screen;
mod staff;
mod store;
mod unit;

use clap::Args;
use futures_util::join;
use jiff::Timestamp;

use super::Exit;
use super::Failure;
use super::chinese;
use super::good_copy;
use super::good_copy::Examined;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::diagnosis;
use crate::diagnosis::Finding;
use crate::diagnosis::Level;
use crate::diagnosis::Report;
use crate::diagnosis::TerminalFacts;
use crate::edge::Clock;

const NOTES: &str = "\
Each finding has an id that stays, like terminal.chinese, feed.reach or store.space, and a level: ok; note, what could \
not be asked or may be meant so; warning, the kiosk runs and somebody should look; error, visitors or staff go without \
something.

Nothing is changed, and each feed is asked once. No root is needed: what this account may not see is said so.

Exit codes: 0 no errors (with --strict: no warnings either); 1 an error; 2 the configuration or an argument is wrong.";

#[derive(Debug, Args)]
#[command(after_help = NOTES)]
pub struct Arguments {
    /// One JSON object: worst, findings (id, level, about, what, todo), versions by package
    #[arg(long)]
    json: bool,
    /// Warnings fail too
    #[arg(long)]
    strict: bool,
}

/// # Errors
///
/// Where its own words cannot be written.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let examined = good_copy::examine(options);
    let screen = screen::look(&examined, !arguments.json);
    let is_readable = match &screen {
        Some(facts) if !arguments.json => begin(facts, &examined)?,
        Some(_) | None => true,
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let report = runtime.block_on(look(&examined, screen.as_ref()));
    if arguments.json {
        say(&serde_json::to_string_pretty(&report.json())?)?;
    } else {
        let columns = screen
            .and_then(|facts| facts.size)
            .map_or(usize::MAX, |(columns, _)| usize::from(columns));
        let lines = if is_readable {
            report.lines(columns)
        } else {
            report.ascii_lines()
        };
        for line in lines {
            say(&line)?;
        }
    }
    Ok(match report.worst() {
        _ if report.is_misconfigured() => Exit::Misconfigured,
        Level::Error => Exit::Failed,
        Level::Warning if arguments.strict => Exit::Failed,
        Level::Warning | Level::Note | Level::Ok => Exit::Done,
    })
}

/// The first words, in ASCII, and a code to aim a phone at; whether the rest can be read here.
fn begin(facts: &TerminalFacts, examined: &Examined) -> Result<bool, Failure> {
    let is_readable = chinese::may_be_drawn(facts.chinese).is_ok();
    for line in diagnosis::head(facts) {
        say(&line)?;
    }
    if is_readable {
        for line in screen::code_lines(facts, examined) {
            say(&line)?;
        }
    }
    Ok(is_readable)
}

/// Everything at once: what waits for a network waits beside what waits for a disk.
async fn look(examined: &Examined, screen: Option<&TerminalFacts>) -> Report {
    let setup = examined.setup.as_ref();
    let now = Clock::start().now().wall;
    let (of_setup, font, is_synchronized, unit, versions) = join!(
        async {
            match setup {
                Some(setup) => Some(look_at_setup(setup).await),
                None => None,
            }
        },
        screen::font(),
        clock::is_synchronized(),
        unit::look(),
        unit::versions(),
    );
    let mut findings = diagnosis::terminal(screen, &font);
    findings.extend(diagnosis::configuration(&examined.facts));
    let of_setup = of_setup.unwrap_or_default();
    findings.extend(of_setup.feeds);
    findings.extend(setup.map_or_else(Vec::new, |setup| {
        diagnosis::clock(&clock::facts(setup, now, of_setup.servers, is_synchronized))
    }));
    findings.extend(of_setup.rest);
    findings.extend(diagnosis::unit(&unit));
    findings.extend(diagnosis::packages(&versions));
    Report { findings, versions }
}

/// What is found out about what is configured.
#[derive(Default)]
struct OfSetup {
    feeds: Vec<Finding>,
    /// See [`diagnosis::ClockFacts::servers`].
    servers: Vec<(crate::text::CleanText, Timestamp, Timestamp)>,
    rest: Vec<Finding>,
}

async fn look_at_setup(setup: &Setup) -> OfSetup {
    let (looked, stored, (called, says)) = join!(feeds::ask(setup), store::look(setup), staff::call(setup));
    // Behind what the kiosk says: it may have the printer open.
    let printer = printer::look(setup, says).await;
    let mut rest = diagnosis::store(&store::facts(setup, &stored));
    rest.extend(diagnosis::printer(printer.as_ref()));
    rest.extend(diagnosis::staff(&staff::facts(setup, called)));
    let now = Clock::start().now().wall;
    let servers = feeds::servers(setup, &looked);
    let facts = feeds::facts(setup, looked, &stored);
    OfSetup {
        feeds: facts.iter().flat_map(|facts| diagnosis::feed(facts, now)).collect(),
        servers,
        rest,
    }
}
