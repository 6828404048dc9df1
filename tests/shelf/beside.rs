//! What lies beside a posting says the same as the posting.

use std::fs;

use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::civil::date;
use jiff::tz::TimeZone;
use sha2::Digest as _;
use sha2::Sha256;
use zhaohuo::bulletin::MinimumWage;
use zhaohuo::catalog::GIST_FORM;
use zhaohuo::catalog::Gist;
use zhaohuo::posting::Fen;
use zhaohuo::posting::Posting;
use zhaohuo::screening::Census;
use zhaohuo::screening::Contact;
use zhaohuo::screening::Context;
use zhaohuo::screening::Finder;
use zhaohuo::screening::Finding;
use zhaohuo::screening::MANY_EMPLOYERS;
use zhaohuo::screening::Rule;
use zhaohuo::screening::Table;
use zhaohuo::screening::Words;
use zhaohuo::screening::found;
use zhaohuo::screening::rules;
use zhaohuo::screening::screen;
use zhaohuo::text::CleanText;

use super::demonstration;
use super::postings::daily;
use super::postings::furniture;

const TODAY: Date = date(2026, 11, 22);
/// What [`GIST_FORM`] is written down as.
const WRITTEN: (i64, &str) = (1, "377562b74416ecf3");

/// Every text that the checks are measured with, as all that a posting says; and days that pass soon, and have passed.
fn texts() -> Vec<Posting> {
    let mut texts: Vec<String> = ["blind", "own"]
        .iter()
        .flat_map(|name| {
            let file = fs::read_to_string(format!("tests/screening/{name}.tsv")).unwrap();
            file.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    for days in -40..40 {
        let day = TODAY + days.days();
        texts.push(format!("{} 月 {} 日前报名，女 2 人", day.month(), day.day()));
        texts.push(format!(
            "{}年{}月{}日截止，押金200元",
            day.year(),
            day.month(),
            day.day()
        ));
        texts.push(format!("有效期至{}年{}月", day.year(), day.month()));
    }
    texts.extend(["2025年有效".to_owned(), "截止 2026 年，加微信 abc123".to_owned()]);
    let of_text = |text: &String| Posting {
        title: CleanText::line(text).unwrap_or_default(),
        description: CleanText::prose(text),
        ..Posting::default()
    };
    texts.iter().map(of_text).collect()
}

fn written(what: &impl serde::Serialize) -> Vec<u8> {
    postcard::to_allocvec(what).unwrap()
}

/// By what lies beside the posting, written and read again.
fn found_beside(posting: &Posting, finder: &mut Finder, context: &Context) -> Vec<Finding> {
    let (gist, words) = (written(&Gist::of(posting)), written(&finder.words(posting)));
    let (gist, words): (Gist, Words) = (
        postcard::from_bytes(&gist).unwrap(),
        postcard::from_bytes(&words).unwrap(),
    );
    assert_eq!(gist, Gist::of(posting));
    let facts = gist.facts(Contact::of(gist.phone, gist.employer));
    let findings = found(&facts, &words, context);
    let all: Vec<Rule> = rules(&facts, &words, context).iter().collect();
    let mut by_findings: Vec<Rule> = findings.iter().map(|finding| finding.rule).collect();
    by_findings.dedup();
    assert_eq!(all, by_findings);
    findings
}

#[test]
fn the_checks_find_the_same_by_it_on_every_day_and_with_every_table() {
    let mut postings = demonstration(3_000, TODAY);
    postings.extend(texts());
    for (at, posting) in postings.iter_mut().take(MANY_EMPLOYERS).enumerate() {
        posting.employer.name = CleanText::line(&format!("某某{at}"));
        posting.contact.phone = CleanText::line("0532-0000 0123");
    }
    let contact = |posting: &Posting| Contact::of(posting.contact.phone.as_deref(), posting.employer.name.as_deref());
    let census: Census = postings.iter().map(contact).collect();
    let wage = MinimumWage {
        per_hour: Fen::from_yuan(26.0),
        per_month: Fen::from_yuan(2_200.0),
        ..MinimumWage::default()
    };
    let longer = Table::own().extended("[stale]\n+ 报名\n[fee]\n+ 押金\n").unwrap();
    let zone = TimeZone::get("Asia/Shanghai").unwrap();
    let mut met = std::collections::BTreeSet::new();
    for (days, table, minimum_wage) in [
        (0, Table::own(), None),
        (1, Table::own(), Some(&wage)),
        (45, &longer, Some(&wage)),
        (-30, &longer, None),
    ] {
        let context = Context {
            minimum_wage,
            today: TODAY + days.days(),
            zone: &zone,
            census: &census,
        };
        let (mut finder, mut other) = (Finder::of(table), Finder::of(table));
        for posting in &postings {
            let findings = screen(posting, &mut other, &context);
            assert_eq!(
                found_beside(posting, &mut finder, &context),
                findings,
                "{}",
                posting.title
            );
            met.extend(findings.iter().map(|finding| finding.rule));
        }
        // What was found in a clause before changes nothing.
        for posting in postings.iter().step_by(500) {
            assert_eq!(
                finder.words(posting),
                Finder::of(table).words(posting),
                "{}",
                posting.title
            );
        }
    }
    assert_eq!(met.len(), Rule::ALL.len(), "{met:?}");
}

#[test]
fn it_is_known_as_another_form_once_it_is_written_otherwise() {
    let mut hasher = Sha256::new();
    for posting in [furniture(), daily("搬运工", 260.0, 8.0)] {
        hasher.update(written(&Gist::of(&posting)));
    }
    let digest = format!("{:x}", hasher.finalize());
    assert_eq!(
        (GIST_FORM, &digest[..16]),
        WRITTEN,
        "what is stored was written otherwise: raise GIST_FORM, then write both here"
    );
}
