//! The durable state: one SQLite file in a directory of its own.
//!
//! A pull streams into a temporary table of its own connection ([`Staging`]) and becomes visible in one transaction,
//! or not at all. One process writes, and holds the lock file while it lives; [`Reader`]s open the file beside it.
//! A kiosk is switched off by its plug, so every commit is synced to the disk before it counts.

mod audit;
mod body;
mod count;
mod decide;
mod desk;
mod entered;
mod error;
mod feed;
mod gist;
mod left_out;
mod look;
mod merge;
mod read;
mod rule;
mod schema;
mod sight;
mod stage;
mod upkeep;

use std::fs::File;
use std::fs::TryLockError;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use rusqlite::Connection;

use crate::screening::Table;
use crate::text::CleanText;

pub use audit::Anchored;
pub use audit::Stretch;
pub use decide::Link;
pub use decide::Verified;
pub use desk::CALL_PATIENCE;
pub use desk::Call;
pub use desk::REPORTS_KEPT;
pub use desk::Reported;
pub use entered::NOTICE;
pub use entered::STAFF_FEED;
pub use entered::is_notice;
pub use error::StoreError;
pub use feed::FeedState;
pub use feed::READER_VERSION;
pub use feed::Validators;
pub use left_out::LEFT_OUT_MAX;
pub use look::Looked;
pub use look::look;
pub use merge::Answered;
pub use merge::Merged;
pub use read::Listing;
pub use read::Reader;
pub use read::UNCONFIRMED_DAYS;
pub use rule::FREE_WITHDRAWALS;
pub use rule::SUSPICIOUS_PART;
pub use rule::Withdraws;
pub use sight::Listed;
pub use sight::Sight;
pub use sight::Walk;
pub use stage::REFUSALS_KEPT;
pub use stage::Staging;

const DATABASE: &str = "zhaohuo.db";
/// Where a damaged database goes; an older one there is overwritten, so that they cannot fill the disk.
const SET_ASIDE: &str = "zhaohuo.db.damaged";
const LOCK: &str = "lock";
/// Lies beside a database in which damage was met. A file cannot be swapped under open connections (SQLite would
/// delete the new one's log by its name), so the next start does it.
const DAMAGE_MARK: &str = "damage-was-met";

/// The store, open for writing. One process has it.
pub struct Store {
    folder: PathBuf,
    /// For the small writes. Being open it also keeps the write-ahead log in place, which a reader without the right
    /// to create files needs.
    anchor: Mutex<Connection>,
    was_set_aside: bool,
    takes_writes: AtomicBool,
    /// Held while the store lives; the system lets go of it with the process, however that ends.
    _lock: File,
}

impl Store {
    /// Opens the store in `folder`, creating what is not there. A damaged database is set aside, and a new one begun:
    /// nobody is near who could mend it, and the feeds fill it again. What staff decided is brought over as far as it can
    /// be read: no feed says it again.
    ///
    /// # Errors
    ///
    /// [`StoreError::InUse`] beside another kiosk or `pull`, [`StoreError::Newer`] where a newer version wrote it, and
    /// where the disk does not let us.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        create(folder).map_err(|error| StoreError::folder(folder, &error))?;
        let lock = lock(folder)?;
        let suspect = folder.join(DAMAGE_MARK).exists();
        let (anchor, was_set_aside) = match schema::open_for_writing(&folder.join(DATABASE)) {
            Ok(anchor) if !suspect => (anchor, false),
            Ok(suspected) => {
                // No connection may see its file renamed.
                drop(suspected);
                mend(folder)?
            }
            Err(StoreError::Damaged(_)) => mend(folder)?,
            Err(error) => return Err(error),
        };
        Ok(Self {
            folder: folder.to_owned(),
            anchor: Mutex::new(anchor),
            was_set_aside,
            takes_writes: AtomicBool::new(true),
            _lock: lock,
        })
    }

    /// Whether the database was found damaged, so that this one began empty. Staff are told.
    #[must_use]
    pub fn was_set_aside(&self) -> bool {
        self.was_set_aside
    }

    /// Whether the disk took what was written last. Staff are told where it did not.
    #[must_use]
    pub fn takes_writes(&self) -> bool {
        self.takes_writes.load(Ordering::Relaxed)
    }

    /// # Errors
    ///
    /// As [`Reader::open`].
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(&self.folder)
    }

    /// Begins a pull of the feed `key`, whose words are looked at by `table`. Locks nobody until [`Self::merge`].
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened.
    pub fn stage<'t>(&self, key: &str, table: &'t Table) -> Result<Staging<'t>, StoreError> {
        let own = schema::open_for_writing(&self.folder.join(DATABASE));
        self.noting_damage(own.and_then(|own| Staging::begin(own, key, table)))
    }

    /// Makes a pull visible, at the time `now`.
    ///
    /// # Errors
    ///
    /// Where the disk is full or fails; then the store is as it was.
    pub fn merge(&self, staging: Staging, answered: &Answered, now: Timestamp) -> Result<Merged, StoreError> {
        self.noting_write(staging.merge(answered, now))
    }

    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn feed(&self, key: &str) -> Result<FeedState, StoreError> {
        self.noting_damage(feed::state(&self.anchor(), key))
    }

    /// What makes the next request for `url` conditional. Empty for another address than the stored items came from,
    /// and where another reader read them: an upgrade reads everything again.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn validators(&self, key: &str, url: &str) -> Result<Validators, StoreError> {
        self.noting_damage(feed::validators(&self.anchor(), key, url))
    }

    /// Makes the next request of every feed unconditional, after a [`Listing`] with broken items.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn forget_validators(&self) -> Result<(), StoreError> {
        self.noting_write(feed::forget_validators(&self.anchor()))
    }

    /// The feed said that nothing changed. Written at most once an hour, and where the disk took nothing the last time.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn confirm(&self, key: &str, now: Timestamp) -> Result<(), StoreError> {
        let anyway = !self.takes_writes();
        self.noting_write(feed::confirm(&self.anchor(), key, now, anyway))
    }

    /// A pull failed. Nothing else of the feed changes.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn record_failure(&self, key: &str, failure: &CleanText, now: Timestamp) -> Result<(), StoreError> {
        self.noting_write(feed::record_failure(&self.anchor(), key, failure, now))
    }

    fn anchor(&self) -> MutexGuard<'_, Connection> {
        // A connection is whole between any two calls, whatever panicked elsewhere.
        self.anchor.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn noting_write<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.takes_writes.store(result.is_ok(), Ordering::Relaxed);
        self.noting_damage(result)
    }

    fn noting_damage<T>(&self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(StoreError::Damaged(_)) = &result {
            // Where not even this can be written, the next damage that is met tries again.
            let _ = File::create(self.folder.join(DAMAGE_MARK));
        }
        result
    }
}

/// A new folder's name lies in the folder above it. Where that is not on the disk at a power cut, nothing is that was
/// ever saved in the new one.
fn create(folder: &Path) -> std::io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    if let Some(above) = above {
        create(above)?;
    }
    std::fs::create_dir_all(folder)?;
    // Some file systems sync no folders; they are as safe as they can be.
    drop(File::open(above.unwrap_or(Path::new("."))).and_then(|above| above.sync_all()));
    Ok(())
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let mut options = File::options();
    let file = options.create(true).truncate(false).write(true).open(folder.join(LOCK));
    let file = file.map_err(|error| StoreError::folder(folder, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::in_use(folder)),
        Err(TryLockError::Error(error)) => Err(StoreError::folder(folder, &error)),
    }
}

/// Looks whether a database is damaged indeed, since a cable that came loose for a moment looks the same, and only then
/// sets it aside and begins a new one. Says whether it did.
fn mend(folder: &Path) -> Result<(Connection, bool), StoreError> {
    let database = folder.join(DATABASE);
    let (anchor, was_set_aside) = match schema::open_for_writing(&database).and_then(schema::checked) {
        Ok(anchor) => (anchor, false),
        Err(StoreError::Damaged(_)) => {
            let moved = File::create(folder.join(DAMAGE_MARK)).and_then(|_| set_aside(folder));
            moved.map_err(|error| StoreError::folder(folder, &error))?;
            let anew = schema::open_for_writing(&database)?;
            schema::salvage(&anew, &folder.join(SET_ASIDE));
            (anew, true)
        }
        Err(error) => return Err(error),
    };
    // Last: cut before, the next start looks again.
    match std::fs::remove_file(folder.join(DAMAGE_MARK)) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(StoreError::folder(folder, &error)),
        Ok(()) | Err(_) => Ok((anchor, was_set_aside)),
    }
}

/// The database last: a log that was left to a new one would be played into it.
fn set_aside(folder: &Path) -> std::io::Result<()> {
    for suffix in ["-wal", "-shm", ""] {
        let from = folder.join(format!("{DATABASE}{suffix}"));
        if from.exists() {
            std::fs::rename(from, folder.join(format!("{SET_ASIDE}{suffix}")))?;
        }
    }
    Ok(())
}
