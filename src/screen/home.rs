//! 首页 — what would you like to do?

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::list::List;
use super::number::Number;
use super::page;
use super::search::Search;
use crate::catalog::Query;
use crate::key::Key;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::frame;
use crate::wording;

/// Side by side.
const ABREAST: usize = 2;

#[derive(Debug, Default)]
pub struct Home {
    /// Where the arrows stand; nowhere until they are used. A pad with NumLock off has nothing else.
    selected: Option<usize>,
}

/// What can be opened from here, in the order of the tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tile {
    Today,
    PaidDaily,
    All,
    Search,
}

const TILES: [(u8, Tile); 4] = [
    (1, Tile::Today),
    (2, Tile::PaidDaily),
    (3, Tile::All),
    (9, Tile::Search),
];

impl Home {
    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Digit(digit) => {
                let tile = TILES.into_iter().find(|(own, _)| *own == digit);
                return tile.map_or(Ask::Nothing, |(_, tile)| tile.open(scene));
            }
            Key::Enter => {
                return match self.selected.and_then(|at| TILES.get(at)) {
                    Some((_, tile)) => tile.open(scene),
                    None => Ask::Show(Screen::Number(Number::default())),
                };
            }
            Key::Back => return Ask::End,
            Key::Up => self.go(|at| at.checked_sub(ABREAST)),
            Key::Down => self.go(|at| Some(at + ABREAST)),
            Key::Left => self.go(|at| at.checked_sub(1)),
            Key::Right => self.go(|at| Some(at + 1)),
            Key::NextPage
            | Key::PreviousPage
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
            Hint::new(Key::Enter, word!(language, "hint.enter_sign"), enter),
            scene.hint(Key::Languages),
            scene.hint(Key::Help),
        ];
        let area = page(sheet, scene, &scene.hall_name(), &hints);
        let theme = sheet.look.theme;
        let spacious = area.height >= 20;
        let question = area.y + u16::from(spacious);
        sheet.put(
            area.x + 3,
            question,
            area.width.saturating_sub(6),
            &word!(language, "home.question"),
            theme.strong,
        );
        let below = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        sheet.put(
            below.x + 3,
            below.y,
            below.width.saturating_sub(6),
            &scene.freshness_words(),
            theme.muted,
        );
        let top = question + 1 + u16::from(spacious);
        let room = Rect {
            x: area.x + 1,
            y: top,
            width: area.width.saturating_sub(2),
            height: below.y.saturating_sub(top),
        };
        self.view_tiles(scene, sheet, room);
    }

    /// Each as large as there is room for, up to what looks like a key.
    fn view_tiles(&self, scene: Scene, sheet: &mut Sheet, room: Rect) {
        let rows = u16::try_from(TILES.len().div_ceil(ABREAST)).unwrap_or(1);
        let width = room.width / 2;
        let height = (room.height / rows).clamp(3, 9);
        for (at, (digit, tile)) in TILES.into_iter().enumerate() {
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
                view_tile(scene, sheet, area, digit, tile, self.selected == Some(at));
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
        Ask::Show(match self.query() {
            Some(query) => Screen::List(List::new(query, scene)),
            None => Screen::Search(Search::default()),
        })
    }

    fn query(self) -> Option<Query> {
        match self {
            Self::Today => Some(Query::today()),
            Self::PaidDaily => Some(Query::paid_daily()),
            Self::All => Some(Query::all()),
            Self::Search => None,
        }
    }

    /// Its name, and how much is behind it.
    fn words(self, scene: Scene) -> (String, String) {
        let language = scene.language;
        let name = match self {
            Self::Today => word!(language, "query.today"),
            Self::PaidDaily => word!(language, "query.paid_daily"),
            Self::All => word!(language, "query.all"),
            Self::Search => word!(language, "search.title"),
        };
        let behind = match self.query() {
            Some(_) if scene.why_nothing().is_some() => String::new(),
            Some(query) => wording::jobs(scene.catalog.count(&query, scene.now.wall), language),
            None => word!(language, "home.search").into_owned(),
        };
        (name.into_owned(), behind)
    }
}

fn view_tile(scene: Scene, sheet: &mut Sheet, area: Rect, digit: u8, tile: Tile, is_selected: bool) {
    let theme = sheet.look.theme;
    let (name, behind) = tile.words(scene);
    let inner = frame::draw(sheet, area, theme.text);
    let middle = inner.y + (inner.height.saturating_sub(2)) / 2;
    let sign = if is_selected { theme.selected } else { theme.key };
    sheet.put(inner.x, middle, 3, &format!(" {digit} "), sign);
    let (x, width) = (inner.x + 4, inner.width.saturating_sub(4));
    let used = sheet.put(x, middle, width, &name, theme.strong);
    if inner.height >= 2 {
        sheet.put(x, middle + 1, width, &behind, theme.muted);
    } else {
        sheet.put(
            x + used + 2,
            middle,
            width.saturating_sub(used + 2),
            &behind,
            theme.muted,
        );
    }
    sheet.touch(area, Key::Digit(digit));
}
