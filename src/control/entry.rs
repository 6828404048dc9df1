//! 登记急招 — what an employer says at the desk, in eight lines, made into a posting.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use jiff::tz::TimeZone;
use serde::Deserialize;
use serde::Serialize;

use crate::config::Hall;
use crate::posting::Contact;
use crate::posting::Employer;
use crate::posting::Fen;
use crate::posting::Openings;
use crate::posting::Origin;
use crate::posting::Pay;
use crate::posting::Per;
use crate::posting::Place;
use crate::posting::Posting;
use crate::posting::PostingId;
use crate::posting::Rate;
use crate::posting::Recruiter;
use crate::posting::Settlement;
use crate::posting::When;
use crate::posting::Work;
use crate::text::CleanText;

/// An amount that nobody pays for a day of such work, in yuan: a slip of the finger.
const YUAN_MAX: f64 = 100_000.0;
/// More people than any hall has ever sent out at once.
const PEOPLE_MAX: u32 = 999;

/// As it is typed; only title, pay and phone must be there.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Form {
    /// 卸车
    pub title: String,
    /// 200, 元/天 unless [`Self::per`] says otherwise.
    pub yuan: f64,
    /// `day`, `hour`, `month` or a piece such as 件.
    pub per: Option<String>,
    pub people: Option<u32>,
    /// 07:30, today or tomorrow as [`Self::date`] says.
    pub time: Option<String>,
    /// 2026-11-22; today where it is not said.
    pub date: Option<Date>,
    pub place: Option<String>,
    pub phone: String,
    pub employer: Option<String>,
    /// An agency enters it, not who pays.
    pub agency: bool,
    /// Hours of work a day.
    pub hours: Option<f64>,
    pub note: Option<String>,
}

/// What is wrong with one, in the words of whoever typed it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum EntryError {
    #[error("没写干什么活")]
    NoTitle,
    #[error("工钱写得不对：要一个数，比 0 大，不过 {YUAN_MAX} 元")]
    Pay,
    #[error("电话写得不对：只写号码，7 到 15 位数字")]
    Phone,
    #[error("人数写得不对：1 到 {PEOPLE_MAX}")]
    People,
    #[error("时间写得不对：写成 07:30 这样")]
    Time,
    #[error("干几个小时写得不对：比 0 大，不过 24")]
    Hours,
    #[error("日子过了")]
    Past,
    #[error("今天这个点已经过了")]
    TimePast,
}

impl Form {
    /// The posting, which leaves by itself when it begins. `serial` tells two of one second apart.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with it.
    pub fn posting(&self, hall: &Hall, now: Timestamp, serial: u32) -> Result<Posting, EntryError> {
        let title = CleanText::line(&self.title).ok_or(EntryError::NoTitle)?;
        let today = now.to_zoned(hall.zone.clone()).date();
        let date = self.date.unwrap_or(today);
        if date < today {
            return Err(EntryError::Past);
        }
        let time = self
            .time
            .as_deref()
            .filter(|text| !text.trim().is_empty())
            .map(parse_time)
            .transpose()?;
        let meet_time = time.and_then(|time| moment(date, time, &hall.zone));
        if meet_time.is_some_and(|at| at < now) {
            return Err(EntryError::TimePast);
        }
        if self.people.is_some_and(|people| people == 0 || people > PEOPLE_MAX) {
            return Err(EntryError::People);
        }
        if self.hours.is_some_and(|hours| !(hours > 0.0 && hours <= 24.0)) {
            return Err(EntryError::Hours);
        }
        let optional = |text: &Option<String>| text.as_deref().and_then(CleanText::line);
        let desk = hall.name.clone().unwrap_or_else(|| CleanText::new("本市场", 20));
        Ok(Posting {
            id: PostingId(CleanText::new(&format!("staff:{}-{serial}", now.as_second()), 60)),
            title,
            description: self.note.as_deref().and_then(CleanText::prose),
            employer: Employer {
                name: optional(&self.employer),
                recruiter: Some(if self.agency {
                    Recruiter::Agency { licence: None }
                } else {
                    Recruiter::Direct
                }),
                ..Employer::default()
            },
            place: Place {
                name: optional(&self.place),
                ..Place::default()
            },
            pay: self.pay()?,
            openings: Openings {
                total: self.people,
                left: self.people,
            },
            work: Work {
                starts: Some(When::On(date)),
                meet_time,
                hours_per_day: self.hours,
                days: Some(1),
                ..Work::default()
            },
            contact: Contact {
                phone: Some(self.phone()?),
                ..Contact::default()
            },
            origin: Origin {
                // By the desk, not by whoever sits there: it is for everybody to read.
                verified_by: Some(desk.clone()),
                source: Some(desk),
                verified_at: Some(now),
                posted: Some(When::On(today)),
                modified: Some(now),
                // Nobody applies for what has begun; without a time it is the last moment of its day.
                valid_through: meet_time
                    .or_else(|| moment(date.tomorrow().unwrap_or(date), Time::midnight(), &hall.zone)),
                ..Origin::default()
            },
            ..Posting::default()
        })
    }

    fn pay(&self) -> Result<Pay, EntryError> {
        if !(self.yuan > 0.0 && self.yuan <= YUAN_MAX) {
            return Err(EntryError::Pay);
        }
        let fen = Fen::from_yuan(self.yuan).ok_or(EntryError::Pay)?;
        let per = match self.per.as_deref().map(str::trim) {
            None | Some("" | "day" | "天") => Per::Day,
            Some("hour" | "小时") => Per::Hour,
            Some("month" | "月") => Per::Month,
            Some(piece) => Per::Piece(CleanText::line(piece)),
        };
        Ok(Pay {
            rate: Rate::Fixed {
                low: fen,
                high: fen,
                per,
            },
            settlement: Some(Settlement::Daily),
            ..Pay::default()
        })
    }

    fn phone(&self) -> Result<CleanText, EntryError> {
        let digits = self.phone.chars().filter(char::is_ascii_digit).count();
        let is_number = self
            .phone
            .chars()
            .all(|c| c.is_ascii_digit() || " -+()（）".contains(c));
        if !is_number || !(7..=15).contains(&digits) {
            return Err(EntryError::Phone);
        }
        CleanText::line(&self.phone).ok_or(EntryError::Phone)
    }
}

fn parse_time(written: &str) -> Result<Time, EntryError> {
    let usual = written.trim().replace('：', ":");
    // A number pad has no colon.
    let digits = Some(usual.as_str()).filter(|digits| digits.len() > 2 && digits.is_ascii());
    let bare = digits.and_then(|digits| digits.split_at_checked(digits.len() - 2));
    let (hour, minute) = usual.split_once(':').or(bare).ok_or(EntryError::Time)?;
    let number = |text: &str| text.parse::<i8>().map_err(|_| EntryError::Time);
    Time::new(number(hour)?, number(minute)?, 0, 0).map_err(|_| EntryError::Time)
}

fn moment(date: Date, time: Time, zone: &TimeZone) -> Option<Timestamp> {
    let zoned = date.to_datetime(time).to_zoned(zone.clone()).ok()?;
    Some(zoned.timestamp())
}
