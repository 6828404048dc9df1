//! What staff may ask of a running kiosk: one JSON object a line, one answer a line.
//!
//! ```text
//! → {"version":1,"ask":"hide","id":"482736","reason":"写了限女性"}
//! ← {"version":1,"ok":true,"result":{"seq":17,…}}
//! ← {"version":1,"ok":false,"error":"没有编号是 482736 的活"}
//! ```

mod entry;
mod flagged;
mod found;
mod kept_log;

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::Deserialize;
use serde::Serialize;
use serde_json::Value;

use crate::decision::Kept;
use crate::screening::Mark;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;

pub use entry::EntryError;
pub use entry::Form;
pub use flagged::FlaggedPosting;
pub use flagged::FlaggedPostings;
pub use flagged::Reason;
pub use found::Found;
pub use found::FoundPosting;
pub use kept_log::Anchor;
pub use kept_log::AnchorError;
pub use kept_log::Checked;
pub use kept_log::LoggedDay;

/// Raised when an old client would misread a new answer, or the other way round.
pub const VERSION: u64 = 1;
/// So long a notice stands where nobody says how long: over a weekend.
pub const NOTICE_DAYS: i32 = 3;
/// Of a request and of an answer, in bytes: a form with every field full takes a tenth.
pub const LINE_BYTES_MAX: usize = 64 * 1024;

/// What is asked. Each posting by its 编号 or its identifier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Request {
    /// How the feeds, the screen and the hall are.
    Status {},
    /// What is on the screen, as text.
    Screen {},
    /// Pull every feed now.
    Pull {},
    /// Look for postings as on the kiosk, by words or by 编号, and among what is withdrawn too: [`Found`].
    Find {
        #[serde(default)]
        words: String,
        #[serde(default)]
        limit: Option<usize>,
    },
    Pin {
        id: String,
    },
    Unpin {
        id: String,
    },
    Hide {
        id: String,
        reason: String,
    },
    Unhide {
        id: String,
    },
    Full {
        id: String,
    },
    Reopen {
        id: String,
    },
    /// A note for staff; without a text it goes.
    Remark {
        id: String,
        #[serde(default)]
        text: Option<String>,
    },
    /// What staff should look at, what is held back first: [`FlaggedPostings`].
    Flags {
        #[serde(default)]
        limit: Option<usize>,
    },
    /// What was found in it is in order: it shows. With `marks`, of a [`FlaggedPosting`], only what those are of: what the
    /// employer has written since is asked about again.
    Accept {
        id: String,
        #[serde(default)]
        marks: Option<BTreeSet<Mark>>,
    },
    /// The names of trades, or of places here, that these letters may stand for, in full pinyin or first letters.
    Suggest {
        letters: String,
        /// A place, not a trade.
        #[serde(default)]
        place: bool,
    },
    /// Enters what an employer says at the desk.
    Add {
        form: Form,
    },
    /// Says something to the hall, on the waiting screen and among the notices.
    Notice {
        text: String,
        /// The last day on which it stands; without one [`NOTICE_DAYS`] from today.
        #[serde(default)]
        until: Option<Date>,
    },
    /// What the hall says now.
    Notices {},
    /// What staff decided and entered, for another box: a page of [`Kept`], behind this identifier.
    Export {
        #[serde(default)]
        after: Option<String>,
    },
    /// Takes over one of them from another box.
    Import {
        kept: Box<Kept>,
    },
    /// Takes back what was entered.
    Remove {
        id: String,
    },
    /// Print a slip that says nothing, to see whether it prints.
    PrintTest {},
    /// Who waits for staff, and what visitors said of postings.
    Tickets {},
    /// Somebody has come to whoever has this number today.
    Done {
        number: u32,
    },
    /// How often what was done, from one day to another; today where neither is said: [`crate::count::Counts`].
    Counts {
        #[serde(default)]
        from: Option<Date>,
        #[serde(default)]
        to: Option<Date>,
    },
    /// The newest entries of the log.
    Log {
        #[serde(default)]
        entries_max: Option<usize>,
    },
    /// Walk the chain of the log, and look for a link that was kept elsewhere: [`Checked`].
    Verify {
        #[serde(default)]
        anchor: Option<Anchor>,
    },
    /// The log of one day of the hall, oldest first, from after this entry on: a page of a [`LoggedDay`].
    Day {
        day: Date,
        #[serde(default)]
        after: i64,
    },
    /// Closes the kiosk to the public, or opens it.
    Maintenance {
        on: bool,
        /// What the public is told besides.
        #[serde(default)]
        text: Option<String>,
    },
    /// Wrong PINs at the kiosk's own screen are forgiven.
    PinReset {},
    /// Takes back the entry of that number, else the last one.
    Undo {
        #[serde(default)]
        seq: Option<i64>,
    },
}

impl Request {
    /// # Errors
    ///
    /// What is wrong with the line, for whoever wrote it.
    pub fn parse(line: &str) -> Result<Self, RequestError> {
        let mut value: Value = serde_json::from_str(line).map_err(|error| RequestError::NoJson(clean_error(&error)))?;
        let version = value.as_object_mut().and_then(|fields| fields.remove("version"));
        match version.as_ref().map(Value::as_u64) {
            Some(Some(VERSION)) => {}
            Some(_) => return Err(RequestError::OtherVersion),
            None => return Err(RequestError::NoVersion),
        }
        serde_json::from_value(value).map_err(|error| RequestError::Unknown(clean_error(&error)))
    }

    /// As it is sent.
    ///
    /// # Errors
    ///
    /// None that a request can cause.
    pub fn line(&self) -> serde_json::Result<String> {
        with_version(serde_json::to_value(self)?)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    #[error("这一行不是 JSON：{0}")]
    NoJson(CleanText),
    #[error("没写 \"version\":{VERSION}")]
    NoVersion,
    #[error("这个找活只懂第 {VERSION} 版的请求。两边装同一版")]
    OtherVersion,
    #[error("不懂这个请求：{0}")]
    Unknown(CleanText),
    #[error("一行最多 {LINE_BYTES_MAX} 字节")]
    TooLong,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    Done(Value),
    /// In words, for a person.
    Refused(CleanText),
}

impl Answer {
    #[must_use]
    pub fn refused(why: &dyn std::fmt::Display) -> Self {
        Self::Refused(CleanText::new(&why.to_string(), 4 * LINE_CHARS))
    }

    /// As it is sent.
    ///
    /// # Errors
    ///
    /// None that an answer can cause.
    pub fn line(&self) -> serde_json::Result<String> {
        with_version(match self {
            Self::Done(result) => serde_json::json!({"ok": true, "result": result}),
            Self::Refused(why) => serde_json::json!({"ok": false, "error": why}),
        })
    }

    /// # Errors
    ///
    /// Where the line is no answer of this version.
    pub fn parse(line: &str) -> Result<Self, RequestError> {
        let value: Value = serde_json::from_str(line).map_err(|error| RequestError::NoJson(clean_error(&error)))?;
        if value["version"].as_u64() != Some(VERSION) {
            return Err(RequestError::OtherVersion);
        }
        Ok(match (value["ok"].as_bool(), &value["error"]) {
            (Some(true), _) => Self::Done(value["result"].clone()),
            (_, Value::String(why)) => Self::refused(why),
            (_, other) => Self::refused(other),
        })
    }
}

fn with_version(mut value: Value) -> serde_json::Result<String> {
    value["version"] = VERSION.into();
    serde_json::to_string(&value)
}
