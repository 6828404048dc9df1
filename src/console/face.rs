//! What every page has: the hall, the pages, whether the kiosk answers, what was said, and the keys.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::layout::Size;

use super::Model;
use super::Page;
use super::Tone;
use super::days::Days;
use super::line::Line;
use super::log::Log;
use super::mirror::Mirror;
use super::overview;
use super::pending::Pending;
use super::settings;
use super::words;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar;
use crate::widget::bar::Hint;

/// Below this the form and its keys have no room.
pub const SIZE_MIN: Size = Size { width: 60, height: 18 };
/// Rows above a page, and below it.
const HEAD: u16 = 3;
const FOOT: u16 = 2;

/// Where a page is drawn.
pub(super) fn body(size: Size) -> Rect {
    Rect {
        x: 0,
        y: HEAD,
        width: size.width,
        height: size.height.saturating_sub(HEAD + FOOT),
    }
}

pub fn view(model: &Model, frame: &mut Frame) {
    let mut sheet = Sheet::new(frame, model.look);
    let area = sheet.area();
    if area.width < SIZE_MIN.width || area.height < SIZE_MIN.height {
        let words = format!("窗口太小，至少要 {} 列 {} 行", SIZE_MIN.width, SIZE_MIN.height);
        for (y, line) in (0..area.height).zip(wrap(&words, area.width.into())) {
            sheet.put(0, y, area.width, &line, sheet.look.theme.text);
        }
        return;
    }
    draw_head(model, &mut sheet);
    let (scene, place) = (model.scene(), body(area.as_size()));
    match model.page {
        Page::Overview => overview::view(&scene, &mut sheet, place),
        Page::Postings => model.pages.postings.view(&scene, &mut sheet, place),
        Page::Entry => model.pages.entry.view(&scene, &mut sheet, place),
        Page::Pending => model.pages.pending.view(&scene, &mut sheet, place),
        Page::Days => model.pages.days.view(&scene, &mut sheet, place),
        Page::Log => model.pages.log.view(&scene, &mut sheet, place),
        Page::Settings => settings::view(&scene, &mut sheet, place),
        Page::Mirror => model.pages.mirror.view(&scene, &mut sheet, place),
    }
    draw_told(model, &mut sheet, area.height - FOOT);
    bar::bottom(&mut sheet, &hints(model));
}

fn draw_head(model: &Model, sheet: &mut Sheet) {
    let theme = sheet.look.theme;
    let area = sheet.area();
    let hall = model.site.hall.name.as_ref().map_or("", |name| name.as_str());
    let zone = &model.site.hall.zone;
    let clock = words::clock(model.now.wall, model.now.wall, zone);
    let running = model.known.status.as_ref().filter(|status| status.program.is_some());
    let running = running.map(|status| format!("  运行 {}", words::span(status.running_secs)));
    let clock = format!("{clock}{}", running.unwrap_or_default());
    bar::top(sheet, &format!("工作人员台 · {hall}"), &[], &[], &clock);

    let mut x = 1;
    for (nth, page) in (1..).zip(Page::ALL) {
        let label = format!("{nth} {}", page.name());
        let style = if page == model.page { theme.selected } else { theme.text };
        x += sheet.put(x, 1, area.width.saturating_sub(x), &label, style) + 2;
    }
    let account = &model.site.account;
    let way = if account.over_ssh { " (ssh)" } else { "" };
    let who = format!("{}{way}", account.name);
    let room = area.width.saturating_sub(x + 1);
    if cells(&who) <= room.into() {
        sheet.put_right(area.width - 1, 1, room, &who, theme.muted);
    }

    match &model.line {
        Line::Up => sheet.rule(1, 2, area.width - 2),
        Line::Connecting => {
            sheet.put(1, 2, area.width - 2, "正在接……", theme.muted);
        }
        Line::Down { why, since } => {
            let since = words::clock(*since, model.now.wall, zone);
            let said = format!("没接上（{since} 起）：{why}。下面是存着的，只能看；一通就自己接上");
            sheet.put(1, 2, area.width - 2, &said, theme.warning);
        }
    }
}

/// What is being typed, else what was said last.
fn draw_told(model: &Model, sheet: &mut Sheet, y: u16) {
    let theme = sheet.look.theme;
    let width = sheet.area().width - 2;
    if let Some(prompt) = &model.prompt {
        let mut x = 1;
        x += sheet.put(x, y, width / 2, &prompt.label(), theme.key);
        x += sheet.put(x, y, width.saturating_sub(x), &prompt.text, theme.strong);
        sheet.put(x, y, 1, " ", theme.selected);
    } else if let Some(told) = &model.told {
        let style = match told.tone {
            Tone::Good => theme.strong,
            Tone::Bad | Tone::Offline => theme.warning,
        };
        sheet.put(1, y, width, &told.text, style);
    }
}

fn hints(model: &Model) -> Vec<Hint> {
    let several = Hint::of_several;
    if model.prompt.is_some() {
        return vec![several("回车", "好了"), several("Esc", "算了")];
    }
    let is_typing = super::is_typing(model);
    let mut hints = match model.page {
        Page::Overview => vec![
            several("U", "撤销"),
            several("N", "发通知"),
            several("R", "立刻更新"),
            several("V", "看屏幕"),
            several("T", "试打一张"),
        ],
        Page::Postings => model.pages.postings.hints(),
        Page::Entry => model.pages.entry.hints(),
        Page::Pending => Pending::hints(),
        Page::Days => Days::hints(),
        Page::Log => Log::hints(),
        Page::Settings => Vec::new(),
        Page::Mirror => Mirror::hints(),
    };
    if !is_typing {
        hints.push(several("Q", "退出"));
    }
    hints
}
