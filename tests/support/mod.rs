//! A kiosk to poke at: send keys, read the screen, see what it asked for.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]
#![allow(unreachable_pub, clippy::unnecessary_wraps, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

pub mod bulletins;
pub mod postings;
pub mod walks;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use unicode_width::UnicodeWidthStr as _;
use zhaohuo::app::Effect;
use zhaohuo::app::Model;
use zhaohuo::app::Msg;
use zhaohuo::app::update;
use zhaohuo::app::view;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::catalog::Standpoint;
use zhaohuo::config::Border;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::config::ThemeName;
use zhaohuo::desk::Ticket;
use zhaohuo::health::FeedFailure;
use zhaohuo::health::FeedHealth;
use zhaohuo::health::Health;
use zhaohuo::key::Key;
use zhaohuo::language::Language;
use zhaohuo::now::Now;
use zhaohuo::pin::Pin;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Row;
use zhaohuo::screen::Opened;
use zhaohuo::text::CleanText;
use zhaohuo::theme;
use zhaohuo::theme::Depth;
use zhaohuo::theme::Theme;
use zhaohuo::upkeep::Checked;
use zhaohuo::upkeep::News;
use zhaohuo::upkeep::Task;
use zhaohuo::widget::Letters;
use zhaohuo::widget::Look;
use zhaohuo::widget::Targets;

/// A Sunday, 06:12 in Qingdao.
pub const NOW: &str = "2026-11-22T06:12:00+08:00";

pub fn now() -> Timestamp {
    NOW.parse().unwrap()
}

/// The hall of the sketches.
pub fn config() -> Config {
    Config::parse(HALL).unwrap()
}

/// The same with a maintenance screen, and a printer to try.
pub fn config_with_pin() -> Config {
    let kept = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$mE1wpQz8LmtmHLOaRWZ7cHsr2TfCl9zCCYlQGBRyCKU";
    let config = format!("{HALL}\n[maintenance]\npin = \"{kept}\"\n[printer]\nto = \"file:/dev/null\"");
    Config::parse(&config).unwrap()
}

/// What the walks type, and [`Kiosk`] takes for the right one.
pub const PIN: &str = "246810";

const HALL: &str = r#"
        allow = ["hrss.qd.example"]
        map = "https://map.qd.example/?at={latitude},{longitude}"
        [[feed]]
        url = "https://hrss.qd.example/feed.json"
        [station]
        name = "市北区海泊河零工市场"
        latitude = 36.0935
        longitude = 120.3577
        sponsor = "市北区人社局"
        supervision_phone = "0532-0000 0000"
        desk = "1 号窗口"
        [[hotline]]
        name = "劳动监察"
        phone = "0532-0000 0105"
        topics = ["arrears"]
"#;

pub fn standpoint() -> Standpoint {
    let hall = Hall::of(&config()).unwrap();
    let today = now().to_zoned(hall.zone.clone()).date();
    Standpoint {
        geo: hall.geo,
        zone: hall.zone,
        today,
        now: now(),
        built_at: Timestamp::UNIX_EPOCH,
    }
}

pub fn catalog(postings: &[Posting]) -> Catalog {
    let mut builder = CatalogBuilder::new(standpoint());
    for (row, posting) in (1..).zip(postings) {
        builder.add(Row(row), posting);
    }
    for bulletin in bulletins::sketch() {
        builder.add_bulletin(bulletin);
    }
    builder.finish()
}

pub fn look(theme: ThemeName, depth: Depth) -> Look {
    Look {
        language: Language::CHINESE,
        theme: Theme::of(theme, depth),
        border: Border::Lines,
        letters: Letters::Usual,
        code: theme::CODE,
    }
}

pub fn feed_health(failure: Option<&str>) -> FeedHealth {
    FeedHealth {
        key: "https://hrss.qd.example/feed.json".to_owned(),
        name: CleanText::new("市人社局", 20),
        good_at: Some("2026-11-22T06:10:00+08:00".parse().unwrap()),
        failure: failure.map(|text| FeedFailure {
            reason: CleanText::new(text, 80),
            offline: true,
        }),
    }
}

pub struct Kiosk {
    pub model: Model,
    postings: Vec<Posting>,
    now: Now,
    size: Size,
    pub asked: Vec<Effect>,
    wrong_pins: u32,
}

impl Kiosk {
    /// At 80×24, on the postings of the sketches.
    pub fn new() -> Self {
        Self::with(&postings::sketch(), 80, 24)
    }

    pub fn sized(width: u16, height: u16) -> Self {
        Self::with(&postings::sketch(), width, height)
    }

    pub fn with(postings: &[Posting], width: u16, height: u16) -> Self {
        let config = config();
        Self::configured(
            &config,
            postings,
            width,
            height,
            look(ThemeName::Dark, Depth::Colours256),
        )
    }

    pub fn configured(config: &Config, postings: &[Posting], width: u16, height: u16, look: Look) -> Self {
        let size = Size::new(width, height);
        Self::on(config, postings, Arc::new(catalog(postings)), size, look)
    }

    /// On a catalog that was made of these postings before: making one takes longer than all else.
    pub fn on(config: &Config, postings: &[Posting], catalog: Arc<Catalog>, size: Size, look: Look) -> Self {
        let now = Now {
            wall: now(),
            monotonic: Duration::ZERO,
            disbelieved: None,
        };
        let health = Health {
            feeds: vec![feed_health(None)],
        };
        let hall = Hall::of(config).unwrap();
        let model = Model::new(hall, look, catalog, health, now, size);
        Self {
            model,
            postings: postings.to_vec(),
            now,
            size,
            asked: Vec::new(),
            wrong_pins: 0,
        }
    }

    /// Does what the edge would: reads the posting that is asked for.
    pub fn send(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg, self.now);
        for effect in effects {
            if let Effect::Open(row) = effect {
                let posting = usize::try_from(row.0 - 1)
                    .ok()
                    .and_then(|at| self.postings.get(at))
                    .cloned();
                let opened = posting.map_or(Opened::Gone(row), |posting| Opened::Here(row, Box::new(posting)));
                self.send(Msg::Opened(opened));
            }
            if let Effect::CallStaff(visit, _) = effect {
                self.send(Msg::Called(visit, Some(Ticket { number: 17, before: 2 })));
            }
            if let Effect::CheckPin(visit, pin) = &effect {
                let right = *pin == Pin::of(PIN).unwrap();
                self.wrong_pins = if right { 0 } else { self.wrong_pins + 1 };
                let wrong = Checked::Wrong(self.wrong_pins);
                self.send(Msg::PinChecked(*visit, if right { Checked::Right } else { wrong }));
            }
            if let Effect::Upkeep(Task::Close(closure)) = &effect {
                self.send(Msg::Upkeep(News::Closure(closure.clone())));
            }
            self.asked.push(effect);
        }
    }

    /// `"1<down><enter>by"`: characters are what a keyboard sends, names are keys. A second passes before each.
    pub fn keys(mut self, keys: &str) -> Self {
        for key in parse_keys(keys) {
            self.now.monotonic += Duration::from_secs(1);
            self.send(Msg::Key(key));
        }
        self
    }

    /// The same key again, `millis` after the last.
    pub fn again_after(mut self, millis: u64, key: Key) -> Self {
        self.now.monotonic += Duration::from_millis(millis);
        self.send(Msg::Key(key));
        self
    }

    /// Seconds pass, one tick each.
    pub fn wait(mut self, secs: i64) -> Self {
        for _ in 0..secs {
            self.now.monotonic += Duration::from_secs(1);
            self.now.wall += jiff::SignedDuration::from_secs(1);
            self.send(Msg::Tick);
        }
        self
    }

    /// The wall clock is set, as by a time server.
    pub fn clock_set_to(mut self, wall: &str) -> Self {
        self.now.wall = wall.parse().unwrap();
        self.send(Msg::Tick);
        self
    }

    /// The same, by so many seconds from [`NOW`].
    pub fn clock_set_off(mut self, secs: i64) -> Self {
        self.now.wall = now() + jiff::SignedDuration::from_secs(secs);
        self.send(Msg::Tick);
        self
    }

    pub fn resized(mut self, width: u16, height: u16) -> Self {
        self.size = Size::new(width, height);
        self.send(Msg::Resized(self.size));
        self
    }

    pub fn refreshed(mut self, postings: &[Posting]) -> Self {
        self.postings = postings.to_vec();
        self.send(Msg::Catalog(Arc::new(catalog(postings))));
        self
    }

    pub fn feed_fails(mut self, why: &str) -> Self {
        self.send(Msg::Feed(feed_health(Some(why))));
        self
    }

    pub fn draw(&self) -> (Buffer, Targets) {
        let mut terminal = Terminal::new(TestBackend::new(self.size.width, self.size.height)).unwrap();
        let mut targets = Targets::default();
        terminal.draw(|frame| targets = view(&self.model, frame)).unwrap();
        (terminal.backend().buffer().clone(), targets)
    }

    pub fn screen(&self) -> String {
        text_of(&self.draw().0)
    }
}

/// The rows of a buffer as text; a wide character's second cell is left out.
pub fn text_of(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(buffer.area.width.into());
    let lines = rows.map(|row| {
        let mut line = String::new();
        let mut x = 0;
        while x < row.len() {
            line.push_str(row[x].symbol());
            x += row[x].symbol().width().max(1);
        }
        line.trim_end().to_owned()
    });
    lines.collect::<Vec<_>>().join("\n")
}

pub fn parse_keys(keys: &str) -> Vec<Key> {
    let mut parsed = Vec::new();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        if let Some((name, after)) = named {
            parsed.push(match name {
                "up" => Key::Up,
                "down" => Key::Down,
                "left" => Key::Left,
                "right" => Key::Right,
                "enter" => Key::Enter,
                "erase" => Key::Erase,
                other => panic!("no key is called {other}"),
            });
            rest = after;
            continue;
        }
        parsed.push(match first {
            '0' => Key::Back,
            '1'..='9' => Key::Digit(u8::try_from(first.to_digit(10).unwrap()).unwrap()),
            '+' => Key::NextPage,
            '-' => Key::PreviousPage,
            '*' => Key::Languages,
            '/' => Key::Help,
            '.' => Key::Large,
            c => Key::Char(c),
        });
        rest = &rest[first.len_utf8()..];
    }
    parsed
}
