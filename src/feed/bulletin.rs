//! What a feed carries besides postings, each a schema.org type.

use serde_json::Value;

use crate::bulletin::Bulletin;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::MinimumWage;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Station;
use crate::bulletin::Topic;
use crate::bulletin::WageGuide;
use crate::posting::Fen;
use crate::text::CleanText;

use super::Context;
use super::hours;
use super::item::Refusal;
use super::pay;
use super::place;
use super::terms;
use super::time;
use super::value::Fields;
use super::value::all;
use super::value::text;

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
        subsidy: item
            .prose("zh:subsidy")
            .or_else(|| offer.and_then(|offer| offer.prose("description"))),
        starts: time::when(of_instance("startDate"), &context.zone),
        ends: time::when(of_instance("endDate"), &context.zone),
        place: of_instance("location").and_then(place::said),
        geo: of_instance("location").and_then(place::geo),
        deadline: time::when(of_instance("applicationDeadline"), &context.zone),
        certificate: item.line("educationalCredentialAwarded"),
        audience: terms::audience(item),
        phone: phone_of(item, "provider"),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

fn service(name: CleanText, item: Fields) -> Service {
    let channels = Channels::of(item);
    let topics = item.words("zh:topic");
    Service {
        name,
        description: item.prose("description"),
        eligible: item.line("audience"),
        audience: terms::audience(item),
        bring: item.words("zh:bring"),
        topic: topics.iter().find_map(|code| topic(code)),
        provider: item.line("provider"),
        service_type: item.line("serviceType"),
        channel: channels
            .find(|channel| channel.get("serviceLocation").and_then(place::said))
            .or_else(|| item.line("availableChannel")),
        geo: channels.find(|channel| channel.get("serviceLocation").and_then(place::geo)),
        phone: channels
            .find(|channel| channel.get("servicePhone").and_then(phone))
            .or_else(|| phone_of(item, "provider")),
        source: item.line("zh:sourceName"),
        url: item
            .link("url")
            .or_else(|| channels.find(|channel| channel.link("serviceUrl"))),
    }
}

/// `availableChannel`: one, or several, of which a window has a place and a page has none.
struct Channels<'v>(&'v [Value]);

impl<'v> Channels<'v> {
    fn of(item: Fields<'v>) -> Self {
        Self(item.get("availableChannel").map(all).unwrap_or_default())
    }

    /// What the first of them has that has it.
    fn find<T>(&self, has: impl Fn(Fields<'v>) -> Option<T>) -> Option<T> {
        self.0.iter().filter_map(Fields::of).find_map(has)
    }
}

fn station(name: CleanText, item: Fields) -> Station {
    let mut parents = Vec::new();
    let mut level = item.get("parentOrganization");
    while let Some(parent) = level.filter(|_| parents.len() < LEVELS_MAX) {
        parents.extend(super::value::line(parent));
        level = Fields::of(parent).and_then(|parent| parent.get("parentOrganization"));
    }
    let located = |key| item.get(key).or_else(|| item.object("location")?.get(key));
    Station {
        name,
        address: located("address").and_then(place::said),
        geo: place::geo_of(item).or_else(|| located("location").and_then(place::geo)),
        phone: phone_of(item, "contactPoint"),
        hours: hours::of(item),
        parents,
        offers: offers(item).or_else(|| item.prose("description")),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

fn wage_guide(name: CleanText, item: Fields, context: &Context) -> WageGuide {
    let salary = item.object("estimatedSalary");
    let in_yuan = salary.filter(|salary| salary.text("currency").is_none_or(|name| pay::is_yuan(&name)));
    let per = salary.and_then(|salary| salary.line("unitText").or_else(|| salary.line("duration")));
    // A guide by the hour or the piece is none by the month, and is not made one.
    let months = match per.as_deref() {
        None | Some("MONTH" | "P1M") => Some(1),
        Some("YEAR" | "P1Y") => Some(12),
        Some(_) => None,
    };
    let fen = |keys: &[&str]| {
        let amount = in_yuan.and_then(|salary| keys.iter().find_map(|key| salary.fen(key)))?;
        Some(Fen(amount.0 / months?))
    };
    WageGuide {
        trade: name,
        low: fen(&["percentile10", "percentile25", "minValue"]),
        middle: fen(&["median", "value"]),
        high: fen(&["percentile90", "percentile75", "maxValue"]),
        place: item.get("occupationLocation").and_then(place::said),
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
        is_own: false,
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
        place: item.get("location").and_then(place::said),
        geo: item.get("location").and_then(place::geo),
        organizer: item.line("organizer"),
        phone: phone_of(item, "organizer"),
        audience: terms::audience(item),
        source: item.line("zh:sourceName"),
        url: item.link("url"),
    }
}

/// What a station does for people, whether written as texts, as `Offer`s, or as `Offer`s of a `Service`.
fn offers(item: Fields) -> Option<CleanText> {
    let offers = item.get("makesOffer").map(all).unwrap_or_default();
    let named = offers.iter().filter_map(|offer| {
        let offered = Fields::of(offer).and_then(|offer| offer.line("itemOffered"));
        offered.or_else(|| super::value::line(offer))
    });
    let texts: Vec<CleanText> = named.collect();
    let texts: Vec<&str> = texts.iter().map(CleanText::as_str).collect();
    CleanText::prose(&texts.join("、"))
}

/// Its own, else that of whom one applies to, else that of whoever stands behind it.
fn phone_of(item: Fields, behind: &str) -> Option<CleanText> {
    item.line("telephone")
        .or_else(|| item.get("applicationContact").and_then(phone))
        .or_else(|| of_organization(item.object(behind)?))
}

/// Of a `ContactPoint`, or the number that stands where one would be.
fn phone(value: &Value) -> Option<CleanText> {
    all(value).iter().find_map(|value| match Fields::of(value) {
        Some(point) => of_organization(point),
        None => text(value)
            .filter(|text| text.contains(|c: char| c.is_ascii_digit()))
            .and_then(|text| CleanText::line(&text)),
    })
}

fn of_organization(organization: Fields) -> Option<CleanText> {
    organization
        .line("telephone")
        .or_else(|| organization.object("contactPoint")?.line("telephone"))
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
