//! Everything but postings: courses, services, stations, notices, events, wage guides, minimum wages.
//!
//! Their words are fixed; places, dates, telephones and the small comforts of a station are drawn. Rows are the same
//! length in every feed.

mod courses;
mod notices;
mod services;
mod stations;
mod wages;

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use super::Demo;
use super::draw::Draw;
use super::draw::Series;
use super::moment::DAY;
use super::moment::ISSUED;
use super::moment::stamp;

/// Says that it is a demonstration wherever an office's name would stand.
const SOURCE: &str = "市人社局（示例数据）";

pub(super) fn items(demo: &Demo) -> impl Iterator<Item = Value> + '_ {
    let row = |series, count, make: fn(&mut Bulletin, usize)| {
        (0..count).map(move |index| {
            let mut bulletin = Bulletin::new(demo, series, index);
            make(&mut bulletin, index);
            bulletin.finish()
        })
    };
    row(Series::Course, courses::COUNT, courses::write)
        .chain(row(Series::Service, services::COUNT, services::write))
        .chain(row(Series::Station, stations::COUNT, stations::write))
        .chain(row(Series::Notice, notices::NOTICES, notices::notice))
        .chain(row(Series::Event, notices::EVENTS, notices::event))
        .chain(row(Series::Wage, wages::GUIDES, wages::guide))
        .chain(row(Series::Minimum, wages::MINIMUMS, wages::minimum))
}

/// One bulletin being written.
struct Bulletin {
    demo: Demo,
    draw: Draw,
    identifier: String,
    modified: i32,
    fields: Map<String, Value>,
}

impl Bulletin {
    fn new(demo: &Demo, series: Series, index: usize) -> Self {
        let mut draw = Draw::new(demo.seed, demo.today, series, index);
        let letter = match series {
            Series::Posting => "",
            Series::Course => "c",
            Series::Service => "v",
            Series::Station => "s",
            Series::Notice => "n",
            Series::Event => "e",
            Series::Wage => "w",
            Series::Minimum => "m",
        };
        let identifier = demo.identifier(letter, index);
        let name = json!({"@type": "PropertyValue", "name": "示例", "value": identifier});
        let mut fields = Map::new();
        fields.insert("identifier".to_owned(), name);
        let modified = ISSUED - draw.between(1, 12).cast_signed() * DAY;
        Self {
            demo: *demo,
            draw,
            identifier,
            modified,
            fields,
        }
    }

    fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.fields.insert(key.to_owned(), value.into());
    }

    /// What all kinds have that lead somewhere.
    fn published(&mut self, kind: &str, name: &str) {
        self.put("@type", kind);
        self.put("name", name);
        self.put("url", format!("https://jobs.zhaohuo.example/b/{}", self.identifier));
        self.put("zh:sourceName", SOURCE);
    }

    fn stamp(&self, minutes: i32) -> String {
        stamp(self.demo.today, minutes)
    }

    fn finish(self) -> Value {
        let modified = self.stamp(self.modified);
        super::item(&modified, self.fields)
    }
}

fn organization(name: &str) -> Value {
    json!({"@type": "GovernmentOrganization", "name": name})
}
