//! What the work is, in words: title, description, and what is asked of people.

use serde_json::json;

use super::Offer;
use super::Sheet;
use crate::demo::trades::Load;

/// Sentences that hold for any work.
const ANY: [&str; 6] = [
    "到了先找带班的登记。",
    "能来就来，来不了早说一声。",
    "不懂就问。",
    "干活前当面说定工钱和时间。",
    "人够了就不收了。",
    "请准时。",
];

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    let work = offer.work;
    let title = if sheet.draw.chance(920) {
        format!("{}（{}）", work.trade.name, work.kind)
    } else {
        work.trade.name.to_owned()
    };
    sheet.always("title", title);
    let description = description(sheet, offer);
    sheet.usually(960, "description", description);
    sheet.usually(900, "occupationalCategory", work.trade.category);
    sheet.usually(800, "industry", work.group.industry);
    let keywords = [work.trade.category, work.kind, work.group.industry].join(",");
    sheet.usually(550, "keywords", keywords);
    asks(sheet, offer);
}

fn description(sheet: &mut Sheet, offer: &Offer) -> String {
    let mut text = offer.work.text.to_owned();
    if sheet.draw.chance(650) {
        text.push_str(sheet.draw.pick(offer.work.trade.also));
    }
    if sheet.draw.chance(300) {
        text.push_str(sheet.draw.pick(&ANY));
    }
    text
}

fn asks(sheet: &mut Sheet, offer: &Offer) {
    let trade = offer.work.trade;
    if let Some(paper) = trade.paper {
        sheet.usually(930, "qualifications", format!("要{paper}"));
    } else {
        sheet.choice(450, "qualifications", &["不要证", "不要证，有身份证就行", "身体好就行"]);
    }
    let skills = match (trade.paper, offer.work.is_first_job()) {
        (_, true) => ["不用会，现教", "肯学就行", "手脚麻利"],
        (Some(_), false) => ["熟手", "能独立干", "干过的优先"],
        (None, false) => ["不用会，现教", "干过的优先", "手脚麻利"],
    };
    sheet.choice(500, "skills", &skills);
    let schooling: &[&str] = if offer.work.is_traineeship() {
        &["中专", "大专", "大专", "本科"]
    } else {
        &["不限", "不限", "不限", "小学", "初中", "高中或中专"]
    };
    sheet.choice(600, "educationRequirements", schooling);
    let experience: &[&str] = if offer.work.is_first_job() {
        &["不用"]
    } else {
        &["不用", "不用", "干过三个月以上", "干过一年以上"]
    };
    sheet.choice(550, "experienceRequirements", experience);
    let body = match trade.load {
        Load::Light => ["不限", "站得住就行", "眼神好"],
        Load::Moderate => ["能久站", "能搬 10 公斤", "能来回走"],
        Load::Heavy => ["能搬 30 公斤", "腰好，能扛", "能搬 25 公斤"],
    };
    sheet.choice(500, "physicalRequirement", &body);
    let level = match trade.load {
        Load::Light => "light",
        Load::Moderate => "moderate",
        Load::Heavy => "heavy",
    };
    sheet.usually(700, "zh:intensity", level);
    let region = sheet.draw.pick(&["青岛市", "山东省", offer.spot.district.name]);
    sheet.usually(
        120,
        "applicantLocationRequirements",
        json!({"@type": "AdministrativeArea", "name": region}),
    );
}
