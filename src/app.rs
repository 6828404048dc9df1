//! The whole program as two functions: [`update`] and [`view`].
//!
//! Neither waits, reads a clock or touches a file; both are plain functions of their arguments, so a test is a list of
//! messages.

mod counting;
mod leaving;
mod message;
mod notice;
mod passing;
mod upkeep;
mod visit;

use std::sync::Arc;

use ratatui::Frame;
use ratatui::layout::Size;

use crate::catalog::Catalog;
use crate::config::Hall;
use crate::count::Counted;
use crate::count::Kind;
use crate::health::Health;
use crate::key::Key;
use crate::now::Now;
use crate::posting::Row;
use crate::printing::Ending;
use crate::printing::PrinterNews;
use crate::printing::PrinterState;
use crate::printing::SlipSaid;
use crate::screen::Ask;
use crate::screen::Call;
use crate::screen::Opened;
use crate::screen::Scene;
use crate::screen::Screen;
use crate::screen::closed::Closed;
use crate::screen::help::Help;
use crate::screen::home::Home;
use crate::screen::languages::Languages;
use crate::screen::waiting::Waiting;
use crate::slip::Counter;
use crate::slip::Slip;
use crate::upkeep::Upkeep;
use crate::widget::Letters;
use crate::widget::Look;
use crate::widget::Sheet;
use crate::widget::Targets;
use leaving::back;
use leaving::end_visit;
use leaving::hush;
use passing::face;
use passing::order_is_old;
use passing::visit_is_over;
use passing::warning_secs;
use visit::Visit;

pub use message::Effect;
pub use message::Msg;
pub use message::VisitNumber;

/// Below this nothing can be read; the screen says so and comes back when it grows.
pub const SIZE_MIN: Size = Size { width: 40, height: 20 };
/// How many pages back one can go; a visitor who has opened more has forgotten them.
const TRAIL_MAX: usize = 32;
/// As long as a slip may take, and time to read what became of it.
const SLIP_SAID: std::time::Duration = std::time::Duration::from_secs(12);

#[derive(Debug)]
pub struct Model {
    hall: Hall,
    look: Look,
    catalog: Arc<Catalog>,
    opened: Opened,
    screen: Screen,
    /// Where [`Ask::Back`] leads, nearest last.
    trail: Vec<Screen>,
    visit: Visit,
    health: Health,
    upkeep: Upkeep,
    now: Now,
    size: Size,
}

impl Model {
    #[must_use]
    pub fn new(hall: Hall, look: Look, catalog: Arc<Catalog>, health: Health, now: Now, size: Size) -> Self {
        Self {
            hall,
            look,
            catalog,
            opened: Opened::None,
            screen: Screen::Waiting(Waiting::default()),
            trail: Vec::new(),
            visit: Visit::new(now.monotonic),
            health,
            upkeep: Upkeep::default(),
            now,
            size,
        }
    }

    /// The same, as the kiosk was left before it was started again.
    #[must_use]
    pub fn kept(mut self, upkeep: Upkeep) -> Self {
        if upkeep.closure.is_some() {
            self.screen = Screen::Closed(Closed);
        }
        self.upkeep = upkeep;
        self
    }

    /// How things are, in a line for staff.
    #[must_use]
    pub fn summary(&self) -> String {
        let language = self.hall.languages.first().copied().unwrap_or(self.look.language);
        Scene {
            language,
            ..self.scene()
        }
        .summary()
    }

    /// The postings that [`view`] draws.
    #[must_use]
    pub fn drawn(&self) -> Vec<Row> {
        self.screen.drawn(self.scene())
    }

    fn scene(&self) -> Scene<'_> {
        Scene {
            hall: &self.hall,
            catalog: &self.catalog,
            opened: &self.opened,
            health: &self.health,
            language: self.look.language,
            border: self.look.border,
            letters: self.look.letters,
            told: &self.visit.told,
            upkeep: &self.upkeep,
            now: self.now,
            size: self.size,
        }
    }
}

#[must_use]
pub fn update(model: &mut Model, msg: Msg, now: Now) -> Vec<Effect> {
    let before = face(model);
    let showed = counting::what_shows(model);
    let was = std::mem::replace(&mut model.now, now);
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => effects.extend(press(model, key)),
        Msg::Drawn(key) => {
            // Where one types, a finger that is drawn over the screen means nothing; elsewhere it turns pages.
            if model.screen.is_typed_into() {
                model.visit.finger_moved(None, now.monotonic);
            } else {
                effects.extend(press(model, key));
            }
        }
        Msg::Pressed(place) => {
            // Whoever is asked "still there?" has answered with that alone, as with a key.
            let place = place.filter(|_| warning_secs(model).is_none());
            model.visit.finger_moved(place, now.monotonic);
        }
        Msg::Tick => {
            effects.extend(second_passed(model, was));
            if face(model) == before && effects.is_empty() {
                return effects;
            }
        }
        Msg::Resized(size) => {
            model.size = size;
            model.visit.let_go();
        }
        Msg::Opened(opened) if model.opened.row() == opened.row() => {
            // What a pull has brought into it may have to be looked at first.
            let withdrawn = opened.row().filter(|row| model.catalog.is_withdrawn(*row));
            model.opened = withdrawn.map_or(opened, Opened::Gone);
        }
        Msg::Catalog(catalog) => {
            model.catalog = catalog;
            let mut screen = std::mem::take(&mut model.screen);
            screen.refresh(model.scene());
            model.screen = screen;
            // What is being read may have been filled or withdrawn; that shows at once.
            effects.extend(model.opened.row().map(Effect::Open));
        }
        Msg::Feed(news) => {
            model.health.learn(news);
            if let Screen::Maintenance(page) = &mut model.screen {
                page.pulled();
            }
        }
        Msg::Called(visit, ticket) if model.visit.number == visit && model.visit.told.call == Call::Pending => {
            model.visit.told.call = ticket.map_or(Call::Failed, Call::Waiting);
        }
        Msg::Slip(said) => effects.extend(slip_said(model, said)),
        Msg::PinChecked(visit, checked) => upkeep::pin_checked(model, visit, checked),
        Msg::Upkeep(news) => effects.extend(upkeep::learn(model, &news)),
        Msg::PrintTest => {
            let slip = Slip::of_test(&Counter::new(&model.hall, &model.catalog, now.wall));
            effects.push(Effect::Print(slip));
        }
        // Somebody has gone on to another one since, or whoever called is gone.
        Msg::Opened(_) | Msg::Called(..) => {}
        Msg::Stopped => effects.push(Effect::Quit),
    }
    effects.extend(open_what_is_shown(model));
    effects.extend(counting::what_is_new(model, showed));
    effects.push(Effect::Redraw);
    effects
}

/// What is over by now.
fn second_passed(model: &mut Model, was: Now) -> Vec<Effect> {
    let mut effects = Vec::new();
    if visit_is_over(model) {
        effects.extend(end_visit(model));
    }
    let is_old = |(_, since): &(SlipSaid, _)| model.now.monotonic.saturating_sub(*since) >= SLIP_SAID;
    if model.visit.told.slip.as_ref().is_some_and(is_old) {
        model.visit.told.slip = None;
        effects.push(Effect::Redraw);
    }
    if order_is_old(model, was) {
        effects.push(Effect::Reload);
    }
    effects
}

#[must_use]
pub fn view(model: &Model, frame: &mut Frame) -> Targets {
    let mut sheet = Sheet::new(frame, model.look);
    let area = sheet.area();
    if area.width < SIZE_MIN.width || area.height < SIZE_MIN.height {
        notice::say_too_small(&mut sheet);
        return sheet.into_targets();
    }
    let scene = Scene {
        size: area.as_size(),
        ..model.scene()
    };
    model.screen.view(scene, &mut sheet);
    if let Some(seconds) = warning_secs(model) {
        notice::draw_warning(&mut sheet, seconds);
    }
    if let Some(place) = model.visit.pressed() {
        sheet.press(place);
    }
    sheet.into_targets()
}

fn press(model: &mut Model, key: Key) -> Vec<Effect> {
    let warned = warning_secs(model).is_some();
    let bounced = model.visit.key_came(key, model.now.monotonic);
    // The key that says "still here" says nothing else, and a second one right behind a page change was meant for the
    // page before.
    if warned || bounced {
        return Vec::new();
    }
    let waiting = model.screen.is_resting();
    // There the digits are a secret, or what stands there is for nobody in particular.
    let usual = !model.screen.is_for_staff() && !matches!(model.screen, Screen::Closed(_));
    let ask = match key {
        Key::Languages if usual && !matches!(model.screen, Screen::Languages(_)) => {
            // Whoever cannot read the first page begins with this one, and goes on from 首页.
            if waiting {
                let waiting = std::mem::replace(&mut model.screen, Screen::Home(Home::default()));
                model.trail.push(waiting);
            }
            Ask::Show(Screen::Languages(Languages::default()))
        }
        Key::Help if usual && !waiting && !matches!(model.screen, Screen::Help(_)) => {
            Ask::Show(Screen::Help(Help::opened_from(page_for_staff(model))))
        }
        Key::Large if usual && !waiting => {
            model.look.letters = match model.look.letters {
                Letters::Usual => Letters::Large,
                Letters::Large => Letters::Usual,
            };
            Ask::Turned
        }
        Key::Languages
        | Key::Help
        | Key::Large
        | Key::Digit(_)
        | Key::Back
        | Key::Enter
        | Key::NextPage
        | Key::PreviousPage
        | Key::Up
        | Key::Down
        | Key::Left
        | Key::Right
        | Key::Erase
        | Key::Clear
        | Key::Hold
        | Key::Char(_)
        | Key::Result(_)
        | Key::Mark(_) => {
            let mut screen = std::mem::take(&mut model.screen);
            let ask = screen.update(key, model.scene());
            model.screen = screen;
            ask
        }
    };
    grant(model, key, ask)
}

fn grant(model: &mut Model, key: Key, ask: Ask) -> Vec<Effect> {
    let mut effects = Vec::new();
    match ask {
        Ask::Nothing => return effects,
        Ask::Turned => {}
        Ask::Show(screen) => {
            let left = std::mem::replace(&mut model.screen, screen);
            if model.trail.len() == TRAIL_MAX {
                model.trail.remove(1);
            }
            model.trail.push(left);
            model.opened = Opened::None;
        }
        Ask::Replace(screen) => {
            model.screen = screen;
            model.opened = Opened::None;
        }
        Ask::Back => effects.extend(back(model)),
        Ask::End => effects.extend(end_visit(model)),
        Ask::Speak(language) => {
            model.look.language = language;
            effects.extend(back(model));
        }
        Ask::CallStaff(page) => {
            model.visit.told.call = Call::Pending;
            effects.push(Effect::Count(Counted::of(Kind::Call)));
            effects.push(Effect::CallStaff(model.visit.number, page));
        }
        Ask::Report(report) => {
            model.visit.told.reported = true;
            effects.extend(counting::of_shown(model, Kind::Report).map(Effect::Count));
            effects.push(Effect::Report(report));
        }
        Ask::Print(slip) => {
            let printing = SlipSaid::News(PrinterNews::State(PrinterState::Printing));
            model.visit.told.slip = Some((printing, model.now.monotonic));
            return vec![Effect::Print(slip)];
        }
        Ask::ReadAloud(text) => {
            model.visit.is_read_to = true;
            return vec![Effect::ReadAloud(text, model.look.language)];
        }
        Ask::CheckPin(pin) => effects.extend(upkeep::check(model, pin)),
        Ask::Upkeep(task) => return upkeep::act(task),
    }
    effects.extend(hush(model));
    model.visit.page_changed(key, model.now.monotonic);
    effects
}

/// Says it to whoever asked for a slip; what happens to the printer while nobody does is for staff.
fn slip_said(model: &mut Model, said: SlipSaid) -> Option<Effect> {
    if let SlipSaid::News(PrinterNews::State(state)) = said {
        model.upkeep.printer = state;
    }
    // That it is ready for the next one is no news to whoever waits for this one.
    let is_ready = matches!(said, SlipSaid::News(PrinterNews::State(PrinterState::Ready)));
    if model.visit.told.slip.is_some() && !is_ready {
        model.visit.told.slip = Some((said, model.now.monotonic));
    }
    let is_printed = matches!(said, SlipSaid::News(PrinterNews::Ended(_, Ending::Printed)));
    let counted = || counting::of_shown(model, Kind::Slip).unwrap_or_else(|| Counted::of(Kind::Slip));
    is_printed.then(|| Effect::Count(counted()))
}

/// What the page is called, in the words of the hall.
fn page_for_staff(model: &Model) -> String {
    let language = model.hall.languages.first().copied().unwrap_or(model.look.language);
    let scene = Scene {
        language,
        ..model.scene()
    };
    model.screen.name_for_staff(scene)
}

/// Asks for the posting that the screen shows, once.
fn open_what_is_shown(model: &mut Model) -> Option<Effect> {
    let row = model.screen.shows(model.size)?;
    if model.opened.row() == Some(row) {
        return None;
    }
    model.opened = Opened::Pending(row);
    Some(Effect::Open(row))
}
