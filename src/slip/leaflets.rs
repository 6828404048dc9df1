//! The slips of what a feed carries besides postings.

use super::Counter;
use super::Line;
use super::Slip;
use super::facts;
use crate::bulletin::Bulletin;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Station;
use crate::code::Address;
use crate::text::CleanText;
use crate::wording;
use crate::wording::DOT;
use crate::wording::Fact;

impl Slip {
    /// `None` for rows of wages, which are nothing to take along.
    #[must_use]
    pub fn of_bulletin(bulletin: &Bulletin, counter: &Counter) -> Option<Self> {
        match bulletin {
            Bulletin::Course(course) => Some(Self::of_course(course, counter)),
            Bulletin::Service(service) => Some(Self::of_service(service, counter)),
            Bulletin::Station(station) => Some(Self::of_station(station, counter)),
            Bulletin::Notice(notice) => Some(Self::of_notice(notice, counter)),
            Bulletin::Event(event) => Some(Self::of_event(event, counter)),
            Bulletin::WageGuide(_) | Bulletin::MinimumWage(_) => None,
        }
    }

    #[must_use]
    pub fn of_course(course: &Course, counter: &Counter) -> Self {
        let told = wording::course_facts(course, counter.here(), counter.language);
        leaflet(&course.name, told, course.url.as_ref(), counter)
    }

    #[must_use]
    pub fn of_service(service: &Service, counter: &Counter) -> Self {
        let told = wording::service_facts(service, counter.here(), counter.language);
        leaflet(&service.name, told, service.url.as_ref(), counter)
    }

    /// With all its hours, but not whether it is open: that is so for the moment.
    #[must_use]
    pub fn of_station(station: &Station, counter: &Counter) -> Self {
        let mut told = wording::station_facts(station, counter.here(), counter.language);
        if let Some(now) = wording::open_now(station, counter.here(), counter.language) {
            let now = format!("{now}{DOT}");
            for text in told.iter_mut().filter_map(|fact| fact.text.as_mut()) {
                if let Some(hours) = text.strip_prefix(&now) {
                    *text = hours.to_owned();
                }
            }
        }
        leaflet(&station.name, told, station.url.as_ref(), counter)
    }

    #[must_use]
    pub fn of_event(event: &Event, counter: &Counter) -> Self {
        let told = wording::event_facts(event, counter.here(), counter.language);
        leaflet(&event.name, told, event.url.as_ref(), counter)
    }

    #[must_use]
    pub fn of_notice(notice: &Notice, counter: &Counter) -> Self {
        let told = wording::notice_facts(notice, counter.here(), counter.language);
        leaflet(&notice.name, told, notice.url.as_ref(), counter)
    }
}

fn leaflet(name: &CleanText, told: Vec<Fact>, url: Option<&CleanText>, counter: &Counter) -> Slip {
    let mut lines = vec![Line::Large(name.to_string()), Line::Rule];
    lines.extend(facts(told, counter.language));
    let address = Address::new(url.map(CleanText::as_str), &counter.hall.allow);
    lines.extend(counter.code(address.ok()));
    counter.slip(lines)
}
