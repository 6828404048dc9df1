//! When the next pull is.

use std::time::Duration;
use std::time::SystemTime;

use backon::BackoffBuilder as _;
use backon::ExponentialBackoff;
use backon::ExponentialBuilder;
use jiff::Zoned;
use reqwest::header::HeaderMap;
use reqwest::header::RETRY_AFTER;
use tokio::sync::Notify;

use super::goes_direct;
use super::source::Source;
use crate::edge::store::FeedState;
use crate::edge::store::Withdraws;

/// After a failure, at first. Wi-Fi that comes back takes about as long.
const RETRY_MIN: Duration = Duration::from_secs(5);
/// Between the start of a kiosk that has data and its first pull, at most: power comes back to a thousand of them in
/// one second, and then no second sees more than one in twenty. Longer, and a hall would look at old data without being
/// told whether the network is there.
const FIRST_SPREAD: Duration = Duration::from_secs(30);
/// Of a polling interval, to either side: those that started together drift apart.
const POLL_JITTER: f64 = 0.1;
/// However long a server wants to be left alone, a kiosk asks once a day: `Retry-After` may be a mistake.
const RETRY_AFTER_MAX: Duration = Duration::from_secs(86_400);

/// Growing waits between failed tries, from [`RETRY_MIN`] to the polling interval, each up to doubled at random.
pub(super) struct Backoff {
    delays: ExponentialBackoff,
    longest: Duration,
}

impl Backoff {
    pub(super) fn new(poll: Duration) -> Self {
        let longest = poll.max(RETRY_MIN);
        let delays = ExponentialBuilder::new()
            .with_min_delay(RETRY_MIN)
            .with_max_delay(longest)
            .without_max_times()
            .with_jitter();
        Self {
            delays: delays.build(),
            longest,
        }
    }

    pub(super) fn wait(&mut self) -> Duration {
        self.delays.next().unwrap_or(self.longest)
    }
}

impl Iterator for Backoff {
    type Item = Duration;

    fn next(&mut self) -> Option<Duration> {
        Some(self.wait())
    }
}

/// Ends early when nudged.
pub(super) async fn wait(time: Duration, nudge: Option<&Notify>) {
    let Some(nudge) = nudge else {
        return tokio::time::sleep(time).await;
    };
    tokio::select! {
        () = tokio::time::sleep(time) => {}
        () = nudge.notified() => {}
    }
}

/// At once where there is nothing to show; the demonstration is on this machine.
pub(super) fn first_wait(source: &Source, state: &FeedState) -> Duration {
    // A server on this machine has no thousand kiosks to answer.
    if state.is_empty() || goes_direct(&source.url) {
        return Duration::ZERO;
    }
    FIRST_SPREAD.mul_f64(fastrand::f64())
}

/// About the polling interval; a feed that starts anew each day is asked at midnight at the latest.
pub(super) fn next_wait(source: &Source, now: &Zoned) -> Duration {
    let jitter = 1.0 + POLL_JITTER * (2.0 * fastrand::f64() - 1.0);
    let wait = source.poll.mul_f64(jitter);
    match source.withdraws {
        Withdraws::WithinReason => wait,
        Withdraws::Anything => until_midnight(now).map_or(wait, |midnight| wait.min(midnight)),
    }
}

/// `None` at the end of time.
fn until_midnight(now: &Zoned) -> Option<Duration> {
    let midnight = now.tomorrow().and_then(|tomorrow| tomorrow.start_of_day()).ok()?;
    Duration::try_from(now.duration_until(&midnight)).ok()
}

/// RFC 9110 §10.2.3: seconds, or a date.
pub(super) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let written = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match written.parse() {
        Ok(secs) => Duration::from_secs(secs),
        // A date in the past says: now.
        Err(_) => httpdate::parse_http_date(written)
            .ok()?
            .duration_since(now)
            .unwrap_or_default(),
    };
    Some(wait.min(RETRY_AFTER_MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Feed;

    fn source(withdraws: Withdraws) -> Source {
        Source {
            withdraws,
            ..Source::of(&Feed::at("http://a.cn/")).unwrap()
        }
    }

    fn filled() -> FeedState {
        FeedState {
            postings: 1,
            ..FeedState::default()
        }
    }

    #[test]
    fn a_kiosk_without_data_pulls_at_once_and_a_thousand_with_data_do_not() {
        fastrand::seed(1);
        let source = source(Withdraws::WithinReason);
        assert_eq!(first_wait(&source, &FeedState::default()), Duration::ZERO);
        let mut starts = [0; 61];
        for _ in 0..1_000 {
            let second = first_wait(&source, &filled()).as_secs();
            starts[usize::try_from(second).unwrap()] += 1;
        }
        assert!(starts.iter().all(|&count| count <= 50), "{starts:?}");
    }

    #[test]
    fn waits_lie_around_the_polling_interval() {
        fastrand::seed(1);
        let now: Zoned = "2026-11-22T12:00[Asia/Shanghai]".parse().unwrap();
        let source = source(Withdraws::WithinReason);
        let waits: Vec<u64> = (0..1_000).map(|_| next_wait(&source, &now).as_secs()).collect();
        assert!(waits.iter().all(|wait| (540..=660).contains(wait)));
        assert!(waits.iter().any(|&wait| wait < 560) && waits.iter().any(|&wait| wait > 640));
    }

    #[test]
    fn what_starts_anew_each_day_is_pulled_at_midnight() {
        let at = |time: &str| next_wait(&source(Withdraws::Anything), &time.parse().unwrap());
        assert_eq!(at("2026-11-22T23:59:30[Asia/Shanghai]"), Duration::from_secs(30));
        assert!(at("2026-11-22T23:00[Asia/Shanghai]") > Duration::from_secs(500));
        // A day that begins at one: the clocks go forward at midnight.
        assert_eq!(at("2018-11-03T23:59:30[America/Sao_Paulo]"), Duration::from_secs(30));
    }

    #[test]
    fn failed_tries_wait_longer_each_time_up_to_the_polling_interval() {
        let waits: Vec<u64> = Backoff::new(Duration::from_secs(60))
            .take(8)
            .map(|wait| wait.as_secs())
            .collect();
        for (wait, least) in waits.iter().zip([5, 10, 20, 40, 60, 60, 60, 60]) {
            assert!((least..=2 * least).contains(wait), "{waits:?}");
        }
        assert!(Backoff::new(Duration::from_secs(1)).wait() >= RETRY_MIN);
    }

    #[test]
    fn a_server_says_when_to_come_back_in_seconds_or_as_a_date() {
        let now = httpdate::parse_http_date("Sun, 22 Nov 2026 00:00:00 GMT").unwrap();
        let wait = |written: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, written.parse().unwrap());
            retry_after(&headers, now).map(|wait| wait.as_secs())
        };
        assert_eq!(wait("120"), Some(120));
        assert_eq!(wait("Sun, 22 Nov 2026 00:10:00 GMT"), Some(600));
        assert_eq!(wait("Sat, 21 Nov 2026 00:10:00 GMT"), Some(0));
        assert_eq!(wait("99999999999999"), Some(86_400));
        assert_eq!(wait("soon"), None);
        assert_eq!(wait("-1"), None);
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
