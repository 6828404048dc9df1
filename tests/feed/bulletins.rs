//! Courses, services, stations, wage guides, minimum wages, notices and events.

use crate::bulletin;
use crate::said;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Geo;
use zhaohuo::posting::When;

fn day(written: &str) -> When {
    When::On(written.parse().expect("a date"))
}

#[test]
fn a_course_is_read_with_its_first_instance() {
    let (id, course) = bulletin(
        r#"{"@type":"Course","identifier":"7","name":"叉车班","description":"<p>考证</p>","provider":{"name":"技校"},
        "offers":{"price":"800","description":"考过全额补贴"},"educationalCredentialAwarded":"叉车证","url":"https://a.example/7",
        "hasCourseInstance":[{"startDate":"2026-12-01","endDate":"2026-12-10","location":{"name":"实训楼"}},{"startDate":"2027-01-01"}]}"#,
    );
    assert_eq!(id, "course:feed.example:7");
    let Bulletin::Course(course) = course else {
        panic!("{course:?}")
    };
    assert_eq!(
        (&*course.name, said(course.description.as_ref())),
        ("叉车班", Some("考证"))
    );
    assert_eq!(
        (said(course.provider.as_ref()), course.price),
        (Some("技校"), Some(Fen(80_000)))
    );
    assert_eq!(said(course.subsidy.as_ref()), Some("考过全额补贴"));
    assert_eq!(
        (course.starts, course.ends),
        (Some(day("2026-12-01")), Some(day("2026-12-10")))
    );
    assert_eq!(
        (said(course.place.as_ref()), said(course.certificate.as_ref())),
        (Some("实训楼"), Some("叉车证"))
    );
    assert_eq!(said(course.url.as_ref()), Some("https://a.example/7"));
}

#[test]
fn a_service_is_read_with_where_one_goes() {
    let (id, service) = bulletin(
        r#"{"@type":"GovernmentService","@id":"https://a.example/s/1","name":"社保补贴","description":"灵活就业","serviceType":"补贴",
        "audience":{"@type":"Audience","audienceType":"就业困难人员"},"provider":"区人社局","url":{"@id":"https://a.example/s/1"},
        "availableChannel":{"serviceLocation":{"name":"市北区人力资源市场","address":"辽源路 1 号"},"servicePhone":{"telephone":"12333"}}}"#,
    );
    assert_eq!(id, "service:https://a.example/s/1");
    let Bulletin::Service(service) = service else {
        panic!("{service:?}")
    };
    assert_eq!(
        (&*service.name, said(service.service_type.as_ref())),
        ("社保补贴", Some("补贴"))
    );
    assert_eq!(said(service.eligible.as_ref()), Some("就业困难人员"));
    assert_eq!(said(service.channel.as_ref()), Some("市北区人力资源市场 辽源路 1 号"));
    assert_eq!(
        (said(service.phone.as_ref()), said(service.provider.as_ref())),
        (Some("12333"), Some("区人社局"))
    );
    assert_eq!(said(service.url.as_ref()), Some("https://a.example/s/1"));
}

#[test]
fn a_station_knows_its_parents_nearest_first() {
    let (id, station) = bulletin(
        r#"{"@type":"EmploymentAgency","name":"李村零工驿站","address":{"addressLocality":"李沧区","streetAddress":"京口路 2 号"},
        "geo":{"latitude":36.16,"longitude":120.43},"telephone":12345678,"openingHours":["Mo-Fr 08:00-17:00","Sa 08:00-12:00"],
        "makesOffer":["歇脚","热水"],
        "parentOrganization":{"name":"李村街道","parentOrganization":{"name":"李沧区","parentOrganization":"青岛市"}}}"#,
    );
    assert_eq!(id, "station:feed.example|李村零工驿站||李沧区京口路 2 号|");
    let Bulletin::Station(station) = station else {
        panic!("{station:?}")
    };
    assert_eq!(said(station.address.as_ref()), Some("李沧区京口路 2 号"));
    assert_eq!(
        (station.geo, said(station.phone.as_ref())),
        (Geo::new(36.16, 120.43), Some("12345678"))
    );
    assert_eq!(said(station.hours.as_ref()), Some("Mo-Fr 08:00-17:00；Sa 08:00-12:00"));
    assert_eq!(
        station.parents.iter().map(|name| &**name).collect::<Vec<_>>(),
        ["李村街道", "李沧区", "青岛市"]
    );
    assert_eq!(said(station.offers.as_ref()), Some("歇脚、热水"));
}

#[test]
fn a_wage_guide_is_read_with_its_range() {
    let (_, guide) = bulletin(
        r#"{"@type":"Occupation","identifier":"4-02","name":"装卸工","occupationLocation":{"@type":"City","name":"青岛市"},
        "estimatedSalary":[{"@type":"MonetaryAmountDistribution","currency":"CNY","unitText":"MONTH",
        "percentile10":3200,"percentile25":4000,"median":5100,"percentile75":6000,"percentile90":"7,300"}],
        "zh:source":"青岛市人社局","datePublished":"2026-06-30"}"#,
    );
    let Bulletin::WageGuide(guide) = guide else {
        panic!("{guide:?}")
    };
    assert_eq!(
        (guide.low, guide.middle, guide.high),
        (Some(Fen(320_000)), Some(Fen(510_000)), Some(Fen(730_000)))
    );
    assert_eq!(said(guide.place.as_ref()), Some("青岛市"));
    assert_eq!(
        (said(guide.source.as_ref()), guide.dated),
        (Some("青岛市人社局"), Some(day("2026-06-30")))
    );
    let (_, guide) = bulletin(
        r#"{"@type":"Occupation","name":"x","estimatedSalary":{"currency":"USD","percentile25":1,"percentile75":2}}"#,
    );
    let Bulletin::WageGuide(guide) = guide else {
        panic!("{guide:?}")
    };
    assert_eq!((guide.low, guide.high), (None, None), "dollars are no yuan");
    let (_, guide) =
        bulletin(r#"{"@type":"Occupation","name":"x","estimatedSalary":{"percentile25":1,"percentile75":2}}"#);
    let Bulletin::WageGuide(guide) = guide else {
        panic!("{guide:?}")
    };
    assert_eq!((guide.low, guide.high), (Some(Fen(100)), Some(Fen(200))));
    for (unit, low) in [("YEAR", Some(Fen(300_000))), ("HOUR", None)] {
        let (_, guide) = bulletin(&format!(
            r#"{{"@type":"Occupation","name":"x","estimatedSalary":{{"unitText":"{unit}","percentile25":36000}}}}"#
        ));
        let Bulletin::WageGuide(guide) = guide else {
            panic!("{guide:?}")
        };
        assert_eq!(guide.low, low, "by the {unit}");
    }
}

#[test]
fn a_minimum_wage_is_a_row() {
    let (id, row) = bulletin(
        r#"{"@type":"MonetaryAmount","name":"最低工资","zh:district":"市北区","validFrom":"2025-10-01","zh:perMonth":2400,
        "zh:perHour":"24","zh:source":"鲁政办"}"#,
    );
    assert_eq!(id, "minimumWage:feed.example|最低工资||市北区|2025-10-01");
    let Bulletin::MinimumWage(row) = row else {
        panic!("{row:?}")
    };
    assert_eq!((&*row.district, row.valid_from), ("市北区", Some(day("2025-10-01"))));
    assert_eq!((row.per_month, row.per_hour), (Some(Fen(240_000)), Some(Fen(2_400))));
    assert_eq!(said(row.source.as_ref()), Some("鲁政办"));
}

#[test]
fn notices_and_events_are_read() {
    let (id, notice) = bulletin(
        r#"{"@type":"SpecialAnnouncement","name":"大风","text":"暂停室外","datePosted":"2026-11-22","expires":"2026-11-24",
        "url":"https://a.example/n"}"#,
    );
    assert_eq!(id, "notice:https://a.example/n|大风");
    let Bulletin::Notice(notice) = notice else {
        panic!("{notice:?}")
    };
    assert_eq!((&*notice.name, said(notice.text.as_ref())), ("大风", Some("暂停室外")));
    assert_eq!(
        (notice.posted, notice.expires),
        (Some(day("2026-11-22")), Some(day("2026-11-24")))
    );
    let (_, event) = bulletin(
        r#"{"@type":"schema:BusinessEvent","identifier":"e","name":"招聘会","description":"五十家","startDate":"2026-12-01",
        "endDate":"2026-12-02","location":{"name":"体育馆","address":{"streetAddress":"银川西路"}},"url":"https://a.example/e"}"#,
    );
    let Bulletin::Event(event) = event else {
        panic!("{event:?}")
    };
    assert_eq!(
        (said(event.text.as_ref()), said(event.place.as_ref())),
        (Some("五十家"), Some("体育馆 银川西路"))
    );
    assert_eq!(
        (event.starts, event.ends),
        (Some(day("2026-12-01")), Some(day("2026-12-02")))
    );
    assert_eq!(said(event.url.as_ref()), Some("https://a.example/e"));
}
