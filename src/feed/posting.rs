//! `JobPosting`

use crate::posting::Contact;
use crate::posting::Employer;
use crate::posting::Openings;
use crate::posting::Origin;
use crate::posting::Posting;
use crate::posting::When;
use crate::posting::Work;
use crate::text::CleanText;

use super::Context;
use super::identity;
use super::item::Refusal;
use super::pay;
use super::place;
use super::terms;
use super::time;
use super::value::Fields;
use super::value::all;
use super::value::number_in;

/// More places than any employer has at once; what is beyond is a mistake.
const OPENINGS_MAX: u32 = 100_000;
/// Ten years; a longer engagement is a permanent one.
const DAYS_MAX: u32 = 3_650;

pub(super) fn read(item: Fields, wrapper: Option<Fields>, context: &Context) -> Result<Posting, Refusal> {
    let title = item
        .line("title")
        .or_else(|| item.line("name"))
        .ok_or(Refusal::NoTitle)?;
    Ok(Posting {
        id: identity::of_posting(item, wrapper, context).ok_or(Refusal::NoTitle)?,
        title,
        description: item.prose("description"),
        employer: Employer {
            name: item.line("hiringOrganization"),
            recruiter: terms::recruiter(item),
            industry: item.line("industry"),
            leader: item.line("zh:leader"),
        },
        place: place::of_posting(item),
        pay: pay::of_posting(item),
        openings: Openings {
            total: item.count("totalJobOpenings", OPENINGS_MAX),
            left: item.count("zh:openingsLeft", OPENINGS_MAX),
        },
        work: work(item, context),
        wanted: terms::wanted(item),
        benefits: terms::benefits(item),
        contact: contact(item),
        origin: origin(item, wrapper, context),
    })
}

fn work(item: Fields, context: &Context) -> Work {
    let zone = &context.zone;
    let starts = time::when(item.get("jobStartDate"), zone);
    let date = starts.map(|when: When| when.date(zone));
    let meeting = item.object("zh:meetAt");
    let meet_time = meeting.and_then(|meeting| {
        let time = ["time", "startTime", "startDate"]
            .into_iter()
            .find_map(|key| meeting.get(key));
        time::time_on(time, date, zone)
    });
    Work {
        trade: item.line("occupationalCategory"),
        kind: item.line("employmentType"),
        starts,
        immediate: item.flag("jobImmediateStart").unwrap_or(false),
        hours: item.line("workHours"),
        hours_per_day: item
            .number("zh:hoursPerDay")
            .filter(|&hours| hours > 0.0 && hours <= 24.0),
        days: item.count("zh:days", DAYS_MAX).filter(|&days| days > 0),
        meet_place: item.get("zh:meetAt").and_then(place::said),
        meet_time,
        intensity: item.line("zh:intensity"),
    }
}

fn contact(item: Fields) -> Contact {
    let contact = item.object("applicationContact");
    // Some write the telephone or the name straight there.
    let written = item
        .get("applicationContact")
        .filter(|_| contact.is_none())
        .and_then(|value| all(value).first()?.as_str());
    let is_phone = |text: &&str| number_in(&text.replace([' ', '+', '(', ')'], "")).is_some();
    let line_of = |key| contact.and_then(|contact| contact.line(key));
    Contact {
        url: item
            .link("url")
            .or_else(|| contact.and_then(|contact| contact.link("url"))),
        phone: line_of("telephone")
            .or_else(|| written.filter(is_phone).and_then(CleanText::line))
            .or_else(|| item.object("hiringOrganization")?.line("telephone")),
        name: line_of("name")
            .or_else(|| line_of("contactType"))
            .or_else(|| written.filter(|text| !is_phone(text)).and_then(CleanText::line)),
        direct: item.flag("directApply"),
    }
}

fn origin(item: Fields, wrapper: Option<Fields>, context: &Context) -> Origin {
    let zone = &context.zone;
    let modified = wrapper.and_then(|wrapper| time::begin(wrapper.get("dateModified"), zone));
    Origin {
        source: item.line("zh:sourceName"),
        verified_by: item.line("zh:verifiedBy"),
        verified_at: time::begin(item.get("zh:verifiedAt"), zone),
        posted: time::when(item.get("datePosted"), zone),
        modified: modified.or_else(|| time::begin(item.get("dateModified"), zone)),
        valid_through: time::end(item.get("validThrough"), zone),
        keywords: item.words("keywords"),
    }
}
