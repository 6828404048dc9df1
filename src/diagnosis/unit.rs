//! What systemd says of kiosk.service.

use super::Check;
use super::Finding;
use crate::text::CleanText;

/// Restarts since the machine started, above which something is wrong: an upgrade and a monitor that was late are two.
const RESTARTS_MAX: u64 = 5;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manager {
    /// Process 1 is no systemd, or it does not answer.
    Absent,
    Answered(UnitFacts),
}

/// `systemctl show`, as far as it was said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnitFacts {
    /// `loaded`, `not-found` …
    pub load: String,
    /// `enabled`, `disabled` …
    pub file: String,
    /// `active`, `failed` …
    pub active: String,
    pub restarts: Option<u64>,
    /// `20s`; `infinity` or 0 where nobody watches.
    pub watchdog: String,
    pub status: Option<CleanText>,
}

impl UnitFacts {
    /// Of lines `Name=value`.
    #[must_use]
    pub fn parse(shown: &str) -> Self {
        let value = |name: &str| {
            let found = shown
                .lines()
                .find_map(|line| line.strip_prefix(name)?.strip_prefix('='));
            found.unwrap_or_default().to_owned()
        };
        Self {
            load: value("LoadState"),
            file: value("UnitFileState"),
            active: value("ActiveState"),
            restarts: value("NRestarts").parse().ok(),
            watchdog: value("WatchdogUSec"),
            status: CleanText::line(&value("StatusText")),
        }
    }
}

#[must_use]
pub fn unit(manager: &Manager) -> Vec<Finding> {
    let facts = match manager {
        Manager::Answered(facts) => facts,
        Manager::Absent => {
            return vec![Finding::note(
                Check::UnitInstalled,
                "这里没有 systemd 可问",
                "容器里就是这样；机器上的话，看 PID 1 是什么",
            )];
        }
    };
    if facts.load != "loaded" {
        return vec![Finding::note(
            Check::UnitInstalled,
            format!("没装 kiosk.service（{}）", facts.load),
            "要开机就放：装 zhaohuo 的 .deb，再 systemctl enable --now kiosk",
        )];
    }
    vec![installed(facts), active(facts), restarts(facts), watchdog(facts)]
}

fn installed(facts: &UnitFacts) -> Finding {
    let check = Check::UnitInstalled;
    if facts.file.starts_with("enabled") {
        Finding::ok(check, "kiosk.service 装了，开机自己起")
    } else {
        Finding::warning(
            check,
            format!("kiosk.service 装了，可是开机不会自己起（{}）", facts.file),
            "systemctl enable kiosk",
        )
    }
}

fn active(facts: &UnitFacts) -> Finding {
    let check = Check::UnitActive;
    let said = facts
        .status
        .as_ref()
        .map_or(String::new(), |status| format!("：{status}"));
    match facts.active.as_str() {
        "active" => Finding::ok(check, format!("开着{said}")),
        "activating" => Finding::warning(
            check,
            format!("正在起，还没好{said}"),
            "等一分钟再看；还这样，看 journalctl -u kiosk",
        ),
        other => Finding::error(
            check,
            format!("没有开着（{other}）"),
            "systemctl start kiosk；起不来，看 journalctl -u kiosk",
        ),
    }
}

fn restarts(facts: &UnitFacts) -> Finding {
    let check = Check::UnitRestarts;
    match facts.restarts {
        Some(count) if count > RESTARTS_MAX => Finding::warning(
            check,
            format!("自己重起过 {count} 次"),
            "看 journalctl -u kiosk 里为什么",
        ),
        Some(count) => Finding::ok(check, format!("自己重起过 {count} 次")),
        None => Finding::note(check, "systemd 不说重起过几次", "看 journalctl -u kiosk"),
    }
}

fn watchdog(facts: &UnitFacts) -> Finding {
    let check = Check::UnitWatchdog;
    if matches!(facts.watchdog.as_str(), "" | "0" | "infinity") {
        Finding::warning(
            check,
            "没有看门狗：卡住了没人重起它",
            "服务里要有 WatchdogSec=，照 kiosk.service",
        )
    } else {
        Finding::ok(check, format!("卡住 {} 就重起", facts.watchdog))
    }
}
