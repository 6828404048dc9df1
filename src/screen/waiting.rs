//! 待机 — what stands there while nobody does: the best of today's postings, one at a time.

use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Ask;
use super::Scene;
use super::Screen;
use super::home::Home;
use crate::catalog::Brief;
use crate::catalog::Query;
use crate::key::Key;
use crate::posting::Fen;
use crate::posting::Rate;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::digits;
use crate::widget::frame;
use crate::wording;

/// Long enough to read a card twice, short enough to see another one while passing.
pub const CARD_SECS: u64 = 10;
/// How many postings take turns.
const CARDS: usize = 6;
/// A card with its frame and three blank rows.
const CARD_HEIGHT: u16 = 12;
const CARD_WIDTH: u16 = 70;

pub fn update(_any_key: Key) -> Ask {
    Ask::Show(Screen::Home(Home::default()))
}

pub fn view(scene: Scene, sheet: &mut Sheet) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let area = sheet.area();
    head(scene, sheet);

    let foot = foot(scene, sheet);
    let width = usize::from(area.width.saturating_sub(2));
    let counts = said_of_counts(scene);
    let mut words: Vec<(String, Style)> = Vec::new();
    for (text, style) in [
        (counts.as_str(), theme.text),
        (&word!(language, "waiting.no_deposit"), theme.warning),
        ("", theme.text),
        (&word!(language, "waiting.begin"), theme.strong),
        (&word!(language, "waiting.begin_other"), theme.text),
    ] {
        words.extend(wrap(text, width).into_iter().map(|line| (line, style)));
    }
    let words_height = u16::try_from(words.len()).unwrap_or(0);
    let room = Rect {
        y: 1,
        height: foot.saturating_sub(1),
        ..area
    };
    let cards = scene.catalog.find(&Query::today(), scene.now.wall);
    let card_height = CARD_HEIGHT.min(room.height.saturating_sub(words_height + 2));
    let mut y = 1 + room.height.saturating_sub(card_height + words_height + 2) / 3;
    if card_height >= 7 && !cards.is_empty() {
        let turns = cards.len().min(CARDS);
        let turn = card(scene).checked_rem(turns).unwrap_or(0);
        if let Some(brief) = cards.get(turn).and_then(|index| scene.catalog.get(*index)) {
            let width = CARD_WIDTH.min(area.width.saturating_sub(4));
            let place = Rect {
                x: (area.width - width) / 2,
                y,
                width,
                height: card_height,
            };
            draw_card(sheet, place, brief, scene);
            let dots: Vec<&str> = (0..turns).map(|at| if at == turn { "*" } else { "o" }).collect();
            let below = Rect {
                y: place.bottom(),
                height: 1,
                ..area
            };
            sheet.put_centred(below, &dots.join(" "), theme.muted);
        }
        y += card_height + 1;
    }
    y += 1;
    for (row, (text, style)) in (y..foot).zip(&words) {
        sheet.put_centred(
            Rect {
                y: row,
                height: 1,
                ..area
            },
            text,
            *style,
        );
    }
    sheet.touch(area, Key::Enter);
}

/// Which card has its turn, of endlessly many.
#[must_use]
pub fn card(scene: Scene) -> usize {
    usize::try_from(scene.now.monotonic.as_secs() / CARD_SECS).unwrap_or(0)
}

fn head(scene: Scene, sheet: &mut Sheet) {
    let invented = scene
        .hall
        .demonstration
        .then(|| word!(scene.language, "status.demonstration").into_owned());
    let warnings: Vec<String> = invented.into_iter().collect();
    bar::top(sheet, &scene.hall_name(), &warnings, &scene.long_date());
}

/// Sponsor, supervision phone, that nothing costs anything, and how old the data is; gives the row it begins on.
fn foot(scene: Scene, sheet: &mut Sheet) -> u16 {
    let (language, theme) = (scene.language, sheet.look.theme);
    let area = sheet.area();
    let mut parts = Vec::new();
    if let Some(sponsor) = &scene.hall.sponsor {
        parts.push(word!(language, "waiting.sponsor", name = sponsor.as_str()).into_owned());
    }
    if let Some(phone) = &scene.hall.supervision_phone {
        parts.push(word!(language, "waiting.supervision", phone = phone.as_str()).into_owned());
    }
    parts.push(word!(language, "waiting.free").into_owned());
    parts.push(scene.freshness_words());
    // As many rows as the parts need.
    let mut rows = vec![String::new()];
    for part in parts {
        let last = rows.len() - 1;
        let longer = if rows[last].is_empty() {
            part.clone()
        } else {
            format!("{}   {part}", rows[last])
        };
        if cells(&longer) + 2 <= area.width.into() {
            rows[last] = longer;
        } else {
            rows.push(part);
        }
    }
    let first = area.height.saturating_sub(u16::try_from(rows.len()).unwrap_or(1));
    sheet.fill(
        Rect {
            y: first,
            height: area.height - first,
            ..area
        },
        theme.bar,
    );
    for (y, row) in (first..area.height).zip(&rows) {
        sheet.put_centred(Rect { y, height: 1, ..area }, row, theme.bar);
    }
    first
}

fn said_of_counts(scene: Scene) -> String {
    if scene.why_nothing().is_some() {
        return String::new();
    }
    let count = |query| wording::thousands(&scene.catalog.count(&query, scene.now.wall).to_string());
    let (today, all) = (count(Query::today()), count(Query::all()));
    word!(scene.language, "waiting.counts", today = today, all = all).into_owned()
}

fn draw_card(sheet: &mut Sheet, area: Rect, brief: &Brief, scene: Scene) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let inner = frame::draw(sheet, area, theme.text);
    let (x, width) = (inner.x + 2, inner.width.saturating_sub(4));
    let mut y = inner.y + u16::from(inner.height > 8);
    sheet.put(x, y, width, &brief.title, theme.strong);
    let tight = inner.height < CARD_HEIGHT - 2;
    y += 2 - u16::from(tight);

    let settled = brief
        .pay
        .settlement
        .map(|it| wording::settlement(it, language))
        .unwrap_or_default();
    match &brief.pay.rate {
        Rate::Fixed { low, high, .. } => {
            let plain = |fen: &Fen| wording::yuan(*fen).replace(',', "");
            let number = if low == high {
                plain(low)
            } else {
                format!("{}–{}", plain(low), plain(high))
            };
            let whole = wording::rate(&brief.pay.rate, language);
            // The unit alone where it stands behind the number, else the whole in small: 230 ¥230 a day says it twice,
            // and is still true.
            let spoken = whole.replace(',', "");
            let unit = spoken.strip_prefix(&number).unwrap_or(&spoken).trim();
            let beside = format!("{unit}  {settled}");
            if digits::width(&number) + 2 + cells(&beside) <= usize::from(width) {
                let used = digits::draw(sheet, x, y, &number, theme.money);
                sheet.put(
                    x + used + 2,
                    y + 1,
                    width.saturating_sub(used + 2),
                    &beside,
                    theme.money,
                );
            } else {
                sheet.put(x, y + 1, width, &format!("{whole}  {settled}"), theme.money);
            }
        }
        Rate::Written(_) | Rate::Negotiable | Rate::Unstated => {
            let words = format!("{}  {settled}", wording::rate(&brief.pay.rate, language));
            sheet.put(x, y + 1, width, &words, theme.money);
        }
    }
    y += digits::HEIGHT + 1 - u16::from(tight);
    let lines = [
        wording::start(brief, scene.moment(), language),
        wording::place_and_perks(brief, language),
    ];
    for (row, line) in (y..inner.bottom()).zip(&lines) {
        sheet.put(x, row, width, line, theme.text);
    }
}
