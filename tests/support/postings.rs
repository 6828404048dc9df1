//! Postings like those of the sketches, all invented.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

use zhaohuo::posting::*;
use zhaohuo::text::CleanText;

pub fn clean(text: &str) -> CleanText {
    CleanText::prose(text).unwrap()
}

pub fn some(text: &str) -> Option<CleanText> {
    Some(clean(text))
}

fn at(time: &str) -> jiff::Timestamp {
    time.parse().unwrap()
}

fn yuan(amount: f64) -> Fen {
    Fen::from_yuan(amount).unwrap()
}

pub fn daily(title: &str, amount: f64, hours: f64) -> Posting {
    Posting {
        id: PostingId(clean(&format!("test:{title}"))),
        title: clean(title),
        pay: Pay {
            rate: Rate::Fixed {
                low: yuan(amount),
                high: yuan(amount),
                per: Per::Day,
            },
            settlement: Some(Settlement::Daily),
            paid_by: None,
        },
        openings: Openings {
            total: Some(10),
            left: Some(2),
        },
        work: Work {
            starts: Some(When::On("2026-11-22".parse().unwrap())),
            hours_per_day: Some(hours),
            ..Work::default()
        },
        contact: Contact {
            url: some(&format!("https://hrss.qd.example/p/{}", title.chars().count())),
            phone: some("0532-0000 0123"),
            ..Contact::default()
        },
        origin: Origin {
            posted: Some(When::On("2026-11-22".parse().unwrap())),
            valid_through: Some(at("2026-11-22T23:00:00+08:00")),
            ..Origin::default()
        },
        ..Posting::default()
    }
}

/// The posting of the detail sketch, with everything that a feed can say.
pub fn furniture() -> Posting {
    let mut posting = daily("搬运工（家具卸货）", 230.0, 8.0);
    posting.description = some("卸家具，一件最重 30 公斤");
    posting.employer = Employer {
        name: some("青岛某某家居有限公司"),
        recruiter: Some(Recruiter::Direct),
        industry: None,
        leader: some("有，到了找戴红帽的"),
    };
    posting.place = Place {
        name: some("海泊河家具城 3 号门"),
        district: some("市北区"),
        geo: Geo::new(36.1000, 120.3700),
        ..Place::default()
    };
    posting.pay.paid_by = some("微信或现金");
    posting.openings.left = Some(6);
    posting.work.meet_place = some("本市场东门");
    posting.work.meet_time = Some(at("2026-11-22T07:30:00+08:00"));
    posting.work.hours = some("08:00–17:00 歇 1 小时");
    posting.work.days = Some(1);
    posting.work.trade = some("搬运工");
    posting.wanted.ages = Ages {
        min: Some(18),
        max: None,
    };
    posting.wanted.bring = vec![clean("身份证（只看不扣）")];
    posting.benefits = Benefits {
        meals: Some(Provision {
            given: true,
            words: some("管午饭"),
        }),
        lodging: Some(Provision {
            given: false,
            words: None,
        }),
        transport: Some(Provision {
            given: true,
            words: some("厂里派车接送，不收钱"),
        }),
        deposit: Some(Deposit::NotTaken),
        insurance: Insurance {
            accident: Some(true),
            injury: None,
        },
        ..Benefits::default()
    };
    posting.contact.url = some("https://hrss.qd.example/p/a/furniture");
    posting.origin.source = some("市人社局");
    posting.origin.verified_by = some("市场");
    posting.origin.verified_at = Some(at("2026-11-22T06:00:00+08:00"));
    posting
}

/// One page and a bit, of every kind that a list marks.
pub fn sketch() -> Vec<Posting> {
    let mut sorter = daily("分拣员（夜班）", 26.0, 10.0);
    sorter.pay.rate = Rate::Fixed {
        low: yuan(26.0),
        high: yuan(28.0),
        per: Per::Hour,
    };
    sorter.place.name = some("杭州路快递分拨中心");
    sorter.place.geo = Geo::new(36.12, 120.38);
    sorter.work.starts = Some(When::At(at("2026-11-22T20:00:00+08:00")));
    sorter.origin.posted = Some(When::On("2026-11-21".parse().unwrap()));

    let mut cook = daily("后厨帮工", 180.0, 8.0);
    cook.wanted.qualifications = some("健康证");
    cook.wanted.ages = Ages {
        min: Some(18),
        max: Some(55),
    };
    cook.benefits.meals = Some(Provision {
        given: true,
        words: None,
    });
    cook.contact.url = None;

    let mut guard = daily("小区保安（白班）", 3_200.0, 12.0);
    guard.pay.rate = Rate::Fixed {
        low: yuan(3_200.0),
        high: yuan(3_600.0),
        per: Per::Month,
    };
    guard.pay.settlement = Some(Settlement::Monthly);
    guard.work.starts = Some(When::On("2026-11-25".parse().unwrap()));

    let mut nurse = daily("护工", 0.0, 8.0);
    nurse.pay = Pay {
        rate: Rate::Negotiable,
        ..Pay::default()
    };

    let mut full = daily("装卸工", 260.0, 10.0);
    full.openings.left = Some(0);

    let mut expired = daily("昨夜的活", 300.0, 8.0);
    expired.origin.valid_through = Some(at("2026-11-22T05:00:00+08:00"));

    let leaflets = daily("发传单", 80.0, 6.0);
    let cleaner = daily("保洁（写字楼）", 150.0, 6.0);
    vec![
        furniture(),
        sorter,
        cleaner,
        cook,
        leaflets,
        guard,
        nurse,
        full,
        expired,
    ]
}
