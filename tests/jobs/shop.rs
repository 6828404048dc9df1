//! The demonstration in a store of its own, and what `zhaohuo jobs` says of it.

use std::collections::BTreeSet;
use std::fs;
use std::process::Output;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use tempfile::TempDir;

use crate::shell::complained;
use crate::shell::said;
use crate::shell::serve;
use crate::shell::zhaohuo;

/// The demonstration, pulled once for all tests: they only read.
pub(crate) struct Shop {
    pub(crate) data: TempDir,
    /// Names the feed, and where the kiosk stands.
    config: String,
    /// What was pulled.
    pub(crate) items: Vec<Value>,
    pub(crate) postings: Vec<Value>,
}

pub(crate) static SHOP: LazyLock<Shop> = LazyLock::new(|| {
    let data = TempDir::new().unwrap();
    let file = data.path().join("feed.ndjson");
    let made = zhaohuo(&data, &["demo-feed", "--out", file.to_str().unwrap()]);
    assert!(made.status.success(), "{}", complained(&made));
    let feed = fs::read_to_string(file).unwrap();
    let mut items: Vec<Value> = feed
        .lines()
        .skip(1)
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for element in &mut items {
        keep_still(&mut element["item"]);
    }
    let lines: Vec<String> = items.iter().map(Value::to_string).collect();
    let url = serve(lines.join("\n"));
    let config = data.path().join("config.toml").to_str().unwrap().to_owned();
    let station = "[station]\nname = \"海泊河零工市场\"\nlatitude = 36.0935\nlongitude = 120.3577";
    // What the demonstration has for staff to look at is looked for too.
    let screening = "[screening]\nhold = []";
    fs::write(&config, format!("[[feed]]\nurl = \"{url}\"\n{station}\n{screening}\n")).unwrap();
    let pulled = zhaohuo(&data, &["pull", "--config", &config]);
    assert!(pulled.status.success(), "{}", complained(&pulled));
    let postings = serde_json::from_str(&said(&zhaohuo(&data, &["jobs", "--json", "--config", &config]))).unwrap();
    Shop {
        data,
        config,
        items,
        postings,
    }
});

/// Nothing about it changes before midnight: a test must not end otherwise because a quarter of an hour has struck.
fn keep_still(item: &mut Value) {
    let today = today().to_string();
    let fields = item.as_object_mut().unwrap();
    fields.remove("validThrough");
    if fields
        .get("zh:meetAt")
        .is_some_and(|meet| meet.to_string().contains(&today))
    {
        fields.remove("zh:meetAt");
    }
    if let Some(Value::String(start)) = fields.get_mut("jobStartDate") {
        start.truncate(today.len());
    }
}

pub(crate) fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

pub(crate) fn today() -> Date {
    Timestamp::now().to_zoned(zone()).date()
}

pub(crate) fn called(arguments: &[&str]) -> Output {
    zhaohuo(&SHOP.data, &[&["--config", &SHOP.config], arguments].concat())
}

/// With a configuration that says this too.
pub(crate) fn called_with(more: &str, arguments: &[&str]) -> Output {
    let longer = fs::read_to_string(&SHOP.config).unwrap() + more;
    let config = SHOP.data.path().join("longer.toml");
    fs::write(&config, longer).unwrap();
    zhaohuo(
        &SHOP.data,
        &[&["--config", config.to_str().unwrap()], arguments].concat(),
    )
}

pub(crate) fn jobs(arguments: &[&str]) -> Output {
    let output = called(&[&["jobs"], arguments].concat());
    assert!(output.status.success(), "{arguments:?}: {}", complained(&output));
    output
}

pub(crate) fn json(arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&said(&jobs(&[arguments, &["--json"]].concat()))).unwrap()
}

pub(crate) fn count(arguments: &[&str]) -> usize {
    said(&jobs(&[arguments, &["--count"]].concat())).trim().parse().unwrap()
}

pub(crate) fn ids<'a>(postings: impl IntoIterator<Item = &'a Value>) -> BTreeSet<&'a str> {
    postings.into_iter().map(|it| it["id"].as_str().unwrap()).collect()
}
