//! What it carries besides postings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::has_all;
use super::keys;
use super::of_kind;

#[test]
fn there_are_twenty_of_each_bulletin() {
    for kind in [
        "Course",
        "GovernmentService",
        "EmploymentAgency",
        "SpecialAnnouncement",
        "Event",
        "Occupation",
    ] {
        let bulletins = of_kind(kind);
        assert!(bulletins.len() >= 20, "{kind}: {}", bulletins.len());
        assert!(
            bulletins.iter().all(|bulletin| bulletin.to_string().contains("示例")),
            "{kind}"
        );
    }
    let minimums = of_kind("MonetaryAmount");
    let districts: BTreeSet<_> = minimums.iter().map(|row| row["zh:district"].to_string()).collect();
    assert_eq!(districts.len(), 10);
    let wanted = [
        (
            "Course",
            "name description provider offers price hasCourseInstance startDate location url",
        ),
        (
            "GovernmentService",
            "name description audience provider serviceType availableChannel url",
        ),
        (
            "EmploymentAgency",
            "name address geo telephone openingHours parentOrganization",
        ),
        (
            "Occupation",
            "name estimatedSalary percentile10 median percentile90 occupationLocation",
        ),
        ("SpecialAnnouncement", "name text datePosted expires url"),
        ("Event", "name startDate location url"),
        (
            "MonetaryAmount",
            "name validFrom zh:district zh:perMonth zh:perHour zh:source",
        ),
    ];
    for (kind, properties) in wanted {
        has_all(&keys(&of_kind(kind)), properties);
    }
}

#[test]
fn stations_stand_on_four_levels() {
    let mut levels = BTreeMap::new();
    for station in of_kind("EmploymentAgency") {
        let mut above = &station["parentOrganization"];
        let mut depth = 0;
        while above.is_object() {
            depth += 1;
            above = &above["parentOrganization"];
        }
        *levels.entry(depth).or_insert(0) += 1;
    }
    assert_eq!(levels.keys().copied().collect::<Vec<_>>(), [0, 1, 2, 3]);
    assert_eq!((levels[&0], levels[&1]), (1, 10));
}
