//! Badly filled postings: what really arrives from spreadsheets and copied messages.
//!
//! They stand at fixed places, two in a hundred, and take turns, so that a feed of a thousand has each.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

const EVERY: usize = 50;
const FIRST: usize = 17;

type Posting = Map<String, Value>;

/// Each takes a good posting and does one thing wrong.
const FLAWS: [fn(&mut Posting); 18] = [
    |posting| _ = posting.remove("title"),
    |posting| put(posting, "baseSalary", "100000"),
    |posting| pay(posting, -200),
    |posting| pay(posting, 99_999_999_999_999_u64),
    |posting| {
        put(posting, "zh:ageMin", 60);
        put(posting, "zh:ageMax", 18);
    },
    |posting| {
        put(posting, "datePosted", "昨天");
        put(posting, "validThrough", "2026-13-45T99:00");
    },
    |posting| {
        let html = "<p>卸货 <b>日结</b>&nbsp;包午饭<script>alert(1)</script><br>名额有限</p>";
        put(posting, "description", html);
    },
    |posting| title(posting, "\u{1b}[31m", "\u{1b}[0m\u{7}\u{0}"),
    |posting| title(posting, "\u{202e}", "\u{2066}元003\u{200b}"),
    |posting| title(posting, "🔥🔥日结300！！！", "不看年龄‼️来就干💰💰💰"),
    |posting| title(posting, "", "，打0532-0000 0555找招工的"),
    |posting| title(posting, "", "限女，40岁以下"),
    |posting| put(posting, "qualifications", "限男，本地人优先"),
    |posting| {
        let address = json!({"@type": "PostalAddress", "addressLocality": "开发区", "zh:district": "东区"});
        put(posting, "jobLocation", json!({"@type": "Place", "address": address}));
    },
    |posting| {
        let geo = json!({"@type": "GeoCoordinates", "latitude": 120.38, "longitude": 36.07});
        put(
            posting,
            "jobLocation",
            json!({"@type": "Place", "name": "对面", "geo": geo}),
        );
    },
    |posting| put(posting, "title", "长".repeat(400)),
    |posting| {
        put(posting, "zh:hoursPerDay", 30);
        put(posting, "workHours", "全天");
        put(posting, "zh:openingsLeft", -1);
    },
    |posting| put(posting, "description", 300),
];

/// Spoils the posting at `index` if it is one of those that are to be bad.
pub(super) fn spoil(posting: &mut Posting, index: usize) {
    if index % EVERY == FIRST {
        FLAWS[index / EVERY % FLAWS.len()](posting);
    }
}

fn put(posting: &mut Posting, key: &str, value: impl Into<Value>) {
    posting.insert(key.to_owned(), value.into());
}

fn pay(posting: &mut Posting, yuan: impl Into<Value>) {
    let mut value = json!({"@type": "QuantitativeValue", "unitText": "DAY"});
    value["value"] = yuan.into();
    let salary = json!({"@type": "MonetaryAmount", "currency": "CNY", "value": value});
    put(posting, "baseSalary", salary);
}

fn title(posting: &mut Posting, before: &str, after: &str) {
    if let Some(title) = posting.get("title").and_then(Value::as_str) {
        let spoilt = format!("{before}{title}{after}");
        put(posting, "title", spoilt);
    }
}
