//! The slip of a posting.

use super::Counter;
use super::Line;
use super::Slip;
use super::facts;
use crate::code::Address;
use crate::code::NoCode;
use crate::code::entrance;
use crate::posting::Deposit;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::wording;

impl Slip {
    #[must_use]
    pub fn of_posting(posting: &Posting, counter: &Counter) -> Self {
        let language = counter.language;
        let entrance = entrance(posting, &counter.hall.allow, counter.believed);
        let mut lines = head(posting, counter);
        lines.push(Line::Rule);
        let told = wording::facts(posting, &counter.standpoint, language);
        let says_all = told.iter().all(|fact| fact.text.is_some());
        lines.extend(facts(told, language));
        lines.extend(phone(posting, counter));
        if !says_all {
            lines.push(Line::Text(word!(language, "slip.ask").into_owned()));
        }
        lines.push(Line::Rule);
        lines.push(Line::Centred(word!(language, "fact.number").into_owned()));
        lines.push(Line::LargeCentred(PostingNumber::of(&posting.id).to_string()));
        lines.push(Line::Centred(how_to_apply(posting, entrance.as_ref(), counter)));
        lines.extend(counter.code(entrance.ok()));
        counter.slip(lines)
    }
}

/// What it is and what it pays, and what to beware of.
fn head(posting: &Posting, counter: &Counter) -> Vec<Line> {
    let language = counter.language;
    let rate = &posting.pay.rate;
    let mut lines = vec![
        Line::Large(posting.title.to_string()),
        Line::Large(wording::rate(rate, language)),
    ];
    let hourly = posting.pay.hourly(posting.work.hours_per_day);
    let hourly = hourly.filter(|_| !posting.pay.is_hourly());
    lines.extend(hourly.map(|fen| Line::Text(wording::hourly(fen, rate, language))));
    lines.extend(wording::openings(posting.openings, language).map(Line::Text));
    if matches!(posting.benefits.deposit, Some(Deposit::Taken(_))) {
        lines.push(Line::Text(word!(language, "deposit.warning").into_owned()));
    }
    lines
}

fn phone(posting: &Posting, counter: &Counter) -> Option<Line> {
    let phone = posting.contact.phone.as_ref()?;
    let name = posting.contact.name.as_deref().unwrap_or_default();
    Some(Line::Fact {
        label: word!(counter.language, "fact.phone").into_owned(),
        text: format!("{phone} {name}").trim_end().to_owned(),
    })
}

fn how_to_apply(posting: &Posting, entrance: Result<&Address, &NoCode>, counter: &Counter) -> String {
    let (language, desk) = (counter.language, counter.desk());
    match entrance {
        Err(NoCode::Full) => word!(language, "openings.full"),
        Err(NoCode::Expired) => word!(language, "apply.expired"),
        Ok(_) => word!(language, "apply.scan", desk = desk),
        Err(_) if posting.contact.phone.is_some() => word!(language, "apply.call", desk = desk),
        Err(_) => word!(language, "apply.desk", desk = desk),
    }
    .into_owned()
}
