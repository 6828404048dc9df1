//! Courses, services, stations, fairs and notices in words: the line of a list, and all there is to say.

use std::borrow::Cow;

use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use super::DOT;
use super::Fact;
use super::Moment;
use super::clock;
use super::condition::people;
use super::day;
use super::distance;
use super::yuan;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Span;
use crate::bulletin::Station;
use crate::bulletin::Topic;
use crate::bulletin::is_open;
use crate::bulletin::next_opening;
use crate::bulletin::spans;
use crate::config::Hotline;
use crate::desk::Complaint;
use crate::language::Language;
use crate::posting::Audience;
use crate::posting::Geo;
use crate::posting::When;
use crate::text::CleanText;

/// From where and when something is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Here<'a> {
    pub moment: Moment,
    pub zone: &'a TimeZone,
    pub geo: Option<Geo>,
}

/// `12月3日开课 · 不收钱 · 台东三路培训点`
#[must_use]
pub fn course_line(course: &Course, here: Here, language: Language) -> String {
    let starts = course.starts.map(|when| {
        let day = when_in_words(when, here, language);
        word!(language, "training.starts", day = day).into_owned()
    });
    let parts = [
        starts,
        course.price.map(|fen| match fen.0 {
            0 => word!(language, "training.free").into_owned(),
            _ => word!(language, "training.price", amount = yuan(fen)).into_owned(),
        }),
        name_of(course.place.as_ref()),
    ];
    join(parts.into_iter().flatten())
}

/// What is wrong with a posting, as visitors choose it.
#[must_use]
pub fn complaint(complaint: Complaint, language: Language) -> String {
    match complaint {
        Complaint::AsksMoney => word!(language, "report.asks_money"),
        Complaint::NotAsSaid => word!(language, "report.not_as_said"),
        Complaint::NoAnswer => word!(language, "report.no_answer"),
        Complaint::Filled => word!(language, "report.filled"),
        Complaint::Other => word!(language, "report.other"),
    }
    .into_owned()
}

/// `今天 05:30 · 台东路文化广场`
#[must_use]
pub fn event_line(event: &Event, here: Here, language: Language) -> String {
    let starts = event.starts.map(|when| when_in_words(when, here, language));
    join([starts, name_of(event.place.as_ref())].into_iter().flatten())
}

/// `台东三路 12 号 · 1.2 公里`
#[must_use]
pub fn station_line(station: &Station, here: Here, language: Language) -> String {
    let address = station.address.as_ref().map(ToString::to_string);
    join([address, away(station.geo, here, language)].into_iter().flatten())
}

/// `市北区政务大厅 4 号窗口 · 1.2 公里`
#[must_use]
pub fn service_line(service: &Service, here: Here, language: Language) -> String {
    let channel = service.channel.as_ref().map(ToString::to_string);
    join([channel, away(service.geo, here, language)].into_iter().flatten())
}

/// `开着`, `明天 08:30 开`; nothing where the hours are unsaid, or said in words of their own.
#[must_use]
pub fn open_now(station: &Station, here: Here, language: Language) -> Option<String> {
    let spans = spans(station.hours.as_deref()?);
    if spans.is_empty() {
        return None;
    }
    let now = here.moment.now.to_zoned(here.zone.clone()).datetime();
    if is_open(&spans, now) {
        return Some(word!(language, "stations.open").into_owned());
    }
    let opens = next_opening(&spans, now);
    Some(match opens {
        Some(at) => {
            let day = day(at.date(), here.moment.today, language);
            word!(language, "stations.opens", day = day, time = clock(at.time())).into_owned()
        }
        None => word!(language, "stations.closed").into_owned(),
    })
}

#[must_use]
pub fn course_facts(course: &Course, here: Here, language: Language) -> Vec<Fact> {
    let dates = [course.starts, course.ends].map(|when| when.map(|when| when_in_words(when, here, language)));
    let dates = match dates {
        [Some(starts), Some(ends)] => Some(word!(language, "training.from_to", from = starts, to = ends).into_owned()),
        [starts, ends] => starts.or(ends),
    };
    let place = [text(course.place.as_ref()), away(course.geo, here, language)];
    let deadline = course.deadline.map(|when| when_in_words(when, here, language));
    vec![
        fact(word!(language, "fact.teaches"), text(course.description.as_ref())),
        fact(word!(language, "fact.when"), dates),
        fact(word!(language, "fact.place"), some(place)),
        fact(word!(language, "fact.fee"), price(course, language)),
        fact(word!(language, "fact.subsidy"), text(course.subsidy.as_ref())),
        fact(word!(language, "fact.certificate"), text(course.certificate.as_ref())),
        fact(word!(language, "fact.deadline"), deadline),
        fact(word!(language, "fact.for"), audiences(&course.audience, language)),
        fact(word!(language, "fact.provider"), text(course.provider.as_ref())),
        fact(word!(language, "fact.phone"), text(course.phone.as_ref())),
        fact(word!(language, "fact.source"), text(course.source.as_ref())),
    ]
}

#[must_use]
pub fn service_facts(service: &Service, here: Here, language: Language) -> Vec<Fact> {
    let bring: Vec<&str> = service.bring.iter().map(CleanText::as_str).collect();
    let bring = (!bring.is_empty()).then(|| bring.join(word!(language, "answer.comma").as_ref()));
    vec![
        fact(word!(language, "fact.gives"), text(service.description.as_ref())),
        fact(word!(language, "fact.eligible"), text(service.eligible.as_ref())),
        fact(word!(language, "fact.bring"), bring),
        fact(
            word!(language, "fact.where"),
            some([text(service.channel.as_ref()), away(service.geo, here, language)]),
        ),
        fact(word!(language, "fact.phone"), text(service.phone.as_ref())),
        fact(word!(language, "fact.provider"), text(service.provider.as_ref())),
        fact(word!(language, "fact.source"), text(service.source.as_ref())),
    ]
}

#[must_use]
pub fn station_facts(station: &Station, here: Here, language: Language) -> Vec<Fact> {
    let open = [open_now(station, here, language), hours(station, language)];
    let place = [text(station.address.as_ref()), away(station.geo, here, language)];
    let above: Vec<&str> = station.parents.iter().map(CleanText::as_str).collect();
    vec![
        fact(word!(language, "fact.open"), some(open)),
        fact(word!(language, "fact.place"), some(place)),
        fact(word!(language, "fact.offers"), text(station.offers.as_ref())),
        fact(word!(language, "fact.phone"), text(station.phone.as_ref())),
        fact(
            word!(language, "fact.above"),
            some(above.into_iter().map(|it| Some(it.to_owned()))),
        ),
        fact(word!(language, "fact.source"), text(station.source.as_ref())),
    ]
}

#[must_use]
pub fn event_facts(event: &Event, here: Here, language: Language) -> Vec<Fact> {
    let place = [text(event.place.as_ref()), away(event.geo, here, language)];
    let starts = event.starts.map(|when| when_in_words(when, here, language));
    let ends = event.ends.map(|when| when_in_words(when, here, language));
    vec![
        fact(word!(language, "fact.when"), starts),
        fact(word!(language, "fact.until"), ends),
        fact(word!(language, "fact.place"), some(place)),
        fact(word!(language, "fact.about"), text(event.text.as_ref())),
        fact(word!(language, "fact.for"), audiences(&event.audience, language)),
        fact(word!(language, "fact.organizer"), text(event.organizer.as_ref())),
        fact(word!(language, "fact.phone"), text(event.phone.as_ref())),
        fact(word!(language, "fact.source"), text(event.source.as_ref())),
    ]
}

#[must_use]
pub fn notice_facts(notice: &Notice, here: Here, language: Language) -> Vec<Fact> {
    let posted = notice.posted.map(|when| when_in_words(when, here, language));
    let about = fact(word!(language, "fact.about"), text(notice.text.as_ref()));
    // The hall's own says all of it in its name.
    let about = Some(about).filter(|_| !notice.is_own || notice.text.is_some());
    let facts = about.into_iter().chain([
        fact(word!(language, "fact.posted"), posted),
        fact(word!(language, "fact.source"), text(notice.source.as_ref())),
    ]);
    facts.collect()
}

#[must_use]
pub fn hotline_facts(hotline: &Hotline, language: Language) -> Vec<Fact> {
    let topics = hotline.topics.iter().map(|it| Some(topic(*it, language)));
    vec![
        fact(word!(language, "fact.phone"), text(Some(&hotline.phone))),
        fact(word!(language, "fact.for"), some(topics)),
    ]
}

/// `欠工钱了`
#[must_use]
pub fn topic(topic: Topic, language: Language) -> String {
    match topic {
        Topic::Arrears => word!(language, "rights.arrears"),
        Topic::Fraud => word!(language, "rights.fraud"),
        Topic::Injury => word!(language, "rights.injury"),
        Topic::Discrimination => word!(language, "rights.discrimination"),
        Topic::Dispute => word!(language, "rights.dispute"),
    }
    .into_owned()
}

/// How one tells that it is this.
#[must_use]
pub fn topic_signs(topic: Topic, language: Language) -> String {
    match topic {
        Topic::Arrears => word!(language, "rights.arrears_signs"),
        Topic::Fraud => word!(language, "rights.fraud_signs"),
        Topic::Injury => word!(language, "rights.injury_signs"),
        Topic::Discrimination => word!(language, "rights.discrimination_signs"),
        Topic::Dispute => word!(language, "rights.dispute_signs"),
    }
    .into_owned()
}

/// Runs of days, and all their hours.
type Run = (Vec<(Weekday, Weekday)>, Vec<String>);

/// `周一到周五 08:30–12:00、13:30–17:30`; as written where it is no schema.org.
fn hours(station: &Station, language: Language) -> Option<String> {
    let written = station.hours.as_ref()?;
    let mut said: Vec<Run> = Vec::new();
    for Span { days, from, to } in spans(written) {
        let times = format!("{}–{}", clock(from), clock(to));
        match said.last_mut() {
            Some((own, all)) if *own == days => all.push(times),
            Some(_) | None => said.push((days, vec![times])),
        }
    }
    let comma = word!(language, "answer.comma");
    let runs = said.iter().map(|(days, times)| {
        let days: Vec<String> = days.iter().map(|run| days_in_words(*run, language)).collect();
        format!("{} {}", days.join(&comma), times.join(&comma))
    });
    let runs: Vec<String> = runs.collect();
    Some(if runs.is_empty() {
        written.to_string()
    } else {
        runs.join(DOT)
    })
}

fn days_in_words((first, last): (Weekday, Weekday), language: Language) -> String {
    if (first, last) == (Weekday::Monday, Weekday::Sunday) {
        return word!(language, "stations.every_day").into_owned();
    }
    if first == last {
        return weekday(first, language);
    }
    let (first, last) = (weekday(first, language), weekday(last, language));
    word!(language, "stations.days", first = first, last = last).into_owned()
}

/// `周一`
#[must_use]
pub fn weekday(day: Weekday, language: Language) -> String {
    match day {
        Weekday::Monday => word!(language, "weekday.monday"),
        Weekday::Tuesday => word!(language, "weekday.tuesday"),
        Weekday::Wednesday => word!(language, "weekday.wednesday"),
        Weekday::Thursday => word!(language, "weekday.thursday"),
        Weekday::Friday => word!(language, "weekday.friday"),
        Weekday::Saturday => word!(language, "weekday.saturday"),
        Weekday::Sunday => word!(language, "weekday.sunday"),
    }
    .into_owned()
}

fn price(course: &Course, language: Language) -> Option<String> {
    course.price.map(|fen| match fen.0 {
        0 => word!(language, "training.free").into_owned(),
        _ => word!(language, "training.fee", amount = yuan(fen)).into_owned(),
    })
}

/// 台东三路培训点 of 台东三路培训点 青岛市市北区台东三路 12 号.
fn name_of(place: Option<&CleanText>) -> Option<String> {
    let name = place?.split(' ').next()?;
    Some(name.to_owned())
}

/// How far that is from the kiosk, where both are known.
#[must_use]
pub fn away(there: Option<Geo>, here: Here, language: Language) -> Option<String> {
    let metres = here.geo.zip(there).map(|(here, there)| here.metres_to(there));
    metres.map(|metres| distance(metres, language))
}

fn when_in_words(when: When, here: Here, language: Language) -> String {
    let day = day(when.date(here.zone), here.moment.today, language);
    match when {
        When::At(at) => format!("{day} {}", clock(at.to_zoned(here.zone.clone()).time())),
        When::On(_) => day,
    }
}

fn audiences(all: &[Audience], language: Language) -> Option<String> {
    some(all.iter().map(|it| Some(people(*it, language))))
}

fn fact(label: Cow<'_, str>, text: Option<String>) -> Fact {
    Fact {
        label: label.into_owned(),
        text,
    }
}

fn text(text: Option<&CleanText>) -> Option<String> {
    text.map(ToString::to_string)
}

fn some(parts: impl IntoIterator<Item = Option<String>>) -> Option<String> {
    let joined = join(parts.into_iter().flatten());
    (!joined.is_empty()).then_some(joined)
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(DOT)
}
