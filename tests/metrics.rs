//! What a monitoring system reads of a running kiosk: the built program in a terminal, a feed on the loopback, and the
//! file that it leaves for `node_exporter`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/exposition.rs"]
mod exposition;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/skip.rs"]
mod skip;

use std::collections::BTreeSet;
use std::io::Read as _;
use std::io::Write as _;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use exposition::Exposition;
use pty::Launch;
use pty::PATIENCE;
use pty::Session;
use rustix::fs::Mode;
use skip::skip;

const FEED: &str = include_str!("fixtures/three.json");
/// As often as a kiosk may be asked to write.
const EVERY: Duration = Duration::from_secs(5);
const LATENCY: &str = "zhaohuo_key_to_frame_seconds";

/// A feed that can be switched off.
struct Feed {
    address: SocketAddr,
    is_on: Arc<AtomicBool>,
}

impl Feed {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let feed = Self {
            address: listener.local_addr().unwrap(),
            is_on: Arc::new(AtomicBool::new(true)),
        };
        let is_on = Arc::clone(&feed.is_on);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                if is_on.load(Ordering::SeqCst) {
                    let _ = stream.read(&mut [0; 4096]).unwrap();
                    let head = format!(
                        "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                        FEED.len()
                    );
                    stream.write_all(&[head.as_bytes(), FEED.as_bytes()].concat()).unwrap();
                }
            }
        });
        feed
    }

    /// A kiosk that pulls from it with a password and a token, prints into a file, and writes its figures to `file`.
    fn kiosk(&self, file: &Path) -> Session {
        let folder = file.parent().unwrap().display();
        let toml = format!(
            "[[feed]]\nurl = \"http://op1:geheim@{}/feed.json?token=geheim\"\n\
             [printer]\nto = \"file:{folder}/slips\"\n\
             [metrics]\nfile = \"{}\"\nwrite_secs = {}\n",
            self.address,
            file.display(),
            EVERY.as_secs(),
        );
        Launch::new().configured(&toml).logging().start()
    }
}

/// Waits until the file says so; whatever it says meanwhile must be whole.
#[track_caller]
fn wait_for(file: &Path, fact: impl Fn(&Exposition) -> bool) -> Exposition {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let text = std::fs::read_to_string(file).unwrap_or_default();
        if !text.is_empty() {
            let read = Exposition::read(&text);
            if fact(&read) {
                return read;
            }
        }
        assert!(Instant::now() < deadline, "this is not what was waited for:\n{text}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn log(kiosk: &Session) -> String {
    std::fs::read_to_string(kiosk.home().join("journal")).unwrap_or_default()
}

fn visit(kiosk: &mut Session) {
    kiosk.press("5", "您想做什么");
    kiosk.press("0", "按任意键");
}

#[test]
fn the_file_says_how_the_kiosk_is_and_what_is_done_at_it() {
    // As the unit has it; the collector reads it all the same.
    rustix::process::umask(Mode::from_raw_mode(0o077));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("zhaohuo.prom");
    let feed = Feed::start();
    let mut kiosk = feed.kiosk(&file);
    let label = format!("feed=\"http://{}/feed.json\"", feed.address);
    let of_feed = |what: &str| format!("zhaohuo_feed_{what}{{{label}}}");

    let first = wait_for(&file, |read| read.value("zhaohuo_postings_offered") > 2.5);
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains("geheim") && !text.contains("op1"), "{text}");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o644);
    let now = f64::from(u32::try_from(jiff::Timestamp::now().as_second()).unwrap());
    let is_now = |at: f64| (now - 60.0..=now + 1.0).contains(&at);
    assert!(is_now(first.value("zhaohuo_start_time_seconds")));
    let good_at = first.value(&of_feed("last_success_timestamp_seconds"));
    assert!(is_now(good_at) && is_now(first.value(&of_feed("last_try_timestamp_seconds"))));
    for (series, value) in [
        (
            format!("zhaohuo_build_info{{version=\"{}\"}}", env!("CARGO_PKG_VERSION")),
            1.0,
        ),
        (of_feed("failing"), 0.0),
        (of_feed("refused_items"), 0.0),
        (format!("zhaohuo_feed_items{{{label},kind=\"posting\"}}"), 3.0),
        (format!("zhaohuo_feed_items{{{label},kind=\"bulletin\"}}"), 0.0),
        ("zhaohuo_printer_state{state=\"ready\"}".to_owned(), 1.0),
        ("zhaohuo_printer_state{state=\"paper-out\"}".to_owned(), 0.0),
        ("zhaohuo_clock_believed".to_owned(), 1.0),
        ("zhaohuo_store_writable".to_owned(), 1.0),
        ("zhaohuo_people_waiting".to_owned(), 0.0),
    ] {
        assert!(
            (first.value(&series) - value).abs() < 0.5,
            "{series}: {}",
            first.value(&series)
        );
    }
    assert!(first.value("zhaohuo_resident_memory_bytes") > 1e6);

    // Keys are drawn, and timed; four visits are people, five are a figure.
    for _ in 0..4 {
        visit(&mut kiosk);
    }
    let four = wait_for(&file, |read| read.observed(LATENCY) > 7.5);
    assert!(four.value("zhaohuo_frames_drawn_total") >= first.value("zhaohuo_frames_drawn_total") + 8.0);
    assert!(four.value(&format!("{LATENCY}_sum")) > 0.0);
    assert!(
        !four.0.keys().any(|series| series.starts_with("zhaohuo_today")),
        "{four:#?}"
    );
    kiosk.press("5", "您想做什么");
    kiosk.press("/", "叫工作人员");
    kiosk.press("1", "您的号");
    // Another key than the next one, which would be taken for a bounce of it.
    kiosk.press("\x1b[D", "0 看完了");
    kiosk.press("0", "按任意键");
    let fifth = wait_for(&file, |read| read.0.contains_key("zhaohuo_today{kind=\"visit\"}"));
    assert!((fifth.value("zhaohuo_today{kind=\"visit\"}") - 5.0).abs() < 0.5);
    assert!((fifth.value("zhaohuo_people_waiting") - 1.0).abs() < 0.5);
    assert!(
        !fifth.0.contains_key("zhaohuo_today{kind=\"call\"}"),
        "one call is one person"
    );

    feed.is_on.store(false, Ordering::SeqCst);
    assert!(kiosk.beside(&["staff", "pull"]).status.success());
    let failing = wait_for(&file, |read| read.value(&of_feed("failing")) > 0.5);
    assert!(
        failing.value(&of_feed("last_try_timestamp_seconds"))
            >= failing.value(&of_feed("last_success_timestamp_seconds"))
    );
    assert!(failing.value("zhaohuo_postings_offered") > 2.5, "the old ones stay");
    promtool_takes_the_file(&file);
    only_what_is_written_is_alerted_on_and_documented(&failing);
}

fn only_what_is_written_is_alerted_on_and_documented(read: &Exposition) {
    let of_name = |series: &str| series.split('{').next().unwrap().to_owned();
    let mut written: BTreeSet<String> = read.0.keys().map(|series| of_name(series)).collect();
    let parts = ["_bucket", "_sum", "_count"];
    for (place, page, least) in [
        ("packaging/alerts.yml", include_str!("../packaging/alerts.yml"), 10),
        ("docs/monitoring.md", include_str!("../docs/monitoring.md"), 18),
    ] {
        let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
        let named = page.match_indices("zhaohuo_").map(|(at, _)| {
            let rest = &page[at..];
            &rest[..rest.find(|c| !is_name(c)).unwrap_or(rest.len())]
        });
        let named: BTreeSet<&str> = named.collect();
        assert!(named.len() >= least, "{place}: {named:?}");
        for name in named {
            let is_histogram = parts.iter().any(|part| written.contains(&format!("{name}{part}")));
            assert!(written.contains(name) || is_histogram, "{place}: nobody writes {name}");
        }
    }
    // And nothing is written that is not documented.
    written.retain(|name| !parts.iter().any(|part| name.ends_with(part)));
    for name in written {
        assert!(
            include_str!("../docs/monitoring.md").contains(&name),
            "{name} is not documented"
        );
    }
}

fn promtool_takes_the_file(file: &Path) {
    let checked = Command::new("promtool")
        .args(["check", "metrics"])
        .stdin(std::fs::File::open(file).unwrap())
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .output();
    match checked {
        // Its lint is of names and types too; whatever it says, it says of a mistake.
        Ok(output) => assert!(
            output.status.success() && output.stdout.is_empty() && output.stderr.is_empty(),
            "{}",
            String::from_utf8_lossy(&[output.stdout, output.stderr].concat())
        ),
        Err(_) => skip("promtool_takes_the_file", "no promtool"),
    }
}

#[test]
fn a_file_that_cannot_be_written_is_one_warning_and_costs_nobody_anything() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("collector");
    let file = missing.join("zhaohuo.prom");
    let feed = Feed::start();
    let mut kiosk = feed.kiosk(&file);
    let warned = |kiosk: &Session| log(kiosk).matches("the metrics cannot be written").count();
    let deadline = Instant::now() + PATIENCE;
    while warned(&kiosk) == 0 {
        assert!(Instant::now() < deadline, "{}", log(&kiosk));
        std::thread::sleep(Duration::from_millis(100));
    }
    std::thread::sleep(2 * EVERY + EVERY / 2);
    visit(&mut kiosk);
    assert_eq!(warned(&kiosk), 1, "{}", log(&kiosk));
    // It is written as soon as it can be.
    std::fs::create_dir(&missing).unwrap();
    wait_for(&file, |read| read.value("zhaohuo_postings_offered") > 2.5);
    // The line may come a moment after the file.
    let deadline = Instant::now() + PATIENCE;
    while !log(&kiosk).contains("the metrics are written again") {
        assert!(Instant::now() < deadline, "{}", log(&kiosk));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn nothing_is_written_where_nobody_wants_it() {
    let kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let mut folders = vec![kiosk.home().to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(!path.to_string_lossy().contains(".prom"), "{}", path.display());
            folders.extend(Some(path).filter(|path| path.is_dir()));
        }
    }
}
