//! What the demonstration feed promises to those who build on it.

#![expect(clippy::unwrap_used, reason = "a test that cannot parse its own feed has failed")]

#[path = "demo/bulletins.rs"]
mod bulletins;
#[path = "demo/meant.rs"]
mod meant;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use jiff::civil::Date;
use jiff::civil::date;
use serde_json::Value;
use zhaohuo::demo::Demo;

const TODAY: Date = date(2026, 11, 22);
const FEED: Demo = Demo {
    items: 3_000,
    seed: 7,
    today: TODAY,
};

/// The codes of `zh:audience`.
const AUDIENCES: [&str; 7] = [
    "caregiver",
    "veteran",
    "disability",
    "graduate",
    "senior",
    "publicWelfare",
    "newcomer",
];

type Holds<'a> = &'a dyn Fn(&Value) -> bool;

/// Made once: twenty tests read it.
static ITEMS: LazyLock<Vec<Value>> = LazyLock::new(|| FEED.items().collect());

fn ndjson(demo: Demo) -> String {
    let mut out = Vec::new();
    demo.write_ndjson(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn of_kind(kind: &str) -> Vec<Value> {
    let items = ITEMS.iter().map(|element| &element["item"]);
    items.filter(|item| item["@type"] == kind).cloned().collect()
}

fn postings() -> Vec<Value> {
    of_kind("JobPosting")
}

fn count(postings: &[Value], holds: impl Fn(&Value) -> bool) -> usize {
    postings.iter().filter(|posting| holds(posting)).count()
}

fn is_for(item: &Value, audience: &str) -> bool {
    let codes = item["zh:audience"].as_array();
    codes.is_some_and(|codes| codes.iter().any(|code| code == audience))
}

/// Calls `visit` with each key and value, however deep.
fn walk(value: &Value, visit: &mut impl FnMut(&str, &Value)) {
    if let Some(fields) = value.as_object() {
        for (key, value) in fields {
            visit(key, value);
            walk(value, visit);
        }
    }
    value
        .as_array()
        .into_iter()
        .flatten()
        .for_each(|value| walk(value, visit));
}

fn keys(values: &[Value]) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for value in values {
        walk(value, &mut |key, _| _ = keys.insert(key.to_owned()));
    }
    keys
}

#[track_caller]
fn has_all(keys: &BTreeSet<String>, wanted: &str) {
    let missing: Vec<_> = wanted.split_whitespace().filter(|key| !keys.contains(*key)).collect();
    assert!(missing.is_empty(), "never written: {missing:?}");
}

#[test]
fn the_same_arguments_give_the_same_bytes_and_others_give_others() {
    let feed = ndjson(FEED);
    assert_eq!(feed, ndjson(FEED));
    assert_ne!(feed, ndjson(Demo { seed: 8, ..FEED }));
    assert_ne!(
        feed,
        ndjson(Demo {
            today: TODAY.tomorrow().unwrap(),
            ..FEED
        })
    );
}

#[test]
fn a_larger_feed_extends_a_smaller_one() {
    let small: Vec<_> = Demo { items: 40, ..FEED }.items().collect();
    assert_eq!(small[..40], ITEMS[..40]);
    assert_eq!(small[40..], ITEMS[3_000..]);
}

#[test]
fn an_empty_feed_still_has_its_bulletins() {
    assert!(Demo { items: 0, ..FEED }.items().count() > 100);
}

#[test]
fn every_line_is_a_feed_item_after_a_head() {
    let feed = ndjson(FEED);
    let mut lines = feed.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let head = lines.next().unwrap();
    assert_eq!(head["@type"], "DataFeed");
    assert_eq!(head["dateModified"], "2026-11-22T06:10:00+08:00");
    assert_eq!(head["@context"][1]["zh"], "https://zhaohuo.example/ns#");
    assert!(lines.all(|line| line["@type"] == "DataFeedItem" && line["item"].is_object()));
}

#[test]
fn the_document_and_the_lines_hold_the_same() {
    let mut out = Vec::new();
    FEED.write_json(&mut out).unwrap();
    let document: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(document["@type"], "DataFeed");
    assert_eq!(document["name"], "找活示例数据");
    let elements = document["dataFeedElement"].as_array().unwrap();
    assert_eq!(elements, &*ITEMS);
    assert!(
        out.split(|&byte| byte == b'\n').count() > elements.len(),
        "one element a line"
    );
}

#[test]
fn an_empty_document_is_still_a_document() {
    let mut out = Vec::new();
    Demo { items: 0, ..FEED }.write_json(&mut out).unwrap();
    assert!(serde_json::from_slice::<Value>(&out).is_ok());
}

#[test]
fn three_hundred_kinds_of_work_in_ten_districts() {
    let postings = postings();
    let titles: BTreeSet<_> = postings
        .iter()
        .filter_map(|posting| posting["title"].as_str())
        .filter(|title| title.ends_with('）') && title.chars().count() < 20)
        .collect();
    assert!(titles.len() >= 300, "{}", titles.len());
    let districts: BTreeSet<_> = postings
        .iter()
        .filter_map(|posting| posting["jobLocation"]["address"]["zh:district"].as_str())
        .collect();
    for district in "市南区 市北区 黄岛区 崂山区 李沧区 城阳区 即墨区 胶州市 平度市 莱西市".split(' ')
    {
        assert!(districts.contains(district), "{district}");
    }
}

#[test]
fn every_property_of_the_vocabulary_is_written_somewhere() {
    let postings = postings();
    let seen = keys(&postings);
    has_all(
        &seen,
        "identifier title description datePosted validThrough employmentType hiringOrganization jobLocation
         address geo baseSalary minValue maxValue value unitText workHours jobStartDate jobImmediateStart
         totalJobOpenings occupationalCategory industry qualifications skills educationRequirements
         experienceRequirements physicalRequirement jobBenefits specialCommitments
         applicantLocationRequirements applicationContact directApply url keywords",
    );
    has_all(
        &seen,
        "zh:settlement zh:paidBy zh:pay zh:piece zh:openingsLeft zh:ageMin zh:ageMax zh:hoursPerDay zh:days
         zh:sex zh:meetAt zh:transport zh:mealsProvided zh:lodging zh:bring zh:deposit zh:recruiter zh:leader
         zh:intensity zh:insurance zh:verifiedBy zh:verifiedAt zh:sourceName zh:audience zh:district zh:street",
    );
    let most = postings
        .iter()
        .map(|posting| posting.as_object().unwrap().len())
        .max()
        .unwrap();
    let all: BTreeSet<_> = postings
        .iter()
        .flat_map(|posting| posting.as_object().unwrap().keys())
        .collect();
    assert!(most < all.len(), "an employer who fills in everything");
}

#[test]
fn all_codes_and_both_sides_of_every_yes_and_no_occur() {
    let postings = postings();
    let said = |holds: Holds| count(&postings, holds) > 0;
    for settlement in ["daily", "nextDay", "weekly", "monthly", "project"] {
        assert!(said(&|posting| posting["zh:settlement"] == settlement), "{settlement}");
    }
    for audience in AUDIENCES {
        assert!(said(&|posting| is_for(posting, audience)), "{audience}");
    }
    for recruiter in ["direct", "agency"] {
        assert!(
            said(&|posting| posting["zh:recruiter"]["kind"] == recruiter),
            "{recruiter}"
        );
    }
    for answer in [true, false] {
        assert!(said(&|posting| posting["zh:deposit"]["taken"] == answer));
        assert!(said(&|posting| posting["zh:lodging"] == answer));
        assert!(said(&|posting| posting["zh:insurance"]["injury"] == answer));
    }
    assert!(said(&|posting| posting["zh:insurance"]["injury"].is_null()));
}

#[test]
fn pay_comes_in_every_unit_and_as_a_talk() {
    let postings = postings();
    for unit in ["HOUR", "DAY", "WEEK", "MONTH", "YEAR", "PIECE"] {
        let paid = count(&postings, |posting| posting["baseSalary"]["value"]["unitText"] == unit);
        assert!(paid > 0, "{unit}");
    }
    let talks = count(&postings, |posting| posting["zh:pay"] == "面议");
    assert!((90..210).contains(&talks), "{talks}");
    let daily = count(&postings, |posting| posting["zh:settlement"] == "daily");
    assert!((1_000..1_400).contains(&daily), "{daily}");
}

#[test]
fn a_third_can_start_today_and_are_still_on_offer_tonight() {
    let postings = postings();
    let today = |posting: &Value| {
        posting["jobImmediateStart"] == true
            || posting["jobStartDate"]
                .as_str()
                .is_some_and(|day| day.starts_with("2026-11-22"))
    };
    let starting = count(&postings, today);
    assert!((900..1_250).contains(&starting), "{starting}");
    let tonight = "2026-11-22T23:59:00+08:00";
    let open = |posting: &Value| posting["validThrough"].as_str().is_some_and(|end| end >= tonight);
    let still = count(&postings, |posting| today(posting) && open(posting));
    assert!(still * 100 > starting * 75, "{still} of {starting}");
    let late = |posting: &Value| {
        let start = posting["workHours"].as_str().and_then(|hours| hours.get(..5));
        start.is_some_and(|start| ("18:00"..="22:30").contains(&start))
    };
    let late = count(&postings, |posting| today(posting) && open(posting) && late(posting));
    assert!(late > 100, "{late}");
}

#[test]
fn people_meet_between_half_past_four_and_eight_in_the_evening() {
    for posting in postings() {
        if let Some(time) = posting["zh:meetAt"]["time"].as_str() {
            assert!(("04:30"..="20:00").contains(&&time[11..16]), "{time}");
        }
    }
}

#[test]
fn some_are_expired_some_full_some_badly_filled() {
    let postings = postings();
    let text = |posting: &Value, key: &str| posting[key].as_str().unwrap_or_default().to_owned();
    let expired = |posting: &Value| {
        let end = text(posting, "validThrough");
        !end.is_empty() && end.as_str() < "2026-11-22"
    };
    assert!((50..150).contains(&count(&postings, expired)));
    assert!((50..150).contains(&count(&postings, |posting| posting["zh:openingsLeft"] == 0)));
    let bad: [(&str, Holds); 12] = [
        ("no title", &|posting| posting["title"].is_null()),
        ("bare pay", &|posting| posting["baseSalary"] == "100000"),
        ("negative pay", &|posting| {
            posting["baseSalary"]["value"]["value"] == -200
        }),
        ("huge pay", &|posting| {
            posting["baseSalary"]["value"]["value"].as_f64() > Some(1e12)
        }),
        ("ages crossed", &|posting| posting["zh:ageMin"].as_u64() > Some(59)),
        ("no date", &|posting| posting["datePosted"] == "昨天"),
        ("markup", &|posting| text(posting, "description").contains("<script>")),
        ("escape codes", &|posting| text(posting, "title").contains('\u{1b}')),
        ("bidi", &|posting| text(posting, "title").contains('\u{202e}')),
        ("shouting", &|posting| text(posting, "title").contains('🔥')),
        ("phone in title", &|posting| text(posting, "title").contains("0532")),
        ("a sex", &|posting| text(posting, "qualifications").contains("限男")),
    ];
    for (name, is_bad) in bad {
        assert!(count(&postings, is_bad) > 0, "{name}");
    }
}

#[test]
fn identifiers_are_not_used_twice() {
    let value = |element: &Value| element["item"]["identifier"]["value"].to_string();
    let identifiers: BTreeSet<_> = ITEMS.iter().map(value).collect();
    assert_eq!(identifiers.len(), ITEMS.len());
}

#[test]
fn addresses_lead_to_reserved_domains_only() {
    for element in &*ITEMS {
        let text = element.to_string();
        for (at, _) in text.match_indices("://") {
            let host = text[at + 3..].split(['/', '"', '?', ':']).next().unwrap();
            let top = host.rsplit('.').next().unwrap();
            assert!(["example", "test"].contains(&top), "{host}");
        }
        assert!(!text.contains("tel:") && !text.contains("mailto:"), "{text}");
    }
}

#[test]
fn most_addresses_fit_a_code_and_some_do_not() {
    let postings = postings();
    let length = |posting: &Value| posting["url"].as_str().map_or(0, str::len);
    let fits = count(&postings, |posting| (1..=62).contains(&length(posting)));
    assert!(fits * 100 > postings.len() * 90, "{fits}");
    assert!(count(&postings, |posting| (63..=78).contains(&length(posting))) > 0);
    assert!(count(&postings, |posting| length(posting) > 100) > 0);
    assert!(count(&postings, |posting| length(posting) == 0) > 0);
    let starts = |posting: &Value, with: &str| posting["url"].as_str().is_some_and(|url| url.starts_with(with));
    assert!(count(&postings, |posting| starts(posting, "http://")) > 0);
    assert!(count(&postings, |posting| starts(posting, "https://elsewhere.test/")) > 0);
}

#[test]
fn no_telephone_can_ring() {
    for element in &*ITEMS {
        walk(element, &mut |key, value| {
            if key == "telephone" {
                assert!(value.as_str().unwrap().starts_with("0532-0000 "), "{value}");
            }
        });
        let text = element.to_string();
        let digits = text.split(|c: char| !c.is_ascii_digit());
        let mobile = |number: &str| number.len() == 11 && number.starts_with('1');
        assert!(!digits.into_iter().any(mobile), "{text}");
    }
}

#[test]
fn positions_lie_in_qingdao_but_for_the_bad_ones() {
    let postings = postings();
    let stray = count(&postings, |posting| {
        let geo = &posting["jobLocation"]["geo"];
        let inside = geo["latitude"]
            .as_f64()
            .is_some_and(|north| (35.5..37.2).contains(&north))
            && geo["longitude"]
                .as_f64()
                .is_some_and(|east| (119.4..121.0).contains(&east));
        geo.is_object() && !inside
    });
    assert!((1..20).contains(&stray), "{stray}");
}
