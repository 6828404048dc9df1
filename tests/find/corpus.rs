//! A hundred thousand postings of the demonstration feed, some odd ones, and the catalog of all.

use std::collections::HashSet;
use std::convert::Infallible;
use std::thread;

use zhaohuo::bulletin::Bulletin;
use zhaohuo::bulletin::Station;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::demo::Demo;
use zhaohuo::feed;
use zhaohuo::feed::Context;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Row;

use crate::odd;
use crate::support;

pub(crate) struct Corpus {
    /// What the program made of them.
    pub(crate) catalog: Catalog,
    /// Each once, as it was added.
    pub(crate) postings: Vec<(Row, Posting)>,
    pub(crate) stations: Vec<Station>,
}

impl Corpus {
    pub(crate) fn new(good: usize, odd: usize) -> Self {
        let (mut postings, stations) = demonstration(good);
        let every = (postings.len() / odd.max(1)).max(1);
        // Among the others, so that no order is theirs by chance.
        for (at, posting) in (0..).step_by(every + 1).zip(odd::postings(odd)) {
            postings.insert(at.min(postings.len()), posting);
        }
        let mut builder = CatalogBuilder::new(support::standpoint());
        let postings: Vec<_> = (1..).map(Row).zip(postings).collect();
        for (row, posting) in &postings {
            builder.add(*row, posting);
        }
        for station in &stations {
            builder.add_station(station);
        }
        let catalog = builder.finish();
        catalog.warm_up();
        Self {
            catalog,
            postings: each_once(postings),
            stations,
        }
    }
}

/// The first of those with one identifier and one title.
fn each_once(mut postings: Vec<(Row, Posting)>) -> Vec<(Row, Posting)> {
    let mut seen = HashSet::new();
    postings.retain(|(_, posting)| seen.insert(format!("{}\n{}", posting.id.0, posting.title)));
    postings
}

/// Written at one end of a pipe and read at the other, since all of it would be some hundred megabytes.
fn demonstration(items: usize) -> (Vec<Posting>, Vec<Station>) {
    let (source, mut sink) = std::io::pipe().expect("a pipe");
    let standpoint = support::standpoint();
    let demo = Demo {
        items,
        seed: zhaohuo::demo::DEFAULT_SEED,
        today: standpoint.today,
    };
    let context = Context {
        zone: standpoint.zone,
        namespace: "feed.example".to_owned(),
    };
    let (mut postings, mut stations) = (Vec::with_capacity(items), Vec::new());
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut buffered = std::io::BufWriter::with_capacity(1 << 16, &mut sink);
            demo.write_ndjson(&mut buffered).expect("the reader stays to the end");
        });
        let read = feed::read(source, &context, |item| {
            match item {
                Ok(Item::Posting(posting)) => postings.push(*posting),
                Ok(Item::Bulletin {
                    bulletin: Bulletin::Station(station),
                    ..
                }) => stations.push(station),
                Ok(Item::Bulletin { .. } | Item::Deleted(_)) | Err(_) => {}
            }
            Ok::<(), Infallible>(())
        });
        read.expect("the demonstration feed is whole");
    });
    (postings, stations)
}
