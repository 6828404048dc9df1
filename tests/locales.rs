//! Every word in every language, and none that nobody says.

#![expect(clippy::disallowed_methods, reason = "the words are files")]

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

#[test]
fn all_locales_have_the_same_keys_and_the_same_blanks_to_fill() {
    let locales = locales();
    let (first, chinese) = locales
        .iter()
        .find(|(name, _)| *name == "zh-CN.yml")
        .expect("Chinese comes first");
    for (name, words) in &locales {
        for (key, word) in chinese {
            let other = words.get(key).unwrap_or_else(|| panic!("{name} lacks {key}"));
            let (mut here, mut there) = (blanks(word), blanks(other));
            // A language may name the month, or number it.
            for blanks in [&mut here, &mut there] {
                blanks.remove("month");
                blanks.remove("month_name");
            }
            assert_eq!(here, there, "{key} in {first} and {name}");
        }
        let extra: Vec<_> = words.keys().filter(|key| !chinese.contains_key(*key)).collect();
        assert!(extra.is_empty(), "{name} has {extra:?}, which {first} has not");
    }
}

#[test]
fn every_word_that_the_source_says_exists_and_every_word_is_said() {
    let mut said = BTreeSet::new();
    for source in sources(Path::new("src")) {
        // The key is the first string after each `word!(`.
        for call in source.split("word!(").skip(1) {
            let key = call.split('"').nth(1).expect("a key");
            said.insert(key.to_owned());
        }
    }
    // The example in the macro's own documentation.
    said.remove("list.title");
    let known: BTreeSet<String> = locales()["zh-CN.yml"].keys().cloned().collect();
    let missing: Vec<_> = said.difference(&known).collect();
    let unsaid: Vec<_> = known.difference(&said).collect();
    assert!(
        missing.is_empty() && unsaid.is_empty(),
        "in no locale: {missing:?}; never said: {unsaid:?}"
    );
}

#[test]
fn no_line_of_chinese_is_longer_than_forty_characters() {
    for (key, word) in &locales()["zh-CN.yml"] {
        // What fills a blank is as long as it is; the name of the blank is not said.
        let said: usize = word
            .split("%{")
            .map(|part| part.split_once('}').map_or(part, |(_, rest)| rest).chars().count())
            .sum();
        assert!(said <= 40, "{key}: {word}");
    }
}

/// The keys of each file, joined by dots.
fn locales() -> BTreeMap<String, BTreeMap<String, String>> {
    let files = fs::read_dir("locales").expect("locales/");
    let read = files.map(|file| {
        let path = file.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, flatten(&fs::read_to_string(&path).expect("a locale")))
    });
    read.collect()
}

/// The files are one or two levels of `key: text`; anything else fails here.
fn flatten(yaml: &str) -> BTreeMap<String, String> {
    let mut words = BTreeMap::new();
    let mut parent = String::new();
    for line in yaml
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('_'))
    {
        let (key, text) = line.split_once(':').unwrap_or_else(|| panic!("no key in {line:?}"));
        let text = text.trim().trim_matches('"');
        match (key.strip_prefix("  "), text.is_empty()) {
            (None, true) => key.clone_into(&mut parent),
            (None, false) => drop(words.insert(key.to_owned(), text.to_owned())),
            (Some(key), _) => drop(words.insert(format!("{parent}.{key}"), text.to_owned())),
        }
    }
    words
}

fn blanks(word: &str) -> BTreeSet<String> {
    word.split("%{")
        .skip(1)
        .filter_map(|rest| rest.split_once('}'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn sources(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src/") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else {
            found.push(fs::read_to_string(&path).expect("a source file"));
        }
    }
    found
}
