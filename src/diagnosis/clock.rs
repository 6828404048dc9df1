//! The clock of the machine, by which a posting is today's or over.

use jiff::Timestamp;

use super::Check;
use super::Finding;
use super::ago;
use crate::text::CleanText;

/// A server that is a minute off is common; by more, "今天" and the end of a posting go wrong.
const APART_SECS_MAX: i64 = 120;

#[derive(Debug, Clone)]
pub struct ClockFacts {
    pub now: Timestamp,
    /// When the program was built.
    pub built_at: Timestamp,
    /// Of each feed that said so: its name, its clock, and ours at that moment.
    pub servers: Vec<(CleanText, Timestamp, Timestamp)>,
    /// IANA names.
    pub zone: CleanText,
    pub machine_zone: Option<CleanText>,
    /// Now the two show the same time of day.
    pub zones_agree: bool,
    /// `None` where nobody could be asked.
    pub is_synchronized: Option<bool>,
}

#[must_use]
pub fn clock(facts: &ClockFacts) -> Vec<Finding> {
    vec![server(facts), build(facts), zone(facts), ntp(facts)]
}

fn server(facts: &ClockFacts) -> Finding {
    let check = Check::ClockServer;
    let apart =
        |(name, server, own): &(CleanText, Timestamp, Timestamp)| (name.clone(), own.as_second() - server.as_second());
    // The server nearest to us is right: one that is wrong says nothing about this machine.
    let nearest = facts.servers.iter().map(apart).min_by_key(|(_, secs)| secs.abs());
    match nearest {
        None => Finding::note(
            check,
            "没有数据源说现在几点，没法比",
            "数据源能连上以后再看；或者对着手机看 date",
        ),
        Some((name, secs)) if secs.abs() <= APART_SECS_MAX => {
            Finding::ok(check, format!("和 {name} 的服务器差 {secs} 秒"))
        }
        Some((name, secs)) => {
            let way = if secs > 0 { "快" } else { "慢" };
            Finding::warning(
                check,
                format!("比 {name} 的服务器{way} {}", ago(secs)),
                "timedatectl set-ntp true；连不上网就 date -s 设一次，再 hwclock -w",
            )
        }
    }
}

fn build(facts: &ClockFacts) -> Finding {
    let check = Check::ClockBuild;
    if facts.now < facts.built_at {
        Finding::error(
            check,
            "现在的时间比这个程序做出来还早，钟一定错了",
            "设好时间；断电就忘时间的话，换主板上的电池",
        )
    } else {
        Finding::ok(check, "时间在这个程序做出来之后")
    }
}

fn zone(facts: &ClockFacts) -> Finding {
    let check = Check::ClockZone;
    match &facts.machine_zone {
        Some(machine) if facts.zones_agree => Finding::ok(check, format!("找活用 {}，机器用 {machine}", facts.zone)),
        Some(machine) => Finding::note(
            check,
            format!("找活用 {}，机器用 {machine}，两个的钟点不一样", facts.zone),
            format!(
                "屏幕上的不受影响；要让日志一样，timedatectl set-timezone {}",
                facts.zone
            ),
        ),
        None => Finding::note(
            check,
            format!("找活用 {}，机器的时区看不出来", facts.zone),
            "不用管，除非日志里的钟点不对",
        ),
    }
}

fn ntp(facts: &ClockFacts) -> Finding {
    let check = Check::ClockNtp;
    match facts.is_synchronized {
        Some(true) => Finding::ok(check, "钟由网络校准"),
        Some(false) => Finding::warning(
            check,
            "钟没有由网络校准",
            "timedatectl set-ntp true（apt install systemd-timesyncd）；单位自己有时间服务器就设上",
        ),
        None => Finding::note(check, "问不到钟是不是由网络校准", "没有 timedatectl：对着手机看 date"),
    }
}
