//! 首页 — what would you like to do?

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::list::List;
use super::menu::Menu;
use super::menu::Subject;
use super::number::Number;
use super::page;
use super::search::Search;
use super::wages::Wages;
use crate::catalog::Query;
use crate::key::Key;
use crate::text::wrap;
use crate::text::wrap_parts;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::wording;

/// Side by side.
const ABREAST: usize = 3;
const ABREAST_CELLS: u16 = 3;
/// From here on a tile has room beside its digit.
const WIDE_TILE: u16 = 20;
/// A higher one looks no more like a key.
const TILE_HEIGHT_MAX: u16 = 13;

#[derive(Debug, Default)]
pub struct Home {
    /// Where the arrows stand; nowhere until they are used. A pad with NumLock off has nothing else.
    selected: Option<usize>,
}

/// What can be opened from here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tile {
    Today,
    PaidDaily,
    All,
    Training,
    Services,
    Wages,
    Stations,
    Rights,
    Search,
}

/// In the order of their digits.
const TILES: [Tile; 9] = [
    Tile::Today,
    Tile::PaidDaily,
    Tile::All,
    Tile::Training,
    Tile::Services,
    Tile::Wages,
    Tile::Stations,
    Tile::Rights,
    Tile::Search,
];

impl Home {
    /// As whoever comes with an arrow key finds it: on the first tile.
    #[must_use]
    pub fn at_first_tile() -> Self {
        Self { selected: Some(0) }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Digit(digit) => {
                let tile = TILES.get(usize::from(digit) - 1);
                return tile.map_or(Ask::Nothing, |tile| tile.open(scene));
            }
            Key::Enter => {
                return match self.selected.and_then(|at| TILES.get(at)) {
                    Some(tile) => tile.open(scene),
                    None => Ask::Show(Screen::Number(Number::default())),
                };
            }
            Key::NextPage => return Ask::Show(Screen::Menu(Menu::new(Subject::More, scene))),
            Key::Back => return Ask::End,
            Key::Up => self.go(|at| at.checked_sub(ABREAST)),
            Key::Down => self.go(|at| Some(at + ABREAST)),
            Key::Left => self.go(|at| at.checked_sub(1)),
            Key::Right => self.go(|at| Some(at + 1)),
            Key::PreviousPage
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => {}
        }
        Ask::Nothing
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let enter = match self.selected {
            Some(_) => word!(language, "home.open"),
            None => word!(language, "home.number"),
        };
        let hints = [
            Hint::new(Key::Back, "0", word!(language, "home.done")),
            Hint::new(Key::NextPage, "+", word!(language, "home.more")),
            Hint::new(Key::Enter, word!(language, "hint.enter_sign"), enter),
            scene.hint(Key::Help),
            scene.hint(Key::Languages),
            scene.hint(Key::Large),
        ];
        let area = page(sheet, scene, &scene.hall_name(), &hints);
        let theme = sheet.look.theme;
        let spacious = area.height >= 20;
        let question = area.y + u16::from(spacious);
        let width = area.width.saturating_sub(4);
        sheet.put(
            area.x + 3,
            question,
            width,
            &word!(language, "home.question"),
            theme.strong,
        );
        let below = area.bottom() - 1;
        sheet.put(area.x + 3, below, width, &scene.freshness_words(), theme.muted);
        let more = word!(language, "home.more_about");
        let lines = wrap(&more, width.into());
        // Only where it costs the tiles nothing.
        let more_rows = if spacious {
            u16::try_from(lines.len()).unwrap_or(0)
        } else {
            0
        };
        for (y, line) in (below.saturating_sub(more_rows)..below).zip(&lines) {
            let used = sheet.put(area.x + 3, y, width, line, theme.text);
            let target = Rect {
                x: area.x + 3,
                y,
                width: used,
                height: 1,
            };
            sheet.touch(target, Key::NextPage);
        }
        let top = question + 1 + u16::from(area.height >= 24);
        let room = Rect {
            x: area.x + 1,
            y: top,
            width: area.width.saturating_sub(2),
            height: below.saturating_sub(more_rows + top),
        };
        self.view_tiles(scene, sheet, room);
    }

    /// Each as large as there is room for, up to what looks like a key.
    fn view_tiles(&self, scene: Scene, sheet: &mut Sheet, room: Rect) {
        let rows = u16::try_from(TILES.len().div_ceil(ABREAST)).unwrap_or(1);
        let width = room.width / ABREAST_CELLS;
        let height = (room.height / rows).clamp(3, TILE_HEIGHT_MAX);
        for (at, tile) in TILES.into_iter().enumerate() {
            let (column, row) = (
                u16::try_from(at % ABREAST).unwrap_or(0),
                u16::try_from(at / ABREAST).unwrap_or(0),
            );
            let area = Rect {
                x: room.x + width * column,
                y: room.y + height * row,
                width,
                height,
            };
            if area.bottom() <= room.bottom() {
                view_tile(scene, sheet, area, at, tile, self.selected == Some(at));
            }
        }
    }

    /// The first arrow shows where one is, the next ones move.
    fn go(&mut self, to: impl Fn(usize) -> Option<usize>) {
        let next = self.selected.map_or(Some(0), to);
        self.selected = next.filter(|at| *at < TILES.len()).or(self.selected);
    }
}

impl Tile {
    fn open(self, scene: Scene) -> Ask {
        let list = |query| Screen::List(List::new(query, scene));
        let menu = |subject| Screen::Menu(Menu::new(subject, scene));
        Ask::Show(match self {
            Self::Today => list(Query::today()),
            Self::PaidDaily => list(Query::paid_daily()),
            Self::All => list(Query::all()),
            Self::Training => menu(Subject::Courses(None)),
            Self::Services => menu(Subject::Services),
            Self::Wages => Screen::Wages(Wages::new(scene)),
            Self::Stations => menu(Subject::Stations(None)),
            Self::Rights => menu(Subject::Rights),
            Self::Search => Screen::Search(Search::default()),
        })
    }

    /// Its name, and how much is behind it.
    fn words(self, scene: Scene) -> (String, String) {
        let language = scene.language;
        let jobs = |query: &Query| match scene.why_nothing() {
            Some(_) => String::new(),
            None => wording::jobs(scene.catalog.count(query, scene.now.wall), language),
        };
        let board = scene.catalog.board();
        let (name, behind) = match self {
            Self::Today => (word!(language, "query.today"), jobs(&Query::today())),
            Self::PaidDaily => (word!(language, "query.paid_daily"), jobs(&Query::paid_daily())),
            Self::All => (word!(language, "query.all"), jobs(&Query::all())),
            Self::Training => {
                let count = board.courses(scene.today(), &scene.hall.zone).count();
                let courses = word!(language, "training.count", count = count);
                (word!(language, "training.title"), courses.into_owned())
            }
            Self::Services => {
                let count = board.services().len();
                let services = word!(language, "services.count", count = count);
                (word!(language, "services.tile"), services.into_owned())
            }
            Self::Wages => {
                let count = board.wage_guides().len();
                let trades = word!(language, "wage.count", count = count);
                (word!(language, "wage.title"), trades.into_owned())
            }
            Self::Stations => {
                let count = board.stations().len();
                let stations = word!(language, "stations.count", count = count);
                (word!(language, "stations.tile"), stations.into_owned())
            }
            Self::Rights => (
                word!(language, "rights.title"),
                word!(language, "rights.tile").into_owned(),
            ),
            Self::Search => (
                word!(language, "search.title"),
                word!(language, "home.search").into_owned(),
            ),
        };
        (name.into_owned(), behind)
    }
}

fn view_tile(scene: Scene, sheet: &mut Sheet, area: Rect, at: usize, tile: Tile, is_selected: bool) {
    let theme = sheet.look.theme;
    let (name, behind) = tile.words(scene);
    let inner = frame::draw(sheet, area, theme.text);
    let sign = if is_selected { theme.selected } else { theme.key };
    let beside = area.width >= WIDE_TILE;
    let indent = if beside { 4 } else { 0 };
    let width = inner.width.saturating_sub(indent);
    let above = u16::from(!beside);
    let room = usize::from(inner.height.saturating_sub(above));
    let said = |text: &str, style| balanced(text, width.into()).into_iter().map(move |it| (it, style));
    let mut lines: Vec<_> = said(&name, theme.strong).collect();
    let more: Vec<_> = said(&behind, theme.muted).collect();
    // Whole or not at all.
    if lines.len() + more.len() <= room {
        lines.extend(more);
    }
    let count = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = inner.y + (inner.height.saturating_sub(count + above)) / 2;
    sheet.put(inner.x, top, 3, &format!(" {} ", at + 1), sign);
    for (y, (line, style)) in (top + above..inner.bottom()).zip(&lines) {
        sheet.put(inner.x + indent, y, width, line, *style);
    }
    if let Ok(digit) = u8::try_from(at + 1) {
        sheet.touch(area, Key::Digit(digit));
    }
}

/// In as few rows as it takes, about as long as each other: 看看能 / 领什么, not 看看能领什 / 么.
fn balanced(text: &str, width: usize) -> Vec<String> {
    let wrapped = |width| wrap_parts(text, wording::DOT, width);
    let rows = wrapped(width).len();
    let even = (1..=width).find(|width| wrapped(*width).len() <= rows);
    wrapped(even.unwrap_or(width))
}
