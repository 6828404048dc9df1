//! What a start makes of the crashes before it: what it leaves out, and whether it starts as plainly as it can.

use serde::Deserialize;
use serde::Serialize;

use crate::posting::Row;

/// Fewer may be chance, or a plug that was pulled.
pub const CRASHES: usize = 3;
/// As close together as only crashes at the same work are: a start and a few keys take seconds.
pub const WITHIN_SECS: u64 = 60;

/// What the program was at when it died.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Crash {
    /// When the next start found it, in seconds since the machine was switched on.
    pub at_secs: u64,
    /// What stood on the screen.
    pub drawn: Vec<Row>,
    /// What was being read into the catalog.
    pub reading: Option<Row>,
}

/// 安全模式 — how a start differs from the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// What is left out; empty where there is nothing to blame.
    pub suspects: Vec<Row>,
    /// Whatever else can be left out is: nothing is to blame, or leaving it out was not enough.
    pub plain: bool,
}

/// What staff are told of a start in safe mode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeMode {
    /// Without printer and speech, and without a pull for a while.
    pub plain: bool,
}

/// What this start leaves out, after the last crashes, oldest first; `None` where it starts as always. `was_safe`: the
/// start that has crashed last was in safe mode itself.
#[must_use]
pub fn judge(crashes: &[Crash], was_safe: bool) -> Option<Verdict> {
    let last = &crashes[crashes.len().checked_sub(CRASHES)?..];
    let [first, .., before, newest] = last else { return None };
    if newest.at_secs.saturating_sub(first.at_secs) > WITHIN_SECS {
        return None;
    }
    let suspects = match newest.reading {
        // Notes of what is read begin after the first crash, so two must do. Reading is the same each time; where two
        // died at different rows it was not the reading.
        Some(row) if before.reading == Some(row) => vec![row],
        Some(_) | None => drawn_at_all(last, was_safe),
    };
    Some(Verdict {
        plain: suspects.is_empty() || was_safe,
        suspects,
    })
}

/// What stood on the screen at each of them. Where nothing did, what stood there last, but once: crashes that go on after
/// that are about something else, and would take page after page off the board.
fn drawn_at_all(crashes: &[Crash], was_safe: bool) -> Vec<Row> {
    let Some((newest, others)) = crashes.split_last() else {
        return Vec::new();
    };
    let at_all = |row: &&Row| others.iter().all(|crash| crash.drawn.contains(row));
    let common: Vec<Row> = newest.drawn.iter().filter(at_all).copied().collect();
    if common.is_empty() && !was_safe {
        newest.drawn.clone()
    } else {
        common
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crash(at_secs: u64, drawn: &[i64], reading: Option<i64>) -> Crash {
        Crash {
            at_secs,
            drawn: drawn.iter().copied().map(Row).collect(),
            reading: reading.map(Row),
        }
    }

    fn suspects(crashes: &[Crash]) -> Option<Vec<i64>> {
        let verdict = judge(crashes, false)?;
        Some(verdict.suspects.into_iter().map(|row| row.0).collect())
    }

    #[test]
    fn only_the_third_within_a_minute_is_one_too_many() {
        let crashes = [crash(0, &[1], None), crash(30, &[1], None), crash(60, &[1], None)];
        assert_eq!(suspects(&crashes[..2]), None);
        assert_eq!(suspects(&crashes), Some(vec![1]));
        let slower = [crash(0, &[1], None), crash(30, &[1], None), crash(61, &[1], None)];
        assert_eq!(suspects(&slower), None);
    }

    #[test]
    fn what_stood_on_the_screen_each_time_is_blamed_before_what_stood_there_last() {
        let pages = [
            crash(0, &[1, 2, 3], None),
            crash(1, &[3], None),
            crash(2, &[4, 3, 5], None),
        ];
        assert_eq!(suspects(&pages), Some(vec![3]));
        let others = [crash(0, &[1], None), crash(1, &[2], None), crash(2, &[4, 5], None)];
        assert_eq!(suspects(&others), Some(vec![4, 5]));
        let nobody = judge(&others, true).map(|verdict| verdict.suspects);
        assert_eq!(nobody, Some(Vec::new()));
    }

    #[test]
    fn what_was_being_read_is_blamed_where_it_was_the_same_twice() {
        let same = [crash(0, &[1], None), crash(1, &[1], Some(7)), crash(2, &[1], Some(7))];
        assert_eq!(suspects(&same), Some(vec![7]));
        let another = [crash(0, &[1], None), crash(1, &[1], Some(6)), crash(2, &[1], Some(7))];
        assert_eq!(suspects(&another), Some(vec![1]));
    }

    #[test]
    fn with_nothing_to_blame_or_a_crash_in_safe_mode_the_start_is_plain() {
        let blank = [crash(0, &[1], None), crash(1, &[], None), crash(2, &[], None)];
        let plainly = Verdict {
            suspects: Vec::new(),
            plain: true,
        };
        assert_eq!(judge(&blank, false), Some(plainly));
        let again = [crash(0, &[1], None), crash(1, &[1], None), crash(2, &[1], None)];
        assert_eq!(judge(&again, false).map(|verdict| verdict.plain), Some(false));
        assert_eq!(judge(&again, true).map(|verdict| verdict.plain), Some(true));
    }
}
