//! Flags → conditions: one flag or a few for each dimension of a query.

mod arguments;
mod choice;
mod names;

use anyhow::anyhow;
use clap::Args;
use jiff::Timestamp;

use crate::catalog::Area;
use crate::catalog::Catalog;
use crate::catalog::Condition;
use crate::catalog::Level;
use crate::catalog::Paper;
use crate::catalog::PaperWish;
use crate::catalog::Query;
use crate::catalog::Shift;
use crate::catalog::Sort;
use crate::catalog::StartBy;
use crate::posting::Audience;
use crate::posting::Fen;
use crate::posting::PostingNumber;
use crate::posting::Settlement;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::verb::Exit;
use crate::verb::Failure;
use choice::Asks;
use choice::Cover;
use choice::Deposit;

pub(super) use arguments::arguments;

#[derive(Debug, Args)]
pub(super) struct Filter {
    /// What comes first; full ones come last in each
    #[arg(long, value_name = "ORDER")]
    sort: Option<Sort>,
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    work: Work,
    #[command(flatten)]
    money: Money,
    #[command(flatten)]
    person: Person,
    #[command(flatten)]
    given: Given,
    #[command(flatten)]
    trust: Trust,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Where")]
struct Place {
    /// As it is written or begins
    #[arg(long, value_name = "NAME")]
    city: Vec<String>,
    /// As it is written or begins: 市北区, 市北
    #[arg(long, value_name = "NAME")]
    district: Vec<String>,
    /// 街道 or 镇: 台东街道, 台东
    #[arg(long, value_name = "NAME")]
    street: Vec<String>,
    /// 村 or 社区
    #[arg(long, value_name = "NAME")]
    village: Vec<String>,
    /// Half an hour on foot from this station
    #[arg(long, value_name = "NAME", conflicts_with_all = ["city", "district", "street", "village"])]
    station: Vec<String>,
    /// So many kilometres from the kiosk at most: 3, 0.5
    #[arg(long, value_name = "KM", value_parser = metres)]
    within: Option<u32>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What and when")]
struct Work {
    /// By any of its names: 搬运, 小工, 力工
    #[arg(long, value_name = "NAME")]
    trade: Vec<String>,
    /// By when one can begin
    #[arg(long, value_name = "DAY")]
    start: Vec<StartBy>,
    /// When of the day or the week
    #[arg(long, value_name = "SHIFT")]
    shift: Vec<Shift>,
    /// The 编号: 482736
    #[arg(long, value_name = "NUMBER")]
    number: Vec<PostingNumber>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Pay")]
struct Money {
    /// When the money is in the hand
    #[arg(long, value_name = "WHEN")]
    settlement: Vec<Settlement>,
    /// At least so much an hour
    #[arg(long, value_name = "YUAN", value_parser = yuan)]
    pay_hour: Option<Fen>,
    /// At least so much a day
    #[arg(long, value_name = "YUAN", value_parser = yuan)]
    pay_day: Option<Fen>,
    /// At least so much a month
    #[arg(long, value_name = "YUAN", value_parser = yuan)]
    pay_month: Option<Fen>,
    /// What it says of a deposit, or does not
    #[arg(long, value_name = "WHAT")]
    deposit: Vec<Deposit>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "For whom")]
struct Person {
    /// Takes people of this age, as far as it says
    #[arg(long, value_name = "YEARS")]
    age: Option<u8>,
    /// Says that it has no limit but 18
    #[arg(long, conflicts_with = "age")]
    any_adult: bool,
    /// Asks for this certificate, or for none
    #[arg(long, value_name = "KIND")]
    papers: Vec<PaperWish>,
    /// Does not ask for this certificate
    #[arg(long, value_name = "KIND", conflicts_with = "papers")]
    without_paper: Option<Paper>,
    /// Meant for these people besides everybody
    #[arg(long, value_name = "WHOM")]
    audience: Vec<Audience>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "What is given")]
struct Given {
    /// 管饭
    #[arg(long)]
    meals: bool,
    /// 管住
    #[arg(long)]
    lodging: bool,
    /// 管接送
    #[arg(long)]
    transport: bool,
    /// Insured so
    #[arg(long, value_name = "KIND")]
    insurance: Vec<Cover>,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Who says so")]
struct Trust {
    /// Somebody has checked it
    #[arg(long)]
    verified: bool,
    /// 直招
    #[arg(long)]
    direct: bool,
    /// 中介
    #[arg(long)]
    agency: bool,
    /// Newest word on it is of the last so many days; 1 is today
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u8).range(1..))]
    posted: Option<u8>,
}

impl Filter {
    /// The query, with each flag in the place of whatever it asked of the same dimension.
    ///
    /// # Errors
    ///
    /// A trade that nobody has heard of.
    pub(super) fn narrow(&self, query: &Query, catalog: &Catalog, now: Timestamp) -> Result<Query, Failure> {
        let mut conditions = self.place.conditions(catalog);
        conditions.extend(self.work.conditions(catalog, now)?);
        conditions.extend(self.money.conditions());
        conditions.extend(self.person.conditions());
        conditions.extend(self.given.conditions());
        conditions.extend(self.trust.conditions());
        let flags = Query {
            conditions,
            ..Query::default()
        };
        let mut narrowed = query.narrowed(&flags);
        if let Some(sort) = self.sort {
            narrowed.sort = sort;
        }
        Ok(narrowed)
    }

    /// Which order was asked for by name.
    pub(super) fn sort(&self) -> Option<Sort> {
        self.sort
    }
}

impl Place {
    /// Levels that are named together are of one place: `--district 市南 --street 中山路` is a street, and not a
    /// district or a street.
    fn conditions(&self, catalog: &Catalog) -> Vec<Condition> {
        let mut areas = vec![Area::default()];
        for (level, names) in [
            (Level::City, &self.city),
            (Level::District, &self.district),
            (Level::Street, &self.street),
            (Level::Village, &self.village),
        ] {
            if !names.is_empty() {
                let named = |wide: &Area| {
                    names
                        .iter()
                        .map(|name| names::area(wide, level, name, catalog))
                        .collect()
                };
                areas = areas.iter().flat_map::<Vec<_>, _>(named).collect();
            }
        }
        areas.retain(|area| area.level().is_some());
        let areas = areas.into_iter().map(Condition::Area);
        let stations = self.station.iter().flat_map(|name| names::stations(name, catalog));
        let within = self.within.map(Condition::Within);
        areas.chain(stations).chain(within).collect()
    }
}

impl Work {
    fn conditions(&self, catalog: &Catalog, now: Timestamp) -> Result<Vec<Condition>, Failure> {
        let mut conditions = all(&self.start);
        conditions.extend(all(&self.shift));
        conditions.extend(self.number.iter().copied().map(Condition::Number));
        for name in &self.trade {
            let trade = names::trade(name, catalog, now).ok_or_else(|| unknown_trade(name))?;
            conditions.push(Condition::Trade(trade));
        }
        Ok(conditions)
    }
}

impl Money {
    fn conditions(&self) -> Vec<Condition> {
        let mut conditions = all(&self.settlement);
        conditions.extend(self.pay_hour.map(Condition::PaidHourly));
        conditions.extend(self.pay_day.map(Condition::PaidDaily));
        conditions.extend(self.pay_month.map(Condition::PaidMonthly));
        conditions.extend(all(&self.deposit));
        conditions
    }
}

impl Person {
    fn conditions(&self) -> Vec<Condition> {
        let mut conditions = all(&self.papers);
        conditions.extend(self.age.map(Condition::Age));
        conditions.extend(self.any_adult.then_some(Condition::AnyAdult));
        conditions.extend(self.without_paper.map(|paper| PaperWish::Without(paper).condition()));
        conditions.extend(all(&self.audience));
        conditions
    }
}

impl Given {
    fn conditions(&self) -> Vec<Condition> {
        let mut conditions = all(&self.insurance);
        conditions.extend(self.meals.then_some(Condition::Meals));
        conditions.extend(self.lodging.then_some(Condition::Lodging));
        conditions.extend(self.transport.then_some(Condition::Transport));
        conditions
    }
}

impl Trust {
    fn conditions(&self) -> Vec<Condition> {
        let said = [
            self.verified.then_some(Condition::Verified),
            self.direct.then_some(Condition::Direct),
            self.agency.then_some(Condition::Agency),
            self.posted.map(Condition::Posted),
        ];
        said.into_iter().flatten().collect()
    }
}

fn all<T: Asks>(values: &[T]) -> Vec<Condition> {
    values.iter().map(|value| value.condition()).collect()
}

fn unknown_trade(name: &str) -> Failure {
    let meant = names::nearest_trade(name).map_or_else(String::new, |meant| format!("; did you mean {meant}?"));
    let name = CleanText::new(name, LINE_CHARS);
    Failure::new(
        Exit::Misconfigured,
        anyhow!("--trade {name}: no trade is called so{meant}"),
    )
}

fn yuan(typed: &str) -> Result<Fen, &'static str> {
    let amount = typed.parse().ok().and_then(Fen::from_yuan);
    amount.ok_or("not an amount in yuan, like 200 or 17.5")
}

/// No two places on Earth are farther from each other, in kilometres.
const FARTHEST_KM: f64 = 20_100.0;

fn metres(typed: &str) -> Result<u32, &'static str> {
    let kilometres: f64 = typed.parse().unwrap_or(f64::NAN);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked"
    )]
    (0.0..=FARTHEST_KM)
        .contains(&kilometres)
        .then(|| (kilometres * 1000.0).round() as u32)
        .ok_or("not a distance in kilometres, like 3 or 0.5")
}
