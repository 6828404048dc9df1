//! What a posting says, read off it once in the plainest way, because it will be asked ten thousand times.

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use regex::Regex;
use zhaohuo::catalog::Paper;
use zhaohuo::catalog::Shift;
use zhaohuo::catalog::Trade;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Per;
use zhaohuo::posting::Place;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingNumber;
use zhaohuo::posting::Rate;
use zhaohuo::posting::When;

use crate::trades::Trades;

pub(crate) struct Facts {
    pub(crate) trades: Vec<Trade>,
    /// 市, 区, 街道, 村.
    pub(crate) area: [Option<String>; 4],
    pub(crate) number: PostingNumber,
    pub(crate) start: Option<Start>,
    /// The first hour of work, as it is written.
    pub(crate) opening: Option<Time>,
    pub(crate) shifts: Vec<Shift>,
    pub(crate) papers: Vec<Paper>,
    /// In fen.
    pub(crate) hourly: Option<u32>,
    pub(crate) daily: Option<u32>,
    pub(crate) monthly: Option<u32>,
    /// From the kiosk.
    pub(crate) metres: Option<f64>,
    pub(crate) newest: Option<When>,
}

/// When one meets, else when the work begins.
#[derive(Clone, Copy)]
pub(crate) struct Start {
    pub(crate) date: Date,
    pub(crate) time: Option<Time>,
    pub(crate) at: Option<Timestamp>,
}

impl Facts {
    pub(crate) fn of(posting: &Posting, trades: &mut Trades, zone: &TimeZone, kiosk: Option<Geo>) -> Self {
        let work = &posting.work;
        let mut start = work
            .meet_time
            .map(When::At)
            .or(work.starts)
            .map(|when| Start::of(when, zone));
        let opening = work.hours.as_deref().and_then(first_time);
        if let (Some(begun), Some(time), Some(1)) = (&mut start, opening, work.days)
            && begun.time.is_none()
        {
            begun.time = Some(time);
            begun.at = begun
                .date
                .to_datetime(time)
                .to_zoned(zone.clone())
                .ok()
                .map(|it| it.timestamp());
        }
        let hours = work.hours_per_day;
        let (hourly, daily, monthly) = match &posting.pay.rate {
            Rate::Fixed { low, per, .. } => {
                let low = low.0;
                let reckoned = |reckon: fn(f64, f64) -> f64| hours.and_then(|hours| fen(reckon(f64::from(low), hours)));
                match per {
                    Per::Hour => (Some(low), reckoned(|low, hours| low * hours), None),
                    Per::Day => (reckoned(|low, hours| low / hours), Some(low), None),
                    Per::Month => (None, None, Some(low)),
                    Per::Week | Per::Year | Per::Piece(_) => (None, None, None),
                }
            }
            Rate::Written(_) | Rate::Negotiable | Rate::Unstated => (None, None, None),
        };
        let posted = posting.origin.posted;
        Self {
            trades: trades.of(posting),
            area: area(&posting.place),
            number: number(&posting.id.0).parse().expect("six digits of 1–9"),
            start,
            opening,
            shifts: shifts(posting, start),
            papers: papers(posting),
            hourly,
            daily,
            monthly,
            metres: kiosk.zip(posting.place.geo).map(|(here, there)| metres(here, there)),
            newest: posting.origin.modified.map(When::At).or(posted),
        }
    }
}

impl Start {
    fn of(when: When, zone: &TimeZone) -> Self {
        match when {
            When::On(date) => Self {
                date,
                time: None,
                at: None,
            },
            When::At(at) => {
                let there = at.to_zoned(zone.clone());
                Self {
                    date: there.date(),
                    time: Some(there.time()),
                    at: Some(at),
                }
            }
        }
    }
}

/// Rounded; nothing above ten million yuan is a wage.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the range is checked"
)]
fn fen(amount: f64) -> Option<u32> {
    (amount <= 1e9).then(|| amount.round() as u32)
}

/// FNV-1a in base nine, least digit first, each digit one more.
fn number(id: &str) -> String {
    let mut hash = 14_695_981_039_346_656_037_u64;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211);
    }
    (0..6)
        .map(|place| char::from(b'1' + u8::try_from(hash / 9_u64.pow(place) % 9).expect("below nine")))
        .collect()
}

/// Along the chord through a globe of the mean radius of IUGG, and from it the arc.
pub(crate) fn metres(from: Geo, to: Geo) -> f64 {
    let point = |geo: Geo| {
        let (latitude, longitude) = (geo.latitude.to_radians(), geo.longitude.to_radians());
        [
            latitude.cos() * longitude.cos(),
            latitude.cos() * longitude.sin(),
            latitude.sin(),
        ]
    };
    let squares = point(from).into_iter().zip(point(to)).map(|(a, b)| (a - b) * (a - b));
    let chord = squares.sum::<f64>().sqrt();
    2.0 * 6_371_008.8 * (chord / 2.0).min(1.0).asin()
}

fn area(place: &Place) -> [Option<String>; 4] {
    let text = |text: &Option<_>| text.as_ref().map(ToString::to_string);
    let district = text(&place.district);
    let named = [text(&place.locality), text(&place.region)].into_iter().flatten();
    let city = named
        .filter_map(|name| city(&name))
        .find(|city| Some(city) != district.as_ref());
    [city, district, text(&place.subdistrict), text(&place.village)]
}

/// What stands behind a province or an autonomous region and ends in 市, which cannot be its first character.
fn city(text: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new("^(?:.*?自治区|[^省]*省)?[ ]*([^ ].*?市)").expect("a pattern"));
    Some(PATTERN.captures(text)?[1].to_owned())
}

/// By words in the title, the hour of the beginning, the length and the day of the week.
fn shifts(posting: &Posting, start: Option<Start>) -> Vec<Shift> {
    let says = |words: &[&str]| words.iter().any(|word| posting.title.contains(word));
    let hour = match start.and_then(|start| start.time) {
        Some(time) => Some(time.hour()),
        None => posting.work.hours.as_deref().and_then(first_time).map(Time::hour),
    };
    let between = |from: i8, to: i8| hour.is_some_and(|hour| from <= hour && hour < to);
    let weekend = |start: Start| matches!(start.date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let work = &posting.work;
    let is = [
        (Shift::Morning, says(&["早班"]) || between(4, 8)),
        (Shift::Day, says(&["白班"]) || between(6, 13)),
        (Shift::Evening, says(&["中班", "晚班"]) || between(13, 20)),
        (Shift::Night, says(&["夜班"]) || between(20, 24) || between(0, 4)),
        (
            Shift::HalfDay,
            says(&["半天", "半日"]) || work.hours_per_day.is_some_and(|hours| hours <= 5.0),
        ),
        (
            Shift::Weekend,
            says(&["周末"]) || (work.days.is_some_and(|days| days <= 2) && start.is_some_and(weekend)),
        ),
    ];
    is.into_iter().filter(|(_, is)| *is).map(|(shift, _)| shift).collect()
}

/// The first time of day that is written.
fn first_time(hours: &str) -> Option<Time> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| Regex::new("([0-9]+)[:：]([0-9][0-9])").expect("a pattern"));
    let found = PATTERN.captures(hours)?;
    let (hour, minute): (i8, i8) = (found[1].parse().ok()?, found[2].parse().ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

/// What qualifications ask for clause by clause, unless one says that none is needed, and what is to be brought along.
fn papers(posting: &Posting) -> Vec<Paper> {
    const SIGNS: [(Paper, &str); 9] = [
        (Paper::Health, "健康证"),
        (Paper::Driving, "驾驶证|驾照"),
        (Paper::Forklift, "叉车"),
        (Paper::Electrician, "电工"),
        (Paper::Welder, "焊"),
        (Paper::Height, "登高|高处"),
        (Paper::Guard, "保安"),
        (Paper::Cook, "厨师"),
        (Paper::Care, "月嫂|母婴|育婴|护理"),
    ];
    const NO_PAPERS: &str = "保证|身份证|照顾|照看|照护|照片|证明|证件照";
    const DENIED: &str = "不要|不需|不用|不限|无需|无证|免";
    let known = |text: &str| {
        let asks = |signs: &str| signs.split('|').any(|sign| text.contains(sign));
        let asked: Vec<Paper> = SIGNS
            .iter()
            .filter(|(_, signs)| asks(signs))
            .map(|(paper, _)| *paper)
            .collect();
        asked
    };
    let mut papers = Vec::new();
    let asked = posting.wanted.qualifications.iter().map(|text| (text, true));
    let brought = posting.wanted.bring.iter().map(|text| (text, false));
    for (text, may_be_another) in asked.chain(brought) {
        for clause in text.split(|c: char| "，、；。/,; ".contains(c)) {
            if DENIED.split('|').any(|denied| clause.starts_with(denied)) {
                continue;
            }
            let mut clause = clause.to_owned();
            for word in NO_PAPERS.split('|') {
                clause = clause.replace(word, "");
            }
            if !clause.contains('证') && !clause.contains('照') {
                continue;
            }
            let found = known(&clause);
            if found.is_empty() && may_be_another {
                papers.push(Paper::Other);
            }
            papers.extend(found);
        }
    }
    papers
}
