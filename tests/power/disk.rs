//! A disk as a power cut may leave it: what was synced is there, of what came later any part may be.
//!
//! Stricter than ext4: each write that was not synced is whole, missing or torn at its sectors, whatever came before or
//! after it, and a name is there for certain only once its folder was synced.

use std::collections::BTreeMap;
use std::path::Path;

use fastrand::Rng;

/// What a disk writes whole or not at all, in bytes.
const SECTOR: usize = 512;

/// What a program did to one folder, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event {
    /// The folder itself came to be.
    FolderMade,
    /// The names in the folder's parent are on the disk.
    ParentSynced,
    Create {
        name: String,
        inode: usize,
    },
    Unlink(String),
    Rename(String, String),
    FolderSynced,
    Write {
        inode: usize,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        inode: usize,
        to: usize,
    },
    Synced(usize),
    /// The program has said that so many things are done.
    Acknowledged(usize),
}

impl Event {
    fn acknowledged(&self) -> Option<usize> {
        if let Self::Acknowledged(count) = self {
            Some(*count)
        } else {
            None
        }
    }

    fn is_naming(&self) -> bool {
        matches!(self, Self::Create { .. } | Self::Unlink(_) | Self::Rename(..))
    }
}

/// How much of what was not synced a cut takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// None of it: the process was killed, and the machine runs on.
    Process,
    Power,
    /// All that a disk loses that says "synced" at once.
    PowerOfALyingDisk,
}

/// What lies there after a cut.
#[derive(Debug, Default)]
pub(crate) struct Left {
    /// By name; `None` where the folder itself is gone.
    files: Option<BTreeMap<String, Vec<u8>>>,
    pub(crate) acknowledged: Option<usize>,
    /// Writes of which some sectors are there and some are not.
    pub(crate) torn: usize,
    /// Writes and names of which nothing is there.
    pub(crate) lost: usize,
}

impl Left {
    pub(crate) fn lay_down(&self, folder: &Path) {
        let Some(files) = &self.files else { return };
        std::fs::create_dir_all(folder).unwrap();
        for (name, bytes) in files {
            std::fs::write(folder.join(name), bytes).unwrap();
        }
    }
}

/// What is there of a folder that held `before` (none: there was no folder) after the first `count` of these events.
pub(crate) fn cut(
    before: Option<&BTreeMap<String, Vec<u8>>>,
    events: &[Event],
    count: usize,
    cut: Cut,
    random: &mut Rng,
) -> Left {
    let events = &events[..count];
    let mut disk = Disk {
        inodes: BTreeMap::new(),
        left: Left::default(),
        cut,
        random,
    };
    let names = disk.names(before, events);
    disk.write(events);
    let is_there = disk.folder_is_there(before.is_some(), events);
    let Disk { inodes, mut left, .. } = disk;
    left.files = is_there.then(|| {
        let content = |(name, whose): (String, Whose)| match whose {
            Whose::Before(bytes) => (name, bytes),
            Whose::Inode(inode) => (name, inodes.get(&inode).cloned().unwrap_or_default()),
        };
        names.into_iter().map(content).collect()
    });
    left.acknowledged = events.iter().rev().find_map(Event::acknowledged);
    left
}

#[derive(Debug, Clone)]
enum Whose {
    Before(Vec<u8>),
    Inode(usize),
}

struct Disk<'a> {
    inodes: BTreeMap<usize, Vec<u8>>,
    left: Left,
    cut: Cut,
    random: &'a mut Rng,
}

impl Disk<'_> {
    /// Names that were not synced go from the last one back, as a journal of names loses them.
    fn names(&mut self, before: Option<&BTreeMap<String, Vec<u8>>>, events: &[Event]) -> BTreeMap<String, Whose> {
        let synced = events.iter().rposition(|event| *event == Event::FolderSynced);
        let naming: Vec<usize> = (0..events.len()).filter(|at| events[*at].is_naming()).collect();
        let certain = naming
            .iter()
            .filter(|at| synced.is_some_and(|synced| **at < synced))
            .count();
        let kept = match self.cut {
            Cut::Process => naming.len(),
            Cut::Power => self.random.usize(certain..=naming.len()),
            Cut::PowerOfALyingDisk => self.random.usize(0..=naming.len()),
        };
        self.left.lost += naming.len() - kept;
        let of_before = before.into_iter().flatten();
        let mut names: BTreeMap<String, Whose> = of_before
            .map(|(name, bytes)| (name.clone(), Whose::Before(bytes.clone())))
            .collect();
        // A file that was there is written through its inode from its first opening on.
        for event in events {
            if let Event::Create { name, inode } = event
                && let Some(Whose::Before(bytes)) = names.get(name).cloned()
            {
                self.inodes.insert(*inode, bytes);
                names.insert(name.clone(), Whose::Inode(*inode));
            }
        }
        for at in &naming[..kept] {
            if let Event::Create { name, inode } = &events[*at] {
                names.insert(name.clone(), Whose::Inode(*inode));
            } else if let Event::Unlink(name) = &events[*at] {
                names.remove(name);
            } else if let Event::Rename(from, to) = &events[*at]
                && let Some(whose) = names.remove(from)
            {
                names.insert(to.clone(), whose);
            }
        }
        names
    }

    fn write(&mut self, events: &[Event]) {
        let (mut synced, cut) = (BTreeMap::new(), self.cut);
        if cut != Cut::PowerOfALyingDisk {
            for (at, event) in events.iter().enumerate() {
                if let Event::Synced(inode) = event {
                    synced.insert(*inode, at);
                }
            }
        }
        for (at, event) in events.iter().enumerate() {
            let is_certain = |inode| cut == Cut::Process || synced.get(inode).is_some_and(|synced| at < *synced);
            if let Event::Write { inode, at, bytes } = event {
                let certain = is_certain(inode);
                self.write_one(*inode, *at, bytes, certain);
            }
            if let Event::Truncate { inode, to } = event {
                if is_certain(inode) || self.random.bool() {
                    self.inodes.entry(*inode).or_default().resize(*to, 0);
                } else {
                    self.left.lost += 1;
                }
            }
        }
    }

    fn write_one(&mut self, inode: usize, at: usize, bytes: &[u8], is_certain: bool) {
        let fate = if is_certain { 0 } else { self.random.u8(0..4) };
        let sectors = bytes.len().div_ceil(SECTOR);
        let there: Vec<bool> = match fate {
            0 => vec![true; sectors],
            1 => vec![false; sectors],
            _ => (0..sectors).map(|_| self.random.bool()).collect(),
        };
        let count = there.iter().filter(|there| **there).count();
        self.left.lost += usize::from(count == 0);
        self.left.torn += usize::from(count > 0 && count < sectors);
        // The length and what stands there are two things.
        let is_long = count > 0 || self.random.bool();
        let file = self.inodes.entry(inode).or_default();
        if is_long && file.len() < at + bytes.len() {
            file.resize(at + bytes.len(), 0);
        }
        for (sector, _) in there.iter().enumerate().filter(|(_, there)| **there) {
            let from = sector * SECTOR;
            let to = bytes.len().min(from + SECTOR);
            file[at + from..at + to].copy_from_slice(&bytes[from..to]);
        }
    }

    fn folder_is_there(&mut self, was_before: bool, events: &[Event]) -> bool {
        let made = was_before || events.contains(&Event::FolderMade);
        let synced = was_before || events.contains(&Event::ParentSynced);
        match self.cut {
            Cut::Process => made,
            Cut::Power | Cut::PowerOfALyingDisk => made && (synced || self.random.bool()),
        }
    }
}
