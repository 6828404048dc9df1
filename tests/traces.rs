//! faults.md O10: a visitor walks off, and a minute later nothing that they typed is left in memory or on the disk.
//!
//! What does not hold: the buffer from which crossterm reads keys (a kilobyte that lives as long as the program) keeps
//! what came in one read until later keys are written over it. Keys that are struck come one by one; a paragraph that an
//! input method hands over at once, or that was typed ahead of a stalled screen, would stay there.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a real visit takes real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;
#[path = "support/skip.rs"]
mod skip;

use std::fs::File;
use std::io::Read as _;
use std::io::Seek as _;
use std::io::SeekFrom;
use std::path::Path;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::Session;
use skip::skip;

const TEST: &str = "a_minute_after_a_visitor_has_gone_nothing_that_was_typed_is_left";
/// Nothing of the program or its data says this.
const LETTERS: &str = "qzwvkxjqvzkwxqjzvkwqxjvzqkwvjxzqwkvjzxqv";
const CHARACTERS: &str = "龘靐齉爩鱻麤厵灪爨癵籱饢驫鲡鹂鸾韊韥顟颿飝馫駻騳髐鬛鯋鱺鳦鴝";
/// So many characters of it in one piece are a trace: an allocator overwrites the beginning of what is freed.
const TRACE: usize = 6;
/// From the end of the visit.
const GONE_WITHIN: Duration = Duration::from_secs(60);
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// Regions of mapped memory are read in pieces of this size, which overlap by a needle.
const PIECE: usize = 1024 * 1024;

/// What was typed, as a program may hold it.
fn needles() -> Vec<(String, Vec<u8>)> {
    let forms = |typed: &[char]| {
        let text: String = typed.iter().collect();
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let utf32: Vec<u8> = typed.iter().flat_map(|c| u32::from(*c).to_le_bytes()).collect();
        [
            (format!("{text} in UTF-8"), text.into_bytes()),
            (format!("{typed:?} in UTF-16"), utf16),
            (format!("{typed:?} as chars"), utf32),
        ]
    };
    let all = [LETTERS, CHARACTERS].map(|typed| typed.chars().collect::<Vec<char>>());
    all.iter()
        .flat_map(|typed| typed.chunks_exact(TRACE).flat_map(forms))
        .collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(bytes, needle).is_some()
}

/// Where in the memory of a process what was typed stands; `None` where it may not be read.
fn in_memory(process: u32) -> Option<Vec<String>> {
    let maps = std::fs::read_to_string(format!("/proc/{process}/maps")).ok()?;
    let mut memory = File::open(format!("/proc/{process}/mem")).ok()?;
    let needles = needles();
    let mut found = Vec::new();
    for line in maps
        .lines()
        .filter(|line| line.split(' ').nth(1).is_some_and(|may| may.starts_with('r')))
    {
        let (from, to) = line.split(' ').next()?.split_once('-')?;
        let (mut from, to) = (u64::from_str_radix(from, 16).ok()?, u64::from_str_radix(to, 16).ok()?);
        let name = line.split_whitespace().nth(5).unwrap_or("nameless").to_owned();
        while from < to {
            let mut piece = vec![0; PIECE.min(usize::try_from(to - from).unwrap())];
            // What the kernel keeps for itself ([vvar]) cannot be read.
            let read = memory
                .seek(SeekFrom::Start(from))
                .and_then(|_| memory.read(&mut piece))
                .unwrap_or(0);
            if read == 0 {
                break;
            }
            for (what, needle) in &needles {
                if holds(&piece[..read], needle) {
                    let at = memchr::memmem::find(&piece[..read], needle).unwrap();
                    let around = &piece[at.saturating_sub(24)..(at + 48).min(read)];
                    found.push(format!(
                        "{what} in {name} at {:x}: {}",
                        from + at as u64,
                        around.escape_ascii()
                    ));
                }
            }
            let overlap = if read == PIECE { 64 } else { 0 };
            from += u64::try_from(read - overlap).unwrap();
        }
    }
    Some(found)
}

/// In which files under a folder it stands.
fn on_disk(folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            on_disk(&path, found);
        } else if let Ok(bytes) = std::fs::read(&path) {
            let typed = needles().into_iter().filter(|(_, needle)| holds(&bytes, needle));
            found.extend(typed.map(|(what, _)| format!("{what} in {}", path.display())));
        }
    }
}

/// Types as fingers do, each letter on the screen before the next.
fn type_slowly(kiosk: &mut Session, typed: &str) {
    for (at, c) in typed.char_indices() {
        kiosk.press(&c.to_string(), &typed[..at + c.len_utf8()]);
    }
}

fn erase(kiosk: &mut Session, typed: &str) {
    for _ in typed.chars() {
        kiosk.send("\x7f");
    }
}

#[test]
fn a_minute_after_a_visitor_has_gone_nothing_that_was_typed_is_left() {
    let mut kiosk = Launch::new().configured("[visit]\nidle_secs = 25\n").logging().start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("/", "叫工作人员");
    kiosk.press("1", "就在这儿等");
    kiosk.press("0", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("9", "打拼音");
    type_slowly(&mut kiosk, LETTERS);
    let Some(found) = in_memory(kiosk.process_id()) else {
        return skip(TEST, "the memory of another process cannot be read");
    };
    assert!(!found.is_empty(), "nothing is found while it is on the screen");
    erase(&mut kiosk, LETTERS);
    type_slowly(&mut kiosk, "banyun");
    kiosk.press("\r", "搬运 · ");
    kiosk.press("1", "看详情");
    kiosk.press("0", "搬运 · ");
    // The same digit at once would be one that bounced.
    std::thread::sleep(Duration::from_millis(500));
    kiosk.press("0", "banyun");
    erase(&mut kiosk, "banyun");
    type_slowly(&mut kiosk, CHARACTERS);
    println!(
        "{} places before they leave",
        in_memory(kiosk.process_id()).unwrap().len()
    );

    // And walks off.
    kiosk.wait_for_postings();
    let ended = Instant::now();
    let mut found = in_memory(kiosk.process_id()).unwrap();
    println!("{} places at once", found.len());
    while !found.is_empty() && ended.elapsed() < GONE_WITHIN {
        std::thread::sleep(LOOK_AGAIN);
        found = in_memory(kiosk.process_id()).unwrap();
    }
    on_disk(kiosk.home(), &mut found);
    assert!(found.is_empty(), "{found:#?}");
}
