//! What a feed carries besides postings: courses, services, stations, wage guides, minimum wages, notices, events.

mod hours;

use serde::Deserialize;
use serde::Serialize;

use crate::posting::Audience;
use crate::posting::Fen;
use crate::posting::Geo;
use crate::posting::Pay;
use crate::posting::When;
use crate::text::CleanText;

pub use hours::Span;
pub use hours::is_open;
pub use hours::next_opening;
pub use hours::spans;

/// Each kind is a schema.org type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Bulletin {
    Course(Course),
    Service(Service),
    Station(Station),
    WageGuide(WageGuide),
    MinimumWage(MinimumWage),
    Notice(Notice),
    Event(Event),
}

impl Bulletin {
    /// The type that a feed gives it.
    #[must_use]
    pub fn schema_type(&self) -> &'static str {
        match self {
            Self::Course(_) => "Course",
            Self::Service(_) => "GovernmentService",
            Self::Station(_) => "EmploymentAgency",
            Self::WageGuide(_) => "Occupation",
            Self::MinimumWage(_) => "MonetaryAmount",
            Self::Notice(_) => "SpecialAnnouncement",
            Self::Event(_) => "Event",
        }
    }
}

/// `Course` with its first `hasCourseInstance`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Course {
    pub name: CleanText,
    pub description: Option<CleanText>,
    pub provider: Option<CleanText>,
    /// `offers.price`
    pub price: Option<Fen>,
    /// `zh:subsidy`, else `offers.description`: who pays it back, and when.
    pub subsidy: Option<CleanText>,
    pub starts: Option<When>,
    pub ends: Option<When>,
    pub place: Option<CleanText>,
    pub geo: Option<Geo>,
    /// `applicationDeadline`
    pub deadline: Option<When>,
    /// `educationalCredentialAwarded`
    pub certificate: Option<CleanText>,
    /// `zh:audience`
    pub audience: Vec<Audience>,
    /// Its own, of `applicationContact`, or of the provider.
    pub phone: Option<CleanText>,
    /// `zh:sourceName`
    pub source: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `GovernmentService`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    pub name: CleanText,
    /// What one gets.
    pub description: Option<CleanText>,
    /// `audience`: who can have it, in words.
    pub eligible: Option<CleanText>,
    /// `zh:audience`; empty where it is for everybody.
    pub audience: Vec<Audience>,
    /// `zh:bring`: papers and things.
    pub bring: Vec<CleanText>,
    /// `zh:topic`: the trouble that it helps in.
    pub topic: Option<Topic>,
    pub provider: Option<CleanText>,
    pub service_type: Option<CleanText>,
    /// `availableChannel`: where one goes for it.
    pub channel: Option<CleanText>,
    pub geo: Option<Geo>,
    pub phone: Option<CleanText>,
    pub source: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `zh:topic`: what may happen to somebody who works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Topic {
    /// 欠工钱
    Arrears,
    /// 被骗、要押金
    Fraud,
    /// 干活受伤
    Injury,
    /// 被挑男女、挑岁数
    Discrimination,
    /// 和单位说不到一块
    Dispute,
}

impl Topic {
    pub const ALL: [Self; 5] = [
        Self::Arrears,
        Self::Fraud,
        Self::Injury,
        Self::Discrimination,
        Self::Dispute,
    ];
}

/// `EmploymentAgency`: 就享家 and 零工驿站, on four levels.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Station {
    pub name: CleanText,
    pub address: Option<CleanText>,
    pub geo: Option<Geo>,
    pub phone: Option<CleanText>,
    /// `openingHours`, as written, with `；` between several: `Mo-Fr 08:30-12:00；Mo-Fr 13:30-17:30`.
    pub hours: Option<CleanText>,
    /// `parentOrganization`, nearest first: 镇(街), 区(市), 市.
    pub parents: Vec<CleanText>,
    /// `makesOffer`, with 、 between several.
    pub offers: Option<CleanText>,
    pub source: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `Occupation` with `estimatedSalary`, by the month.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WageGuide {
    pub trade: CleanText,
    pub low: Option<Fen>,
    pub middle: Option<Fen>,
    pub high: Option<Fen>,
    pub place: Option<CleanText>,
    pub source: Option<CleanText>,
    pub dated: Option<When>,
}

/// A row of the minimum wage: data, never a constant in the program.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MinimumWage {
    pub district: CleanText,
    pub valid_from: Option<When>,
    pub per_month: Option<Fen>,
    pub per_hour: Option<Fen>,
    pub source: Option<CleanText>,
}

impl MinimumWage {
    /// Whether a pay falls short of it, by the measure that the law has for it: the hour's for what is paid by the hour and
    /// for short days, the month's for the rest. Of a range its lower end counts; what needs a guess is not judged.
    #[must_use]
    pub fn is_more_than(&self, pay: &Pay, hours_per_day: Option<f64>) -> bool {
        let is_short = hours_per_day.is_some_and(|hours| hours <= SHORT_DAY_HOURS);
        let (paid, least) = if let Some(monthly) = pay.monthly() {
            (Some(monthly), self.per_month)
        } else if pay.is_hourly() || is_short {
            (pay.hourly(hours_per_day), self.per_hour)
        } else {
            let an_hour = |month: Fen| Fen::from_yuan(month.yuan() / MONTH_HOURS);
            (pay.hourly(hours_per_day), self.per_month.and_then(an_hour))
        };
        paid.zip(least).is_some_and(|(paid, least)| paid < least)
    }
}

/// Work of no more hours a day is 非全日制用工, which the hour's sum is for (《劳动合同法》第六十八条).
const SHORT_DAY_HOURS: f64 = 4.0;
/// 21.75 paid days of eight hours, by which a month's pay is reckoned (人社部 on 月计薪天数).
const MONTH_HOURS: f64 = 21.75 * 8.0;

/// `SpecialAnnouncement`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    /// Of this hall, entered by its staff; no feed says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_own: bool,
    pub name: CleanText,
    pub text: Option<CleanText>,
    pub posted: Option<When>,
    pub expires: Option<When>,
    pub source: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `Event`: 招聘会 mostly.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    pub name: CleanText,
    pub text: Option<CleanText>,
    pub starts: Option<When>,
    pub ends: Option<When>,
    pub place: Option<CleanText>,
    pub geo: Option<Geo>,
    /// `organizer`
    pub organizer: Option<CleanText>,
    pub phone: Option<CleanText>,
    /// `zh:audience`
    pub audience: Vec<Audience>,
    pub source: Option<CleanText>,
    pub url: Option<CleanText>,
}
