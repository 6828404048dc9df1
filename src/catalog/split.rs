//! Places, split into those right below them.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::Area;
use super::Catalog;
use super::Level;
use super::parts::Part;

/// The places right below one, in the order of their names, each with all areas in which there is work that lie in it.
pub(super) type Split = Vec<(Area, Vec<Part>)>;

impl Catalog {
    pub(super) fn split(&self, below: Option<&Area>) -> Split {
        let areas = || self.stock.areas_with_work();
        let mut parts: BTreeMap<Area, Vec<Part>> = BTreeMap::new();
        for (number, area) in areas() {
            if let Some(part) = self.part_of(below, area) {
                parts.entry(part).or_default().push(number);
            }
        }
        // A street of which the district is not said is also wherever a street of that name is.
        for (part, numbers) in parts.iter_mut().filter(|(part, _)| self.leaves_levels_out(part)) {
            let covered = areas().filter(|(_, area)| part.covers(area));
            *numbers = covered.map(|(number, _)| number).collect();
        }
        parts.into_iter().collect()
    }

    /// The places right below one, or the widest there are. Where all work is in one city, that is its districts, and
    /// the city itself is named by none, since some feeds leave it out.
    #[must_use]
    pub fn areas_below(&self, wide: Option<&Area>) -> Vec<Area> {
        let parts = self.areas().iter().filter_map(|area| self.part_of(wide, area));
        parts.collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Some level above its lowest has no name; the city counts only where there are several.
    fn leaves_levels_out(&self, area: &Area) -> bool {
        let widest = if self.is_one_city { Level::District } else { Level::City };
        let is_above = |level: &Level| *level >= widest && area.level().is_some_and(|lowest| *level < lowest);
        Level::ALL
            .into_iter()
            .filter(is_above)
            .any(|level| area.get(level).is_none())
    }

    /// Which of the places right below a wide one an area lies in.
    fn part_of(&self, wide: Option<&Area>, area: &Area) -> Option<Area> {
        if !wide.is_none_or(|wide| wide.covers(area)) {
            return None;
        }
        let above = match wide {
            Some(wide) => wide.level(),
            None => self.is_one_city.then_some(Level::City),
        };
        let mut levels = Level::ALL
            .into_iter()
            .filter(|own| above.is_none_or(|above| *own > above));
        let mut part = levels.find_map(|own| area.up_to(own))?;
        if self.is_one_city {
            part.city = None;
        }
        Some(part)
    }
}
