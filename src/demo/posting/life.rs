//! How long a posting lives: put up, changed, begins, ends; and whether anybody is still wanted.

use serde_json::json;

use super::Offer;
use super::Sheet;
use super::Shift;
use crate::demo::draw::Draw;
use crate::demo::moment::DAY;
use crate::demo::moment::HOUR;
use crate::demo::moment::ISSUED;
use crate::demo::moment::date;
use crate::demo::moment::stamp;
use crate::demo::trades::Usual;
use crate::demo::trades::Work;

/// All in minutes from the midnight that begins today.
pub(super) struct Life {
    posted: i32,
    pub(super) modified: i32,
    /// Midnight of the first day of work.
    pub(super) begins: i32,
    until: i32,
    immediate: bool,
    full: bool,
}

#[derive(Clone, Copy)]
enum Start {
    Today,
    Tomorrow,
    Soon,
    /// Always looking for people.
    Standing,
    /// The end is past: what a feed looks like when nobody tidied it.
    Gone,
}

/// A minute to midnight: postings of today stay on offer all evening, or a demonstration after dinner is empty.
const EVENING: i32 = DAY - 1;

const BY_DAY: [(Start, u32); 5] = [
    (Start::Today, 330),
    (Start::Tomorrow, 240),
    (Start::Soon, 260),
    (Start::Standing, 140),
    (Start::Gone, 30),
];

const BY_MONTH: [(Start, u32); 5] = [
    (Start::Today, 90),
    (Start::Tomorrow, 90),
    (Start::Soon, 240),
    (Start::Standing, 550),
    (Start::Gone, 30),
];

impl Life {
    pub(super) fn draw(draw: &mut Draw, work: &Work, shift: &Shift) -> Self {
        let starts = if work.trade.usual == Usual::Month {
            &BY_MONTH
        } else {
            &BY_DAY
        };
        let start = draw.weighted(starts, |&(_, weight)| weight).0;
        let days = |draw: &mut Draw, low, high| draw.between(low, high).cast_signed() * DAY;
        let immediate = match start {
            Start::Today => draw.chance(900),
            Start::Standing => draw.chance(300),
            Start::Tomorrow | Start::Soon | Start::Gone => false,
        };
        let begins = match start {
            Start::Today => 0,
            Start::Tomorrow => DAY,
            Start::Soon => days(draw, 2, 9),
            Start::Standing if immediate => 0,
            Start::Standing => days(draw, 1, 5),
            Start::Gone => -days(draw, 1, 12),
        };
        let until = begins
            + match start {
                // Some employers mean it: who is not there at the meeting time is late.
                Start::Today | Start::Tomorrow if draw.chance(130) => shift.meet,
                Start::Today if draw.chance(200) => days(draw, 1, 4) + EVENING,
                Start::Standing => days(draw, 7, 45) + EVENING,
                Start::Today | Start::Tomorrow | Start::Soon | Start::Gone => EVENING,
            };
        let before = match start {
            Start::Gone => begins,
            Start::Today | Start::Tomorrow | Start::Soon | Start::Standing => 0,
        };
        let posted = before + posted(draw);
        Self {
            posted,
            modified: if draw.chance(300) { later(draw, posted) } else { posted },
            begins,
            until,
            immediate,
            full: draw.chance(30),
        }
    }
}

/// Nearly half were put up this morning, a third yesterday.
fn posted(draw: &mut Draw) -> i32 {
    let (low, high) = *draw.weighted(&[(0, 0), (1, 1), (2, 14)], |&(low, _)| 45 - 15 * low);
    let minute = if high == 0 {
        draw.stepped(10, ISSUED.cast_unsigned(), 5)
    } else {
        draw.stepped(8 * HOUR.cast_unsigned(), 18 * HOUR.cast_unsigned(), 5)
    };
    minute.cast_signed() - draw.between(low, high).cast_signed() * DAY
}

/// A time between `minutes` and the issue of the feed.
pub(super) fn later(draw: &mut Draw, minutes: i32) -> i32 {
    let span = (ISSUED - minutes).max(0).cast_unsigned();
    minutes + draw.between(0, span).cast_signed()
}

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    let Offer { today, life, .. } = offer;
    sheet.always(
        "identifier",
        json!({"@type": "PropertyValue", "name": "示例", "value": offer.identifier}),
    );
    sheet.usually(970, "datePosted", stamp(*today, life.posted));
    sheet.usually(970, "validThrough", stamp(*today, life.until));
    let start = if sheet.draw.chance(300) {
        stamp(*today, life.begins + offer.shift.start)
    } else {
        date(*today, life.begins)
    };
    sheet.usually(940, "jobStartDate", start);
    sheet.usually(900, "jobImmediateStart", life.immediate);
    let (few, many) = *sheet
        .draw
        .weighted(&[(1, 3), (4, 12), (13, 60)], |&(few, _)| 60 / (few + 6));
    let total = sheet.draw.between(few, many);
    let left = if life.full { 0 } else { sheet.draw.between(1, total) };
    sheet.usually(960, "totalJobOpenings", total);
    // Who is full says so; who still looks sometimes forgets to count.
    sheet.usually(if life.full { 1000 } else { 880 }, "zh:openingsLeft", left);
}
