//! Words or a 编号 → what is offered, as the kiosk would find it, and what staff have withdrawn.

use std::collections::HashMap;

use enumset::EnumSet;
use jiff::Timestamp;

use crate::catalog::Brief;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::catalog::Recall;
use crate::catalog::matcher::Matcher;
use crate::control::Found;
use crate::control::FoundPosting;
use crate::decision::Standing;
use crate::edge::shelf::Offered;
use crate::edge::store::Reader;
use crate::edge::store::StoreError;
use crate::edge::store::is_notice;
use crate::language::Language;
use crate::posting::PostingId;
use crate::posting::PostingNumber;
use crate::screening::Flagged;
use crate::screening::Rule;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::wording;
use crate::wording::Moment;

/// Entries of the log that name what was withdrawn lately.
const RECENT: usize = 200;

pub(super) fn found(
    offered: &Offered,
    reader: &Reader,
    words: &str,
    limit: usize,
    now: Timestamp,
) -> Result<Found, StoreError> {
    let (catalog, flags) = (&offered.catalog, &offered.flags);
    let flagged: HashMap<&PostingId, &Flagged> = flags.iter().map(|flagged| (&flagged.id, flagged)).collect();
    let standings = reader.standings_as_offered()?;
    let hidden = |posting: &PostingId| {
        let standing = standings.get(posting).filter(|_| !is_notice(posting));
        standing.filter(|standing| standing.hidden.is_some())
    };
    let mut postings: Vec<FoundPosting> = Vec::new();
    if words.trim().is_empty() {
        // Of all that was ever withdrawn what somebody may still be at.
        for entry in reader.log(RECENT)? {
            if let Some(standing) = hidden(&entry.posting)
                && postings.iter().all(|listed| listed.id != entry.posting)
            {
                postings.push(withdrawn(&entry.posting, entry.title, standing));
            }
        }
    } else {
        for posting in standings.keys() {
            let title = reader.title_in_log(posting)?.unwrap_or_default();
            if let Some(standing) = hidden(posting)
                && is_meant(words, posting, &title)
            {
                postings.push(withdrawn(posting, title, standing));
            }
        }
        for held in flags.iter().filter(|flagged| flagged.is_held()) {
            if hidden(&held.id).is_none() && is_meant(words, &held.id, &held.title) {
                postings.push(held_back(held, standings.get(&held.id)));
            }
        }
        postings.sort_by(|one, other| one.title.cmp(&other.title).then_with(|| one.id.cmp(&other.id)));
    }

    let asked = match words.trim().parse::<PostingNumber>() {
        Ok(number) => Query::of(Condition::Number(number)),
        Err(_) => catalog.understand(words, &mut Recall::default()).query(),
    };
    let answer = catalog.answer(&asked, now, &mut Recall::default());
    let moment = Moment {
        today: catalog.standpoint().today,
        now,
    };
    // The catalog learns of a decision a moment later.
    let offered = answer.hits.iter().filter_map(|index| catalog.get(index));
    let offered: Vec<Brief> = offered.filter(|brief| hidden(&brief.id).is_none()).collect();
    let total = postings.len() + offered.len();
    let offered = offered.iter();
    postings.extend(
        offered
            .map(|brief| listed(brief, standings.get(&brief.id), flagged.get(&brief.id).copied(), moment))
            .take(limit),
    );
    postings.truncate(limit);
    // What was given up is of no interest where what was meant is there, withdrawn or held back.
    let is_there = postings.iter().any(|posting| posting.hidden.is_some() || posting.held);
    let said = if is_there {
        Vec::new()
    } else {
        wording::answer(&asked, &answer, Language::CHINESE)
    };
    Ok(Found {
        total,
        said: said.iter().map(|line| line_of(line)).collect(),
        postings,
    })
}

/// Nothing is known of what is withdrawn but its identifier and what it was called.
fn is_meant(words: &str, posting: &PostingId, title: &CleanText) -> bool {
    if let Ok(number) = words.trim().parse::<PostingNumber>() {
        return PostingNumber::of(posting) == number;
    }
    let is_in_title = |word| Matcher::new(word).is_some_and(|matcher| matcher.is_match(title));
    *posting.0 == *words.trim() || words.split_whitespace().all(is_in_title)
}

fn withdrawn(posting: &PostingId, title: CleanText, standing: &Standing) -> FoundPosting {
    FoundPosting {
        number: number(PostingNumber::of(posting)),
        id: posting.clone(),
        title,
        pinned: standing.pinned,
        full: standing.full == Some(true),
        hidden: standing.hidden.clone(),
        remark: standing.remark.clone(),
        ..FoundPosting::default()
    }
}

/// What waits for staff is in no catalog.
fn held_back(held: &Flagged, standing: Option<&Standing>) -> FoundPosting {
    FoundPosting {
        held: true,
        flags: rules(held),
        ..withdrawn(&held.id, held.title.clone(), standing.unwrap_or(&Standing::default()))
    }
}

fn rules(flagged: &Flagged) -> Vec<CleanText> {
    let rules: EnumSet<Rule> = flagged.findings.iter().map(|finding| finding.rule).collect();
    rules
        .iter()
        .map(|rule| line_of(&wording::rule(rule, Language::CHINESE)))
        .collect()
}

fn listed(brief: &Brief, standing: Option<&Standing>, flagged: Option<&Flagged>, moment: Moment) -> FoundPosting {
    let language = Language::CHINESE;
    let settled = brief.pay.settlement.map(|it| wording::settlement(it, language));
    let pay = [wording::rate(&brief.pay.rate, language), settled.unwrap_or_default()];
    FoundPosting {
        number: number(brief.number),
        id: brief.id.clone(),
        title: brief.title.clone(),
        pay: line_of(pay.join(" ").trim()),
        start: line_of(&wording::start(brief, moment, language)),
        place: line_of(&wording::place_and_perks(brief, language).join(wording::DOT)),
        // The catalog learns of a decision a moment later.
        pinned: standing.is_some_and(|standing| standing.pinned),
        full: standing
            .and_then(|standing| standing.full)
            .unwrap_or_else(|| brief.openings.is_full()),
        hidden: None,
        remark: standing.and_then(|standing| standing.remark.clone()),
        held: false,
        flags: flagged.map(rules).unwrap_or_default(),
    }
}

fn number(number: PostingNumber) -> CleanText {
    line_of(&number.digits())
}

fn line_of(text: &str) -> CleanText {
    CleanText::new(text, LINE_CHARS)
}
