//! The terms that a worker asks about at the gate: age, transport, meals, a bed, papers, deposit, cover.

use serde_json::json;

use super::Offer;
use super::Sheet;
use crate::demo::trades::Load;
use crate::demo::trades::Usual;

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    age(sheet, offer);
    sex(sheet);
    upkeep(sheet, offer);
    let mut bring = vec!["身份证（只看不扣）"];
    bring.extend(offer.work.trade.paper.into_iter().flat_map(|papers| papers.split('、')));
    if offer.pay_into_account() && sheet.draw.chance(400) {
        bring.push("银行卡");
    }
    sheet.usually(880, "zh:bring", bring);
    // Taking a deposit is forbidden; a few do, and staff have to see it.
    let deposit = if sheet.draw.chance(25) && !offer.work.is_public_welfare() {
        json!({"taken": true, "amount": sheet.draw.stepped(50, 300, 50)})
    } else {
        json!({"taken": false})
    };
    sheet.usually(900, "zh:deposit", deposit);
    let answers = [Some(true), Some(true), None, Some(false)];
    let accident = sheet.draw.pick(&answers);
    let injury = sheet.draw.pick(&answers[1..]);
    sheet.usually(820, "zh:insurance", json!({"accident": accident, "injury": injury}));
    let extras = [
        "干满三天加 50 元",
        "全勤有奖",
        "发劳保用品",
        "夜班一晚加 20 元",
        "过节有东西",
        "干得好长期用",
    ];
    sheet.choice(350, "jobBenefits", &extras);
}

impl Offer {
    fn pay_into_account(&self) -> bool {
        self.work.trade.usual == Usual::Month
    }
}

fn age(sheet: &mut Sheet, offer: &Offer) {
    let least = sheet.draw.pick(&[18, 18, 18, 18, 18, 18, 18, 20, 22]);
    sheet.usually(940, "zh:ageMin", least);
    let caps: &[u32] = if offer.meant.has("senior") {
        &[65, 68, 70]
    } else if offer.work.is_traineeship() {
        &[28, 30, 35]
    } else {
        match offer.work.trade.load {
            Load::Light => &[50, 55, 60, 65, 70],
            Load::Moderate => &[50, 55, 60, 65],
            Load::Heavy => &[45, 50, 55, 60],
        }
    };
    // The rest has no cap: over-age workers are half of those who come.
    let cap = sheet.draw.pick(caps);
    sheet.usually(520, "zh:ageMax", cap);
}

/// Nearly all who say it take anybody; the few that choose are for staff to look at.
fn sex(sheet: &mut Sheet) {
    let answers = [("any", 984), ("female", 9), ("male", 7)];
    let answer = sheet.draw.weighted(&answers, |&(_, weight)| weight).0;
    sheet.usually(780, "zh:sex", answer);
}

fn upkeep(sheet: &mut Sheet, offer: &Offer) {
    let fetched = ["厂里派车接送，不收钱", "市场门口有车接", "班车接送，不收钱"];
    let alone = ["自己去", "自己去，报公交费", "自己去，有停车的地方"];
    let transport = if sheet.draw.chance(400) { fetched } else { alone };
    sheet.choice(850, "zh:transport", &transport);
    let meals: &[u32] = if offer.shift.is_short() {
        &[0, 0, 0, 1]
    } else if offer.work.group.industry == "餐饮" {
        &[1, 2, 2, 3]
    } else {
        &[0, 0, 1, 1, 1, 2, 3]
    };
    let meals = sheet.draw.pick(meals);
    sheet.usually(900, "zh:mealsProvided", meals);
    let lodging = sheet.draw.chance(if offer.work.trade.usual == Usual::Month {
        450
    } else {
        60
    });
    sheet.usually(750, "zh:lodging", lodging);
}
