//! What a posting is: one job on offer, as its employer and its source described it.
//!
//! Everything optional is `None` where the feed said nothing. The screens then say 没写; nothing here guesses.

mod number;
mod pay;
mod terms;

use serde::Deserialize;
use serde::Serialize;

use crate::text::CleanText;

pub use number::NUMBER_DIGITS;
pub use number::PostingNumber;
pub use pay::Fen;
pub use pay::Pay;
pub use pay::Per;
pub use pay::Rate;
pub use pay::Settlement;
pub use terms::Ages;
pub use terms::Audience;
pub use terms::Benefits;
pub use terms::Deposit;
pub use terms::Insurance;
pub use terms::Provision;
pub use terms::Recruiter;
pub use terms::Sex;
pub use terms::Wanted;

/// Where a posting lies in the store. Never reused, so an old one opens nothing rather than something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Row(pub i64);

/// schema.org `identifier`, the same for one posting wherever it is shown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct PostingId(pub CleanText);

/// schema.org `JobPosting` with the `zh:` terms that day labour needs.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Posting {
    pub id: PostingId,
    pub title: CleanText,
    pub description: Option<CleanText>,
    pub employer: Employer,
    pub place: Place,
    pub pay: Pay,
    pub openings: Openings,
    pub work: Work,
    pub wanted: Wanted,
    pub benefits: Benefits,
    pub contact: Contact,
    pub origin: Origin,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Employer {
    /// `hiringOrganization`
    pub name: Option<CleanText>,
    /// `zh:recruiter`
    pub recruiter: Option<Recruiter>,
    /// `industry`
    pub industry: Option<CleanText>,
    /// `zh:leader` — who to look for at the meeting place.
    pub leader: Option<CleanText>,
}

/// `jobLocation`
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    pub name: Option<CleanText>,
    /// `streetAddress`
    pub street: Option<CleanText>,
    /// `zh:street` — 街道, the level below the district.
    pub subdistrict: Option<CleanText>,
    /// `zh:village` — 村、社区, the level below that.
    pub village: Option<CleanText>,
    /// `zh:district`, or the 区 or 市 that `addressLocality` ends in.
    pub district: Option<CleanText>,
    /// `addressLocality` and `addressRegion`, as written.
    pub locality: Option<CleanText>,
    pub region: Option<CleanText>,
    pub geo: Option<Geo>,
}

/// WGS 84, in degrees.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Geo {
    pub latitude: f64,
    pub longitude: f64,
}

impl Geo {
    /// `None` outside the globe.
    #[must_use]
    pub fn new(latitude: f64, longitude: f64) -> Option<Self> {
        ((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
            .then_some(Self { latitude, longitude })
    }

    /// Metres along the great circle (haversine, mean Earth radius 6,371,008.8 m of IUGG).
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        const EARTH_RADIUS_M: f64 = 6_371_008.8;
        let (from, to) = (self.latitude.to_radians(), other.latitude.to_radians());
        let half_lat = ((to - from) / 2.0).sin();
        let half_lon = ((other.longitude - self.longitude).to_radians() / 2.0).sin();
        let h = half_lat * half_lat + from.cos() * to.cos() * half_lon * half_lon;
        2.0 * EARTH_RADIUS_M * h.sqrt().min(1.0).asin()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Openings {
    /// `totalJobOpenings`
    pub total: Option<u32>,
    /// `zh:openingsLeft`
    pub left: Option<u32>,
}

impl Openings {
    /// Nobody more is taken. Unknown is not full.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.left == Some(0) || (self.left.is_none() && self.total == Some(0))
    }
}

/// What the work is and when.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// `occupationalCategory`
    pub trade: Option<CleanText>,
    /// `employmentType`, as written.
    pub kind: Option<CleanText>,
    /// `jobStartDate`
    pub starts: Option<When>,
    /// `jobImmediateStart`
    pub immediate: bool,
    /// `workHours`, as written.
    pub hours: Option<CleanText>,
    /// `zh:hoursPerDay`, more than 0 and at most 24.
    pub hours_per_day: Option<f64>,
    /// `zh:days`
    pub days: Option<u32>,
    /// `zh:meetAt`
    pub meet_place: Option<CleanText>,
    pub meet_time: Option<jiff::Timestamp>,
    /// `zh:intensity`
    pub intensity: Option<CleanText>,
}

/// A date, with the time of day where the feed gave one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum When {
    At(jiff::Timestamp),
    On(jiff::civil::Date),
}

impl When {
    #[must_use]
    pub fn date(self, zone: &jiff::tz::TimeZone) -> jiff::civil::Date {
        match self {
            Self::At(time) => time.to_zoned(zone.clone()).date(),
            Self::On(date) => date,
        }
    }

    /// A bare date begins at midnight; `None` where a zone has no such day.
    #[must_use]
    pub fn first_moment(self, zone: &jiff::tz::TimeZone) -> Option<jiff::Timestamp> {
        match self {
            Self::At(time) => Some(time),
            Self::On(date) => Some(date.to_zoned(zone.clone()).ok()?.timestamp()),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Contact {
    /// `url`, as the feed gave it; whether a code may lead there is for [`crate::code`] to say.
    pub url: Option<CleanText>,
    /// `applicationContact.telephone`
    pub phone: Option<CleanText>,
    /// `applicationContact.name` or `contactType`
    pub name: Option<CleanText>,
    /// `directApply`
    pub direct: Option<bool>,
}

/// Who says so, since when and until when.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Origin {
    /// `zh:sourceName`
    pub source: Option<CleanText>,
    /// `zh:verifiedBy`, `zh:verifiedAt`
    pub verified_by: Option<CleanText>,
    pub verified_at: Option<jiff::Timestamp>,
    /// `datePosted`
    pub posted: Option<When>,
    /// `dateModified` of the item.
    pub modified: Option<jiff::Timestamp>,
    /// `validThrough`; a bare date means the end of that day.
    pub valid_through: Option<jiff::Timestamp>,
    /// `keywords`
    pub keywords: Vec<CleanText>,
}
