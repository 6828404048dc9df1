//! A hand on the clock of a running program, and a feed that counts who asks.

use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tempfile::TempDir;

use crate::pty::Launch;
use crate::server::request;
use crate::skip::skip;

/// As often as a kiosk may be told to ask, and what it may add to that (`POLL_JITTER`).
pub(crate) const POLL: Duration = Duration::from_secs(5);
pub(crate) const LONGEST_POLL: Duration = Duration::from_millis(5_500);
pub(crate) const SHORTEST_POLL: Duration = Duration::from_millis(4_500);

/// What the kernel counts processor time in towards programs, a second (`USER_HZ`), on every machine but Alpha.
const USER_HZ: u64 = 100;

/// libfaketime over the wall clock of one program; the steady ones stay as they are.
pub(crate) struct Hand {
    folder: TempDir,
    library: PathBuf,
}

impl Hand {
    /// `None`, and said, where libfaketime is not installed.
    pub(crate) fn find(test: &str) -> Option<Self> {
        let folders = std::fs::read_dir("/usr/lib").unwrap().flatten();
        let mut candidates = folders.map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
        let Some(library) = candidates.find(|path| path.exists()) else {
            skip(test, "libfaketime is not installed");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let hand = Self { folder, library };
        hand.set(0);
        Some(hand)
    }

    /// So many seconds from the right time.
    pub(crate) fn set(&self, secs: i64) {
        self.write(&format!("{secs:+}"));
    }

    /// To `time`, or less than a second after it: never to the minute before.
    pub(crate) fn set_to(&self, time: Timestamp) {
        self.set(time.duration_since(now()).as_secs() + 1);
    }

    /// So many times as fast, from the start of the program on.
    pub(crate) fn runs(&self, times: &str) {
        self.write(&format!("+0 x{times}"));
    }

    /// Whole or not at all: the program reads it whenever it asks for the time.
    fn write(&self, said: &str) {
        let new = self.folder.path().join("new");
        std::fs::write(&new, said).unwrap();
        std::fs::rename(new, self.file()).unwrap();
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("faketime")
    }

    pub(crate) fn on(&self, launch: Launch) -> Launch {
        launch
            .in_environment("LD_PRELOAD", &self.library)
            .in_environment("FAKETIME_TIMESTAMP_FILE", self.file())
            .in_environment("FAKETIME_NO_CACHE", "1")
            .in_environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
    }
}

/// Answers every request with what `body` says then, and with the right time.
pub(crate) struct Feed {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Instant>>>,
}

impl Feed {
    /// `body` is told how many have asked before.
    pub(crate) fn start(body: impl Fn(usize) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let told = Arc::clone(&asked);
        std::thread::spawn(move || {
            for mut stream in listener.incoming().map_while(Result::ok) {
                request(&mut stream);
                let before = told.lock().unwrap().len();
                told.lock().unwrap().push(Instant::now());
                let (body, date) = (body(before), httpdate::fmt_http_date(SystemTime::now()));
                let length = body.len();
                let head = format!("HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: {length}\r\n");
                // A kiosk that was ended meanwhile takes no answer.
                drop(write!(stream, "{head}Connection: close\r\n\r\n{body}"));
            }
        });
        Self { address, asked }
    }

    /// When it was asked.
    pub(crate) fn asked(&self) -> Vec<Instant> {
        self.asked.lock().unwrap().clone()
    }

    pub(crate) fn wait_for_requests(&self, count: usize) {
        let deadline = Instant::now() + crate::pty::PATIENCE;
        while self.asked().len() < count {
            assert!(Instant::now() < deadline, "nobody asks: {:?}", self.asked());
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// As a hall has it: on another machine, whose time is another one's word. Here that machine is a proxy.
    pub(crate) fn far(&self) -> String {
        let config = "allow = [\"hall.example\"]\nnetwork.proxy = \"http://ADDRESS\"\nvisit.idle_secs = 25
            [[feed]]\nurl = \"http://hall.example/feed.json\"\npoll_secs = 5\nname = \"远处\"";
        config.replace("ADDRESS", &self.address.to_string())
    }

    /// On the machine of the kiosk, whose time is no second opinion.
    pub(crate) fn near(&self) -> String {
        near(&format!("http://{}/feed.json", self.address))
    }
}

pub(crate) fn near(url: &str) -> String {
    format!("visit.idle_secs = 25\n[[feed]]\nurl = \"{url}\"\npoll_secs = 5\nname = \"近处\"")
}

/// `item` is what follows the title of a posting.
pub(crate) fn posting(title: &str, item: &str) -> String {
    format!(
        r#"{{"@type":"DataFeedItem","item":{{"@type":"JobPosting","identifier":"{title}","title":"{title}"{item}}}}}"#
    )
}

pub(crate) fn document(postings: &[String]) -> String {
    format!(r#"{{"@type":"DataFeed","dataFeedElement":[{}]}}"#, postings.join(","))
}

pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// `06:12`, so many seconds from the right time, where the hall is.
pub(crate) fn clock(secs: i64) -> String {
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let at = now() + jiff::SignedDuration::from_secs(secs);
    at.to_zoned(zone).strftime("%H:%M").to_string()
}

/// Of user and system together (`proc_pid_stat(5)`).
pub(crate) fn cpu(process: u32) -> Duration {
    let stat = std::fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat")).unwrap();
    // Behind the name, which may hold anything.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    let ticks: u64 = [11, 12]
        .map(|field: usize| fields[field].parse::<u64>().unwrap())
        .iter()
        .sum();
    Duration::from_millis(ticks * 1_000 / USER_HZ)
}
