//! All that was found, as it is told.

use serde_json::Value;
use serde_json::json;

use super::Check;
use super::Finding;
use super::Level;
use super::Versions;
use crate::text::cells;
use crate::text::wrap;

/// Behind the word for a level.
const INDENT: usize = 8;

#[derive(Debug, Clone, Default)]
pub struct Report {
    pub findings: Vec<Finding>,
    pub versions: Versions,
}

impl Report {
    #[must_use]
    pub fn worst(&self) -> Level {
        self.findings
            .iter()
            .map(|finding| finding.level)
            .max()
            .unwrap_or(Level::Ok)
    }

    /// The configuration is wrong, whatever else is.
    #[must_use]
    pub fn is_misconfigured(&self) -> bool {
        let wrong = |finding: &Finding| finding.check == Check::ConfigFile && finding.level == Level::Error;
        self.findings.iter().any(wrong)
    }

    /// For people, a heading before each part, and what to do below what is; each line at most so many cells wide.
    #[must_use]
    pub fn lines(&self, columns: usize) -> Vec<String> {
        let mut lines = Vec::new();
        let mut section = "";
        for finding in &self.findings {
            if finding.check.section() != section {
                section = finding.check.section();
                lines.extend([String::new(), section.to_owned()]);
            }
            let about = finding
                .about
                .as_ref()
                .map_or(String::new(), |about| format!("{about}："));
            let what = format!("{about}{}（{}）", finding.what, finding.check.id());
            lines.extend(hung(&format!("  {}  ", finding.level.word()), &what, columns));
            if let Some(todo) = &finding.todo {
                lines.extend(hung(&" ".repeat(INDENT), &format!("办法：{todo}"), columns));
            }
        }
        let versions = self.versions.iter().map(|(package, version)| {
            let version = version.as_ref().map_or("没装", |version| version.as_str());
            format!("{package} {version}")
        });
        lines.push(String::new());
        lines.extend(hung("版本：", &versions.collect::<Vec<_>>().join("，"), columns));
        lines.push(self.summary());
        lines
    }

    fn summary(&self) -> String {
        let count = |level| self.findings.iter().filter(|finding| finding.level == level).count();
        let [ok, notes, warnings, errors] = [Level::Ok, Level::Note, Level::Warning, Level::Error].map(count);
        format!(
            "看了 {} 项：{ok} 项正常，{notes} 项说明，{warnings} 项要注意，{errors} 项出错",
            self.findings.len()
        )
    }

    /// For a console without Chinese, of 25 rows that nobody can turn back: which checks are not as they should be.
    #[must_use]
    pub fn ascii_lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for level in [Level::Note, Level::Warning, Level::Error] {
            for finding in self.findings.iter().filter(|finding| finding.level == level) {
                let (level, check) = (level.code(), finding.check);
                lines.push(format!("{level:<8} {:<16} {}", check.id(), check.question()));
            }
        }
        let ok = self
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Ok)
            .count();
        lines.push(format!(
            "and {ok} checks are ok. What was found is said in Chinese, not here: run"
        ));
        lines.push("zhaohuo doctor over SSH, or read the file of: zhaohuo doctor > FILE".to_owned());
        lines
    }

    /// For scripts.
    #[must_use]
    pub fn json(&self) -> Value {
        let findings = self.findings.iter().map(|finding| {
            json!({
                "id": finding.check.id(),
                "level": finding.level.code(),
                "about": finding.about,
                "what": finding.what,
                "todo": finding.todo,
            })
        });
        json!({
            "worst": self.worst().code(),
            "findings": findings.collect::<Vec<_>>(),
            "versions": self.versions,
        })
    }
}

/// A text behind its beginning, and its further lines as far in.
fn hung(beginning: &str, text: &str, columns: usize) -> Vec<String> {
    let indent = cells(beginning);
    let rows = wrap(text, columns.saturating_sub(indent));
    let mut lines: Vec<String> = rows.iter().map(|row| format!("{}{row}", " ".repeat(indent))).collect();
    if let Some(first) = lines.first_mut() {
        first.replace_range(..indent, beginning);
    }
    lines
}
