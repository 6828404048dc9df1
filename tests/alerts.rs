//! packaging/alerts.yml: rules that Prometheus takes, that ring when they should, and that say what to do.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads files, and should fail where it cannot"
)]

#[path = "support/skip.rs"]
mod skip;

use std::process::Command;

use skip::skip;

const ALERTS: &str = include_str!("../packaging/alerts.yml");
const TESTED: &str = include_str!("alerts/alerts_test.yml");
const MONITORING: &str = include_str!("../docs/monitoring.md");

fn names() -> Vec<&'static str> {
    let names = ALERTS.lines().filter_map(|line| line.trim().strip_prefix("- alert: "));
    names.collect()
}

#[test]
fn prometheus_takes_the_rules_and_they_ring_when_they_should() {
    for arguments in [
        ["check", "rules", "packaging/alerts.yml"],
        ["test", "rules", "tests/alerts/alerts_test.yml"],
    ] {
        let Ok(output) = Command::new("promtool").args(arguments).output() else {
            skip(
                "prometheus_takes_the_rules_and_they_ring_when_they_should",
                "no promtool",
            );
            return;
        };
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(output.status.success() && said.contains("SUCCESS"), "{said}");
    }
}

#[test]
fn each_rule_is_tested_documented_and_says_in_chinese_what_is_wrong_and_what_to_do() {
    let names = names();
    assert!(names.len() > 10, "{names:?}");
    for name in &names {
        assert!(
            TESTED.contains(&format!("alertname=\"{name}\"")),
            "no test rings {name}"
        );
        assert!(
            MONITORING.contains(&format!("| {name} |")),
            "{name} is not in docs/monitoring.md"
        );
    }
    let rules: Vec<&str> = ALERTS.split("- alert: ").skip(1).collect();
    for rule in rules {
        let said = |key: &str| rule.lines().find_map(|line| line.trim().strip_prefix(key));
        let is_chinese = |text: &str| text.chars().filter(|c| ('一'..='鿿').contains(c)).count() > 1;
        let (summary, description) = (said("summary: ").unwrap(), said("description: ").unwrap());
        assert!(is_chinese(summary) && is_chinese(description), "{rule}");
        assert!(summary.contains("{{ $labels.instance }}"), "{summary}");
        let severity = said("labels: { severity: ").unwrap();
        assert!(["critical }", "warning }", "info }"].contains(&severity), "{severity}");
    }
}

/// What docs/monitoring.md says of the journal: each field and message is one that the program logs.
#[test]
fn the_documented_fields_of_the_journal_are_logged() {
    let logged = logged();
    assert!(logged.len() > 20);
    let table = MONITORING.split("| 字段 |").nth(1).unwrap();
    let mut rows = 0;
    for line in table.lines().filter(|line| line.starts_with("| `F_")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").collect();
        let fields = cells[0].split('`').skip(1).step_by(2);
        for field in fields.map(|field| field.strip_prefix("F_").unwrap().to_lowercase()) {
            let has = |call: &&String| {
                let mut words = call.split(|c: char| !c.is_alphanumeric() && c != '_');
                words.any(|word| word == field)
            };
            let carriers: Vec<&String> = logged.iter().filter(has).collect();
            assert!(!carriers.is_empty(), "nobody logs {field}");
            for message in cells[2].trim().split('；').filter(|message| message.is_ascii()) {
                let says = |call: &String| call.contains(&format!("\"{message}\""));
                assert!(logged.iter().any(says), "nobody logs {message}");
                let is_there = carriers.iter().any(|call| says(call)) || fields_of_some(cells[2]);
                assert!(is_there, "{message:?} has no {field}");
            }
        }
        rows += 1;
    }
    assert!(rows > 8, "{rows}");
}

/// Of two messages in a row, one may have a field that the other has not.
fn fields_of_some(messages: &str) -> bool {
    messages.contains('；')
}

/// The text of each call that logs something.
fn logged() -> Vec<String> {
    let mut calls = Vec::new();
    let mut folders = vec![std::path::PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for level in ["info", "warn", "error"] {
                for rest in text.split(&format!("tracing::{level}!(")).skip(1) {
                    // To the end of its message: no value in front of it is quoted.
                    let message = rest.find('"').map_or(0, |at| at + 1);
                    let end = rest[message..].find('"').map_or(message, |at| message + at + 1);
                    calls.push(rest[..end].to_owned());
                }
            }
        }
    }
    calls
}
