//! 待机 — what stands there while nobody does: the best of today's postings and notices, one at a time; at night a clock.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Ask;
use super::Scene;
use super::Screen;
use super::home::Home;
use crate::bulletin::Notice;
use crate::catalog::Brief;
use crate::catalog::Query;
use crate::key::Key;
use crate::posting::Row;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::card;
use crate::widget::frame;
use crate::widget::posting::Fate;
use crate::widget::posting::How;
use crate::wording;

/// Long enough to read a card twice, short enough to see another one while passing.
const CARD_SECS: u64 = 10;
/// How many postings take turns, and behind how many of them a notice comes.
const POSTINGS: usize = 6;
const NOTICE_EVERY: usize = 2;
/// A card with its frame and three blank rows.
const CARD_HEIGHT: u16 = 12;
const CARD_WIDTH: u16 = 70;
/// A lower one would hold no pay.
const CARD_HEIGHT_MIN: u16 = 7;
/// What a finger needs across.
const TARGET_WIDTH_MIN: u16 = 12;

#[derive(Debug, Clone, Copy, Default)]
pub struct Waiting {
    /// The card that a touch holds, counted endlessly.
    held: Option<usize>,
    /// The card with which the turns began anew, counted so too.
    first: usize,
}

enum Card<'a> {
    Posting(Box<Brief>),
    Notice(&'a Notice),
}

impl Waiting {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Hold => {
                self.held = match self.held {
                    Some(_) => None,
                    None => Some(passing(scene)),
                };
                Ask::Nothing
            }
            // A pad with NumLock off has nothing but arrows, and three of its keys should do as well.
            Key::Up | Key::Down | Key::Left | Key::Right => Ask::Show(Screen::Home(Home::at_first_tile())),
            Key::Digit(_)
            | Key::Back
            | Key::Enter
            | Key::NextPage
            | Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Large
            | Key::Erase
            | Key::Clear
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => Ask::Show(Screen::Home(Home::default())),
        }
    }

    /// Somebody reads a card.
    #[must_use]
    pub fn is_held(&self) -> bool {
        self.held.is_some()
    }

    /// Which card has its turn, of endlessly many.
    #[must_use]
    pub fn card(&self, scene: Scene) -> usize {
        self.held.unwrap_or_else(|| passing(scene)).saturating_sub(self.first)
    }

    /// The best comes first of all: it may have come just now.
    pub fn begin_anew(&mut self, scene: Scene) {
        if self.held.is_none() {
            self.first = passing(scene);
        }
    }

    /// The posting that has its turn.
    #[must_use]
    pub fn drawn(&self, scene: Scene) -> Option<Row> {
        let cards = if is_quiet(scene) { Vec::new() } else { cards(scene) };
        match cards.get(self.card(scene).checked_rem(cards.len())?) {
            Some(Card::Posting(brief)) => Some(brief.row),
            Some(Card::Notice(_)) | None => None,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        if is_quiet(scene) {
            view_night(scene, sheet);
            return;
        }
        let area = sheet.area();
        head(scene, sheet);
        let foot = foot(scene, sheet);
        let words = words(scene, sheet);
        let words_height = u16::try_from(words.len()).unwrap_or(0);
        let room = Rect {
            y: 1,
            height: foot.saturating_sub(1),
            ..area
        };
        sheet.touch(area, Key::Enter);
        let cards = cards(scene);
        let card_height = CARD_HEIGHT.min(room.height.saturating_sub(words_height + 2));
        let spare = room.height.saturating_sub(card_height + words_height + 2);
        let mut y = 1 + spare / 3;
        if card_height >= CARD_HEIGHT_MIN && !cards.is_empty() {
            let width = CARD_WIDTH.min(area.width.saturating_sub(4));
            let (right, down) = drift(scene, area.width.saturating_sub(width) / 2, spare / 3);
            let place = Rect {
                x: (area.width - width) / 2 + right,
                y: y - down,
                width,
                height: card_height,
            };
            self.view_card(scene, sheet, place, &cards);
            y += card_height + 1;
        }
        y += 1;
        for (row, (text, style)) in (y..foot).zip(&words) {
            let line = Rect {
                y: row,
                height: 1,
                ..area
            };
            sheet.put_centred(line, text, *style);
        }
    }

    fn view_card(&self, scene: Scene, sheet: &mut Sheet, place: Rect, cards: &[Card]) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let turn = self.card(scene) % cards.len();
        let inner = frame::draw(sheet, place, theme.text);
        let inner = Rect {
            x: inner.x + 2,
            y: inner.y + u16::from(inner.height > 8),
            width: inner.width.saturating_sub(4),
            height: inner.height - u16::from(inner.height > 8),
        };
        match &cards[turn] {
            Card::Posting(brief) => card::draw(sheet, inner, brief, as_listed(scene)),
            Card::Notice(notice) => draw_notice(sheet, inner, notice),
        }
        let dots: Vec<&str> = (0..cards.len()).map(|at| if at == turn { "*" } else { "o" }).collect();
        let hold = match self.held {
            Some(_) => word!(language, "waiting.go_on"),
            None => word!(language, "waiting.hold"),
        };
        let dots = format!("{}   {hold}", dots.join(" "));
        let below = Rect {
            y: place.bottom(),
            height: 1,
            ..place
        };
        sheet.put_centred(below, &dots, theme.muted);
        let width = u16::try_from(cells(&dots))
            .unwrap_or(0)
            .clamp(TARGET_WIDTH_MIN, place.width);
        let target = Rect {
            x: place.x + (place.width - width) / 2,
            width,
            height: 2,
            ..below
        };
        sheet.touch(target, Key::Hold);
    }
}

fn is_quiet(scene: Scene) -> bool {
    let time = scene.now.wall.to_zoned(scene.hall.zone.clone()).time();
    scene.hall.quiet.is_some_and(|quiet| quiet.has(time))
}

fn as_listed(scene: Scene) -> How {
    How {
        moment: scene.moment(),
        is_selected: false,
        is_short: false,
        fate: Fate::AsListed,
    }
}

fn passing(scene: Scene) -> usize {
    usize::try_from(scene.now.monotonic.as_secs() / CARD_SECS).unwrap_or(0)
}

/// What stands still burns in: the card wanders by a cell or two each minute, as far as there is room.
pub(super) fn drift(scene: Scene, across: u16, down: u16) -> (u16, u16) {
    let minute = u16::try_from(scene.now.wall.as_second().div_euclid(60).rem_euclid(60)).unwrap_or(0);
    let wave = |steps: u16| {
        let at = minute % (2 * steps).max(1);
        if at > steps { 2 * steps - at } else { at }
    };
    (wave(across.min(3)), wave(down.min(2)))
}

fn cards(scene: Scene<'_>) -> Vec<Card<'_>> {
    let catalog = scene.catalog;
    let today = catalog.find(&Query::today(), scene.now.wall);
    let best = today.iter().take(POSTINGS).filter_map(|index| catalog.get(index));
    let mut best = best.map(|brief| Card::Posting(Box::new(brief))).peekable();
    let notices = || catalog.board().notices(scene.today(), &scene.hall.zone);
    // What this hall has to say today comes before everything else.
    let own = notices().filter(|notice| notice.is_own);
    let mut cards: Vec<Card> = own.map(|notice| Card::Notice(notice)).collect();
    let mut notices = notices().filter(|notice| !notice.is_own);
    while best.peek().is_some() {
        cards.extend(best.by_ref().take(NOTICE_EVERY));
        cards.extend(notices.next().map(|notice| Card::Notice(notice)));
    }
    cards
}

/// At night: the time, somewhere else each minute, and that a key wakes it.
fn view_night(scene: Scene, sheet: &mut Sheet) {
    let (language, theme) = (scene.language, sheet.look.theme);
    let area = sheet.area();
    let lines = [scene.clock(), word!(language, "waiting.wake").into_owned()];
    let width = lines.iter().map(|line| cells(line)).max().unwrap_or(0);
    let width = u16::try_from(width).unwrap_or(area.width).min(area.width);
    let minute = usize::try_from(scene.now.wall.as_second().div_euclid(60)).unwrap_or(0);
    // Both steps share no factor with an hour, so that every cell has its rest.
    let across = usize::from(area.width - width).max(1);
    let down = usize::from(area.height.saturating_sub(2)).max(1);
    let (x, y) = (
        u16::try_from(minute * 17 % across).unwrap_or(0),
        u16::try_from(minute * 7 % down).unwrap_or(0),
    );
    for (row, line) in (y..).zip(&lines) {
        sheet.put(x, row, width, line, theme.muted);
    }
    sheet.touch(area, Key::Enter);
}

pub(super) fn head(scene: Scene, sheet: &mut Sheet) {
    let invented = scene
        .hall
        .demonstration
        .then(|| word!(scene.language, "status.demonstration").into_owned());
    let warnings: Vec<String> = invented.into_iter().chain(scene.clock_warning()).collect();
    bar::top(sheet, &scene.hall_name(), &[], &warnings, &scene.long_date());
}

/// Sponsor, supervision phone, that nothing costs anything, and how old the data is; gives the row it begins on.
fn foot(scene: Scene, sheet: &mut Sheet) -> u16 {
    let mut parts = run_by(scene);
    parts.push(word!(scene.language, "waiting.free").into_owned());
    parts.push(scene.freshness_words());
    bar::foot(sheet, parts)
}

/// Who runs the hall, and where one complains.
pub(super) fn run_by(scene: Scene) -> Vec<String> {
    let language = scene.language;
    let sponsor = scene.hall.sponsor.as_deref();
    let phone = scene.hall.supervision_phone.as_deref();
    let sponsor = sponsor.map(|name| word!(language, "waiting.sponsor", name = name).into_owned());
    let phone = phone.map(|phone| word!(language, "waiting.supervision", phone = phone).into_owned());
    sponsor.into_iter().chain(phone).collect()
}

fn words(scene: Scene, sheet: &Sheet) -> Vec<(String, Style)> {
    let (language, theme) = (scene.language, sheet.look.theme);
    let width = usize::from(sheet.area().width.saturating_sub(2));
    let counts = said_of_counts(scene);
    let mut words = Vec::new();
    for (text, style) in [
        (counts.as_str(), theme.text),
        (&word!(language, "waiting.no_deposit"), theme.warning),
        ("", theme.text),
        (&word!(language, "waiting.begin"), theme.strong),
        (&word!(language, "waiting.begin_other"), theme.text),
    ] {
        words.extend(wrap(text, width).into_iter().map(|line| (line, style)));
    }
    words
}

fn said_of_counts(scene: Scene) -> String {
    if scene.why_nothing().is_some() {
        return String::new();
    }
    let count = |query| wording::thousands(&scene.catalog.count(&query, scene.now.wall).to_string());
    let (today, all) = (count(Query::today()), count(Query::all()));
    word!(scene.language, "waiting.counts", today = today, all = all).into_owned()
}

fn draw_notice(sheet: &mut Sheet, area: Rect, notice: &Notice) {
    let theme = sheet.look.theme;
    sheet.put(area.x, area.y, area.width, &notice.name, theme.strong);
    let text = notice.text.as_deref().unwrap_or_default();
    let lines = wrap(text, area.width.into());
    for (y, line) in (area.y + 1 + u16::from(area.height > 6)..area.bottom()).zip(&lines) {
        sheet.put(area.x, y, area.width, line, theme.text);
    }
}
