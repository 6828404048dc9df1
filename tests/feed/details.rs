//! What courses, services, stations, notices and events say besides their names and dates, in the shapes of many hands.

use crate::bulletin;
use crate::said;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::bulletin::Course;
use zhaohuo::bulletin::Event;
use zhaohuo::bulletin::Service;
use zhaohuo::bulletin::Station;
use zhaohuo::bulletin::Topic;
use zhaohuo::posting::Audience;
use zhaohuo::posting::Geo;
use zhaohuo::posting::When;
use zhaohuo::text::CleanText;

fn course(properties: &str) -> Course {
    let (_, course) = bulletin(&format!(r#"{{"@type":"Course","name":"班",{properties}}}"#));
    let Bulletin::Course(course) = course else {
        panic!("{course:?}")
    };
    course
}

fn service(properties: &str) -> Service {
    let (_, service) = bulletin(&format!(r#"{{"@type":"GovernmentService","name":"事",{properties}}}"#));
    let Bulletin::Service(service) = service else {
        panic!("{service:?}")
    };
    service
}

fn station(properties: &str) -> Station {
    let (_, station) = bulletin(&format!(r#"{{"@type":"EmploymentAgency","name":"站",{properties}}}"#));
    let Bulletin::Station(station) = station else {
        panic!("{station:?}")
    };
    station
}

fn event(properties: &str) -> Event {
    let (_, event) = bulletin(&format!(r#"{{"@type":"Event","name":"会",{properties}}}"#));
    let Bulletin::Event(event) = event else {
        panic!("{event:?}")
    };
    event
}

#[test]
fn the_subsidy_of_a_course_is_its_own_before_that_of_its_offer() {
    for (properties, expected) in [
        (
            r#""zh:subsidy":"拿证后能退","offers":{"description":"打九折"}"#,
            Some("拿证后能退"),
        ),
        (r#""offers":{"price":0,"description":"全额补贴"}"#, Some("全额补贴")),
        (
            r#""hasCourseInstance":{"offers":{"description":"村里出钱"}}"#,
            Some("村里出钱"),
        ),
        (r#""zh:subsidy":null,"offers":{"price":800}"#, None),
    ] {
        assert_eq!(said(course(properties).subsidy.as_ref()), expected, "{properties}");
    }
}

#[test]
fn a_course_says_until_when_one_can_put_ones_name_down() {
    let day = |written: &str| Some(When::On(written.parse().expect("a date")));
    for (properties, expected) in [
        (r#""applicationDeadline":"2026-11-30""#, day("2026-11-30")),
        (
            r#""applicationDeadline":"2026-11-30","hasCourseInstance":{"startDate":"2026-12-01"}"#,
            day("2026-11-30"),
        ),
        (
            r#""hasCourseInstance":[{"applicationDeadline":"2026/11/29"}]"#,
            day("2026-11-29"),
        ),
        (r#""applicationDeadline":"招满为止""#, None),
    ] {
        assert_eq!(course(properties).deadline, expected, "{properties}");
    }
}

#[test]
fn the_certificate_of_a_course_is_a_text_or_a_credential() {
    for (written, expected) in [
        (r#""焊工证""#, "焊工证"),
        (
            r#"{"@type":"EducationalOccupationalCredential","name":"焊工证"}"#,
            "焊工证",
        ),
        (r#"{"credentialCategory":"焊工证"}"#, "焊工证"),
        (r#"["健康证",{"name":"育婴证"}]"#, "健康证、育婴证"),
    ] {
        let course = course(&format!(r#""educationalCredentialAwarded":{written}"#));
        assert_eq!(said(course.certificate.as_ref()), Some(expected), "{written}");
    }
}

#[test]
fn the_telephone_of_a_course_is_its_own_or_that_of_whom_one_applies_to_or_the_providers() {
    for (properties, expected) in [
        (
            r#""telephone":"0532-0000 0001","provider":{"telephone":"0532-0000 0002"}"#,
            Some("0532-0000 0001"),
        ),
        (
            r#""applicationContact":{"telephone":"0532-0000 0003"},"provider":{"telephone":"0532-0000 0002"}"#,
            Some("0532-0000 0003"),
        ),
        (r#""applicationContact":"0532-0000 0004""#, Some("0532-0000 0004")),
        (
            r#""provider":[{"name":"技校","telephone":"0532-0000 0002"}]"#,
            Some("0532-0000 0002"),
        ),
        (
            r#""provider":{"contactPoint":[{"telephone":"0532-0000 0005"}]}"#,
            Some("0532-0000 0005"),
        ),
        (r#""provider":"第 2 技校","applicationContact":"教务处""#, None),
    ] {
        assert_eq!(said(course(properties).phone.as_ref()), expected, "{properties}");
    }
}

#[test]
fn a_course_says_for_whom_it_is_and_who_says_so() {
    let course = course(r#""zh:audience":["veteran","martian"],"zh:sourceName":"区人社局""#);
    assert_eq!(course.audience, [Audience::Veteran]);
    assert_eq!(said(course.source.as_ref()), Some("区人社局"));
}

#[test]
fn a_position_is_found_in_a_place_in_its_geo_and_in_its_address() {
    let here = Geo::new(36.1, 120.4);
    for place in [
        r#"{"name":"楼","geo":{"latitude":36.1,"longitude":"120.4"}}"#,
        r#"{"name":"楼","geo":[{"@type":"GeoCoordinates","latitude":36.1,"longitude":120.4}]}"#,
        r#"{"name":"楼","latitude":36.1,"longitude":120.4}"#,
        r#"{"name":"楼","address":{"streetAddress":"甲路","geo":{"latitude":36.1,"longitude":120.4}}}"#,
        r#"{"name":"楼","address":{"streetAddress":"甲路","latitude":"36.1","longitude":"120.4"}}"#,
        r#"[{"@type":"VirtualLocation","url":"https://a.example/"},{"name":"楼","geo":{"latitude":36.1,"longitude":120.4}}]"#,
    ] {
        let of_course = course(&format!(r#""hasCourseInstance":{{"location":{place}}}"#));
        let of_service = service(&format!(r#""availableChannel":{{"serviceLocation":{place}}}"#));
        let of_event = event(&format!(r#""location":{place}"#));
        assert_eq!([of_course.geo, of_service.geo, of_event.geo], [here; 3], "{place}");
        let places = [&of_course.place, &of_service.channel, &of_event.place];
        assert!(
            places
                .into_iter()
                .all(|place| said(place.as_ref()).is_some_and(|place| place.starts_with('楼'))),
            "{place}"
        );
    }
    for nowhere in [r#""楼""#, r#"{"name":"楼","geo":{"latitude":120.4,"longitude":36.1}}"#] {
        assert_eq!(event(&format!(r#""location":{nowhere}"#)).geo, None, "{nowhere}");
    }
}

#[test]
fn a_service_says_who_can_have_it_what_to_bring_and_in_which_trouble_it_helps() {
    let service = service(
        r#""audience":[{"audienceType":"被欠工钱的人"},"记了工的人"],"zh:audience":["senior","publicWelfare"],
        "zh:bring":["身份证","记工本、聊天记录"],"zh:topic":"arrears","zh:sourceName":"市人社局""#,
    );
    assert_eq!(said(service.eligible.as_ref()), Some("被欠工钱的人、记了工的人"));
    assert_eq!(service.audience, [Audience::Senior, Audience::PublicWelfare]);
    let bring: Vec<&str> = service.bring.iter().map(CleanText::as_str).collect();
    assert_eq!(bring, ["身份证", "记工本", "聊天记录"]);
    assert_eq!(service.topic, Some(Topic::Arrears));
    assert_eq!(said(service.source.as_ref()), Some("市人社局"));
}

#[test]
fn every_trouble_has_its_code_and_an_unknown_one_is_none() {
    for (written, expected) in [
        (r#""arrears""#, Some(Topic::Arrears)),
        (r#""fraud""#, Some(Topic::Fraud)),
        (r#""injury""#, Some(Topic::Injury)),
        (r#""discrimination""#, Some(Topic::Discrimination)),
        (r#"["weather","dispute"]"#, Some(Topic::Dispute)),
        (r#""weather""#, None),
        ("7", None),
    ] {
        assert_eq!(
            service(&format!(r#""zh:topic":{written}"#)).topic,
            expected,
            "{written}"
        );
    }
}

#[test]
fn of_several_channels_the_window_is_where_one_goes() {
    let service = service(
        r#""availableChannel":[{"name":"网上办","serviceUrl":"https://a.example/b"},
        {"serviceLocation":{"name":"大厅 3 号窗口"},"servicePhone":{"telephone":"0532-0000 0001"}}]"#,
    );
    assert_eq!(said(service.channel.as_ref()), Some("大厅 3 号窗口"));
    assert_eq!(said(service.phone.as_ref()), Some("0532-0000 0001"));
    assert_eq!(said(service.url.as_ref()), Some("https://a.example/b"));
}

#[test]
fn a_channel_without_a_place_is_told_by_its_name() {
    let by_phone = service(r#""availableChannel":{"name":"打电话登记","servicePhone":"0532-0000 0001"}"#);
    assert_eq!(said(by_phone.channel.as_ref()), Some("打电话登记"));
    assert_eq!(said(by_phone.phone.as_ref()), Some("0532-0000 0001"));
    assert_eq!(by_phone.geo, None);
    let written = service(r#""availableChannel":"到街道问","provider":{"name":"街道","telephone":"0532-0000 0002"}"#);
    assert_eq!(said(written.channel.as_ref()), Some("到街道问"));
    assert_eq!(said(written.phone.as_ref()), Some("0532-0000 0002"));
    let unnamed = service(r#""availableChannel":{"servicePhone":{"name":"值班室"}},"provider":"3 号窗口""#);
    assert_eq!(said(unnamed.phone.as_ref()), None);
}

#[test]
fn opening_hours_are_one_line_however_many_they_are() {
    for (properties, expected) in [
        (r#""openingHours":"Mo-Su 04:00-18:00""#, Some("Mo-Su 04:00-18:00")),
        (
            r#""openingHours":["Mo-Fr 08:30-12:00","Mo-Fr 13:30-17:30"]"#,
            Some("Mo-Fr 08:30-12:00；Mo-Fr 13:30-17:30"),
        ),
        (
            r#""openingHoursSpecification":[
            {"dayOfWeek":["Monday","Tuesday","https://schema.org/Wednesday"],"opens":"08:30:00","closes":"12:00:00"},
            {"dayOfWeek":["Saturday","Sunday"],"opens":"09:00","closes":"11:00"},
            {"dayOfWeek":"https://schema.org/Friday","opens":"13:00","closes":"15:00"},
            {"opens":"00:00","closes":"00:00","validFrom":"2026-10-01","validThrough":"2026-10-07"}]"#,
            Some("Mo-We 08:30-12:00；Sa,Su 09:00-11:00；Fr 13:00-15:00"),
        ),
        (
            r#""openingHoursSpecification":{"opens":"08:00","closes":"17:00"}"#,
            Some("08:00-17:00"),
        ),
        (r#""openingHoursSpecification":{"dayOfWeek":"Monday"}"#, None),
        (r#""openingHours":[]"#, None),
    ] {
        assert_eq!(said(station(properties).hours.as_ref()), expected, "{properties}");
    }
}

#[test]
fn a_station_says_what_it_offers_as_texts_as_offers_or_as_offered_services() {
    for written in [
        r#""歇脚热水、充电""#,
        r#"["歇脚热水","充电"]"#,
        r#"[{"@type":"Offer","name":"歇脚热水"},{"@type":"Offer","name":"充电"}]"#,
        r#"[{"@type":"Offer","itemOffered":{"@type":"Service","name":"歇脚热水"}},{"itemOffered":"充电"}]"#,
    ] {
        let station = station(&format!(r#""makesOffer":{written}"#));
        assert_eq!(said(station.offers.as_ref()), Some("歇脚热水、充电"), "{written}");
    }
    let described = station(r#""description":"能歇脚""#);
    assert_eq!(said(described.offers.as_ref()), Some("能歇脚"));
}

#[test]
fn a_station_is_found_where_its_location_is() {
    let station = station(
        r#""location":{"address":{"streetAddress":"甲路 1 号"},"geo":{"latitude":36.1,"longitude":120.4}},
        "contactPoint":{"telephone":"0532-0000 0001"},"zh:sourceName":"区就业中心""#,
    );
    assert_eq!(said(station.address.as_ref()), Some("甲路 1 号"));
    assert_eq!(station.geo, Geo::new(36.1, 120.4));
    assert_eq!(said(station.phone.as_ref()), Some("0532-0000 0001"));
    assert_eq!(said(station.source.as_ref()), Some("区就业中心"));
}

#[test]
fn an_event_says_for_whom_it_is_and_who_holds_it() {
    let event = event(
        r#""organizer":[{"name":"街道"},{"name":"工会"}],"telephone":"0532-0000 0001","zh:audience":"graduate",
        "zh:sourceName":"街道就享家""#,
    );
    assert_eq!(said(event.organizer.as_ref()), Some("街道、工会"));
    assert_eq!(said(event.phone.as_ref()), Some("0532-0000 0001"));
    assert_eq!(event.audience, [Audience::Graduate]);
    assert_eq!(said(event.source.as_ref()), Some("街道就享家"));
    let held = self::event(r#""organizer":{"name":"街道","telephone":"0532-0000 0002"}"#);
    assert_eq!(said(held.phone.as_ref()), Some("0532-0000 0002"));
}

#[test]
fn a_notice_says_who_says_so() {
    let (_, notice) = bulletin(r#"{"@type":"SpecialAnnouncement","name":"大风","zh:sourceName":"市人社局"}"#);
    let Bulletin::Notice(notice) = notice else {
        panic!("{notice:?}")
    };
    assert_eq!(said(notice.source.as_ref()), Some("市人社局"));
}
