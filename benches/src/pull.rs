//! From a packed feed to postings that can be found, beside a parser that does nothing else with the same bytes.

use anyhow::Result;

use crate::corpus::Corpus;
use crate::hall::Hall;
use crate::measure::Spent;
use crate::measure::in_process;
use crate::measure::megabytes;
use crate::measure::memory_ratio;
use crate::measure::said;
use crate::measure::time_ratio;
use crate::publisher::pack;
use crate::rivals::json;
use crate::server::Coding;
use crate::server::Server;
use crate::stock::Stock;
use crate::table::Line;

/// A parsed array of more than this does not fit beside the rest.
const WHOLE_ARRAY_MAX: usize = 100_000;

pub(crate) fn measure(corpus: &Corpus) -> Result<Vec<Line>> {
    let mut ndjson = Vec::new();
    corpus.write_ndjson(&mut ndjson)?;
    let by_line = json::by_line(&ndjson)?;
    let whole = (corpus.size <= WHOLE_ARRAY_MAX)
        .then(|| json::whole(&ndjson))
        .transpose()?;
    let bytes = ndjson.len();
    drop(ndjson);
    let mut lines = Vec::new();
    for coding in [Coding::Zstd, Coding::Gzip] {
        let body = pack(corpus, coding)?;
        let packed = body.packed.len();
        let hall = Hall::open(&Server::start(body)?)?;
        let (pulled, pull) = in_process(|| hall.pull());
        let (catalog, load) = in_process(|| hall.load());
        let (merged, catalog) = (pulled?, catalog?);
        // The demonstration has badly filled postings too.
        anyhow::ensure!(
            merged.new > corpus.size / 2 && catalog.len() > corpus.size / 2,
            "{merged:?}"
        );
        let what = format!(
            "pull to searchable, {} of {} packed by {}: unpack, parse, store, index",
            said_bytes(packed),
            said_bytes(bytes),
            coding.name()
        );
        let total = pull + load;
        let ours = format!("{}; of it the index {}", figure(total), figure(load));
        let mut line = Line::new(what, corpus.size, ours).goal("≤ 2 × serde_json's parse");
        line = line.beside("serde_json, a line at a time", figure(by_line), ratio(total, by_line));
        line = match whole {
            Some(whole) => line.beside("serde_json, one array", figure(whole), ratio(total, whole)),
            None => line.without("serde_json, one array", "not tried: needs gigabytes"),
        };
        lines.push(line);
    }
    Ok(lines)
}

/// The most that `zhaohuo pull` holds, beside the kiosk at rest.
pub(crate) fn peak(stock: &Stock, size: usize, resting: u64) -> Line {
    let peak = stock.pull_peak;
    Line::new("peak memory of a pull", size, megabytes(peak))
        .goal("≤ 1.5 × the resting memory")
        .beside("the kiosk at rest", megabytes(resting), memory_ratio(peak, resting))
}

fn figure(spent: Spent) -> String {
    format!("{} ({})", said(spent.cpu), said(spent.wall))
}

/// Of the processor, and on the wall in brackets.
fn ratio(ours: Spent, rival: Spent) -> String {
    format!(
        "{} ({})",
        time_ratio(ours.cpu, rival.cpu),
        time_ratio(ours.wall, rival.wall)
    )
}

fn said_bytes(bytes: usize) -> String {
    format!("{} MB", bytes.div_ceil(1_000_000))
}
