//! How the kiosk is, as Prometheus reads it: a text file for `node_exporter`'s textfile collector.

mod file;
mod page;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::MissedTickBehavior;

use super::Clock;
use super::meter::Meter;
use super::shelf::Offered;
use super::store::FeedState;
use super::store::Reader;
use super::sync::SyncNews;
use super::tally::Tally;
use crate::catalog::Query;
use crate::count::By;
use crate::count::tables;
use crate::now::Now;
use crate::printing::PrinterState;
use crate::text::clean_error;
use page::Page;

/// The first catalog is there by then; before it a kiosk with a thousand postings would say that it has none.
const FIRST_CATALOG: Duration = Duration::from_secs(5);

/// Where the figures come from.
#[derive(Clone)]
pub struct Metrics {
    pub meter: Meter,
    pub tally: Tally,
    pub folder: PathBuf,
    /// Their keys, as configured.
    pub feeds: Vec<String>,
    /// What is offered now, and what to look at in it.
    pub offer: watch::Receiver<Offered>,
    /// What the last pull of each feed found out, by its key.
    pub pulls: watch::Receiver<HashMap<String, SyncNews>>,
    /// `None` where none is configured.
    pub printer: Option<watch::Receiver<PrinterState>>,
    pub zone: TimeZone,
    pub clock: Clock,
    pub began: Timestamp,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    Page(#[from] prometheus::Error),
    #[error(transparent)]
    File(#[from] std::io::Error),
}

impl Metrics {
    /// Writes the file at the start and every so often, for as long as the program runs.
    pub async fn keep_writing(mut self, file: PathBuf, every: Duration) {
        // One that never comes is in the figures.
        drop(tokio::time::timeout(FIRST_CATALOG, self.offer.changed()).await);
        let mut tick = tokio::time::interval(every);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut fails = false;
        loop {
            tick.tick().await;
            let (own, path) = (self.clone(), file.clone());
            let written = spawn_blocking(move || Ok(file::replace(&path, &own.text(own.clock.now())?)?)).await;
            // A panic there has been logged; the next time may go better.
            let Ok(written) = written else { continue };
            let was_failing = std::mem::replace(&mut fails, written.is_err());
            match written {
                Err::<(), Unwritten>(error) if !was_failing => tracing::warn!(
                    path = %clean_error(&file.display()), reason = %clean_error(&error), "the metrics cannot be written"
                ),
                Ok(()) if was_failing => tracing::info!("the metrics are written again"),
                Ok(()) | Err(_) => {}
            }
        }
    }

    /// The whole file.
    ///
    /// # Errors
    ///
    /// None that a figure can cause.
    fn text(&self, now: Now) -> prometheus::Result<String> {
        let page = Page::default();
        self.meter.register(page.registry())?;
        page.gauges(
            ("zhaohuo_build_info", "Which version runs; always 1."),
            &["version"],
            [(vec![env!("CARGO_PKG_VERSION")], 1)],
        )?;
        let began = self.began.as_second();
        page.gauge(
            "zhaohuo_start_time_seconds",
            "When the program began, in Unix time.",
            began,
        )?;
        if let Some(bytes) = resident_bytes() {
            page.gauge("zhaohuo_resident_memory_bytes", "Memory that the program holds.", bytes)?;
        }
        page.gauge(
            "zhaohuo_clock_believed",
            "1 where the machine's own clock is believed.",
            i64::from(now.disbelieved.is_none()),
        )?;
        let reader = Reader::open(&self.folder).ok();
        let stored = reader.as_ref().and_then(|reader| reader.feeds().ok());
        self.write_feeds(&page, &stored.unwrap_or_default())?;
        self.write_hall(&page, reader.as_ref(), now.wall)?;
        if let Some(printer) = &self.printer {
            let is = *printer.borrow();
            page.gauges(
                (
                    "zhaohuo_printer_state",
                    "1 for how the slip printer is, 0 for all that it is not.",
                ),
                &["state"],
                PrinterState::ALL.map(|state| (vec![state.code()], i64::from(state == is))),
            )?;
        }
        page.text()
    }

    fn write_feeds(&self, page: &Page, stored: &[FeedState]) -> prometheus::Result<()> {
        let pulls = self.pulls.borrow().clone();
        let labels = labels(&self.feeds);
        let unknown = FeedState::default();
        let states = self.feeds.iter().map(|key| {
            let stored = stored.iter().find(|state| state.key == *key).unwrap_or(&unknown);
            // An hour of confirmations is not written.
            (stored, pulls.get(key).map_or(stored, |pulled| &pulled.state))
        });
        let states: Vec<_> = labels.iter().zip(states).collect();
        let each = |name_and_help, figure: &dyn Fn(&FeedState, &FeedState) -> i64| {
            let series = states
                .iter()
                .map(|(label, (stored, last))| (vec![label.as_str()], figure(stored, last)));
            page.gauges(name_and_help, &["feed"], series)
        };
        // 0 and not nothing, so that an alarm on the age sounds for one that never came.
        let at = |at: Option<Timestamp>| at.map_or(0, Timestamp::as_second);
        each(
            (
                "zhaohuo_feed_last_success_timestamp_seconds",
                "When the feed last gave all it had or said that nothing changed, in Unix time; 0 for never.",
            ),
            &|_, last| at(last.good_at),
        )?;
        each(
            (
                "zhaohuo_feed_last_try_timestamp_seconds",
                "When the feed was last asked, in Unix time; 0 for never.",
            ),
            &|_, last| at(last.tried_at),
        )?;
        each(
            ("zhaohuo_feed_failing", "1 where the last try of the feed failed."),
            &|_, last| i64::from(last.failure.is_some()),
        )?;
        each(
            (
                "zhaohuo_feed_refused_items",
                "Items of its last good pull that could not be read.",
            ),
            &|stored, _| int(stored.refused),
        )?;
        let items = states.iter().flat_map(|(label, (stored, _))| {
            let of = |kind, count| (vec![label.as_str(), kind], int(count));
            [of("posting", stored.postings), of("bulletin", stored.bulletins)]
        });
        page.gauges(
            ("zhaohuo_feed_items", "What is stored of the feed."),
            &["feed", "kind"],
            items,
        )
    }

    fn write_hall(&self, page: &Page, reader: Option<&Reader>, now: Timestamp) -> prometheus::Result<()> {
        let Offered { catalog, flags, .. } = self.offer.borrow().clone();
        let count = |query| i64::try_from(catalog.count(&query, now)).unwrap_or(i64::MAX);
        page.gauge(
            "zhaohuo_postings_offered",
            "Postings that are offered.",
            count(Query::all()),
        )?;
        page.gauge(
            "zhaohuo_postings_startable_today",
            "Postings that are offered and can start today.",
            count(Query::today()),
        )?;
        let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        page.gauge(
            "zhaohuo_postings_held",
            "Postings that do not show until staff have looked.",
            whole(flags.held()),
        )?;
        page.gauge(
            "zhaohuo_postings_flagged",
            "Postings that show and that staff should look at.",
            whole(flags.shown()),
        )?;
        page.gauge(
            "zhaohuo_store_writable",
            "1 where the store took what was written last.",
            i64::from(self.tally.is_writable()),
        )?;
        let Some(reader) = reader else { return Ok(()) };
        if let Ok(calls) = reader.open_calls(now) {
            let waiting = i64::try_from(calls.len()).unwrap_or(i64::MAX);
            page.gauge(
                "zhaohuo_people_waiting",
                "People who have called the staff and wait.",
                waiting,
            )?;
        }
        let today = now.to_zoned(self.zone.clone()).date();
        let cells = self.tally.counted(reader, today, today).unwrap_or_default();
        let counts = tables(&cells).into_iter().filter(|line| line.by == By::Day);
        // Without a figure where it would be a person's.
        let shown = counts.filter_map(|line| Some((vec![line.kind.code()], int(line.times?))));
        page.gauges(
            (
                "zhaohuo_today",
                "What was counted today in the hall's time; from five on.",
            ),
            &["kind"],
            shown,
        )
    }
}

/// What each feed is called: its address without what may be secret in it. Those that would be called alike are
/// numbered: a series that stands twice spoils the file, and with it those of all other programs.
fn labels(keys: &[String]) -> Vec<String> {
    let mut labels: Vec<String> = Vec::new();
    for key in keys {
        let label = without_secrets(key);
        let numbered = (2..).map(|nth| format!("{label}#{nth}"));
        let free = std::iter::once(label.clone())
            .chain(numbered)
            .find(|label| !labels.contains(label));
        labels.extend(free);
    }
    labels
}

fn without_secrets(key: &str) -> String {
    let Ok(mut address) = url::Url::parse(key) else {
        return key.to_owned();
    };
    // Both fail only for addresses without a host, which have no credentials either.
    let _ = address.set_username("");
    let _ = address.set_password(None);
    address.set_query(None);
    address.set_fragment(None);
    address.to_string()
}

/// `VmRSS` of `proc_pid_status(5)`, whose kB are 1024 bytes.
fn resident_bytes() -> Option<i64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: i64 = line.split_whitespace().next()?.parse().ok()?;
    kilobytes.checked_mul(1024)
}

fn int(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_is_called_by_its_address_without_secrets_and_never_like_another() {
        let keys = [
            "demo",
            "https://op:geheim@jobs.example.cn/feed.json?token=geheim#geheim",
            "https://jobs.example.cn/feed.json?token=other",
            "https://jobs.example.cn:8443/feed.json",
        ];
        assert_eq!(
            labels(&keys.map(str::to_owned)),
            [
                "demo",
                "https://jobs.example.cn/feed.json",
                "https://jobs.example.cn/feed.json#2",
                "https://jobs.example.cn:8443/feed.json",
            ]
        );
    }
}
