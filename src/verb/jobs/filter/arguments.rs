//! A condition → the arguments that ask for it: what the flags would be read back from.

use super::choice::Cover;
use super::choice::Deposit;
use super::choice::name;
use crate::catalog::Area;
use crate::catalog::Condition;
use crate::catalog::Level;
use crate::catalog::PaperWish;

/// Flags without their dashes, each with its value where it takes one; the last is the one that says most.
pub(in crate::verb::jobs) fn arguments(condition: &Condition) -> Vec<(&'static str, Option<String>)> {
    let one = match condition {
        Condition::Area(area) => return levels(area),
        Condition::Station(name) => ("station", Some(name.to_string())),
        Condition::Trade(trade) => ("trade", Some(trade.name().to_owned())),
        Condition::Age(age) => ("age", Some(age.to_string())),
        Condition::AnyAdult => ("any-adult", None),
        Condition::Settlement(settlement) => ("settlement", name(settlement)),
        Condition::PaidHourly(fen) => ("pay-hour", Some(fen.yuan().to_string())),
        Condition::PaidDaily(fen) => ("pay-day", Some(fen.yuan().to_string())),
        Condition::PaidMonthly(fen) => ("pay-month", Some(fen.yuan().to_string())),
        Condition::Within(metres) => ("within", Some((f64::from(*metres) / 1000.0).to_string())),
        Condition::Start(by) => ("start", name(by)),
        Condition::Shift(shift) => ("shift", name(shift)),
        Condition::Meals => ("meals", None),
        Condition::Lodging => ("lodging", None),
        Condition::Transport => ("transport", None),
        Condition::Paper(PaperWish::Without(paper)) => ("without-paper", name(paper)),
        Condition::Paper(wish) => ("papers", name(wish)),
        Condition::DepositDenied => ("deposit", name(&Deposit::Denied)),
        Condition::NoDeposit => ("deposit", name(&Deposit::None)),
        Condition::Accident => ("insurance", name(&Cover::Accident)),
        Condition::Injury => ("insurance", name(&Cover::Injury)),
        Condition::Audience(audience) => ("audience", name(audience)),
        Condition::Verified => ("verified", None),
        Condition::Posted(days) => ("posted", Some(days.to_string())),
        Condition::Direct => ("direct", None),
        Condition::Agency => ("agency", None),
        Condition::Number(number) => ("number", Some(number.digits())),
    };
    vec![one]
}

fn levels(area: &Area) -> Vec<(&'static str, Option<String>)> {
    let named = Level::ALL.into_iter().filter_map(|level| {
        let flag = match level {
            Level::City => "city",
            Level::District => "district",
            Level::Street => "street",
            Level::Village => "village",
        };
        area.get(level).map(|name| (flag, Some(name.to_string())))
    });
    named.collect()
}
