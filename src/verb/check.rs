//! `zhaohuo feed check INPUT` — what a pull of this file would take, for its publisher.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;
use serde_json::Value;
use serde_json::json;

use super::Exit;
use super::Failure;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::feed;
use crate::feed::Context;
use crate::feed::FeedError;
use crate::feed::Format;
use crate::feed::Item;
use crate::feed::Refused;
use crate::text::clean_error;

#[derive(Debug, Args)]
pub struct Arguments {
    /// A feed's file, or `-` for standard input
    input: PathBuf,
    /// One object: format, accepted, refused (index, reason), items as the program understands them
    #[arg(long)]
    json: bool,
}

/// Reasons shown to a person; a script gets all of them.
const REASONS_SHOWN: usize = 20;

#[derive(Default)]
struct Findings {
    kinds: BTreeMap<&'static str, usize>,
    items: Vec<Value>,
    refused: Vec<Refused>,
}

/// # Errors
///
/// Where the input cannot be opened. A feed that cannot be read to its end is said, and the exit is [`Exit::Failed`];
/// so it is where nothing was taken.
pub fn run(options: &Options, arguments: &Arguments) -> Result<Exit, Failure> {
    let setup = Setup::read(options)?;
    let input: Box<dyn Read> = if arguments.input.as_os_str() == "-" {
        Box::new(std::io::stdin())
    } else {
        let path = arguments.input.display();
        Box::new(File::open(&arguments.input).with_context(|| path.to_string())?)
    };
    let context = Context {
        zone: setup.hall.zone,
        namespace: "check".to_owned(),
    };
    let mut findings = Findings::default();
    let read = feed::read(input, &context, |read| {
        findings.note(read, arguments.json);
        Ok::<_, Infallible>(())
    });
    if arguments.json {
        say(&serde_json::to_string_pretty(&findings.json(&read))?)?;
    } else {
        findings.tell(&read)?;
    }
    let good = read.is_ok() && findings.accepted() > 0;
    Ok(if good { Exit::Done } else { Exit::Failed })
}

impl Findings {
    fn note(&mut self, read: Result<Item, Refused>, keep: bool) {
        match read {
            Ok(item) => {
                let (kind, described) = describe(&item);
                *self.kinds.entry(kind).or_default() += 1;
                if keep {
                    self.items.push(described);
                }
            }
            Err(refused) => self.refused.push(refused),
        }
    }

    fn accepted(&self) -> usize {
        self.kinds.values().sum()
    }

    fn json(&self, read: &Result<Format, FeedError<Infallible>>) -> Value {
        let refused = self
            .refused
            .iter()
            .map(|refused| json!({"index": refused.index, "reason": refused.reason}));
        let mut found = json!({
            "format": read.as_ref().ok().map(|format| format.name()),
            "accepted": self.accepted(),
            "refused": refused.collect::<Vec<_>>(),
            "items": self.items,
        });
        if let (Err(error), Some(fields)) = (read, found.as_object_mut()) {
            fields.insert("error".to_owned(), json!(clean_error(error)));
        }
        found
    }

    fn tell(&self, read: &Result<Format, FeedError<Infallible>>) -> Result<(), Failure> {
        match read {
            Ok(format) => say(&format!("格式：{format}"))?,
            Err(error) => say(&format!("读不了：{}", clean_error(error)))?,
        }
        for (kind, count) in &self.kinds {
            say(&format!("收下 {count} 条 {kind}"))?;
        }
        if !self.refused.is_empty() {
            say(&format!("没收下 {} 条", self.refused.len()))?;
        }
        for refused in self.refused.iter().take(REASONS_SHOWN) {
            say(&format!("  第 {} 条：{}", refused.index + 1, refused.reason))?;
        }
        match self.refused.len().saturating_sub(REASONS_SHOWN) {
            0 => Ok(()),
            more => say(&format!("  还有 {more} 条，用 --json 看")),
        }
    }
}

/// The kind by its schema.org type, and the item as it would be stored.
fn describe(item: &Item) -> (&'static str, Value) {
    let described = |kind: &'static str, id: &crate::posting::PostingId, body: Value| {
        let mut fields = body;
        if let Some(fields) = fields.as_object_mut() {
            fields.insert("type".to_owned(), json!(kind));
            fields.insert("id".to_owned(), json!(id));
        }
        (kind, fields)
    };
    let value = |body: serde_json::Result<Value>| body.unwrap_or_default();
    match item {
        Item::Posting(posting) => described("JobPosting", &posting.id, value(serde_json::to_value(posting))),
        Item::Bulletin { id, bulletin } => described(bulletin.schema_type(), id, value(serde_json::to_value(bulletin))),
        Item::Deleted(id) => described("dateDeleted", id, json!({})),
    }
}
