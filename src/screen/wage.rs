//! What one trade pays: usually, here now, and at least; from a posting, where its pay lies among them.

use std::sync::Arc;

use ratatui::layout::Rect;

use super::Ask;
use super::Scene;
use super::Screen;
use super::list::List;
use super::page;
use super::wages::range;
use crate::bulletin::WageGuide;
use crate::catalog::BINS;
use crate::catalog::Condition;
use crate::catalog::Query;
use crate::catalog::Spread;
use crate::catalog::Trade;
use crate::key::Key;
use crate::posting::Fen;
use crate::posting::Row;
use crate::text::CleanText;
use crate::text::cells;
use crate::text::wrap;
use crate::widget::Sheet;
use crate::widget::bar::Hint;
use crate::widget::chart;
use crate::wording;

/// Rows of the tallest bar.
const BARS_HEIGHT: u16 = 4;
/// The mark, the ends of the scale, a sentence.
const BELOW_BARS: u16 = 3;
/// Rows for where a figure comes from.
const SOURCE_ROWS_MAX: usize = 2;
/// Cells that the bars take at most: wider ones are only farther apart.
const BARS_WIDTH: u16 = 70;

#[derive(Debug, Clone)]
pub struct Wage {
    name: CleanText,
    guide: Option<Arc<WageGuide>>,
    trades: Box<[Trade]>,
    count: usize,
    spread: Option<Spread>,
    /// Yuan a day of the posting from which one came.
    own: Option<Fen>,
    district: Option<CleanText>,
}

impl Wage {
    #[must_use]
    pub fn of_guide(guide: &Arc<WageGuide>, trades: &[Trade], scene: Scene) -> Self {
        Self {
            name: guide.trade.clone(),
            guide: Some(Arc::clone(guide)),
            count: scene.catalog.count_in(trades, scene.now.wall),
            spread: scene.catalog.spread(trades, scene.now.wall),
            trades: trades.into(),
            own: None,
            district: None,
        }
    }

    /// Nothing where neither a guide nor other postings of its trade are there to compare with.
    #[must_use]
    pub fn of_posting(row: Row, scene: Scene) -> Option<Self> {
        let brief = scene.catalog.at_row(row)?;
        let first = brief.trades.first()?;
        let guide = scene.catalog.board().guide_of(&brief.trades).cloned();
        let spread = scene.catalog.spread(&brief.trades, scene.now.wall);
        if guide.is_none() && spread.is_none() {
            return None;
        }
        Some(Self {
            name: CleanText::line(first.name())?,
            guide,
            count: scene.catalog.count_in(&brief.trades, scene.now.wall),
            spread,
            trades: brief.trades.iter().cloned().collect(),
            own: brief.daily(),
            district: brief.area.district.clone(),
        })
    }

    pub fn update(&mut self, key: Key, scene: Scene) -> Ask {
        match key {
            Key::Back | Key::Left => Ask::Back,
            Key::Enter | Key::Right | Key::Digit(1) if self.count > 0 => {
                let conditions = self.trades.iter().cloned().map(Condition::Trade);
                let query = Query {
                    conditions: conditions.collect(),
                    ..Query::default()
                };
                Ask::Show(Screen::List(List::new(query, scene)))
            }
            Key::Digit(_)
            | Key::Enter
            | Key::Right
            | Key::NextPage
            | Key::PreviousPage
            | Key::Up
            | Key::Down
            | Key::Languages
            | Key::Help
            | Key::Erase
            | Key::Large
            | Key::Clear
            | Key::Hold
            | Key::Char(_)
            | Key::Result(_)
            | Key::Mark(_) => Ask::Nothing,
        }
    }

    pub fn view(&self, scene: Scene, sheet: &mut Sheet) {
        let language = scene.language;
        let mut hints = [Key::Back, Key::Help, Key::Languages, Key::Large]
            .map(|key| scene.hint(key))
            .to_vec();
        if self.count > 0 {
            let jobs = wording::jobs(self.count, language);
            hints.insert(
                0,
                Hint::new(Key::Digit(1), "1", word!(language, "filter.see", jobs = jobs)),
            );
        }
        let area = page(sheet, scene, &self.title(scene), &hints);
        let inner = Rect {
            x: area.x + 2,
            y: area.y + 1,
            width: area.width.saturating_sub(4),
            height: area.height.saturating_sub(1),
        };
        let y = self.view_guide(scene, sheet, inner);
        let below = Rect {
            y,
            height: inner.bottom().saturating_sub(y),
            ..inner
        };
        let y = self.view_here(scene, sheet, below);
        self.view_minimum(
            scene,
            sheet,
            Rect {
                y,
                height: inner.bottom().saturating_sub(y),
                ..inner
            },
        );
    }

    /// `工资参考 · 搬运`
    #[must_use]
    pub fn title(&self, scene: Scene) -> String {
        [&word!(scene.language, "wage.title"), self.name.as_str()].join(wording::DOT)
    }

    /// The range that is usual; gives the row below it.
    fn view_guide(&self, scene: Scene, sheet: &mut Sheet, area: Rect) -> u16 {
        let (language, theme) = (scene.language, sheet.look.theme);
        let Some((guide, range)) = self.guide.as_ref().and_then(|guide| Some((guide, range(guide)?))) else {
            return area.y;
        };
        let [low, middle, high] = [range.low, range.middle, range.high].map(|it| wording::thousands(&it.to_string()));
        let said = word!(language, "wage.usually", low = low, middle = middle, high = high);
        let mut y = put_lines(sheet, area, &said, theme.strong);
        let row = Rect { y, height: 1, ..area };
        chart::range(sheet, row, range, range.high + range.low / 2, theme.money);
        y += 1;
        let source = wording::guide_source(guide, &scene.hall.zone, language);
        for line in wrap(&source, area.width.into()).into_iter().take(SOURCE_ROWS_MAX) {
            sheet.put(area.x, y, area.width, &line, theme.muted);
            y += 1;
        }
        y + 1
    }

    /// What the postings here pay, as bars; gives the row below them.
    fn view_here(&self, scene: Scene, sheet: &mut Sheet, area: Rect) -> u16 {
        let (language, theme) = (scene.language, sheet.look.theme);
        let jobs = wording::jobs(self.count, language);
        let Some(spread) = &self.spread else {
            let few = word!(language, "wage.here_few", jobs = jobs);
            return put_lines(sheet, area, &few, theme.text) + 1;
        };
        let middle = wording::yuan(spread.middle);
        let here = word!(language, "wage.here", jobs = jobs, amount = middle);
        let top = put_lines(sheet, area, &here, theme.strong);
        // Below them stand the ends of the scale, and where the posting lies.
        let bars = Rect {
            y: top,
            width: area.width.min(BARS_WIDTH),
            height: BARS_HEIGHT.min(area.bottom().saturating_sub(top + BELOW_BARS)),
            ..area
        };
        if bars.height == 0 {
            return top;
        }
        let own = self.own.map(|own| spread.bin(own));
        chart::bars(sheet, bars, &spread.bins, own);
        let mut y = bars.bottom();
        if let Some(own) = own {
            let place = chart::bar_place(bars, BINS, own);
            chart::mark(sheet, Rect { y, height: 1, ..place });
            y += 1;
        }
        let [low, high] = [spread.low, spread.high].map(|fen| {
            let amount = wording::yuan(fen);
            word!(language, "pay.per_day", amount = amount).into_owned()
        });
        let end = chart::bar_place(bars, BINS, BINS - 1).right();
        let used = sheet.put(bars.x, y, bars.width / 2, &low, theme.muted);
        sheet.put_right(end, y, (end - bars.x).saturating_sub(used + 1), &high, theme.muted);
        let tallest = spread.bins.iter().max().copied().unwrap_or(0);
        let tallest = word!(language, "wage.tallest", count = tallest);
        let between = Rect {
            x: bars.x,
            y,
            width: end - bars.x,
            height: 1,
        };
        if usize::from(used) + cells(&tallest) + cells(&high) + 4 <= usize::from(between.width) {
            sheet.put_centred(between, &tallest, theme.muted);
        }
        y += 1;
        if let Some(own) = self.own {
            let standing = wording::standing(own, spread, language);
            y = put_lines(sheet, Rect { y, ..area }, &standing, theme.key);
        }
        y + 1
    }

    /// The rows that hold today: of the posting's district, else of each.
    fn view_minimum(&self, scene: Scene, sheet: &mut Sheet, area: Rect) {
        let (language, theme, zone) = (scene.language, sheet.look.theme, &scene.hall.zone);
        let mut rows = scene.catalog.board().minimum_wages_now(scene.today(), zone);
        rows.retain(|row| self.district.as_ref().is_none_or(|own| *own == row.district));
        let mut y = area.y;
        for said in wording::minimum_wages(&rows, zone, language) {
            let lines = wrap(&said, area.width.into());
            // Whole sentences or none.
            if y + u16::try_from(lines.len()).unwrap_or(u16::MAX) > area.bottom() {
                break;
            }
            for line in lines {
                sheet.put(area.x, y, area.width, &line, theme.muted);
                y += 1;
            }
        }
    }
}

fn put_lines(sheet: &mut Sheet, area: Rect, text: &str, style: ratatui::style::Style) -> u16 {
    let mut y = area.y;
    for line in wrap(text, area.width.into()) {
        sheet.put(area.x, y, area.width, &line, style);
        y += 1;
    }
    y
}
