//! What is right with this machine and what is not, in words for whoever set it up: facts in, findings out.

mod check;
mod clock;
mod configuration;
mod console;
mod feed;
mod packages;
mod printer;
mod report;
mod staff;
mod store;
mod terminal;
mod unit;

use crate::text::CleanText;

pub use check::Check;
pub use clock::ClockFacts;
pub use clock::clock;
pub use configuration::ConfigurationFacts;
pub use configuration::configuration;
pub use console::CHINESE_COLUMNS;
pub use console::Console;
pub use console::Refused;
pub use console::refusal;
pub use feed::FeedFacts;
pub use feed::Taken;
pub use feed::feed;
pub use packages::PACKAGES;
pub use packages::Versions;
pub use packages::packages;
pub use printer::PrinterFacts;
pub use printer::Reached;
pub use printer::printer;
pub use report::Report;
pub use staff::Called;
pub use staff::StaffFacts;
pub use staff::staff;
pub use store::Holder;
pub use store::Rights;
pub use store::Room;
pub use store::StoreFacts;
pub use store::store;
pub use terminal::Font;
pub use terminal::TerminalFacts;
pub use terminal::Touch;
pub use terminal::head;
pub use terminal::terminal;
pub use unit::Manager;
pub use unit::UnitFacts;
pub use unit::unit;

/// A sentence with an error of the system's in it.
const SENTENCE_CHARS: usize = 400;

/// How bad it is; the worst is last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Ok,
    /// It could not be asked, or may be meant so.
    Note,
    /// The kiosk runs, and somebody should look.
    Warning,
    /// Visitors or staff go without something that they should have.
    Error,
}

impl Level {
    /// For scripts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// For people, two cells of Chinese each.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Ok => "正常",
            Self::Note => "说明",
            Self::Warning => "注意",
            Self::Error => "出错",
        }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub check: Check,
    pub level: Level,
    /// Which of several: the name of a feed.
    pub about: Option<CleanText>,
    /// What is.
    pub what: CleanText,
    /// What to do.
    pub todo: Option<CleanText>,
}

impl Finding {
    fn new(check: Check, level: Level, what: &str, todo: Option<&str>) -> Self {
        Self {
            check,
            level,
            about: None,
            what: CleanText::new(what, SENTENCE_CHARS),
            todo: todo.map(|todo| CleanText::new(todo, SENTENCE_CHARS)),
        }
    }

    #[must_use]
    pub fn ok(check: Check, what: impl AsRef<str>) -> Self {
        Self::new(check, Level::Ok, what.as_ref(), None)
    }

    #[must_use]
    pub fn note(check: Check, what: impl AsRef<str>, todo: impl AsRef<str>) -> Self {
        Self::new(check, Level::Note, what.as_ref(), Some(todo.as_ref()))
    }

    #[must_use]
    pub fn warning(check: Check, what: impl AsRef<str>, todo: impl AsRef<str>) -> Self {
        Self::new(check, Level::Warning, what.as_ref(), Some(todo.as_ref()))
    }

    #[must_use]
    pub fn error(check: Check, what: impl AsRef<str>, todo: impl AsRef<str>) -> Self {
        Self::new(check, Level::Error, what.as_ref(), Some(todo.as_ref()))
    }

    #[must_use]
    pub fn about(self, about: &CleanText) -> Self {
        Self {
            about: Some(about.clone()),
            ..self
        }
    }
}

/// Since then, as one says it: 3 分钟, 5 小时, 12 天.
fn ago(secs: i64) -> String {
    const MINUTE: i64 = 60;
    const HOUR: i64 = 60 * MINUTE;
    const DAY: i64 = 24 * HOUR;
    match secs.abs() {
        secs if secs < MINUTE => format!("{secs} 秒"),
        secs if secs < 2 * HOUR => format!("{} 分钟", secs / MINUTE),
        secs if secs < 2 * DAY => format!("{} 小时", secs / HOUR),
        secs => format!("{} 天", secs / DAY),
    }
}

/// Of a file or a disk.
fn size(bytes: u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = 1024 * KILO;
    const GIGA: u64 = 1024 * MEGA;
    match bytes {
        bytes if bytes < MEGA => format!("{} KB", bytes.div_ceil(KILO)),
        bytes if bytes < 10 * GIGA => format!("{} MB", bytes / MEGA),
        bytes => format!("{} GB", bytes / GIGA),
    }
}
