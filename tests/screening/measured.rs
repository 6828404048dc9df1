//! Texts with what a person says of them, against what the rules say.

#![expect(clippy::disallowed_methods, reason = "the texts and the tables are files")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use zhaohuo::screening::Finding;
use zhaohuo::screening::Rule;

use super::Desk;

/// The rules that go by words, as the texts are labelled with them.
const BY_WORDS: [Rule; 8] = [
    Rule::Sex,
    Rule::Ethnicity,
    Rule::Religion,
    Rule::Household,
    Rule::Fee,
    Rule::Contact,
    Rule::Promise,
    Rule::Stale,
];
/// Of what is to be found so much is found, and of what is found so much is to be: on texts written with the rules …
const OWN_FLOOR: f64 = 0.9;
/// … and on those of somebody who had not seen them.
const BLIND_FLOOR: f64 = 0.7;

struct Labelled {
    labels: BTreeSet<Rule>,
    text: String,
}

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    missed: usize,
    false_alarms: usize,
}

/// What the rules made of one file.
struct Measured {
    name: String,
    texts: usize,
    harmless: usize,
    /// Texts that nothing is to be found in, and something is.
    alarmed: usize,
    counts: [Count; BY_WORDS.len()],
    mistakes: Vec<String>,
}

#[test]
fn the_rules_find_what_people_find_and_little_else() {
    let mut written = Vec::new();
    for path in files() {
        let measured = measure(&path);
        let table = measured.table();
        println!("{table}");
        for mistake in &measured.mistakes {
            println!("{mistake}");
        }
        let floor = if measured.name.starts_with("blind") {
            BLIND_FLOOR
        } else {
            OWN_FLOOR
        };
        let all = measured.all();
        assert!(all.recall() >= floor && all.precision() >= floor, "{table}");
        written.push(table);
    }
    let page = Path::new("docs/screening.md");
    if let Some(folder) = std::env::var_os("ZHAOHUO_DOCS") {
        let page = Path::new(&folder).join("screening.md");
        fs::write(&page, with_tables(&fs::read_to_string(&page).unwrap(), &written)).unwrap();
    }
    let text = fs::read_to_string(page).unwrap();
    for table in written {
        assert!(
            text.contains(&table),
            "docs/screening.md has another table than\n{table}"
        );
    }
}

#[test]
fn there_are_enough_texts_and_half_of_them_are_harmless() {
    let measured = measure(Path::new("tests/screening/own.tsv"));
    assert!(measured.texts >= 200, "{}", measured.texts);
    assert!(measured.harmless * 5 >= measured.texts * 2, "{}", measured.harmless);
}

/// The page up to its first table, and the tables after it.
fn with_tables(page: &str, tables: &[String]) -> String {
    let head = page.split("\n### ").next().unwrap_or_default();
    format!("{}\n\n{}", head.trim_end(), tables.join("\n"))
}

fn files() -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir("tests/screening").unwrap();
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
    paths.sort();
    paths
}

fn read(path: &Path) -> Vec<Labelled> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let labelled = lines.map(|line| {
        let (labels, text) = line.split_once('\t').unwrap_or_else(|| panic!("no tab: {line}"));
        let labels = labels.split(',').map(str::trim).filter(|label| *label != "-");
        Labelled {
            labels: labels
                .map(|label| Rule::of(label).unwrap_or_else(|| panic!("no rule {label}: {line}")))
                .collect(),
            text: text.to_owned(),
        }
    });
    labelled.collect()
}

fn measure(path: &Path) -> Measured {
    let desk = Desk::new();
    let texts = read(path);
    let mut measured = Measured {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        texts: texts.len(),
        harmless: texts.iter().filter(|it| it.labels.is_empty()).count(),
        alarmed: 0,
        counts: [Count::default(); BY_WORDS.len()],
        mistakes: Vec::new(),
    };
    for Labelled { labels, text } in texts {
        let findings = desk.read(&text);
        let found: BTreeSet<Rule> = findings.iter().map(|finding| finding.rule).collect();
        measured.alarmed += usize::from(labels.is_empty() && !found.is_empty());
        for (count, rule) in measured.counts.iter_mut().zip(BY_WORDS) {
            match (labels.contains(&rule), found.contains(&rule)) {
                (true, true) => count.right += 1,
                (true, false) => {
                    count.missed += 1;
                    measured.mistakes.push(format!("missed {}: {text}", rule.code()));
                }
                (false, true) => {
                    count.false_alarms += 1;
                    let marked = findings.iter().filter(|it| it.rule == rule).find_map(Finding::marked);
                    let marked = marked.unwrap_or_default();
                    measured
                        .mistakes
                        .push(format!("false alarm {}: {text} ({marked})", rule.code()));
                }
                (false, false) => {}
            }
        }
    }
    measured
}

impl Measured {
    fn all(&self) -> Count {
        let mut all = Count::default();
        for count in self.counts {
            all.right += count.right;
            all.missed += count.missed;
            all.false_alarms += count.false_alarms;
        }
        all
    }

    fn table(&self) -> String {
        let mut table = format!(
            "### {}\n\n{} texts, {} of them harmless; {} of the harmless raise a false alarm.\n\n",
            self.name, self.texts, self.harmless, self.alarmed
        );
        table.push_str("| rule | right | missed | false alarms | recall | precision |\n| --- | ---: | ---: | ---: | ---: | ---: |\n");
        let counts = BY_WORDS.iter().map(|rule| rule.code()).zip(self.counts);
        for (name, count) in counts.chain([("all", self.all())]) {
            let Count {
                right,
                missed,
                false_alarms,
            } = count;
            let (recall, precision) = (count.recall() * 100.0, count.precision() * 100.0);
            writeln!(
                table,
                "| {name} | {right} | {missed} | {false_alarms} | {recall:.0} % | {precision:.0} % |"
            )
            .unwrap();
        }
        table
    }
}

impl Count {
    fn recall(self) -> f64 {
        share(self.right, self.missed)
    }

    fn precision(self) -> f64 {
        share(self.right, self.false_alarms)
    }
}

/// All, where there was nothing to get wrong.
#[expect(clippy::cast_precision_loss, reason = "a few hundred texts")]
fn share(right: usize, wrong: usize) -> f64 {
    if wrong == 0 {
        1.0
    } else {
        right as f64 / (right + wrong) as f64
    }
}
