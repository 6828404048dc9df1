//! A control group of its own for the program under test, by either interface of the kernel.

use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

const ROOT: &str = "/sys/fs/cgroup";
/// A group is busy for a moment after the last of it has ended.
const TRIES: usize = 50;
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Gone with the test, which must have ended what runs in it.
pub(crate) struct Group(PathBuf);

/// A limit, as either interface calls it.
pub(crate) struct Limit {
    pub(crate) controller: &'static str,
    /// (file, value) of version 1.
    pub(crate) old: &'static [(&'static str, &'static str)],
    /// The same of version 2.
    pub(crate) new: &'static [(&'static str, &'static str)],
}

pub(crate) const MEMORY_128_MB: Limit = Limit {
    controller: "memory",
    old: &[("memory.limit_in_bytes", "128M"), ("memory.swappiness", "0")],
    new: &[("memory.max", "128M"), ("memory.swap.max", "0")],
};
pub(crate) const FIVE_PERCENT: Limit = Limit {
    controller: "cpu",
    old: &[("cpu.cfs_period_us", "100000"), ("cpu.cfs_quota_us", "5000")],
    new: &[("cpu.max", "5000 100000")],
};
pub(crate) const TWENTY_TASKS: Limit = Limit {
    controller: "pids",
    old: &[("pids.max", "20")],
    new: &[("pids.max", "20")],
};

impl Group {
    /// `None` where this machine gives no such group.
    pub(crate) fn with(limit: &Limit) -> Option<Self> {
        let old = Path::new(ROOT).join(limit.controller);
        let (above, settings) = if old.is_dir() {
            (old, limit.old)
        } else {
            (PathBuf::from(ROOT), limit.new)
        };
        let name = format!("zhaohuo-test-{}-{}", limit.controller, std::process::id());
        let group = above.join(name);
        std::fs::create_dir(&group).ok()?;
        let group = Self(group);
        let set = |(file, value): &(&str, &str)| std::fs::write(group.0.join(file), value).is_ok();
        settings.iter().all(set).then_some(group)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Puts a process with all its threads under the limit.
    pub(crate) fn take(&self, process: u32) {
        std::fs::write(self.0.join("cgroup.procs"), process.to_string()).unwrap();
    }

    pub(crate) fn read(&self, file: &str) -> String {
        std::fs::read_to_string(self.0.join(file))
            .unwrap_or_default()
            .trim()
            .to_owned()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        for _ in 0..TRIES {
            if std::fs::remove_dir(&self.0).is_ok() {
                return;
            }
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}
