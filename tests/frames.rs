//! What was drawn is what a terminal shows: the same cells, whatever stood there before, and every box closed.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod support;

use std::cell::RefCell;
use std::io;
use std::io::Write;
use std::num::NonZeroU16;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::Config as Runs;
use ratatui::Terminal;
use ratatui::TerminalOptions;
use ratatui::Viewport;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use ratatui::widgets::Block;
use ratatui::widgets::Clear;
use support::Kiosk;
use support::look;
use support::postings;
use support::text_of;
use support::walks::SIZES;
use support::walks::WALKS;
use zhaohuo::app;
use zhaohuo::config::ThemeName;
use zhaohuo::edge::terminal::Erased;
use zhaohuo::edge::terminal::Painter;
use zhaohuo::posting::Posting;
use zhaohuo::text::cells;
use zhaohuo::theme::Depth;
use zhaohuo::widget::Sheet;
use zhaohuo::widget::Targets;
use zhaohuo::widget::frame;

/// A terminal emulator on the other end of the program's backend.
struct Line {
    terminal: Terminal<Painter<Wire>>,
    emulator: Rc<RefCell<vt100::Parser>>,
}

struct Wire(Rc<RefCell<vt100::Parser>>);

impl Line {
    fn new(width: u16, height: u16) -> Self {
        let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
        let (rows, columns) = (NonZeroU16::new(height).unwrap(), NonZeroU16::new(width).unwrap());
        let emulator = Rc::new(RefCell::new(vt100::Parser::new(rows, columns, 0)));
        let backend = Painter::sized(Wire(Rc::clone(&emulator)), Erased::Painted, Size::new(width, height));
        Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(),
            emulator,
        }
    }

    /// Draws, and says where the emulator shows something else than was drawn.
    fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame)) -> Vec<String> {
        let drawn = self.terminal.draw(view).unwrap().buffer.clone();
        differences(&drawn, self.emulator.borrow().screen())
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().process(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

proptest! {
    #![proptest_config(Runs { cases: 200, failure_persistence: None, ..Runs::default() })]

    #[test]
    fn boxes_over_chinese_text_arrive_whole(
        (width, height) in (40_u16..=240, 20_u16..=67),
        rows in vec(chinese(), 67),
        boxes in vec((0_u16..240, 0_u16..67, 2_u16..60, 2_u16..12), 1..4),
        other_rows in vec(chinese(), 67),
    ) {
        let mut line = Line::new(width, height);
        let theme = look(ThemeName::Dark, Depth::Colours256);
        // A page, boxes on it, another page below the same boxes, and the first one without them.
        for (rows, boxes) in [(&rows, &[][..]), (&rows, &boxes), (&other_rows, &boxes), (&rows, &[])] {
            let differences = line.draw(|frame| {
                let mut sheet = Sheet::new(frame, theme);
                for (y, row) in (0..height).zip(rows) {
                    sheet.put(0, y, width, row, theme.theme.text);
                }
                for &(x, y, w, h) in boxes {
                    let area = Rect::new(x % (width - 2), y % (height - 2), w, h).intersection(sheet.area());
                    let inner = frame::draw(&mut sheet, area, theme.theme.selected);
                    sheet.put(inner.x, inner.y, inner.width, "还在看吗？随便按个键", theme.theme.selected);
                }
            });
            prop_assert_eq!(differences, Vec::<String>::new());
        }
    }

    #[test]
    fn screens_of_random_postings_follow_one_another_whole(
        (width, height) in (40_u16..=240, 20_u16..=67),
        titles in vec(chinese(), 12),
        order in vec(select(&WALKS[..]), 6),
    ) {
        let postings = titled(&titles);
        let mut line = Line::new(width, height);
        for (_, keys) in order {
            let mut kiosk = Kiosk::with(&postings, width, height).keys(keys);
            prop_assert_eq!(shown_wrong(&mut line, &kiosk), Vec::<String>::new());
            // With the notice that the visit ends on top of it.
            kiosk = until_notice(kiosk);
            prop_assert_eq!(shown_wrong(&mut line, &kiosk), Vec::<String>::new());
        }
    }
}

#[test]
fn every_box_on_every_screen_is_closed_at_every_size() {
    for (width, height) in SIZES {
        for (_, keys) in WALKS {
            let kiosk = Kiosk::sized(width, height).keys(keys);
            let buffer = kiosk.draw().0;
            let open = boxes(&buffer).1;
            assert_eq!(open, [""; 0], "{keys:?} at {width}×{height}:\n{}", text_of(&buffer));
        }
    }
}

#[test]
fn the_notice_that_a_visit_ends_stands_in_a_closed_box_on_every_screen_at_every_size() {
    for (width, height) in SIZES {
        for (_, keys) in WALKS.into_iter().filter(|(_, keys)| !keys.is_empty()) {
            let buffer = until_notice(Kiosk::sized(width, height).keys(keys)).draw().0;
            let text = text_of(&buffer);
            assert!(text.contains("还在看吗"), "{keys:?} at {width}×{height}:\n{text}");
            let closed = boxes(&buffer).0;
            let around = |area: &Rect| {
                let cells = area.positions().map(|at| buffer[at].symbol());
                cells.collect::<String>().replace(' ', "").contains("还在看吗")
            };
            assert!(closed.iter().any(around), "{keys:?} at {width}×{height}:\n{text}");
        }
    }
}

#[test]
fn a_box_that_is_not_closed_is_noticed() {
    let mut buffer = Buffer::with_lines(["┌──┐", "│  │", "└──┘"]);
    assert_eq!(boxes(&buffer).1, [""; 0]);
    buffer[(3, 1)].set_symbol("x");
    assert_ne!(boxes(&buffer).1, [""; 0]);
    assert_ne!(boxes(&Buffer::with_lines(["┌─┐", "│ │", "└─ ┘"])).1, [""; 0]);
}

/// The day this fails, `Sheet::fill` need no longer blank what reaches in from the left.
#[test]
fn ratatui_still_loses_the_border_of_a_box_over_half_a_character() {
    let mut line = Line::new(40, 20);
    let differences = line.draw(|frame| {
        let area = Rect::new(4, 1, 10, 3);
        frame.buffer_mut().set_string(0, 2, "a招聘保洁员", Style::new());
        frame.render_widget(Clear, area);
        frame.render_widget(Block::bordered(), area);
    });
    assert_ne!(differences, [""; 0], "ratatui now draws the border whole");
}

/// Text of one and of two cells, in any mixture.
fn chinese() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "招",
        "聘",
        "保洁员",
        "（家具卸货）",
        "a",
        "bc",
        "·",
        "230 元/天",
        " ",
        "—",
        "“急”",
        "，",
        "Ｗ",
        "ﾊ",
        "é",
        "각",
    ];
    vec(select(PIECES), 1..60).prop_map(|pieces| pieces.concat())
}

fn titled(titles: &[String]) -> Vec<Posting> {
    let posting = |title: &String| Posting {
        description: postings::some(&format!("活儿{}", title.repeat(3))),
        place: zhaohuo::posting::Place {
            name: postings::some(&format!("地点{title}")),
            ..Default::default()
        },
        ..postings::daily(&format!("活{title}"), 230.0, 8.0)
    };
    titles.iter().map(posting).collect()
}

/// When the end of the visit is announced, which is later where somebody may be aiming a phone.
fn until_notice(kiosk: Kiosk) -> Kiosk {
    let kiosk = kiosk.wait(45);
    if kiosk.screen().contains("还在看吗") {
        kiosk
    } else {
        kiosk.wait(60)
    }
}

fn shown_wrong(line: &mut Line, kiosk: &Kiosk) -> Vec<String> {
    let mut targets = Targets::default();
    line.draw(|frame| targets = app::view(&kiosk.model, frame))
}

fn differences(drawn: &Buffer, shown: &vt100::Screen) -> Vec<String> {
    let mut differences = Vec::new();
    for y in 0..drawn.area.height {
        let mut x = 0;
        while x < drawn.area.width {
            let cell = &drawn[(x, y)];
            let width = u16::try_from(cells(cell.symbol()).max(1)).unwrap();
            if !shown.cell(y, x).is_some_and(|there| is_same(cell, there, width)) {
                differences.push(format!("({x}, {y}): {cell:?} is shown as {:?}", shown.cell(y, x)));
            }
            // What lies under the right half of a wide character is never written.
            let covered = (x + 1..x + width).filter_map(|x| drawn.cell((x, y)));
            differences.extend(
                covered
                    .filter(|cell| !is_blank(cell.symbol()))
                    .map(|it| format!("({x}, {y}) hides {it:?}")),
            );
            x += width;
        }
    }
    differences
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_same(drawn: &Cell, shown: &vt100::Cell, width: u16) -> bool {
    let is_nothing = is_blank(drawn.symbol()) && is_blank(shown.contents());
    let lines = drawn.modifier.contains(Modifier::UNDERLINED) == shown.underline()
        && drawn.modifier.contains(Modifier::REVERSED) == shown.inverse();
    let ground = colour(drawn.bg) == shown.bgcolor() && lines;
    if is_nothing && !shown.underline() && !shown.inverse() {
        // Nobody sees in which colour and weight nothing stands there.
        return ground && width == 1 && !shown.is_wide();
    }
    let ink = colour(drawn.fg) == shown.fgcolor() && drawn.modifier.contains(Modifier::BOLD) == shown.bold();
    (is_nothing || drawn.symbol() == shown.contents()) && ink && ground && (width == 2) == shown.is_wide()
}

#[expect(clippy::wildcard_enum_match_arm, reason = "themes have no other colours")]
fn colour(colour: Color) -> vt100::Color {
    match colour {
        Color::Indexed(index) => vt100::Color::Idx(index),
        _ => vt100::Color::Default,
    }
}

/// The boxes that are closed, and the corners that belong to none of them.
fn boxes(buffer: &Buffer) -> (Vec<Rect>, Vec<String>) {
    let at = |x: u16, y: u16| buffer.cell((x, y)).map_or("", Cell::symbol);
    let area = buffer.area;
    let places = area.positions().map(|place| (place.x, place.y));
    let mut corners: Vec<(u16, u16)> = places
        .filter(|&(x, y)| ["┌", "┐", "└", "┘"].contains(&at(x, y)))
        .collect();
    let mut closed = Vec::new();
    for (left, top) in corners.clone() {
        let right = (left + 1..area.width)
            .find(|&x| at(x, top) != "─")
            .unwrap_or(area.width);
        let bottom = (top + 1..area.height)
            .find(|&y| at(left, y) != "│")
            .unwrap_or(area.height);
        let own = [(left, top), (right, top), (left, bottom), (right, bottom)];
        let is_closed = own.map(|(x, y)| at(x, y)) == ["┌", "┐", "└", "┘"]
            && (left + 1..right).all(|x| at(x, bottom) == "─")
            && (top + 1..bottom).all(|y| at(right, y) == "│");
        if is_closed {
            corners.retain(|corner| !own.contains(corner));
            closed.push(Rect::new(left, top, right - left + 1, bottom - top + 1));
        }
    }
    let open = corners.iter().map(|&(x, y)| format!("{} at ({x}, {y})", at(x, y)));
    (closed, open.collect())
}
