//! Whom a posting is meant for besides everybody, and the promise that goes with it.

use super::Offer;
use super::Sheet;
use super::Shift;
use crate::demo::draw::Draw;
use crate::demo::trades::Load;
use crate::demo::trades::Work;

/// Codes of `zh:audience`, the one that the promise is about first.
pub(super) struct Meant(Vec<&'static str>);

impl Meant {
    pub(super) fn draw(draw: &mut Draw, work: &Work, shift: &Shift) -> Self {
        let suits = work.group.suits.iter().copied();
        let suits: Vec<_> = suits.filter(|code| fits(code, work, shift)).collect();
        let second = draw.chance(250);
        let mut codes = if work.is_public_welfare() {
            vec!["publicWelfare"]
        } else if work.is_traineeship() {
            vec!["graduate"]
        } else if draw.chance(200) && !suits.is_empty() {
            vec![draw.pick(&suits)]
        } else {
            return Self(Vec::new());
        };
        if second && !suits.is_empty() {
            let code = draw.pick(&suits);
            if !codes.contains(&code) {
                codes.push(code);
            }
        }
        Self(codes)
    }

    pub(super) fn has(&self, code: &str) -> bool {
        self.0.contains(&code)
    }
}

/// A posting that says 接送孩子可以调班 and means nights, or 过了 60 岁也招 and means cement, is not believed.
fn fits(code: &str, work: &Work, shift: &Shift) -> bool {
    match code {
        "caregiver" => shift.is_by_day(),
        "senior" => work.trade.load != Load::Heavy && shift.leaves_the_night() && !work.is_traineeship(),
        "disability" => work.trade.load == Load::Light,
        "publicWelfare" => work.trade.load != Load::Heavy && work.trade.paper.is_none(),
        // Public welfare is for those who have long lived here, and who comes from the army has a course of his own.
        "newcomer" | "veteran" => !work.is_first_job(),
        _ => true,
    }
}

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    let Meant(codes) = &offer.meant;
    let Some(&first) = codes.first() else {
        return;
    };
    let promise = match first {
        "veteran" => "退役军人优先",
        "disability" => "留了残疾人的岗",
        "graduate" => "应届和刚毕业的都行",
        "caregiver" => "接送孩子可以调班",
        "senior" => "过了 60 岁身体好也招",
        "publicWelfare" => "困难家庭先安排",
        _ => "刚来青岛的也招",
    };
    sheet.usually(600, "specialCommitments", promise);
    sheet.always("zh:audience", codes.clone());
}
