//! What it carries besides postings.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde_json::Value;

use super::AUDIENCES;
use super::ITEMS;
use super::count;
use super::has_all;
use super::is_for;
use super::keys;
use super::of_kind;
use super::walk;

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
            "name description provider offers price hasCourseInstance startDate location url telephone geo
             applicationDeadline educationalCredentialAwarded zh:subsidy zh:audience zh:sourceName",
        ),
        (
            "GovernmentService",
            "name description audience provider serviceType availableChannel serviceLocation geo servicePhone url
             zh:audience zh:bring zh:topic zh:sourceName",
        ),
        (
            "EmploymentAgency",
            "name address geo telephone openingHours parentOrganization makesOffer zh:sourceName",
        ),
        (
            "Occupation",
            "name estimatedSalary percentile10 median percentile90 occupationLocation",
        ),
        ("SpecialAnnouncement", "name text datePosted expires url zh:sourceName"),
        (
            "Event",
            "name startDate location geo organizer telephone url zh:audience zh:sourceName",
        ),
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

#[test]
fn each_trouble_has_a_number_to_ring_and_a_place_to_go_to() {
    let services = of_kind("GovernmentService");
    for topic in ["arrears", "fraud", "injury", "discrimination", "dispute"] {
        let about = |service: &&Value| service["zh:topic"] == topic;
        let channels: Vec<_> = services
            .iter()
            .filter(about)
            .map(|service| &service["availableChannel"])
            .collect();
        assert!(channels.len() >= 2, "{topic}: {}", channels.len());
        let is_place = |channel: &&Value| channel["serviceLocation"]["geo"].is_object();
        let is_call = |channel: &&Value| channel["serviceLocation"].is_null() && channel["name"].is_string();
        assert!(channels.iter().any(is_place), "{topic}");
        assert!(channels.iter().any(is_call), "{topic}");
        assert!(
            channels
                .iter()
                .all(|channel| channel["servicePhone"]["telephone"].is_string()),
            "{topic}"
        );
    }
    for service in &services {
        assert_eq!(
            service["zh:topic"].is_string(),
            service["serviceType"] == "维权",
            "{service}"
        );
    }
}

#[test]
fn the_kinds_of_service_fit_on_the_nine_digits() {
    let services = of_kind("GovernmentService");
    let kinds: BTreeSet<_> = services
        .iter()
        .filter_map(|service| service["serviceType"].as_str())
        .collect();
    assert!(kinds.len() <= 9, "{kinds:?}");
    for kind in kinds {
        let services = count(&services, |service| service["serviceType"] == kind);
        assert!(services >= 3, "{kind} has {services}");
    }
}

#[test]
fn every_audience_has_services_courses_and_events_of_its_own() {
    for kind in ["GovernmentService", "Course", "Event"] {
        let bulletins = of_kind(kind);
        for audience in AUDIENCES {
            assert!(count(&bulletins, |it| is_for(it, audience)) >= 1, "{kind}: {audience}");
        }
        let for_all = count(&bulletins, |it| it["zh:audience"].is_null());
        assert!(for_all * 3 > bulletins.len(), "{kind}: only {for_all} for everybody");
    }
}

#[test]
fn what_a_course_leads_to_is_what_postings_ask_for() {
    let postings = of_kind("JobPosting");
    let courses = of_kind("Course");
    let certificates: BTreeSet<_> = courses
        .iter()
        .filter_map(|course| course["educationalCredentialAwarded"]["name"].as_str())
        .collect();
    assert!(certificates.len() >= 10, "{certificates:?}");
    for certificate in certificates {
        let asked = |posting: &Value| {
            posting["qualifications"]
                .as_str()
                .is_some_and(|it| it.contains(certificate))
        };
        let brought = |posting: &Value| {
            let things = posting["zh:bring"].as_array();
            things.is_some_and(|things| things.iter().any(|thing| thing == certificate))
        };
        assert!(count(&postings, asked) > 0, "{certificate}");
        assert!(count(&postings, brought) > 0, "{certificate}");
    }
}

#[test]
fn texts_are_short_and_hold_no_number_that_rings() {
    for bulletin in ITEMS.iter().map(|element| &element["item"]) {
        if bulletin["@type"] == "JobPosting" {
            continue;
        }
        walk(bulletin, &mut |key, value| {
            let texts = value.as_array().into_iter().flatten().chain([value]);
            for text in texts.filter_map(Value::as_str) {
                let is_prose = !["url", "value", "startDate", "endDate"].contains(&key);
                assert!(!is_prose || text.chars().count() <= 60, "{text}");
                let is_number = |digits: &&str| digits.len() >= 5 || ["110", "119", "120"].contains(digits);
                let mut runs = text.split(|c: char| !c.is_ascii_digit());
                // A door may bear any number, and an identifier or an address of a page is not read out.
                let is_written_so = ["value", "url", "streetAddress"].contains(&key);
                assert!(is_written_so || !runs.any(|run| is_number(&run)), "{text}");
            }
        });
    }
}

#[test]
fn nobody_is_lent_money_and_no_rule_is_cited() {
    for kind in ["GovernmentService", "Course", "SpecialAnnouncement", "Event"] {
        for bulletin in of_kind(kind) {
            let text = bulletin.to_string();
            for word in ["贷款", "担保", "利息", "借款", "元", "〔", "第一条"] {
                assert!(!text.contains(word), "{word} in {text}");
            }
        }
    }
}

#[test]
fn stations_say_what_they_offer_and_when_they_shut_at_noon() {
    let stations = of_kind("EmploymentAgency");
    let mut offered = BTreeSet::new();
    for station in &stations {
        let offers = station["makesOffer"].as_array().unwrap();
        assert!(offers.len() >= 3, "{station}");
        offered.extend(offers.iter().map(|offer| offer["name"].as_str().unwrap()));
        assert!(
            station["geo"].is_object() && station["telephone"].is_string(),
            "{station}"
        );
        let hours = &station["openingHours"];
        assert!(hours.is_string() || hours.as_array().is_some_and(|hours| hours.len() >= 2));
    }
    assert!(offered.len() >= 15, "{offered:?}");
    let split = count(&stations, |station| station["openingHours"].is_array());
    assert!((20..stations.len()).contains(&split), "{split}");
}

#[test]
fn an_event_says_who_holds_it_and_where_to_ask() {
    for event in of_kind("Event") {
        assert!(
            event["organizer"]["name"].is_string() && event["telephone"].is_string(),
            "{event}"
        );
        assert!(event["location"]["geo"].is_object(), "{event}");
    }
}
