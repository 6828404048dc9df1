//! Whatever the bytes: no panic, and the same items however they arrive.

use std::io;

use proptest::prelude::*;

use crate::Outcome;
use crate::job;
use crate::read;
use crate::read_from;

/// Gives the body in pieces of these sizes, over and over.
struct Chunked<'a> {
    body: &'a [u8],
    sizes: Vec<usize>,
    next: usize,
}

impl io::Read for Chunked<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.next += 1;
        if self.next.is_multiple_of(7) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let size = self.sizes[self.next % self.sizes.len()].min(buffer.len());
        io::Read::read(&mut self.body, &mut buffer[..size])
    }
}

fn rich_feeds() -> Vec<String> {
    let posting = r#"{"@type":"JobPosting","identifier":{"name":"岛","value":7},"title":"搬\u8fd0 \"工\"","description":"<p>a</p>&amp;",
        "baseSalary":{"currency":"CNY","value":{"minValue":200,"maxValue":"260","unitText":"DAY"}},"validThrough":"2026-11-30",
        "jobLocation":[{"address":{"addressLocality":"青岛市市北区"},"geo":{"latitude":36.1,"longitude":120.4}}],
        "zh:meetAt":{"name":"桥头","time":"06:00"},"zh:mealsProvided":2,"zh:audience":["senior"],"keywords":["a","b"]}"#;
    let course =
        r#"{"@type":"Course","name":"班","hasCourseInstance":{"startDate":"2026-12-01"},"offers":{"price":1}}"#;
    let one_line = posting.replace('\n', " ");
    vec![
        format!(
            r#"{{"@type":"DataFeed","dataFeedElement":[{{"item":{posting}}},{course},{}],"n":1}}"#,
            job(3)
        ),
        format!("{{\"@type\":\"DataFeed\"}}\n{one_line}\n{course}\r\n{}\n", job(4)),
        format!(r#"[{posting},{{"@graph":[{course}]}},{}]"#, job(5)),
        posting.to_owned(),
    ]
}

/// Bytes that mean something to a splitter.
fn structural() -> impl Strategy<Value = u8> {
    prop_oneof![prop::sample::select(&b"{}[]\",:\\\n u0e-1<&"[..]), any::<u8>()]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_never_panic(body in prop::collection::vec(structural(), 0..600)) {
        let _: Outcome = read(&body);
    }

    #[test]
    fn mutated_feeds_never_panic(
        which in 0_usize..4,
        changes in prop::collection::vec((any::<prop::sample::Index>(), structural(), 0..3_u8), 1..8),
    ) {
        let mut body = rich_feeds().swap_remove(which).into_bytes();
        for (at, byte, how) in changes {
            let at = at.index(body.len());
            match how {
                0 => body[at] = byte,
                1 => body.insert(at, byte),
                _ => drop(body.remove(at)),
            }
        }
        let _: Outcome = read(&body);
    }

    #[test]
    fn the_pieces_in_which_a_feed_arrives_do_not_matter(
        which in 0_usize..4,
        sizes in prop::collection::vec(1_usize..40, 1..6),
        cut in any::<prop::sample::Index>(),
        padding in 0_usize..3,
    ) {
        let mut body = " ".repeat(padding * 65_530) + &rich_feeds().swap_remove(which);
        let end = cut.index(body.len() * 4);
        if body.is_char_boundary(end.min(body.len())) {
            body.truncate(end);
        }
        let chunked = read_from(Chunked { body: body.as_bytes(), sizes, next: 0 });
        prop_assert_eq!(chunked, read(&body));
    }

    #[test]
    fn any_json_where_a_property_is_expected_never_costs_the_item(
        key in prop::sample::select(KEYS),
        value in json(),
    ) {
        let body = format!(r#"{{"@type":"JobPosting","title":"活","{key}":{value}}}"#);
        let outcome = read(&body);
        prop_assert_eq!(outcome.items.len(), 1, "{}: {:?}", body, outcome.refused);
    }
}

const KEYS: &[&str] = &[
    "identifier",
    "@id",
    "url",
    "description",
    "datePosted",
    "validThrough",
    "hiringOrganization",
    "jobLocation",
    "baseSalary",
    "salaryCurrency",
    "jobStartDate",
    "totalJobOpenings",
    "skills",
    "experienceRequirements",
    "applicationContact",
    "keywords",
    "zh:pay",
    "zh:piece",
    "zh:settlement",
    "zh:openingsLeft",
    "zh:ageMin",
    "zh:hoursPerDay",
    "zh:days",
    "zh:meetAt",
    "zh:transport",
    "zh:mealsProvided",
    "zh:bring",
    "zh:deposit",
    "zh:recruiter",
    "zh:insurance",
    "zh:verifiedAt",
    "zh:audience",
    "zh:district",
    "dateModified",
];

fn json() -> impl Strategy<Value = serde_json::Value> {
    let words = prop::sample::select(
        &[
            "",
            "面议",
            "200元/天",
            "青岛市市北区",
            "2026-11-22",
            "06:00",
            "不",
            "true",
            "-1",
            "<a ",
            "市",
            "元",
            "/",
            "1-2-3",
            "日薪",
        ][..],
    );
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        words.prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    let keys = prop::sample::select(
        &[
            "name",
            "value",
            "@value",
            "@id",
            "address",
            "addressLocality",
            "geo",
            "latitude",
            "longitude",
            "minValue",
            "maxValue",
            "unitText",
            "currency",
            "time",
            "given",
            "taken",
            "amount",
            "kind",
            "telephone",
            "url",
            "accident",
        ][..],
    );
    leaf.prop_recursive(6, 40, 5, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::vec((keys.clone(), inner), 0..5).prop_map(|members| {
                serde_json::Value::Object(
                    members
                        .into_iter()
                        .map(|(key, value)| (key.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}
