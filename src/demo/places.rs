//! The ten districts of Qingdao, with streets that exist and roads in them.
//!
//! Positions are WGS84, set by hand near the middle of each street and good to about a kilometre: enough for
//! a distance on a kiosk, not for finding a door. Door numbers and the names of sites are invented.

mod city;
mod country;

use serde_json::Value;
use serde_json::json;

use super::draw::Draw;
use super::trades::Ground;

pub(super) struct District {
    /// As the administration writes it: 市北区, 胶州市.
    pub(super) name: &'static str,
    /// As people say it: 市北, 西海岸.
    pub(super) spoken: &'static str,
    /// Where more people live, more is offered; the weights are summed, not assumed.
    weight: u32,
    pub(super) streets: &'static [Street],
}

/// A 街道 or a 镇, the third of the four levels.
pub(super) struct Street {
    pub(super) name: &'static str,
    latitude: f64,
    longitude: f64,
    ground: Ground,
    pub(super) roads: &'static [&'static str],
}

const fn town(name: &'static str, latitude: f64, longitude: f64, roads: &'static [&'static str]) -> Street {
    Street {
        name,
        latitude,
        longitude,
        ground: Ground::Town,
        roads,
    }
}

const fn harbour(name: &'static str, latitude: f64, longitude: f64, roads: &'static [&'static str]) -> Street {
    Street {
        name,
        latitude,
        longitude,
        ground: Ground::Harbour,
        roads,
    }
}

const fn field(name: &'static str, latitude: f64, longitude: f64, roads: &'static [&'static str]) -> Street {
    Street {
        name,
        latitude,
        longitude,
        ground: Ground::Field,
        roads,
    }
}

pub(super) static DISTRICTS: [&District; 10] = [
    &city::SHINAN,
    &city::SHIBEI,
    &city::LICANG,
    &city::LAOSHAN,
    &city::CHENGYANG,
    &country::HUANGDAO,
    &country::JIMO,
    &country::JIAOZHOU,
    &country::PINGDU,
    &country::LAIXI,
];

/// Communities and villages by invented common names; a 某 would look like an error in a list of addresses.
pub(super) const VILLAGES: [&str; 8] = [
    "向阳社区",
    "和平社区",
    "前进村",
    "幸福社区",
    "新风社区",
    "东河村",
    "团结社区",
    "西山村",
];

/// A road in a street in a district.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) district: &'static District,
    pub(super) street: &'static Street,
    pub(super) road: &'static str,
}

impl Spot {
    /// Town work is found anywhere; a harbour or an orchard is not.
    pub(super) fn draw(draw: &mut Draw, ground: Ground) -> Self {
        let (district, street) = if ground == Ground::Town {
            let district = *draw.weighted(&DISTRICTS, |district| district.weight);
            (district, draw.one_of(district.streets))
        } else {
            let suits = |street: &&Street| street.ground == ground;
            let count = |district: &&District| district.streets.iter().filter(suits).count();
            let district = *draw.weighted(&DISTRICTS, |district| {
                u32::try_from(count(district)).unwrap_or(u32::MAX)
            });
            let last = u32::try_from(count(&district)).map_or(0, |count| count.saturating_sub(1));
            let nth = draw.between(0, last) as usize;
            let street = district.streets.iter().filter(suits).nth(nth);
            (district, street.unwrap_or(&district.streets[0]))
        };
        Self {
            district,
            street,
            road: draw.pick(street.roads),
        }
    }

    /// The one of many: the same index is always the same street, and neighbours are in other districts.
    pub(super) fn nth(index: usize) -> Self {
        let district = DISTRICTS[index % DISTRICTS.len()];
        let street = &district.streets[index / DISTRICTS.len() % district.streets.len()];
        Self {
            district,
            street,
            road: street.roads[0],
        }
    }

    /// A `PostalAddress`. schema.org has no word for a district or a street office, so both are also in `zh:`.
    pub(super) fn address(&self, draw: &mut Draw, site: &str) -> Value {
        json!({
            "@type": "PostalAddress",
            "addressCountry": "CN",
            "addressRegion": "山东省",
            "addressLocality": format!("青岛市{}", self.district.name),
            "streetAddress": format!("{} {} 号{site}", self.road, draw.between(1, 260)),
            "zh:district": self.district.name,
            "zh:street": self.street.name,
        })
    }

    /// One of the street's 村(居), by invented common names.
    pub(super) fn village(draw: &mut Draw) -> &'static str {
        draw.pick(&VILLAGES)
    }

    /// `GeoCoordinates` within some 300 m of the street's middle; five decimals are a metre.
    pub(super) fn geo(&self, draw: &mut Draw) -> Value {
        let near = |middle: f64, off: f64| ((middle + off * 0.003) * 1e5).round() / 1e5;
        json!({
            "@type": "GeoCoordinates",
            "latitude": near(self.street.latitude, draw.either_way()),
            "longitude": near(self.street.longitude, draw.either_way()),
        })
    }
}
