//! How to apply: an address for the code, and a telephone that cannot ring.

use serde_json::json;

use super::Offer;
use super::Sheet;
use crate::demo::dead_phone;

pub(super) fn write(sheet: &mut Sheet, offer: &Offer) {
    if let Some(url) = url(sheet, &offer.identifier) {
        sheet.always("url", url);
    }
    sheet.usually(800, "directApply", true);
    let phone = dead_phone(&mut sheet.draw);
    let role = sheet.draw.pick(&["招工电话", "招工电话", "值班电话", "带班电话"]);
    sheet.usually(
        900,
        "applicationContact",
        json!({"@type": "ContactPoint", "contactType": role, "telephone": phone}),
    );
}

/// Most addresses fit a version 4-M code (62 bytes). The others are what a kiosk meets: some only fit level L
/// (78 bytes), some nothing, some lead to a host that nobody allows, some are plain `http`, some are missing.
fn url(sheet: &mut Sheet, identifier: &str) -> Option<String> {
    let usual = format!("https://jobs.zhaohuo.example/p/{identifier}");
    match sheet.draw.between(0, 999) {
        0..920 => Some(usual),
        920..940 => Some(format!("{usual}?from=kiosk&lang=zh-CN")),
        940..950 => Some(format!(
            "{usual}?utm_source=kiosk&utm_medium=qr&utm_campaign=qingdao-spring-gig-fair"
        )),
        950..965 => Some(format!("https://elsewhere.test/p/{identifier}")),
        965..975 => Some(format!("http://jobs.zhaohuo.example/p/{identifier}")),
        _ => None,
    }
}
