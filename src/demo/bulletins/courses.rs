//! 培训班: courses, what they cost, and what of it comes back.

use serde_json::json;

use super::Bulletin;
use crate::demo::dead_phone;
use crate::demo::moment::DAY;
use crate::demo::moment::HOUR;
use crate::demo::moment::date;
use crate::demo::places::Spot;

struct Course {
    name: &'static str,
    text: &'static str,
    days: i32,
    yuan: u32,
    audience: &'static str,
}

const fn course(name: &'static str, text: &'static str, days: i32, yuan: u32, audience: &'static str) -> Course {
    Course {
        name,
        text,
        days,
        yuan,
        audience,
    }
}

pub(super) const COUNT: usize = COURSES.len();

#[rustfmt::skip] // A table is read by its rows.
const COURSES: [Course; 25] = [
    course("焊工（初级）", "从平焊学起，手把手教，考焊工证。", 20, 1_600, "newcomer"),
    course("电工（低压）", "学接线、查线，考低压电工证。", 15, 1_200, "newcomer"),
    course("叉车", "场地练车，考叉车证，学会就有活。", 8, 900, "veteran"),
    course("月嫂", "学带新生儿、做月子餐，发培训证。", 15, 1_800, "caregiver"),
    course("育婴", "学辅食、早教、看护。", 12, 1_500, "caregiver"),
    course("养老护理", "学翻身、喂饭、量血压，养老院里实习。", 15, 0, "senior"),
    course("家政保洁", "学擦洗、收纳、用机器，三天上岗。", 3, 0, "senior"),
    course("中式面点", "包子、馒头、花饽饽。", 10, 1_200, "caregiver"),
    course("中式烹调", "家常菜、鲁菜，白案红案都上手。", 20, 1_800, "newcomer"),
    course("西式糕点", "面包、蛋糕，能开小店。", 15, 1_900, "graduate"),
    course("缝纫", "平车、锁边、看纸样。", 12, 800, "disability"),
    course("瓦工贴砖", "放线、和灰、贴墙砖，边学边干。", 12, 1_000, "newcomer"),
    course("水电安装", "家装水电，开槽布线。", 15, 1_300, "veteran"),
    course("挖掘机", "上机八十小时。", 25, 4_200, "veteran"),
    course("保安员", "学消防、巡查，考保安员证。", 5, 0, "veteran"),
    course("消防设施操作", "学消控室，考中级证。", 20, 2_400, "veteran"),
    course("电子商务", "开网店、拍图片、发货。", 10, 0, "graduate"),
    course("直播带货", "架手机、说词、发样品，卖海鲜卖苹果。", 7, 0, "newcomer"),
    course("数据标注", "会打字就能学，坐着干。", 6, 0, "disability"),
    course("电脑和手机", "学打字、学用手机挂号和报名。", 4, 0, "senior"),
    course("大棚种植", "育苗、授粉、防病，到棚里学。", 6, 0, "newcomer"),
    course("果树修剪", "冬剪、夏剪，地头教。", 4, 0, "senior"),
    course("海水养殖", "海参、扇贝、蛤蜊，老把式教。", 8, 0, "newcomer"),
    course("高处作业", "系安全绳、上吊板，考高处作业证。", 6, 1_100, "newcomer"),
    course("怎么开小店", "办照、算账、选地方，讲五天。", 5, 0, "graduate"),
];

/// A course begins in the morning, and the last of its days ends in the afternoon.
const FROM: i32 = 8 * HOUR + 30;
const TO: i32 = 16 * HOUR + 30;

pub(super) fn write(bulletin: &mut Bulletin, index: usize) {
    let course = &COURSES[index];
    let spot = Spot::nth(index);
    let begins = bulletin.draw.between(2, 28).cast_signed() * DAY;
    let today = bulletin.demo.today;
    bulletin.published("Course", &format!("{}培训班", course.name));
    bulletin.put("description", course.text);
    let provider = format!("{}某某职业培训学校（示例）", spot.district.spoken);
    let phone = dead_phone(&mut bulletin.draw);
    bulletin.put(
        "provider",
        json!({"@type": "Organization", "name": provider, "telephone": phone}),
    );
    bulletin.put(
        "offers",
        json!({"@type": "Offer", "price": course.yuan, "priceCurrency": "CNY", "category": if course.yuan == 0 { "Free" } else { "Paid" }}),
    );
    let subsidy = if course.yuan == 0 {
        "不收钱，书本也不收"
    } else {
        "先交学费，拿证后可能能退，以窗口答复为准"
    };
    bulletin.put("zh:subsidy", subsidy);
    bulletin.put("zh:audience", json!([course.audience]));
    let place = json!({
        "@type": "Place",
        "name": format!("{}培训点", spot.road),
        "address": spot.address(&mut bulletin.draw, ""),
        "geo": spot.geo(&mut bulletin.draw),
    });
    let instance = json!({
        "@type": "CourseInstance",
        "courseMode": "onsite",
        "startDate": bulletin.stamp(begins + FROM),
        "endDate": bulletin.stamp(begins + (course.days - 1) * DAY + TO),
        "location": place,
        "maximumAttendeeCapacity": bulletin.draw.stepped(20, 60, 10),
    });
    bulletin.put("hasCourseInstance", json!([instance]));
    bulletin.put("applicationDeadline", date(today, begins - DAY));
}
