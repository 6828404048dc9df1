//! An answer of the kiosk, as a person reads it.

use serde_json::Value;

use crate::config::Hall;
use crate::console::sheet;
use crate::console::words;
use crate::control::FlaggedPostings;
use crate::control::Found;
use crate::control::Request;
use crate::crash::SafeMode;
use crate::decision::Entry;
use crate::language::Language;
use crate::text::CleanText;
use crate::text::clean_row;
use crate::upkeep::Closure;
use crate::wording;

/// The lines to print. What a kiosk of another build left out is left out.
pub(super) fn of(request: &Request, result: &Value, hall: &Hall) -> Vec<String> {
    match request {
        Request::Status {} => status(result, hall),
        Request::Screen {} => texts(&result["rows"]),
        Request::Pull {} => vec!["正在更新".to_owned()],
        Request::PrintTest {} => vec![format!("试打一张；{}", clean(&result["printer"]))],
        Request::Find { .. } => found(result),
        Request::Notices {} => notices(result),
        Request::Export { .. } | Request::Suggest { .. } | Request::Verify { .. } | Request::Day { .. } => Vec::new(),
        Request::Flags { .. } => flags(result),
        Request::Tickets {} => tickets(result),
        Request::Maintenance { .. } => vec![closed(result).unwrap_or_else(|| "恢复了".to_owned())],
        Request::PinReset {} => vec!["密码可以重新试了".to_owned()],
        Request::Done { number } => vec![format!("{number} 号有人管了")],
        Request::Counts { .. } => match serde_json::from_value(result.clone()) {
            Ok(counts) => sheet::of(hall.name.as_ref(), &counts),
            Err(_) => Vec::new(),
        },
        Request::Log { .. } => {
            let entries: Vec<Entry> = serde_json::from_value(result.clone()).unwrap_or_default();
            entries.iter().map(|entry| words::entry(entry, &hall.zone)).collect()
        }
        Request::Pin { .. }
        | Request::Unpin { .. }
        | Request::Hide { .. }
        | Request::Unhide { .. }
        | Request::Full { .. }
        | Request::Reopen { .. }
        | Request::Remark { .. }
        | Request::Accept { .. }
        | Request::Add { .. }
        | Request::Notice { .. }
        | Request::Import { .. }
        | Request::Remove { .. }
        | Request::Undo { .. } => decided(result, hall),
    }
}

/// `482736  12  05:58 op1 撤下 卸车：写了限女性`
fn decided(result: &Value, hall: &Hall) -> Vec<String> {
    let number = clean(&result["number"]);
    match serde_json::from_value::<Entry>(without(result, "number")) {
        Ok(entry) => vec![format!("{number}  {}", words::entry(&entry, &hall.zone))],
        Err(_) => Vec::new(),
    }
}

/// Where the public may not use it.
fn closed(result: &Value) -> Option<String> {
    let closure: Option<Closure> = serde_json::from_value(result["maintenance"].clone()).unwrap_or_default();
    words::closed(closure.as_ref())
}

fn without(result: &Value, field: &str) -> Value {
    let mut rest = result.clone();
    if let Some(fields) = rest.as_object_mut() {
        fields.remove(field);
    }
    rest
}

fn status(result: &Value, hall: &Hall) -> Vec<String> {
    let number = |field: &str| result[field].as_i64().unwrap_or(0);
    let minutes = number("running_secs") / 60;
    let mut lines = vec![
        format!(
            "{}  运行 {} 天 {} 小时 {} 分  找活 {}",
            clean(&result["hall"]),
            minutes / 1440,
            minutes / 60 % 24,
            minutes % 60,
            clean(&result["program"])
        ),
        format!(
            "活 {} 个，今天能干的 {} 个；定过的 {} 个；叫人等着的 {} 个",
            number("postings"),
            number("today"),
            number("decided"),
            number("waiting")
        ),
    ];
    let count = |field: &str| result[field].as_u64().and_then(|count| usize::try_from(count).ok());
    if let Some((held, shown)) = count("held").zip(count("flagged")) {
        lines.push(words::flags(held, shown));
    }
    if let Some(printer) = result["printer"].as_str() {
        lines.push(CleanText::new(printer, 60).to_string());
    }
    lines.extend(closed(result));
    let safe_mode: Option<SafeMode> = serde_json::from_value(result["safe_mode"].clone()).unwrap_or_default();
    lines.extend(safe_mode.map(|mode| words::safe_mode(mode).to_owned()));
    let left_out: Vec<CleanText> = serde_json::from_value(result["left_out"].clone()).unwrap_or_default();
    lines.extend(words::left_out(&left_out));
    for fault in ["configuration", "clock"] {
        lines.extend(
            result[fault]
                .as_str()
                .map(|fault| CleanText::new(fault, 200).to_string()),
        );
    }
    if result["writable"] == false {
        lines.push("数据写不进去：只能看".to_owned());
    }
    for feed in result["feeds"].as_array().into_iter().flatten() {
        let good = feed["good_at"].as_str().and_then(|at| at.parse().ok());
        let good = good.map_or_else(|| "还没更新成过".to_owned(), |at| words::day_and_clock(at, &hall.zone));
        let failure = feed["failure"]
            .as_str()
            .map(|why| format!("  {}", CleanText::new(why, 200)));
        lines.push(format!(
            "数据 {}  {good}  {} 个活{}",
            clean(&feed["key"]),
            feed["postings"],
            failure.unwrap_or_default()
        ));
    }
    lines
}

/// `482736  搬运工  230 元/天 当天结  今天 07:30 集合  撤下：写了限女性`
fn found(result: &Value) -> Vec<String> {
    let found: Found = serde_json::from_value(result.clone()).unwrap_or_default();
    let said = found.said.iter().map(CleanText::to_string);
    let mut lines: Vec<String> = said.chain(found.postings.iter().map(words::found)).collect();
    if found.total > found.postings.len() {
        lines.push(format!("一共 {} 个", found.total));
    }
    lines
}

/// `482736  明天八点开门  到 2026-11-25`
fn notices(result: &Value) -> Vec<String> {
    let notices = result["notices"].as_array().cloned().unwrap_or_default();
    if notices.is_empty() {
        return vec!["没有通知".to_owned()];
    }
    let lines = notices.iter().map(|notice| {
        let (number, text, until) = (&notice["number"], &notice["text"], &notice["until"]);
        format!("{}  {}  到 {}", clean(number), clean(text), clean(until))
    });
    lines.collect()
}

fn flags(result: &Value) -> Vec<String> {
    let flags: FlaggedPostings = serde_json::from_value(result.clone()).unwrap_or_default();
    let mut lines = vec![words::flags(flags.held, flags.shown)];
    lines.extend(flags.postings.iter().flat_map(words::flagged));
    if flags.postings.len() < flags.held + flags.shown {
        let count = flags.postings.len();
        lines.push(format!("只列了前 {count} 个：--limit 多列些，zhaohuo flags 全列"));
    }
    lines
}

fn tickets(result: &Value) -> Vec<String> {
    let calls = result["open"].as_array().cloned().unwrap_or_default();
    let mut lines = vec![match calls.len() {
        0 => "现在没人等".to_owned(),
        count => format!("{count} 个人在等"),
    }];
    for call in &calls {
        lines.push(format!("{} 号  {}", call["number"], clean(&call["page"])));
    }
    for report in result["reports"].as_array().into_iter().flatten() {
        let complaint = serde_json::from_value(report["complaint"].clone());
        let said = complaint.map(|complaint| wording::complaint(complaint, Language::CHINESE));
        lines.push(format!(
            "{}：{}（{} 次）",
            clean(&report["title"]),
            said.unwrap_or_default(),
            report["times"]
        ));
    }
    lines
}

fn texts(rows: &Value) -> Vec<String> {
    let rows = rows.as_array().into_iter().flatten();
    rows.map(|row| clean_row(row.as_str().unwrap_or_default())).collect()
}

fn clean(text: &Value) -> CleanText {
    CleanText::new(text.as_str().unwrap_or_default(), 200)
}
