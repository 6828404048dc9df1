//! 找活 — arguments → verb → exit code.

use std::alloc::System;

use clap::CommandFactory as _;
use clap::Parser;
use clap::Subcommand;
use zeroizing_alloc::ZeroAlloc;
use zhaohuo::verb::Exit;
use zhaohuo::verb::Failure;
use zhaohuo::verb::check;
use zhaohuo::verb::counts;
use zhaohuo::verb::demo_feed;
use zhaohuo::verb::doctor;
use zhaohuo::verb::flags;
use zhaohuo::verb::generate;
use zhaohuo::verb::jobs;
use zhaohuo::verb::kiosk;
use zhaohuo::verb::pin;
use zhaohuo::verb::print;
use zhaohuo::verb::pull;
use zhaohuo::verb::setup::Options;
use zhaohuo::verb::show;
use zhaohuo::verb::staff;
use zhaohuo::verb::tickets;

/// What a visitor typed goes through strings of ours and of libraries; freed memory still held it a minute after.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<System> = ZeroAlloc(System);

/// The job kiosk of a public gig market, in a terminal.
///
/// Without a verb it starts the kiosk; without a feed, on a demonstration of its own.
#[derive(Debug, Parser)]
#[command(name = "zhaohuo", version, propagate_version = true, after_help = EXIT_CODES)]
struct Arguments {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    verb: Option<Verb>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Start the full-screen kiosk (the same as no verb)
    Kiosk,
    /// Pull the feeds once into the store, and say what came
    Pull,
    /// Find postings, by words as one says them, by flags, or by text as it stands
    Jobs(Box<jobs::Arguments>),
    /// Show one posting whole, by its identifier or its 编号
    Show(show::Arguments),
    /// Print one posting as a paper slip, or show what would stand on it
    Print(print::Arguments),
    /// Say who waits for staff, and what visitors said of postings in the last 30 days
    Tickets(tickets::Arguments),
    /// Say how often what was done at the kiosk, by hour, trade and district; nobody is in it
    Counts(counts::Arguments),
    /// Ask the kiosk that runs here, and decide what it shows; without a verb, the console of the staff
    Staff(staff::Arguments),
    /// Look at this machine, its terminal, feeds, clock, store, printer and unit, and say what is right and what is not
    Doctor(doctor::Arguments),
    /// Make of a PIN the line that the configuration keeps of it, for the maintenance screen at the kiosk itself
    Pin,
    /// Say which postings staff should look at: the rule, where it comes from, and the words found
    Flags(flags::Arguments),
    /// What concerns feeds before they are pulled
    #[command(subcommand)]
    Feed(FeedVerb),
    /// Write the demonstration feed to a file
    DemoFeed(demo_feed::Arguments),
    /// Write the manual pages and the completions, as the package has them
    #[command(hide = true)]
    Generate(generate::Arguments),
}

#[derive(Debug, Subcommand)]
enum FeedVerb {
    /// Read a feed's file as a pull would, and say what was taken and what was refused, and why
    Check(check::Arguments),
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed; 2 wrong arguments or configuration; \
3 no such posting; 4 another kiosk or pull has the store.";

fn main() -> Exit {
    let Arguments { options, verb } = Arguments::parse();
    let done = match verb {
        None | Some(Verb::Kiosk) => kiosk::run(&options),
        Some(Verb::Pull) => pull::run(&options),
        Some(Verb::Jobs(arguments)) => jobs::run(&options, &arguments),
        Some(Verb::Show(arguments)) => show::run(&options, &arguments),
        Some(Verb::Print(arguments)) => print::run(&options, &arguments),
        Some(Verb::Tickets(arguments)) => tickets::run(&options, &arguments),
        Some(Verb::Counts(arguments)) => counts::run(&options, &arguments),
        Some(Verb::Staff(arguments)) => staff::run(&options, arguments),
        Some(Verb::Doctor(arguments)) => doctor::run(&options, &arguments),
        Some(Verb::Pin) => pin::run(),
        Some(Verb::Flags(arguments)) => flags::run(&options, &arguments),
        Some(Verb::Feed(FeedVerb::Check(arguments))) => check::run(&options, &arguments),
        Some(Verb::DemoFeed(arguments)) => demo_feed::run(&options, &arguments),
        Some(Verb::Generate(arguments)) => generate::run(Arguments::command(), &arguments),
    };
    done.unwrap_or_else(Failure::report)
}
