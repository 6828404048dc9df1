//! The shape of the source itself: who may import whom, what may be named where, how long a file may be.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a check reads files, and should fail where it cannot"
)]

use std::fs;
use std::path::Path;
use std::path::PathBuf;

const LINES_MAX: usize = 400;
/// What waits, spawns or touches the disk, and who may name it.
const OUTSIDE: [&str; 5] = ["tokio", "reqwest", "rusqlite", "hyper", "std::fs"];
const OUTSIDE_USERS: [&str; 2] = ["edge", "verb"];
/// Those who draw, and the edge, which holds the terminal.
const RATATUI_USERS: [&str; 6] = ["theme", "widget", "screen", "app", "console", "edge"];

/// One file, without its comments.
struct Source {
    path: String,
    /// `screen` for src/screen.rs and everything under src/screen/.
    module: String,
    code: Vec<String>,
    lines: usize,
}

#[test]
fn a_module_uses_only_what_stands_above_it_in_lib_rs() {
    let order = layers();
    let place = |module: &str| order.iter().position(|layer| layer == module);
    let mut wrong = Vec::new();
    for source in program() {
        let Some(own) = place(&source.module) else {
            wrong.push(format!("{} stands in no `pub mod` line of src/lib.rs", source.path));
            continue;
        };
        for used in source.code.iter().flat_map(|line| names_after(line, "crate::")) {
            if place(used).is_some_and(|used| used > own) {
                wrong.push(format!("{} uses {used}, which stands below it", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_code_map_names_every_module_in_its_order() {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let mapped = text
        .lines()
        .filter_map(|line| line.strip_prefix("//! * [`")?.split('`').next());
    assert_eq!(mapped.collect::<Vec<_>>(), layers());
}

#[test]
fn an_import_is_one_line_so_that_grep_is_the_import_graph() {
    let mut wrong = Vec::new();
    for source in ["src", "benches/src"].into_iter().flat_map(sources) {
        for line in &source.code {
            let import = line.trim_start().trim_start_matches("pub ").strip_prefix("use ");
            if import.is_some_and(|import| import.contains('{')) || line.contains("crate::{") {
                wrong.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "name one thing a line:\n{}", wrong.join("\n"));
}

#[test]
fn only_the_edge_and_the_verbs_name_what_waits_or_touches_the_disk() {
    assert_named_only_by(&OUTSIDE, &OUTSIDE_USERS);
}

#[test]
fn only_what_draws_names_ratatui() {
    assert_named_only_by(&["ratatui"], &RATATUI_USERS);
}

#[test]
fn a_file_fits_in_the_head() {
    for source in ["src", "tests", "benches/src"].into_iter().flat_map(sources) {
        let Source { path, lines, .. } = source;
        assert!(lines <= LINES_MAX, "{path} has {lines} lines; split it");
    }
}

fn assert_named_only_by(names: &[&str], users: &[&str]) {
    let mut wrong = Vec::new();
    for source in program() {
        if users.contains(&source.module.as_str()) {
            continue;
        }
        for name in names {
            let path = format!("{name}::");
            if source.code.iter().any(|line| contains_path(line, &path)) {
                wrong.push(format!("{} names {name}; only {} may", source.path, users.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `tokio::` in `use tokio::sync`, and not in `my_tokio::sync`.
fn contains_path(line: &str, path: &str) -> bool {
    let starts_here = |at: usize| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    line.match_indices(path).any(|(at, _)| starts_here(at))
}

/// `posting` of `crate::posting::Row`.
fn names_after<'a>(line: &'a str, prefix: &'a str) -> impl Iterator<Item = &'a str> {
    let end_of_name = |c: char| !c.is_alphanumeric() && c != '_';
    line.split(prefix)
        .skip(1)
        .filter_map(move |rest| rest.split(end_of_name).next())
}

/// The modules of the library, from the inside out.
fn layers() -> Vec<String> {
    let text = fs::read_to_string("src/lib.rs").unwrap();
    let modules = text
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let layers: Vec<String> = modules.map(str::to_owned).collect();
    assert!(layers.len() > 5, "src/lib.rs has no `pub mod` lines that can be read");
    layers
}

/// The library's files: what is built into the program, without the two that see everything.
fn program() -> Vec<Source> {
    let mut sources = sources("src");
    sources.retain(|source| !["lib", "main", "build"].contains(&source.module.as_str()));
    assert!(sources.len() > 20, "these tests must stand in the package's folder");
    sources
}

fn sources(root: &str) -> Vec<Source> {
    let mut paths = Vec::new();
    walk(Path::new(root), &mut paths);
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Source {
    let text = fs::read_to_string(path).unwrap();
    let below = path
        .components()
        .nth(1)
        .unwrap()
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    Source {
        path: path.display().to_string(),
        module: below.trim_end_matches(".rs").to_owned(),
        code: text
            .lines()
            .filter(|line| !is_comment(line))
            .map(str::to_owned)
            .collect(),
        lines: text.lines().count(),
    }
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
