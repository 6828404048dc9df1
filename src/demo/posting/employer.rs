//! Who hires: the organization, whether it is an agency, who leads, and who checked that it is true.

use serde_json::json;

use super::Offer;
use super::Sheet;
use super::life::later;
use crate::demo::moment::stamp;

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    let agency = sheet.draw.chance(280) && !offer.work.is_public_welfare();
    let name = if offer.work.is_public_welfare() {
        // A 街道 pays for them, not a firm.
        format!("{}某某街道（示例）", offer.spot.district.spoken)
    } else if agency {
        agency_name(sheet, offer)
    } else {
        firm_name(sheet, offer)
    };
    sheet.usually(
        940,
        "hiringOrganization",
        json!({"@type": "Organization", "name": name}),
    );
    let recruiter = if agency {
        let licence = format!("示例-人力资源服务许可-{:06}", sheet.draw.between(1, 999));
        json!({"kind": "agency", "licence": licence})
    } else {
        json!({"kind": "direct"})
    };
    sheet.usually(900, "zh:recruiter", recruiter);
    let leaders = [
        "有，到了找戴红帽的",
        "有，穿黄马甲的",
        "有，车上点名",
        "有，门口举牌子",
        "没有，自己报门卫",
    ];
    sheet.choice(620, "zh:leader", &leaders);
    if sheet.draw.chance(560) {
        let checkers = ["市场", "市场", "区就业中心", "街道就享家", "村居就享家"];
        sheet.choice(1000, "zh:verifiedBy", &checkers);
        let at = later(&mut sheet.draw, offer.life.modified);
        sheet.usually(950, "zh:verifiedAt", stamp(offer.today, at));
    }
    let sources = [
        "市人社局（示例）",
        "区零工市场（示例）",
        "街道就享家（示例）",
        "单位自己报的（示例）",
        "零工群转来（示例）",
    ];
    sheet.choice(930, "zh:sourceName", &sources);
}

/// 某某 stands where a name would: no such company is registered, and nobody can take it for one.
fn firm_name(sheet: &mut Sheet, offer: &Offer) -> String {
    let firm = sheet.draw.pick(offer.work.group.firms);
    let whose = sheet.draw.pick(&["青岛", offer.spot.district.spoken]);
    let blank = sheet.draw.pick(&["某某", "某", "某某某"]);
    let legal_form = if firm.ends_with("服务") {
        "有限公司"
    } else {
        sheet.draw.pick(&["有限公司", "有限公司", "经营部", "服务部"])
    };
    if sheet.draw.chance(60) {
        "个人雇主".to_owned()
    } else {
        format!("{whose}{blank}{firm}{legal_form}")
    }
}

fn agency_name(sheet: &mut Sheet, offer: &Offer) -> String {
    let whose = sheet.draw.pick(&["青岛", offer.spot.district.spoken]);
    let kind = sheet.draw.pick(&["人力资源", "劳务服务", "劳务派遣"]);
    format!("{whose}某某{kind}有限公司")
}
