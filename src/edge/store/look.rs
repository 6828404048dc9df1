//! A store looked at from outside: nothing is created, locked or mended.

use std::fs;
use std::os::linux::fs::MetadataExt as _;
use std::path::Path;

use rustix::fs::Access;
use rustix::fs::AtFlags;
use rustix::fs::CWD;
use rustix::io::Errno;

use super::DAMAGE_MARK;
use super::DATABASE;
use super::FeedState;
use super::LOCK;
use super::Reader;
use super::SET_ASIDE;
use super::StoreError;
use super::schema;
use crate::diagnosis::Holder;
use crate::diagnosis::Rights;
use crate::diagnosis::Room;
use crate::text::CleanText;

/// Of an account's or a program's name.
const NAME_CHARS: usize = 40;

/// What is to be seen of it.
#[derive(Debug)]
pub struct Looked {
    /// What is known of each feed; or why it cannot be read.
    pub feeds: Result<Vec<FeedState>, StoreError>,
    /// Every page was read.
    pub whole: Result<(), StoreError>,
    /// Damage was met since it was begun, and the next start mends it.
    pub is_marked: bool,
    /// A damaged one lies beside it.
    pub was_set_aside: bool,
    /// Of the database with its log.
    pub bytes: u64,
    pub rights: Rights,
    pub room: Option<Room>,
    pub holder: Holder,
}

/// What cannot be seen is said in its place.
#[must_use]
pub fn look(folder: &Path) -> Looked {
    let size = |suffix: &str| fs::metadata(folder.join(format!("{DATABASE}{suffix}"))).map_or(0, |it| it.len());
    let (feeds, whole) = match Reader::open(folder) {
        Ok(reader) => (reader.feeds(), schema::quickly_checked(&reader.connection)),
        Err(error) => (Err(error.clone()), Err(error)),
    };
    Looked {
        feeds,
        whole,
        is_marked: folder.join(DAMAGE_MARK).exists(),
        was_set_aside: folder.join(SET_ASIDE).exists(),
        bytes: size("") + size("-wal"),
        rights: rights(folder),
        room: room(folder),
        holder: holder(&folder.join(LOCK)),
    }
}

/// As the kernel would say, of a disk that is read-only too. A folder that is not there is made in the one above it.
fn rights(folder: &Path) -> Rights {
    let may = |folder: &Path, how| rustix::fs::accessat(CWD, folder, how, AtFlags::EACCESS);
    let there = folder.ancestors().find(|folder| folder.exists());
    if may(folder, Access::READ_OK | Access::EXEC_OK) == Err(Errno::ACCESS) {
        Rights::Nothing
    } else if there.is_some_and(|folder| may(folder, Access::WRITE_OK | Access::EXEC_OK).is_ok()) {
        Rights::Write
    } else {
        Rights::Read
    }
}

fn room(folder: &Path) -> Option<Room> {
    let there = folder.ancestors().find(|folder| folder.exists())?;
    let found = rustix::fs::statvfs(there).ok()?;
    Some(Room {
        bytes: found.f_bavail.saturating_mul(found.f_frsize),
        // Some file systems have no such number, and say 0 of 0.
        inodes: (found.f_files > 0).then_some(found.f_favail),
    })
}

/// By the kernel's list of locks (`proc_locks(5)`): to try the lock would end a kiosk that starts in this moment.
fn holder(lock: &Path) -> Holder {
    let file = match fs::metadata(lock) {
        Ok(file) => file,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Holder::Nobody,
        // An account that may not look into the folder.
        Err(_) => return Holder::Unknown,
    };
    let Ok(locks) = fs::read_to_string("/proc/locks") else {
        return Holder::Unknown;
    };
    // `1: FLOCK ADVISORY WRITE 1234 fe:00:5678 0 EOF`. The device is left out: of a subvolume it is another than stat's.
    let inode = format!(":{}", file.st_ino());
    let held = locks.lines().find_map(|line| {
        let fields: Vec<&str> = line.split_ascii_whitespace().collect();
        let is_it = fields.contains(&"FLOCK") && fields.iter().any(|field| field.ends_with(&inode));
        is_it.then(|| fields.get(4).copied().unwrap_or_default().to_owned())
    });
    match held {
        None => Holder::Nobody,
        Some(process) => {
            let name = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
            Holder::Process {
                id: CleanText::new(&process, NAME_CHARS),
                name: CleanText::new(&name, NAME_CHARS),
            }
        }
    }
}
