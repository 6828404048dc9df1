//! The log beside the kiosk, or without one: whoever checks it need not trust the program that wrote it. An account that
//! may not read the store can only ask the kiosk, and is told that it is the kiosk that says so.

use std::io::ErrorKind;
use std::os::unix::net::UnixStream;
use std::path::Path;

use anyhow::anyhow;
use jiff::civil::Date;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::Setup;
use super::ask;
use super::say;
use crate::console::words;
use crate::control::Anchor;
use crate::control::Answer;
use crate::control::Checked;
use crate::control::LoggedDay;
use crate::control::Request;
use crate::edge::control::checked;
use crate::edge::control::logged_day;
use crate::edge::store::Reader;
use crate::edge::store::StoreError;

/// Before what nobody but the kiosk has looked at.
const BY_ITSELF: &str = "找活自己说：";

/// Walks the chain, and says whether a link that was kept elsewhere is still in it.
pub(super) fn verify(setup: &Setup, anchor: Option<&Anchor>) -> Result<Exit, Failure> {
    let anchor = anchor.copied();
    let (by, found) = match source(setup)? {
        Source::Store(reader) => ("", checked(&reader, anchor)?),
        Source::Kiosk => {
            let found: Checked = told(&setup.control_socket(), &Request::Verify { anchor })?;
            (BY_ITSELF, found)
        }
    };
    if let Some(seq) = found.broken_at {
        return Err(broken(by, seq));
    }
    let (entries, link) = (found.entries, found.link);
    let whole = format!("{by}日志完整，{entries} 条，最后一环 {link}");
    match (anchor, found.anchored_at) {
        (None, _) => say(&whole)?,
        (Some(_), Some(seq)) => say(&format!("{whole}；给的那一环在，是第 {seq} 条"))?,
        (Some(_), None) => {
            let gone = "给的那一环不在日志里：后面的被砍掉了，或者整个换成了旧的";
            let why = anyhow!("{by}{gone}。现在 {entries} 条，最后一环 {link}");
            return Err(Failure::new(Exit::Failed, why));
        }
    }
    Ok(Exit::Done)
}

/// The entries of one day of the hall, oldest first, and the link at its end.
pub(super) fn day(setup: &Setup, day: Date, json: bool) -> Result<Exit, Failure> {
    let zone = &setup.hall.zone;
    let (by, found) = match source(setup)? {
        Source::Store(reader) => ("", logged_day(&reader, day, zone)?),
        Source::Kiosk => (BY_ITSELF, day_by_pages(&setup.control_socket(), day)?),
    };
    if json {
        let mut whole = serde_json::to_value(&found)?;
        if !by.is_empty() {
            whole["said_by"] = json!("kiosk");
        }
        say(&serde_json::to_string_pretty(&whole)?)?;
    } else {
        for entry in &found.entries {
            say(&words::entry(entry, zone))?;
        }
    }
    // A link of a chain that does not hold is worth nothing.
    if let Some(seq) = found.broken_at {
        return Err(broken(by, seq));
    }
    if !json {
        let (count, seq, link) = (found.entries.len(), found.seq, found.link);
        say(&format!("{by}{day}  {count} 条，到第 {seq} 条，这一环 {link}"))?;
    }
    Ok(Exit::Done)
}

/// Who says what the log holds.
enum Source {
    Store(Reader),
    Kiosk,
}

/// The store where it can be read, else the kiosk where one is there.
fn source(setup: &Setup) -> Result<Source, Failure> {
    match Reader::open(&setup.folder) {
        Ok(reader) => Ok(Source::Store(reader)),
        // A folder that one may not enter looks empty.
        Err(StoreError::Denied(_) | StoreError::Missing(_)) if is_there(&setup.control_socket()) => Ok(Source::Kiosk),
        Err(error) => Err(error.into()),
    }
}

/// Also where it lets this account not in: then that is what is said.
fn is_there(socket: &Path) -> bool {
    let nobody = [ErrorKind::NotFound, ErrorKind::ConnectionRefused];
    UnixStream::connect(socket).map_or_else(|error| !nobody.contains(&error.kind()), |_| true)
}

fn told<T: DeserializeOwned>(socket: &Path, request: &Request) -> Result<T, Failure> {
    match ask(socket, request)? {
        Answer::Done(result) => Ok(serde_json::from_value(result)?),
        Answer::Refused(why) => Err(Failure::new(Exit::Failed, anyhow!("{BY_ITSELF}{why}"))),
    }
}

fn day_by_pages(socket: &Path, day: Date) -> Result<LoggedDay, Failure> {
    let (mut entries, mut after) = (Vec::new(), 0);
    loop {
        let mut page: LoggedDay = told(socket, &Request::Day { day, after })?;
        entries.append(&mut page.entries);
        match page.next {
            // One that does not go on would go on for ever.
            Some(next) if next > after => after = next,
            _ => return Ok(LoggedDay { entries, ..page }),
        }
    }
}

fn broken(by: &str, seq: i64) -> Failure {
    let why = anyhow!("{by}日志从第 {seq} 条起对不上：有人改过、删过或换过顺序");
    Failure::new(Exit::Failed, why)
}
