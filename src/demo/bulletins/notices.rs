//! 公告 and 招聘会: what the waiting screen turns through.

use serde_json::json;

use super::Bulletin;
use super::organization;
use crate::demo::dead_phone;
use crate::demo::moment::DAY;
use crate::demo::moment::HOUR;
use crate::demo::places::Spot;

pub(super) const NOTICES: usize = TEXTS.len();
pub(super) const EVENTS: usize = FAIRS.len();

#[rustfmt::skip] // A table is read by its rows.
const TEXTS: [(&str, &str); 30] = [
    ("招工不许收押金", "招工不许收押金、扣身份证。让您先交钱，别交，找工作人员。"),
    ("天冷早来有热水", "大厅四点开门，热水、姜茶、微波炉都有，进来等活。"),
    ("找活不收一分钱", "大厅里找活、报名、打印都不收钱。谁收钱，告诉工作人员。"),
    ("出工前先说定", "工钱多少、什么时候给、干几个小时，上车前当面说定。"),
    ("记好工", "干一天记一天，和带班的对一下。欠工钱的时候用得着。"),
    ("周末照常开门", "周六周日照常开门，窗口有人值班。"),
    ("大风蓝色预警", "明天有大风，高处的活可能停，出门前打个电话。"),
    ("健康证在哪办", "餐饮活要健康证。各区疾控体检点能办，带身份证。"),
    ("新开培训班报名", "焊工、月嫂、叉车新班报名，窗口登记或者扫码。"),
    ("接送车改站", "去前湾港方向的接送车改在东门上车。"),
    ("冬天护腰护膝", "搬重的两个人抬，先蹲再起。护腰窗口可以借。"),
    ("60 岁以上也有活", "年纪大的来窗口说一声，有轻快的活先给您留着。"),
    ("刷单都是骗人的", "坐家里刷单、先垫钱后返钱的，都是骗人的。"),
    ("不要交体检费给私人", "体检费交给医院，不交给领队。"),
    ("社保怎么自己交", "打零工也能交养老和医疗，每周三上午窗口有人讲。"),
    ("免费法律咨询", "周二、周四下午有律师坐班，不收钱。"),
    ("大厅搬了窗口", "欠工钱登记改在 6 号窗口。"),
    ("雨雪天慢走", "门口台阶滑，扶着走。"),
    ("招白菜工的来了", "店埠、仁兆收白菜，村里派车，要的人多。"),
    ("退役军人窗口", "3 号窗口专给退役军人办事，不用排队。"),
    ("给孩子留个座", "带孩子来的，里屋有桌子和图书。"),
    ("残疾人专柜", "1 号窗口有低台，有人帮着填表。"),
    ("单位招工当天上屏", "单位来说清要几个人、给多少钱，核实了当天就上屏。"),
    ("少裁人可能有补贴", "没怎么裁人的单位，稳岗补贴来窗口问。"),
    ("能办的事都在墙上", "哪件事找哪个窗口，墙上有单子，也能在这块屏上查。"),
    ("跟着品牌出来干", "村里成队出来的，来劳务品牌工作站登记，有车接。"),
    ("手艺能考级", "瓦工、焊工、护理都能考级，问 4 号窗口。"),
    ("见习岗又来一批", "刚毕业没上班的，进单位学几个月，每月有补贴。"),
    ("跑单的也有保障", "送外卖、跑车的，受伤了怎么办，来问一声。"),
    ("新来的先到首站", "刚来青岛的，问路、问租房、问活，都有人管。"),
];

/// What it is called, what happens there, and for whom; an empty code is for everybody.
#[rustfmt::skip] // A table is read by its rows.
const FAIRS: [(&str, &str, &str); 24] = [
    ("零工早市招聘会", "早上五点半开始，当天上工的多。", ""),
    ("家政专场", "月嫂、保洁、护工，单位当场见面。", ""),
    ("建筑工专场", "瓦工、木工、焊工、小工。", ""),
    ("退役军人专场", "三十多家单位，带退役证。", "veteran"),
    ("残疾人专场", "坐着干的活，单位都来现场。", "disability"),
    ("毕业生专场", "见习岗、文员、技术员。", "graduate"),
    ("银发岗专场", "60 岁上下也招，看门、绿化、保洁。", "senior"),
    ("带娃友好专场", "能调班、离家近的活。", "caregiver"),
    ("电子厂专场", "管吃管住，厂里来人讲。", ""),
    ("海产加工专场", "渔港和加工厂一起招。", ""),
    ("餐饮专场", "后厨、服务员、面点。", ""),
    ("保安专场", "白班夜班都有。", ""),
    ("快递大促专场", "大促前招分拣、装车、派件。", ""),
    ("农活专场", "摘果、收菜，村里派车。", ""),
    ("公益岗说明会", "讲清楚谁能报、怎么报。", "publicWelfare"),
    ("技能比武", "砌墙、电焊比一比，有奖。", ""),
    ("村里招聘大集", "赶集顺便找活。", ""),
    ("夜场招聘会", "下班后来，晚上八点半散。", ""),
    ("女工维权讲座", "讲合同、工钱、产假。", ""),
    ("欠工钱现场办", "劳动监察坐班，带上记工本。", ""),
    ("见习岗见面会", "单位和毕业生坐下聊。", "graduate"),
    ("首站见面会", "刚来青岛的坐一坐，厂里、房东都来人。", "newcomer"),
    ("单位用工讲座", "合同怎么签、保险怎么上，单位来听。", ""),
    ("开店的坐一坐", "开过店的讲怎么赔的、怎么赚的。", ""),
];

pub(super) fn notice(bulletin: &mut Bulletin, index: usize) {
    let (name, text) = TEXTS[index];
    bulletin.published("SpecialAnnouncement", name);
    bulletin.put("text", text);
    let posted = bulletin.stamp(bulletin.modified);
    bulletin.put("datePosted", posted);
    let days = bulletin.draw.between(2, 40).cast_signed();
    let expires = bulletin.stamp((days + 1) * DAY - 1);
    bulletin.put("expires", expires);
    if index % 3 == 1 {
        let spot = Spot::nth(index);
        let area = json!({"@type": "AdministrativeArea", "name": spot.district.name});
        bulletin.put("spatialCoverage", area);
    }
}

pub(super) fn event(bulletin: &mut Bulletin, index: usize) {
    let (name, text, audience) = FAIRS[index];
    let spot = Spot::nth(index);
    bulletin.published("Event", &format!("{}{name}", spot.district.spoken));
    bulletin.put("description", text);
    if !audience.is_empty() {
        bulletin.put("zh:audience", json!([audience]));
    }
    // The first ones are today, so that a screen has something to count down to.
    let day = if index < 4 {
        0
    } else {
        bulletin.draw.between(1, 30).cast_signed()
    };
    let from = match name {
        "零工早市招聘会" => 5 * HOUR + 30,
        "夜场招聘会" => 17 * HOUR + 30,
        _ => 9 * HOUR,
    };
    let starts = bulletin.stamp(day * DAY + from);
    let ends = bulletin.stamp(day * DAY + from + 3 * HOUR);
    bulletin.put("startDate", starts);
    bulletin.put("endDate", ends);
    let posted = bulletin.stamp(bulletin.modified);
    bulletin.put("datePosted", posted);
    let hall = bulletin.draw.pick(&["零工市场", "文化广场", "政务大厅", "就享家门口"]);
    let place = json!({
        "@type": "Place",
        "name": format!("{}{hall}", spot.road),
        "address": spot.address(&mut bulletin.draw, ""),
        "geo": spot.geo(&mut bulletin.draw),
    });
    bulletin.put("location", place);
    bulletin.put(
        "organizer",
        organization(&format!("{}就业中心（示例）", spot.district.name)),
    );
    let phone = dead_phone(&mut bulletin.draw);
    bulletin.put("telephone", phone);
}
