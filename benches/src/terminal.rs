//! Bytes to the terminal for the product's own screens, by its backend and by ratatui's stock one, from the same
//! buffers.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::backend::CrosstermBackend;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use zhaohuo::app::Model;
use zhaohuo::app::Msg;
use zhaohuo::app::update;
use zhaohuo::app::view;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Standpoint;
use zhaohuo::config::Border;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::config::ThemeName;
use zhaohuo::edge::terminal::Erased;
use zhaohuo::edge::terminal::Painter;
use zhaohuo::health::Health;
use zhaohuo::key::Key;
use zhaohuo::language::Language;
use zhaohuo::now::Now;
use zhaohuo::posting::Row;
use zhaohuo::theme;
use zhaohuo::theme::Depth;
use zhaohuo::theme::Theme;
use zhaohuo::widget::Letters;
use zhaohuo::widget::Look;

use crate::corpus::Corpus;
use crate::measure::share;
use crate::table::Line;

const SIZE: Size = Size::new(120, 34);
/// Enough for full pages.
const POSTINGS: usize = 1_000;

/// What a frame costs in any case where it appears whole or not at all: DEC private mode 2026, on and off. Ours writes it,
/// and ratatui's stock backend leaves it to the program.
const SYNCHRONIZED: usize = 16;

pub(crate) fn measure(standpoint: &Standpoint) -> Result<Vec<Line>> {
    let corpus = Corpus {
        size: POSTINGS,
        today: standpoint.today,
        zone: standpoint.zone.clone(),
    };
    let mut screen = Screen::open(&corpus, standpoint)?;
    for key in [Key::Digit(5), Key::Digit(3)] {
        screen.press(key);
    }
    let list = screen.draw()?;
    screen.press(Key::Down);
    let first = screen.draw()?;
    screen.press(Key::Down);
    let second = screen.draw()?;
    let empty = Buffer::empty(list.area);
    let rows = [
        (
            "bytes to the terminal, a full Chinese screen of 120×34",
            "≤ 0.45 × the stock backend",
            [empty, list],
        ),
        (
            "bytes when the selection moves one row",
            "≤ 0.35 × the stock backend",
            [first, second],
        ),
    ];
    rows.into_iter()
        .map(|(what, goal, frames)| {
            let (ours, stock) = (ours(&frames)?, stock(&frames)?);
            let line = Line::new(what, POSTINGS, format!("{ours} bytes")).goal(goal);
            Ok(line.beside("ratatui's stock backend", format!("{stock} bytes"), share(ours, stock)))
        })
        .collect()
}

/// What the second frame costs over the first.
fn ours(frames: &[Buffer; 2]) -> Result<usize> {
    let [first, second] = frames;
    let mut ours = Painter::sized(Vec::new(), Erased::Painted, SIZE);
    for (before, after) in [(&Buffer::empty(first.area), first), (first, second)] {
        ours.out_mut().clear();
        ours.draw(before.diff(after).into_iter())?;
        ours.flush()?;
    }
    Ok(ours.out().len())
}

fn stock(frames: &[Buffer; 2]) -> Result<usize> {
    let [first, second] = frames;
    let mut written = Vec::new();
    let mut stock = CrosstermBackend::new(&mut written);
    stock.draw(first.diff(second).into_iter())?;
    Backend::flush(&mut stock)?;
    Ok(written.len() + SYNCHRONIZED)
}

/// The program without its edge.
struct Screen {
    model: Model,
    now: Now,
}

impl Screen {
    fn open(corpus: &Corpus, standpoint: &Standpoint) -> Result<Self> {
        let mut builder = CatalogBuilder::new(standpoint.clone());
        let mut rows = 1..;
        corpus.read(|posting| {
            if let Some(row) = rows.next() {
                builder.add(Row(row), &posting);
            }
        })?;
        let now = Now {
            wall: standpoint.now,
            monotonic: Duration::ZERO,
            disbelieved: None,
        };
        let look = Look {
            language: Language::CHINESE,
            theme: Theme::of(ThemeName::Dark, Depth::Colours256),
            border: Border::Lines,
            letters: Letters::Usual,
            code: theme::CODE,
        };
        let hall = Hall::of(&Config::default())?;
        let health = Health { feeds: Vec::new() };
        Ok(Self {
            model: Model::new(hall, look, Arc::new(builder.finish()), health, now, SIZE),
            now,
        })
    }

    /// A second after the last.
    fn press(&mut self, key: Key) {
        self.now.monotonic += Duration::from_secs(1);
        // What it asks of the world has no answer here.
        drop(update(&mut self.model, Msg::Key(key), self.now));
    }

    fn draw(&self) -> Result<Buffer> {
        let mut terminal = Terminal::new(TestBackend::new(SIZE.width, SIZE.height))?;
        terminal.draw(|frame| {
            // Where one could touch it does not matter here.
            drop(view(&self.model, frame));
        })?;
        Ok(terminal.backend().buffer().clone())
    }
}
