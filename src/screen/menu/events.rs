//! 招聘会 and 公告.

use std::sync::Arc;

use super::Entry;
use super::Opens;
use crate::screen::Scene;
use crate::screen::leaflet::Topic;
use crate::wording;

pub(super) fn events(scene: Scene) -> Vec<Entry> {
    let events = scene.catalog.board().events(scene.now.wall, &scene.hall.zone);
    let entries = events.map(|event| Entry {
        name: event.name.to_string(),
        below: wording::event_line(event, scene.here(), scene.language),
        aside: String::new(),
        opens: Opens::Leaflet(Topic::Event(Arc::clone(event))),
    });
    entries.collect()
}

pub(super) fn notices(scene: Scene) -> Vec<Entry> {
    let notices = scene.catalog.board().notices(scene.today(), &scene.hall.zone);
    let entries = notices.map(|notice| Entry {
        name: notice.name.to_string(),
        below: notice.text.as_ref().map(ToString::to_string).unwrap_or_default(),
        aside: String::new(),
        opens: Opens::Leaflet(Topic::Notice(Arc::clone(notice))),
    });
    entries.collect()
}
