//! 附近服务站 — 就享家 and 零工驿站: the nearest, or down the four levels of the tree.

use std::sync::Arc;

use super::Entry;
use super::Opens;
use super::Subject;
use crate::bulletin::Station;
use crate::screen::Scene;
use crate::screen::leaflet::Topic;
use crate::text::CleanText;
use crate::wording;

/// Three pages of nine; who wants one farther away takes the tree.
const NEAR_MAX: usize = 27;

/// Most want one of these.
const FIRST: usize = 3;

/// The stations below one, the one itself first; on top the nearest ones first.
pub(super) fn entries(above: Option<&CleanText>, scene: Scene) -> Vec<Entry> {
    let (language, board) = (scene.language, scene.catalog.board());
    let mut entries = Vec::new();
    if let Some(own) = above.and_then(|name| board.stations().iter().find(|it| it.name == *name)) {
        entries.push(entry(own, scene));
    } else {
        let near = near(scene);
        let has_more = near.len() > FIRST;
        entries.extend(near.into_iter().take(FIRST));
        if has_more {
            entries.push(Entry {
                name: word!(language, "stations.near").into_owned(),
                below: word!(language, "stations.near_about").into_owned(),
                aside: String::new(),
                opens: Opens::Menu(Subject::StationsNear),
            });
        }
    }
    entries.extend(board.stations_below(above).into_iter().map(|station| {
        let below = board.stations_below(Some(&station.name)).len();
        let entry = entry(station, scene);
        if below == 0 {
            return entry;
        }
        Entry {
            aside: word!(language, "stations.below", count = below).into_owned(),
            opens: Opens::Menu(Subject::Stations(Some(station.name.clone()))),
            ..entry
        }
    }));
    entries
}

pub(super) fn near(scene: Scene) -> Vec<Entry> {
    let stations = scene.catalog.board().stations().iter();
    let distance = |station: &Station| Some(scene.hall.geo?.metres_to(station.geo?));
    let mut near: Vec<(f64, &Arc<Station>)> = stations.filter_map(|it| Some((distance(it)?, it))).collect();
    near.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    near.into_iter()
        .take(NEAR_MAX)
        .map(|(_, it)| entry(it, scene))
        .collect()
}

fn entry(station: &Arc<Station>, scene: Scene) -> Entry {
    let language = scene.language;
    Entry {
        name: station.name.to_string(),
        below: wording::station_line(station, scene.here(), language),
        aside: wording::open_now(station, scene.here(), language).unwrap_or_default(),
        opens: Opens::Leaflet(Topic::Station(Arc::clone(station))),
    }
}
