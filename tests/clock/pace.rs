//! C3: a clock that goes too fast, and one that goes too slow.

use std::time::Duration;

use crate::kit::Feed;
use crate::kit::Hand;
use crate::kit::SHORTEST_POLL;
use crate::kit::cpu;
use crate::kit::document;
use crate::kit::posting;
use crate::pty::Launch;

const WATCHED: Duration = Duration::from_secs(10);
/// A posting on the waiting screen goes after ten seconds; the minutes of a clock ten times as fast come every six.
const FRAMES_MAX: usize = 8;
/// Of a debug build on a busy machine: a tenth of one core.
const CPU_MAX: Duration = Duration::from_secs(1);

#[test]
fn a_clock_ten_times_as_fast_or_slow_makes_no_storm() {
    let Some(right) = Hand::find("a_clock_ten_times_as_fast_or_slow_makes_no_storm") else {
        return;
    };
    let watched = ["10", "0.1"].map(|times| {
        let hand = Hand::find("").unwrap();
        hand.runs(times);
        let body = document(
            &(0..20)
                .map(|number| posting(&format!("活 {number}"), ""))
                .collect::<Vec<_>>(),
        );
        let feed = Feed::start(move |_| body.clone());
        let session = hand.on(Launch::new().configured(&feed.far())).start();
        session.wait_for_text("一共 20 个活");
        (times, hand, feed, session)
    });
    drop(right);
    let before = watched.each_ref().map(|(_, _, feed, session)| {
        (
            feed.asked().len(),
            frames(&session.bytes()),
            session.bytes().len(),
            cpu(session.process_id()),
        )
    });
    std::thread::sleep(WATCHED);
    for ((times, _, feed, session), (asked, drawn, written, worked)) in watched.iter().zip(before) {
        let asked = feed.asked().len() - asked;
        let (drawn, written) = (frames(&session.bytes()) - drawn, session.bytes().len() - written);
        let worked = cpu(session.process_id()).saturating_sub(worked);
        println!("x{times}: {asked} requests, {drawn} frames, {written} bytes, {worked:?} of a core in {WATCHED:?}");
        let most = usize::try_from(WATCHED.as_millis() / SHORTEST_POLL.as_millis()).unwrap() + 1;
        assert!((1..=most).contains(&asked), "x{times}: {asked} requests");
        assert!(drawn <= FRAMES_MAX, "x{times}: {drawn} frames");
        assert!(worked <= CPU_MAX, "x{times}: {worked:?}");
    }
}

fn frames(bytes: &[u8]) -> usize {
    bytes.windows(8).filter(|window| *window == b"\x1b[?2026l").count()
}
