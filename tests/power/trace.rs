//! What a process did to one folder, as `strace` wrote it down.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::process::Output;

use super::disk::Event;

/// All by which a file or a name can change, and by which it is synced.
const CALLS: &str = "trace=open,openat,creat,close,write,pwrite64,writev,pwritev,fsync,fdatasync,sync_file_range,\
ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat";
/// Shared memory is begun anew by whoever comes first after a cut; it is never read from the disk.
const SHARED_MEMORY: &str = "-shm";
/// How an acknowledgement begins.
pub(crate) const ACKNOWLEDGED: &str = "acknowledged ";

/// Whether this machine has `strace`, and lets us use it.
pub(crate) fn is_possible() -> bool {
    let tried = Command::new("strace").args(["-o", "/dev/null", "true"]).output();
    tried.is_ok_and(|output| output.status.success())
}

/// Runs `command` and gives what it did to `folder`, and what it said.
pub(crate) fn record(command: &Command, folder: &Path) -> (Vec<Event>, Output) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let mut strace = Command::new("strace");
    strace.args(["-f", "-xx", "-s", "10000000", "-e", CALLS, "-o"]);
    strace
        .arg(log.path())
        .arg(command.get_program())
        .args(command.get_args());
    strace.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let output = strace.output().unwrap();
    let log = std::fs::read_to_string(log.path()).unwrap();
    (Reading::of(folder).read(&log), output)
}

/// What a descriptor is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    File(usize),
    Folder,
    Parent,
}

struct Reading {
    folder: String,
    parent: String,
    open: HashMap<i64, Open>,
    /// By name, as they are now.
    inodes: HashMap<String, usize>,
    inodes_ever: usize,
    events: Vec<Event>,
}

impl Reading {
    fn of(folder: &Path) -> Self {
        Self {
            folder: folder.to_str().unwrap().to_owned(),
            parent: folder.parent().unwrap().to_str().unwrap().to_owned(),
            open: HashMap::new(),
            inodes: HashMap::new(),
            inodes_ever: 0,
            events: Vec::new(),
        }
    }

    fn read(mut self, log: &str) -> Vec<Event> {
        for line in log.lines() {
            // `12345 call(arguments) = result`; the number stands there where more than one was traced.
            let line = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
            assert!(
                !line.contains("resumed>"),
                "two calls at once cannot be put in order: {line}"
            );
            let Some((call, rest)) = line.split_once('(') else {
                continue;
            };
            let Some((arguments, result)) = rest.rsplit_once(") = ").or_else(|| rest.rsplit_once(')')) else {
                continue;
            };
            let result = result.trim_start_matches([' ', '=']).split(' ').next();
            let Some(result) = result
                .and_then(|result| result.parse::<i64>().ok())
                .filter(|result| *result >= 0)
            else {
                continue;
            };
            self.take(call, &split(arguments), result);
        }
        self.events
    }

    fn take(&mut self, call: &str, arguments: &[&str], result: i64) {
        match call {
            "openat" => self.opened(arguments, result),
            "close" => drop(self.open.remove(&number(arguments[0]))),
            "write" if self.file(arguments[0]).is_none() => self.said(&bytes(arguments[1])),
            "pwrite64" => {
                if let Some(inode) = self.file(arguments[0]) {
                    let written = bytes(arguments[1]);
                    assert_eq!(Some(written.len()), usize::try_from(result).ok(), "a short write");
                    let at = usize::try_from(number(arguments[3])).unwrap();
                    self.events.push(Event::Write {
                        inode,
                        at,
                        bytes: written,
                    });
                }
            }
            "ftruncate" => {
                if let Some(inode) = self.file(arguments[0]) {
                    let to = usize::try_from(number(arguments[1])).unwrap();
                    self.events.push(Event::Truncate { inode, to });
                }
            }
            "fsync" | "fdatasync" => match self.open.get(&number(arguments[0])) {
                Some(Open::File(inode)) => self.events.push(Event::Synced(*inode)),
                Some(Open::Folder) => self.events.push(Event::FolderSynced),
                Some(Open::Parent) => self.events.push(Event::ParentSynced),
                None => {}
            },
            "unlink" => {
                if let Some(name) = self.name(arguments[0]) {
                    self.inodes.remove(&name);
                    self.events.push(Event::Unlink(name));
                }
            }
            "rename" => {
                if let Some((from, to)) = self.name(arguments[0]).zip(self.name(arguments[1])) {
                    let inode = self.inodes.remove(&from).unwrap();
                    self.inodes.insert(to.clone(), inode);
                    self.events.push(Event::Rename(from, to));
                }
            }
            "mkdir" if text(arguments[0]) == self.folder => self.events.push(Event::FolderMade),
            "mkdir" => {}
            other => {
                let touches = arguments.iter().any(|argument| {
                    argument.starts_with('"') && self.name(argument).is_some() || self.file(argument).is_some()
                });
                assert!(!touches, "{other} of {arguments:?} is not understood");
            }
        }
    }

    fn opened(&mut self, arguments: &[&str], descriptor: i64) {
        let path = text(arguments[1]);
        if path == self.folder || path == self.parent {
            let what = if path == self.folder {
                Open::Folder
            } else {
                Open::Parent
            };
            self.open.insert(descriptor, what);
            return;
        }
        self.open.remove(&descriptor);
        let Some(name) = self.name(arguments[1]) else { return };
        let inode = if let Some(inode) = self.inodes.get(&name) {
            *inode
        } else {
            self.inodes_ever += 1;
            self.inodes.insert(name.clone(), self.inodes_ever);
            // Of a file that was there already this changes nothing.
            let inode = self.inodes_ever;
            self.events.push(Event::Create { name, inode });
            inode
        };
        self.open.insert(descriptor, Open::File(inode));
        if arguments[2].contains("O_TRUNC") {
            self.events.push(Event::Truncate { inode, to: 0 });
        }
    }

    fn said(&mut self, said: &[u8]) {
        let said = String::from_utf8_lossy(said);
        let counts = said
            .lines()
            .filter_map(|line| line.strip_prefix(ACKNOWLEDGED)?.trim().parse().ok());
        self.events.extend(counts.map(Event::Acknowledged));
    }

    fn file(&self, descriptor: &str) -> Option<usize> {
        match self.open.get(&descriptor.parse().ok()?) {
            Some(Open::File(inode)) => Some(*inode),
            Some(Open::Folder | Open::Parent) | None => None,
        }
    }

    /// Of a file in the folder.
    fn name(&self, argument: &str) -> Option<String> {
        let path = text(argument);
        let name = path.strip_prefix(&self.folder)?.strip_prefix('/')?;
        (!name.ends_with(SHARED_MEMORY)).then(|| name.to_owned())
    }
}

/// With `-xx` no comma stands in a string.
fn split(arguments: &str) -> Vec<&str> {
    arguments.split(", ").collect()
}

fn number(argument: &str) -> i64 {
    argument.parse().unwrap()
}

fn text(argument: &str) -> String {
    String::from_utf8(bytes(argument)).unwrap()
}

/// `"\x2f\x74"`
fn bytes(argument: &str) -> Vec<u8> {
    let inner = argument.trim_matches('"');
    assert!(!argument.ends_with("..."), "strace has cut a string");
    inner
        .split("\\x")
        .skip(1)
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}
