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

/// A tile that is numbered, named, and says how much is behind it.
struct Tile {
    digit: u8,
    name: String,
    behind: String,
}

pub fn update(key: Key, scene: Scene) -> Ask {
    let list = |query| Ask::Show(Screen::List(List::new(query, scene)));
    match key {
        Key::Digit(1) => list(Query::Today),
        Key::Digit(2) => list(Query::PaidDaily),
        Key::Digit(3) => list(Query::All),
        Key::Digit(9) => Ask::Show(Screen::Search(Search::default())),
        Key::Enter => Ask::Show(Screen::Number(Number::default())),
        Key::Back => Ask::End,
        Key::Digit(_)
        | Key::NextPage
        | Key::PreviousPage
        | Key::Languages
        | Key::Help
        | Key::Up
        | Key::Down
        | Key::Left
        | Key::Right
        | Key::Erase
        | Key::Char(_) => Ask::Nothing,
    }
}

pub fn view(scene: Scene, sheet: &mut Sheet) {
    let language = scene.language;
    let hints = [
        Hint::new(Key::Back, "0", word!(language, "home.done")),
        Hint::new(
            Key::Enter,
            word!(language, "hint.enter_sign"),
            word!(language, "home.number"),
        ),
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
    draw_tiles(sheet, room, &tiles(scene));
}

fn tiles(scene: Scene) -> [Tile; 4] {
    let language = scene.language;
    let counted = |digit, name: std::borrow::Cow<'_, str>, query| {
        let count = scene.catalog.count(&query, scene.now.wall);
        let behind = match count {
            1 => word!(language, "home.one"),
            _ => word!(language, "home.count", count = wording::thousands(&count.to_string())),
        };
        Tile {
            digit,
            name: name.into_owned(),
            behind: behind.into_owned(),
        }
    };
    [
        counted(1, word!(language, "query.today"), Query::Today),
        counted(2, word!(language, "query.paid_daily"), Query::PaidDaily),
        counted(3, word!(language, "query.all"), Query::All),
        Tile {
            digit: 9,
            name: word!(language, "search.title").into_owned(),
            behind: word!(language, "home.search").into_owned(),
        },
    ]
}

/// Two abreast; each as large as there is room for, up to what looks like a key.
fn draw_tiles(sheet: &mut Sheet, room: Rect, tiles: &[Tile]) {
    const ABREAST: u16 = 2;
    let rows = u16::try_from(tiles.len()).unwrap_or(1).div_ceil(ABREAST);
    let width = room.width / ABREAST;
    let height = (room.height / rows).clamp(3, 9);
    for (at, tile) in (0..).zip(tiles) {
        let area = Rect {
            x: room.x + width * (at % ABREAST),
            y: room.y + height * (at / ABREAST),
            width,
            height: height.min(room.bottom().saturating_sub(room.y + height * (at / ABREAST))),
        };
        if area.height >= 3 {
            draw_tile(sheet, area, tile);
        }
    }
}

fn draw_tile(sheet: &mut Sheet, area: Rect, tile: &Tile) {
    let theme = sheet.look.theme;
    let inner = frame::draw(sheet, area, theme.text);
    let middle = inner.y + (inner.height.saturating_sub(2)) / 2;
    sheet.put(inner.x + 1, middle, 2, &tile.digit.to_string(), theme.key);
    let (x, width) = (inner.x + 4, inner.width.saturating_sub(4));
    let used = sheet.put(x, middle, width, &tile.name, theme.strong);
    if inner.height >= 2 {
        sheet.put(x, middle + 1, width, &tile.behind, theme.muted);
    } else {
        sheet.put(
            x + used + 2,
            middle,
            width.saturating_sub(used + 2),
            &tile.behind,
            theme.muted,
        );
    }
    sheet.touch(area, Key::Digit(tile.digit));
}
