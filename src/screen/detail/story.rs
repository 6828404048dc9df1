//! The text of a detail page. How to apply and the 编号 end each of its pages.

use crate::code::NoCode;
use crate::posting::Deposit;
use crate::posting::Posting;
use crate::posting::PostingNumber;
use crate::posting::Rate;
use crate::screen::Scene;
use crate::screen::lines::Line;
use crate::screen::lines::Text;
use crate::screen::lines::Tone;
use crate::screen::lines::facts;
use crate::screen::lines::heading;
use crate::screen::lines::in_parts;
use crate::screen::lines::labelled;
use crate::screen::lines::large;
use crate::screen::lines::spaced;
use crate::screen::panel::Panel;
use crate::text::cells;
use crate::widget::Letters;
use crate::wording;

/// A telephone and a name take one; whole sentences there would leave no page for anything else.
const PHONE_ROWS_MAX: usize = 2;

pub(super) fn text(posting: &Posting, scene: Scene, width: usize, panel: Option<&Panel>) -> Text {
    Text {
        body: body(posting, scene, width),
        foot: foot(posting, scene, width, panel),
    }
}

/// The same for a place beside a list, where not all of it fits: one fact behind the other.
pub(super) fn packed(posting: &Posting, scene: Scene, width: usize, panel: Option<&Panel>) -> Text {
    let language = scene.language;
    let mut body = head(posting, scene, width);
    let what_it_is = word!(language, "fact.work");
    let told = wording::facts(posting, scene.catalog.standpoint(), language);
    let told = told.into_iter().filter(|fact| fact.label != what_it_is);
    let parts = told.filter_map(|fact| {
        let text = fact.text?.replace(wording::DOT, &word!(language, "answer.comma"));
        Some(format!("{} {text}", fact.label))
    });
    let parts: Vec<String> = parts.collect();
    body.extend(in_parts(&parts, width, Tone::Plain));
    let mut foot = foot(posting, scene, width, panel);
    // The phone is beside the number, or on the page of the posting.
    foot.retain(|line| !line.is_labelled(&word!(language, "fact.phone")));
    Text { body, foot }
}

fn body(posting: &Posting, scene: Scene, width: usize) -> Vec<Line> {
    let mut lines = head(posting, scene, width);
    let told = wording::facts(posting, scene.catalog.standpoint(), scene.language);
    let told = facts(told, &word!(scene.language, "unstated_facts"), width);
    match scene.letters {
        Letters::Usual => lines.extend(told),
        Letters::Large => lines.extend(spaced(told)),
    }
    lines
}

/// Title, pay, and what to beware of.
fn head(posting: &Posting, scene: Scene, width: usize) -> Vec<Line> {
    let language = scene.language;
    let left = wording::openings(posting.openings, language);
    let title = left.map_or_else(
        || posting.title.to_string(),
        |left| format!("{}  {left}", posting.title),
    );
    let mut lines = heading(&title, width, Tone::Title);
    let mut money = wording::rate(&posting.pay.rate, language);
    if let Some(fen) = posting
        .pay
        .hourly(posting.work.hours_per_day)
        .filter(|_| !posting.pay.is_hourly())
    {
        money = format!("{money}  {}", wording::hourly(fen, &posting.pay.rate, language));
    }
    match (&posting.pay.rate, scene.letters) {
        (Rate::Fixed { low, high, .. }, Letters::Large) => {
            let (number, unit) = wording::amount_and_unit(*low, *high, &money);
            lines.extend(large(&number, &unit, width, scene.border, Tone::Money));
        }
        (Rate::Fixed { .. } | Rate::Written(_) | Rate::Negotiable | Rate::Unstated, _) => {
            lines.extend(heading(&money, width, Tone::Money));
        }
    }
    if matches!(posting.benefits.deposit, Some(Deposit::Taken(_))) {
        lines.extend(heading(&word!(language, "deposit.warning"), width, Tone::Warning));
    }
    let row = scene.opened.row().and_then(|row| scene.catalog.at_row(row));
    if let Some(least) = row.as_ref().and_then(|brief| scene.catalog.falls_short_of(brief)) {
        let short = wording::falls_short(least, &posting.pay, scene.today(), &scene.hall.zone, language);
        lines.extend(heading(&short, width, Tone::Warning));
    }
    lines
}

/// How to get the work, with a phone and without.
fn foot(posting: &Posting, scene: Scene, width: usize, panel: Option<&Panel>) -> Vec<Line> {
    let language = scene.language;
    let label = word!(language, "fact.apply");
    let widest = [&label, &word!(language, "fact.number"), &word!(language, "fact.phone")].map(|label| cells(label));
    let widest = widest.into_iter().max().unwrap_or(0);
    let desk = scene.desk();
    let phone = posting.contact.phone.as_ref();
    let (how, tone) = match panel.and_then(Panel::reason) {
        Some(NoCode::Full) => (word!(language, "openings.full"), Tone::Warning),
        Some(NoCode::Expired) => (word!(language, "apply.expired"), Tone::Warning),
        _ if panel.is_some_and(Panel::leads_to_apply) => (word!(language, "apply.scan", desk = desk), Tone::Plain),
        _ if phone.is_some() => (word!(language, "apply.call", desk = desk), Tone::Plain),
        _ => (word!(language, "apply.desk", desk = desk), Tone::Plain),
    };
    let mut lines = labelled(&label, &how, widest, width, tone);
    if matches!(tone, Tone::Warning) {
        return lines;
    }
    if let Some(phone) = phone {
        let text = format!("{phone} {}", posting.contact.name.as_deref().unwrap_or_default());
        let label = word!(language, "fact.phone");
        let said = labelled(&label, text.trim_end(), widest, width, Tone::Plain);
        lines.extend(said.into_iter().take(PHONE_ROWS_MAX));
    }
    let number = PostingNumber::of(&posting.id).to_string();
    let label = word!(language, "fact.number");
    match scene.letters {
        Letters::Usual => lines.extend(labelled(&label, &number, widest, width, Tone::Money)),
        Letters::Large => lines.extend(large(&number, &label, width, scene.border, Tone::Money)),
    }
    lines
}
