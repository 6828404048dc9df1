//! 示例数据 — the demonstration feed: a seeded generator, so that a kiosk can be shown without a publisher.
//!
//! Nothing in it is real but the names of streets. Addresses lead to reserved domains (RFC 2606 and RFC 6761:
//! `.example`, and `.test` where a host is meant to be one that nobody allows), telephones begin with a zero
//! after the area code and so cannot ring, companies are called 某某. The date is an argument: a feed made for
//! today says today. Each item is made from the seed, the date and its own place in its row, so that a larger
//! feed extends a smaller one, and no more than one item is held at a time.
//!
//! # The shapes of what schema.org has no word for
//!
//! `zh:` is `https://zhaohuo.example/ns#`. A property that is not there is 没写. Times are RFC 3339 with
//! `+08:00`.
//!
//! | term | on | shape |
//! | --- | --- | --- |
//! | `zh:settlement` | posting | `"daily"`, `"nextDay"`, `"weekly"`, `"monthly"` or `"project"` |
//! | `zh:paidBy` | posting | text: `"微信或现金"` |
//! | `zh:pay` | posting | `"面议"`, and then there is no `baseSalary` |
//! | `zh:piece` | `baseSalary.value` with `unitText` `"PIECE"` | text, what is counted: `"件"`, `"车"`, `"平方米"` |
//! | `zh:openingsLeft` | posting | whole number; 0 is full |
//! | `zh:ageMin`, `zh:ageMax` | posting | years; without `zh:ageMax` there is no cap |
//! | `zh:sex` | posting | `"any"`, `"male"` or `"female"` |
//! | `zh:hoursPerDay` | posting | number of hours without the rest, may end in .5 |
//! | `zh:days` | posting | whole number; absent for standing work |
//! | `zh:meetAt` | posting | `{"@type": "Place", "name": text, "time": time}` |
//! | `zh:transport` | posting | text: `"厂里派车接送，不收钱"`, `"自己去"` |
//! | `zh:mealsProvided` | posting | meals a day, 0 to 3 |
//! | `zh:lodging` | posting | `true` or `false` |
//! | `zh:bring` | posting | array of texts |
//! | `zh:deposit` | posting | `{"taken": false}` or `{"taken": true, "amount": yuan}` |
//! | `zh:recruiter` | posting | `{"kind": "direct"}` or `{"kind": "agency", "licence": text}` |
//! | `zh:leader` | posting | text: `"有，到了找戴红帽的"` |
//! | `zh:intensity` | posting | `"light"`, `"moderate"` or `"heavy"` |
//! | `zh:insurance` | posting | `{"accident": a, "injury": b}`, each `true`, `false` or `null` (没写) |
//! | `zh:verifiedBy` | posting | text: `"市场"`, `"街道就享家"` |
//! | `zh:verifiedAt` | posting | time; may be absent beside `zh:verifiedBy` |
//! | `zh:audience` | posting, course, service, event | array of codes: `"caregiver"`, `"veteran"`, `"disability"`, `"graduate"`, `"senior"`, `"publicWelfare"`, `"newcomer"`; absent where it is for everybody |
//! | `zh:sourceName` | everything but wage rows | text |
//! | `zh:source` | wage guide, minimum wage | text |
//! | `zh:district`, `zh:street` | `PostalAddress` (and `zh:district` on a minimum wage) | text: `"市北区"`, `"台东街道"` |
//! | `zh:village` | `Place` or `PostalAddress` | text, the 村(居) below the street: `"前进村"` |
//! | `zh:subsidy` | course | text |
//! | `zh:bring` | service | array of texts, as on a posting |
//! | `zh:topic` | service | what it helps in: `"arrears"`, `"fraud"`, `"injury"`, `"discrimination"` or `"dispute"` |
//! | `zh:perMonth`, `zh:perHour` | minimum wage | yuan |
//!
//! schema.org's own are as it has them. Those with a choice of types: `employmentType` is a text or an array,
//! `jobStartDate` a date or a time, `keywords` one text with commas, `jobLocation` one `Place`, `openingHours` a text
//! or an array, `makesOffer` an array of named `Offer`s, `educationalCredentialAwarded` a named credential,
//! `availableChannel` one `ServiceChannel` with a `serviceLocation`, or with a `name` where a call does it.

mod bulletins;
mod draw;
mod moment;
mod places;
mod posting;
mod trades;

use std::io;
use std::io::Write;

use jiff::civil::Date;
use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use draw::Draw;
use moment::ISSUED;

const NAME: &str = "找活示例数据";

/// A city district's worth of postings.
pub const DEFAULT_ITEMS: usize = 1_200;
/// Any number would do; the same one every day makes two kiosks show the same.
pub const DEFAULT_SEED: u64 = 1;

/// What to generate. The same three give the same bytes.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    /// How many postings. Bulletins come on top; their number does not change.
    pub items: usize,
    /// Another seed is another feed of the same kind.
    pub seed: u64,
    /// The day the feed is for, in Qingdao.
    pub today: Date,
}

impl Demo {
    /// The `DataFeedItem`s: postings first, then courses, services, stations, notices, events, wage guides and
    /// minimum wages. About two postings in a hundred are badly filled, three expired and three full.
    pub fn items(&self) -> impl Iterator<Item = Value> + '_ {
        (0..self.items)
            .map(|index| posting::item(self, index))
            .chain(bulletins::items(self))
    }

    /// One item a line, after a line with the head of the feed.
    ///
    /// # Errors
    ///
    /// Those of `out`, and no others.
    pub fn write_ndjson(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{}", Value::Object(self.head()))?;
        self.items().try_for_each(|item| line(out, &item))
    }

    /// One `DataFeed` document, whose elements stand one a line too, so that two days can be compared by `diff`.
    ///
    /// # Errors
    ///
    /// Those of `out`, and no others.
    pub fn write_json(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"{\n")?;
        for (key, value) in self.head() {
            writeln!(out, "{}: {value},", json!(key))?;
        }
        out.write_all(b"\"dataFeedElement\": [\n")?;
        for (index, item) in self.items().enumerate() {
            if index > 0 {
                out.write_all(b",")?;
            }
            line(out, &item)?;
        }
        out.write_all(b"]}\n")
    }

    fn head(&self) -> Map<String, Value> {
        let mut head = Map::new();
        let context = json!(["https://schema.org", {"zh": "https://zhaohuo.example/ns#"}]);
        head.insert("@context".to_owned(), context);
        head.insert("@type".to_owned(), json!("DataFeed"));
        head.insert("name".to_owned(), json!(NAME));
        head.insert("dateModified".to_owned(), json!(moment::stamp(self.today, ISSUED)));
        head
    }

    /// The name of the item at `index` of the row that `row` stands for; people count from one.
    fn identifier(&self, row: &str, index: usize) -> String {
        let (year, month, day) = (self.today.year(), self.today.month(), self.today.day());
        let digits = if row.is_empty() { 6 } else { 3 };
        format!("demo-{year:04}{month:02}{day:02}-{row}{:0digits$}", index + 1)
    }
}

fn line(out: &mut impl Write, item: &Value) -> io::Result<()> {
    serde_json::to_writer(&mut *out, item)?;
    out.write_all(b"\n")
}

fn item(modified: &str, item: Map<String, Value>) -> Value {
    let mut element = Map::new();
    element.insert("@type".to_owned(), json!("DataFeedItem"));
    element.insert("dateModified".to_owned(), json!(modified));
    element.insert("item".to_owned(), Value::Object(item));
    Value::Object(element)
}

/// No subscriber's number in China begins with a zero: an exchange stops at the first digit.
fn dead_phone(draw: &mut Draw) -> String {
    format!("0532-0000 {:04}", draw.between(0, 9999))
}
