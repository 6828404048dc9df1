//! What a feed carries besides postings: courses, services, stations, wage guides, minimum wages, notices, events.

use serde::Deserialize;
use serde::Serialize;

use crate::posting::Fen;
use crate::posting::Geo;
use crate::posting::When;
use crate::text::CleanText;

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
    /// `offers.description`: who pays it back, and when.
    pub subsidy: Option<CleanText>,
    pub starts: Option<When>,
    pub ends: Option<When>,
    pub place: Option<CleanText>,
    /// `educationalCredentialAwarded`
    pub certificate: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `GovernmentService`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Service {
    pub name: CleanText,
    pub description: Option<CleanText>,
    pub audience: Option<CleanText>,
    pub provider: Option<CleanText>,
    pub service_type: Option<CleanText>,
    /// `availableChannel`: where one goes for it.
    pub channel: Option<CleanText>,
    pub phone: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `EmploymentAgency`: 就享家 and 零工驿站, on four levels.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Station {
    pub name: CleanText,
    pub address: Option<CleanText>,
    pub geo: Option<Geo>,
    pub phone: Option<CleanText>,
    /// `openingHours`, as written.
    pub hours: Option<CleanText>,
    /// `parentOrganization`, nearest first: 镇(街), 区(市), 市.
    pub parents: Vec<CleanText>,
    pub offers: Option<CleanText>,
    pub url: Option<CleanText>,
}

/// `Occupation` with `estimatedSalary`, in yuan a `per`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WageGuide {
    pub trade: CleanText,
    pub low: Option<Fen>,
    pub middle: Option<Fen>,
    pub high: Option<Fen>,
    /// `unitText` or `duration`, as written: MONTH mostly.
    pub per: Option<CleanText>,
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

/// `SpecialAnnouncement`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Notice {
    pub name: CleanText,
    pub text: Option<CleanText>,
    pub posted: Option<When>,
    pub expires: Option<When>,
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
    pub url: Option<CleanText>,
}
