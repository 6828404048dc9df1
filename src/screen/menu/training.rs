//! 学技能 — courses, the next one first; from a posting, those that lead to the paper that it asks for.

use std::sync::Arc;

use enumset::EnumSet;

use super::Entry;
use super::Opens;
use crate::catalog::Paper;
use crate::screen::Scene;
use crate::screen::leaflet::Topic;
use crate::wording;

pub(super) fn entries(papers: Option<EnumSet<Paper>>, scene: Scene) -> Vec<Entry> {
    let (board, today, zone) = (scene.catalog.board(), scene.today(), &scene.hall.zone);
    let courses = match papers {
        Some(papers) => board.courses_to(papers, today, zone),
        None => board.courses(today, zone).collect(),
    };
    let language = scene.language;
    let entries = courses.into_iter().map(|course| {
        let certificate = course.certificate.as_ref();
        let certificate = certificate.map(|it| word!(language, "training.leads_to", certificate = it.as_str()));
        Entry {
            name: course.name.to_string(),
            below: wording::course_line(course, scene.here(), language),
            aside: certificate.map(std::borrow::Cow::into_owned).unwrap_or_default(),
            opens: Opens::Leaflet(Topic::Course(Arc::clone(course))),
        }
    });
    entries.collect()
}
