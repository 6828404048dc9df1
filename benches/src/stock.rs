//! A kiosk's data with all postings in it, pulled by the built program.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command as Child;
use std::process::Stdio;

use anyhow::Context as _;
use anyhow::Result;
use anyhow::ensure;
use tempfile::TempDir;

use crate::hall::configuration;
use crate::process::peak_until_end;
use crate::program;
use crate::pty::Command;
use crate::pty::Session;
use crate::server::Body;
use crate::server::Server;

/// Never, within a run.
pub(crate) const NO_POLL_SECS: u64 = 86_400;

pub(crate) struct Stock {
    home: TempDir,
    program: PathBuf,
    pub(crate) server: Server,
    /// Kilobytes that the pull held at most.
    pub(crate) pull_peak: u64,
}

impl Stock {
    pub(crate) fn pull(program: &Path, body: Body) -> Result<Self> {
        let server = Server::start(body)?;
        let home = TempDir::new()?;
        let config = home.path().join("pull.toml");
        fs::write(&config, configuration(&server, NO_POLL_SECS))?;
        let mut child = Child::new(program)
            .arg("pull")
            .arg("--config")
            .arg(&config)
            .arg("--data")
            .arg(home.path().join("data"))
            .env_clear()
            .env("HOME", home.path())
            .envs(program::environment())
            .stdout(Stdio::null())
            .spawn()
            .with_context(|| program.display().to_string())?;
        let (status, pull_peak) = peak_until_end(&mut child)?;
        ensure!(status.success(), "the pull failed");
        Ok(Self {
            home,
            program: program.to_owned(),
            server,
            pull_peak,
        })
    }

    /// A kiosk on it, in a terminal.
    pub(crate) fn open(&self, poll_secs: u64) -> Result<Session> {
        let config = self.home.path().join("config.toml");
        fs::write(&config, configuration(&self.server, poll_secs))?;
        let data = self.home.path().join("data");
        let arguments: [OsString; 4] = ["--config".into(), config.into(), "--data".into(), data.into()];
        Session::start(&Command {
            program: self.program.clone().into(),
            arguments: arguments.into(),
            home: self.home.path().into(),
            environment: program::environment().collect(),
        })
    }
}
