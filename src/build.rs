//! Rebuilds when a locale changes, and tells the program when it was built.

#![expect(
    clippy::disallowed_methods,
    reason = "this runs when the program is built, not in it"
)]

use std::time::SystemTime;
use std::time::UNIX_EPOCH;

fn main() {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-env-changed=SOURCE_DATE_EPOCH");
    // A reproducible build sets this (reproducible-builds.org/specs/source-date-epoch).
    let built_at = std::env::var("SOURCE_DATE_EPOCH").unwrap_or_else(|_| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        since.as_secs().to_string()
    });
    println!("cargo::rustc-env=ZHAOHUO_BUILT_AT_UNIX={built_at}");
}
