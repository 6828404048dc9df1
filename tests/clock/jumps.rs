//! C1: somebody, or an empty battery, sets the clock of a running kiosk.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;

use crate::kit::Feed;
use crate::kit::Hand;
use crate::kit::LONGEST_POLL;
use crate::kit::SHORTEST_POLL;
use crate::kit::clock;
use crate::kit::document;
use crate::kit::now;
use crate::kit::posting;
use crate::pty::Launch;
use crate::pty::Session;

const DAY: i64 = 86_400;
/// Before the kiosk counts down the end of a visit: `visit.idle_secs` without `WARNING_SECS`.
const UNTIL_WARNED: Duration = Duration::from_secs(5);

#[test]
fn a_clock_a_day_back_brings_nothing_back_and_expires_nothing() {
    let Some(hand) = Hand::find("a_clock_a_day_back_brings_nothing_back_and_expires_nothing") else {
        return;
    };
    jump(&hand, -DAY);
}

#[test]
fn a_clock_in_1970_brings_nothing_back_and_expires_nothing() {
    let Some(hand) = Hand::find("a_clock_in_1970_brings_nothing_back_and_expires_nothing") else {
        return;
    };
    jump(&hand, -now().as_second());
}

#[test]
fn a_clock_twenty_years_on_expires_nothing() {
    let Some(hand) = Hand::find("a_clock_twenty_years_on_expires_nothing") else {
        return;
    };
    jump(&hand, 20 * 365 * DAY);
}

/// Thirty that stand for two days, twenty that say no end, and ten that were over an hour ago.
fn morning(pull: usize, is_short: bool) -> String {
    let at = |secs: i64| now() + jiff::SignedDuration::from_secs(secs);
    let valid = |end: i64| format!(r#","validThrough":"{}""#, at(end));
    let standing = (0..30).map(|number| posting(&format!("两天 {number}"), &valid(2 * DAY)));
    let endless = (0..20).map(|number| posting(&format!("没写 {number}"), ""));
    let over = (0..10).map(|number| posting(&format!("过了 {number}"), &valid(-3_600)));
    let all: Vec<String> = standing.chain(endless).chain(over).collect();
    // Something is new each time, so that the kiosk reads its store again.
    let new = posting("新的", &format!(r#","description":"第 {pull} 次""#));
    let shown = if is_short { &all[..8] } else { &all };
    document(&[shown, &[new]].concat())
}

/// Sets the clock while the feed leaves out most of what it had, and back.
fn jump(hand: &Hand, secs: i64) {
    let is_short = Arc::new(AtomicBool::new(false));
    let short = Arc::clone(&is_short);
    let feed = Feed::start(move |pull| morning(pull, short.load(Ordering::SeqCst)));
    // The faked time shows: five hours may be a time zone, and are believed.
    hand.set(5 * 3_600);
    let mut session = hand.on(Launch::new().configured(&feed.far()).logging()).start();
    let began = Instant::now();
    session.wait_for(|screen| {
        let contents = screen.contents();
        contents.contains("一共 51 个活")
            && [clock(5 * 3_600), clock(5 * 3_600 - 2)]
                .iter()
                .any(|it| contents.contains(it))
    });
    assert!(!session.contents().contains("钟不准"));

    session.press("\r", "您想做什么");
    let touched = Instant::now();
    hand.set(secs);
    is_short.store(true, Ordering::SeqCst);
    session.wait_for(|screen| {
        let contents = screen.contents();
        contents.contains("钟不准") && [clock(0), clock(-2)].iter().any(|it| contents.contains(it))
    });
    let status = status(&session);
    assert_eq!(status["postings"], 51, "{status}");
    let told = status["clock"].as_str().unwrap();
    assert!(
        told.starts_with("钟不准：机器的钟是 ") && told.ends_with("请给机器校时"),
        "{told}"
    );
    // The visit goes on as long as it would have.
    session.wait_for_text("还在看吗");
    let warned_after = touched.elapsed();
    assert!(
        (-0.2..3.0).contains(&(warned_after.as_secs_f64() - UNTIL_WARNED.as_secs_f64())),
        "{warned_after:?}"
    );
    let pulls = feed.asked().len();
    feed.wait_for_requests(pulls + 1);
    // What was pulled is in the store by then.
    session.beside(&["staff", "status"]);
    assert_eq!(kept(&session), 51);

    hand.set(0);
    is_short.store(false, Ordering::SeqCst);
    session.wait_for(|screen| !screen.contents().contains("钟不准"));
    assert_eq!(kept(&session), 51);
    assert!(self::status(&session)["clock"].is_null());
    session.press(" ", "您想做什么");

    let asked = feed.asked();
    let waits: Vec<Duration> = asked.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let late = LONGEST_POLL + Duration::from_secs(2);
    assert!(
        waits.iter().all(|wait| (SHORTEST_POLL..late).contains(wait)),
        "{waits:?}"
    );
    assert!(asked.len() >= 2, "in {:?}", began.elapsed());
}

fn kept(session: &Session) -> u64 {
    status(session)["postings"].as_u64().unwrap()
}

fn status(session: &Session) -> Value {
    let output = session.beside(&["staff", "status", "--json"]);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{output:?}"))
}
