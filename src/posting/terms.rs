//! What is asked of a worker and what is given besides pay.

use enumset::EnumSetType;
use serde::Deserialize;
use serde::Serialize;

use crate::text::CleanText;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wanted {
    pub ages: Ages,
    /// `qualifications`: certificates, mostly.
    pub qualifications: Option<CleanText>,
    pub skills: Option<CleanText>,
    /// `educationRequirements`
    pub education: Option<CleanText>,
    /// `experienceRequirements`
    pub experience: Option<CleanText>,
    /// `physicalRequirement`
    pub physical: Option<CleanText>,
    /// `applicantLocationRequirements`
    pub residence: Option<CleanText>,
    /// `zh:bring`: papers and things.
    pub bring: Vec<CleanText>,
    /// `zh:audience`: for whom the posting is meant besides everybody.
    pub audience: Vec<Audience>,
    /// `zh:sex`
    pub sex: Option<Sex>,
}

/// Whom an employer says to take. Few kinds of work may choose, so staff look at those that do; nothing filters by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Sex {
    /// 男女都招
    Any,
    /// 只招男的
    Men,
    /// 只招女的
    Women,
}

/// `zh:ageMin`, `zh:ageMax`, in years, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Hash)]
#[serde(default)]
pub struct Ages {
    pub min: Option<u8>,
    pub max: Option<u8>,
}

impl Ages {
    /// Minors have rules of their own, so a lower limit of 18 is the ordinary one.
    pub const ADULT: u8 = 18;

    /// 满 18 岁就行 — said to have no limit but adulthood.
    #[must_use]
    pub fn any_adult(self) -> bool {
        self.max.is_none() && self.min.is_some_and(|min| min <= Self::ADULT)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, EnumSetType, Serialize, Deserialize)]
#[enumset(no_super_impls)]
pub enum Audience {
    /// 带娃友好
    Caregiver,
    /// 退役军人
    Veteran,
    /// 残疾人
    Disability,
    /// 高校毕业生、见习
    Graduate,
    /// 银发岗
    Senior,
    /// 公益岗
    PublicWelfare,
    /// 青岛首站
    Newcomer,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Benefits {
    /// `zh:mealsProvided`
    pub meals: Option<Provision>,
    /// `zh:lodging`
    pub lodging: Option<Provision>,
    /// `zh:transport`
    pub transport: Option<Provision>,
    /// `zh:deposit`
    pub deposit: Option<Deposit>,
    pub insurance: Insurance,
    /// `jobBenefits`, as written.
    pub other: Option<CleanText>,
    /// `specialCommitments`
    pub commitments: Option<CleanText>,
}

/// Whether the employer provides something, with the words where the feed has some: 管午饭, 厂里派车接送.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Provision {
    pub given: bool,
    pub words: Option<CleanText>,
}

/// 押金 — what an employer keeps of a worker's money. The law forbids it; a feed may still report it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Deposit {
    NotTaken,
    /// With the amount, or the words, that the feed gave.
    Taken(Option<CleanText>),
}

/// `zh:insurance`: `None` where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Insurance {
    /// 意外险
    pub accident: Option<bool>,
    /// 工伤保险
    pub injury: Option<bool>,
}

/// `zh:recruiter`: who takes one on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Recruiter {
    /// 直招
    Direct,
    /// 中介, with its licence number.
    Agency { licence: Option<CleanText> },
}
