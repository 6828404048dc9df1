//! C4: midnight, the zones of the machine, and a leap second.

use jiff::Timestamp;

use crate::kit::Feed;
use crate::kit::Hand;
use crate::kit::document;
use crate::kit::posting;
use crate::pty::Launch;

/// Ten minutes to midnight where the hall is. In New York clocks went an hour forward this morning.
const EVENING: &str = "2027-03-14T23:50:00+08:00";
const LAST_SECONDS: &str = "2027-03-14T23:59:55+08:00";

#[test]
fn tomorrow_becomes_today_at_the_halls_midnight_wherever_the_machine_thinks_it_is() {
    let test = "tomorrow_becomes_today_at_the_halls_midnight_wherever_the_machine_thinks_it_is";
    let Some(hand) = Hand::find(test) else { return };
    let next_day = |time: &str| format!(r#","jobStartDate":"2027-03-15T{time}+08:00""#);
    let body = document(&[
        posting("早班", &next_day("07:00:00")),
        // A leap second is of the minute before.
        posting("闰秒", &next_day("06:59:60")),
        // Over for ten years, in the last leap second that there was.
        posting("过了", r#","validThrough":"2016-12-31T23:59:60Z""#),
    ]);
    let feed = Feed::start(move |_| body.clone());
    // Longer than all of them take to start.
    let config = feed.near().replace("idle_secs = 25", "idle_secs = 180");
    let zones = ["America/New_York", "Pacific/Kiritimati", "Etc/GMT+12", "Nowhere/At_All"];
    hand.set_to(EVENING.parse::<Timestamp>().unwrap());
    let sessions = zones.map(|zone| {
        let launch = Launch::new().configured(&config).in_environment("TZ", zone);
        let mut session = hand.on(launch).start();
        session.wait_for_text("一共 2 个活");
        session.press("\r", "您想做什么");
        session.press("3", "早班");
        session
    });
    for (zone, session) in zones.iter().zip(&sessions) {
        let before = session.contents();
        assert!(before.contains("23:5"), "{zone}\n{before}");
        assert!(
            before.contains("明天 07:00") && before.contains("明天 06:59"),
            "{zone}\n{before}"
        );
        assert!(!before.contains("过了"), "{zone}\n{before}");
    }
    hand.set_to(LAST_SECONDS.parse::<Timestamp>().unwrap());
    for session in &sessions {
        // Nobody touches a key.
        let after = session.wait_for_text("今天 07:00").contents();
        assert!(
            after.contains("00:0") && after.contains("今天 06:59") && !after.contains("明天"),
            "{after}"
        );
    }
}
