//! Chromium without a screen, on a static page with the same list.

use std::fmt::Write as _;
use std::fs;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Result;
use anyhow::ensure;
use tempfile::TempDir;

use super::escaped;
use crate::corpus::Corpus;
use crate::process::Process;

const PROGRAM: &str = "/usr/bin/chromium";
const OPTIONS: [&str; 4] = ["--headless", "--no-sandbox", "--disable-gpu", "--window-size=1920,1080"];
/// For a page of a hundred thousand paragraphs, after its load nothing more happens on it.
const SETTLE: Duration = Duration::from_secs(15);

pub(crate) struct Chromium {
    home: TempDir,
}

/// One that shows the page until it is dropped.
pub(crate) struct Showing(Child);

impl Chromium {
    pub(crate) fn is_installed() -> bool {
        fs::exists(PROGRAM).unwrap_or(false)
    }

    pub(crate) fn prepare(corpus: &Corpus) -> Result<Self> {
        let home = TempDir::new()?;
        let mut page = "<!doctype html><meta charset=utf-8><title>postings</title>".to_owned();
        corpus.read(|posting| {
            let employer = posting.employer.name.as_deref().unwrap_or_default();
            let place = posting.place.name.as_deref().unwrap_or_default();
            // Nothing can be done where a text cannot be written to a text.
            let _ = writeln!(
                page,
                "<p><b>{}</b> {} {}</p>",
                escaped(&posting.title),
                escaped(employer),
                escaped(place)
            );
        })?;
        fs::write(home.path().join("page.html"), page)?;
        Ok(Self { home })
    }

    /// From its start to a picture of the page.
    pub(crate) fn picture(&self) -> Result<Duration> {
        let picture = format!("--screenshot={}", self.home.path().join("page.png").display());
        let began = Instant::now();
        let status = self.command(&picture).status()?;
        ensure!(status.success(), "chromium cannot show the page");
        Ok(began.elapsed())
    }

    /// With the page open, once it has settled.
    pub(crate) fn show(&self) -> Result<Showing> {
        let showing = Showing(self.command("--remote-debugging-port=0").spawn()?);
        thread::sleep(SETTLE);
        Ok(showing)
    }

    fn command(&self, what: &str) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(OPTIONS)
            .arg(what)
            .arg(format!(
                "--user-data-dir={}",
                self.home.path().join("profile").display()
            ))
            .arg(format!("file://{}", self.home.path().join("page.html").display()))
            .env("HOME", self.home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }
}

impl Showing {
    pub(crate) fn process(&self) -> Process {
        Process(self.0.id())
    }
}

impl Drop for Showing {
    fn drop(&mut self) {
        // One that has ended already is as good; its own children end with it.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
