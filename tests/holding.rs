//! What the checks find is kept from the screen until staff have looked: a real feed, the built kiosk, and staff beside it.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/shell.rs"]
mod shell;

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::PATIENCE;
use pty::Session;
use serde_json::Value;
use serde_json::json;
use shell::serve_latest;

/// From the command to the screen, as for every other decision.
const AT_ONCE: Duration = Duration::from_secs(1);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Two postings, of which the second has this text.
fn feed(text: &str) -> String {
    let posting = |id: &str, title: &str, text: &str, pay: u32| {
        json!({"@type": "JobPosting", "identifier": id, "title": title, "description": text, "skills": "熟手",
            "hiringOrganization": "某某公司", "totalJobOpenings": 3, "validThrough": "2099-12-31",
            "jobLocation": {"name": "东门"},
            "baseSalary": {"currency": "CNY", "value": {"value": pay, "unitText": "DAY"}}})
    };
    json!([
        posting("1", "搬运工", "装车卸车", 260),
        posting("2", "包装工", text, 200)
    ])
    .to_string()
}

struct Hall {
    kiosk: Session,
    body: Arc<Mutex<String>>,
}

impl Hall {
    fn open(text: &str, settings: &str) -> Self {
        let body = Arc::new(Mutex::new(feed(text)));
        let url = serve_latest(&body);
        let kiosk = Launch::new()
            .configured(&format!("{settings}\n[[feed]]\nurl = {url:?}\n"))
            .start();
        kiosk.wait_for_text("个活");
        Self { kiosk, body }
    }

    fn staff(&self, arguments: &[&str]) -> String {
        let output = self.kiosk.beside(&[&["staff"], arguments].concat());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.success(), "{arguments:?}: {said}");
        said
    }

    fn flags(&self) -> Value {
        serde_json::from_str(&self.staff(&["flags", "--json"])).unwrap()
    }

    /// Pulls what the employer says now, until the kiosk has taken it in.
    fn says(&self, text: &str, is_taken: impl Fn(&Value) -> bool) -> Value {
        *self.body.lock().unwrap() = feed(text);
        self.staff(&["pull"]);
        let began = Instant::now();
        loop {
            let flags = self.flags();
            if is_taken(&flags) {
                return flags;
            }
            assert!(began.elapsed() < PATIENCE, "{flags}");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    fn shows(&self, count: usize) {
        self.kiosk.wait_for_text(&format!("一共 {count} 个活"));
    }
}

#[test]
fn what_is_held_back_shows_once_staff_have_looked_and_not_before() {
    let hall = Hall::open("限女性", "");
    hall.shows(1);
    let flags = hall.flags();
    assert_eq!((&flags["held"], &flags["shown"]), (&json!(1), &json!(0)), "{flags}");
    let held = &flags["postings"][0];
    assert_eq!(held["findings"][0]["rule"], "sex");
    assert_eq!(held["findings"][0]["words"], "限女性");
    let number = held["number"].as_str().unwrap();
    assert!(hall.staff(&["find", number]).contains("先不公布 要看：限男女"));
    assert!(hall.staff(&["status"]).contains("先不公布的 1 个"));

    let began = Instant::now();
    hall.staff(&["accept", number]);
    hall.shows(2);
    let took = began.elapsed();
    println!("shown {took:?} after the command");
    assert!(took < AT_ONCE, "{took:?}");
    assert_eq!(hall.flags()["held"], 0);
    let log = hall.staff(&["log"]);
    assert!(log.contains("照常公布 包装工"), "{log}");

    // Taken back it waits again, and so it does where the employer writes something else that should be looked at.
    hall.staff(&["undo"]);
    hall.says("限女性", |flags| flags["held"] == 1);
    hall.staff(&["accept", number]);
    hall.says("限女性", |flags| flags["held"] == 0);
    let flags = hall.says("限女性，押金一百", |flags| flags["held"] == 1);
    let rules = flags["postings"][0]["findings"].as_array().unwrap().iter();
    assert_eq!(rules.map(|it| &it["rule"]).collect::<Vec<_>>(), ["fee"], "{flags}");

    // What is withdrawn is no longer asked about; what is in order again shows by itself.
    hall.staff(&["hide", number, "--reason", "收押金"]);
    hall.says("限女性，押金一百", |flags| flags["held"] == 0);
    hall.staff(&["unhide", number]);
    hall.says("限女性，押金一百", |flags| flags["held"] == 1);
    hall.says("谁都行", |flags| flags["held"] == 0);
    hall.shows(2);
}

#[test]
fn what_the_operator_only_flags_shows_and_what_staff_entered_does_too() {
    let hall = Hall::open("限女性", "[screening]\nhold = []");
    hall.shows(2);
    let flags = hall.flags();
    assert_eq!((&flags["held"], &flags["shown"]), (&json!(0), &json!(1)), "{flags}");
    let number = flags["postings"][0]["number"].as_str().unwrap();
    hall.staff(&["accept", number]);
    hall.says("限女性", |flags| flags["shown"] == 0);

    let hall = Hall::open("谁都行", "");
    hall.staff(&[
        "add",
        "卸车",
        "--pay",
        "200",
        "--phone",
        "0532-0000 0101",
        "--note",
        "限男",
    ]);
    let flags = hall.says("谁都行", |flags| flags["shown"] == 1);
    assert_eq!(flags["postings"][0]["title"], "卸车", "{flags}");
    assert_eq!(flags["held"], 0, "{flags}");
}
