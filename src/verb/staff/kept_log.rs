//! The log beside the kiosk, or without one: whoever checks it need not trust the program that wrote it.

use anyhow::anyhow;
use jiff::civil::Date;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::Setup;
use super::say;
use crate::console::words;
use crate::edge::store::Anchored;
use crate::edge::store::Link;
use crate::edge::store::Reader;
use crate::edge::store::Verified;

/// Walks the chain, and says whether a link that was kept elsewhere is still in it.
pub(super) fn verify(setup: &Setup, anchor: Option<&Anchor>) -> Result<Exit, Failure> {
    let reader = Reader::open(&setup.folder)?;
    let (entries, last) = match reader.verify_log()? {
        Verified::Whole { entries, last } => (entries, last),
        Verified::BrokenAt(seq) => return Err(broken(seq)),
    };
    let whole = format!("日志完整，{entries} 条，最后一环 {}", hex(&last));
    let Some(Anchor(link)) = anchor else {
        say(&whole)?;
        return Ok(Exit::Done);
    };
    match reader.anchored(link)? {
        Anchored::There(seq) => {
            say(&format!("{whole}；给的那一环在，是第 {seq} 条"))?;
            Ok(Exit::Done)
        }
        Anchored::Gone => Err(Failure::new(
            Exit::Failed,
            anyhow!(
                "给的那一环不在日志里：后面的被砍掉了，或者整个换成了旧的。现在 {entries} 条，最后一环 {}",
                hex(&last)
            ),
        )),
    }
}

/// The entries of one day of the hall, oldest first, and the link at its end.
pub(super) fn day(setup: &Setup, day: Date, json: bool) -> Result<Exit, Failure> {
    let zone = &setup.hall.zone;
    let midnight = |date: Date| Ok::<_, jiff::Error>(date.to_zoned(zone.clone())?.timestamp());
    let unknown = |error: jiff::Error| Failure::new(Exit::Misconfigured, error);
    let until = day.tomorrow().and_then(midnight).map_err(unknown)?;
    let stretch = Reader::open(&setup.folder)?.log_between(midnight(day).map_err(unknown)?, until)?;
    let (count, link) = (stretch.entries.len(), hex(&stretch.link));
    if json {
        let whole = json!({
            "day": day, "entries": stretch.entries, "seq": stretch.seq, "link": link, "broken_at": stretch.broken_at,
        });
        say(&serde_json::to_string_pretty(&whole)?)?;
    } else {
        for entry in &stretch.entries {
            say(&words::entry(entry, zone))?;
        }
    }
    // A link of a chain that does not hold is worth nothing.
    if let Some(seq) = stretch.broken_at {
        return Err(broken(seq));
    }
    if !json {
        say(&format!("{day}  {count} 条，到第 {} 条，这一环 {link}", stretch.seq))?;
    }
    Ok(Exit::Done)
}

fn broken(seq: i64) -> Failure {
    Failure::new(
        Exit::Failed,
        anyhow!("日志从第 {seq} 条起对不上：有人改过、删过或换过顺序"),
    )
}

/// A link that was kept, as it was printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Anchor(Link);

impl std::str::FromStr for Anchor {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let wrong = || {
            format!(
                "要 {} 位十六进制数，就是 log --day 最后一行末尾那一串",
                2 * size_of::<Link>()
            )
        };
        let digit = |c: char| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let digits: Option<Vec<u8>> = written.trim().chars().map(digit).collect();
        let bytes: Vec<u8> = digits
            .filter(|digits| digits.len().is_multiple_of(2))
            .ok_or_else(wrong)?
            .chunks_exact(2)
            .map(|pair| pair[0] << 4 | pair[1])
            .collect();
        Link::try_from(bytes).map(Self).map_err(|_| wrong())
    }
}

fn hex(link: &Link) -> String {
    let digits = link.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}
