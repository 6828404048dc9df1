//! What the console knows: the kiosk's answers, or what the store says where no kiosk runs.

use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::control::FlaggedPostings;
use crate::control::Found;
use crate::count::Counts;
use crate::crash::SafeMode;
use crate::decision::Entry;
use crate::decision::Standing;
use crate::desk::Complaint;
use crate::posting::PostingId;
use crate::printing::PrinterState;
use crate::text::CleanText;
use crate::text::clean_row;
use crate::upkeep::Closure;

/// Of a screen: more rows than any has.
const ROWS_MAX: usize = 200;
/// As the log calls it; one that is taken back shows at the next look.
const ACCEPT: &str = "accept";
/// In the log that is kept here; the kiosk has the rest.
const ENTRIES_MAX: usize = 200;

#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Known {
    pub(super) status: Option<Status>,
    pub(super) desk: Desk,
    pub(super) flags: FlaggedPostings,
    /// Newest first.
    pub(super) log: Vec<Entry>,
    /// The kiosk's screen.
    pub(super) rows: Vec<String>,
    pub(super) found: Option<Found>,
    /// Of today; `None` where nobody says.
    pub(super) counts: Option<Counts>,
}

/// How the kiosk is. What one of another build leaves out is empty.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Status {
    /// `None` where the store says all this, and no kiosk.
    pub(super) program: Option<CleanText>,
    pub(super) running_secs: i64,
    pub(super) writable: bool,
    /// What is wrong with it, in words, where the last good one is used.
    pub(super) configuration: Option<CleanText>,
    /// What is wrong with the machine's clock, in words, where it is not believed.
    pub(super) clock: Option<CleanText>,
    pub(super) safe_mode: Option<SafeMode>,
    /// What the program died at, by its 编号.
    pub(super) left_out: Vec<CleanText>,
    /// How the printer is, in words; `None` where none is configured.
    pub(super) printer: Option<CleanText>,
    /// [`PrinterState::code`].
    pub(super) printer_state: Option<String>,
    pub(super) printer_queue: Option<usize>,
    pub(super) postings: usize,
    pub(super) today: usize,
    pub(super) feeds: Vec<Feed>,
    /// Closed to the public.
    pub(super) maintenance: Option<Closure>,
    pub(super) waiting: usize,
    pub(super) decided: usize,
}

#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Feed {
    pub(super) key: String,
    pub(super) good_at: Option<Timestamp>,
    pub(super) failure: Option<CleanText>,
    pub(super) postings: u64,
    pub(super) refused: u64,
    pub(super) next_at: Option<Timestamp>,
    pub(super) change: Option<Change>,
}

/// What the last pull that read anything brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Change {
    pub(super) new: usize,
    pub(super) changed: usize,
    pub(super) withdrawn: usize,
}

/// What visitors have told the staff.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
pub(super) struct Desk {
    #[serde(rename = "open")]
    pub(super) calls: Vec<Call>,
    pub(super) reports: Vec<Reported>,
}

/// Somebody who waits.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Call {
    pub(super) number: u32,
    pub(super) page: CleanText,
    pub(super) at: Timestamp,
}

/// What was said of a posting.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub(super) struct Reported {
    pub(super) posting: PostingId,
    pub(super) title: CleanText,
    pub(super) complaint: Complaint,
    pub(super) times: u32,
    pub(super) last_at: Timestamp,
    /// How the posting stands.
    #[serde(default)]
    pub(super) standing: Standing,
}

/// What the store says, in the kiosk's own words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stored {
    pub status: Value,
    pub tickets: Value,
    pub log: Value,
}

impl Status {
    /// `None` where none is configured, or the kiosk has no word for it that is known here.
    pub(super) fn printer_state(&self) -> Option<PrinterState> {
        self.printer_state.as_deref().and_then(PrinterState::of)
    }
}

impl Known {
    pub(super) fn learn_status(&mut self, said: &Value) {
        let mut status: Status = read(said);
        // A screen that shows minutes is drawn once a minute.
        status.running_secs -= status.running_secs.rem_euclid(60);
        self.status = Some(status);
    }

    pub(super) fn learn_desk(&mut self, said: &Value) {
        self.desk = read(said);
    }

    pub(super) fn learn_flags(&mut self, said: &Value) {
        self.flags = read(said);
    }

    pub(super) fn learn_log(&mut self, said: &Value) {
        self.log = read(said);
        self.log.truncate(ENTRIES_MAX);
    }

    pub(super) fn learn_counts(&mut self, said: &Value) {
        self.counts = Counts::deserialize(said).ok();
    }

    /// No more rows than somebody looks at: a card that turns below them is no news.
    pub(super) fn learn_screen(&mut self, said: &Value, rows_max: usize) {
        let rows: Vec<String> = read(&said["rows"]);
        self.rows = rows
            .iter()
            .take(rows_max.min(ROWS_MAX))
            .map(|row| clean_row(row))
            .collect();
    }

    pub(super) fn learn_found(&mut self, said: &Value) {
        self.found = Some(read(said));
    }

    pub(super) fn learn_stored(&mut self, stored: &Stored) {
        self.learn_status(&stored.status);
        self.learn_desk(&stored.tickets);
        self.learn_log(&stored.log);
    }

    /// A step that was just taken: the log says so at the next look, and the kiosk offers it so within a second.
    pub(super) fn learn_step(&mut self, entry: Entry) {
        let found = self.found.iter_mut().flat_map(|found| &mut found.postings);
        for posting in found.filter(|posting| posting.id == entry.posting) {
            posting.pinned = entry.after.pinned;
            posting.hidden.clone_from(&entry.after.hidden);
            posting.full = entry.after.full == Some(true);
            posting.remark.clone_from(&entry.after.remark);
            if entry.act == ACCEPT {
                posting.held = false;
                posting.flags.clear();
            }
        }
        for report in self
            .desk
            .reports
            .iter_mut()
            .filter(|report| report.posting == entry.posting)
        {
            report.standing.clone_from(&entry.after);
        }
        if entry.after.hidden.is_some() || entry.act == ACCEPT {
            self.flags.remove(&entry.posting);
        }
        if self.log.first().is_none_or(|newest| newest.seq < entry.seq) {
            self.log.insert(0, entry);
            self.log.truncate(ENTRIES_MAX);
        }
    }

    /// The last step that was not taken back and takes none back.
    pub(super) fn last_step(&self) -> Option<&Entry> {
        let is_undone = |seq| self.log.iter().any(|entry| entry.undoes == Some(seq));
        self.log
            .iter()
            .find(|entry| entry.undoes.is_none() && !is_undone(entry.seq))
    }
}

/// Nothing where it cannot be read: another build has other answers, and the page says less.
fn read<T: DeserializeOwned + Default>(said: &Value) -> T {
    T::deserialize(said).unwrap_or_default()
}
