//! Each `zhaohuo` command that docs/ shows is run, as it stands there, beside a kiosk that runs.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a real kiosk has the real time; a test that cannot be set up should fail"
)]

#[path = "support/pty.rs"]
mod pty;

use std::path::Path;
use std::process::Command;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use pty::Launch;
use pty::Session;
use serde_json::Value;
use zhaohuo::edge::store::Store;
use zhaohuo::text::CleanText;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");
const PAGES: [(&str, &str); 6] = [
    ("install.md", include_str!("../docs/install.md")),
    ("hall.md", include_str!("../docs/hall.md")),
    ("staff.md", include_str!("../docs/staff.md")),
    ("many-boxes.md", include_str!("../docs/many-boxes.md")),
    ("monitoring.md", include_str!("../docs/monitoring.md")),
    ("screening.md", include_str!("../docs/screening.md")),
];
/// What docs/ calls any posting.
const ANY_NUMBER: &str = "482736";
/// What ends otherwise beside a kiosk on a bench, and how.
const OTHERWISE: [(&str, i32, &str); 3] = [
    ("pull", 4, "the kiosk has the store"),
    ("doctor", 1, "here is neither a unit nor a feed"),
    ("doctor --json", 1, "the same"),
];

/// What a page means by the words that it uses for any.
struct Facts {
    posting: String,
    held: String,
    anchor: String,
    exported: String,
}

#[test]
fn each_command_in_the_documents_does_what_it_says() {
    let kiosk = Launch::new()
        .configured(&format!(
            "time_zone = \"{}\"\n[printer]\nto = \"file:/dev/null\"\n",
            early()
        ))
        .prepared(somebody_calls)
        .start();
    kiosk.wait_for_postings();
    let facts = facts(&kiosk);
    let mut wrong = Vec::new();
    let mut run = 0;
    for (page, text) in PAGES {
        for command in commands(text) {
            let ended = obey(&kiosk, &command, &facts);
            let expected = OTHERWISE.iter().find(|(other, ..)| *other == command);
            if ended.code != 0 && expected.is_none_or(|(_, code, _)| *code != ended.code) {
                wrong.push(format!("{page}: zhaohuo {command}: {} {}", ended.code, ended.said));
            }
            run += 1;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(run > 40, "{run}");
}

/// A zone where it is an hour after midnight: what the pages enter for this morning is still to come.
fn early() -> String {
    let hour = Timestamp::now().to_zoned(TimeZone::UTC).hour();
    let ahead = (1 - i32::from(hour)).rem_euclid(24);
    // Names of the IANA's that count westward, to 12 hours, and 14 to the east.
    let ahead = if ahead > 14 { ahead - 24 } else { ahead };
    format!("Etc/GMT{:+}", -ahead)
}

struct Ended {
    code: i32,
    said: String,
}

fn obey(kiosk: &Session, command: &str, facts: &Facts) -> Ended {
    let (command, input) = match command.split_once('<') {
        Some((command, _)) => (command, facts.exported.as_str()),
        None => (command.split('>').next().unwrap(), ""),
    };
    let mut words = shlex::split(command).unwrap();
    if let ["staff", "remove", number] = words.iter().map(String::as_str).collect::<Vec<_>>()[..]
        && number == ANY_NUMBER
    {
        words[2] = last_entered(kiosk);
    }
    if words.get(..2) == Some(&["staff".to_owned(), "undo".to_owned()]) && words.len() == 3 {
        words[2] = new_decision(kiosk, &facts.posting);
    }
    let number = if command.contains(" accept ") {
        &facts.held
    } else {
        &facts.posting
    };
    let words: Vec<&str> = words
        .iter()
        .map(|word| match word.as_str() {
            ANY_NUMBER => number,
            "那一串" => &facts.anchor,
            // Nobody else has called.
            "17" => "1",
            "feed.json" => "tests/fixtures/three.json",
            word => word,
        })
        .collect();
    // It asks for a PIN, and for nothing without a terminal.
    let output = if words == ["pin"] {
        Command::new(PROGRAM).args(["pin", "--help"]).output().unwrap()
    } else if words[0] == "feed" {
        Command::new(PROGRAM).args(words).output().unwrap()
    } else {
        kiosk.beside_reading(&words, input)
    };
    Ended {
        code: output.status.code().unwrap_or(-1),
        said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
    }
}

/// Those at the beginning of a line of a block, and those between back ticks; without what a shell does with them.
fn commands(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut is_block = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_block = !is_block;
        } else if is_block {
            let line = line.trim().trim_start_matches("$ ");
            found.extend(line.strip_prefix("zhaohuo "));
        } else {
            let quoted = line.split('`').skip(1).step_by(2);
            found.extend(quoted.filter_map(|quoted| quoted.strip_prefix("zhaohuo ")));
        }
    }
    let bare = |command: &str| command.split(['#', '|']).next().unwrap().trim().to_owned();
    // What a script fills in is run where the script is: tests/many_boxes.rs.
    found
        .into_iter()
        .filter(|command| !command.contains('$'))
        .map(bare)
        .collect()
}

fn facts(kiosk: &Session) -> Facts {
    let found = json(kiosk, &["staff", "find", "搬运", "--json"]);
    let postings = found["postings"].as_array().unwrap();
    let number = |held: bool| {
        let posting = postings.iter().find(|posting| posting["held"] == held).unwrap();
        posting["number"].as_str().unwrap().to_owned()
    };
    let posting = number(false);
    // So that there is something to undo, to move to another box, and to anchor.
    said(kiosk, &["staff", "remark", &posting, "--text", "问过"]);
    let log = said(kiosk, &["staff", "log", "--verify"]);
    let anchor = log
        .split(|c: char| !c.is_ascii_hexdigit())
        .max_by_key(|word| word.len());
    Facts {
        held: number(true),
        anchor: anchor.unwrap().to_owned(),
        exported: said(kiosk, &["staff", "export"]),
        posting,
    }
}

/// By its whole name: what staff have entered begins so.
fn last_entered(kiosk: &Session) -> String {
    let is_entry = |entry: &&Value| entry["posting"].as_str().is_some_and(|id| id.starts_with("staff:"));
    let log = log(kiosk);
    let last = log.iter().filter(is_entry).max_by_key(|entry| entry["seq"].as_u64());
    last.unwrap()["posting"].as_str().unwrap().to_owned()
}

/// One that nobody has undone yet.
fn new_decision(kiosk: &Session, posting: &str) -> String {
    said(kiosk, &["staff", "remark", posting, "--text", "又问过"]);
    let log = log(kiosk);
    log.iter()
        .filter_map(|entry| entry["seq"].as_u64())
        .max()
        .unwrap()
        .to_string()
}

fn log(kiosk: &Session) -> Vec<Value> {
    json(kiosk, &["staff", "log", "--json"]).as_array().unwrap().clone()
}

fn said(kiosk: &Session, words: &[&str]) -> String {
    let output = kiosk.beside(words);
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn json(kiosk: &Session, words: &[&str]) -> Value {
    serde_json::from_str(&said(kiosk, words)).unwrap()
}

fn somebody_calls(folder: &Path) {
    let store = Store::open(folder).unwrap();
    #[expect(clippy::disallowed_methods, reason = "somebody has just called")]
    let now = Timestamp::now();
    let page = CleanText::new("全部活", 20);
    store
        .call(&page, now, now.to_zoned(TimeZone::get("Asia/Shanghai").unwrap()).date())
        .unwrap();
}
