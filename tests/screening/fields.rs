//! What fields say and do not say, telephones over all postings, and the demonstration.

use std::collections::BTreeMap;
use std::convert::Infallible;

use zhaohuo::bulletin::MinimumWage;
use zhaohuo::demo::DEFAULT_SEED;
use zhaohuo::demo::Demo;
use zhaohuo::feed;
use zhaohuo::feed::Item;
use zhaohuo::posting::*;
use zhaohuo::screening::Census;
use zhaohuo::screening::Contact;
use zhaohuo::screening::Field;
use zhaohuo::screening::Finding;
use zhaohuo::screening::MANY_EMPLOYERS;
use zhaohuo::screening::Rule;
use zhaohuo::screening::STALE_DAYS;
use zhaohuo::screening::Settings;
use zhaohuo::screening::holding;

use super::Desk;
use super::TODAY;
use super::postings::furniture;
use super::postings::some;

fn rules(findings: &[Finding]) -> Vec<Rule> {
    findings.iter().map(|finding| finding.rule).collect()
}

fn yuan(amount: f64) -> Fen {
    Fen::from_yuan(amount).unwrap()
}

fn minimum_wage() -> MinimumWage {
    MinimumWage {
        per_month: Some(yuan(2_400.0)),
        per_hour: Some(yuan(24.0)),
        ..MinimumWage::default()
    }
}

#[test]
fn a_whole_posting_raises_nothing() {
    assert_eq!(Desk::new().look(&furniture()), []);
}

#[test]
fn each_field_that_the_notice_asks_for_is_missed() {
    let findings = Desk::new().look(&Posting::default());
    let missing: Vec<Field> = findings.iter().map(|finding| finding.field).collect();
    assert_eq!(
        missing,
        [
            Field::Employer,
            Field::Openings,
            Field::Conditions,
            Field::Description,
            Field::Place,
            Field::Pay,
            Field::Validity
        ]
    );
    assert!(
        findings
            .iter()
            .all(|it| it.rule == Rule::MissingFields && it.marked().is_none())
    );

    let mut negotiable = furniture();
    negotiable.pay.rate = Rate::Negotiable;
    let findings = Desk::new().look(&negotiable);
    assert_eq!(
        (rules(&findings), findings[0].field),
        (vec![Rule::MissingFields], Field::Pay)
    );
}

#[test]
fn columns_of_sex_deposit_and_residence_are_read() {
    let mut posting = furniture();
    posting.wanted.sex = Some(Sex::Women);
    posting.wanted.residence = some("市北区");
    posting.benefits.deposit = Some(Deposit::Taken(some("200 元")));
    let findings = Desk::new().look(&posting);
    assert_eq!(rules(&findings), [Rule::Sex, Rule::Household, Rule::Fee]);
    let said: Vec<&str> = findings.iter().map(Finding::words).collect();
    assert_eq!(said, ["女", "市北区", "200 元"]);

    posting.wanted.sex = Some(Sex::Any);
    posting.wanted.residence = some("户籍不限");
    posting.benefits.deposit = Some(Deposit::NotTaken);
    assert_eq!(Desk::new().look(&posting), []);
    // Public welfare is for those who live there, by law.
    posting.wanted.residence = some("市北区");
    posting.wanted.audience = vec![Audience::PublicWelfare];
    assert_eq!(Desk::new().look(&posting), []);
}

#[test]
fn numbers_by_sex_are_found_in_every_text() {
    let mut posting = furniture();
    posting.wanted.qualifications = some("男 3 人 女 2 人");
    posting.benefits.commitments = some("女工优先安排");
    posting.wanted.bring.push(super::postings::clean("押金 100 元"));
    let findings = Desk::new().look(&posting);
    let found: Vec<(Rule, Field)> = findings.iter().map(|it| (it.rule, it.field)).collect();
    assert!(found.contains(&(Rule::Sex, Field::Qualifications)), "{found:?}");
    assert!(found.contains(&(Rule::Sex, Field::Commitments)), "{found:?}");
    assert!(found.contains(&(Rule::Fee, Field::Bring)), "{found:?}");
}

#[test]
fn pay_below_the_row_that_holds_is_found_and_pay_that_is_not_known_is_not() {
    let mut desk = Desk::new();
    let mut posting = furniture();
    let mut is_short = |low: f64, per: Per, hours: Option<f64>| {
        posting.pay.rate = Rate::Fixed {
            low: yuan(low),
            high: yuan(low + 50.0),
            per,
        };
        posting.work.hours_per_day = hours;
        let findings = desk.look(&posting);
        // Without a row nothing is too little.
        desk.minimum_wage = Some(minimum_wage());
        assert!(!rules(&findings).contains(&Rule::MinimumWage) || low < 2_400.0);
        rules(&desk.look(&posting)).contains(&Rule::MinimumWage)
    };
    assert!(is_short(20.0, Per::Hour, None));
    assert!(!is_short(24.0, Per::Hour, None));
    // A short day is measured by the hour's sum, a whole one by the month's.
    assert!(is_short(80.0, Per::Day, Some(4.0)));
    assert!(!is_short(96.0, Per::Day, Some(4.0)));
    assert!(is_short(110.0, Per::Day, Some(8.0)));
    assert!(!is_short(111.0, Per::Day, Some(8.0)));
    assert!(!is_short(80.0, Per::Day, None));
    assert!(is_short(2_399.0, Per::Month, None));
    assert!(!is_short(2_400.0, Per::Month, None));
    assert!(!is_short(5.0, Per::Piece(None), None));
}

#[test]
fn one_telephone_of_many_employers_is_found_however_it_is_written() {
    let spelled = ["0532-0000 0123", "0532 0000 0123", "053200000123", "86 0532 0000 0123"];
    let hired = |count: usize, phone: &dyn Fn(usize) -> String| {
        let mut desk = Desk::new();
        let mut posting = furniture();
        let contacts = (0..count).map(|at| {
            posting.employer.name = some(&format!("某某{at}"));
            posting.contact.phone = some(&phone(at));
            contact(&posting)
        });
        desk.census = contacts.collect();
        rules(&desk.look(&posting))
    };
    let same = |at: usize| spelled[at % spelled.len()].to_owned();
    assert_eq!(hired(MANY_EMPLOYERS, &same), [Rule::ManyEmployers]);
    assert!(hired(MANY_EMPLOYERS - 1, &same).is_empty());
    // A hotline is everybody's.
    assert!(hired(MANY_EMPLOYERS, &|_| "12333".to_owned()).is_empty());

    // One employer with many postings is one.
    let posting = furniture();
    let census: Census = (0..MANY_EMPLOYERS * 2).map(|_| contact(&posting)).collect();
    assert!(!census.has_many(contact(&posting)));
}

fn contact(posting: &Posting) -> Contact {
    Contact::of(posting.contact.phone.as_deref(), posting.employer.name.as_deref())
}

#[test]
fn what_has_run_out_or_was_left_lying_is_stale() {
    let mut posting = furniture();
    let is_stale = |posting: &Posting| rules(&Desk::new().look(posting)) == [Rule::Stale];
    posting.origin.valid_through = Some("2026-11-21T23:00:00+08:00".parse().unwrap());
    assert!(is_stale(&posting));
    posting.origin.valid_through = Some("2026-12-31T23:00:00+08:00".parse().unwrap());
    assert!(!is_stale(&posting));
    let posted = |days: i32| Some(When::On(TODAY.checked_sub(jiff::Span::new().days(days)).unwrap()));
    posting.origin.verified_at = None;
    posting.origin.posted = posted(STALE_DAYS);
    assert!(!is_stale(&posting));
    posting.origin.posted = posted(STALE_DAYS + 1);
    assert!(is_stale(&posting));
    // Somebody has asked since.
    posting.origin.verified_at = Some("2026-11-20T08:00:00+08:00".parse().unwrap());
    assert!(!is_stale(&posting));
}

#[test]
fn the_number_that_the_feed_gives_is_no_private_one() {
    let mut posting = furniture();
    posting.description = some("卸家具，打 0532-0000 0123 问");
    assert_eq!(Desk::new().look(&posting), []);
    posting.description = some("卸家具，打 0532-0000 0999 问");
    assert_eq!(rules(&Desk::new().look(&posting)), [Rule::Contact]);
}

#[test]
fn the_words_are_marked_where_they_stand_also_in_wide_letters() {
    let marked = |text: &str| Desk::new().read(text).iter().find_map(Finding::marked).unwrap();
    assert_eq!(marked("后厨帮工，限女，４０岁以下"), "后厨帮工，【限女】，４０岁以下");
    assert_eq!(
        marked("晚上六点到，ＡＢ座卸货，加微信ｚｇ８８６６６详聊"),
        "…到，ＡＢ座卸货，【加微信ｚｇ８８６６６】详聊"
    );
}

#[test]
fn what_is_held_back_is_for_the_operator_to_say() {
    let held = |text: &str, settings: &Settings| !holding(&Desk::new().read(text), settings).is_empty();
    let usual = Settings::default();
    assert!(held("限女", &usual) && held("交押金200元", &usual) && held("限汉族", &usual));
    assert!(!held("本地人优先", &usual) && !held("月入过万", &usual) && !held("管午饭", &usual));
    let mut own = usual;
    own.hold |= Rule::Household;
    own.ignore |= Rule::Sex;
    assert!(held("本地人优先", &own) && !held("限女", &own));
    assert_eq!(own.heed(Desk::new().read("限女")), []);
}

/// The postings of the demonstration, with the minimum wage of its city.
fn demonstration(items: usize) -> Vec<Posting> {
    let demo = Demo {
        items,
        seed: DEFAULT_SEED,
        today: TODAY,
    };
    let mut written = Vec::new();
    demo.write_ndjson(&mut written).unwrap();
    let context = feed::Context {
        zone: Desk::new().zone,
        namespace: "feed.example".to_owned(),
    };
    let mut postings = Vec::new();
    let read = feed::read(written.as_slice(), &context, |item| {
        if let Ok(Item::Posting(posting)) = item {
            postings.push(*posting);
        }
        Ok::<(), Infallible>(())
    });
    read.unwrap();
    postings
}

#[test]
fn of_the_demonstration_only_what_is_meant_to_be_bad_is_found_by_its_words() {
    let postings = demonstration(1_200);
    let mut desk = Desk::new();
    desk.census = postings.iter().map(contact).collect();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    let mut counts: BTreeMap<Rule, usize> = BTreeMap::new();
    for posting in &postings {
        for finding in desk.look(posting) {
            *counts.entry(finding.rule).or_default() += 1;
            let in_column = matches!(finding.field, Field::Sex | Field::Residence | Field::Deposit);
            if let Some(marked) = finding.marked().filter(|_| !in_column) {
                *by_words.entry(marked).or_default() += 1;
            }
        }
    }
    println!("{counts:?}\n{by_words:#?}");
    // Of `src/demo/posting/flaws.rs`: 限女, 限男 and 本地人优先, and a telephone in a title.
    let meant = |marked: &String| {
        ["【限女】", "【限男】", "【本地人优先】", "0532-0000 0555】"]
            .iter()
            .any(|words| marked.contains(words))
    };
    let unmeant: Vec<&String> = by_words.keys().filter(|marked| !meant(marked)).collect();
    assert!(unmeant.is_empty(), "{unmeant:#?}");
    assert!(by_words.len() >= 4, "{by_words:?}");
    for rule in [
        Rule::Sex,
        Rule::Household,
        Rule::Fee,
        Rule::Contact,
        Rule::MissingFields,
    ] {
        assert!(counts.contains_key(&rule), "{} in no posting", rule.code());
    }
}
