//! The built kiosk on one feed that changes, and staff beside it.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;

use serde_json::Value;
use serde_json::json;

use crate::pty::Launch;
use crate::pty::PATIENCE;
use crate::pty::Session;
use crate::shell::serve_latest;

const LOOK_AGAIN: Duration = Duration::from_millis(50);

pub(crate) struct Hall {
    pub(crate) kiosk: Session,
    body: Arc<Mutex<String>>,
}

/// So many postings, each with a text of this length.
pub(crate) fn feed(count: usize, letters: usize) -> String {
    let posting = |number: usize| {
        json!({"@type": "JobPosting", "identifier": format!("p{number}"), "title": format!("搬运工 {number}"),
            "hiringOrganization": format!("公司 {number}"), "validThrough": "2099-12-31",
            "description": "装车卸车。".repeat(letters / 5),
            "baseSalary": {"currency": "CNY", "value": {"value": 260, "unitText": "DAY"}}})
    };
    (0..count).map(posting).collect::<Value>().to_string()
}

impl Hall {
    /// With so many postings on the screen.
    pub(crate) fn open(launch: Launch, count: usize) -> Self {
        let hall = Self::start(launch, feed(count, 50));
        hall.shows(count);
        hall
    }

    /// On this feed, whether it comes or not.
    pub(crate) fn start(launch: Launch, body: String) -> Self {
        let body = Arc::new(Mutex::new(body));
        let url = serve_latest(&body);
        let kiosk = launch.configured(&format!("[[feed]]\nurl = {url:?}\n")).start();
        Self { kiosk, body }
    }

    pub(crate) fn shows(&self, count: usize) {
        self.kiosk.wait_for_text(&format!("一共 {count} 个活"));
    }

    /// The feed has so many postings from now on, with texts of this length, and is pulled.
    pub(crate) fn says(&self, count: usize, letters: usize) {
        self.brings(feed(count, letters));
    }

    /// The same of a feed that stands somewhere whole.
    pub(crate) fn brings(&self, body: String) {
        *self.body.lock().unwrap() = body;
        self.staff(&["pull"]).unwrap();
    }

    /// What the kiosk answers, or why it does not do it.
    pub(crate) fn staff(&self, arguments: &[&str]) -> Result<String, String> {
        let output = self.kiosk.beside(&[&["staff"], arguments].concat());
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        if output.status.success() {
            Ok(said(&output.stdout))
        } else {
            Err(said(&output.stderr))
        }
    }

    pub(crate) fn status(&self) -> Result<Value, String> {
        let said = self.staff(&["status", "--json"])?;
        Ok(serde_json::from_str(&said).unwrap())
    }

    /// Waits until the status is so, and gives what staff read then.
    pub(crate) fn status_comes(&self, so: impl Fn(&Value) -> bool) -> String {
        let began = Instant::now();
        loop {
            let status = self.status();
            if status.as_ref().is_ok_and(&so) {
                return self.staff(&["status"]).unwrap();
            }
            assert!(began.elapsed() < PATIENCE, "{status:?}");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// A passer-by comes, and goes: how long the first key took to its page.
    pub(crate) fn answers_keys(&mut self) -> Duration {
        let began = Instant::now();
        self.kiosk.press("5", "您想做什么");
        let took = began.elapsed();
        self.kiosk.press("0", "按任意键");
        took
    }

    /// Kills it where it runs, and starts another one on the same data.
    pub(crate) fn restart(&mut self) {
        self.kiosk.kill();
        self.kiosk = Launch::new().logging().start_beside(&self.kiosk);
    }

    /// Presses keys until it has ended.
    pub(crate) fn wear_out(&mut self) {
        let began = Instant::now();
        while !self.kiosk.has_ended() {
            assert!(began.elapsed() < PATIENCE, "it does not end");
            self.kiosk.send("530");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// What it has logged, where it was told to.
    pub(crate) fn journal(&self) -> String {
        let journal = std::fs::read(self.kiosk.home().join("journal")).unwrap_or_default();
        String::from_utf8_lossy(&journal).into_owned()
    }

    pub(crate) fn assert_no_panic(&self) {
        let journal = self.journal();
        assert!(
            !journal.contains("something has failed") && !journal.contains("panicked"),
            "{journal}"
        );
    }
}

pub(crate) fn cannot_be_written(status: &Value) -> bool {
    status["writable"] == false
}

pub(crate) fn can_be_written(status: &Value) -> bool {
    status["writable"] == true
}
