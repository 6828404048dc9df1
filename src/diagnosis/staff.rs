//! How staff reach the kiosk, and what speaks.

use super::Check;
use super::Finding;
use crate::text::CleanText;

#[derive(Debug, Clone)]
pub struct StaffFacts {
    pub socket: CleanText,
    pub called: Called,
    /// `zhaohuo-staff` is on this machine.
    pub group_exists: bool,
    pub is_root: bool,
    /// This account is in it.
    pub is_member: bool,
    /// The program that is to speak, and whether it is installed.
    pub speech: Option<(&'static str, bool)>,
}

/// What came of asking the running kiosk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Called {
    Answered,
    /// There is no socket.
    Absent,
    /// There is one, and nobody behind it.
    Deaf,
    Forbidden,
    Failed(CleanText),
}

#[must_use]
pub fn staff(facts: &StaffFacts) -> Vec<Finding> {
    let mut findings = vec![socket(facts), group(facts)];
    if facts.group_exists && !facts.is_root {
        findings.push(if facts.is_member {
            Finding::ok(Check::StaffMember, "您的账号在 zhaohuo-staff 组里")
        } else {
            Finding::note(
                Check::StaffMember,
                "您的账号不在 zhaohuo-staff 组里，用不了 zhaohuo staff",
                "该能用的话：sudo usermod -aG zhaohuo-staff 账号，再登录一次",
            )
        });
    }
    findings.extend(facts.speech.map(|(program, is_there)| {
        if is_there {
            Finding::ok(Check::SpeechProgram, format!("{program} 装了"))
        } else {
            let package = if program == "spd-say" {
                "speech-dispatcher"
            } else {
                program
            };
            Finding::error(
                Check::SpeechProgram,
                format!("设了用 {program} 念，可是没装"),
                format!("apt install {package}，再 systemctl restart kiosk"),
            )
        }
    }));
    findings
}

fn socket(facts: &StaffFacts) -> Finding {
    let (check, path) = (Check::StaffSocket, &facts.socket);
    let start = "该开着的话：systemctl start kiosk";
    match &facts.called {
        Called::Answered => Finding::ok(check, format!("找活开着，{path} 有回答")),
        Called::Absent => Finding::note(check, format!("没有 {path}：找活没有开着"), start),
        Called::Deaf => Finding::warning(check, format!("{path} 在，没人听：找活停了"), start),
        Called::Forbidden => Finding::note(
            check,
            format!("您的账号连不上 {path}"),
            "用 sudo 再看，或者把账号加进 zhaohuo-staff 组",
        ),
        Called::Failed(why) => Finding::error(
            check,
            format!("{path} 不回答：{why}"),
            "找活可能卡住了：systemctl restart kiosk",
        ),
    }
}

fn group(facts: &StaffFacts) -> Finding {
    let check = Check::StaffGroup;
    if facts.group_exists {
        Finding::ok(check, "有 zhaohuo-staff 组")
    } else {
        Finding::warning(
            check,
            "没有 zhaohuo-staff 组：除了 root，谁也用不了 zhaohuo staff",
            "groupadd --system zhaohuo-staff，再 systemctl restart kiosk",
        )
    }
}
