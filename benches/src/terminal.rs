//! Bytes to the terminal for the product's own screens, by its backend and by ratatui's stock one, from the same
//! buffers.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use ratatui::Terminal;
use ratatui::backend::Backend as _;
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
use crate::table::Line;

const SIZE: Size = Size::new(120, 34);
/// Enough for full pages.
const POSTINGS: usize = 1_000;

/// What writes a buffer to a terminal. Our own comes beside it.
#[derive(Debug, Clone, Copy)]
enum Backend {
    Stock,
}

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
            let stock = bytes(&frames, Backend::Stock)?;
            let line = Line::new(what, POSTINGS, "prepared: the stock backend is its own").goal(goal);
            Ok(line.beside("ratatui's stock backend", format!("{stock} bytes"), "–".to_owned()))
        })
        .collect()
}

/// What the frames after the first cost, each drawn over the one before.
fn bytes(frames: &[Buffer], backend: Backend) -> Result<usize> {
    let mut written = Vec::new();
    for pair in frames.windows(2) {
        match backend {
            Backend::Stock => {
                let mut stock = CrosstermBackend::new(&mut written);
                stock.draw(pair[0].diff(&pair[1]).into_iter())?;
                ratatui::backend::Backend::flush(&mut stock)?;
            }
        }
    }
    Ok(written.len())
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
