//! The built kiosk as a visitor meets it, beside others that show the same list: its start, and what it holds and does
//! when nobody is there.

use std::thread;
use std::time::Duration;

use anyhow::Result;

use crate::corpus::Corpus;
use crate::measure::Series;
use crate::measure::megabytes;
use crate::measure::memory_ratio;
use crate::measure::ratio;
use crate::measure::said;
use crate::measure::time_ratio;
use crate::process::Process;
use crate::pty::Session;
use crate::rivals::chromium::Chromium;
use crate::rivals::newsboat::Newsboat;
use crate::stock::NO_POLL_SECS;
use crate::stock::Stock;
use crate::table::Line;

/// How long is watched what is done where nothing happens.
const AT_REST: Duration = Duration::from_secs(20);
/// After the first page is there until all is quiet.
const SETTLE: Duration = Duration::from_secs(5);
const STARTS: usize = 5;
/// The others take minutes, or all memory, for more postings than this.
const RIVALS_UP_TO: usize = 100_000;
const TOO_MANY: &str = "not tried with so many";
const NOT_INSTALLED: &str = "not installed";

/// What each of the others took and holds; `None` where it is not there.
pub(crate) struct Others {
    newsboat: Result<Other, &'static str>,
    chromium: Result<Other, &'static str>,
}

struct Other {
    first: Duration,
    list: Duration,
    /// Kilobytes, of all its processes.
    resting: u64,
    cpu: Duration,
    written: usize,
}

impl Others {
    pub(crate) fn measure(corpus: &Corpus) -> Result<Self> {
        let may = |is_installed: bool| {
            if corpus.size > RIVALS_UP_TO {
                Err(TOO_MANY)
            } else if is_installed {
                Ok(())
            } else {
                Err(NOT_INSTALLED)
            }
        };
        Ok(Self {
            newsboat: match may(Newsboat::is_installed()) {
                Ok(()) => Ok(newsboat(corpus)?),
                Err(why) => Err(why),
            },
            chromium: match may(Chromium::is_installed()) {
                Ok(()) => Ok(chromium(corpus)?),
                Err(why) => Err(why),
            },
        })
    }

    /// Where no row has them.
    pub(crate) fn unasked() -> Self {
        Self {
            newsboat: Err(NOT_INSTALLED),
            chromium: Err(NOT_INSTALLED),
        }
    }

    fn beside(&self, mut line: Line, figure: impl Fn(&Other) -> (String, String)) -> Line {
        for (name, other) in [("newsboat", &self.newsboat), ("Chromium, headless", &self.chromium)] {
            line = match other {
                Ok(other) => {
                    let (figure, ratio) = figure(other);
                    line.beside(name, figure, ratio)
                }
                Err(why) => line.without(name, why),
            };
        }
        line
    }
}

fn newsboat(corpus: &Corpus) -> Result<Other> {
    let newsboat = Newsboat::prepare(corpus)?;
    let (session, first, list) = newsboat.start()?;
    let (cpu, written) = rest(&session, session.process()?)?;
    Ok(Other {
        first,
        list,
        resting: session.process()?.tree_proportional()?,
        cpu,
        written,
    })
}

fn chromium(corpus: &Corpus) -> Result<Other> {
    let chromium = Chromium::prepare(corpus)?;
    let picture = chromium.picture()?;
    let showing = chromium.show()?;
    let before = showing.process().tree_cpu()?;
    thread::sleep(AT_REST);
    Ok(Other {
        first: picture,
        list: picture,
        resting: showing.process().tree_proportional()?,
        cpu: showing.process().tree_cpu()?.saturating_sub(before),
        written: 0,
    })
}

/// The processor time of a while, and the bytes that the terminal got meanwhile.
fn rest(session: &Session, process: Process) -> Result<(Duration, usize)> {
    thread::sleep(SETTLE);
    let (cpu, written) = (process.cpu()?, session.written());
    thread::sleep(AT_REST);
    Ok((process.cpu()?.saturating_sub(cpu), session.written() - written))
}

/// Both rows of a start.
pub(crate) fn starts(stock: &Stock, others: &Others, size: usize) -> Result<Vec<Line>> {
    let (mut first, mut list) = (Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let kiosk = stock.open(NO_POLL_SECS)?;
        first.push(kiosk.wait_for_frame()?);
        list.push(to_list(&kiosk)?);
    }
    let (first, list) = (Series::new(first), Series::new(list));
    let figure = |times: &Series| {
        format!(
            "median {}, worst {} of {STARTS}",
            said(times.median()),
            said(times.worst())
        )
    };
    let frame = Line::new("start to first frame, postings stored", size, figure(&first)).goal("≤ 50 ms");
    let usable = Line::new("start to the list usable: two keys, first page", size, figure(&list)).goal("≤ 0.6 s");
    Ok(vec![
        others.beside(frame, |it| (said(it.first), time_ratio(first.median(), it.first))),
        others.beside(usable, |it| (said(it.list), time_ratio(list.median(), it.list))),
    ])
}

/// The waiting screen knows how many there are.
pub(crate) fn has_postings(kiosk: &Session) -> Result<Duration> {
    kiosk.wait_for(|screen| {
        let contents = screen.contents();
        contents.contains("一共") && !contents.contains("一共 0 个活")
    })
}

/// Opens the list of all as soon as it can be.
pub(crate) fn to_list(kiosk: &Session) -> Result<Duration> {
    has_postings(kiosk)?;
    kiosk.press("5", "您想做什么")?;
    kiosk.press("3", "全部活 ·")
}

/// Memory, processor and bytes of the waiting screen; and the kilobytes that it holds.
pub(crate) fn at_rest(stock: &Stock, others: &Others, size: usize) -> Result<(Vec<Line>, u64)> {
    let kiosk = stock.open(NO_POLL_SECS)?;
    has_postings(&kiosk)?;
    let process = kiosk.process()?;
    let (cpu, written) = rest(&kiosk, process)?;
    let resting = process.resident()?;
    let percent = |cpu: Duration| 100.0 * cpu.as_secs_f64() / AT_REST.as_secs_f64();
    let memory =
        Line::new("memory at rest", size, megabytes(resting)).goal("≤ 64 MB at 100,000; ≤ 450 MB at 1,000,000");
    let quiet = Line::new(
        format!("processor at rest, and bytes drawn, in {} s", AT_REST.as_secs()),
        size,
        format!("{:.2} % of a core, {written} bytes", percent(cpu)),
    )
    .goal("≤ 0.5 % of a core");
    let lines = vec![
        others.beside(memory, |it| (megabytes(it.resting), memory_ratio(resting, it.resting))),
        others.beside(quiet, |it| {
            let figure = format!("{:.2} % of a core, {} bytes", percent(it.cpu), it.written);
            (figure, ratio(cpu.as_secs_f64(), it.cpu.as_secs_f64()))
        }),
    ];
    Ok((lines, resting))
}
