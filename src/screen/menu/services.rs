//! 政策和服务 — by what they are, and by whom they are for.

use std::sync::Arc;

use super::Entry;
use super::Opens;
use super::Subject;
use crate::bulletin::Service;
use crate::posting::Audience;
use crate::screen::Scene;
use crate::screen::leaflet::Topic;
use crate::wording;

/// The questions first, then each kind, then each audience.
pub(super) fn kinds(scene: Scene) -> Vec<Entry> {
    let (language, board) = (scene.language, scene.catalog.board());
    let count = |is_of: &dyn Fn(&Service) -> bool| {
        let count = board.services().iter().filter(|it| is_of(it)).count();
        word!(language, "menu.count", count = count).into_owned()
    };
    let names = |is_of: &dyn Fn(&Service) -> bool| {
        let some = board
            .services()
            .iter()
            .filter(|it| is_of(it))
            .map(|it| it.name.as_str());
        some.take(4).collect::<Vec<_>>().join(wording::DOT)
    };
    let audiences = board.audiences_of_services();
    let mut entries = Vec::new();
    if !audiences.is_empty() {
        entries.push(Entry {
            name: word!(language, "services.questions").into_owned(),
            below: word!(language, "services.questions_about").into_owned(),
            aside: String::new(),
            opens: Opens::Questions,
        });
    }
    entries.extend(board.kinds_of_service().into_iter().map(|kind| {
        let is_of = |it: &Service| it.service_type.as_ref() == Some(&kind);
        Entry {
            name: kind.to_string(),
            below: names(&is_of),
            aside: count(&is_of),
            opens: Opens::Menu(Subject::ServicesOfKind(kind)),
        }
    }));
    entries.extend(audiences.into_iter().map(|audience| {
        let is_for = |it: &Service| it.audience.contains(&audience);
        let name = wording::people(audience, language);
        Entry {
            name: word!(language, "services.for", audience = name).into_owned(),
            below: names(&is_for),
            aside: count(&is_for),
            opens: Opens::Menu(Subject::ServicesFor(audience)),
        }
    }));
    entries
}

/// The nearest first; what says no place comes last.
pub(super) fn entries(scene: Scene, is_of: impl Fn(&Service) -> bool) -> Vec<Entry> {
    let services = scene.catalog.board().services().iter().filter(|it| is_of(it));
    nearest_first(services, scene).map(|it| entry(it, scene)).collect()
}

pub(super) fn nearest_first<'a>(
    services: impl Iterator<Item = &'a Arc<Service>>,
    scene: Scene,
) -> impl Iterator<Item = &'a Arc<Service>> {
    let metres = |service: &Service| {
        scene
            .hall
            .geo
            .zip(service.geo)
            .map(|(here, there)| here.metres_to(there))
    };
    let mut services: Vec<(f64, &Arc<Service>)> =
        services.map(|it| (metres(it).unwrap_or(f64::INFINITY), it)).collect();
    services.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    services.into_iter().map(|(_, service)| service)
}

/// What is for one of these first, then what is for everybody; trouble has a page of its own.
pub(super) fn may_apply(audiences: &[Audience], scene: Scene) -> Vec<Entry> {
    let mut entries = entries(scene, |it| it.audience.iter().any(|own| audiences.contains(own)));
    entries.extend(self::entries(scene, |it| it.audience.is_empty() && it.topic.is_none()));
    entries
}

pub(super) fn entry(service: &Arc<Service>, scene: Scene) -> Entry {
    let below = service.eligible.as_ref().or(service.description.as_ref());
    Entry {
        name: service.name.to_string(),
        below: below.map(ToString::to_string).unwrap_or_default(),
        aside: wording::away(service.geo, scene.here(), scene.language).unwrap_or_default(),
        opens: Opens::Leaflet(Topic::Service(Arc::clone(service))),
    }
}
