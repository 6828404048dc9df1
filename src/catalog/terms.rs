//! The terms of a posting, as far as a filter asks for them.

use enumset::EnumSet;
use jiff::civil::Time;
use jiff::civil::Weekday;

use super::Gist;
use super::Paper;
use super::Shift;
use super::query::HALF_DAY_HOURS;
use super::start::Times;
use crate::posting::Audience;
use crate::posting::Posting;

/// What a posting says of itself besides pay, place and time. `false` and empty are also what it does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Terms {
    pub shifts: EnumSet<Shift>,
    pub papers: EnumSet<Paper>,
    pub audience: EnumSet<Audience>,
    /// Whether it says that it takes one.
    pub deposit: Option<bool>,
    pub accident_insured: bool,
    pub injury_insured: bool,
    pub verified: bool,
    /// Whether the employer itself takes one on, where it says so.
    pub direct: Option<bool>,
}

/// Work for longer than this is no weekend's, even if it begins on one.
const WEEKEND_DAYS: u32 = 2;

impl Terms {
    pub(super) fn of(gist: &Gist, times: &Times) -> Self {
        Self {
            shifts: shifts(gist, times),
            papers: gist.papers,
            audience: gist.audience,
            deposit: gist.deposit,
            accident_insured: gist.accident_insured,
            injury_insured: gist.injury_insured,
            verified: gist.verified_at().is_some(),
            direct: gist.direct,
        }
    }
}

/// By the words of the title, by the hour at which one meets or begins, by how long and on which day it is.
fn shifts(gist: &Gist, times: &Times) -> EnumSet<Shift> {
    const WORDS: [(&str, Shift); 8] = [
        ("早班", Shift::Morning),
        ("白班", Shift::Day),
        ("中班", Shift::Evening),
        ("晚班", Shift::Evening),
        ("夜班", Shift::Night),
        ("半天", Shift::HalfDay),
        ("半日", Shift::HalfDay),
        ("周末", Shift::Weekend),
    ];
    let said = WORDS.into_iter().filter(|(word, _)| gist.title.contains(word));
    let mut shifts: EnumSet<Shift> = said.map(|(_, shift)| shift).collect();
    if let Some(time) = times.hours.first_time(times.start) {
        match time.hour() {
            4 | 5 => shifts |= Shift::Morning,
            6 | 7 => shifts |= Shift::Morning | Shift::Day,
            8..=12 => shifts |= Shift::Day,
            13..=19 => shifts |= Shift::Evening,
            _ => shifts |= Shift::Night,
        }
    }
    if gist.hours_per_day.is_some_and(|hours| hours <= HALF_DAY_HOURS) {
        shifts |= Shift::HalfDay;
    }
    let is_short = gist.days.is_some_and(|days| days <= WEEKEND_DAYS);
    let begins = times.start.map(|start| start.date.weekday());
    if is_short && matches!(begins, Some(Weekday::Saturday | Weekday::Sunday)) {
        shifts |= Shift::Weekend;
    }
    shifts
}

/// The 08:00 of `08:00–17:00 歇 1 小时`, and of `上班时间：08:00`.
pub(super) fn first_time(hours: Option<&str>) -> Option<Time> {
    let hours = hours?;
    hours.match_indices([':', '：']).find_map(|(at, colon)| {
        let (before, after) = (&hours[..at], &hours[at + colon.len()..]);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let hour = before[before.len() - digits..].parse().ok()?;
        let minute = after.get(..2)?.parse().ok()?;
        Time::new(hour, minute, 0, 0).ok()
    })
}

/// What is asked for by name among the qualifications, and what must be brought along.
pub(super) fn papers(posting: &Posting) -> EnumSet<Paper> {
    let asked = posting
        .wanted
        .qualifications
        .iter()
        .flat_map(|it| asked_papers(it, Paper::Other.into()));
    let brought = posting
        .wanted
        .bring
        .iter()
        .flat_map(|it| asked_papers(it, EnumSet::empty()));
    asked.chain(brought).collect()
}

/// The papers that a text asks for, clause by clause; `unknown` stands for those that have no name here. 保证 and 照顾 are
/// no papers, an 身份证 everybody has, and 不要证 asks for none.
pub(super) fn asked_papers(text: &str, unknown: EnumSet<Paper>) -> EnumSet<Paper> {
    const NO_PAPERS: [&str; 8] = ["保证", "身份证", "照顾", "照看", "照护", "照片", "证明", "证件照"];
    const DENIED: [&str; 7] = ["不要", "不需", "不用", "不限", "无需", "无证", "免"];
    let clauses = text.split(['，', '、', '；', '。', '/', ',', ';', ' ']);
    let asking = clauses.filter(|clause| !DENIED.iter().any(|denied| clause.starts_with(denied)));
    asking
        .filter_map(|clause| {
            let named = NO_PAPERS
                .iter()
                .fold(clause.to_owned(), |left, word| left.replace(word, ""));
            let known = known_papers(&named);
            named
                .contains(['证', '照'])
                .then_some(if known.is_empty() { unknown } else { known })
        })
        .fold(EnumSet::empty(), |all, papers| all | papers)
}

fn known_papers(text: &str) -> EnumSet<Paper> {
    const SIGNS: [(&str, Paper); 14] = [
        ("健康证", Paper::Health),
        ("驾驶证", Paper::Driving),
        ("驾照", Paper::Driving),
        ("叉车", Paper::Forklift),
        ("电工", Paper::Electrician),
        ("焊", Paper::Welder),
        ("登高", Paper::Height),
        ("高处", Paper::Height),
        ("保安", Paper::Guard),
        ("厨师", Paper::Cook),
        ("月嫂", Paper::Care),
        ("母婴", Paper::Care),
        ("育婴", Paper::Care),
        ("护理", Paper::Care),
    ];
    let found = SIGNS.into_iter().filter(|(sign, _)| text.contains(sign));
    found.map(|(_, paper)| paper).collect()
}
