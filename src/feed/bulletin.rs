//! What a feed carries besides postings, each a schema.org type.

use crate::bulletin::Bulletin;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::MinimumWage;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Station;
use crate::bulletin::Topic;
use crate::bulletin::WageGuide;
use crate::text::CleanText;

use super::Context;
use super::item::Refusal;
use super::pay;
use super::place;
use super::terms;
use super::time;
use super::value::Fields;

/// 市, 区(市), 镇(街), 村(居), and room for a feed that counts the province.
const LEVELS_MAX: usize = 6;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Course,
    Service,
    Station,
    WageGuide,
    MinimumWage,
    Notice,
    Event,
}

impl Kind {
    pub(super) fn named(type_name: &str) -> Option<Self> {
        Some(match type_name {
            "Course" => Self::Course,
            "GovernmentService" => Self::Service,
            "EmploymentAgency" => Self::Station,
            "Occupation" => Self::WageGuide,
            "MonetaryAmount" => Self::MinimumWage,
            "SpecialAnnouncement" => Self::Notice,
            "Event" | "BusinessEvent" | "EducationEvent" => Self::Event,
            _ => return None,
        })
    }

    /// What identifiers of this kind begin with.
    pub(super) fn prefix(self) -> &'static str {
        match self {
            Self::Course => "course",
            Self::Service => "service",
            Self::Station => "station",
            Self::WageGuide => "wage",
            Self::MinimumWage => "minimumWage",
            Self::Notice => "notice",
            Self::Event => "event",
        }
    }
}

pub(super) fn read(kind: Kind, item: Fields, context: &Context) -> Result<Bulletin, Refusal> {
    let name = || {
        ["name", "headline", "title"]
            .into_iter()
            .find_map(|key| item.line(key))
            .ok_or(Refusal::NoName)
    };
    Ok(match kind {
        Kind::Course => Bulletin::Course(course(name()?, item, context)),
        Kind::Service => Bulletin::Service(service(name()?, item)),
        Kind::Station => Bulletin::Station(station(name()?, item)),
        Kind::WageGuide => Bulletin::WageGuide(wage_guide(name()?, item, context)),
        Kind::MinimumWage => Bulletin::MinimumWage(minimum_wage(item, context)?),
        Kind::Notice => Bulletin::Notice(notice(name()?, item, context)),
        Kind::Event => Bulletin::Event(event(name()?, item, context)),
    })
}

fn course(name: CleanText, item: Fields, context: &Context) -> Course {
    let instance = item.object("hasCourseInstance");
    let offer = item.object("offers").or_else(|| instance?.object("offers"));
    let of_instance = |key| {
        instance
            .and_then(|instance| instance.get(key))
            .or_else(|| item.get(key))
    };
    Course {
        name,
        description: item.prose("description"),
        provider: item.line("provider"),
        price: offer.and_then(|offer| offer.fen("price")),
        subsidy: offer.and_then(|offer| offer.prose("description")),
        starts: time::when(of_instance("startDate"), &context.zone),
        ends: time::when(of_instance("endDate"), &context.zone),
        place: of_instance("location")
            .and_then(place::words)
            .and_then(|words| CleanText::line(&words)),
        geo: of_instance("location").and_then(Fields::of).and_then(place::geo),
        deadline: dated(item, &["applicationDeadline"], context),
        certificate: item.line("educationalCredentialAwarded"),
        audience: terms::audience(item),
        phone: phone_of(item, "provider"),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

fn service(name: CleanText, item: Fields) -> Service {
    let channel = item.object("availableChannel");
    let location = channel
        .and_then(|channel| channel.get("serviceLocation"))
        .and_then(place::words);
    let phone = channel.and_then(|channel| channel.object("servicePhone")?.line("telephone"));
    Service {
        name,
        description: item.prose("description"),
        eligible: item.line("audience"),
        audience: terms::audience(item),
        bring: item.words("zh:bring"),
        topic: item.line("zh:topic").and_then(|code| topic(&code)),
        provider: item.line("provider"),
        service_type: item.line("serviceType"),
        channel: location
            .and_then(|words| CleanText::line(&words))
            .or_else(|| item.line("availableChannel")),
        geo: channel.and_then(|it| it.object("serviceLocation")).and_then(place::geo),
        phone: phone
            .or_else(|| channel?.line("servicePhone"))
            .or_else(|| phone_of(item, "provider")),
        source: item.line("zh:sourceName"),
        url: item.link("url").or_else(|| channel?.link("serviceUrl")),
    }
}

fn station(name: CleanText, item: Fields) -> Station {
    let mut parents = Vec::new();
    let mut level = item.get("parentOrganization");
    while let Some(parent) = level.filter(|_| parents.len() < LEVELS_MAX) {
        parents.extend(super::value::line(parent));
        level = Fields::of(parent).and_then(|parent| parent.get("parentOrganization"));
    }
    Station {
        name,
        address: item
            .get("address")
            .and_then(place::words)
            .and_then(|words| CleanText::line(&words)),
        geo: place::geo(item),
        phone: item.line("telephone"),
        hours: item.line("openingHours"),
        parents,
        offers: item.prose("makesOffer").or_else(|| item.prose("description")),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

fn wage_guide(name: CleanText, item: Fields, context: &Context) -> WageGuide {
    let salary = item.object("estimatedSalary");
    let in_yuan = salary.filter(|salary| salary.text("currency").is_none_or(|name| pay::is_yuan(&name)));
    let fen = |keys: &[&str]| in_yuan.and_then(|salary| keys.iter().find_map(|key| salary.fen(key)));
    WageGuide {
        trade: name,
        low: fen(&["percentile10", "percentile25", "minValue"]),
        middle: fen(&["median", "value"]),
        high: fen(&["percentile90", "percentile75", "maxValue"]),
        per: salary.and_then(|salary| salary.line("unitText").or_else(|| salary.line("duration"))),
        place: item
            .get("occupationLocation")
            .and_then(place::words)
            .and_then(|words| CleanText::line(&words)),
        source: source(item),
        dated: dated(
            item,
            &["zh:dated", "datePublished", "dateModified", "validFrom"],
            context,
        ),
    }
}

fn minimum_wage(item: Fields, context: &Context) -> Result<MinimumWage, Refusal> {
    let (per_month, per_hour) = (item.fen("zh:perMonth"), item.fen("zh:perHour"));
    if per_month.is_none() && per_hour.is_none() {
        return Err(Refusal::NoMinimum);
    }
    Ok(MinimumWage {
        district: item
            .line("zh:district")
            .or_else(|| item.line("areaServed"))
            .ok_or(Refusal::NoName)?,
        valid_from: dated(item, &["validFrom"], context),
        per_month,
        per_hour,
        source: source(item),
    })
}

fn notice(name: CleanText, item: Fields, context: &Context) -> Notice {
    Notice {
        name,
        text: item.prose("text").or_else(|| item.prose("description")),
        posted: dated(item, &["datePosted", "datePublished"], context),
        expires: dated(item, &["expires"], context),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

fn event(name: CleanText, item: Fields, context: &Context) -> Event {
    Event {
        name,
        text: item.prose("text").or_else(|| item.prose("description")),
        starts: dated(item, &["startDate"], context),
        ends: dated(item, &["endDate"], context),
        place: item
            .get("location")
            .and_then(place::words)
            .and_then(|words| CleanText::line(&words)),
        geo: item.object("location").and_then(place::geo),
        organizer: item.line("organizer"),
        phone: phone_of(item, "organizer"),
        audience: terms::audience(item),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

/// Its own, else that of whoever stands behind it.
fn phone_of(item: Fields, behind: &str) -> Option<CleanText> {
    item.line("telephone")
        .or_else(|| item.object(behind)?.line("telephone"))
}

fn topic(code: &str) -> Option<Topic> {
    Some(match code {
        "arrears" => Topic::Arrears,
        "fraud" => Topic::Fraud,
        "injury" => Topic::Injury,
        "discrimination" => Topic::Discrimination,
        "dispute" => Topic::Dispute,
        _ => return None,
    })
}

fn source(item: Fields) -> Option<CleanText> {
    item.line("zh:source").or_else(|| item.line("zh:sourceName"))
}

fn dated(item: Fields, keys: &[&str], context: &Context) -> Option<crate::posting::When> {
    keys.iter().find_map(|key| time::when(item.get(key), &context.zone))
}
