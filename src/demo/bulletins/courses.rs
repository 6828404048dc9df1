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
    /// In the words of the postings that ask for it, so that the one leads to the other.
    certificate: Option<&'static str>,
    /// A code of `zh:audience`, where it is not for everybody.
    audience: Option<&'static str>,
}

const fn course(name: &'static str, text: &'static str, days: i32, yuan: u32) -> Course {
    Course {
        name,
        text,
        days,
        yuan,
        certificate: None,
        audience: None,
    }
}

impl Course {
    const fn leads_to(mut self, certificate: &'static str) -> Self {
        self.certificate = Some(certificate);
        self
    }

    const fn suits(mut self, audience: &'static str) -> Self {
        self.audience = Some(audience);
        self
    }
}

pub(super) const COUNT: usize = COURSES.len();

#[rustfmt::skip] // A table is read by its rows.
const COURSES: [Course; 31] = [
    course("焊工（初级）", "从平焊学起，手把手教，考焊工证。", 20, 1_600).leads_to("焊工证"),
    course("低压电工", "学接线、查线，考低压电工证。", 15, 1_200).leads_to("低压电工证"),
    course("叉车", "场地练车，考叉车证，学会就有活。", 8, 900).leads_to("叉车证"),
    course("月嫂", "学带新生儿、做月子餐，考母婴护理证。", 15, 1_800).leads_to("母婴护理证").suits("caregiver"),
    course("育婴", "学辅食、早教、看护，考育婴证。", 12, 1_500).leads_to("育婴证").suits("caregiver"),
    course("养老护理", "学翻身、喂饭、量血压，养老院里实习，考养老护理证。", 15, 0).leads_to("养老护理证"),
    course("家政保洁", "学擦洗、收纳、用机器，三天上岗。", 3, 0).suits("senior"),
    course("中式面点", "包子、馒头、花饽饽。", 10, 1_200),
    course("中式烹调", "家常菜、鲁菜，白案红案都上手，考厨师证。", 20, 1_800).leads_to("厨师证"),
    course("西式糕点", "面包、蛋糕，能开小店。", 15, 1_900),
    course("缝纫", "平车、锁边、看纸样，坐着干。", 12, 800).suits("disability"),
    course("瓦工贴砖", "放线、和灰、贴墙砖，边学边干。", 12, 1_000),
    course("水电安装", "家装水电，开槽布线。", 15, 1_300),
    course("挖掘机", "先在模拟机上练，再上真机。", 25, 4_200),
    course("保安员", "学消防、巡查，考保安员证。", 5, 0).leads_to("保安员证").suits("veteran"),
    course("消防设施操作", "学看消控室，考消防设施操作员证。", 20, 2_400).leads_to("消防设施操作员证").suits("veteran"),
    course("电子商务", "开网店、拍图片、发货。", 10, 0).suits("graduate"),
    course("直播带货", "架手机、说词、发样品，卖海鲜卖苹果。", 7, 0),
    course("数据标注", "会打字就能学，坐着干。", 6, 0).suits("disability"),
    course("电脑和手机", "学打字、学用手机挂号和报名。", 4, 0).suits("senior"),
    course("大棚种植", "育苗、授粉、防病，到棚里学。", 6, 0),
    course("果树修剪", "冬剪、夏剪，地头教。", 4, 0).suits("senior"),
    course("海水养殖", "海参、扇贝、蛤蜊，老把式教。", 8, 0),
    course("高处作业", "系安全绳、上吊板，考高处作业证。", 6, 1_100).leads_to("高处作业证"),
    course("怎么开小店", "办照、算账、选地方，讲五天。", 5, 0).suits("graduate"),
    course("架子工", "搭架、拆架、系安全绳，考架子工证。", 10, 1_300).leads_to("架子工证"),
    course("新来青岛", "坐车、租房、签合同、防骗，讲一天，管一顿饭。", 1, 0).suits("newcomer"),
    course("公益岗上岗", "巡查、登记、说话办事，学完上岗。", 2, 0).suits("publicWelfare"),
    course("进厂安全", "机器怎么停、护罩为什么不能拆，讲半天练半天。", 1, 0),
    course("用智能机器", "厂里的机械手、扫码枪，学会开、学会停。", 8, 600),
    course("保洁收纳（晚班）", "晚上学，白天照样接孩子。", 6, 0).suits("caregiver"),
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
    let subsidy = match (course.yuan, course.certificate) {
        (0, _) => "不收钱，书本也不收",
        (_, Some(_)) => "先交学费，拿证后可能能退，以窗口答复为准",
        (_, None) => "先交学费，考过了可能能退，以窗口答复为准",
    };
    bulletin.put("zh:subsidy", subsidy);
    if let Some(audience) = course.audience {
        bulletin.put("zh:audience", json!([audience]));
    }
    if let Some(certificate) = course.certificate {
        let credential = json!({"@type": "EducationalOccupationalCredential", "name": certificate});
        bulletin.put("educationalCredentialAwarded", credential);
    }
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
