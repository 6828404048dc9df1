//! One or two of each thing that a feed carries besides postings, all invented.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use zhaohuo::bulletin::*;
use zhaohuo::posting::*;

use super::postings::clean;
use super::postings::some;

fn day(date: &str) -> Option<When> {
    Some(When::On(date.parse().unwrap()))
}

fn at(time: &str) -> Option<When> {
    Some(When::At(time.parse().unwrap()))
}

fn yuan(amount: f64) -> Option<Fen> {
    Fen::from_yuan(amount)
}

fn course() -> Course {
    Course {
        name: clean("家政培训班"),
        description: some("学擦洗、收纳"),
        provider: some("某某学校"),
        price: yuan(0.0),
        subsidy: some("书本也不收钱"),
        starts: at("2026-11-25T08:30:00+08:00"),
        ends: at("2026-11-27T16:30:00+08:00"),
        place: some("台东培训点"),
        geo: Geo::new(36.08, 120.35),
        deadline: day("2026-11-24"),
        certificate: some("健康证"),
        audience: vec![Audience::Senior],
        phone: some("0532-0000 0101"),
        source: some("市人社局"),
        url: some("https://hrss.qd.example/c/1"),
    }
}

fn service(name: &str, kind: &str, topic: Option<Topic>) -> Service {
    Service {
        name: clean(name),
        description: some("当场办好，不收钱"),
        eligible: some("没活干的人"),
        audience: if topic.is_some() {
            Vec::new()
        } else {
            vec![Audience::Senior, Audience::Veteran]
        },
        bring: vec![clean("身份证"), clean("银行卡")],
        topic,
        provider: some("市北区人社局"),
        service_type: some(kind),
        channel: some("政务大厅 4 号窗口"),
        geo: Geo::new(36.09, 120.36),
        phone: some("0532-0000 0102"),
        source: some("市人社局"),
        url: some("https://hrss.qd.example/s/1"),
    }
}

fn station(name: &str, parents: &[&str]) -> Station {
    Station {
        name: clean(name),
        address: some("台东三路 12 号"),
        geo: Geo::new(36.09, 120.36 + 0.01 * f64::from(u8::try_from(parents.len()).unwrap())),
        phone: some("0532-0000 0103"),
        hours: some("Mo-Fr 08:30-12:00；Mo-Fr 13:30-17:30；Sa,Su 04:00-10:00"),
        parents: parents.iter().map(|name| clean(name)).collect(),
        offers: some("招工信息、热水"),
        source: some("市人社局"),
        url: some("https://hrss.qd.example/z/1"),
    }
}

fn guide(trade: &str, low: f64, middle: f64, high: f64) -> WageGuide {
    WageGuide {
        trade: clean(trade),
        low: yuan(low),
        middle: yuan(middle),
        high: yuan(high),
        place: some("青岛市"),
        source: some("工资价位（示例）"),
        dated: day("2026-06-25"),
    }
}

fn minimum(from: &str, month: f64, hour: f64) -> MinimumWage {
    MinimumWage {
        district: clean("市北区"),
        valid_from: day(from),
        per_month: yuan(month),
        per_hour: yuan(hour),
        source: some("示例"),
    }
}

fn notice() -> Notice {
    Notice {
        is_own: false,
        name: clean("大厅四点开门"),
        text: some("热水、姜茶都有，进来等活。"),
        posted: day("2026-11-20"),
        expires: day("2026-12-20"),
        source: some("市人社局"),
        url: some("https://hrss.qd.example/n/1"),
    }
}

fn event() -> Event {
    Event {
        name: clean("零工早市"),
        text: some("当天上工的多"),
        starts: at("2026-11-22T05:30:00+08:00"),
        ends: at("2026-11-22T08:30:00+08:00"),
        place: some("文化广场"),
        geo: Geo::new(36.10, 120.37),
        organizer: some("就业中心"),
        phone: some("0532-0000 0104"),
        audience: vec![Audience::Newcomer],
        source: some("市人社局"),
        url: some("https://hrss.qd.example/e/1"),
    }
}

/// The minimum wage has a row that holds, an older one, and one that is yet to come.
pub fn sketch() -> Vec<Bulletin> {
    let (city, district, street) = ("市中心", "市北中心", "台东就享家");
    let mut bulletins = vec![
        Bulletin::Course(course()),
        Bulletin::Service(service("失业登记", "登记", None)),
        Bulletin::Service(service("养老补贴", "补贴", None)),
        Bulletin::Station(station(city, &[])),
        Bulletin::Station(station(district, &[city])),
        Bulletin::Station(station(street, &[district, city])),
        Bulletin::Station(station("前进就享家", &[street, district, city])),
        Bulletin::WageGuide(guide("搬运工", 3_800.0, 5_200.0, 7_000.0)),
        Bulletin::WageGuide(guide("保洁员", 2_600.0, 3_300.0, 4_400.0)),
        Bulletin::MinimumWage(minimum("2023-10-01", 2_000.0, 20.0)),
        Bulletin::MinimumWage(minimum("2025-10-01", 2_400.0, 24.0)),
        Bulletin::MinimumWage(minimum("2027-10-01", 9_000.0, 90.0)),
        Bulletin::Notice(notice()),
        Bulletin::Event(event()),
    ];
    for topic in Topic::ALL {
        bulletins.push(Bulletin::Service(service("登记和调解", "维权", Some(topic))));
    }
    bulletins
}
