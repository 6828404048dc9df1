//! The store on its disk.

use super::Check;
use super::Finding;
use super::size;
use crate::text::CleanText;

/// A whole feed of 100,000 postings, its log and a damaged copy beside it take about so much; below it somebody should
/// look.
const ROOM_BYTES: u64 = 1024 * 1024 * 1024;
/// Below it the next large pull fails.
const ROOM_BYTES_MIN: u64 = 100 * 1024 * 1024;
/// The store is five files, the journal some more.
const INODES_MIN: u64 = 1_000;

#[derive(Debug, Clone)]
pub struct StoreFacts {
    pub folder: CleanText,
    /// Whose it is, and who asks.
    pub owner: Option<CleanText>,
    /// `None` where nothing was pulled yet.
    pub opened: Option<Result<(), CleanText>>,
    /// Each page was read.
    pub whole: Result<(), CleanText>,
    pub is_marked: bool,
    pub was_set_aside: bool,
    pub bytes: u64,
    pub rights: Rights,
    pub is_root: bool,
    pub room: Option<Room>,
    pub holder: Holder,
}

/// What this account may do in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    Nothing,
    Read,
    Write,
}

/// What is free on a disk for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Room {
    pub bytes: u64,
    /// `None` where the disk knows no such number.
    pub inodes: Option<u64>,
}

/// Who has the store open for writing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holder {
    Nobody,
    Process {
        id: CleanText,
        name: CleanText,
    },
    /// The kernel does not say.
    Unknown,
}

#[must_use]
pub fn store(facts: &StoreFacts) -> Vec<Finding> {
    let mut findings = vec![open(facts)];
    if facts.opened == Some(Ok(())) {
        findings.push(whole(facts));
    }
    if facts.was_set_aside {
        findings.push(Finding::note(
            Check::StoreAside,
            "旁边有一份坏过的数据 zhaohuo.db.damaged：坏过一次，已经换了新的",
            "看看磁盘：journalctl -k 里有没有 I/O error；没用了可以删掉它",
        ));
    }
    findings.push(writable(facts));
    findings.extend(facts.room.iter().flat_map(|room| [space(*room), inodes(*room)]));
    findings.push(holder(&facts.holder));
    findings
}

fn open(facts: &StoreFacts) -> Finding {
    let check = Check::StoreOpen;
    let folder = &facts.folder;
    match &facts.opened {
        _ if facts.rights == Rights::Nothing => Finding::note(
            check,
            format!("您的账号看不到 {folder} 里面"),
            "用 sudo 再看；sudo -u zhaohuo 也行",
        ),
        None => Finding::note(
            check,
            format!("{folder} 里还没有数据"),
            "开着找活等一会儿，或者运行 zhaohuo pull",
        ),
        Some(Ok(())) => Finding::ok(check, format!("{folder}，{}", size(facts.bytes))),
        Some(Err(why)) => Finding::error(check, why.as_str(), format!("用 sudo 再看一次；目录是 {folder}")),
    }
}

fn whole(facts: &StoreFacts) -> Finding {
    let check = Check::StoreWhole;
    match &facts.whole {
        Ok(()) if facts.is_marked => Finding::warning(
            check,
            "碰到过坏的地方，下次开起来时修",
            "systemctl restart kiosk，再看一次；也看看磁盘",
        ),
        Ok(()) => Finding::ok(check, "整个读了一遍，没有坏"),
        Err(why) => Finding::error(
            check,
            why.as_str(),
            "systemctl restart kiosk：坏的会另存，重新拉；还坏，就是磁盘坏了",
        ),
    }
}

fn writable(facts: &StoreFacts) -> Finding {
    let check = Check::StoreWritable;
    let owner = facts
        .owner
        .as_ref()
        .map_or(String::new(), |owner| format!("（目录是 {owner} 的）"));
    match (facts.rights == Rights::Write, facts.is_root) {
        (true, true) => Finding::ok(
            check,
            format!("磁盘能写{owner}；用 root 看的，别的账号能不能写看不出来"),
        ),
        (true, false) => Finding::ok(check, format!("您的账号能写{owner}")),
        (false, true) => Finding::error(
            check,
            format!("连 root 也写不了{owner}：磁盘是只读的"),
            "看 mount 和 journalctl -k；磁盘出错时系统会把它改成只读",
        ),
        (false, false) => Finding::note(
            check,
            format!("您的账号写不了{owner}"),
            "平常就是这样：写的是找活自己的账号。要查清楚，用 sudo 再看",
        ),
    }
}

fn space(room: Room) -> Finding {
    let check = Check::StoreSpace;
    let what = format!("磁盘还空 {}", size(room.bytes));
    let todo = "journalctl --vacuum-size=200M，apt clean；再看 du -xh / 里什么大";
    if room.bytes < ROOM_BYTES_MIN {
        Finding::error(check, what, todo)
    } else if room.bytes < ROOM_BYTES {
        Finding::warning(check, what, todo)
    } else {
        Finding::ok(check, what)
    }
}

fn inodes(room: Room) -> Finding {
    let check = Check::StoreInodes;
    match room.inodes {
        Some(left) if left < INODES_MIN => Finding::error(
            check,
            format!("磁盘上只能再放 {left} 个文件"),
            "有地方堆满了小文件：df -i 看是哪个磁盘",
        ),
        Some(left) => Finding::ok(check, format!("还能放 {left} 个文件")),
        None => Finding::ok(check, "这种磁盘不限文件个数"),
    }
}

fn holder(holder: &Holder) -> Finding {
    let check = Check::StoreHolder;
    match holder {
        Holder::Process { id, name } => Finding::ok(check, format!("{name}（进程 {id}）正在用")),
        Holder::Nobody => Finding::note(check, "没有谁正在用：找活没有开着", "该开着的话：systemctl start kiosk"),
        Holder::Unknown => Finding::note(check, "看不出谁在用", "systemctl status kiosk"),
    }
}
