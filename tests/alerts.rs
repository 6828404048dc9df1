//! packaging/alerts.yml: rules that Prometheus takes, that ring when they should, and that say what to do.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

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
        let is_chinese = |text: &str| text.chars().filter(|c| ('一'..='鿿').contains(c)).count() > 4;
        let (summary, description) = (said("summary: ").unwrap(), said("description: ").unwrap());
        assert!(is_chinese(summary) && is_chinese(description), "{rule}");
        assert!(summary.contains("{{ $labels.instance }}"), "{summary}");
        let severity = said("labels: { severity: ").unwrap();
        assert!(["critical }", "warning }", "info }"].contains(&severity), "{severity}");
    }
}
