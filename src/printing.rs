//! How the slip printer is, and what becomes of a slip, as the printer's own thread tells it.

use std::time::Duration;

/// How the printer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum PrinterState {
    /// Not there: not plugged in, switched off, or not to be reached.
    #[default]
    Missing,
    /// It may print. Those that cannot say how they are count as this.
    Ready,
    /// A slip is on its way.
    Printing,
    PaperOut,
    CoverOpen,
    /// It is there and does not print: a knife that jams, a switch, an error of its own.
    Offline,
}

impl PrinterState {
    pub const ALL: [Self; 6] = [
        Self::Missing,
        Self::Ready,
        Self::Printing,
        Self::PaperOut,
        Self::CoverOpen,
        Self::Offline,
    ];

    /// In files for other programs.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Ready => "ready",
            Self::Printing => "printing",
            Self::PaperOut => "paper-out",
            Self::CoverOpen => "cover-open",
            Self::Offline => "offline",
        }
    }

    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// A slip may be sent.
    #[must_use]
    pub fn may_print(self) -> bool {
        match self {
            Self::Ready | Self::Printing => true,
            Self::Missing | Self::PaperOut | Self::CoverOpen | Self::Offline => false,
        }
    }
}

/// Counted from 1 since the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SlipNumber(pub u64);

/// What the printer's thread tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrinterNews {
    /// It is otherwise than it was.
    State(PrinterState),
    /// The slip has ended so. Each slip ends once.
    Ended(SlipNumber, Ending),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// The printer has taken all of it.
    Printed,
    /// Some of it went out, and then something happened: it may be whole, half, or not there. It is not sent again,
    /// because nobody wants two.
    Unsure(Mishap),
    /// Nothing of it went out, and nothing will.
    NotPrinted(PrinterState),
}

/// What happened in the middle of a slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// It took no more, and was given up.
    Stalled,
    /// The line to it broke.
    Broken,
    /// It says so itself.
    Became(PrinterState),
}

/// Why a press of the key prints nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The last slip was asked for a moment ago; after so long another may be.
    TooSoon(Duration),
    /// As many wait as may.
    QueueFull,
    /// The printer's thread has ended.
    Gone,
}

/// What there is to say of a slip that somebody asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlipSaid {
    News(PrinterNews),
    Refused(Refused),
}
