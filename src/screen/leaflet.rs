//! One course, service, station, fair or notice: all that is said of it, and its codes.

use std::sync::Arc;

use super::Ask;
use super::Scene;
use super::door;
use super::door::Door;
use super::door::Offer;
use super::door::Purpose;
use super::lines::Text;
use super::lines::Tone;
use super::lines::facts;
use super::lines::heading;
use super::page;
use super::page_area;
use super::reader::Matter;
use super::reader::Reader;
use crate::bulletin::Course;
use crate::bulletin::Event;
use crate::bulletin::Notice;
use crate::bulletin::Service;
use crate::bulletin::Station;
use crate::config::Hotline;
use crate::key::Key;
use crate::slip::Slip;
use crate::text::CleanText;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::wording;

/// What it is about.
#[derive(Debug, Clone)]
pub enum Topic {
    Course(Arc<Course>),
    Service(Arc<Service>),
    Station(Arc<Station>),
    Event(Arc<Event>),
    Notice(Arc<Notice>),
    Hotline(Hotline),
}

#[derive(Debug)]
pub struct Leaflet {
    topic: Topic,
    reader: Reader,
}

const SPEAK: u8 = 8;

impl Leaflet {
    #[must_use]
    pub fn new(topic: Topic) -> Self {
        Self {
            topic,
            reader: Reader::default(),
        }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let doors = self.doors(scene);
        if key == Key::Digit(SPEAK) && scene.hall.speech {
            return Ask::ReadAloud(self.spoken(scene));
        }
        if key == Key::Enter
            && scene.hall.prints
            && let Some(slip) = self.topic.slip(scene)
        {
            return Ask::Print(slip);
        }
        let topic = &self.topic;
        let matter = Matter {
            doors: &doors,
            text: &|width, _| topic.text(scene, width),
            area: page_area(scene.size, &self.hints(&doors, scene)),
        };
        self.reader.update(key, scene, &matter).unwrap_or(Ask::Nothing)
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let doors = self.doors(scene);
        let area = page(sheet, scene, &self.title(scene), &self.hints(&doors, scene));
        let matter = Matter {
            doors: &doors,
            text: &|width, _| self.topic.text(scene, width),
            area,
        };
        self.reader.view(scene, sheet, &matter);
    }

    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        let language = scene.language;
        match &self.topic {
            Topic::Course(_) => word!(language, "training.title"),
            Topic::Service(_) => word!(language, "services.title"),
            Topic::Station(_) => word!(language, "stations.title"),
            Topic::Event(_) => word!(language, "more.events"),
            Topic::Notice(_) => word!(language, "more.notices"),
            Topic::Hotline(_) => word!(language, "rights.title"),
        }
        .into_owned()
    }

    /// Whether somebody may be aiming a phone.
    #[must_use]
    pub fn has_code(&self, scene: Scene) -> bool {
        self.reader.shows_code(scene, &self.doors(scene))
    }

    /// In trouble one calls first; else the page is what stands there first.
    fn doors(&self, scene: Scene) -> Vec<Door> {
        let mut doors = door::of_offer(self.topic.offer(), scene);
        if matches!(&self.topic, Topic::Service(service) if service.topic.is_some()) {
            doors.sort_by_key(|door| door.purpose != Purpose::Call);
        }
        doors
    }

    fn hints(&self, doors: &[Door], scene: Scene) -> Vec<Hint> {
        let mut hints: Vec<Hint> = self.reader.offers(scene, doors).map(|door| door.hint(scene)).collect();
        hints.sort_by(|a, b| a.sign.cmp(&b.sign));
        if self.topic.slip(scene).is_some()
            && let Some(print) = scene.print_hint()
        {
            hints.insert(0, print);
        }
        if scene.hall.speech {
            let label = word!(scene.language, "detail.speak");
            hints.push(Hint::new(Key::Digit(SPEAK), SPEAK.to_string(), label));
        }
        hints.extend([Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key)));
        hints
    }

    fn spoken(&self, scene: Scene) -> String {
        let told = self.topic.facts(scene);
        let said = told.into_iter().filter_map(|fact| fact.text);
        let title = self.topic.name().to_string();
        std::iter::once(title)
            .chain(said)
            .collect::<Vec<_>>()
            .join(&word!(scene.language, "speech.full_stop"))
    }
}

impl Topic {
    fn name(&self) -> &CleanText {
        match self {
            Self::Course(it) => &it.name,
            Self::Service(it) => &it.name,
            Self::Station(it) => &it.name,
            Self::Event(it) => &it.name,
            Self::Notice(it) => &it.name,
            Self::Hotline(it) => &it.name,
        }
    }

    /// On paper; a number of the operator's is on no slip, since it fits in the head.
    fn slip(&self, scene: Scene) -> Option<Slip> {
        let counter = scene.counter();
        Some(match self {
            Self::Course(it) => Slip::of_course(it, &counter),
            Self::Service(it) => Slip::of_service(it, &counter),
            Self::Station(it) => Slip::of_station(it, &counter),
            Self::Event(it) => Slip::of_event(it, &counter),
            Self::Notice(it) => Slip::of_notice(it, &counter),
            Self::Hotline(_) => return None,
        })
    }

    fn offer(&self) -> Offer<'_> {
        let offer = |url, phone, place| Offer { url, phone, place };
        match self {
            Self::Course(it) => offer(it.url.as_ref(), it.phone.as_ref(), it.geo),
            Self::Service(it) => offer(it.url.as_ref(), it.phone.as_ref(), it.geo),
            Self::Station(it) => offer(it.url.as_ref(), it.phone.as_ref(), it.geo),
            Self::Event(it) => offer(it.url.as_ref(), it.phone.as_ref(), it.geo),
            Self::Notice(it) => offer(it.url.as_ref(), None, None),
            Self::Hotline(it) => offer(None, Some(&it.phone), None),
        }
    }

    fn facts(&self, scene: Scene) -> Vec<wording::Fact> {
        let (here, language) = (scene.here(), scene.language);
        match self {
            Self::Course(it) => wording::course_facts(it, here, language),
            Self::Service(it) => wording::service_facts(it, here, language),
            Self::Station(it) => wording::station_facts(it, here, language),
            Self::Event(it) => wording::event_facts(it, here, language),
            Self::Notice(it) => wording::notice_facts(it, here, language),
            Self::Hotline(it) => wording::hotline_facts(it, language),
        }
    }

    fn text(&self, scene: Scene, width: usize) -> Text {
        let mut body = heading(self.name(), width, Tone::Title);
        body.extend(heading("", width, Tone::Plain));
        body.extend(facts(
            self.facts(scene),
            &word!(scene.language, "unstated_facts"),
            width,
        ));
        // What one may be entitled to is for a window to say.
        let foot = match self {
            Self::Service(it) if it.topic.is_none() => {
                heading(&word!(scene.language, "services.hint"), width, Tone::Muted)
            }
            Self::Service(_)
            | Self::Course(_)
            | Self::Station(_)
            | Self::Event(_)
            | Self::Notice(_)
            | Self::Hotline(_) => Vec::new(),
        };
        Text { body, foot }
    }
}
