//! The closed sets of a query as values of flags: their names in a shell, with what the hall calls them.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::catalog::Condition;
use crate::catalog::Paper;
use crate::catalog::PaperWish;
use crate::catalog::Shift;
use crate::catalog::Sort;
use crate::catalog::StartBy;
use crate::language::Language;
use crate::posting::Audience;
use crate::posting::Settlement;
use crate::wording;

/// `--deposit`
#[derive(Debug, Clone, Copy)]
pub(super) enum Deposit {
    Denied,
    None,
}

/// `--insurance`
#[derive(Debug, Clone, Copy)]
pub(super) enum Cover {
    Accident,
    Injury,
}

/// A value that asks for something.
pub(super) trait Asks: Copy {
    fn condition(self) -> Condition;
}

/// What the value is called in a shell.
pub(super) fn name(value: &impl ValueEnum) -> Option<String> {
    value.to_possible_value().map(|value| value.get_name().to_owned())
}

impl Asks for Settlement {
    fn condition(self) -> Condition {
        Condition::Settlement(self)
    }
}

impl Asks for StartBy {
    fn condition(self) -> Condition {
        Condition::Start(self)
    }
}

impl Asks for Shift {
    fn condition(self) -> Condition {
        Condition::Shift(self)
    }
}

impl Asks for PaperWish {
    fn condition(self) -> Condition {
        Condition::Paper(self)
    }
}

impl Asks for Audience {
    fn condition(self) -> Condition {
        Condition::Audience(self)
    }
}

impl Asks for Deposit {
    fn condition(self) -> Condition {
        match self {
            Self::Denied => Condition::DepositDenied,
            Self::None => Condition::NoDeposit,
        }
    }
}

impl Asks for Cover {
    fn condition(self) -> Condition {
        match self {
            Self::Accident => Condition::Accident,
            Self::Injury => Condition::Injury,
        }
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what clap asks for")]
fn choice(name: &'static str, value: impl Asks) -> Option<PossibleValue> {
    Some(PossibleValue::new(name).help(wording::condition(&value.condition(), Language::CHINESE)))
}

impl ValueEnum for Settlement {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Daily, Self::NextDay, Self::Weekly, Self::Monthly, Self::Project]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Daily => "daily",
            Self::NextDay => "next-day",
            Self::Weekly => "weekly",
            Self::Monthly => "monthly",
            Self::Project => "project",
        };
        choice(name, *self)
    }
}

impl ValueEnum for StartBy {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Today, Self::Tomorrow, Self::Week]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Week => "week",
        };
        choice(name, *self)
    }
}

impl ValueEnum for Shift {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Morning,
            Self::Day,
            Self::Evening,
            Self::Night,
            Self::HalfDay,
            Self::Weekend,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Morning => "morning",
            Self::Day => "day",
            Self::Evening => "evening",
            Self::Night => "night",
            Self::HalfDay => "half-day",
            Self::Weekend => "weekend",
        };
        choice(name, *self)
    }
}

impl ValueEnum for Paper {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Health,
            Self::Driving,
            Self::Forklift,
            Self::Electrician,
            Self::Welder,
            Self::Height,
            Self::Guard,
            Self::Cook,
            Self::Care,
            Self::Other,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        choice(paper(*self), PaperWish::Without(*self))
    }
}

impl ValueEnum for PaperWish {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::None,
            Self::Asks(Paper::Health),
            Self::Asks(Paper::Driving),
            Self::Asks(Paper::Forklift),
            Self::Asks(Paper::Electrician),
            Self::Asks(Paper::Welder),
            Self::Asks(Paper::Height),
            Self::Asks(Paper::Guard),
            Self::Asks(Paper::Cook),
            Self::Asks(Paper::Care),
            Self::Asks(Paper::Other),
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::None => choice("none", *self),
            Self::Asks(asked) => choice(paper(*asked), *self),
            // `--without-paper` has a flag of its own.
            Self::Without(_) => None,
        }
    }
}

fn paper(paper: Paper) -> &'static str {
    match paper {
        Paper::Health => "health",
        Paper::Driving => "driving",
        Paper::Forklift => "forklift",
        Paper::Electrician => "electrician",
        Paper::Welder => "welder",
        Paper::Height => "height",
        Paper::Guard => "guard",
        Paper::Cook => "cook",
        Paper::Care => "care",
        Paper::Other => "other",
    }
}

impl ValueEnum for Audience {
    fn value_variants<'a>() -> &'a [Self] {
        &[
            Self::Caregiver,
            Self::Veteran,
            Self::Disability,
            Self::Graduate,
            Self::Senior,
            Self::PublicWelfare,
            Self::Newcomer,
        ]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Caregiver => "caregiver",
            Self::Veteran => "veteran",
            Self::Disability => "disability",
            Self::Graduate => "graduate",
            Self::Senior => "senior",
            Self::PublicWelfare => "public-welfare",
            Self::Newcomer => "newcomer",
        };
        choice(name, *self)
    }
}

impl ValueEnum for Deposit {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Denied, Self::None]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Denied => "denied",
            Self::None => "none",
        };
        choice(name, *self)
    }
}

impl ValueEnum for Cover {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Accident, Self::Injury]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Accident => "accident",
            Self::Injury => "injury",
        };
        choice(name, *self)
    }
}

impl ValueEnum for Sort {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let name = match self {
            Self::Best => "best",
            Self::Pay => "pay",
            Self::Near => "near",
            Self::Fresh => "fresh",
            Self::Soonest => "soonest",
        };
        Some(PossibleValue::new(name).help(wording::sort(*self, Language::CHINESE)))
    }
}
