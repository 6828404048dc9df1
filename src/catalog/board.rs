//! What the feeds carry besides postings, as the screens look it up.

use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::Paper;
use super::Trade;
use super::terms::asked_papers;
use crate::bulletin::Bulletin;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::MinimumWage;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Station;
use crate::bulletin::Topic;
use crate::bulletin::WageGuide;
use crate::posting::Audience;
use crate::posting::When;
use crate::text::CleanText;
use enumset::EnumSet;

/// Each kind in the order in which it is read.
#[derive(Debug, Default)]
pub struct Board {
    courses: Vec<Arc<Course>>,
    services: Vec<Arc<Service>>,
    stations: Vec<Arc<Station>>,
    /// For each station the name of the one that it stands below.
    parents: Vec<Option<CleanText>>,
    wage_guides: Vec<Arc<WageGuide>>,
    /// For each guide the trades that it is about.
    guided: Vec<Box<[Trade]>>,
    minimum_wages: Vec<Arc<MinimumWage>>,
    notices: Vec<Arc<Notice>>,
    events: Vec<Arc<Event>>,
}

impl Board {
    pub(super) fn add(&mut self, bulletin: Bulletin) {
        match bulletin {
            Bulletin::Course(it) => self.courses.push(Arc::new(it)),
            Bulletin::Service(it) => self.services.push(Arc::new(it)),
            Bulletin::Station(it) => self.stations.push(Arc::new(it)),
            Bulletin::WageGuide(it) => self.wage_guides.push(Arc::new(it)),
            Bulletin::MinimumWage(it) => self.minimum_wages.push(Arc::new(it)),
            Bulletin::Notice(it) => self.notices.push(Arc::new(it)),
            Bulletin::Event(it) => self.events.push(Arc::new(it)),
        }
    }

    /// What comes next first, and the newest notice first.
    pub(super) fn sort(&mut self, zone: &TimeZone) {
        let moment = |when: Option<When>| when.and_then(|when| when.first_moment(zone));
        let last = Timestamp::MAX;
        self.courses.sort_by_key(|it| moment(it.starts).unwrap_or(last));
        self.events.sort_by_key(|it| moment(it.starts).unwrap_or(last));
        self.notices.sort_by_key(|it| std::cmp::Reverse(moment(it.posted)));
        self.parents = self.nearest_known();
        self.guided = self.wage_guides.iter().map(|guide| trades_of(guide)).collect();
    }

    /// For each station the nearest one above it that is known. Where that leads round in a circle, the circle is cut:
    /// each station can be reached from the top.
    fn nearest_known(&self) -> Vec<Option<CleanText>> {
        let at: HashMap<&CleanText, usize> = (0..).zip(&self.stations).map(|(at, it)| (&it.name, at)).collect();
        let mut above: Vec<Option<usize>> = Vec::with_capacity(self.stations.len());
        for station in &self.stations {
            let mut others = station.parents.iter().filter(|name| **name != station.name);
            above.push(others.find_map(|name| at.get(name).copied()));
        }
        for start in 0..above.len() {
            let mut path = HashSet::from([start]);
            let mut here = start;
            while let Some(next) = above[here] {
                if !path.insert(next) {
                    above[here] = None;
                    break;
                }
                here = next;
            }
        }
        let named = above.into_iter().map(|at| Some(self.stations.get(at?)?.name.clone()));
        named.collect()
    }

    /// The courses that one can still enter.
    pub fn courses(&self, today: Date, zone: &TimeZone) -> impl Iterator<Item = &Arc<Course>> {
        let is_open = move |course: &&Arc<Course>| {
            let end = course.deadline.or(course.starts).or(course.ends);
            end.is_none_or(|end| end.date(zone) >= today)
        };
        self.courses.iter().filter(is_open)
    }

    /// The courses that lead to one of these papers.
    #[must_use]
    pub fn courses_to(&self, papers: EnumSet<Paper>, today: Date, zone: &TimeZone) -> Vec<&Arc<Course>> {
        let leads_to = |course: &&Arc<Course>| {
            let certificate = course.certificate.as_deref();
            let led_to = certificate.map(|it| asked_papers(it, EnumSet::empty()));
            led_to.is_some_and(|led_to| !led_to.is_disjoint(papers))
        };
        self.courses(today, zone).filter(leads_to).collect()
    }

    #[must_use]
    pub fn services(&self) -> &[Arc<Service>] {
        &self.services
    }

    /// The kinds of services, in the order in which they first appear.
    #[must_use]
    pub fn kinds_of_service(&self) -> Vec<CleanText> {
        let mut seen = HashSet::new();
        let kinds = self.services.iter().filter_map(|it| it.service_type.clone());
        kinds.filter(|kind| seen.insert(kind.clone())).collect()
    }

    /// Whom services are for, those with the most services first.
    #[must_use]
    pub fn audiences_of_services(&self) -> Vec<Audience> {
        let count = |audience: Audience| {
            self.services
                .iter()
                .filter(|it| it.audience.contains(&audience))
                .count()
        };
        let mut audiences: Vec<(usize, Audience)> = EnumSet::<Audience>::all()
            .iter()
            .map(|audience| (count(audience), audience))
            .filter(|(count, _)| *count > 0)
            .collect();
        audiences.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
        audiences.into_iter().map(|(_, audience)| audience).collect()
    }

    /// Where one goes with a trouble.
    pub fn help_in(&self, topic: Topic) -> impl Iterator<Item = &Arc<Service>> {
        self.services.iter().filter(move |it| it.topic == Some(topic))
    }

    #[must_use]
    pub fn stations(&self) -> &[Arc<Station>] {
        &self.stations
    }

    /// The stations right below one; with `None` those that stand below none that is known.
    #[must_use]
    pub fn stations_below(&self, above: Option<&CleanText>) -> Vec<&Arc<Station>> {
        let is_below = |(_, nearest): &(&Arc<Station>, &Option<CleanText>)| nearest.as_ref() == above;
        let stations = self.stations.iter().zip(&self.parents).filter(is_below);
        stations.map(|(station, _)| station).collect()
    }

    #[must_use]
    pub fn wage_guides(&self) -> &[Arc<WageGuide>] {
        &self.wage_guides
    }

    /// What one of these trades usually pays; by its name, or by another name of it.
    #[must_use]
    pub fn guide_of(&self, trades: &[Trade]) -> Option<&Arc<WageGuide>> {
        let is_of = |own: &[Trade]| own.iter().any(|trade| trades.contains(trade));
        let mut guides = self.guides();
        guides.find(|(_, own)| is_of(own)).map(|(guide, _)| guide)
    }

    /// Each guide with the trades that it is about.
    pub fn guides(&self) -> impl Iterator<Item = (&Arc<WageGuide>, &[Trade])> {
        self.wage_guides.iter().zip(self.guided.iter().map(AsRef::as_ref))
    }

    /// The row that holds in a district today: the newest that has begun. Nothing where no row does.
    #[must_use]
    pub fn minimum_wage(&self, district: &str, today: Date, zone: &TimeZone) -> Option<&Arc<MinimumWage>> {
        let begun = |row: &&Arc<MinimumWage>| row.valid_from.is_some_and(|from| from.date(zone) <= today);
        let here = self.minimum_wages.iter().filter(|row| &*row.district == district);
        here.filter(begun)
            .max_by_key(|row| row.valid_from.map(|from| from.date(zone)))
    }

    /// The row that holds in each district today.
    #[must_use]
    pub fn minimum_wages_now(&self, today: Date, zone: &TimeZone) -> Vec<&Arc<MinimumWage>> {
        let mut seen = HashSet::new();
        let districts = self.minimum_wages.iter().map(|row| &row.district);
        let districts = districts.filter(|district| seen.insert(*district));
        districts
            .filter_map(|district| self.minimum_wage(district, today, zone))
            .collect()
    }

    /// The notices that have not run out.
    pub fn notices(&self, today: Date, zone: &TimeZone) -> impl Iterator<Item = &Arc<Notice>> {
        let is_current = move |notice: &&Arc<Notice>| notice.expires.is_none_or(|end| end.date(zone) >= today);
        self.notices.iter().filter(is_current)
    }

    /// The events that are not over. One of which only the beginning is said lasts until midnight.
    pub fn events(&self, now: Timestamp, zone: &TimeZone) -> impl Iterator<Item = &Arc<Event>> {
        let today = now.to_zoned(zone.clone()).date();
        let is_ahead = move |event: &&Arc<Event>| match (event.ends, event.starts) {
            (Some(When::At(end)), _) => now < end,
            (Some(When::On(date)), _) => today <= date,
            (None, Some(start)) => today <= start.date(zone),
            (None, None) => true,
        };
        self.events.iter().filter(is_ahead)
    }
}

fn trades_of(guide: &WageGuide) -> Box<[Trade]> {
    Trade::of(&guide.trade, None)
}
