//! `第 1 / 11 页   - 上一页   + 下一页`

use ratatui::layout::Rect;

use super::Sheet;
use crate::key::Key;
use crate::text::cells;

/// Which of how many pages is on show, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    pub index: usize,
    pub count: usize,
}

impl Page {
    /// The page that shows item `first` of `total`, `size` to a page.
    #[must_use]
    pub fn of(first: usize, total: usize, size: usize) -> Self {
        let size = size.max(1);
        Self {
            index: first / size,
            count: total.div_ceil(size).max(1),
        }
    }
}

/// One row; says nothing where there is one page only.
pub fn draw(sheet: &mut Sheet, area: Rect, page: Page) {
    if page.count < 2 {
        return;
    }
    let (language, theme) = (sheet.look.language, sheet.look.theme);
    let where_ = word!(language, "pager.page", page = page.index + 1, count = page.count);
    let mut x = area.x + 1;
    x += sheet.put(x, area.y, area.width.saturating_sub(1), &where_, theme.text) + 3;
    for (key, sign, label, there) in [
        (
            Key::PreviousPage,
            "-",
            word!(language, "pager.previous"),
            page.index > 0,
        ),
        (
            Key::NextPage,
            "+",
            word!(language, "pager.next"),
            page.index + 1 < page.count,
        ),
    ] {
        let start = x;
        // Each has its own place: a finger that taps twice must not turn back.
        if !there {
            x += u16::try_from(cells(sign) + 1 + cells(&label)).unwrap_or(0) + 3;
            continue;
        }
        x += sheet.put(x, area.y, area.right().saturating_sub(x), sign, theme.key) + 1;
        x += sheet.put(x, area.y, area.right().saturating_sub(x), &label, theme.text);
        sheet.touch(
            Rect {
                x: start,
                y: area.y.saturating_sub(1),
                width: x.saturating_sub(start),
                height: 2,
            },
            key,
        );
        x += 3;
    }
}
