//! What is asked for, as a mark says it.

use super::thousands;
use super::trim_zero;
use crate::catalog::Condition;
use crate::catalog::Dimension;
use crate::catalog::Paper;
use crate::catalog::PaperWish;
use crate::catalog::Query;
use crate::catalog::Shift;
use crate::catalog::Sort;
use crate::catalog::StartBy;
use crate::language::Language;
use crate::posting::Audience;
use crate::posting::Fen;

/// `市北区`, `当天结`, `一天 200 元以上`.
#[must_use]
pub fn condition(condition: &Condition, language: Language) -> String {
    let at_least = |fen: &Fen| thousands(&format!("{}", fen.yuan()));
    match condition {
        Condition::Area(area) => return area.name().map(ToString::to_string).unwrap_or_default(),
        Condition::Station(name) => word!(language, "condition.station", name = name),
        Condition::Trade(trade) => return trade.name().to_owned(),
        Condition::Age(age) => word!(language, "condition.age", age = age),
        Condition::AnyAdult => word!(language, "ages.any_adult"),
        Condition::Settlement(settlement) => return super::settlement(*settlement, language),
        Condition::PaidHourly(fen) => word!(language, "condition.paid_hourly", amount = at_least(fen)),
        Condition::PaidDaily(fen) => word!(language, "condition.paid_daily", amount = at_least(fen)),
        Condition::PaidMonthly(fen) => word!(language, "condition.paid_monthly", amount = at_least(fen)),
        Condition::Within(metres) => {
            let far = match metres {
                0..1000 => word!(language, "place.metres", count = metres),
                _ => word!(
                    language,
                    "place.kilometres",
                    count = trim_zero(f64::from(*metres) / 1000.0)
                ),
            };
            word!(language, "condition.within", distance = far)
        }
        Condition::Start(StartBy::Today) => word!(language, "query.today"),
        Condition::Start(StartBy::Tomorrow) => word!(language, "condition.tomorrow"),
        Condition::Start(StartBy::Week) => word!(language, "condition.week"),
        Condition::Shift(shift) => return self::shift(*shift, language),
        Condition::Meals => word!(language, "perk.meals"),
        Condition::Lodging => word!(language, "perk.lodging"),
        Condition::Transport => word!(language, "perk.transport"),
        Condition::Paper(wish) => return papers(*wish, language),
        Condition::DepositDenied => word!(language, "condition.deposit_denied"),
        Condition::NoDeposit => word!(language, "condition.no_deposit"),
        Condition::Accident => word!(language, "condition.accident"),
        Condition::Injury => word!(language, "condition.injury"),
        Condition::Audience(audience) => return self::audience(*audience, language),
        Condition::Verified => word!(language, "condition.verified"),
        Condition::Posted(1) => word!(language, "condition.posted_today"),
        Condition::Posted(days) => word!(language, "condition.posted", days = days),
        Condition::Direct => word!(language, "recruiter.direct"),
        Condition::Agency => word!(language, "condition.agency"),
        Condition::Number(number) => word!(language, "query.number", number = number.to_string()),
    }
    .into_owned()
}

/// Every mark of a query: its conditions, then its words.
#[must_use]
pub fn marks(query: &Query, language: Language) -> Vec<String> {
    let conditions = query.conditions.iter().map(|it| condition(it, language));
    let words = query
        .words
        .iter()
        .map(|it| word!(language, "query.words", words = it).into_owned());
    conditions.chain(words).collect()
}

/// What a filter is about: `地方`, `工种`.
#[must_use]
pub fn dimension(dimension: Dimension, language: Language) -> String {
    match dimension {
        Dimension::Posted => word!(language, "dimension.posted"),
        Dimension::Verified => word!(language, "dimension.verified"),
        Dimension::Insurance => word!(language, "fact.insurance"),
        Dimension::Recruiter => word!(language, "fact.employer"),
        Dimension::Deposit => word!(language, "fact.deposit"),
        Dimension::Meals => word!(language, "perk.meals"),
        Dimension::Transport => word!(language, "perk.transport"),
        Dimension::Lodging => word!(language, "perk.lodging"),
        Dimension::Audience => word!(language, "dimension.audience"),
        Dimension::Shift => word!(language, "dimension.shift"),
        Dimension::Distance => word!(language, "dimension.distance"),
        Dimension::Start => word!(language, "dimension.start"),
        Dimension::Pay => word!(language, "dimension.pay"),
        Dimension::Settlement => word!(language, "fact.paid"),
        Dimension::Place => word!(language, "dimension.place"),
        Dimension::Trade => word!(language, "dimension.trade"),
        Dimension::Papers => word!(language, "dimension.papers"),
        Dimension::Age => word!(language, "dimension.age"),
        Dimension::Number => word!(language, "fact.number"),
    }
    .into_owned()
}

/// `每小时钱多的在前`
#[must_use]
pub fn sort(sort: Sort, language: Language) -> String {
    match sort {
        Sort::Best => word!(language, "sort.best"),
        Sort::Pay => word!(language, "sort.pay"),
        Sort::Near => word!(language, "sort.near"),
        Sort::Fresh => word!(language, "sort.fresh"),
        Sort::Soonest => word!(language, "sort.soonest"),
    }
    .into_owned()
}

fn shift(shift: Shift, language: Language) -> String {
    match shift {
        Shift::Morning => word!(language, "shift.morning"),
        Shift::Day => word!(language, "shift.day"),
        Shift::Evening => word!(language, "shift.evening"),
        Shift::Night => word!(language, "shift.night"),
        Shift::HalfDay => word!(language, "shift.half_day"),
        Shift::Weekend => word!(language, "shift.weekend"),
    }
    .into_owned()
}

fn papers(wish: PaperWish, language: Language) -> String {
    match wish {
        PaperWish::None => word!(language, "paper.none"),
        PaperWish::Asks(Paper::Other) => word!(language, "paper.other"),
        PaperWish::Without(Paper::Other) => word!(language, "paper.without_other"),
        PaperWish::Asks(paper) => word!(language, "paper.asks", paper = self::paper(paper, language)),
        PaperWish::Without(paper) => word!(language, "paper.without", paper = self::paper(paper, language)),
    }
    .into_owned()
}

fn paper(paper: Paper, language: Language) -> String {
    match paper {
        Paper::Health => word!(language, "paper.health"),
        Paper::Driving => word!(language, "paper.driving"),
        Paper::Forklift => word!(language, "paper.forklift"),
        Paper::Electrician => word!(language, "paper.electrician"),
        Paper::Welder => word!(language, "paper.welder"),
        Paper::Height => word!(language, "paper.height"),
        Paper::Guard => word!(language, "paper.guard"),
        Paper::Cook => word!(language, "paper.cook"),
        Paper::Care => word!(language, "paper.care"),
        Paper::Other => word!(language, "paper.other"),
    }
    .into_owned()
}

/// `五十往上的`
#[must_use]
pub fn people(audience: Audience, language: Language) -> String {
    match audience {
        Audience::Caregiver => word!(language, "people.caregiver"),
        Audience::Veteran => word!(language, "people.veteran"),
        Audience::Disability => word!(language, "people.disability"),
        Audience::Graduate => word!(language, "people.graduate"),
        Audience::Senior => word!(language, "people.senior"),
        Audience::PublicWelfare => word!(language, "people.public_welfare"),
        Audience::Newcomer => word!(language, "people.newcomer"),
    }
    .into_owned()
}

/// `银发岗`: postings for them, as a channel or a filter calls these.
#[must_use]
pub fn audience(audience: Audience, language: Language) -> String {
    match audience {
        Audience::Caregiver => word!(language, "audience.caregiver"),
        Audience::Veteran => word!(language, "audience.veteran"),
        Audience::Disability => word!(language, "audience.disability"),
        Audience::Graduate => word!(language, "audience.graduate"),
        Audience::Senior => word!(language, "audience.senior"),
        Audience::PublicWelfare => word!(language, "audience.public_welfare"),
        Audience::Newcomer => word!(language, "audience.newcomer"),
    }
    .into_owned()
}
