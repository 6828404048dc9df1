//! The built kiosk.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;
use anyhow::ensure;

/// What the unit sets for the allocator: it is measured as it is installed.
pub(crate) fn environment() -> impl Iterator<Item = (&'static str, &'static str)> {
    let unit = include_str!("../../kiosk.service").lines();
    let set = unit.filter_map(|line| line.strip_prefix("Environment="));
    set.flat_map(str::split_whitespace)
        .filter_map(|pair| pair.split_once('='))
        .filter(|(name, _)| name.starts_with("MALLOC_"))
}

/// The program to start: where it is, built first where it is not.
pub(crate) fn find(given: Option<&Path>) -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let program = given.map_or_else(|| root.join("target/release/zhaohuo"), Path::to_owned);
    if !program.exists() && given.is_none() {
        let mut cargo = Command::new("cargo");
        cargo
            .args(["build", "--release", "--bin", "zhaohuo"])
            .current_dir(&root);
        // Where this package is built is not where that one is looked for.
        cargo.env_remove("CARGO_TARGET_DIR");
        ensure!(cargo.status()?.success(), "zhaohuo cannot be built");
    }
    Ok(program.canonicalize()?)
}
