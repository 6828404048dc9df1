//! The flight recorder: a file that says what the program is at, for the start after a crash.
//!
//! Written with one `pwrite` each time that changes and never synced: it must outlive the process, however that ends,
//! and not the machine. One page of three slots of text, so that a person can read it too.

use std::fs::File;
use std::io;
use std::io::Read as _;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;

use rustix::time::ClockId;
use serde::Deserialize;
use serde::Serialize;

use crate::crash::CRASHES;
use crate::crash::Crash;
use crate::crash::Verdict;
use crate::crash::judge;
use crate::posting::Row;
use crate::text::clean_error;

const FILE: &str = "flight-record";
/// For the program alone: it says what somebody looks at.
const MODE: u32 = 0o600;
/// A page of memory: a kill does not tear it.
const PAGE: usize = 4096;
const HEAD: Range<usize> = 0..2560;
const DRAWN: Range<usize> = 2560..3072;
const READING: Range<usize> = 3072..3136;
/// More postings than any screen shows, and as many as have room in the slots.
const DRAWN_MAX: usize = 20;
/// Changes at each boot.
const BOOT_ID: &str = "/proc/sys/kernel/random/boot_id";

/// What is known of the starts before this one.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Head {
    /// Of which boot; a machine that was switched off has not crashed.
    boot: String,
    running: bool,
    /// Whether that start was in safe mode.
    safe: bool,
    /// The last ones since a clean end, oldest first.
    crashes: Vec<Crash>,
}

/// Notes what the program is at. A clone writes to the same file.
#[derive(Debug, Clone, Default)]
pub struct Recorder(Option<Arc<Open>>);

#[derive(Debug)]
struct Open {
    file: File,
    boot: String,
    /// After a crash each row that is read is noted before. A note takes a microsecond, and 100,000 postings are read twice:
    /// 6 % of a load, which is too much for every day.
    careful: bool,
    /// The same for this process itself, where a panic costs it a reading and not its life; 0 for none.
    reading: AtomicI64,
}

impl Recorder {
    /// Notes that the program runs, and gives what this start has to do otherwise after the last ones.
    #[must_use]
    pub fn start(folder: &Path) -> (Self, Option<Verdict>) {
        match Self::begin(folder) {
            Ok(begun) => begun,
            Err(error) => {
                tracing::warn!(reason = %clean_error(&error), "nothing will be known of a crash");
                (Self::default(), None)
            }
        }
    }

    fn begin(folder: &Path) -> io::Result<(Self, Option<Verdict>)> {
        let mut options = File::options();
        options.create(true).truncate(false).read(true).write(true).mode(MODE);
        let mut file = options.open(folder.join(FILE))?;
        let mut page = Vec::new();
        // A longer one is none of ours.
        (&mut file).take(PAGE as u64).read_to_end(&mut page)?;
        let boot = std::fs::read_to_string(BOOT_ID).unwrap_or_default().trim().to_owned();
        let now = since_boot();
        let before: Head = slot(&page, HEAD).unwrap_or_default();
        let mut crashes = before.crashes;
        if before.running {
            crashes.push(Crash {
                at_secs: now,
                drawn: slot(&page, DRAWN).unwrap_or_default(),
                reading: slot(&page, READING).unwrap_or_default(),
            });
        }
        // Where the boot cannot be told, a clock that went back tells it.
        if before.boot != boot || crashes.iter().any(|crash| crash.at_secs > now) {
            crashes.clear();
        }
        crashes.drain(..crashes.len().saturating_sub(CRASHES));
        let verdict = judge(&crashes, before.safe);
        let recorder = Self(Some(Arc::new(Open {
            file,
            boot,
            careful: !crashes.is_empty(),
            reading: AtomicI64::new(0),
        })));
        recorder.drawing(&[]);
        recorder.not_reading();
        recorder.note_head(true, verdict.is_some(), crashes);
        Ok((recorder, verdict))
    }

    /// These are about to be drawn.
    pub fn drawing(&self, rows: &[Row]) {
        self.note(DRAWN, &rows[..rows.len().min(DRAWN_MAX)]);
    }

    /// This one is about to be read.
    pub fn reading(&self, row: Row) {
        let Some(open) = &self.0 else { return };
        open.reading.store(row.0, Ordering::Relaxed);
        if open.careful {
            self.note(READING, &row);
        }
    }

    pub fn not_reading(&self) {
        let Some(open) = &self.0 else { return };
        open.reading.store(0, Ordering::Relaxed);
        self.note(READING, &None::<Row>);
    }

    /// What was being read when a reading panicked.
    #[must_use]
    pub fn died_reading(&self) -> Option<Row> {
        let row = self.0.as_ref()?.reading.swap(0, Ordering::Relaxed);
        (row != 0).then_some(Row(row))
    }

    /// The program ends, and nothing that it draws or reads has to do with it.
    pub fn failing(&self) {
        self.drawing(&[]);
        self.not_reading();
    }

    /// The program ends as it should, from now on.
    pub fn ending(&self) {
        self.note_head(false, false, Vec::new());
    }

    fn note_head(&self, running: bool, safe: bool, crashes: Vec<Crash>) {
        let boot = self.0.as_ref().map(|open| open.boot.clone()).unwrap_or_default();
        self.note(
            HEAD,
            &Head {
                boot,
                running,
                safe,
                crashes,
            },
        );
    }

    fn note(&self, place: Range<usize>, what: &(impl Serialize + ?Sized)) {
        let Some(open) = &self.0 else { return };
        let mut text = serde_json::to_vec(what).unwrap_or_default();
        // What stood there before is overwritten to its end: nobody's page outlives the visit.
        text.resize(place.len() - 1, b' ');
        text.push(b'\n');
        // A full tmpfs costs what is known of the next crash, and no frame.
        if let Err(error) = open.file.write_all_at(&text, place.start as u64) {
            tracing::debug!(reason = %clean_error(&error), "the flight record cannot be written");
        }
    }
}

fn slot<T: for<'de> Deserialize<'de>>(page: &[u8], place: Range<usize>) -> Option<T> {
    serde_json::from_slice(page.get(place)?).ok()
}

/// Goes on while the machine sleeps, and is nobody's to set.
fn since_boot() -> u64 {
    rustix::time::clock_gettime(ClockId::Boottime)
        .tv_sec
        .try_into()
        .unwrap_or(0)
}
