//! A staff verb as it is typed → what the kiosk is asked.

use anyhow::anyhow;
use clap::Args;
use clap::Subcommand;
use clap::ValueEnum;
use jiff::civil::Date;

use super::Exit;
use super::Failure;
use crate::control::Anchor;
use crate::control::Form;
use crate::control::Request;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say how the feeds, the screen and the hall are (the same as no verb, where there is no terminal)
    Status,
    /// Show what is on the kiosk's screen, as text
    Screen,
    /// Pull every feed now
    Pull,
    /// Look for postings as on the kiosk, and among what is withdrawn too
    Find {
        /// As one says it: 市北 当天结 搬运 200, in pinyin, or a 编号; without any, everything
        words: Vec<String>,
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Put a posting first
    Pin(Which),
    /// No longer first
    Unpin(Which),
    /// Withdraw a posting: its row says so at once
    Hide {
        #[command(flatten)]
        which: Which,
        /// Why; it stands in the log
        #[arg(long)]
        reason: String,
    },
    /// Offer it again
    Unhide(Which),
    /// Nobody more is wanted: it is struck through and loses its code
    Full(Which),
    /// People are wanted again
    Reopen(Which),
    /// Note something for staff; without --text the note goes
    Remark {
        #[command(flatten)]
        which: Which,
        #[arg(long)]
        text: Option<String>,
    },
    /// Say which postings should be looked at, and why; what does not show until then first
    Flags {
        /// How many
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// What the checks found in a posting is in order: show it
    Accept(Which),
    /// Enter what an employer says at the desk; it shows first, and leaves by itself when it begins
    Add(Entry),
    /// Say something to the hall, on the waiting screen and among the notices; without a text, what it says now
    Notice {
        text: Vec<String>,
        /// The last day on which it stands, like 2026-11-22 [default: in three days]
        #[arg(long)]
        until: Option<Date>,
    },
    /// Write what staff decided and entered to standard output, for another box
    Export,
    /// Take over what another box has exported, from standard input
    Import,
    /// Take back what was entered, a notice too
    Remove(Which),
    /// Print a slip that says nothing, to see whether it prints
    PrintTest,
    /// Say who waits for staff, and what visitors said of postings
    Tickets,
    /// Somebody has come to whoever has this number
    Done { number: u32 },
    /// Say how often what was done, up to now; nobody is in it
    Counts {
        /// From this day on, like 2026-11-22; today where it is not said
        #[arg(long)]
        from: Option<Date>,
        /// To this day; today where it is not said
        #[arg(long)]
        to: Option<Date>,
    },
    /// Show who decided what, newest first
    Log {
        /// Check the chain from its first link instead
        #[arg(long)]
        verify: bool,
        /// With --verify: a link that was kept elsewhere must still be in the chain
        #[arg(long, value_name = "HEX", requires = "verify")]
        anchor: Option<Anchor>,
        /// All of one day, oldest first, and the link at its end, for keeping elsewhere
        #[arg(long, value_name = "DATE", conflicts_with_all = ["verify", "last"])]
        day: Option<Date>,
        /// How many
        #[arg(long, default_value_t = 20)]
        last: usize,
    },
    /// Close the kiosk to the public, or open it; its screen says so at once
    Maintenance {
        state: OnOff,
        /// What the public is told besides
        #[arg(long)]
        text: Option<String>,
    },
    /// Forgive the wrong PINs at the kiosk's own screen
    PinReset,
    /// Take back a step: the numbered one of the log, else the last
    Undo { seq: Option<i64> },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OnOff {
    On,
    Off,
}

#[derive(Debug, Args)]
pub(super) struct Which {
    /// The 编号 (482736) or the identifier
    #[arg(required = true)]
    id: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Entry {
    /// What there is to do, like 卸车
    title: String,
    /// Yuan, a day unless --per says otherwise
    #[arg(long)]
    pay: f64,
    /// day, hour, month, or a piece such as 件
    #[arg(long)]
    per: Option<String>,
    /// How many people
    #[arg(long)]
    people: Option<u32>,
    /// When to meet, like 07:30
    #[arg(long)]
    time: Option<String>,
    /// On which day, like 2026-11-22; today where it is not said
    #[arg(long)]
    date: Option<Date>,
    /// Where
    #[arg(long)]
    place: Option<String>,
    /// Whom to call
    #[arg(long)]
    phone: String,
    /// Who takes people on
    #[arg(long)]
    employer: Option<String>,
    /// An agency, not the employer itself
    #[arg(long)]
    agency: bool,
    /// Hours of work
    #[arg(long)]
    hours: Option<f64>,
    /// Whatever else is to be said
    #[arg(long)]
    note: Option<String>,
}

impl Command {
    /// `None` for what takes more than one.
    ///
    /// # Errors
    ///
    /// [`Exit::Misconfigured`] for what the kiosk would not understand.
    pub(super) fn request(&self) -> Result<Option<Request>, Failure> {
        Ok(Some(match self {
            Self::Status => Request::Status {},
            Self::Screen => Request::Screen {},
            Self::Pull => Request::Pull {},
            Self::Find { words, limit } => Request::Find {
                words: words.join(" "),
                limit: Some(*limit),
            },
            Self::Pin(which) => Request::Pin { id: which.id()? },
            Self::Unpin(which) => Request::Unpin { id: which.id()? },
            Self::Hide { which, reason } => Request::Hide {
                id: which.id()?,
                reason: reason.clone(),
            },
            Self::Unhide(which) => Request::Unhide { id: which.id()? },
            Self::Full(which) => Request::Full { id: which.id()? },
            Self::Reopen(which) => Request::Reopen { id: which.id()? },
            Self::Remark { which, text } => Request::Remark {
                id: which.id()?,
                text: text.clone(),
            },
            Self::Flags { limit } => Request::Flags { limit: Some(*limit) },
            Self::Accept(which) => Request::Accept {
                id: which.id()?,
                marks: None,
            },
            Self::Add(entry) => Request::Add { form: entry.form() },
            Self::Notice { text, until } if !text.is_empty() => Request::Notice {
                text: text.join(" "),
                until: *until,
            },
            Self::Notice { .. } => Request::Notices {},
            // More requests than one.
            Self::Export | Self::Import => return Ok(None),
            Self::Remove(which) => Request::Remove { id: which.id()? },
            Self::PrintTest => Request::PrintTest {},
            Self::Tickets => Request::Tickets {},
            Self::Done { number } => Request::Done { number: *number },
            Self::Counts { from, to } => Request::Counts { from: *from, to: *to },
            Self::Log { last, .. } => Request::Log {
                entries_max: Some(*last),
            },
            Self::Maintenance { state, text } => Request::Maintenance {
                on: *state == OnOff::On,
                text: text.clone(),
            },
            Self::PinReset => Request::PinReset {},
            Self::Undo { seq } => Request::Undo { seq: *seq },
        }))
    }
}

impl Which {
    /// A 编号 is printed in two groups of digits, and typed so.
    fn id(&self) -> Result<String, Failure> {
        let id = self.id.join(" ");
        if id.trim().is_empty() {
            return Err(Failure::new(Exit::Misconfigured, anyhow!("没写是哪个活")));
        }
        Ok(id)
    }
}

impl Entry {
    fn form(&self) -> Form {
        Form {
            title: self.title.clone(),
            yuan: self.pay,
            per: self.per.clone(),
            people: self.people,
            time: self.time.clone(),
            date: self.date,
            place: self.place.clone(),
            phone: self.phone.clone(),
            employer: self.employer.clone(),
            agency: self.agency,
            hours: self.hours,
            note: self.note.clone(),
        }
    }
}
