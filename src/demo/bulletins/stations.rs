//! 服务站: the four levels 市, 区(市), 镇(街), 村(居), each naming those above it.

use serde_json::Value;
use serde_json::json;

use super::Bulletin;
use crate::demo::dead_phone;
use crate::demo::places::DISTRICTS;
use crate::demo::places::Spot;

const STREETS: usize = 40;
const VILLAGES: usize = 40;
pub(super) const COUNT: usize = 1 + DISTRICTS.len() + STREETS + VILLAGES;

/// Gig markets open when people come; offices do not.
const MARKET_HOURS: &str = "Mo-Su 04:00-18:00";
const OFFICE_HOURS: &str = "Mo-Fr 08:30-17:30";
const VILLAGE_HOURS: &str = "Mo-Sa 08:00-17:00";

pub(super) fn write(bulletin: &mut Bulletin, index: usize) {
    let below_city = index.saturating_sub(1);
    let below_district = below_city.saturating_sub(DISTRICTS.len());
    if index == 0 {
        station(bulletin, CITY, None, Spot::nth(1), OFFICE_HOURS);
    } else if below_city < DISTRICTS.len() {
        let spot = Spot::nth(below_city);
        station(bulletin, &district(spot), Some(parent(CITY, None)), spot, OFFICE_HOURS);
    } else if below_district < STREETS {
        let spot = Spot::nth(below_district);
        let above = parent(&district(spot), Some(parent(CITY, None)));
        let hours = if below_district.is_multiple_of(4) {
            MARKET_HOURS
        } else {
            OFFICE_HOURS
        };
        station(bulletin, &street(spot, below_district), Some(above), spot, hours);
    } else {
        let nth = below_district - STREETS;
        let spot = Spot::nth(nth);
        let above = parent(&district(spot), Some(parent(CITY, None)));
        let above = parent(&street(spot, nth), Some(above));
        let name = format!("{}{}就享家", spot.street.name, Spot::village(&mut bulletin.draw));
        station(bulletin, &name, Some(above), spot, VILLAGE_HOURS);
    }
}

const CITY: &str = "青岛市公共就业服务中心（示例）";

fn district(spot: Spot) -> String {
    format!("{}公共就业服务中心（示例）", spot.district.name)
}

/// Every fourth is a gig market.
fn street(spot: Spot, nth: usize) -> String {
    let kind = if nth.is_multiple_of(4) {
        "零工市场"
    } else {
        "就享家"
    };
    format!("{}{kind}（示例）", spot.street.name)
}

fn parent(name: &str, above: Option<Value>) -> Value {
    let mut agency = json!({"@type": "EmploymentAgency", "name": name});
    if let Some(above) = above {
        agency["parentOrganization"] = above;
    }
    agency
}

fn station(bulletin: &mut Bulletin, name: &str, above: Option<Value>, spot: Spot, hours: &str) {
    bulletin.published("EmploymentAgency", name);
    let address = spot.address(&mut bulletin.draw, "");
    bulletin.put("address", address);
    let geo = spot.geo(&mut bulletin.draw);
    bulletin.put("geo", geo);
    let phone = dead_phone(&mut bulletin.draw);
    bulletin.put("telephone", phone);
    bulletin.put("openingHours", hours);
    if let Some(above) = above {
        bulletin.put("parentOrganization", above);
    }
}
