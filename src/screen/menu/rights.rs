//! 遇事找谁 — five troubles; for each what to do in three steps, and whom to call or go to.

use super::Entry;
use super::Opens;
use super::Subject;
use super::services;
use crate::bulletin::Topic;
use crate::screen::Scene;
use crate::screen::leaflet;
use crate::wording;

pub(super) fn topics(scene: Scene) -> Vec<Entry> {
    let topics = Topic::ALL.into_iter().map(|topic| Entry {
        name: wording::topic(topic, scene.language),
        below: wording::topic_signs(topic, scene.language),
        aside: String::new(),
        opens: Opens::Menu(Subject::Right(topic)),
    });
    topics.collect()
}

/// What to do, a step a line.
pub(super) fn steps(topic: Topic, scene: Scene) -> Vec<String> {
    let language = scene.language;
    let steps = match topic {
        Topic::Arrears => [
            word!(language, "rights.arrears_1"),
            word!(language, "rights.arrears_2"),
            word!(language, "rights.arrears_3"),
        ],
        Topic::Fraud => [
            word!(language, "rights.fraud_1"),
            word!(language, "rights.fraud_2"),
            word!(language, "rights.fraud_3"),
        ],
        Topic::Injury => [
            word!(language, "rights.injury_1"),
            word!(language, "rights.injury_2"),
            word!(language, "rights.injury_3"),
        ],
        Topic::Discrimination => [
            word!(language, "rights.discrimination_1"),
            word!(language, "rights.discrimination_2"),
            word!(language, "rights.discrimination_3"),
        ],
        Topic::Dispute => [
            word!(language, "rights.dispute_1"),
            word!(language, "rights.dispute_2"),
            word!(language, "rights.dispute_3"),
        ],
    };
    let numbered = (1..).zip(&steps);
    numbered
        .map(|(number, step)| word!(language, "rights.step", number = number, step = step).into_owned())
        .collect()
}

/// The operator's numbers, then the feeds' own.
pub(super) fn entries(topic: Topic, scene: Scene) -> Vec<Entry> {
    let hotlines = scene.hall.hotlines.iter().filter(|it| it.topics.contains(&topic));
    let mut entries: Vec<Entry> = hotlines
        .map(|hotline| Entry {
            name: hotline.name.to_string(),
            below: word!(scene.language, "rights.call").into_owned(),
            aside: hotline.phone.to_string(),
            opens: Opens::Leaflet(leaflet::Topic::Hotline(hotline.clone())),
        })
        .collect();
    let helping = services::nearest_first(scene.catalog.board().help_in(topic), scene);
    entries.extend(helping.map(|service| {
        let phone = service.phone.as_ref().map(ToString::to_string);
        Entry {
            below: wording::service_line(service, scene.here(), scene.language),
            aside: phone.unwrap_or_default(),
            ..services::entry(service, scene)
        }
    }));
    entries
}
