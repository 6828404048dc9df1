//! Feeds in, items out. The documents were written for these tests and copy the oddities of real publishers.

mod bulletins;
mod details;
mod faults;
mod pay;
mod places;
mod postings;
mod random;
mod shapes;
mod terms;
mod texts;
mod times;

use std::convert::Infallible;
use std::io;

use zhaohuo::bulletin::Bulletin;
use zhaohuo::feed;
use zhaohuo::feed::Context;
use zhaohuo::feed::FeedError;
use zhaohuo::feed::Format;
use zhaohuo::feed::Item;
use zhaohuo::feed::Refused;
use zhaohuo::posting::Posting;

/// Everything that a feed gave.
#[derive(Debug, PartialEq)]
struct Outcome {
    items: Vec<Item>,
    refused: Vec<Refused>,
    /// The error as staff read it.
    end: Result<Format, String>,
}

fn context() -> Context {
    Context {
        zone: jiff::tz::TimeZone::get("Asia/Shanghai").expect("the time zones are built in"),
        namespace: "feed.example".to_owned(),
    }
}

fn read(body: impl AsRef<[u8]>) -> Outcome {
    read_from(body.as_ref())
}

fn read_from(source: impl io::Read) -> Outcome {
    let (mut items, mut refused) = (Vec::new(), Vec::new());
    let end = feed::read(source, &context(), |item| {
        match item {
            Ok(item) => items.push(item),
            Err(reason) => refused.push(reason),
        }
        Ok::<(), Infallible>(())
    });
    Outcome {
        items,
        refused,
        end: end.map_err(|error: FeedError<Infallible>| error.to_string()),
    }
}

impl Outcome {
    fn titles(&self) -> Vec<&str> {
        self.items.iter().map(title).collect()
    }

    fn reasons(&self) -> Vec<(usize, &str)> {
        self.refused
            .iter()
            .map(|refused| (refused.index, refused.reason.as_str()))
            .collect()
    }
}

fn title(item: &Item) -> &str {
    match item {
        Item::Posting(posting) => &posting.title,
        Item::Bulletin { id, .. } | Item::Deleted(id) => &id.0,
    }
}

/// The posting with these properties besides a title and an identifier.
fn posting(properties: &str) -> Posting {
    let comma = if properties.is_empty() { "" } else { "," };
    let body = format!(r#"{{"@type":"JobPosting","title":"搬运工","identifier":"1"{comma}{properties}}}"#);
    let mut outcome = read(&body);
    match outcome.items.pop() {
        Some(Item::Posting(posting)) => *posting,
        other => panic!("{body} gave {other:?}, {:?}, {:?}", outcome.refused, outcome.end),
    }
}

fn bulletin(body: &str) -> (String, Bulletin) {
    let mut outcome = read(body);
    match outcome.items.pop() {
        Some(Item::Bulletin { id, bulletin }) => (id.0.to_string(), bulletin),
        other => panic!("{body} gave {other:?}, {:?}, {:?}", outcome.refused, outcome.end),
    }
}

/// `clean` as `Option<&str>`, to compare with.
fn said(text: Option<&zhaohuo::text::CleanText>) -> Option<&str> {
    text.map(zhaohuo::text::CleanText::as_str)
}

fn job(number: usize) -> String {
    format!(r#"{{"@type":"JobPosting","identifier":"{number}","title":"活{number}"}}"#)
}

fn jobs(count: usize) -> Vec<String> {
    (0..count).map(job).collect()
}
