//! The lines of a detail page, in the order in which a worker decides.

use std::borrow::Cow;

use super::DOT;
use super::ages;
use super::day;
use super::day_and_clock;
use super::distance;
use super::hours;
use super::settlement;
use crate::catalog::Standpoint;
use crate::language::Language;
use crate::posting::Deposit;
use crate::posting::Posting;
use crate::posting::Provision;
use crate::posting::Recruiter;
use crate::posting::Sex;
use crate::posting::When;
use crate::text::CleanText;

/// A label of two characters, and what the posting says to it; `None` where it says nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub label: String,
    pub text: Option<String>,
}

/// All there is to say of a posting but its title, rate, 编号 and how to apply.
#[must_use]
pub fn facts(posting: &Posting, standpoint: &Standpoint, language: Language) -> Vec<Fact> {
    let teller = Teller {
        posting,
        standpoint,
        language,
    };
    let fact = |label: Cow<'_, str>, parts: Vec<String>| Fact {
        label: label.into_owned(),
        text: (!parts.is_empty()).then(|| join(&parts)),
    };
    let mut told = vec![
        fact(word!(language, "fact.paid"), teller.paid()),
        fact(word!(language, "fact.meet"), teller.meeting()),
        fact(word!(language, "fact.starts"), teller.starts()),
        fact(word!(language, "fact.transport"), teller.transport()),
        fact(word!(language, "fact.hours"), teller.hours()),
        fact(word!(language, "fact.work"), teller.work()),
        fact(word!(language, "fact.place"), teller.place()),
        fact(word!(language, "fact.wanted"), teller.wanted()),
        fact(word!(language, "fact.bring"), texts(&posting.wanted.bring)),
        fact(word!(language, "fact.board"), teller.board()),
        fact(word!(language, "fact.deposit"), teller.deposit()),
        fact(word!(language, "fact.insurance"), teller.insurance()),
        fact(word!(language, "fact.employer"), teller.employer()),
        fact(word!(language, "fact.leader"), texts(&posting.employer.leader)),
        fact(word!(language, "fact.source"), teller.source()),
        fact(word!(language, "fact.verified"), teller.verified()),
    ];
    let other = teller.other();
    // A meeting says when the work begins well enough.
    if posting.work.meet_time.is_some() {
        told.retain(|fact| fact.label != word!(language, "fact.starts"));
    }
    if !other.is_empty() {
        told.push(fact(word!(language, "fact.other"), other));
    }
    told
}

/// A posting as it is read aloud: what decides, without what nobody can keep in mind.
#[must_use]
pub fn spoken(posting: &Posting, standpoint: &Standpoint, language: Language) -> String {
    const SAID: usize = 9;
    let title = posting.title.to_string();
    let head = [title, super::rate(&posting.pay.rate, language)];
    let told = facts(posting, standpoint, language).into_iter().filter_map(|fact| {
        let text = fact.text?;
        Some(format!("{} {text}", fact.label))
    });
    let full_stop = word!(language, "speech.full_stop");
    let takes_deposit = matches!(posting.benefits.deposit, Some(Deposit::Taken(_)));
    let warning = takes_deposit.then(|| word!(language, "deposit.warning").into_owned());
    head.into_iter()
        .chain(warning)
        .chain(told.take(SAID))
        .collect::<Vec<_>>()
        .join(&full_stop)
}

/// What may be provided besides pay.
#[derive(Clone, Copy)]
enum Kind {
    Transport,
    Meals,
    Lodging,
}

struct Teller<'a> {
    posting: &'a Posting,
    standpoint: &'a Standpoint,
    language: Language,
}

impl Teller<'_> {
    fn paid(&self) -> Vec<String> {
        let pay = &self.posting.pay;
        let settled = pay.settlement.map(|it| settlement(it, self.language));
        settled.into_iter().chain(texts(&pay.paid_by)).collect()
    }

    fn meeting(&self) -> Vec<String> {
        let work = &self.posting.work;
        let time = work.meet_time.map(|at| self.when(When::At(at)));
        time.into_iter().chain(texts(&work.meet_place)).collect()
    }

    fn starts(&self) -> Vec<String> {
        let work = &self.posting.work;
        let starts = work.starts.map(|when| self.when(when));
        let any_time = (starts.is_none() && work.immediate).then(|| word!(self.language, "work.any_time").into_owned());
        starts.into_iter().chain(any_time).collect()
    }

    fn transport(&self) -> Vec<String> {
        self.provision(self.posting.benefits.transport.as_ref(), Kind::Transport)
    }

    fn hours(&self) -> Vec<String> {
        let work = &self.posting.work;
        let mut parts = texts(&work.hours);
        parts.extend(work.hours_per_day.map(|it| hours(it, self.language)));
        parts.extend(work.days.map(|days| match days {
            1 => word!(self.language, "work.one_day").into_owned(),
            _ => word!(self.language, "work.days", count = days).into_owned(),
        }));
        parts.extend(
            work.kind
                .as_deref()
                .filter(|kind| *kind != "OTHER")
                .map(|kind| self.kind(kind)),
        );
        parts
    }

    fn work(&self) -> Vec<String> {
        let posting = self.posting;
        let trade = posting
            .work
            .trade
            .as_ref()
            .filter(|trade| !posting.title.contains(trade.as_str()));
        texts(trade)
            .into_iter()
            .chain(texts(&posting.description))
            .chain(posting.work.intensity.as_deref().map(|it| self.intensity(it)))
            .collect()
    }

    /// schema.org's words for `employmentType`, in ours; others as they stand.
    fn kind(&self, written: &str) -> String {
        let several: Vec<String> = written.split('、').map(|one| self.one_kind(one)).collect();
        several.join(&word!(self.language, "answer.comma"))
    }

    fn one_kind(&self, written: &str) -> String {
        let language = self.language;
        match written {
            "FULL_TIME" => word!(language, "kind.full_time"),
            "PART_TIME" => word!(language, "kind.part_time"),
            "TEMPORARY" => word!(language, "kind.temporary"),
            "PER_DIEM" => word!(language, "kind.per_diem"),
            "CONTRACTOR" => word!(language, "kind.contractor"),
            "INTERN" => word!(language, "kind.intern"),
            other => return other.to_owned(),
        }
        .into_owned()
    }

    /// The codes of `zh:intensity`; other words as they stand.
    fn intensity(&self, written: &str) -> String {
        let language = self.language;
        match written {
            "light" => word!(language, "intensity.light"),
            "moderate" => word!(language, "intensity.moderate"),
            "heavy" => word!(language, "intensity.heavy"),
            other => return other.to_owned(),
        }
        .into_owned()
    }

    fn place(&self) -> Vec<String> {
        let place = &self.posting.place;
        // The district says the city and the province, to whoever stands in them.
        let (locality, region) = match place.district {
            Some(_) => (&None, &None),
            None => (&place.locality, &place.region),
        };
        let mut parts: Vec<String> = Vec::new();
        for part in [
            &place.name,
            &place.street,
            &place.village,
            &place.subdistrict,
            &place.district,
            locality,
            region,
        ] {
            if let Some(part) = part.as_deref()
                && !parts.iter().any(|said| said.contains(part))
            {
                parts.push(part.to_owned());
            }
        }
        let metres = self
            .standpoint
            .geo
            .zip(place.geo)
            .map(|(here, there)| here.metres_to(there));
        parts.extend(metres.map(|metres| distance(metres, self.language)));
        parts
    }

    fn wanted(&self) -> Vec<String> {
        let wanted = &self.posting.wanted;
        let mut parts = Vec::new();
        if wanted.ages.any_adult() {
            parts.push(word!(self.language, "ages.any_adult").into_owned());
        } else if wanted.ages != crate::posting::Ages::default() {
            parts.push(ages(wanted.ages, self.language));
        }
        let language = self.language;
        parts.extend(wanted.sex.map(|sex| {
            match sex {
                Sex::Any => word!(language, "wanted.anyone"),
                Sex::Men => word!(language, "wanted.men"),
                Sex::Women => word!(language, "wanted.women"),
            }
            .into_owned()
        }));
        parts.extend(texts(&wanted.qualifications));
        let named = |text: &Option<CleanText>, name: Cow<'_, str>| text.as_ref().map(|text| format!("{name}{text}"));
        parts.extend(named(&wanted.experience, word!(language, "wanted.experience")));
        parts.extend(named(&wanted.education, word!(language, "wanted.education")));
        for words in [&wanted.skills, &wanted.physical] {
            parts.extend(texts(words));
        }
        parts.extend(named(&wanted.residence, word!(language, "wanted.residence")));
        parts
    }

    fn board(&self) -> Vec<String> {
        let benefits = &self.posting.benefits;
        let meals = self.provision(benefits.meals.as_ref(), Kind::Meals);
        meals
            .into_iter()
            .chain(self.provision(benefits.lodging.as_ref(), Kind::Lodging))
            .collect()
    }

    fn deposit(&self) -> Vec<String> {
        let language = self.language;
        match &self.posting.benefits.deposit {
            None => Vec::new(),
            Some(Deposit::NotTaken) => vec![word!(language, "deposit.none").into_owned()],
            Some(Deposit::Taken(None)) => vec![word!(language, "deposit.taken").into_owned()],
            Some(Deposit::Taken(Some(amount))) => {
                vec![word!(language, "deposit.taken_amount", amount = amount.as_str()).into_owned()]
            }
        }
    }

    fn insurance(&self) -> Vec<String> {
        let insurance = self.posting.benefits.insurance;
        let language = self.language;
        let said = |covered: Option<bool>| match covered {
            Some(true) => word!(language, "insurance.covered"),
            Some(false) => word!(language, "insurance.not_covered"),
            None => word!(language, "unstated"),
        };
        if insurance == crate::posting::Insurance::default() {
            return Vec::new();
        }
        vec![
            word!(language, "insurance.accident", answer = said(insurance.accident)).into_owned(),
            word!(language, "insurance.injury", answer = said(insurance.injury)).into_owned(),
        ]
    }

    fn employer(&self) -> Vec<String> {
        let employer = &self.posting.employer;
        let language = self.language;
        let recruiter = employer.recruiter.as_ref().map(|recruiter| match recruiter {
            Recruiter::Direct => word!(language, "recruiter.direct").into_owned(),
            Recruiter::Agency { licence: Some(licence) } => {
                word!(language, "recruiter.licensed", licence = licence.as_str()).into_owned()
            }
            Recruiter::Agency { licence: None } => word!(language, "recruiter.agency").into_owned(),
        });
        recruiter
            .into_iter()
            .chain(texts(&employer.name))
            .chain(texts(&employer.industry))
            .collect()
    }

    fn source(&self) -> Vec<String> {
        let origin = &self.posting.origin;
        let mut parts = texts(&origin.source);
        let newest = origin.modified.map(When::At).or(origin.posted);
        parts.extend(newest.map(|when| word!(self.language, "origin.updated", at = self.when(when)).into_owned()));
        parts.extend(origin.valid_through.map(|end| {
            let at = day_and_clock(end, self.standpoint.today, &self.standpoint.zone, self.language);
            word!(self.language, "origin.valid_until", at = at).into_owned()
        }));
        parts
    }

    fn verified(&self) -> Vec<String> {
        let origin = &self.posting.origin;
        let at = origin.verified_at.map(|at| self.when(When::At(at)));
        match (&origin.verified_by, at) {
            (Some(by), Some(at)) => {
                vec![word!(self.language, "origin.verified", by = by.as_str(), at = at).into_owned()]
            }
            (Some(by), None) => vec![by.to_string()],
            (None, Some(at)) => vec![at],
            (None, None) => Vec::new(),
        }
    }

    fn other(&self) -> Vec<String> {
        let benefits = &self.posting.benefits;
        texts(&benefits.other)
            .into_iter()
            .chain(texts(&benefits.commitments))
            .collect()
    }

    /// The employer's own words where there are some, else a plain yes or no.
    fn provision(&self, provision: Option<&Provision>, kind: Kind) -> Vec<String> {
        let Some(provision) = provision else {
            return Vec::new();
        };
        let language = self.language;
        let words = provision.words.as_ref().map(CleanText::to_string);
        vec![words.unwrap_or_else(|| {
            match (kind, provision.given) {
                (Kind::Transport, true) => word!(language, "provision.transport"),
                (Kind::Transport, false) => word!(language, "provision.no_transport"),
                (Kind::Meals, true) => word!(language, "provision.meals"),
                (Kind::Meals, false) => word!(language, "provision.no_meals"),
                (Kind::Lodging, true) => word!(language, "provision.lodging"),
                (Kind::Lodging, false) => word!(language, "provision.no_lodging"),
            }
            .into_owned()
        })]
    }

    fn when(&self, when: When) -> String {
        match when {
            When::At(at) => {
                let zoned = at.to_zoned(self.standpoint.zone.clone());
                let day = day(zoned.date(), self.standpoint.today, self.language);
                format!("{day} {}", super::clock(zoned.time()))
            }
            When::On(date) => day(date, self.standpoint.today, self.language),
        }
    }
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a CleanText>) -> Vec<String> {
    texts.into_iter().map(CleanText::to_string).collect()
}

/// With a dot between two, unless the first is a sentence.
fn join(parts: &[String]) -> String {
    let mut joined = String::new();
    for part in parts {
        if !joined.is_empty() && !joined.ends_with(['。', '！', '？']) {
            joined.push_str(DOT);
        }
        joined.push_str(part);
    }
    joined
}
