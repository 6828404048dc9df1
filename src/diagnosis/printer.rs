//! The slip printer.

use super::Check;
use super::Finding;
use crate::config::Target;
use crate::printing::PrinterState;
use crate::text::CleanText;

#[derive(Debug, Clone)]
pub struct PrinterFacts {
    pub target: Target,
    pub reached: Reached,
    /// What the running kiosk says of it, which has it open.
    pub kiosk_says: Option<PrinterState>,
    /// Of a device: the group that may use it, and whether this account is in it.
    pub group: Option<(CleanText, bool)>,
}

/// What came of opening it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reached {
    Answered(PrinterState),
    /// It is there, and cannot say how it is.
    Silent,
    Absent,
    Forbidden,
    /// Somebody else has it.
    Busy,
    Failed(CleanText),
}

/// Nothing where none is configured.
#[must_use]
pub fn printer(facts: Option<&PrinterFacts>) -> Vec<Finding> {
    let Some(facts) = facts else {
        return vec![Finding::note(
            Check::PrinterReach,
            "没设打印机",
            "要打小票，在设置里写 [printer] to",
        )];
    };
    let mut findings = vec![reach(facts)];
    let said = match &facts.reached {
        Reached::Answered(state) if facts.kiosk_says.is_none() => Some(*state),
        Reached::Answered(_)
        | Reached::Silent
        | Reached::Absent
        | Reached::Forbidden
        | Reached::Busy
        | Reached::Failed(_) => facts.kiosk_says,
    };
    findings.extend(said.map(state));
    findings.extend(facts.group.as_ref().map(|(group, is_in)| {
        if *is_in {
            Finding::ok(Check::PrinterGroup, format!("您的账号在 {group} 组里"))
        } else {
            Finding::note(
                Check::PrinterGroup,
                format!("您的账号不在 {group} 组里"),
                format!("找活自己的账号要在里头：服务里写着 SupplementaryGroups={group}"),
            )
        }
    }));
    findings
}

fn place(target: &Target) -> String {
    match target {
        Target::Device(path) | Target::File(path) => path.display().to_string(),
        Target::Tcp(address) => address.clone(),
        Target::Cups(queue) => format!("CUPS 队列 {queue}"),
    }
}

fn reach(facts: &PrinterFacts) -> Finding {
    let (check, place) = (Check::PrinterReach, place(&facts.target));
    let todo = match &facts.target {
        Target::Device(_) => "看电源和 USB 线；ls -l /dev/usb/",
        Target::Tcp(_) => "看电源和网线；ping 一下，端口多半是 9100",
        Target::Cups(_) => "lpstat -p 看队列；apt install cups-client",
        Target::File(_) => "看目录归谁、磁盘是不是只读",
    };
    match &facts.reached {
        Reached::Absent | Reached::Answered(PrinterState::Missing) => {
            Finding::error(check, format!("{place} 不在"), todo)
        }
        Reached::Answered(_) => Finding::ok(check, format!("{place} 连得上")),
        Reached::Silent => Finding::ok(
            check,
            format!("{place} 连得上，它不会说自己怎样；zhaohuo print --test 试一张"),
        ),
        Reached::Busy => Finding::ok(check, format!("{place} 在，正被找活占着")),
        Reached::Forbidden => Finding::note(
            check,
            format!("{place} 在，您的账号打不开"),
            "用 sudo 再看；找活自己的账号要在 lp 组里",
        ),
        Reached::Failed(why) => Finding::error(check, format!("{place} 连不上：{why}"), todo),
    }
}

fn state(state: PrinterState) -> Finding {
    let check = Check::PrinterState;
    match state {
        PrinterState::Ready => Finding::ok(check, "能打"),
        PrinterState::Printing => Finding::ok(check, "正在打"),
        PrinterState::Missing => Finding::error(check, "找活连不上它", "看电源和线"),
        PrinterState::PaperOut => Finding::error(check, "没纸了", "换一卷纸"),
        PrinterState::CoverOpen => Finding::error(check, "盖子开着", "盖上"),
        PrinterState::Offline => Finding::error(check, "它说自己打不了", "看切刀卡没卡、开关和指示灯"),
    }
}
