//! A posting to be read from three steps away: its pay in digits three rows high.

use ratatui::layout::Rect;

use super::Sheet;
use super::digits;
use super::posting;
use super::posting::How;
use crate::catalog::Brief;
use crate::posting::Rate;
use crate::text::cells;
use crate::text::fit_parts;
use crate::text::wrap;
use crate::wording;
use crate::wording::DOT;

/// From this height on there is a blank row below the title and below the pay.
const SPACIOUS: u16 = 8;

/// Title, pay, when and how long, where and what else; as much as there is room for.
pub fn draw(sheet: &mut Sheet, area: Rect, brief: &Brief, how: How) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let spacing = u16::from(area.height >= SPACIOUS);
    let over = how.is_over(brief);
    let title = if over { theme.gone } else { theme.strong };
    sheet.put(area.x, area.y, area.width, &brief.title, title);
    let pay = Rect {
        y: area.y + 1 + spacing,
        height: digits::HEIGHT,
        ..area
    };
    draw_pay(sheet, pay, brief);
    let top = pay.bottom() + spacing;
    let mut lines = Vec::new();
    lines.push(posting::start(brief, how, language));
    let parts = wording::place_and_perks(brief, language);
    let room = usize::from(area.bottom().saturating_sub(top)).saturating_sub(lines.len());
    if room > 1 {
        lines.extend(crate::text::wrap_parts(&parts.join(DOT), DOT, area.width.into()));
    } else {
        lines.push(fit_parts(&parts, DOT, area.width.into()));
    }
    for (y, line) in (top..area.bottom()).zip(&lines) {
        sheet.put(area.x, y, area.width, line, theme.text);
    }
}

fn draw_pay(sheet: &mut Sheet, area: Rect, brief: &Brief) {
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let width = usize::from(area.width);
    let settled = brief.pay.settlement.map(|it| wording::settlement(it, language));
    let settled = settled.unwrap_or_default();
    let whole = wording::rate(&brief.pay.rate, language);
    if let Rate::Fixed { low, high, .. } = &brief.pay.rate {
        let (number, unit) = wording::amount_and_unit(*low, *high, &whole);
        let beside = format!("{unit}  {settled}");
        let taken = digits::width(&number) + 2;
        let rows = [beside.trim_end().to_owned(), unit];
        if let Some(row) = rows.iter().find(|row| taken + cells(row) <= width) {
            let used = digits::draw(sheet, area.x, area.y, &number, theme.money) + 2;
            sheet.put(area.x + used, area.y + 1, area.width - used, row, theme.money);
            return;
        }
    }
    let words = wrap(format!("{whole}  {settled}").trim_end(), width);
    for (y, line) in (area.y + 1..area.bottom()).zip(&words) {
        sheet.put(area.x, y, area.width, line, theme.money);
    }
}
