//! The line to the kiosk: what is asked over it, and what its answers change.

use std::time::Duration;

use super::Effect;
use super::Model;
use super::POLL;
use super::Page;
use super::Tone;
use super::pending::Pending;
use super::redraw_if;
use super::words;
use crate::control::Answer;
use crate::control::Request;
use crate::decision;
use crate::text::CleanText;

/// How often the store is looked into, where no kiosk answers.
const LOOK_INTO_STORE: Duration = Duration::from_secs(10);
/// How often the counts are asked for. The kiosk reads its store for them, and a minute is a bar of no hour.
pub(super) const COUNT: Duration = Duration::from_secs(60);
/// Entries of the log that are asked for.
const ENTRIES: usize = 100;

/// Whether the kiosk answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Connecting,
    Up,
    Down { why: CleanText, since: jiff::Timestamp },
}

impl Line {
    pub(super) fn is_up(&self) -> bool {
        matches!(self, Self::Up)
    }
}

/// What was asked and is not answered yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    pub(super) reads: usize,
    pub(super) acts: usize,
    pub(super) polled_at: Option<Duration>,
    pub(super) counted_at: Option<Duration>,
}

/// Asks for what the page shows, unless the last time is not answered yet.
pub(super) fn poll(model: &mut Model) -> Vec<Effect> {
    let every = if model.line.is_up() { POLL } else { LOOK_INTO_STORE };
    let since = model.waiting.polled_at.map(|at| model.now.monotonic.saturating_sub(at));
    if since.is_some_and(|since| since < every) || model.waiting.reads > 0 {
        return Vec::new();
    }
    model.waiting.polled_at = Some(model.now.monotonic);
    if !model.line.is_up() {
        return vec![Effect::ReadStore];
    }
    let log = Request::Log {
        entries_max: Some(ENTRIES),
    };
    let mut asked = vec![Request::Status {}, log];
    match model.page {
        Page::Overview => {
            asked.extend([Request::Tickets {}, Pending::request(), Request::Screen {}]);
            let counted = model
                .waiting
                .counted_at
                .map(|at| model.now.monotonic.saturating_sub(at));
            if counted.is_none_or(|since| since >= COUNT) {
                model.waiting.counted_at = Some(model.now.monotonic);
                asked.push(Request::Counts { from: None, to: None });
            }
        }
        Page::Postings => asked.push(model.pages.postings.request()),
        Page::Pending => asked.extend([Request::Tickets {}, Pending::request()]),
        Page::Days => {
            let mut days = std::mem::take(&mut model.pages.days);
            asked.extend(days.wanted(&model.scene()));
            model.pages.days = days;
        }
        Page::Mirror => asked.push(Request::Screen {}),
        Page::Entry | Page::Log | Page::Settings => {}
    }
    model.waiting.reads = asked.len();
    asked.into_iter().map(Effect::Ask).collect()
}

pub(super) fn connected(model: &mut Model) -> Vec<Effect> {
    model.line = Line::Up;
    model.waiting = Waiting::default();
    if model.told.as_ref().is_some_and(|told| told.tone == Tone::Offline) {
        model.say("接上了", Tone::Good);
    }
    let mut effects = poll(model);
    effects.push(Effect::Redraw);
    effects
}

pub(super) fn lost(model: &mut Model, why: CleanText) -> Vec<Effect> {
    let was_down = matches!(&model.line, Line::Down { why: before, .. } if *before == why);
    if was_down {
        return Vec::new();
    }
    let since = match &model.line {
        Line::Down { since, .. } => *since,
        Line::Connecting | Line::Up => model.now.wall,
    };
    model.line = Line::Down { why, since };
    model.waiting = Waiting::default();
    // What only the kiosk knows is not known any more.
    model.known.rows.clear();
    model.known.counts = None;
    if let Some(status) = &mut model.known.status {
        status.program = None;
    }
    let mut effects = poll(model);
    effects.push(Effect::Redraw);
    effects
}

pub(super) fn answered(model: &mut Model, request: &Request, answer: Answer) -> Vec<Effect> {
    let reads = is_read(request);
    let waiting = if reads {
        &mut model.waiting.reads
    } else {
        &mut model.waiting.acts
    };
    *waiting = waiting.saturating_sub(1);
    let said = match answer {
        Answer::Done(said) => said,
        // A screen that does not answer is asked again.
        Answer::Refused(_) if reads => return Vec::new(),
        Answer::Refused(why) => {
            model.say(why.to_string(), Tone::Bad);
            return vec![Effect::Redraw];
        }
    };
    if !reads {
        return done(model, request, &said);
    }
    let before = model.known.clone();
    match request {
        Request::Status {} => model.known.learn_status(&said),
        Request::Screen {} => {
            let rows_max = if model.page == Page::Mirror { usize::MAX } else { 1 };
            model.known.learn_screen(&said, rows_max);
        }
        Request::Tickets {} => model.known.learn_desk(&said),
        Request::Flags { .. } => model.known.learn_flags(&said),
        Request::Counts { from: None, .. } => model.known.learn_counts(&said),
        Request::Counts { .. } => {
            model.pages.days.learn(&said);
            return redraw_if(true);
        }
        Request::Suggest { .. } => {
            let is_new = model.pages.entry.suggested(request, &said);
            return redraw_if(is_new);
        }
        Request::Log { .. } => model.known.learn_log(&said),
        Request::Find { .. } if model.pages.postings.awaits(request) => {
            model.known.learn_found(&said);
        }
        // Of something else than is looked for now, or no question at all.
        Request::Find { .. }
        | Request::Pull {}
        | Request::PrintTest {}
        | Request::Pin { .. }
        | Request::Unpin { .. }
        | Request::Hide { .. }
        | Request::Unhide { .. }
        | Request::Full { .. }
        | Request::Reopen { .. }
        | Request::Remark { .. }
        | Request::Accept { .. }
        | Request::Add { .. }
        | Request::Notice { .. }
        | Request::Notices {}
        | Request::Export { .. }
        | Request::Import { .. }
        | Request::Remove { .. }
        | Request::Done { .. }
        | Request::Maintenance { .. }
        | Request::PinReset {}
        | Request::Verify { .. }
        | Request::Day { .. }
        | Request::Undo { .. } => {}
    }
    model.pages.hold(&model.known);
    redraw_if(model.known != before)
}

/// Something was decided: it is said, and shown.
fn done(model: &mut Model, request: &Request, said: &serde_json::Value) -> Vec<Effect> {
    let mut effects = Vec::new();
    let step = serde_json::from_value::<decision::Entry>(said.clone()).ok();
    let number: CleanText = serde_json::from_value(said["number"].clone()).unwrap_or_default();
    let text = match (request, &step) {
        (Request::Pull {}, _) => "正在更新".to_owned(),
        (Request::PrintTest {}, _) => "试打一张".to_owned(),
        (Request::Done { number }, _) => format!("{number} 号有人管了"),
        (_, Some(step)) => format!("{}  {}", words::number(&number), words::step(step)),
        (_, None) => "办好了".to_owned(),
    };
    model.say(text, Tone::Good);
    if let Request::Add { .. } = request {
        model.pages.entry.entered(&model.site.hall);
        effects.push(Effect::SaveDraft(None));
    }
    // What was decided is known; what else has changed is not.
    model.waiting.polled_at = step.is_some().then_some(model.now.monotonic);
    if let Some(step) = step {
        model.known.learn_step(step);
        model.pages.hold(&model.known);
    }
    effects.extend(poll(model));
    effects.push(Effect::Redraw);
    effects
}

/// Nothing is changed by it.
pub(super) fn is_read(request: &Request) -> bool {
    matches!(
        request,
        Request::Status {}
            | Request::Screen {}
            | Request::Tickets {}
            | Request::Flags { .. }
            | Request::Counts { .. }
            | Request::Suggest { .. }
            | Request::Log { .. }
            | Request::Find { .. }
    )
}
