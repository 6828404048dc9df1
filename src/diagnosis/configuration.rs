//! The configuration file, and the copy of the last good one.

use super::Check;
use super::Finding;
use crate::config::Fault;
use crate::text::CleanText;

#[derive(Debug, Clone)]
pub struct ConfigurationFacts {
    /// `None` where there is none.
    pub file: Option<CleanText>,
    /// What is wrong with it.
    pub fault: Option<Fault>,
    /// The copy is there, and is good.
    pub has_copy: bool,
    /// This account may not read the file.
    pub is_forbidden: bool,
    /// No feed is named; `None` where no configuration was understood.
    pub demonstration: Option<bool>,
}

#[must_use]
pub fn configuration(facts: &ConfigurationFacts) -> Vec<Finding> {
    let mut findings = vec![file(facts)];
    findings.extend(copy(facts));
    findings.extend(facts.demonstration.map(|is_one| {
        if is_one {
            let todo = "在设置里写 [[feed]] 和 url：设置文件里有样子";
            Finding::warning(Check::FeedConfigured, "没设数据源，放的是编的示例数据", todo)
        } else {
            Finding::ok(Check::FeedConfigured, "设了数据源")
        }
    }));
    findings
}

fn file(facts: &ConfigurationFacts) -> Finding {
    let check = Check::ConfigFile;
    match (&facts.file, &facts.fault) {
        (Some(path), _) if facts.is_forbidden => Finding::warning(
            check,
            format!("您的账号读不了 {path}，下面看的是平常的设置"),
            "用 sudo 再运行一次",
        ),
        (Some(path), Some(fault)) => {
            let line = fault.line.map_or(String::new(), |line| format!("第 {line} 行"));
            let key = fault.key.as_ref().map_or(String::new(), |key| format!("（{key}）"));
            Finding::error(
                check,
                format!("{path} {line}{key}有错：{}", fault.reason),
                if facts.has_copy {
                    "改好它；改好之前，找活用上次好的那份"
                } else {
                    "改好它；改好之前，找活开不了"
                },
            )
        }
        (Some(path), None) => Finding::ok(check, format!("{path} 没有错")),
        (None, Some(fault)) => Finding::error(check, format!("命令行里有错：{}", fault.reason), "zhaohuo --help"),
        (None, None) => Finding::note(check, "没有设置文件，都用平常的", "要设，写 /etc/zhaohuo/config.toml"),
    }
}

fn copy(facts: &ConfigurationFacts) -> Option<Finding> {
    let check = Check::ConfigCopy;
    facts.file.as_ref()?;
    Some(if facts.has_copy {
        Finding::ok(check, "存着一份上次好的设置")
    } else {
        Finding::note(
            check,
            "还没存过好的设置，或者您的账号看不到",
            "不用管：找活下次开起来就存",
        )
    })
}
