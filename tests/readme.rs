//! The README says what is so: its commands are understood, its feed is taken, its files are there.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on may as well stop there")]

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

const README: &str = include_str!("../README.md");

/// The texts between ```` ```kind ```` and ```` ``` ````.
fn blocks(kind: &str) -> Vec<&'static str> {
    let fence = format!("\n```{kind}\n");
    README
        .split(&fence)
        .skip(1)
        .map(|rest| rest.split("```").next().unwrap())
        .collect()
}

fn zhaohuo() -> Command {
    Command::new(env!("CARGO_BIN_EXE_zhaohuo"))
}

#[test]
fn the_program_understands_each_command() {
    let lines = blocks("sh").into_iter().flat_map(str::lines);
    let commands: Vec<&str> = lines
        .filter_map(|line| line.split('#').next()?.trim().strip_prefix("zhaohuo"))
        .collect();
    assert!(commands.len() > 5, "{commands:?}");
    for command in commands {
        // With `--help` at its end a command is read to there, and not obeyed.
        let output = zhaohuo()
            .args(command.split_whitespace())
            .arg("--help")
            .output()
            .unwrap();
        assert!(
            output.status.success(),
            "zhaohuo{command}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

#[test]
fn the_feed_in_it_is_taken_whole() {
    let [feed] = blocks("json")[..] else { panic!("one feed") };
    let mut check = zhaohuo()
        .args(["feed", "check", "--json", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    check.stdin.take().unwrap().write_all(feed.as_bytes()).unwrap();
    let output = check.wait_with_output().unwrap();
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (found["accepted"].as_u64(), found["refused"].as_array().unwrap().len()),
        (Some(1), 0)
    );
    // Nothing in it goes unread: each property has come through.
    let posting = &found["items"][0];
    for (path, value) in [
        ("/title", "搬运工（家具卸货）"),
        ("/employer/name", "某某家居有限公司"),
        ("/place/name", "海泊河家具城 3 号门"),
        ("/contact/url", "https://jobs.example.cn/2026-1122-017"),
    ] {
        assert_eq!(
            posting.pointer(path).and_then(serde_json::Value::as_str),
            Some(value),
            "{posting:#}"
        );
    }
}

#[test]
fn the_files_that_it_names_are_there() {
    let links = README.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
    let quoted = README.split('`').skip(1).step_by(2);
    let roots = ["src/", "tests/", "locales/", "packaging/", ".ci/", "kiosk.service"];
    let files: Vec<&str> = links
        .filter(|link| !link.contains("://"))
        .chain(quoted.filter(|quoted| roots.iter().any(|root| quoted.starts_with(root))))
        .collect();
    assert!(files.len() > 20, "{files:?}");
    for file in files {
        assert!(Path::new(file).exists(), "{file}");
    }
}

#[test]
fn it_asks_for_the_toolchain_that_cargo_asks_for() {
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().unwrap();
    let package = &manifest["package"];
    let wanted = package["rust-version"].as_str().unwrap();
    assert!(
        README.contains(&format!("Rust toolchain ({wanted} or later)")),
        "{wanted}"
    );
    assert!(README.contains(package["license"].as_str().unwrap()));
}
