//! Each property of `JobPosting`.

use crate::posting;
use crate::read;
use crate::said;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;

#[test]
fn every_text_property_is_read() {
    let posting = posting(
        r#""description":"搬货上车","hiringOrganization":{"@type":"Organization","name":"某物流"},"industry":"物流",
        "occupationalCategory":"装卸搬运","employmentType":["PART_TIME","临时"],"workHours":"8:00-17:00",
        "qualifications":"健康证","skills":"会开叉车","educationRequirements":"不限","experienceRequirements":"一年",
        "physicalRequirement":"能搬 25 公斤","jobBenefits":"管午饭","specialCommitments":"不拖欠",
        "applicantLocationRequirements":{"@type":"City","name":"青岛"},"keywords":"搬运，装卸、日结",
        "url":"https://a.example/1?a=1&b=2","directApply":true,"jobImmediateStart":"true",
        "applicationContact":{"@type":"ContactPoint","telephone":"0532-1234567","contactType":"老周"}"#,
    );
    assert_eq!(&*posting.title, "搬运工");
    assert_eq!(said(posting.description.as_ref()), Some("搬货上车"));
    assert_eq!(said(posting.employer.name.as_ref()), Some("某物流"));
    assert_eq!(said(posting.employer.industry.as_ref()), Some("物流"));
    assert_eq!(said(posting.work.trade.as_ref()), Some("装卸搬运"));
    assert_eq!(said(posting.work.kind.as_ref()), Some("PART_TIME、临时"));
    assert_eq!(said(posting.work.hours.as_ref()), Some("8:00-17:00"));
    assert!(posting.work.immediate);
    let wanted = &posting.wanted;
    let texts = [
        &wanted.qualifications,
        &wanted.skills,
        &wanted.education,
        &wanted.experience,
        &wanted.physical,
    ];
    assert_eq!(
        texts.map(|text| said(text.as_ref()).unwrap_or("")),
        ["健康证", "会开叉车", "不限", "一年", "能搬 25 公斤"]
    );
    assert_eq!(said(wanted.residence.as_ref()), Some("青岛"));
    assert_eq!(said(posting.benefits.other.as_ref()), Some("管午饭"));
    assert_eq!(said(posting.benefits.commitments.as_ref()), Some("不拖欠"));
    assert_eq!(
        posting.origin.keywords.iter().map(|word| &**word).collect::<Vec<_>>(),
        ["搬运", "装卸", "日结"]
    );
    assert_eq!(said(posting.contact.url.as_ref()), Some("https://a.example/1?a=1&b=2"));
    assert_eq!(said(posting.contact.phone.as_ref()), Some("0532-1234567"));
    assert_eq!(said(posting.contact.name.as_ref()), Some("老周"));
    assert_eq!(posting.contact.direct, Some(true));
}

#[test]
fn what_is_not_said_is_not_guessed() {
    let bare = posting("");
    let expected = Posting {
        id: bare.id.clone(),
        title: bare.title.clone(),
        ..Posting::default()
    };
    assert_eq!(bare, expected);
    let nulls = posting(
        r#""baseSalary":null,"jobLocation":null,"validThrough":null,"datePosted":null,"skills":null,"url":null,
        "zh:ageMin":null,"zh:mealsProvided":null,"zh:deposit":null,"identifier":["1"],"jobStartDate":"","description":" ""#,
    );
    assert_eq!(nulls, expected);
}

#[test]
fn objects_stand_where_texts_are_usual_and_texts_where_objects_are() {
    let posting = posting(
        r#""skills":{"@type":"DefinedTerm","termCode":"K16","description":"会用叉车","inDefinedTermSet":{"name":"目录"}},
        "experienceRequirements":{"@type":"OccupationalExperienceRequirements","monthsOfExperience":"36"},
        "educationRequirements":[{"@type":"EducationalOccupationalCredential","credentialCategory":"初中"},"不限"],
        "hiringOrganization":"某厂","jobBenefits":["管饭",{"name":"五险"},true,3],"qualifications":{"zh":"电工证","en":"permit"},
        "industry":[{"@language":"en","@value":"Fishing"},{"@language":"zh","@value":"渔业"}],
        "applicationContact":"138 0000 0000","directApply":"False","totalJobOpenings":"10人""#,
    );
    assert_eq!(said(posting.wanted.skills.as_ref()), Some("会用叉车"));
    assert_eq!(said(posting.wanted.experience.as_ref()), Some("36 个月"));
    assert_eq!(said(posting.wanted.education.as_ref()), Some("初中、不限"));
    assert_eq!(said(posting.wanted.qualifications.as_ref()), Some("电工证"));
    assert_eq!(said(posting.employer.name.as_ref()), Some("某厂"));
    assert_eq!(said(posting.employer.industry.as_ref()), Some("渔业"));
    assert_eq!(said(posting.benefits.other.as_ref()), Some("管饭、五险、是、3"));
    assert_eq!(said(posting.contact.phone.as_ref()), Some("138 0000 0000"));
    assert_eq!(posting.contact.direct, Some(false));
    assert_eq!(posting.openings.total, Some(10));
}

#[test]
fn openings_are_counted_within_reason() {
    for (written, read) in [
        ("5", Some(5)),
        ("\"5\"", Some(5)),
        ("5.0", Some(5)),
        ("0", Some(0)),
        ("100000", Some(100_000)),
        ("{\"value\":7}", Some(7)),
        ("-1", None),
        ("2.5", None),
        ("100001", None),
        ("1e300", None),
        ("\"若干\"", None),
        ("\"inf\"", None),
        ("true", None),
        ("[]", None),
    ] {
        let posting = posting(&format!(r#""totalJobOpenings":{written},"zh:openingsLeft":{written}"#));
        assert_eq!(
            (posting.openings.total, posting.openings.left),
            (read, read),
            "{written}"
        );
    }
}

fn id_of(body: &str) -> String {
    match &read(body).items[..] {
        [Item::Posting(posting)] => posting.id.0.to_string(),
        other => panic!("{body} gave {other:?}"),
    }
}

#[test]
fn identifiers_are_found_wherever_they_stand() {
    for (properties, id) in [
        (r#""identifier":"A-1""#, "feed.example:A-1"),
        (r#""identifier":42"#, "feed.example:42"),
        (r#""identifier":-1"#, "feed.example:-1"),
        (
            r#""identifier":{"@type":"PropertyValue","name":"岛城零工","value":42}"#,
            "岛城零工:42",
        ),
        (r#""identifier":{"propertyID":"qd","value":"42"}"#, "qd:42"),
        (r#""identifier":{"value":"42"}"#, "feed.example:42"),
        (r#""identifier":[null,{},"",{"value":"42"}]"#, "feed.example:42"),
        (r#""identifier":"urn:uuid:1""#, "urn:uuid:1"),
        (r#""identifier":"https://a.example/1""#, "https://a.example/1"),
        (r#""identifier":"","@id":"https://a.example/1""#, "https://a.example/1"),
        (r##""@id":"#job-1""##, "feed.example:#job-1"),
        (
            r#""@id":"_:b0","url":"https://a.example/list""#,
            "https://a.example/list|普工",
        ),
        (r#""url":"https://a.example/list""#, "https://a.example/list|普工"),
        (
            r#""hiringOrganization":{"name":"某厂"},"datePosted":"2026-11-22","jobLocation":{"name":"李村"}"#,
            "feed.example|普工|某厂|李村|2026-11-22",
        ),
        (r#""description":"搬货""#, "feed.example|普工|||搬货"),
        ("\"x\":1", "feed.example|普工|||"),
    ] {
        let body = format!(r#"{{"@type":"JobPosting","title":"普工",{properties}}}"#);
        assert_eq!(id_of(&body), id, "{properties}");
    }
}

#[test]
fn an_identifier_that_is_a_brochure_is_none() {
    let body = format!(
        r#"{{"@type":"JobPosting","title":"普工","identifier":"{}","@id":"x"}}"#,
        "9".repeat(501)
    );
    assert_eq!(id_of(&body), "feed.example:x");
}

#[test]
fn an_address_that_would_be_cut_is_left_out() {
    let posting = posting(&format!(r#""url":"https://a.example/{}""#, "a".repeat(3_000)));
    assert_eq!(posting.contact.url, None);
}

#[test]
fn the_wrapper_tells_when_an_item_was_changed() {
    let body = r#"[{"@type":"DataFeedItem","dateModified":"2026-11-22T06:00:00+08:00",
        "item":{"@type":"JobPosting","title":"普工","dateModified":"2020-01-01"}}]"#;
    match &read(body).items[..] {
        [Item::Posting(posting)] => {
            assert_eq!(
                posting.origin.modified.map(|time| time.to_string()).as_deref(),
                Some("2026-11-21T22:00:00Z")
            );
        }
        other => panic!("{other:?}"),
    }
}
