//! The `zh:` terms.

use crate::posting;
use crate::said;
use zhaohuo::posting::Ages;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Deposit;
use zhaohuo::posting::Insurance;
use zhaohuo::posting::Provision;
use zhaohuo::posting::Recruiter;
use zhaohuo::posting::Sex;
use zhaohuo::text::CleanText;

#[test]
fn every_term_is_read() {
    let posting = posting(
        r#""zh:openingsLeft":3,"zh:hoursPerDay":8.5,"zh:days":"3","zh:leader":"王队","zh:intensity":"重",
        "zh:meetAt":{"name":"李村桥头","time":"2026-11-23T06:00:00+08:00"},"zh:bring":["身份证","手套"],
        "zh:sourceName":"青岛零工市场","zh:verifiedBy":"小刘","zh:verifiedAt":"2026-11-22T06:00:00+08:00""#,
    );
    assert_eq!(posting.openings.left, Some(3));
    assert_eq!(posting.work.hours_per_day, Some(8.5));
    assert_eq!(posting.work.days, Some(3));
    assert_eq!(said(posting.employer.leader.as_ref()), Some("王队"));
    assert_eq!(said(posting.work.intensity.as_ref()), Some("重"));
    assert_eq!(said(posting.work.meet_place.as_ref()), Some("李村桥头"));
    assert_eq!(
        posting.work.meet_time.map(|time| time.to_string()).as_deref(),
        Some("2026-11-22T22:00:00Z")
    );
    assert_eq!(
        posting.wanted.bring.iter().map(|thing| &**thing).collect::<Vec<_>>(),
        ["身份证", "手套"]
    );
    assert_eq!(said(posting.origin.source.as_ref()), Some("青岛零工市场"));
    assert_eq!(said(posting.origin.verified_by.as_ref()), Some("小刘"));
    assert_eq!(
        posting.origin.verified_at.map(|time| time.to_string()).as_deref(),
        Some("2026-11-21T22:00:00Z")
    );
}

#[test]
fn one_meets_at_a_place_and_perhaps_a_time() {
    let work = posting(r#""zh:meetAt":"桥头""#).work;
    assert_eq!((said(work.meet_place.as_ref()), work.meet_time), (Some("桥头"), None));
    let work = posting(r#""jobStartDate":"2026-11-23","zh:meetAt":{"name":"桥头","time":"06:30"}"#).work;
    assert_eq!(
        work.meet_time.map(|time| time.to_string()).as_deref(),
        Some("2026-11-22T22:30:00Z")
    );
    let work = posting(r#""zh:meetAt":{"name":"桥头","time":"06:30"}"#).work;
    assert_eq!(work.meet_time, None);
}

#[test]
fn what_the_employer_provides_is_told_with_its_words() {
    let given = |given, words: Option<&str>| {
        Some(Provision {
            given,
            words: words.and_then(CleanText::line),
        })
    };
    for (written, expected) in [
        ("true", given(true, None)),
        ("false", given(false, None)),
        ("\"是\"", given(true, None)),
        ("\"管午饭\"", given(true, Some("管午饭"))),
        ("\"厂里派车接送\"", given(true, Some("厂里派车接送"))),
        ("\"不收费\"", given(true, Some("不收费"))),
        ("\"自己去\"", given(false, Some("自己去"))),
        ("\"不管\"", given(false, Some("不管"))),
        ("\"食宿自理\"", given(false, Some("食宿自理"))),
        ("{\"given\":true,\"words\":\"两荤一素\"}", given(true, Some("两荤一素"))),
        ("{\"name\":\"不包\"}", given(false, Some("不包"))),
        ("{}", None),
        ("null", None),
        ("\"\"", None),
    ] {
        let body = format!(r#""zh:mealsProvided":{written},"zh:lodging":{written},"zh:transport":{written}"#);
        let benefits = posting(&body).benefits;
        assert_eq!(
            [&benefits.meals, &benefits.lodging, &benefits.transport],
            [&expected; 3],
            "{written}"
        );
    }
    assert_eq!(
        posting(r#""zh:mealsProvided":2"#).benefits.meals,
        given(true, Some("管 2 顿饭"))
    );
    assert_eq!(posting(r#""zh:mealsProvided":0"#).benefits.meals, given(false, None));
}

#[test]
fn a_deposit_is_told() {
    let taken = |words: &str| Some(Deposit::Taken(CleanText::line(words)));
    for (written, expected) in [
        ("false", Some(Deposit::NotTaken)),
        ("0", Some(Deposit::NotTaken)),
        ("\"不收\"", Some(Deposit::NotTaken)),
        ("{\"taken\":false}", Some(Deposit::NotTaken)),
        ("true", Some(Deposit::Taken(None))),
        ("200", taken("200 元")),
        ("\"200\"", taken("200")),
        ("\"押金一百，干满三天退\"", taken("押金一百，干满三天退")),
        ("{\"taken\":true,\"amount\":200}", taken("200 元")),
        ("{}", None),
    ] {
        assert_eq!(
            posting(&format!(r#""zh:deposit":{written}"#)).benefits.deposit,
            expected,
            "{written}"
        );
    }
}

#[test]
fn the_recruiter_is_told() {
    let agency = |licence: &str| {
        Some(Recruiter::Agency {
            licence: CleanText::line(licence),
        })
    };
    for (written, expected) in [
        ("\"direct\"", Some(Recruiter::Direct)),
        ("\"直招\"", Some(Recruiter::Direct)),
        ("\"agency\"", agency("")),
        ("{\"kind\":\"agency\",\"licence\":\"鲁人服 001\"}", agency("鲁人服 001")),
        ("\"朋友\"", None),
        ("7", None),
    ] {
        assert_eq!(
            posting(&format!(r#""zh:recruiter":{written}"#)).employer.recruiter,
            expected,
            "{written}"
        );
    }
}

#[test]
fn insurance_is_only_what_is_plainly_said() {
    let both = |accident, injury| Insurance { accident, injury };
    for (written, expected) in [
        (r#"{"accident":true,"injury":false}"#, both(Some(true), Some(false))),
        (r#"{"accident":true}"#, both(Some(true), None)),
        ("\"意外险\"", both(Some(true), None)),
        ("[\"工伤保险\",\"意外险\"]", both(Some(true), Some(true))),
        ("\"没有\"", both(Some(false), Some(false))),
        ("false", both(Some(false), Some(false))),
        ("\"意外险不全包\"", both(None, None)),
        ("true", both(None, None)),
    ] {
        assert_eq!(
            posting(&format!(r#""zh:insurance":{written}"#)).benefits.insurance,
            expected,
            "{written}"
        );
    }
}

#[test]
fn ages_hours_and_days_are_kept_within_reason() {
    for (min, max, expected) in [
        ("18", "60", (Some(18), Some(60))),
        ("\"18岁\"", "null", (Some(18), None)),
        ("13", "101", (None, None)),
        ("60", "18", (None, None)),
        ("-5", "1e9", (None, None)),
    ] {
        let wanted = posting(&format!(r#""zh:ageMin":{min},"zh:ageMax":{max}"#)).wanted;
        let (min, max) = expected;
        assert_eq!(wanted.ages, Ages { min, max });
    }
    for hours in ["0", "-1", "24.5", "1e9", "\"全天\""] {
        assert_eq!(
            posting(&format!(r#""zh:hoursPerDay":{hours},"zh:days":0"#))
                .work
                .hours_per_day,
            None,
            "{hours}"
        );
    }
    assert_eq!(posting(r#""zh:hoursPerDay":24,"zh:days":0"#).work.days, None);
}

#[test]
fn for_whom_it_is_meant_is_read() {
    let all =
        r#"["caregiver","veteran","disability","graduate","senior","publicWelfare","newcomer","martian","senior"]"#;
    let wanted = posting(&format!(r#""zh:audience":{all}"#)).wanted;
    assert_eq!(
        wanted.audience,
        [
            Audience::Caregiver,
            Audience::Veteran,
            Audience::Disability,
            Audience::Graduate,
            Audience::Senior,
            Audience::PublicWelfare,
            Audience::Newcomer,
        ]
    );
    assert_eq!(posting(r#""zh:audience":"senior""#).wanted.audience, [Audience::Senior]);
}

#[test]
fn whom_an_employer_says_to_take_is_read_and_never_guessed() {
    for (written, expected) in [
        ("\"any\"", Some(Sex::Any)),
        ("\"male\"", Some(Sex::Men)),
        ("\"female\"", Some(Sex::Women)),
        ("\"不限\"", Some(Sex::Any)),
        ("\"男女不限\"", Some(Sex::Any)),
        ("\"男\"", Some(Sex::Men)),
        ("\" 女 \"", Some(Sex::Women)),
        ("\"男、女\"", Some(Sex::Any)),
        ("[\"male\",\"female\"]", Some(Sex::Any)),
        ("[\"female\",\"女\"]", Some(Sex::Women)),
        ("\"https://schema.org/Male\"", Some(Sex::Men)),
        ("\"男士优先\"", None),
        ("1", None),
        ("null", None),
    ] {
        assert_eq!(
            posting(&format!(r#""zh:sex":{written}"#)).wanted.sex,
            expected,
            "{written}"
        );
    }
    assert_eq!(posting("").wanted.sex, None);
}
