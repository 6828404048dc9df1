//! `zhaohuo jobs` as scripts use it: every flag against a plain loop over what `--json` says, and `grep` itself.

#![expect(
    clippy::disallowed_methods,
    reason = "a test writes the files that the program reads"
)]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

#[path = "support/shell.rs"]
mod shell;
#[path = "jobs/shop.rs"]
mod shop;

use std::fs;
use std::process::Command;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::civil::Time;
use serde_json::Value;
use shell::complained;
use shell::said;
use shop::SHOP;
use shop::called;
use shop::called_with;
use shop::count;
use shop::ids;
use shop::jobs;
use shop::json;
use shop::today;
use shop::zone;

/// The flags leave what a plain loop leaves, and that is something, and not everything.
#[track_caller]
fn narrows(arguments: &[&str], is_left: impl Fn(&Value) -> bool) {
    let found = json(arguments);
    let left: Vec<&Value> = SHOP.postings.iter().filter(|it| is_left(it)).collect();
    assert_eq!(ids(&found), ids(left.iter().copied()), "{arguments:?}");
    assert!(!found.is_empty() && found.len() < SHOP.postings.len(), "{arguments:?}");
}

#[test]
fn places_narrow() {
    let district = |name: &'static str| move |it: &Value| it["place"]["district"] == name;
    narrows(&["--district", "市北区"], district("市北区"));
    narrows(&["--district", "市北"], district("市北区"));
    narrows(&["--district", "市北", "--district", "李沧"], |it| {
        district("市北区")(it) || district("李沧区")(it)
    });
    narrows(&["--street", "台东"], |it| it["place"]["subdistrict"] == "台东街道");
    narrows(&["--district", "市南", "--street", "中山路"], |it| {
        district("市南区")(it) && it["place"]["subdistrict"] == "中山路街道"
    });
    narrows(&["--within", "3.5"], |it| {
        it["distance_m"].as_f64().is_some_and(|metres| metres <= 3500.0)
    });
    assert_eq!(count(&["--within", "3.5"]), json(&["--within", "3.5"]).len());
    // Words and a flag of one kind: the flag counts.
    assert_eq!(count(&["市北", "--district", "李沧"]), count(&["--district", "李沧"]));
    assert_eq!(count(&["李沧"]), count(&["--district", "李沧"]));
    assert!(count(&["--station", "台东站"]) > 0);
    assert_eq!(count(&["--station", "台东站"]), count(&["台东站"]));
}

#[test]
fn terms_narrow() {
    let given = |what: &'static str| move |it: &Value| it["benefits"][what]["given"] == true;
    narrows(&["--meals"], given("meals"));
    narrows(&["--lodging"], given("lodging"));
    narrows(&["--transport"], given("transport"));
    narrows(&["--meals", "--lodging"], |it| {
        given("meals")(it) && given("lodging")(it)
    });
    narrows(&["--settlement", "daily"], |it| it["pay"]["settlement"] == "Daily");
    narrows(&["--settlement", "daily", "--settlement", "next-day"], |it| {
        it["pay"]["settlement"] == "Daily" || it["pay"]["settlement"] == "NextDay"
    });
    narrows(&["--deposit", "denied"], |it| it["benefits"]["deposit"] == "NotTaken");
    narrows(&["--deposit", "none"], |it| {
        it["benefits"]["deposit"].get("Taken").is_none()
    });
    narrows(&["--insurance", "accident"], |it| {
        it["benefits"]["insurance"]["accident"] == true
    });
    narrows(&["--insurance", "injury"], |it| {
        it["benefits"]["insurance"]["injury"] == true
    });
    narrows(&["--direct"], |it| it["employer"]["recruiter"] == "Direct");
    narrows(&["--agency"], |it| it["employer"]["recruiter"]["Agency"].is_object());
    narrows(&["--verified"], |it| it["origin"]["verified_at"].is_string());
    let audience =
        |whom: &'static str| move |it: &Value| it["wanted"]["audience"].as_array().unwrap().contains(&whom.into());
    narrows(&["--audience", "caregiver"], audience("Caregiver"));
    narrows(&["--audience", "veteran"], audience("Veteran"));
}

#[test]
fn ages_and_pay_narrow() {
    let age = |it: &Value, end: &str| it["wanted"]["ages"][end].as_u64();
    narrows(&["--age", "58"], |it| {
        age(it, "min").is_none_or(|min| min <= 58) && age(it, "max").is_none_or(|max| 58 <= max)
    });
    narrows(&["--any-adult"], |it| {
        age(it, "min").is_some_and(|min| min <= 18) && age(it, "max").is_none()
    });
    let low = |it: &Value, per: &str| {
        let rate = &it["pay"]["rate"]["Fixed"];
        (rate["per"] == per).then(|| rate["low"].as_f64().unwrap() / 100.0)
    };
    let hours = |it: &Value| it["work"]["hours_per_day"].as_f64();
    narrows(&["--pay-hour", "27.5"], |it| {
        it["yuan_per_hour"].as_f64().is_some_and(|yuan| yuan >= 27.5)
    });
    narrows(&["--pay-day", "200"], |it| {
        let by_hours = low(it, "Hour").zip(hours(it)).map(|(yuan, hours)| yuan * hours);
        low(it, "Day").or(by_hours).is_some_and(|yuan| yuan >= 200.0)
    });
    narrows(&["--pay-month", "4000"], |it| {
        low(it, "Month").is_some_and(|yuan| yuan >= 4000.0)
    });
}

#[test]
fn trades_papers_days_and_numbers_narrow() {
    let titled = |found: &[Value], name: &str| found.iter().any(|it| it["title"].as_str().unwrap().contains(name));
    let porters = json(&["--trade", "搬运工"]);
    assert!(titled(&porters, "搬运") && !titled(&porters, "保洁"));
    assert_eq!(ids(&porters), ids(&json(&["搬运"])));
    assert_eq!(
        count(&["--trade", "搬运", "--trade", "保洁"]),
        ids(porters.iter().chain(&json(&["--trade", "保洁"]))).len()
    );

    let asks = |it: &Value| {
        let texts = [&it["wanted"]["qualifications"], &it["wanted"]["bring"]];
        texts.iter().any(|text| text.to_string().contains("健康证"))
    };
    narrows(&["--papers", "health"], asks);
    narrows(&["--without-paper", "health"], |it| !asks(it));

    let number = SHOP.postings[7]["number"].as_str().unwrap();
    narrows(&["--number", number], |it| it["number"] == number);

    let (today, week) = (count(&["--start", "today"]), count(&["--start", "week"]));
    assert!(0 < today && today < week && week < SHOP.postings.len());
    assert!(count(&["--posted", "1"]) < count(&["--posted", "7"]));
    assert_eq!(count(&["--shift", "night"]), count(&["夜班"]));
}

#[test]
fn a_facet_says_how_many_its_own_arguments_find() {
    let asked = ["当天结", "--district", "市北"];
    let facets = json(&[&asked[..], &["--facets"]].concat());
    let lines = said(&jobs(&[&asked[..], &["--facets"]].concat()));
    assert_eq!(lines.lines().count(), facets.len());
    assert!(facets.len() > 60);
    // A choice stands in the place of what was asked of its dimension, as a flag does.
    for facet in facets.iter().step_by(9) {
        let arguments: Vec<&str> = facet["arguments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it.as_str().unwrap())
            .collect();
        let mut asked = vec!["当天结"];
        if !["district", "street", "village"].contains(&facet["dimension"].as_str().unwrap()) {
            asked.extend(["--district", "市北"]);
        }
        let found = count(&[&asked[..], &arguments].concat());
        assert_eq!(facet["count"], found, "{facet}");
        let line = format!(
            "{}\t{}\t{found}",
            facet["dimension"].as_str().unwrap(),
            facet["choice"].as_str().unwrap()
        );
        assert!(lines.lines().any(|it| it == line), "{line}");
    }
}

#[test]
fn sorts_are_in_their_order_with_missed_and_full_ones_last() {
    let open = |found: Vec<Value>| -> Vec<Value> {
        let standing = |it: &Value| (it["full"] == true, it["missed"] == true);
        assert!(found.is_sorted_by_key(standing));
        found.into_iter().filter(|it| standing(it) == (false, false)).collect()
    };
    let numbers = |order: &str, field: &str, unsaid: f64| -> Vec<f64> {
        let found = open(json(&["--sort", order]));
        found.iter().map(|it| it[field].as_f64().unwrap_or(unsaid)).collect()
    };
    assert!(numbers("pay", "yuan_per_hour", 0.0).is_sorted_by(|a, b| a >= b));
    // The order knows metres and no less, and the output rounds them.
    assert!(numbers("near", "distance_m", f64::INFINITY).is_sorted_by(|a, b| *a <= b + 1.0));
    let newest = |it: &Value| it["origin"]["modified"].as_str().map(str::to_owned);
    let fresh: Vec<_> = open(json(&["--sort", "fresh"])).iter().map(newest).collect();
    assert!(fresh.is_sorted_by(|a, b| a >= b) && fresh.iter().any(Option::is_some));
    // What begins on a day to come, by the day and the hour; a day without an hour before its hours.
    let (zone, today) = (zone(), today());
    let begins = |it: &Value| -> Option<(Date, Option<Time>)> {
        let when = it["work"]["meet_time"].as_str().or(it["work"]["starts"].as_str())?;
        match when.parse::<Timestamp>() {
            Ok(at) => {
                let at = at.to_zoned(zone.clone());
                Some((at.date(), Some(at.time())))
            }
            // What is done in a day begins with its hours.
            Err(_) => {
                let hours = it["work"]["hours"].as_str().filter(|_| it["work"]["days"] == 1);
                let time = hours.and_then(|hours| hours.get(..5)?.parse().ok());
                Some((when.parse().unwrap(), time))
            }
        }
    };
    let soonest = open(json(&["--sort", "soonest"]));
    let to_come: Vec<_> = soonest
        .iter()
        .filter_map(begins)
        .filter(|(date, _)| *date > today)
        .collect();
    let wrong = to_come.windows(2).find(|pair| pair[0] > pair[1]);
    assert!(to_come.len() > 50 && wrong.is_none(), "{wrong:?}");
    assert_eq!(json(&["--sort", "best"]), SHOP.postings);
}

/// The texts of a posting, from the outside.
fn has_text(value: &Value, word: &str) -> bool {
    match value {
        Value::String(text) => text.contains(word),
        Value::Array(values) => values.iter().any(|value| has_text(value, word)),
        Value::Object(fields) => fields.values().any(|value| has_text(value, word)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[test]
fn literal_finds_what_grep_finds() {
    let file = SHOP.data.path().join("postings.ndjson");
    let lines: Vec<String> = SHOP.postings.iter().map(Value::to_string).collect();
    fs::write(&file, lines.join("\n") + "\n").unwrap();
    for word in [
        "保洁",
        "台东",
        "健康证",
        "市北区",
        "demo-",
        "0532-0000",
        "夜里",
        "负责人",
        "没有的字",
    ] {
        let grep = Command::new("grep")
            .args(["-c", "-F", "--", word])
            .arg(&file)
            .output()
            .unwrap();
        let grepped: usize = said(&grep).trim().parse().unwrap();
        assert_eq!(count(&["--literal", word]), grepped, "{word}");
    }
    assert!(count(&["--literal", "保洁"]) > count(&["--literal", "保洁", "台东"]));
    narrows(&["--literal", "保洁", "市北", "--settlement", "daily"], |it| {
        has_text(it, "保洁") && has_text(it, "市北") && it["pay"]["settlement"] == "Daily"
    });
    // Case, pinyin and synonyms are nothing to it, and neither are the names of fields.
    assert_eq!(count(&["--literal", "DEMO-"]), 0);
    assert_eq!(count(&["--literal", "baojie"]), 0);
    assert_eq!(count(&["--literal", "subdistrict"]), 0);
    assert_eq!(count(&["--literal", "\""]), 0);
}

#[test]
fn literal_finds_what_stands_in_the_feed() {
    let postings = SHOP
        .items
        .iter()
        .filter(|element| element["item"]["@type"] == "JobPosting");
    // Without a title none is taken.
    let items: Vec<&Value> = postings
        .filter(|element| element["item"]["title"].is_string())
        .collect();
    assert_eq!(items.len(), SHOP.postings.len());
    for word in ["保洁", "台东", "健康证", "李沧区", "派车"] {
        let found = items.iter().filter(|element| has_text(&element["item"], word)).count();
        assert_eq!(count(&["--literal", word]), found, "{word}");
    }
}

#[test]
fn words_are_looked_for_in_descriptions_where_the_configuration_says_so() {
    let word = "慢点开";
    let described = |it: &&Value| it["description"].as_str().is_some_and(|text| text.contains(word));
    let expected = SHOP.postings.iter().filter(described).count();
    assert!(expected > 0);
    let output = called_with("[search]\ndescriptions = true\n", &["jobs", "--count", word]);
    assert_eq!(said(&output).trim(), expected.to_string());
    assert_eq!(count(&[word]), 0);
}

#[test]
fn the_most_alike_come_first_and_the_posting_itself_does_not() {
    let model = json(&["--trade", "保洁", "--limit", "1"]).remove(0);
    let (id, number) = (model["id"].as_str().unwrap(), model["number"].as_str().unwrap());
    let like = json(&["--like", id]);
    // What a single posting leaves to choose of trades are its own.
    let facets = json(&["--number", number, "--facets"]);
    let trades = facets.iter().filter(|facet| facet["dimension"] == "trade");
    let trades: Vec<&str> = trades
        .flat_map(|facet| ["--trade", facet["choice"].as_str().unwrap()])
        .collect();
    assert!(trades.contains(&"保洁"));
    let same_trade = json(&trades);
    assert!((1..=36).contains(&like.len()));
    assert!(!ids(&like).contains(id));
    assert!(ids(&like).is_subset(&ids(&same_trade)));
    assert_eq!(like, json(&["--like", number]));
    let daily = json(&["--like", id, "--settlement", "daily"]);
    assert!(daily.iter().all(|it| it["pay"]["settlement"] == "Daily"));

    let shown = said(&called(&["show", number, "--similar"]));
    let lines = said(&jobs(&["--like", number]));
    assert!(shown.contains(&lines), "{shown}");
    let shown: Value = serde_json::from_str(&said(&called(&["show", id, "--similar", "--json"]))).unwrap();
    assert_eq!(shown[0]["similar"].as_array().unwrap().len(), like.len());
    let unknown = called(&["jobs", "--like", "111111"]);
    assert_eq!(unknown.status.code(), Some(3));
}

#[test]
fn an_unknown_trade_is_an_error_that_says_what_was_meant() {
    let refused = |arguments: &[&str]| {
        let output = called(&[&["jobs"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        complained(&output)
    };
    assert!(refused(&["--trade", "搬云"]).contains("did you mean 搬运?"));
    assert!(refused(&["--trade", "banyun"]).contains("did you mean 搬运?"));
    assert!(!refused(&["--trade", "xyzzy"]).contains("did you mean"));
    assert!(!refused(&["--trade", "\u{1b}[6n绿绿绿绿绿绿绿绿绿绿绿绿绿绿绿绿"]).contains('\u{1b}'));
    refused(&["--settlement", "never"]);
    refused(&["--pay-day", "many"]);
    refused(&["--within", "-1"]);
    refused(&["--posted", "0"]);
}

#[test]
fn where_nothing_is_found_the_list_says_what_was_given_up_and_counts_are_exact() {
    let asked = ["市北", "当天结", "搬运", "--pay-day", "9000"];
    let nearest = jobs(&asked);
    let words = complained(&nearest);
    assert!(
        words.contains("没有“市北区、当天结、搬运、一天 9,000 元以上”的活。"),
        "{words}"
    );
    let found = count(&asked[..3]);
    assert!(
        words.contains(&format!("有 {found} 个，只差：一天 9,000 元以上")),
        "{words}"
    );
    assert_eq!(said(&nearest).lines().count(), found);
    assert_eq!(said(&nearest), said(&jobs(&asked[..3])));
    assert_eq!(count(&asked), 0);
    assert!(json(&asked).is_empty());

    let nowhere = jobs(&["--district", "沂水", "--count"]);
    assert_eq!(said(&nowhere), "0\n");
    assert!(complained(&nowhere).contains("没有“沂水”的活"));
    // What is found is listed, and nothing said.
    assert_eq!(complained(&jobs(&["保洁"])), "");
    assert_eq!(complained(&jobs(&["市北", "搬运", "--explain"])), "市北区\n搬运\n");
    assert_eq!(said(&jobs(&["搬运"])).lines().count(), count(&["搬运"]));
    assert!(!complained(&jobs(&["\u{1b}[6n啊啊啊"])).contains('\u{1b}'));
}
