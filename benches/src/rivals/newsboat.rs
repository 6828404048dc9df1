//! newsboat, a reader of feeds in a terminal: the same postings as one RSS feed, in its cache before it starts.

use std::fmt::Write as _;
use std::fs;
use std::process::Command as Child;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Result;
use anyhow::ensure;
use tempfile::TempDir;

use super::escaped;
use crate::corpus::Corpus;
use crate::pty::Command;
use crate::pty::Session;

const PROGRAM: &str = "/usr/bin/newsboat";
const TITLE: &str = "zhaohuo postings";
/// Above its list.
const LIST: &str = "Articles in feed";

pub(crate) struct Newsboat {
    home: TempDir,
}

impl Newsboat {
    pub(crate) fn is_installed() -> bool {
        fs::exists(PROGRAM).unwrap_or(false)
    }

    /// With its cache filled.
    pub(crate) fn prepare(corpus: &Corpus) -> Result<Self> {
        let home = TempDir::new()?;
        let mut rss =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\"><channel><title>{TITLE}</title>");
        corpus.read(|posting| {
            let description = posting.description.as_deref().unwrap_or_default();
            // Nothing can be done where a text cannot be written to a text.
            let _ = write!(
                rss,
                "<item><guid>{}</guid><title>{}</title><description>{}</description></item>",
                escaped(&posting.id.0),
                escaped(&posting.title),
                escaped(description)
            );
        })?;
        rss.push_str("</channel></rss>");
        let feed = home.path().join("feed.xml");
        fs::write(&feed, rss)?;
        fs::write(home.path().join("urls"), format!("file://{}\n", feed.display()))?;
        fs::write(
            home.path().join("config"),
            "max-items 0\nauto-reload no\nreload-time 1440\n",
        )?;
        let newsboat = Self { home };
        let status = Child::new(PROGRAM)
            .args(newsboat.arguments())
            .args(["-x", "reload"])
            .env("HOME", newsboat.home.path())
            .env("LANG", "C.UTF-8")
            .stdout(Stdio::null())
            .status()?;
        ensure!(status.success(), "newsboat cannot fill its cache");
        Ok(newsboat)
    }

    fn arguments(&self) -> Vec<String> {
        let file = |name: &str| self.home.path().join(name).display().to_string();
        ["-u", "-c", "-C"]
            .into_iter()
            .zip(["urls", "cache.db", "config"])
            .flat_map(|(flag, name)| [flag.to_owned(), file(name)])
            .collect()
    }

    /// Its first screen, and then the list of postings: when each was there.
    pub(crate) fn start(&self) -> Result<(Session, Duration, Duration)> {
        let session = Session::start(&Command {
            program: PROGRAM.into(),
            arguments: self.arguments().into_iter().map(Into::into).collect(),
            home: self.home.path().into(),
            environment: Vec::new(),
        })?;
        let first = session.wait_for_text(TITLE)?;
        let list = session.press("\r", LIST)?;
        Ok((session, first, list))
    }
}
