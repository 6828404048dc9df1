//! The text format 0.0.4 of Prometheus, as its documentation has it: what is not so panics.

use std::collections::BTreeMap;
use std::collections::HashSet;

/// Every series by its name and labels as they stand, `zhaohuo_today{kind="visit"}`, with its value.
#[derive(Debug, Clone)]
pub(crate) struct Exposition(pub(crate) BTreeMap<String, f64>);

impl Exposition {
    pub(crate) fn read(text: &str) -> Self {
        assert!(text.ends_with('\n'), "half a line:\n{text}");
        let mut series = BTreeMap::new();
        let (mut helped, mut seen) = (HashSet::new(), HashSet::new());
        let mut family = (String::new(), String::new());
        for line in text.lines() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, words) = help.split_once(' ').unwrap();
                assert!(is_name(name) && words.len() > 5, "{line}");
                assert!(helped.insert(name.to_owned()), "twice: {line}");
            } else if let Some(kind) = line.strip_prefix("# TYPE ") {
                let (name, kind) = kind.split_once(' ').unwrap();
                assert!(["counter", "gauge", "histogram"].contains(&kind), "{line}");
                assert_eq!(kind == "counter", name.ends_with("_total"), "{line}");
                assert!(helped.contains(name) && seen.insert(name.to_owned()), "{line}");
                family = (name.to_owned(), kind.to_owned());
            } else {
                let (name_and_labels, value) = sample(line);
                let name = name_and_labels.split('{').next().unwrap();
                let parts = ["_bucket", "_sum", "_count"].map(|part| format!("{}{part}", family.0));
                let belongs = if family.1 == "histogram" {
                    parts.iter().any(|part| part == name)
                } else {
                    name == family.0
                };
                assert!(belongs && name.starts_with("zhaohuo_"), "{line} below {family:?}");
                assert!(
                    series.insert(name_and_labels.to_owned(), value).is_none(),
                    "twice: {line}"
                );
            }
        }
        assert!(seen.len() > 5, "{text}");
        Self(series)
    }

    #[track_caller]
    pub(crate) fn value(&self, series: &str) -> f64 {
        *self.0.get(series).unwrap_or_else(|| panic!("no {series} in {self:#?}"))
    }

    /// The buckets of a histogram, which must not fall, and end in its count.
    #[track_caller]
    pub(crate) fn observed(&self, histogram: &str) -> f64 {
        let buckets = self.0.iter().filter_map(|(name, value)| {
            let bound = name
                .strip_prefix(&format!("{histogram}_bucket{{le=\""))?
                .strip_suffix("\"}")?;
            let bound = if bound == "+Inf" {
                f64::INFINITY
            } else {
                bound.parse().unwrap()
            };
            Some((bound, *value))
        });
        let mut buckets: Vec<(f64, f64)> = buckets.collect();
        buckets.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(
            buckets.len() > 3 && buckets.is_sorted_by(|a, b| a.1 <= b.1),
            "{buckets:?}"
        );
        let (bound, count) = *buckets.last().unwrap();
        assert!(bound.is_infinite() && count.to_bits() == self.value(&format!("{histogram}_count")).to_bits());
        assert!(self.value(&format!("{histogram}_sum")) >= 0.0);
        count
    }
}

/// `name{label="value",…} 1.5`, without a timestamp, which the collector refuses.
fn sample(line: &str) -> (&str, f64) {
    let end = match line.find('{') {
        Some(open) => labels_end(line, open + 1),
        None => line.find(' ').unwrap(),
    };
    let (series, value) = line.split_at(end);
    assert!(is_name(series.split('{').next().unwrap()), "{line}");
    let value = value.strip_prefix(' ').unwrap_or_else(|| panic!("{line}"));
    (series, value.parse().unwrap_or_else(|_| panic!("{line}")))
}

/// Behind the bracket that closes what begins at `at`.
fn labels_end(line: &str, mut at: usize) -> usize {
    loop {
        let (name, _) = line[at..].split_once("=\"").unwrap_or_else(|| panic!("{line}"));
        assert!(is_name(name) && !name.contains(':'), "{line}");
        at += name.len() + 2;
        let mut value = line[at..].char_indices();
        let quote = loop {
            match value.next() {
                Some((offset, '"')) => break offset,
                Some((_, '\\')) => assert!(value.next().is_some_and(|(_, c)| "\\\"n".contains(c)), "{line}"),
                Some(_) => {}
                None => panic!("{line}"),
            }
        };
        at += quote + 1;
        match &line[at..=at] {
            "," => at += 1,
            "}" => return at + 1,
            other => panic!("{other} in {line}"),
        }
    }
}

fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == ':';
    !name.is_empty() && name.chars().all(fits) && !name.starts_with(|c: char| c.is_ascii_digit())
}
