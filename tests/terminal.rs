//! The built program in a real terminal, as a passer-by and an operator meet it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]

#[path = "support/alphabet.rs"]
mod alphabet;
#[path = "terminal/attacks.rs"]
mod attacks;
#[path = "terminal/drawing.rs"]
mod drawing;
#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/hostile.rs"]
mod hostile;
#[path = "terminal/input.rs"]
mod input;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/raster.rs"]
mod raster;
#[path = "support/skip.rs"]
mod skip;
#[path = "terminal/voice.rs"]
mod voice;
#[path = "terminal/widths.rs"]
mod widths;

use pty::Launch;
use pty::Session;
use raster::Picture;
use serde_json::Value;
use std::time::Duration;

#[test]
fn three_keys_lead_from_nothing_configured_to_a_code_that_leads_where_the_feed_says() {
    let mut kiosk = Launch::new().start();
    let waiting = kiosk.wait_for_postings().contents();
    let took = kiosk.age();
    println!("the first postings were on the screen after {took:?}");
    assert!(took < Duration::from_secs(10), "{took:?}");
    assert!(waiting.contains("示例数据"), "{waiting}");

    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    let mut read = 0;
    for digit in ["1", "2", "3"] {
        let detail = kiosk.press(digit, "编号");
        let codes = Picture::of_terminal(&detail).codes();
        match address_of(&kiosk, &detail.contents()) {
            Some(address) if !detail.contents().contains("网址太长") => {
                assert_eq!(codes, [address]);
                read += 1;
            }
            Some(_) | None => assert_eq!(codes, [""; 0]),
        }
        kiosk.press("0", "全部活 · ");
    }
    assert!(read > 0, "the first three have no code");
}

#[test]
fn beside_a_running_kiosk_lists_are_read_but_nothing_is_pulled() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();

    for arguments in [&[][..], &["pull"]] {
        let second = kiosk.beside(arguments);
        assert_eq!(second.status.code(), Some(4), "{arguments:?}");
        assert!(!second.stderr.is_empty(), "{arguments:?}");
        assert!(second.stdout.is_empty(), "{arguments:?}");
    }

    let jobs = kiosk.beside(&["jobs", "--json"]);
    assert_eq!(jobs.status.code(), Some(0));
    let jobs: Value = serde_json::from_slice(&jobs.stdout).unwrap();
    assert!(jobs.as_array().unwrap().len() > 1_000);
}

/// Where the feed says that the posting on show is applied for.
fn address_of(kiosk: &Session, detail: &str) -> Option<String> {
    let number = number_on(detail);
    let shown = kiosk.beside(&["show", &number, "--json"]);
    assert_eq!(shown.status.code(), Some(0), "{number}");
    let postings: Value = serde_json::from_slice(&shown.stdout).unwrap();
    // Two may share a number; the title tells which it is.
    let posting = postings
        .as_array()
        .unwrap()
        .iter()
        .find(|posting| detail.contains(posting["title"].as_str().unwrap()));
    let posting = posting.unwrap();
    (posting["full"] == false).then(|| posting["code"].as_str().map(str::to_owned))?
}

/// `编号      482 736` → `482736`
fn number_on(detail: &str) -> String {
    let row = detail
        .lines()
        .find(|line| line.trim_start().starts_with("编号"))
        .unwrap();
    let digits = row.trim_start().trim_start_matches("编号").trim_start();
    digits.chars().filter(char::is_ascii_digit).take(6).collect()
}
