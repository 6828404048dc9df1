//! What is asked for: words, and conditions that name what they mean.

use super::Area;
use super::Trade;
use crate::posting::Audience;
use crate::posting::Fen;
use crate::posting::PostingNumber;
use crate::posting::Settlement;
use crate::text::CleanText;
use enumset::EnumSetType;

/// Which postings are asked for, and which of them first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Query {
    /// All of them occur, in Chinese, pinyin or initials. An empty one occurs nowhere.
    pub words: Vec<String>,
    /// They are taken as they sound to those who do not tell zh from z or n from l.
    pub by_ear: bool,
    /// Of one dimension any is met, and of each dimension one.
    pub conditions: Vec<Condition>,
    pub sort: Sort,
}

/// One thing that a posting must be; on the screen a mark that can be taken off again.
///
/// What a feed does not say meets no condition, but for those that only rule out: [`Self::Age`], [`Self::NoDeposit`]
/// and [`Self::Paper`] with [`PaperWish::None`] or [`PaperWish::Without`].
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    Area(Area),
    /// Not farther from this station than half an hour on foot.
    Station(CleanText),
    Trade(Trade),
    /// Takes people of this age, in years, as far as it says.
    Age(u8),
    /// 满 18 岁就行
    AnyAdult,
    Settlement(Settlement),
    /// At least so much an hour, a day or a month.
    PaidHourly(Fen),
    PaidDaily(Fen),
    PaidMonthly(Fen),
    /// Not farther from the kiosk, in metres.
    Within(u32),
    Start(StartBy),
    Shift(Shift),
    Meals,
    Lodging,
    Transport,
    Paper(PaperWish),
    /// Says that it takes none.
    DepositDenied,
    /// Does not say that it takes one.
    NoDeposit,
    /// 意外险
    Accident,
    /// 工伤保险
    Injury,
    Audience(Audience),
    /// Somebody has checked it.
    Verified,
    /// The newest word on it is of the last so many days; 1 is today.
    Posted(u8),
    /// 直招
    Direct,
    /// 中介
    Agency,
    /// The 编号.
    Number(PostingNumber),
}

/// What a condition is about. Declared from what tells least of a posting to what tells most: the order in which
/// conditions are given up where nothing meets all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dimension {
    Posted,
    Verified,
    Insurance,
    Recruiter,
    Deposit,
    Meals,
    Transport,
    Lodging,
    Audience,
    Shift,
    Distance,
    Start,
    Pay,
    Settlement,
    Place,
    Trade,
    Papers,
    Age,
    Number,
}

impl Dimension {
    pub(super) const ALL: [Self; 19] = [
        Self::Posted,
        Self::Verified,
        Self::Insurance,
        Self::Recruiter,
        Self::Deposit,
        Self::Meals,
        Self::Transport,
        Self::Lodging,
        Self::Audience,
        Self::Shift,
        Self::Distance,
        Self::Start,
        Self::Pay,
        Self::Settlement,
        Self::Place,
        Self::Trade,
        Self::Papers,
        Self::Age,
        Self::Number,
    ];
}

/// How far from a station its neighbourhood reaches.
pub(super) const STATION_REACH_M: f64 = 3_000.0;
/// Half a day is what leaves the other half.
pub(super) const HALF_DAY_HOURS: f64 = 5.0;

/// When one can begin, where somebody is still wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StartBy {
    /// One can still begin today.
    Today,
    Tomorrow,
    /// Within seven days, today among them.
    Week,
}

/// When of the day or the week the work is; a posting may be of several.
#[derive(Debug, EnumSetType)]
pub enum Shift {
    /// 早班: begins from 4 to 8 in the morning.
    Morning,
    /// 白班: begins from 6 in the morning to 1 in the afternoon.
    Day,
    /// 下午、晚上: begins from 1 in the afternoon to 8 in the evening.
    Evening,
    /// 夜班: begins from 8 in the evening to 4 in the morning.
    Night,
    /// 半天: at most five hours.
    HalfDay,
    /// 周末
    Weekend,
}

/// What a posting asks to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaperWish {
    /// Asks for no certificate.
    None,
    Asks(Paper),
    /// Does not ask for this.
    Without(Paper),
}

/// The certificates that day work asks for.
#[derive(Debug, EnumSetType)]
pub enum Paper {
    /// 健康证
    Health,
    /// 驾驶证
    Driving,
    /// 叉车证
    Forklift,
    /// 电工证
    Electrician,
    /// 焊工证
    Welder,
    /// 登高证
    Height,
    /// 保安员证
    Guard,
    /// 厨师证
    Cook,
    /// 月嫂、育婴、家政、护理
    Care,
    /// Any other.
    Other,
}

/// What comes first. Full ones come last in each, and ties fall to [`Sort::Best`], whose own fall to the identifier,
/// so that pages never repeat or skip a posting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// What a worker who came on foot at five wants to see first; with words, those with them in their title before
    /// those.
    #[default]
    Best,
    /// Yuan an hour, most first.
    Pay,
    Near,
    Fresh,
    Soonest,
}

impl Sort {
    pub const ALL: [Self; 5] = [Self::Best, Self::Pay, Self::Near, Self::Fresh, Self::Soonest];
}

impl Query {
    /// 全部活
    #[must_use]
    pub fn all() -> Self {
        Self::default()
    }

    #[must_use]
    pub fn of(condition: Condition) -> Self {
        Self {
            conditions: vec![condition],
            ..Self::default()
        }
    }

    /// 今天就干
    #[must_use]
    pub fn today() -> Self {
        Self::of(Condition::Start(StartBy::Today))
    }

    /// 当天结钱
    #[must_use]
    pub fn paid_daily() -> Self {
        Self::of(Condition::Settlement(Settlement::Daily))
    }

    /// Whether it asks for the same, in whatever order.
    #[must_use]
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let has_all = |a: &Self, b: &Self| b.conditions.iter().all(|it| a.conditions.contains(it));
        (&self.words, self.by_ear, self.sort) == (&other.words, other.by_ear, other.sort)
            && has_all(self, other)
            && has_all(other, self)
    }

    /// Nothing is asked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.words.is_empty() && self.conditions.is_empty()
    }

    /// The conditions of one dimension.
    pub fn of_dimension(&self, dimension: Dimension) -> impl Iterator<Item = &Condition> {
        self.conditions.iter().filter(move |it| it.dimension() == dimension)
    }

    /// The same without what it asks of one dimension.
    #[must_use]
    pub fn without(&self, dimension: Dimension) -> Self {
        let mut query = self.clone();
        query.conditions.retain(|it| it.dimension() != dimension);
        query
    }

    /// The same with this in the place of whatever it asked of that dimension.
    #[must_use]
    pub fn with(&self, condition: Condition) -> Self {
        let mut query = self.without(condition.dimension());
        query.conditions.push(condition);
        query
    }

    /// Both: where they ask different things of one dimension, the newer one.
    #[must_use]
    pub fn narrowed(&self, newer: &Self) -> Self {
        let mut query = self.clone();
        query
            .conditions
            .retain(|it| newer.of_dimension(it.dimension()).next().is_none());
        query.conditions.extend(newer.conditions.iter().cloned());
        query.words.extend(newer.words.iter().cloned());
        query.by_ear |= newer.by_ear;
        if newer.sort != Sort::Best {
            query.sort = newer.sort;
        }
        query
    }

    /// The same without the n-th of its conditions, or behind those of its words.
    #[must_use]
    pub fn without_mark(&self, nth: usize) -> Self {
        let mut query = self.clone();
        if nth < query.conditions.len() {
            query.conditions.remove(nth);
        } else if nth - query.conditions.len() < query.words.len() {
            query.words.remove(nth - query.conditions.len());
        }
        query
    }

    /// The same without what was asked last.
    #[must_use]
    pub fn without_last_mark(&self) -> Self {
        self.without_mark((self.conditions.len() + self.words.len()).saturating_sub(1))
    }

    /// The dimensions of which something is asked, what tells least first.
    #[must_use]
    pub fn dimensions(&self) -> Vec<Dimension> {
        let mut dimensions: Vec<_> = self.conditions.iter().map(Condition::dimension).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        dimensions
    }
}

impl Condition {
    #[must_use]
    pub fn dimension(&self) -> Dimension {
        match self {
            Self::Area(_) | Self::Station(_) => Dimension::Place,
            Self::Trade(_) => Dimension::Trade,
            Self::Age(_) | Self::AnyAdult => Dimension::Age,
            Self::Settlement(_) => Dimension::Settlement,
            Self::PaidHourly(_) | Self::PaidDaily(_) | Self::PaidMonthly(_) => Dimension::Pay,
            Self::Within(_) => Dimension::Distance,
            Self::Start(_) => Dimension::Start,
            Self::Shift(_) => Dimension::Shift,
            Self::Meals => Dimension::Meals,
            Self::Lodging => Dimension::Lodging,
            Self::Transport => Dimension::Transport,
            Self::Paper(_) => Dimension::Papers,
            Self::DepositDenied | Self::NoDeposit => Dimension::Deposit,
            Self::Accident | Self::Injury => Dimension::Insurance,
            Self::Audience(_) => Dimension::Audience,
            Self::Verified => Dimension::Verified,
            Self::Posted(_) => Dimension::Posted,
            Self::Direct | Self::Agency => Dimension::Recruiter,
            Self::Number(_) => Dimension::Number,
        }
    }
}
