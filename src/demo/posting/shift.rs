//! The working day: when it starts, how long it is, and where people meet before it.

use serde_json::Value;
use serde_json::json;

use super::Offer;
use super::Sheet;
use crate::demo::draw::Draw;
use crate::demo::moment::DAY;
use crate::demo::moment::HOUR;
use crate::demo::moment::clock;
use crate::demo::moment::stamp;
use crate::demo::trades::Hours;
use crate::demo::trades::Usual;
use crate::demo::trades::Work;

/// In minutes of the day; the end may lie past midnight.
pub(super) struct Shift {
    pub(super) start: i32,
    pub(super) meet: i32,
    rest: i32,
    /// Work without the rest, in half hours.
    half_hours: i32,
}

/// Nobody meets outside these hours: buses run, and the hall is open or has just closed.
const EARLIEST_MEETING: i32 = 4 * HOUR + 30;
const LATEST_MEETING: i32 = 20 * HOUR;

impl Shift {
    pub(super) fn draw(draw: &mut Draw, work: &Work) -> Self {
        let (start, hours) = match work.hours() {
            Hours::Dawn => ((5 * 60, 6 * 60 + 30), (5, 9)),
            Hours::Day => ((7 * 60, 9 * 60 + 30), (8, 9)),
            Hours::Short => ((8 * 60, 16 * 60), (3, 5)),
            Hours::Evening => ((16 * 60, 19 * 60 + 30), (4, 7)),
            Hours::Night => ((18 * 60, 22 * 60), (7, 11)),
            Hours::Shifts => *draw.weighted(
                &[
                    ((7 * 60, 9 * 60), (8, 10)),
                    ((14 * 60, 17 * 60), (5, 8)),
                    ((18 * 60, 22 * 60), (7, 10)),
                ],
                |&((first, _), _)| if first < 12 * 60 { 48 } else { 26 },
            ),
        };
        let start = draw.stepped(start.0, start.1, 30).cast_signed();
        // Monthly work of a full day is where the twelve hours of guards and factories are.
        let longer = hours.0 >= 7 && work.trade.usual == Usual::Month && draw.chance(300);
        let whole = draw.between(hours.0, if longer { 12 } else { hours.1 }).cast_signed();
        let half_hours = 2 * whole + i32::from(draw.chance(80));
        Self {
            start,
            meet: (start - draw.stepped(15, 45, 15).cast_signed()).max(EARLIEST_MEETING),
            rest: if half_hours < 10 {
                0
            } else {
                draw.pick(&[0, 30, HOUR, HOUR, HOUR])
            },
            half_hours,
        }
    }

    /// Pay for a day grows with its hours; tables are for eight.
    pub(super) fn share_of_eight_hours(&self, yuan: u32) -> u32 {
        yuan * self.half_hours.cast_unsigned() / 16
    }

    pub(super) fn is_short(&self) -> bool {
        self.half_hours <= 10
    }

    /// While children are at school or somebody is at home with them.
    pub(super) fn is_by_day(&self) -> bool {
        self.start >= 7 * HOUR && self.end() <= 19 * HOUR
    }

    /// Over before people go to bed, and long enough after they got up.
    pub(super) fn leaves_the_night(&self) -> bool {
        self.start >= 5 * HOUR && self.end() <= 22 * HOUR
    }

    fn end(&self) -> i32 {
        self.start + self.half_hours * 30 + self.rest
    }

    fn text(&self) -> String {
        let end = self.end();
        let next = if end >= DAY { "次日 " } else { "" };
        let rest = match self.rest {
            0 => String::new(),
            30 => " 歇半小时".to_owned(),
            rest => format!(" 歇 {} 小时", rest / HOUR),
        };
        format!("{}–{next}{}{rest}", clock(self.start), clock(end))
    }
}

/// A whole number where it is whole: 8, not 8.0.
fn hours(half_hours: i32) -> Value {
    if half_hours % 2 == 0 {
        json!(half_hours / 2)
    } else {
        json!(f64::from(half_hours) / 2.0)
    }
}

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    let shift = &offer.shift;
    if sheet.draw.chance(970) {
        sheet.usually(960, "workHours", shift.text());
    } else {
        sheet.choice(1000, "workHours", &["两班倒，排班表提前一天发", "看潮看货，电话里说"]);
    }
    sheet.usually(930, "zh:hoursPerDay", hours(shift.half_hours));
    if offer.work.trade.usual != Usual::Month {
        let days = sheet.draw.pick(&[1, 1, 1, 1, 2, 3, 3, 5, 7, 10, 15]);
        sheet.usually(850, "zh:days", days);
    }
    if shift.meet <= LATEST_MEETING {
        let meet = json!({
            "@type": "Place",
            "name": meeting_place(sheet, offer),
            "time": stamp(offer.today, offer.life.begins + shift.meet),
        });
        sheet.usually(
            if offer.work.trade.usual == Usual::Month {
                350
            } else {
                880
            },
            "zh:meetAt",
            meet,
        );
    }
}

fn meeting_place(sheet: &mut Sheet, offer: &Offer) -> String {
    if sheet.draw.chance(450) {
        return format!("本市场{}", sheet.draw.pick(&["东门", "西门", "南门", "大厅", "停车场"]));
    }
    let gate = sheet.draw.pick(&["门口", "东门", "3 号门", "门卫室", "停车场"]);
    if sheet.draw.chance(250) {
        return format!("{}公交站", offer.spot.road);
    }
    format!("{}{}{gate}", offer.spot.road, offer.site)
}
