//! From a key to the end of the frame that shows it, in the built kiosk: paging, opening and searching, with nothing
//! else to do and while a pull is read and indexed.

use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::corpus::Corpus;
use crate::kiosk::has_postings;
use crate::kiosk::to_list;
use crate::measure::Series;
use crate::measure::megabytes;
use crate::measure::memory_ratio;
use crate::measure::said;
use crate::pty::Session;
use crate::publisher::pack_edition;
use crate::server::Coding;
use crate::stock::NO_POLL_SECS;
use crate::stock::Stock;
use crate::table::Line;

/// Keys of each kind in one round.
const EACH: usize = 110;
/// As often as a feed may be asked.
const OFTEN_SECS: u64 = 5;
/// What is typed and erased again, letter by letter.
const TYPED: [&str; 6] = ["banyun", "baojie", "搬运工", "bj", "家具卸货", "fenjian"];
/// On the page where one types.
const SEARCH: &str = "像说话那样打也行";
/// A page on and back: the same key again so soon is taken for a bounce, and the first row stays the one that opens.
const PAGING: [&str; 2] = ["+", "-"];
/// How soon the same key counts as one.
const BOUNCE: Duration = Duration::from_millis(350);
const WHAT: &str = "a key to its frame, 120×34: paging, opening, searching";
const GOAL: &str = "p99 ≤ 16 ms";

pub(crate) fn measure(stock: &Stock, corpus: &Corpus, resting: u64) -> Result<Vec<Line>> {
    let size = corpus.size;
    let kiosk = stock.open(NO_POLL_SECS)?;
    let idle = round(&kiosk)?;
    drop(kiosk);
    let mut lines = vec![Line::new(WHAT, size, figure(&idle)).goal(GOAL)];
    let edition = |word| pack_edition(corpus, Coding::Zstd, &(0..(size / 100).max(1)), word);
    let editions = vec![edition("新")?, edition("急")?];
    stock.server.alternates(editions);
    let kiosk = stock.open(OFTEN_SECS)?;
    has_postings(&kiosk)?;
    kiosk.process()?.reset_peak()?;
    let (before, mut busy) = (stock.server.editions_served(), Vec::new());
    // Until at least one of the pulls began and ended within them.
    while stock.server.editions_served() < before + 2 {
        busy.push(round(&kiosk)?);
    }
    let busy = Series::of(busy);
    let peak = kiosk.process()?.peak()?;
    let pulls = stock.server.editions_served() - before;
    let what = format!("{WHAT}; while pulls of 1 % are indexed");
    lines.push(Line::new(what, size, format!("{}; {pulls} pulls", figure(&busy))).goal(GOAL));
    let memory = Line::new("peak memory of the kiosk in those pulls", size, megabytes(peak))
        .goal("≤ 1.5 × the resting memory")
        .beside("the kiosk at rest", megabytes(resting), memory_ratio(peak, resting));
    lines.push(memory);
    Ok(lines)
}

/// From the waiting screen and back to it.
fn round(kiosk: &Session) -> Result<Series> {
    let mut times = Vec::new();
    to_list(kiosk)?;
    for _ in 0..EACH / PAGING.len() {
        press(kiosk, &PAGING, &mut times)?;
    }
    for _ in 0..EACH / 2 {
        times.push(kiosk.last_frame_after("1")?);
        press(kiosk, &["0"], &mut times)?;
    }
    leave(kiosk, "您想做什么")?;
    kiosk.press("9", SEARCH)?;
    for typed in TYPED.into_iter().cycle().take(EACH / 5) {
        for c in typed.chars() {
            press(kiosk, &[c.to_string().as_str()], &mut times)?;
        }
        for _ in typed.chars() {
            press(kiosk, &["-"], &mut times)?;
        }
    }
    leave(kiosk, "您想做什么")?;
    leave(kiosk, "按任意键")?;
    Ok(Series::new(times))
}

fn leave(kiosk: &Session, to: &str) -> Result<()> {
    thread::sleep(BOUNCE);
    // The words may stand on the page that is left as well.
    kiosk.first_frame_after("0")?;
    kiosk.wait_for_text(to)?;
    Ok(())
}

fn press(kiosk: &Session, keys: &[&str], times: &mut Vec<Duration>) -> Result<()> {
    for key in keys {
        times.push(kiosk.first_frame_after(key)?);
    }
    Ok(())
}

fn figure(times: &Series) -> String {
    format!(
        "p50 {}, p99 {}, worst {} of {} keys",
        said(times.median()),
        said(times.percentile(99)),
        said(times.worst()),
        times.len()
    )
}
