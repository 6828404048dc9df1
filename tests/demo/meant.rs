//! Whom the postings are for, and whether one would believe them.

use serde_json::Value;

use super::AUDIENCES;
use super::TODAY;
use super::count;
use super::is_for;
use super::postings;
use zhaohuo::demo::DEFAULT_ITEMS;
use zhaohuo::demo::DEFAULT_SEED;
use zhaohuo::demo::Demo;

/// The feed that a kiosk without a publisher shows.
fn usual(day: i8) -> Vec<Value> {
    let demo = Demo {
        items: DEFAULT_ITEMS,
        seed: DEFAULT_SEED,
        today: jiff::civil::date(TODAY.year(), TODAY.month(), day),
    };
    let items = demo.items().take(DEFAULT_ITEMS);
    items.map(|mut element| element["item"].take()).collect()
}

#[test]
fn every_audience_has_postings_on_any_day() {
    let mut few = Vec::new();
    for day in 1..=30 {
        let postings = usual(day);
        for audience in AUDIENCES {
            let meant = count(&postings, |posting| is_for(posting, audience));
            if meant < 8 {
                few.push(format!("{meant} for {audience} on the {day}th"));
            }
        }
    }
    assert!(few.is_empty(), "{few:#?}");
}

#[test]
fn a_few_pay_less_than_the_least_and_say_so_by_the_hour() {
    for day in [1, 22] {
        let below = count(&usual(day), |posting| {
            let value = &posting["baseSalary"]["value"];
            value["unitText"] == "HOUR" && value["value"].as_f64().is_some_and(|yuan| yuan < 24.0)
        });
        assert!((1..40).contains(&below), "{below}");
    }
}

#[test]
fn most_take_anybody_some_do_not_say_and_a_few_choose() {
    let postings = postings();
    let said = |sex: &str| count(&postings, |posting| posting["zh:sex"] == sex);
    let silent = count(&postings, |posting| posting["zh:sex"].is_null());
    assert_eq!(said("any") + said("male") + said("female") + silent, postings.len());
    assert!(said("any") * 3 > postings.len() * 2);
    assert!((300..1_000).contains(&silent), "{silent}");
    assert!((5..60).contains(&said("male")), "{}", said("male"));
    assert!((5..60).contains(&said("female")), "{}", said("female"));
}

#[test]
fn a_posting_means_what_it_promises() {
    for posting in postings() {
        let text = posting.to_string();
        if is_for(&posting, "senior") {
            let cap = posting["zh:ageMax"].as_u64();
            assert!(cap.is_none_or(|cap| !(20..65).contains(&cap)), "{text}");
            assert_ne!(posting["zh:intensity"], "heavy", "{text}");
        }
        if is_for(&posting, "caregiver") {
            let hours = posting["workHours"].as_str().unwrap_or_default();
            assert!(!hours.contains("次日"), "{text}");
        }
        if is_for(&posting, "disability") {
            assert!(
                ["heavy", "moderate"]
                    .iter()
                    .all(|load| posting["zh:intensity"] != *load),
                "{text}"
            );
        }
        if posting["occupationalCategory"] == "公益" {
            assert!(
                is_for(&posting, "publicWelfare") && !is_for(&posting, "newcomer"),
                "{text}"
            );
            assert_ne!(posting["zh:deposit"]["taken"], true, "{text}");
            assert_ne!(posting["zh:recruiter"]["kind"], "agency", "{text}");
        }
        if posting["occupationalCategory"] == "见习" {
            assert!(is_for(&posting, "graduate") && !is_for(&posting, "senior"), "{text}");
            assert!(!text.contains("干过一年以上"), "{text}");
        }
    }
}
