//! 工资参考 — what each trade usually pays, to look at rather than to read; those with the most work here first.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::page;
use super::page_area;
use super::paging;
use super::paging::Step;
use super::wage::Wage;
use crate::bulletin::WageGuide;
use crate::catalog::Tally;
use crate::catalog::Trade;
use crate::key::Key;
use crate::language::Language;
use crate::posting::Fen;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::chart;
use crate::widget::chart::Range;
use crate::widget::numbered;
use crate::widget::pager;
use crate::widget::pager::Page;
use crate::wording;

/// A guide, what is paid here now, a blank row.
const PITCH: u16 = 3;
/// The head, the source and the pager.
const AROUND: u16 = 3;
/// Cells for a trade's name, and for each of its three figures.
const NAME: u16 = 12;
const FIGURE: u16 = 8;
/// A range on fewer cells says nothing.
const CHART_MIN: u16 = 16;
/// The scale ends at a whole number of these, in yuan a month.
const SCALE_YUAN: u32 = 2_000;

#[derive(Debug, Clone)]
pub struct Wages {
    rows: Vec<Row>,
    selected: usize,
}

#[derive(Debug, Clone)]
struct Row {
    guide: Arc<WageGuide>,
    trades: Box<[Trade]>,
    /// Of the postings that were here when the page was opened.
    tally: Tally,
}

impl Wages {
    #[must_use]
    pub fn new(scene: Scene) -> Self {
        let guides: Vec<_> = scene.catalog.board().guides().collect();
        let groups: Vec<&[Trade]> = guides.iter().map(|(_, trades)| *trades).collect();
        let tallies = scene.catalog.tally(&groups, scene.now.wall);
        let rows = guides.into_iter().zip(tallies).map(|((guide, trades), tally)| Row {
            guide: Arc::clone(guide),
            trades: trades.into(),
            tally,
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_by_key(|row| std::cmp::Reverse(row.tally.count));
        Self { rows, selected: 0 }
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        let per_page = per_page(page_area(scene.size, &hints(numbered::PER_PAGE, scene)));
        let (selected, step) = paging::step(key, self.selected, self.rows.len(), per_page);
        self.selected = selected;
        match step {
            Step::Choose(at) => self.open(at, scene),
            Step::Back => Ask::Back,
            Step::Turned => Ask::Turned,
            Step::Stays => Ask::Nothing,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let (language, theme) = (scene.language, sheet.look.theme);
        let per_page = per_page(page_area(scene.size, &hints(numbered::PER_PAGE, scene)));
        let first = paging::first(self.selected, per_page);
        let shown = &self.rows[first..(first + per_page).min(self.rows.len())];
        let area = page(sheet, scene, &word!(language, "wage.title"), &hints(shown.len(), scene));
        if self.rows.is_empty() {
            let middle = Rect {
                y: area.y + area.height / 3,
                height: 1,
                ..area
            };
            sheet.put_centred(middle, &word!(language, "menu.empty"), theme.text);
            return;
        }
        let most = most(&self.rows);
        let columns = Columns::of(area);
        columns.head(sheet, area.y, most);
        for (slot, row) in shown.iter().enumerate() {
            let place = Rect {
                x: area.x + 1,
                y: area.y + 1 + PITCH * u16::try_from(slot).unwrap_or(0),
                width: area.width.saturating_sub(2),
                height: PITCH - 1,
            };
            numbered::digit(sheet, place, slot, first + slot == self.selected);
            columns.row(sheet, place.y, &row.guide, most);
            let here = here(&row.tally, language);
            sheet.put(
                columns.left,
                place.y + 1,
                area.right().saturating_sub(columns.left + 1),
                &here,
                theme.muted,
            );
        }
        if let Some(row) = shown.first() {
            let source = wording::guide_source(&row.guide, &scene.hall.zone, language);
            let width = area.width.saturating_sub(2);
            sheet.put(area.x + 1, area.bottom() - 2, width, &source, theme.muted);
        }
        let below = Rect {
            y: area.bottom() - 1,
            height: 1,
            ..area
        };
        pager::draw(sheet, below, Page::of(first, self.rows.len(), per_page));
    }

    fn open(&mut self, at: usize, scene: Scene) -> Ask {
        let Some(row) = self.rows.get(at) else {
            return Ask::Nothing;
        };
        self.selected = at;
        Ask::Show(Screen::Wage(Wage::of_guide(&row.guide, &row.trades, scene)))
    }
}

/// `这里现在 61 个活，一般给 225 元/天`
fn here(tally: &Tally, language: Language) -> String {
    let jobs = wording::jobs(tally.count, language);
    match &tally.spread {
        Some(spread) => word!(
            language,
            "wage.here",
            jobs = jobs,
            amount = wording::yuan(spread.middle)
        ),
        None => word!(language, "wage.here_few", jobs = jobs),
    }
    .into_owned()
}

/// Where what stands across the page.
struct Columns {
    left: u16,
    /// `None` where there is no room for a chart; then only the middle is shown, in words.
    chart: Option<Rect>,
    right: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let left = area.x + 1 + numbered::DIGIT;
        let x = left + NAME + 3 * FIGURE + 2;
        let width = area.right().saturating_sub(x + 1);
        Self {
            left,
            chart: (width >= CHART_MIN).then_some(Rect { x, width, ..area }),
            right: area.right() - 1,
        }
    }

    fn head(&self, sheet: &mut Sheet, y: u16, most: u32) {
        let (language, theme) = (sheet.look.language, sheet.look.theme);
        sheet.put(self.left, y, NAME, &word!(language, "wage.per_month"), theme.muted);
        let Some(chart) = self.chart else { return };
        let heads = [
            word!(language, "wage.low"),
            word!(language, "wage.middle"),
            word!(language, "wage.high"),
        ];
        for (column, head) in (1..).zip(&heads) {
            sheet.put_right(self.left + NAME + FIGURE * column, y, FIGURE, head, theme.muted);
        }
        let step = scale_step(most);
        for mark in (0..=most / step).map(|at| at * step) {
            let label = wording::thousands(&mark.to_string());
            let x = chart.x + at(mark, most, chart.width);
            sheet.put_right(x + 1, y, x + 1 - chart.x.saturating_sub(3), &label, theme.muted);
        }
    }

    fn row(&self, sheet: &mut Sheet, y: u16, guide: &WageGuide, most: u32) {
        let (language, theme) = (sheet.look.language, sheet.look.theme);
        let said = |fen: Option<Fen>| fen.map_or_else(|| word!(language, "unstated").into_owned(), wording::yuan);
        let Some(chart) = self.chart else {
            let middle = word!(language, "wage.about", amount = said(guide.middle));
            let used = sheet.put_right(self.right, y, FIGURE * 2, &middle, theme.money);
            let room = self.right.saturating_sub(self.left + used + 1);
            sheet.put(self.left, y, room, &guide.trade, theme.strong);
            return;
        };
        sheet.put(self.left, y, NAME, &guide.trade, theme.strong);
        let figures = [
            (guide.low, theme.text),
            (guide.middle, theme.money),
            (guide.high, theme.text),
        ];
        for (column, (fen, style)) in (1..).zip(figures) {
            sheet.put_right(self.left + NAME + FIGURE * column, y, FIGURE, &said(fen), style);
        }
        if let Some(range) = range(guide) {
            chart::range(sheet, Rect { y, height: 1, ..chart }, range, most, theme.money);
        }
    }
}

/// All three, in whole yuan; nothing where one is unsaid.
pub(super) fn range(guide: &WageGuide) -> Option<Range> {
    let yuan = |fen: Option<Fen>| fen.map(|fen| fen.0 / 100);
    Some(Range {
        low: yuan(guide.low)?,
        middle: yuan(guide.middle)?,
        high: yuan(guide.high)?,
    })
}

/// Where the scale ends: above the highest figure of all, so that pages can be compared.
fn most(rows: &[Row]) -> u32 {
    let highest = rows.iter().filter_map(|row| Some(range(&row.guide)?.high)).max();
    highest.unwrap_or(SCALE_YUAN).div_ceil(SCALE_YUAN) * SCALE_YUAN
}

/// Between two figures on the scale: so that they do not touch.
fn scale_step(most: u32) -> u32 {
    SCALE_YUAN * (most / SCALE_YUAN).div_ceil(4).max(1)
}

fn at(amount: u32, most: u32, width: u16) -> u16 {
    let last = u64::from(width.saturating_sub(1));
    u16::try_from(u64::from(amount) * last / u64::from(most.max(1))).unwrap_or(0)
}

fn per_page(area: Rect) -> usize {
    usize::from(area.height.saturating_sub(AROUND) / PITCH).clamp(1, numbered::PER_PAGE)
}

fn hints(shown: usize, scene: Scene) -> Vec<Hint> {
    let choose = Hint::of_several(numbered::sign(shown), word!(scene.language, "menu.choose"));
    let others = [Key::Back, Key::Help, Key::Languages, Key::Large].map(|key| scene.hint(key));
    std::iter::once(choose).chain(others).collect()
}
