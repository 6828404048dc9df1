//! A posting in words, as people in the hall say them: the same for the screens and for `zhaohuo jobs` and `show`.

mod answer;
mod bulletin;
mod condition;
mod facts;
mod printing;
mod screening;
mod time;
mod wages;

use crate::catalog::Brief;
use crate::language::Language;
use crate::posting::Ages;
use crate::posting::Fen;
use crate::posting::Openings;
use crate::posting::Per;
use crate::posting::Rate;
use crate::posting::Settlement;

pub use answer::answer;
pub use answer::piece;
pub use bulletin::Here;
pub use bulletin::away;
pub use bulletin::complaint;
pub use bulletin::course_facts;
pub use bulletin::course_line;
pub use bulletin::event_facts;
pub use bulletin::event_line;
pub use bulletin::hotline_facts;
pub use bulletin::notice_facts;
pub use bulletin::open_now;
pub use bulletin::service_facts;
pub use bulletin::service_line;
pub use bulletin::station_facts;
pub use bulletin::station_line;
pub use bulletin::topic;
pub use bulletin::topic_signs;
pub use bulletin::weekday;
pub use condition::audience;
pub use condition::condition;
pub use condition::dimension;
pub use condition::marks;
pub use condition::people;
pub use condition::sort;
pub use facts::Fact;
pub use facts::facts;
pub use facts::spoken;
pub use printing::printer_state;
pub use printing::printing_news;
pub use printing::refused;
pub use printing::slip_said;
pub use screening::field;
pub use screening::finding;
pub use screening::rule;
pub use time::Moment;
pub use time::ON_PAPER;
pub use time::clock;
pub use time::clock_fault;
pub use time::day;
pub use time::day_and_clock;
pub use time::start;
pub use wages::falls_short;
pub use wages::guide_source;
pub use wages::minimum_wages;
pub use wages::standing;

/// Set between facts in one line.
pub const DOT: &str = " · ";

/// `230 元/天`, `20–26 元/小时`, `面议`.
#[must_use]
pub fn rate(rate: &Rate, language: Language) -> String {
    match rate {
        Rate::Fixed { low, high, per } => {
            let amount = if low == high {
                yuan(*low)
            } else {
                format!("{}–{}", yuan(*low), yuan(*high))
            };
            match per {
                Per::Hour => word!(language, "pay.per_hour", amount = amount),
                Per::Day => word!(language, "pay.per_day", amount = amount),
                Per::Week => word!(language, "pay.per_week", amount = amount),
                Per::Month => word!(language, "pay.per_month", amount = amount),
                Per::Year => word!(language, "pay.per_year", amount = amount),
                Per::Piece(Some(piece)) => {
                    word!(language, "pay.per_named_piece", amount = amount, piece = piece.as_str())
                }
                Per::Piece(None) => word!(language, "pay.per_piece", amount = amount),
            }
            .into_owned()
        }
        Rate::Written(words) => words.to_string(),
        Rate::Negotiable => word!(language, "pay.negotiable").into_owned(),
        Rate::Unstated => word!(language, "pay.unstated").into_owned(),
    }
}

/// The number of a pay to be drawn large, and what is said of it beside: the unit alone where the number stands first,
/// else all of it. `230 ¥230 a day` says it twice, and is still true.
#[must_use]
pub fn amount_and_unit(low: Fen, high: Fen, said: &str) -> (String, String) {
    let plain = |fen: Fen| yuan(fen).replace(',', "");
    let number = if low == high {
        plain(low)
    } else {
        format!("{}–{}", plain(low), plain(high))
    };
    let said = said.replace(',', "");
    let unit = said.strip_prefix(&number).unwrap_or(&said).trim().to_owned();
    (number, unit)
}

/// `1,284 个活`
#[must_use]
pub fn jobs(count: usize, language: Language) -> String {
    if count == 1 {
        return word!(language, "list.one").into_owned();
    }
    word!(language, "list.count", count = thousands(&count.to_string())).into_owned()
}

/// `当天结`
#[must_use]
pub fn settlement(settlement: Settlement, language: Language) -> String {
    match settlement {
        Settlement::Daily => word!(language, "settlement.daily"),
        Settlement::NextDay => word!(language, "settlement.next_day"),
        Settlement::Weekly => word!(language, "settlement.weekly"),
        Settlement::Monthly => word!(language, "settlement.monthly"),
        Settlement::Project => word!(language, "settlement.project"),
    }
    .into_owned()
}

/// `约 28.8 元/小时`; of a range, of which that is the lower end, `约 47.5 元/小时起`.
#[must_use]
pub fn hourly(fen: Fen, rate: &Rate, language: Language) -> String {
    let amount = format!("{:.1}", fen.yuan());
    match rate {
        Rate::Fixed { low, high, .. } if low < high => word!(language, "pay.about_hourly_from", amount = amount),
        Rate::Fixed { .. } | Rate::Written(_) | Rate::Negotiable | Rate::Unstated => {
            word!(language, "pay.about_hourly", amount = amount)
        }
    }
    .into_owned()
}

/// `2.1 公里`, `800 米`
#[must_use]
pub fn distance(metres: f64, language: Language) -> String {
    if metres < 1000.0 {
        let rounded = (metres / 50.0).round() * 50.0;
        word!(language, "place.metres", count = format!("{rounded:.0}")).into_owned()
    } else {
        word!(language, "place.kilometres", count = format!("{:.1}", metres / 1000.0)).into_owned()
    }
}

/// `还招 6 人`; nothing where the feed does not say.
#[must_use]
pub fn openings(openings: Openings, language: Language) -> Option<String> {
    if openings.is_full() {
        return Some(word!(language, "openings.full").into_owned());
    }
    let Some(left) = openings.left else {
        let total = openings.total?;
        return Some(word!(language, "openings.total", count = total).into_owned());
    };
    Some(word!(language, "openings.left", count = left).into_owned())
}

/// `10 小时`, `7.5 小时`
#[must_use]
pub fn hours(hours: f64, language: Language) -> String {
    word!(language, "work.hours", count = trim_zero(hours)).into_owned()
}

/// `台东三路 1.2 公里`, `派车`, `管饭`, `还招 2 人`: where it is and what is out of the ordinary.
#[must_use]
pub fn place_and_perks(brief: &Brief, language: Language) -> Vec<String> {
    let mut place = match &brief.place {
        Some(place) => place.to_string(),
        None => word!(language, "place.unstated").into_owned(),
    };
    if let Some(metres) = brief.distance_m {
        place = format!("{place} {}", distance(metres, language));
    }
    let mut parts = vec![place];
    let perks = brief.perks;
    if perks.transport {
        parts.push(word!(language, "perk.transport").into_owned());
    }
    if perks.meals {
        parts.push(word!(language, "perk.meals").into_owned());
    }
    if perks.lodging {
        parts.push(word!(language, "perk.lodging").into_owned());
    }
    if brief.ages.min.is_some_and(|min| min > Ages::ADULT) || brief.ages.max.is_some() {
        parts.push(ages(brief.ages, language));
    }
    // Certificates alone: 身体好就行 is what is normal, and not marked.
    let certificate = |papers: &&str| papers.contains('证') && !papers.starts_with(['不', '无']);
    if let Some(papers) = brief.qualifications.as_deref().filter(certificate) {
        let papers = papers.strip_prefix('要').unwrap_or(papers);
        parts.push(word!(language, "perk.papers", papers = papers).into_owned());
    }
    if !brief.openings.is_full() {
        parts.extend(openings(brief.openings, language));
    }
    parts
}

/// `18–55 岁`, `满 18 岁就行`
#[must_use]
pub fn ages(ages: Ages, language: Language) -> String {
    match (ages.min, ages.max) {
        (Some(min), Some(max)) => word!(language, "ages.between", min = min, max = max),
        (Some(min), None) => word!(language, "ages.from", min = min),
        (None, Some(max)) => word!(language, "ages.up_to", max = max),
        (None, None) => word!(language, "unstated"),
    }
    .into_owned()
}

/// Yuan without decimals where there are none: `230`, `17.5`, `1,284`.
#[must_use]
pub fn yuan(fen: Fen) -> String {
    let text = trim_zero(fen.yuan());
    let (whole, decimals) = text.split_at(text.find('.').unwrap_or(text.len()));
    format!("{}{decimals}", thousands(whole))
}

/// `1284` → `1,284`
#[must_use]
pub fn thousands(digits: &str) -> String {
    let mut grouped = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// At most two decimals, and none that are zero.
fn trim_zero(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
