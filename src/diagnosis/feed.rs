//! A feed: whether it answers, and what is stored of it.

use jiff::Timestamp;

use super::Check;
use super::Finding;
use super::ago;
use crate::text::CleanText;

/// Behind so many polls, or the least of it, a feed is old: a restart and a bad line are outlasted.
const POLLS_LATE: i64 = 6;
const LATE_SECS_MIN: i64 = 2 * 3_600;
/// What is older was not for today.
const OLD_SECS: i64 = 86_400;

#[derive(Debug, Clone)]
pub struct FeedFacts {
    pub name: CleanText,
    pub host: CleanText,
    /// Codes may lead there.
    pub is_allowed: bool,
    /// Between two pulls.
    pub poll_secs: i64,
    /// What one request just now brought.
    pub reached: Result<Taken, CleanText>,
    /// As it is in the store, of the last good pull.
    pub good_at: Option<Timestamp>,
    pub postings: u64,
    pub bulletins: u64,
    pub kept_back: u64,
    /// The store could be read.
    pub is_known: bool,
}

/// What a pull would take.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Taken {
    pub accepted: usize,
    pub refused: usize,
    pub first_refusal: Option<CleanText>,
}

#[must_use]
pub fn feed(facts: &FeedFacts, now: Timestamp) -> Vec<Finding> {
    let mut findings = vec![reach(facts)];
    findings.extend(items(facts));
    findings.push(host(facts));
    if facts.is_known {
        findings.extend([age(facts, now), kept(facts)]);
    }
    findings.into_iter().map(|finding| finding.about(&facts.name)).collect()
}

fn reach(facts: &FeedFacts) -> Finding {
    let check = Check::FeedReach;
    match &facts.reached {
        Ok(taken) => Finding::ok(check, format!("答了，有 {} 条", taken.accepted)),
        Err(why) => Finding::error(
            check,
            why.as_str(),
            format!(
                "看网线、代理和地址对不对：curl -v 试试 {}；也问问发数据的单位",
                facts.host
            ),
        ),
    }
}

fn items(facts: &FeedFacts) -> Option<Finding> {
    let check = Check::FeedItems;
    let taken = facts.reached.as_ref().ok()?;
    let todo = "让发数据的单位用 zhaohuo feed check 文件 看哪条、为什么";
    let first = taken.first_refusal.as_ref().map_or("", |first| first.as_str());
    Some(match (taken.accepted, taken.refused) {
        (_, 0) => Finding::ok(check, "每条都看得懂"),
        (0, refused) => Finding::error(check, format!("{refused} 条全都看不懂，第一条：{first}"), todo),
        (_, refused) => Finding::warning(check, format!("{refused} 条看不懂，第一条：{first}"), todo),
    })
}

fn host(facts: &FeedFacts) -> Finding {
    let check = Check::FeedHost;
    if facts.is_allowed {
        Finding::ok(check, format!("二维码可以去 {}", facts.host))
    } else {
        Finding::note(
            check,
            format!("二维码不能去 {}：不在 allow 里，或者是没有域名的地址", facts.host),
            "活要是在这个网站上报名，把它写进设置的 allow",
        )
    }
}

fn age(facts: &FeedFacts, now: Timestamp) -> Finding {
    let check = Check::FeedAge;
    let Some(good_at) = facts.good_at else {
        return Finding::warning(check, "从来没有拉成过", "开着找活等一会儿，或者运行 zhaohuo pull");
    };
    let secs = now.as_second() - good_at.as_second();
    let what = format!("数据是 {} 前的", ago(secs));
    let late = (facts.poll_secs * POLLS_LATE).max(LATE_SECS_MIN);
    let todo = "找活开着没有？开着的话看 journalctl -u kiosk";
    if secs >= OLD_SECS {
        Finding::error(check, what, todo)
    } else if secs >= late {
        Finding::warning(check, what, todo)
    } else if secs < -LATE_SECS_MIN {
        Finding::warning(
            check,
            format!("数据的时间比现在还晚 {}", ago(secs)),
            "钟可能往回拨过：看下面的时钟",
        )
    } else {
        Finding::ok(check, what)
    }
}

fn kept(facts: &FeedFacts) -> Finding {
    let check = Check::FeedKept;
    let what = format!("存着 {} 个活，{} 条别的", facts.postings, facts.bulletins);
    if facts.kept_back > 0 {
        Finding::warning(
            check,
            format!("{what}；一下少了 {} 条，先留着", facts.kept_back),
            "问发数据的单位是不是真的撤了这么多",
        )
    } else if facts.postings + facts.bulletins == 0 && facts.good_at.is_some() {
        Finding::warning(check, what, "拉成过，可是什么也没有：问发数据的单位")
    } else {
        Finding::ok(check, what)
    }
}
