//! A hundredth of the postings changes: from the request to where the changed ones are found.

use anyhow::Result;
use anyhow::ensure;
use zhaohuo::catalog::Query;

use crate::corpus::Corpus;
use crate::hall::Hall;
use crate::measure::in_process;
use crate::measure::said;
use crate::measure::time_ratio;
use crate::publisher::pack;
use crate::publisher::pack_edition;
use crate::server::Coding;
use crate::server::Server;
use crate::table::Line;

/// Before the titles of those that change; no other posting has it.
const WORD: &str = "龘";

pub(crate) fn measure(corpus: &Corpus) -> Result<Vec<Line>> {
    let first = pack(corpus, Coding::Zstd)?;
    let server = Server::start(first.clone())?;
    let hall = Hall::open(&server)?;
    let (all, whole) = in_process(|| hall.pull().and_then(|_| hall.load()));
    ensure!(!all?.is_empty(), "nothing came");
    let changed = (corpus.size / 100).max(1);
    let second = pack_edition(corpus, Coding::Zstd, &(0..changed), WORD)?;
    let bytes = second.packed.len();
    server.now_says(second);
    let (found, refresh) = in_process(|| -> Result<usize> {
        hall.pull()?;
        let query = Query {
            words: vec![WORD.to_owned()],
            ..Query::default()
        };
        Ok(hall.load()?.count(&query, hall.now()))
    });
    let found = found?;
    ensure!(
        found > changed / 2 && found <= changed,
        "{found} of {changed} are found"
    );
    let ours = format!(
        "{} ({}); the snapshot's {bytes} bytes: no less is asked for yet",
        said(refresh.cpu),
        said(refresh.wall)
    );
    let figure = format!("{} ({})", said(whole.cpu), said(whole.wall));
    Ok(vec![
        Line::new("a refresh of 1 %, to where it is found", corpus.size, ours)
            .goal("≤ 0.2 s; ≤ 1 % of the bytes")
            .beside("the first pull of all", figure, time_ratio(refresh.wall, whole.wall)),
    ])
}
