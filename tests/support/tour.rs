//! The way through the screens of a kiosk, for those who make pictures of them.

#![allow(unreachable_pub, reason = "a kit for other files")]

/// Goes back as `0` does; the same key twice within 0.3 s would be taken for a bounce.
pub const LEFT: &str = "\x1b[D";

/// What is no list of postings: its name, its title, the keys that lead there from the first page, and what it says.
pub const TOUR: [(&str, &str, &[&str], &str); 25] = [
    ("number", "输编号", &["\r", "48"], "█ █"),
    ("filter", "筛选", &["3", "7"], "筛选 ·"),
    ("choices", "筛选：地方", &["3", "7", "1"], "筛选 · 地方"),
    ("sort", "排序", &["3", "8"], "每小时钱多的在前"),
    ("report", "这活有问题", &["1", "1", "4"], "哪儿不对"),
    ("pay", "这个活的工钱和别的比", &["2", "1", "6"], "工资参考 ·"),
    ("training", "学技能", &["4"], "开课"),
    ("course", "一个培训班", &["4", "1"], "学什么"),
    ("services", "政策和服务", &["5"], "答几个问题"),
    ("questions", "看看能领什么：五个问题", &["5", "1"], "第 1 问"),
    (
        "may-apply",
        "看看能领什么：答完",
        &["5", "1", "2", "1", "2", "1", "2"],
        "可能能领",
    ),
    ("service", "一样服务", &["5", "2", "1"], "谁能办"),
    ("wages", "工资参考", &["6"], "来源："),
    ("wage", "一个工种的工资", &["6", "1"], "一个月：偏低"),
    ("stations", "附近服务站", &["7"], "再远一点的"),
    ("station", "一个服务站", &["7", "2"], "上级"),
    ("rights", "遇事找谁", &["8"], "欠工钱"),
    ("right", "欠工钱怎么办", &["8", "1"], "记下来"),
    ("more", "更多", &["+"], "带娃友好"),
    ("events", "招聘会", &["+", "1"], "招聘会"),
    ("notices", "公告", &["+", "2"], "公告"),
    ("help", "叫工作人员", &["/"], "不问名字"),
    ("ticket", "叫了工作人员", &["/", "1"], "就在这儿等"),
    ("languages", "语言", &["*"], "English"),
    // Last: it stays so for the whole visit.
    ("large", "大字", &["1", "."], "小字"),
];
