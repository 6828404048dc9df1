//! What a process holds and has used, from /proc.

use std::fs;
use std::process::Child;
use std::process::ExitStatus;
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use anyhow::Result;

/// How often a child is looked at that tells nobody its peak once it has ended.
const LOOK_AGAIN: Duration = Duration::from_millis(2);
/// Ticks of `stat` a second, the same on every architecture of Linux today (proc(5)).
const USER_HZ: u64 = 100;
/// Writing this to `clear_refs` begins a new peak (proc(5)).
const RESET_PEAK: &str = "5";

#[derive(Debug, Clone, Copy)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Kilobytes.
    pub(crate) fn resident(self) -> Result<u64> {
        self.status("VmRSS:")
    }

    /// Kilobytes, since its start or the last [`Self::reset_peak`].
    pub(crate) fn peak(self) -> Result<u64> {
        self.status("VmHWM:")
    }

    pub(crate) fn reset_peak(self) -> Result<()> {
        Ok(fs::write(self.file("clear_refs"), RESET_PEAK)?)
    }

    /// Of the processor, so far.
    pub(crate) fn cpu(self) -> Result<Duration> {
        let stat = fs::read_to_string(self.file("stat"))?;
        // Its name may have spaces and brackets in it.
        let (_, behind) = stat.rsplit_once(')').context("no stat of a process")?;
        let ticks = behind.split_whitespace().skip(11).take(2).map(str::parse::<u64>);
        let ticks = ticks.sum::<Result<u64, _>>()?;
        Ok(Duration::from_millis(ticks * 1000 / USER_HZ))
    }

    /// Kilobytes of it and all that it started, what several share counted once.
    pub(crate) fn tree_proportional(self) -> Result<u64> {
        let mut sum = self.figure("smaps_rollup", "Pss:")?;
        for child in self.children()? {
            // One may have ended meanwhile.
            sum += child.tree_proportional().unwrap_or(0);
        }
        Ok(sum)
    }

    /// Of it and all that it started.
    pub(crate) fn tree_cpu(self) -> Result<Duration> {
        let mut sum = self.cpu()?;
        for child in self.children()? {
            sum += child.tree_cpu().unwrap_or_default();
        }
        Ok(sum)
    }

    fn children(self) -> Result<Vec<Self>> {
        let mut children = Vec::new();
        for thread in fs::read_dir(self.file("task"))? {
            let list = fs::read_to_string(thread?.path().join("children"))?;
            children.extend(list.split_whitespace().filter_map(|id| Some(Self(id.parse().ok()?))));
        }
        Ok(children)
    }

    fn status(self, name: &str) -> Result<u64> {
        self.figure("status", name)
    }

    fn figure(self, file: &str, name: &str) -> Result<u64> {
        let text = fs::read_to_string(self.file(file))?;
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let figure = line.and_then(|line| line.split_whitespace().next());
        Ok(figure.with_context(|| format!("no {name} in {file}"))?.parse()?)
    }

    fn file(self, name: &str) -> String {
        format!("/proc/{}/{name}", self.0)
    }
}

/// Waits for it, and gives the most that it ever held, in kilobytes.
pub(crate) fn peak_until_end(child: &mut Child) -> Result<(ExitStatus, u64)> {
    let process = Process(child.id());
    let mut peak = 0;
    loop {
        // It has none once it has ended.
        peak = process.peak().unwrap_or(0).max(peak);
        if let Some(status) = child.try_wait()? {
            return Ok((status, peak));
        }
        thread::sleep(LOOK_AGAIN);
    }
}
