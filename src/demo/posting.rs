//! One posting: what the work is, where, when and for how much, then what an employer writes about it.
//!
//! Employers leave blanks. Each leaf says for each property how many of a thousand do, so that every
//! property is seen somewhere and no posting has them all.

mod contact;
mod employer;
mod flaws;
mod life;
mod meant;
mod pay;
mod sheet;
mod shift;
mod terms;
mod words;

use jiff::civil::Date;
use serde_json::Value;
use serde_json::json;

use super::Demo;
use super::draw::Draw;
use super::draw::Series;
use super::moment::stamp;
use super::places::Spot;
use super::trades::Work;
use life::Life;
use meant::Meant;
use pay::Pay;
use sheet::Sheet;
use shift::Shift;

/// What the leaves write from. It is settled before the first property, so that a posting agrees with itself.
struct Offer {
    today: Date,
    /// `demo-20261122-000001`: with the date, so that each day's feed starts anew.
    identifier: String,
    work: Work,
    spot: Spot,
    site: &'static str,
    shift: Shift,
    life: Life,
    pay: Pay,
    meant: Meant,
}

pub(super) fn item(demo: &Demo, index: usize) -> Value {
    let mut draw = Draw::new(demo.seed, demo.today, Series::Posting, index);
    let work = Work::draw(&mut draw);
    let shift = Shift::draw(&mut draw, &work);
    let offer = Offer {
        today: demo.today,
        identifier: demo.identifier("", index),
        work,
        spot: Spot::draw(&mut draw, work.group.ground),
        site: work.site(&mut draw),
        life: Life::draw(&mut draw, &work, &shift),
        pay: Pay::draw(&mut draw, &work, &shift),
        meant: Meant::draw(&mut draw, &work, &shift),
        shift,
    };
    let mut sheet = Sheet::new(draw);
    words::write(&mut sheet, &offer);
    meant::write(&mut sheet, &offer);
    life::write(&mut sheet, &offer);
    shift::write(&mut sheet, &offer);
    place(&mut sheet, &offer);
    pay::write(&mut sheet, &offer);
    terms::write(&mut sheet, &offer);
    employer::write(&mut sheet, &offer);
    contact::write(&mut sheet, &offer);
    let mut posting = sheet.finish();
    flaws::spoil(&mut posting, index);
    super::item(&stamp(demo.today, offer.life.modified), posting)
}

fn place(sheet: &mut Sheet, offer: &Offer) {
    let Offer { spot, site, .. } = offer;
    let mut place = json!({
        "@type": "Place",
        "name": format!("{}{site}", spot.road),
        "address": spot.address(&mut sheet.draw, site),
    });
    if sheet.draw.chance(400) {
        place["zh:village"] = json!(Spot::village(&mut sheet.draw));
    }
    if sheet.draw.chance(920) {
        place["geo"] = spot.geo(&mut sheet.draw);
    }
    sheet.usually(985, "jobLocation", place);
}
