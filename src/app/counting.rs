//! What of all that happens is counted, and what of it.

use super::Effect;
use super::Model;
use crate::count::Counted;
use crate::count::Kind;
use crate::posting::Row;
use crate::screen::Screen;
use crate::text::CleanText;

/// What is on the screen that counts once it is new there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shows {
    /// The posting that is read.
    posting: Option<Row>,
    has_code: bool,
    /// What was looked for in vain.
    in_vain: Option<Counted>,
}

pub(super) fn what_shows(model: &Model) -> Shows {
    let scene = model.scene();
    let detail = if let Screen::Detail(detail) = &model.screen {
        model.opened.posting(detail.row()).map(|_| detail.row())
    } else {
        None
    };
    Shows {
        posting: detail,
        has_code: detail.is_some() && model.screen.has_code(scene),
        in_vain: if let Screen::Search(search) = &model.screen {
            search.in_vain()
        } else {
            None
        },
    }
}

pub(super) fn what_is_new(model: &mut Model, before: Shows) -> Vec<Effect> {
    let now = what_shows(model);
    let mut counted = Vec::new();
    // Whoever comes back from another page to the same posting reads on.
    if now.posting.is_some() && now.posting != model.visit.read {
        model.visit.read = now.posting;
        model.visit.code_seen = false;
        counted.extend(of_shown(model, Kind::View));
    }
    if now.has_code && !model.visit.code_seen {
        model.visit.code_seen = true;
        counted.extend(of_shown(model, Kind::Code));
    }
    // Counted when one gives up, not at each letter on the way.
    let gave_up = !matches!(model.screen, Screen::Search(_) | Screen::Help(_) | Screen::Languages(_));
    counted.extend(before.in_vain.filter(|_| gave_up));
    counted.into_iter().map(Effect::Count).collect()
}

/// About the posting that is open.
pub(super) fn of_shown(model: &Model, kind: Kind) -> Option<Counted> {
    let opened = model
        .opened
        .row()
        .or_else(|| model.trail.iter().rev().find_map(row_of))?;
    let brief = model.catalog.at_row(opened)?;
    Some(Counted {
        kind,
        trade: brief.trades.first().and_then(|trade| CleanText::line(trade.name())),
        district: brief.area.district.clone(),
    })
}

fn row_of(screen: &Screen) -> Option<Row> {
    if let Screen::Detail(detail) = screen {
        Some(detail.row())
    } else {
        None
    }
}
