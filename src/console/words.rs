//! The words of staff. Chinese alone: the console is for those who run the hall.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::control::FlaggedPosting;
use crate::control::FoundPosting;
use crate::control::Reason;
use crate::count::Kind;
use crate::crash::SafeMode;
use crate::decision::Entry;
use crate::language::Language;
use crate::printing::PrinterState;
use crate::text::CleanText;
use crate::upkeep::Closure;
use crate::wording;

/// Of what is left out, in a line.
const LEFT_OUT_NAMED: usize = 3;

/// `  12  11-22 05:58 op1 撤下 卸车：写了限女性`
#[must_use]
pub fn entry(entry: &Entry, zone: &TimeZone) -> String {
    format!(
        "{:>4}  {} {} {}",
        entry.seq,
        day_and_clock(entry.at, zone),
        entry.who,
        step(entry)
    )
}

/// `撤下 卸车：写了限女性`
#[must_use]
pub fn step(entry: &Entry) -> String {
    let act = act(&entry.act);
    let what = match entry.undoes {
        Some(seq) => format!("{act}第 {seq} 条"),
        None => act.to_owned(),
    };
    format!("{what} {}{}", entry.title, said(entry))
}

/// `停用中：下午三点好`; nothing while the public may use it.
#[must_use]
pub fn closed(closure: Option<&Closure>) -> Option<String> {
    closure.map(|closure| match &closure.text {
        Some(text) => format!("停用中：{text}"),
        None => "停用中".to_owned(),
    })
}

/// That this start is in 安全模式, and what is otherwise in it.
#[must_use]
pub fn safe_mode(mode: SafeMode) -> &'static str {
    if mode.plain {
        "安全模式：一分钟里停了三次。打印、朗读没开，十分钟后更新；重启照常"
    } else {
        "安全模式：一分钟里停了三次"
    }
}

/// `先没放 1 个：482 736（程序停在它上面；没事了就恢复）`; nothing where none is left out.
#[must_use]
pub fn left_out(numbers: &[CleanText]) -> Option<String> {
    let named: Vec<String> = numbers.iter().take(LEFT_OUT_NAMED).map(number).collect();
    let more = if numbers.len() > named.len() { "……" } else { "" };
    let count = numbers.len();
    let said = format!(
        "先没放 {count} 个：{}{more}（程序停在它上面；没事了就恢复）",
        named.join("、")
    );
    (count > 0).then_some(said)
}

fn act(name: &str) -> &str {
    match name {
        "pin" => "置顶",
        "unpin" => "不置顶了",
        "hide" => "撤下",
        "unhide" => "恢复",
        "full" => "招满了",
        "reopen" => "又招人了",
        "remark" => "记一笔",
        "accept" => "照常公布",
        "add" => "登记急招",
        "notice" => "发通知",
        "import" => "从别的机器搬来",
        "leave-out" => "先没放（程序停在它上面）",
        "undo" => "撤销",
        other => other,
    }
}

/// What was said with this step, not with an older one.
fn said(entry: &Entry) -> String {
    let (before, after) = (&entry.before, &entry.after);
    let texts = [(&after.hidden, &before.hidden), (&after.remark, &before.remark)];
    let new = texts.into_iter().filter(|(after, before)| after != before);
    let said: Vec<&str> = new.filter_map(|(after, _)| after.as_deref()).collect();
    if said.is_empty() {
        String::new()
    } else {
        format!("：{}", said.join("；"))
    }
}

/// `撤下：写了限女性`, `置顶 招满了`: what is out of the ordinary with a posting.
#[must_use]
pub fn state(posting: &FoundPosting) -> String {
    let mut said = Vec::new();
    if let Some(reason) = &posting.hidden {
        said.push(format!("撤下：{reason}"));
    }
    if posting.held {
        said.push(HELD.to_owned());
    }
    if let Some(found) = found_by_checks(posting) {
        said.push(format!("要看：{found}"));
    }
    if posting.pinned {
        said.push("置顶".to_owned());
    }
    if posting.full {
        said.push("招满了".to_owned());
    }
    if let Some(remark) = &posting.remark {
        said.push(format!("记：{remark}"));
    }
    said.join(" ")
}

/// `限男女、收费`, of what nobody has looked at yet.
#[must_use]
pub fn found_by_checks(posting: &FoundPosting) -> Option<String> {
    let flags: Vec<&str> = posting.flags.iter().map(CleanText::as_str).collect();
    (!flags.is_empty()).then(|| flags.join("、"))
}

/// `482736  搬运工  230 元/天 当天结  今天 07:30 集合  海泊河家具城  置顶`
#[must_use]
pub fn found(posting: &FoundPosting) -> String {
    let state = state(posting);
    let parts = [
        posting.number.as_str(),
        &posting.title,
        &posting.pay,
        &posting.start,
        &posting.place,
        &state,
    ];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join("  ")
}

/// `482736  搬运工  某某公司  先不公布`, then a line for each rule, with all that it found and what it rests on.
#[must_use]
pub fn flagged(posting: &FlaggedPosting) -> Vec<String> {
    let held = if posting.held { HELD } else { "" };
    let employer = posting.employer.as_deref().unwrap_or_default();
    let parts = [posting.number.as_str(), &posting.title, employer, held];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut lines = vec![said.join("  ")];
    for of_rule in posting
        .findings
        .chunk_by(|a, b| (a.rule, &a.source) == (b.rule, &b.source))
    {
        let mark = if of_rule[0].holds { "▲" } else { " " };
        lines.push(format!("  {mark} {}  依据：{}", reason(of_rule), of_rule[0].source));
    }
    lines
}

/// How many postings wait for staff, and how many should be looked at.
#[must_use]
pub fn flags(held: usize, shown: usize) -> String {
    format!("{HELD}的 {held} 个，公布着、要看一眼的 {shown} 个")
}

/// What a posting that waits for staff is called.
pub const HELD: &str = "先不公布";

/// `限男女：要求：【限女】，40 岁以下`: all that one rule found.
fn reason(of_rule: &[Reason]) -> String {
    let language = Language::CHINESE;
    let said = of_rule
        .iter()
        .map(|it| wording::finding(it.field, it.marked.as_deref(), language));
    let said: Vec<String> = said.collect();
    format!("{}：{}", wording::rule(of_rule[0].rule, language), said.join("；"))
}

/// `限男女、收费`: what staff would say of it themselves.
#[must_use]
pub fn rules(posting: &FlaggedPosting) -> String {
    let rules = posting.findings.chunk_by(|a, b| a.rule == b.rule);
    let said = rules.map(|of_rule| wording::rule(of_rule[0].rule, Language::CHINESE));
    said.collect::<Vec<_>>().join("、")
}

/// The same of every rule in one line, the gravest first.
#[must_use]
pub fn reasons(posting: &FlaggedPosting) -> String {
    let rules = posting.findings.chunk_by(|a, b| a.rule == b.rule);
    rules.map(reason).collect::<Vec<_>>().join("；")
}

/// `482 736`: people read three digits at a time.
#[must_use]
pub fn number(digits: &CleanText) -> String {
    match digits.split_at_checked(3) {
        Some((left, right)) => format!("{left} {right}"),
        None => digits.to_string(),
    }
}

/// `11-22 05:58`
#[must_use]
pub fn day_and_clock(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%m-%d %H:%M").to_string()
}

/// In the place of a number below [`crate::count::SHOWN_MIN`].
pub const FEW: &str = "不到5";

/// What was counted.
#[must_use]
pub fn counted(kind: Kind) -> &'static str {
    match kind {
        Kind::Visit => "来人",
        Kind::View => "看活",
        Kind::Code => "亮码",
        Kind::Slip => "打印",
        Kind::NothingFound => "没搜到",
        Kind::Report => "说有问题",
        Kind::Call => "叫人",
    }
}

/// How the printer is, behind its name.
#[must_use]
pub fn printer(state: PrinterState) -> &'static str {
    match state {
        PrinterState::Missing => "没接上",
        PrinterState::Ready => "能用",
        PrinterState::Printing => "正在打",
        PrinterState::PaperOut => "没纸了",
        PrinterState::CoverOpen => "盖子没盖好",
        PrinterState::Offline => "打不了：看看卡没卡纸",
    }
}

/// `05:58`, and with its day where that is another one than `now`'s.
#[must_use]
pub fn clock(at: Timestamp, now: Timestamp, zone: &TimeZone) -> String {
    let (at, now) = (at.to_zoned(zone.clone()), now.to_zoned(zone.clone()));
    let form = if at.date() == now.date() {
        "%H:%M"
    } else {
        "%m-%d %H:%M"
    };
    at.strftime(form).to_string()
}

/// `3 分钟`, `2 小时`, `12 天`
#[must_use]
pub fn span(secs: i64) -> String {
    let minutes = secs.max(0) / 60;
    match minutes {
        0..60 => format!("{minutes} 分钟"),
        60..2_880 => format!("{} 小时", minutes / 60),
        _ => format!("{} 天", minutes / 1_440),
    }
}

/// `2 分钟`, `30 秒`: a setting.
#[must_use]
pub fn setting(time: Duration) -> String {
    let secs = time.as_secs();
    if secs.is_multiple_of(60) {
        format!("{} 分钟", secs / 60)
    } else {
        format!("{secs} 秒")
    }
}
