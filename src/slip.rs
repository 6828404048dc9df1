//! A paper slip: what somebody without a phone takes along.
//!
//! Made in three steps, all without a printer: a posting → [`Line`]s that say what is large and what is a code → rows as
//! wide as the paper → the bytes that the printer gets, or a preview for a terminal. On paper there is no 今天: it is
//! read tomorrow, too.

mod escpos;
mod layout;
mod leaflets;
mod letters;
mod posting;
mod preview;

use jiff::Timestamp;

use crate::catalog::Catalog;
use crate::catalog::Standpoint;
use crate::code::Address;
use crate::config::Hall;
use crate::config::Printing;
use crate::desk::Ticket;
use crate::language::Language;
use crate::wording::Fact;
use crate::wording::Here;
use crate::wording::Moment;
use crate::wording::ON_PAPER;

pub use escpos::CODE_BYTES_MAX;
pub use escpos::to_bytes;
pub use layout::Row;
pub use letters::MISSING;
pub use letters::columns;
pub use preview::preview;

/// What stands on a slip, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slip(Vec<Line>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Twice as wide and as high.
    Large(String),
    /// The same in the middle: numbers that are read out.
    LargeCentred(String),
    Text(String),
    Centred(String),
    /// A label, and what is said to it beside.
    Fact {
        label: String,
        text: String,
    },
    Rule,
    Code(Address),
}

/// Where and when slips are made.
#[derive(Debug, Clone)]
pub struct Counter<'a> {
    hall: &'a Hall,
    /// In which no day is today.
    standpoint: Standpoint,
    now: Timestamp,
    /// `None` where the clock cannot be believed.
    believed: Option<Timestamp>,
    language: Language,
}

impl<'a> Counter<'a> {
    #[must_use]
    pub fn new(hall: &'a Hall, catalog: &Catalog, now: Timestamp) -> Self {
        Self {
            hall,
            standpoint: Standpoint {
                today: ON_PAPER,
                ..catalog.standpoint().clone()
            },
            now,
            believed: catalog.believes(now).then_some(now),
            // Paper is in the language of the hall, whoever pressed the key: its staff must read it, too.
            language: hall.languages.first().copied().unwrap_or(Language::CHINESE),
        }
    }

    fn here(&self) -> Here<'_> {
        Here {
            moment: Moment {
                today: ON_PAPER,
                now: self.now,
            },
            zone: &self.hall.zone,
            geo: self.hall.geo,
        }
    }

    /// Where one goes without a phone.
    fn desk(&self) -> String {
        match &self.hall.desk {
            Some(desk) => desk.to_string(),
            None => word!(self.language, "apply.staff").into_owned(),
        }
    }

    /// A code and what opens behind it; nothing where no code may lead there, or where it would be too fine for paper.
    fn code(&self, address: Option<Address>) -> Vec<Line> {
        let Some(address) = address.filter(|address| address.as_str().len() <= CODE_BYTES_MAX) else {
            return Vec::new();
        };
        let says = address
            .host()
            .map(|host| word!(self.language, "code.page", host = host).into_owned());
        let says = says.map(Line::Centred);
        [Line::Code(address)].into_iter().chain(says).collect()
    }

    /// The name of the hall on top, and below what every slip says: nobody may take a deposit, who answers for this, and
    /// when it was.
    fn slip(&self, body: Vec<Line>) -> Slip {
        let (hall, language) = (self.hall, self.language);
        let product = word!(language, "product");
        let head = hall
            .name
            .as_ref()
            .map_or_else(|| product.to_string(), |name| format!("{product} · {name}"));
        let mut lines = vec![Line::Centred(head)];
        if hall.demonstration {
            lines.push(Line::Centred(word!(language, "status.demonstration").into_owned()));
        }
        lines.push(Line::Rule);
        lines.extend(body);
        lines.push(Line::Rule);
        lines.push(Line::Text(word!(language, "waiting.no_deposit").into_owned()));
        lines.push(Line::Text(word!(language, "waiting.free").into_owned()));
        let sponsor = hall.sponsor.as_deref();
        lines.extend(sponsor.map(|name| Line::Text(word!(language, "waiting.sponsor", name = name).into_owned())));
        let phone = hall.supervision_phone.as_deref();
        lines.extend(phone.map(|phone| Line::Text(word!(language, "waiting.supervision", phone = phone).into_owned())));
        let at = self.now.to_zoned(hall.zone.clone()).strftime("%Y-%m-%d %H:%M");
        lines.push(Line::Text(word!(language, "slip.made", at = at).into_owned()));
        Slip(lines)
    }
}

impl Slip {
    /// The number of somebody who has called staff.
    #[must_use]
    pub fn of_ticket(ticket: Ticket, counter: &Counter) -> Self {
        let language = counter.language;
        let place = match ticket.before {
            0 => word!(language, "help.you_are_next"),
            before => word!(language, "help.before_you", count = before),
        };
        counter.slip(vec![
            Line::Centred(word!(language, "slip.ticket").into_owned()),
            Line::LargeCentred(ticket.number.to_string()),
            Line::Text(place.into_owned()),
        ])
    }

    /// What staff print to see whether the printer is set right.
    #[must_use]
    pub fn of_test(counter: &Counter) -> Self {
        let language = counter.language;
        counter.slip(vec![
            Line::Large(word!(language, "slip.test").into_owned()),
            Line::Text(word!(language, "slip.test_letters").into_owned()),
        ])
    }

    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.0
    }

    /// As they stand on the paper.
    #[must_use]
    pub fn rows(&self, printing: Printing) -> Vec<Row<'_>> {
        layout::layout(&self.0, printing)
    }
}

/// Those that say something, a line each, and one for all that is left unsaid.
fn facts(facts: Vec<Fact>, language: Language) -> Vec<Line> {
    let mut unsaid = Vec::new();
    let mut lines = Vec::new();
    for Fact { label, text } in facts {
        match text {
            Some(text) => lines.push(Line::Fact { label, text }),
            None => unsaid.push(label),
        }
    }
    if !unsaid.is_empty() {
        lines.push(Line::Fact {
            label: word!(language, "unstated_facts").into_owned(),
            text: unsaid.join(&word!(language, "answer.comma")),
        });
    }
    lines
}
