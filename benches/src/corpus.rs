//! The postings that everything is measured on: those of the demonstration, with titles and descriptions as various as
//! real ones. The same seed gives the same postings, and a larger corpus begins with a smaller one.

mod words;

use std::collections::HashSet;
use std::convert::Infallible;
use std::fmt;
use std::hash::BuildHasher;
use std::hash::RandomState;
use std::io;
use std::io::BufWriter;
use std::io::Read;
use std::io::Write;
use std::ops::Range;
use std::thread;

use anyhow::Result;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use zhaohuo::demo::DEFAULT_SEED;
use zhaohuo::demo::Demo;
use zhaohuo::feed;
use zhaohuo::feed::Context;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;

/// Of a pipe between who writes and who reads.
const PIPE_BYTES: usize = 1 << 16;

#[derive(Debug, Clone)]
pub(crate) struct Corpus {
    pub(crate) size: usize,
    /// The day of the demonstration.
    pub(crate) today: Date,
    pub(crate) zone: TimeZone,
}

/// What its texts are like.
#[derive(Debug, Default)]
pub(crate) struct Shape {
    postings: usize,
    distinct_titles: usize,
    distinct_descriptions: usize,
    description_chars: usize,
}

impl Corpus {
    /// One item a line.
    pub(crate) fn write_ndjson(&self, out: &mut impl Write) -> io::Result<()> {
        self.write_edition(out, &(0..0), "")
    }

    /// The same, but in those of `changed` the title begins with `word`.
    pub(crate) fn write_edition(&self, out: &mut impl Write, changed: &Range<usize>, word: &str) -> io::Result<()> {
        let demo = Demo {
            items: self.size,
            seed: DEFAULT_SEED,
            today: self.today,
        };
        for (index, mut item) in demo.items().enumerate() {
            if index < self.size {
                vary(&mut item, index);
            }
            if changed.contains(&index)
                && let Some(title) = item.pointer_mut("/item/title")
            {
                *title = format!("{word}{}", title.as_str().unwrap_or_default()).into();
            }
            serde_json::to_writer(&mut *out, &item)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Gives each posting as a pull reads it. Written at one end of a pipe and read at the other, since all of it would
    /// be gigabytes.
    pub(crate) fn read(&self, mut each: impl FnMut(Posting)) -> Result<()> {
        let (source, sink) = io::pipe()?;
        thread::scope(|scope| {
            let writing = scope.spawn(move || {
                let mut out = BufWriter::with_capacity(PIPE_BYTES, sink);
                self.write_ndjson(&mut out)?;
                out.flush()
            });
            self.read_from(source, &mut each)?;
            match writing.join() {
                Ok(written) => Ok(written?),
                Err(_) => anyhow::bail!("the corpus could not be made"),
            }
        })
    }

    fn read_from(&self, source: impl Read, each: &mut impl FnMut(Posting)) -> Result<()> {
        let context = Context {
            zone: self.zone.clone(),
            namespace: "feed.example".to_owned(),
        };
        feed::read(source, &context, |item| {
            if let Ok(Item::Posting(posting)) = item {
                each(*posting);
            }
            Ok::<(), Infallible>(())
        })
        .map_err(|error| anyhow::anyhow!("{error:?}"))?;
        Ok(())
    }

    /// Reads all of it once.
    pub(crate) fn shape(&self) -> Result<Shape> {
        let hasher = RandomState::new();
        let (mut titles, mut descriptions) = (HashSet::new(), HashSet::new());
        let mut shape = Shape::default();
        self.read(|posting| {
            shape.postings += 1;
            titles.insert(hasher.hash_one(&*posting.title));
            if let Some(description) = posting.description {
                descriptions.insert(hasher.hash_one(&*description));
                shape.description_chars += description.chars().count();
            }
        })?;
        shape.distinct_titles = titles.len();
        shape.distinct_descriptions = descriptions.len();
        Ok(shape)
    }
}

/// Titles and descriptions as employers write them: the wage, the place, how many, from when.
fn vary(item: &mut Value, index: usize) {
    let mut random = fastrand::Rng::with_seed(DEFAULT_SEED ^ index as u64);
    let Some(posting) = item.pointer_mut("/item") else {
        return;
    };
    if random.bool() {
        let title = words::title(posting, &mut random);
        posting["title"] = title.into();
    }
    let description = words::description(posting, &mut random);
    posting["description"] = description.into();
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = |count: usize| 100 * count / self.postings.max(1);
        write!(
            f,
            "{} postings of the varied demonstration: {} % of the titles and {} % of the descriptions are distinct, a \
             description has {} characters on the average, and four phrases stand in a third of them each ({})",
            crate::measure::thousands(self.postings),
            part(self.distinct_titles),
            part(self.distinct_descriptions),
            self.description_chars / self.postings.max(1),
            words::BOILERPLATE.join("、"),
        )
    }
}
