//! `zhaohuo staff export` and `import` — what staff decided and entered, from one box to another: a line of JSON each.

use std::io::BufRead as _;
use std::path::Path;

use anyhow::anyhow;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::ask;
use super::say;
use crate::control::Answer;
use crate::control::Request;
use crate::decision::Kept;
use crate::text::clean_error;

/// What the kiosk keeps, on standard output.
pub(super) fn export(socket: &Path) -> Result<Exit, Failure> {
    let mut after: Option<String> = None;
    loop {
        let result = done(ask(socket, &Request::Export { after: after.clone() })?)?;
        for kept in result["kept"].as_array().into_iter().flatten() {
            say(&kept.to_string())?;
        }
        let next = result["next"].as_str().map(str::to_owned);
        // One that does not go on would go on for ever.
        if next.is_none() || next <= after {
            return Ok(Exit::Done);
        }
        after = next;
    }
}

/// What another kiosk kept, from standard input. Every line is read before the first one is taken over.
pub(super) fn import(socket: &Path, as_json: bool) -> Result<Exit, Failure> {
    let mut all: Vec<Kept> = Vec::new();
    for (nth, line) in (1..).zip(std::io::stdin().lock().lines()) {
        let line = line?;
        if line.trim().is_empty() {
            continue;
        }
        let kept = serde_json::from_str(&line).map_err(|error| {
            let why = format!("第 {nth} 行看不懂：{}；什么都没搬", clean_error(&error));
            Failure::new(Exit::Misconfigured, anyhow!(why))
        })?;
        all.push(kept);
    }
    let (total, mut taken) = (all.len(), 0);
    for kept in all {
        let kept = Box::new(kept);
        let result = done(ask(socket, &Request::Import { kept })?)?;
        taken += usize::from(!result.is_null());
    }
    let same = total - taken;
    if as_json {
        say(&json!({"taken": taken, "same": same}).to_string())?;
    } else {
        say(&format!("搬来 {taken} 条，本来就一样的 {same} 条"))?;
    }
    Ok(Exit::Done)
}

fn done(answer: Answer) -> Result<Value, Failure> {
    match answer {
        Answer::Done(result) => Ok(result),
        Answer::Refused(why) => Err(Failure::new(Exit::Failed, anyhow!("{why}"))),
    }
}
