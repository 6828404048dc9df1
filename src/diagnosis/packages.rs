//! What is installed beside the program.

use std::collections::BTreeMap;

use super::Check;
use super::Finding;
use crate::text::CleanText;

/// What the screen of a box is made of, as Debian calls it.
pub const PACKAGES: [&str; 6] = [
    "zhaohuo",
    "cage",
    "foot",
    "seatd",
    "fonts-noto-cjk",
    "fonts-dejavu-core",
];
/// Without these nothing is drawn.
const SCREEN: [&str; 3] = ["cage", "foot", "seatd"];
/// The first foot that knows touch (its CHANGELOG).
const TOUCH: (u64, u64) = (1, 15);

/// By package; `None` where it is not installed. Empty where nobody could be asked.
pub type Versions = BTreeMap<String, Option<CleanText>>;

#[must_use]
pub fn packages(versions: &Versions) -> Vec<Finding> {
    let version = |package: &str| versions.get(package).and_then(Option::as_ref);
    if !versions.keys().any(|package| package != "zhaohuo") {
        return vec![Finding::note(
            Check::PackageScreen,
            "没有 dpkg-query，问不了装了什么",
            "不是 Debian 的话，自己看 cage、foot、seatd 装了没有",
        )];
    }
    let missing: Vec<&str> = SCREEN
        .into_iter()
        .filter(|package| version(package).is_none())
        .collect();
    let mut findings = vec![if missing.is_empty() {
        Finding::ok(Check::PackageScreen, "cage、foot、seatd 都装了")
    } else {
        Finding::note(
            Check::PackageScreen,
            format!("没装 {}", missing.join("、")),
            format!("屏幕接在这台机器上的话：apt install {}", missing.join(" ")),
        )
    }];
    findings.extend(version("foot").map(|foot| {
        if numbers(foot) < TOUCH {
            Finding::note(
                Check::PackageTouch,
                format!("foot {foot} 不认触摸，要 1.15"),
                "有触摸屏就用 Debian 13；没有就不用管",
            )
        } else {
            Finding::ok(Check::PackageTouch, format!("foot {foot} 认触摸"))
        }
    }));
    findings
}

/// `1.13.1-2` → (1, 13)
fn numbers(version: &str) -> (u64, u64) {
    // Debian's epoch stands before a colon.
    let upstream = version.rsplit(':').next().unwrap_or(version);
    let mut parts = upstream
        .split(|c: char| !c.is_ascii_digit())
        .map(|part| part.parse().unwrap_or(0));
    (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
}
