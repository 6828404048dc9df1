//! The second program: every condition a plain question to the posting, every query a loop over all of them.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use regex::Regex;
use zhaohuo::catalog::Area;
use zhaohuo::catalog::Condition;
use zhaohuo::catalog::PaperWish;
use zhaohuo::catalog::Query;
use zhaohuo::catalog::StartBy;
use zhaohuo::posting::Deposit;
use zhaohuo::posting::Geo;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Provision;
use zhaohuo::posting::Recruiter;
use zhaohuo::posting::Row;

use crate::bits::Bits;
use crate::corpus::Corpus;
use crate::facts::Facts;
use crate::facts::metres;
use crate::support;
use crate::trades::Trades;
use crate::words::Readings;
use crate::words::folded;

/// Half an hour on foot.
const STATION_REACH_M: f64 = 3_000.0;

pub(crate) struct Naive {
    pub(crate) postings: Vec<(Row, Posting)>,
    pub(crate) facts: Vec<Facts>,
    pub(crate) stations: HashMap<String, Geo>,
    pub(crate) readings: Readings,
    pub(crate) today: Date,
    pub(crate) zone: TimeZone,
    /// Each once, with signs.
    texts: Vec<String>,
    /// Of each posting, the title first.
    texts_of: Vec<Vec<usize>>,
    median_change: Option<Timestamp>,
    known: Mutex<HashMap<String, Arc<Bits>>>,
}

impl Naive {
    pub(crate) fn new(corpus: &Corpus) -> Self {
        let standpoint = support::standpoint();
        let postings = corpus.postings.clone();
        let mut trades = Trades::new();
        let facts: Vec<Facts> = postings
            .iter()
            .map(|(_, posting)| Facts::of(posting, &mut trades, &standpoint.zone, standpoint.geo))
            .collect();
        let (mut numbers, mut texts, mut texts_of) = (HashMap::new(), Vec::new(), Vec::new());
        for ((_, posting), facts) in postings.iter().zip(&facts) {
            let own = searched(posting, facts).into_iter().map(|text| {
                *numbers.entry(text).or_insert_with_key(|text| {
                    texts.push(text.clone());
                    texts.len() - 1
                })
            });
            texts_of.push(own.collect());
        }
        let readings = Readings::new(texts.iter().map(String::as_str));
        let mut changes: Vec<Timestamp> = postings.iter().filter_map(|(_, it)| it.origin.modified).collect();
        changes.sort_unstable();
        let mut stations = HashMap::new();
        for station in &corpus.stations {
            if let Some(geo) = station.geo {
                stations.entry(station.name.to_string()).or_insert(geo);
            }
        }
        Self {
            texts: texts.iter().map(|text| readings.signed(text)).collect(),
            texts_of,
            readings,
            facts,
            stations,
            median_change: changes.get(changes.len() / 2).copied(),
            today: standpoint.today,
            zone: standpoint.zone,
            known: Mutex::default(),
            postings,
        }
    }

    /// Which postings are what is asked for.
    pub(crate) fn found(&self, query: &Query, now: Timestamp) -> Bits {
        let mut found = self
            .bits("offered", now, |at| self.is_offered(at, now))
            .as_ref()
            .clone();
        let mut rest = query.conditions.as_slice();
        let mut done = HashSet::new();
        while let Some((condition, others)) = rest.split_first() {
            rest = others;
            let dimension = condition.dimension();
            if done.insert(dimension) {
                let mut any = Bits::none(self.postings.len());
                for condition in query.conditions.iter().filter(|it| it.dimension() == dimension) {
                    any.or(&self.meeting(condition, now));
                }
                found.and(&any);
            }
        }
        for word in query.words.iter().filter(|word| !word.is_empty()) {
            let mut with_word = Bits::none(self.postings.len());
            if let Some(regex) = self.readings.regex(word) {
                let mut seen = vec![None; self.texts.len()];
                for at in found.iter() {
                    let mut is_in =
                        |text: &usize| *seen[*text].get_or_insert_with(|| regex.is_match(&self.texts[*text]));
                    if self.texts_of[at].iter().any(&mut is_in) {
                        with_word.add(at);
                    }
                }
            }
            found = with_word;
        }
        found
    }

    /// Which postings meet one condition, expired ones among them.
    pub(crate) fn meeting(&self, condition: &Condition, now: Timestamp) -> Arc<Bits> {
        let changes_with_time = matches!(condition, Condition::Start(_));
        let when = if changes_with_time { now } else { support::now() };
        self.bits(&format!("{condition:?}"), when, |at| self.meets(at, condition, now))
    }

    pub(crate) fn regexes(&self, query: &Query) -> Vec<Regex> {
        query
            .words
            .iter()
            .filter_map(|word| self.readings.regex(word))
            .collect()
    }

    pub(crate) fn is_in_title(&self, at: usize, regexes: &[Regex]) -> bool {
        regexes
            .iter()
            .all(|regex| regex.is_match(&self.texts[self.texts_of[at][0]]))
    }

    pub(crate) fn is_full(&self, at: usize) -> bool {
        let openings = self.postings[at].1.openings;
        openings.left.or(openings.total) == Some(0)
    }

    /// Whether one can still begin today.
    pub(crate) fn can_start(&self, at: usize, now: Timestamp) -> bool {
        let immediate = self.postings[at].1.work.immediate;
        let opening = self.facts[at].opening;
        let opening = opening.and_then(|time| self.today.to_datetime(time).to_zoned(self.zone.clone()).ok());
        let is_in_time = |meeting: Option<Timestamp>| {
            let hour = meeting.or(opening.as_ref().map(jiff::Zoned::timestamp));
            hour.is_none_or(|hour| hour >= now)
        };
        match self.facts[at].start {
            None => immediate && is_in_time(None),
            Some(start) if start.date == self.today => is_in_time(start.at),
            Some(start) => start.date < self.today && immediate && is_in_time(None),
        }
    }

    /// It began on another day and takes nobody on, or it begins today and one should have been there.
    pub(crate) fn is_missed(&self, at: usize, now: Timestamp) -> bool {
        let immediate = self.postings[at].1.work.immediate;
        self.facts[at]
            .start
            .is_some_and(|start| match start.date.cmp(&self.today) {
                Ordering::Less => !immediate,
                Ordering::Equal => start.at.is_some_and(|meeting| meeting < now),
                Ordering::Greater => false,
            })
    }

    /// Asked once of each posting, and kept.
    fn bits(&self, what: &str, now: Timestamp, holds: impl Fn(usize) -> bool) -> Arc<Bits> {
        let key = format!("{what} {now}");
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bits) = known().get(&key) {
            return bits.clone();
        }
        let bits = Arc::new(Bits::of(self.postings.len(), holds));
        known().insert(key, bits.clone());
        bits
    }

    /// A clock more than a day before, or 400 days after, the middle change of all is not believed, and expires nothing.
    fn is_offered(&self, at: usize, now: Timestamp) -> bool {
        let hours = |hours| SignedDuration::from_hours(hours);
        let is_believed = now >= support::standpoint().built_at
            && self
                .median_change
                .is_none_or(|change| now >= change - hours(24) && now <= change + hours(400 * 24));
        let end = self.postings[at].1.origin.valid_through;
        !is_believed || end.is_none_or(|end| end > now)
    }

    fn meets(&self, at: usize, condition: &Condition, now: Timestamp) -> bool {
        let (posting, facts) = (&self.postings[at].1, &self.facts[at]);
        let benefits = &posting.benefits;
        match condition {
            Condition::Area(area) => lies_in(facts, area),
            Condition::Station(name) => self
                .stations
                .get(name.as_str())
                .zip(posting.place.geo)
                .is_some_and(|(station, there)| metres(*station, there) <= STATION_REACH_M),
            Condition::Trade(trade) => facts.trades.contains(trade),
            Condition::Age(age) => {
                let ages = posting.wanted.ages;
                ages.min.unwrap_or(0) <= *age && *age <= ages.max.unwrap_or(u8::MAX)
            }
            Condition::AnyAdult => {
                let ages = posting.wanted.ages;
                ages.max.is_none() && matches!(ages.min, Some(0..=18))
            }
            Condition::Settlement(settlement) => posting.pay.settlement == Some(*settlement),
            Condition::PaidHourly(least) => facts.hourly.is_some_and(|fen| fen >= least.0),
            Condition::PaidDaily(least) => facts.daily.is_some_and(|fen| fen >= least.0),
            Condition::PaidMonthly(least) => facts.monthly.is_some_and(|fen| fen >= least.0),
            Condition::Within(most) => facts.metres.is_some_and(|metres| metres <= f64::from(*most)),
            Condition::Start(by) => self.starts(at, *by, now),
            Condition::Shift(shift) => facts.shifts.contains(shift),
            Condition::Meals => is_given(benefits.meals.as_ref()),
            Condition::Lodging => is_given(benefits.lodging.as_ref()),
            Condition::Transport => is_given(benefits.transport.as_ref()),
            Condition::Paper(PaperWish::None) => facts.papers.is_empty(),
            Condition::Paper(PaperWish::Asks(paper)) => facts.papers.contains(paper),
            Condition::Paper(PaperWish::Without(paper)) => !facts.papers.contains(paper),
            Condition::DepositDenied => matches!(benefits.deposit, Some(Deposit::NotTaken)),
            Condition::NoDeposit => !matches!(benefits.deposit, Some(Deposit::Taken(_))),
            Condition::Accident => benefits.insurance.accident == Some(true),
            Condition::Injury => benefits.insurance.injury == Some(true),
            Condition::Audience(audience) => posting.wanted.audience.contains(audience),
            Condition::Verified => posting.origin.verified_at.is_some(),
            Condition::Posted(days) => facts.newest.is_some_and(|newest| {
                let old = (self.today - newest.date(&self.zone)).get_days();
                old < i32::from(*days)
            }),
            Condition::Direct => matches!(posting.employer.recruiter, Some(Recruiter::Direct)),
            Condition::Agency => matches!(posting.employer.recruiter, Some(Recruiter::Agency { .. })),
            Condition::Number(number) => facts.number == *number,
        }
    }

    fn starts(&self, at: usize, by: StartBy, now: Timestamp) -> bool {
        let days = self.facts[at].start.map(|start| (start.date - self.today).get_days());
        let is_wanted = !self.is_full(at);
        let today = is_wanted && self.can_start(at, now);
        match by {
            StartBy::Today => today,
            StartBy::Tomorrow => is_wanted && days == Some(1),
            StartBy::Week => today || is_wanted && matches!(days, Some(1..=6)),
        }
    }
}

fn is_given(provision: Option<&Provision>) -> bool {
    provision.is_some_and(|provision| provision.given)
}

/// Whatever the area names has the same name there.
pub(crate) fn lies_in(facts: &Facts, area: &Area) -> bool {
    let named = [&area.city, &area.district, &area.street, &area.village];
    named.into_iter().zip(&facts.area).all(|(asked, own)| match asked {
        Some(asked) => own.as_deref() == Some(asked.as_str()),
        None => true,
    })
}

/// Title, employer, category, the name of the place or else the narrowest there is, its road, and the four levels.
fn searched(posting: &Posting, facts: &Facts) -> Vec<String> {
    let place = &posting.place;
    let title = Some(&posting.title);
    let named = [
        &place.name,
        &place.street,
        &place.village,
        &place.subdistrict,
        &place.district,
    ];
    let narrowest = named.into_iter().chain([&place.locality]).flatten().next();
    let mut texts: Vec<String> = [
        title,
        posting.employer.name.as_ref(),
        posting.work.trade.as_ref(),
        narrowest,
    ]
    .into_iter()
    .flatten()
    .map(|text| folded(text))
    .collect();
    let road = place
        .street
        .as_deref()
        .and_then(|street| street.split(|c: char| c.is_ascii_digit()).next());
    texts.extend(road.map(|road| folded(road.trim())));
    texts.extend(facts.area.iter().flatten().map(|name| folded(name)));
    texts
}
