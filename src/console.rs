//! 工作人员台 — `zhaohuo staff` without a verb: a client of the control socket, as two functions, [`update`] and [`view`].
//!
//! What a person can do here a script can do by `zhaohuo staff VERB`: both send a [`Request`].

mod counted;
mod days;
mod decide;
mod entry;
mod face;
mod known;
mod line;
mod list;
mod log;
mod message;
mod mirror;
mod overview;
mod pending;
mod postings;
mod settings;
pub mod sheet;
mod stroke;
pub mod words;

use std::time::Duration;

use ratatui::layout::Size;

use crate::control::Request;
use crate::now::Now;
use crate::widget::Look;
use days::Days;
use decide::Prompt;
use entry::Entry;
use known::Known;
use line::Line;
use line::Waiting;
use line::answered;
use line::connected;
use line::is_read;
use line::lost;
use line::poll;
use log::Log;
use mirror::Mirror;
use pending::Pending;
use postings::Postings;

pub use entry::Draft;
pub use face::SIZE_MIN;
pub use face::view;
pub use known::Stored;
pub use message::Account;
pub use message::Effect;
pub use message::FeedName;
pub use message::Msg;
pub use message::Site;
pub use stroke::Stroke;

/// How often the kiosk is asked how things are.
pub const POLL: Duration = Duration::from_secs(2);

/// What a page wants.
#[derive(Debug, Clone, PartialEq)]
enum Ask {
    Nothing,
    Turned,
    /// Something is to be decided or done.
    Request(Request),
    /// Something is to be looked for.
    Look(Request),
    Prompt(Prompt),
    Say(&'static str),
    /// What is typed in the form has changed.
    Save,
    /// The same, and something is to be looked for.
    SaveAndLook(Request),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Overview,
    Postings,
    Entry,
    Pending,
    Days,
    Log,
    Settings,
    Mirror,
}

impl Page {
    const ALL: [Self; 8] = [
        Self::Overview,
        Self::Postings,
        Self::Entry,
        Self::Pending,
        Self::Days,
        Self::Log,
        Self::Settings,
        Self::Mirror,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Overview => "概况",
            Self::Postings => "活",
            Self::Entry => "登记急招",
            Self::Pending => "待处理",
            Self::Days => "统计",
            Self::Log => "日志",
            Self::Settings => "设置",
            Self::Mirror => "屏幕",
        }
    }
}

/// What is said in the line above the keys.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    text: String,
    tone: Tone,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tone {
    Good,
    Bad,
    /// Bad for as long as the kiosk does not answer.
    Offline,
}

/// Each keeps what was chosen on it.
#[derive(Debug)]
struct Pages {
    postings: Postings,
    entry: Entry,
    pending: Pending,
    days: Days,
    log: Log,
    mirror: Mirror,
}

impl Pages {
    /// Something else is known: what was chosen stays chosen.
    fn hold(&mut self, known: &Known) {
        self.postings.hold(known.found.as_ref());
        self.pending.hold(known);
        self.log.hold(&known.log);
    }
}

#[derive(Debug)]
pub struct Model {
    site: Site,
    look: Look,
    page: Page,
    pages: Pages,
    prompt: Option<Prompt>,
    line: Line,
    known: Known,
    told: Option<Told>,
    waiting: Waiting,
    /// When somebody last touched a key.
    touched: Duration,
    now: Now,
    size: Size,
}

/// What a page reads.
#[derive(Clone, Copy)]
struct Scene<'a> {
    site: &'a Site,
    known: &'a Known,
    line: &'a Line,
    now: Now,
    /// Rows that a page has.
    height: u16,
}

impl Model {
    /// With what was typed when the last console ended.
    #[must_use]
    pub fn new(here: Site, look: Look, typed: Option<Draft>, now: Now, size: Size) -> Self {
        let fresh = Draft::fresh(&here.hall);
        let told = typed.is_some().then(|| Told {
            text: "上次没发完的登记还在：按 3".to_owned(),
            tone: Tone::Good,
        });
        Self {
            look,
            page: Page::Overview,
            pages: Pages {
                postings: Postings::default(),
                entry: Entry::new(typed.map_or(fresh, Draft::cleaned)),
                pending: Pending::default(),
                days: Days::default(),
                log: Log::default(),
                mirror: Mirror::default(),
            },
            prompt: None,
            line: Line::Connecting,
            known: Known::default(),
            told,
            waiting: Waiting::default(),
            touched: now.monotonic,
            now,
            size,
            site: here,
        }
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            site: &self.site,
            known: &self.known,
            line: &self.line,
            now: self.now,
            height: face::body(self.size).height,
        }
    }

    fn say(&mut self, text: impl Into<String>, tone: Tone) {
        self.told = Some(Told {
            text: text.into(),
            tone,
        });
    }
}

#[must_use]
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Effect> {
    let minute = |now: Now| now.wall.as_second().div_euclid(60);
    let before = minute(model.now);
    model.now = now;
    match msg {
        Msg::Stroke(stroke) => {
            model.touched = now.monotonic;
            press(model, &stroke)
        }
        Msg::Tick => {
            let idle = now.monotonic.saturating_sub(model.touched);
            if model.site.idle.is_some_and(|patience| idle >= patience) {
                return vec![Effect::Quit];
            }
            let mut effects = poll(model);
            if minute(now) != before {
                effects.push(Effect::Redraw);
            }
            effects
        }
        Msg::Resized(size) => {
            model.size = size;
            vec![Effect::Redraw]
        }
        Msg::Connected => connected(model),
        Msg::Lost(why) => lost(model, why),
        Msg::Answered(request, answer) => answered(model, &request, answer),
        Msg::Unanswered(request) => {
            if !is_read(&request) {
                model.say("断线了，不知道成没成：接上以后看日志", Tone::Bad);
            }
            vec![Effect::Redraw]
        }
        Msg::Stored(stored) => {
            let before = model.known.clone();
            if let (Some(stored), false) = (stored, model.line.is_up()) {
                model.known.learn_stored(&stored);
                model.pages.hold(&model.known);
            }
            redraw_if(model.known != before)
        }
        Msg::Stopped => vec![Effect::Quit],
    }
}

fn press(model: &mut Model, stroke: &Stroke) -> Vec<Effect> {
    model.told = None;
    let ask = if let Some(prompt) = model.prompt.take() {
        let (prompt, ask) = prompt.typed(stroke);
        model.prompt = prompt;
        ask
    } else if is_typing(model) {
        page_stroke(model, stroke)
    } else if let Stroke::Char(letter) = stroke {
        // With capitals locked the letters are the same.
        match letter.to_ascii_lowercase() {
            digit @ '1'..='8' => return turn_to(model, digit),
            'v' => return turn_to(model, '8'),
            'q' => return vec![Effect::Quit],
            'r' => Ask::Request(Request::Pull {}),
            't' => Ask::Request(Request::PrintTest {}),
            'n' => Ask::Prompt(Prompt::for_notice()),
            'u' => undo(model),
            letter => page_stroke(model, &Stroke::Char(letter)),
        }
    } else {
        page_stroke(model, stroke)
    };
    let mut effects = grant(model, ask);
    effects.push(Effect::Redraw);
    effects
}

fn is_typing(model: &Model) -> bool {
    match model.page {
        Page::Postings => model.pages.postings.is_typing(),
        Page::Entry => model.pages.entry.is_typing(),
        Page::Overview | Page::Pending | Page::Days | Page::Log | Page::Settings | Page::Mirror => false,
    }
}

fn page_stroke(model: &mut Model, stroke: &Stroke) -> Ask {
    let scene = Scene {
        site: &model.site,
        known: &model.known,
        line: &model.line,
        now: model.now,
        height: face::body(model.size).height,
    };
    match model.page {
        Page::Postings => model.pages.postings.stroke(stroke, &scene),
        Page::Entry => model.pages.entry.stroke(stroke, &scene),
        Page::Pending => model.pages.pending.stroke(stroke, &scene),
        Page::Days => model.pages.days.stroke(stroke, &scene),
        Page::Log => model.pages.log.stroke(stroke, &scene),
        Page::Mirror => model.pages.mirror.stroke(stroke, &scene),
        Page::Overview | Page::Settings => Ask::Nothing,
    }
}

fn turn_to(model: &mut Model, digit: char) -> Vec<Effect> {
    let nth = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
    if let Some(page) = nth.and_then(|nth| Page::ALL.get(nth.checked_sub(1)?)) {
        model.page = *page;
    }
    if model.page == Page::Entry {
        model.pages.entry.resume();
    }
    model.waiting.polled_at = None;
    let mut effects = poll(model);
    effects.push(Effect::Redraw);
    effects
}

/// The step that the console knows as the last; while one is on its way, whatever is the last by then.
fn undo(model: &Model) -> Ask {
    let last = model.known.last_step().map(|entry| entry.seq);
    let seq = last.filter(|_| model.waiting.acts == 0);
    Ask::Request(Request::Undo { seq })
}

fn grant(model: &mut Model, ask: Ask) -> Vec<Effect> {
    match ask {
        Ask::Say(text) => {
            model.say(text, Tone::Bad);
            Vec::new()
        }
        Ask::Prompt(prompt) => {
            model.prompt = Some(prompt);
            Vec::new()
        }
        Ask::Save => vec![save(model)],
        Ask::SaveAndLook(request) => {
            let mut effects = vec![save(model)];
            effects.extend(grant(model, Ask::Look(request)));
            effects
        }
        Ask::Look(request) if model.line.is_up() => {
            model.waiting.reads += 1;
            vec![Effect::Ask(request)]
        }
        Ask::Request(request) if model.line.is_up() => {
            model.waiting.acts += 1;
            vec![Effect::Ask(request)]
        }
        Ask::Look(_) | Ask::Nothing | Ask::Turned => Vec::new(),
        Ask::Request(_) => {
            model.say("没接上，现在定不了：写的都留着，接上再按一次", Tone::Offline);
            Vec::new()
        }
    }
}

fn save(model: &Model) -> Effect {
    let draft = &model.pages.entry.draft;
    let is_fresh = *draft == Draft::fresh(&model.site.hall);
    Effect::SaveDraft((!is_fresh).then(|| Box::new(draft.clone())))
}

fn redraw_if(changed: bool) -> Vec<Effect> {
    if changed { vec![Effect::Redraw] } else { Vec::new() }
}
