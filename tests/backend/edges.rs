//! Where terminals disagree, and what ratatui may do to a backend.

use std::io;
use std::io::Write;

use fastrand::Rng;
use ratatui::backend::Backend as _;
use ratatui::backend::ClearType;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;
use unicode_width::UnicodeWidthChar as _;
use unicode_width::UnicodeWidthStr as _;
use zhaohuo::edge::terminal::Erased;
use zhaohuo::edge::terminal::Painter;

use crate::beside::Ours;
use crate::emulators::Seen;
use crate::made_up;

const BEGIN: &str = "\x1b[?2026h";
const END: &str = "\x1b[?2026l";

/// What is written for some cells on a screen of 20×3 that has shown something before.
fn written(painter: &mut Painter<Vec<u8>>, cells: &[(u16, u16, &str, Style)]) -> String {
    let cells: Vec<_> = cells
        .iter()
        .map(|&(x, y, text, style)| (x, y, cell(text, style)))
        .collect();
    painter.draw(cells.iter().map(|(x, y, cell)| (*x, *y, cell))).unwrap();
    painter.flush().unwrap();
    let bytes = std::mem::take(painter.out_mut());
    let text = String::from_utf8(bytes).unwrap();
    let inner = text.strip_prefix(BEGIN).and_then(|rest| rest.strip_suffix(END));
    inner.unwrap_or(&text).to_owned()
}

fn cell(text: &str, style: Style) -> Cell {
    let mut cell = Cell::default();
    cell.set_symbol(text).set_style(style);
    cell
}

fn painter() -> Painter<Vec<u8>> {
    Painter::sized(Vec::new(), Erased::Painted, Size::new(20, 3))
}

const NO_STYLE: Style = Style::new();

#[test]
fn the_cursor_is_not_moved_where_it_is_and_else_the_shortest_way() {
    for (cells, wanted) in [
        (&[(0, 0, "招"), (2, 0, "工")][..], "\x1b[H\x1b[m招工"),
        (&[(3, 1, "a"), (5, 1, "b")], "\x1b[2;4H\x1b[ma b"),
        (&[(3, 1, "a"), (14, 1, "b")], "\x1b[2;4H\x1b[ma\x1b[10Cb"),
        (&[(0, 1, "a"), (0, 2, "b")], "\x1b[2H\x1b[ma\x1b[3Hb"),
        (&[(7, 0, "a")], "\x1b[;8H\x1b[ma"),
        // Behind the last column it may be in this row or in the next.
        (&[(18, 0, "工"), (0, 1, "b")], "\x1b[;19H\x1b[m工\x1b[2Hb"),
        // A run of what some draw wide, and what stands behind it.
        (
            &[(0, 0, "①"), (1, 0, "②"), (2, 0, "a"), (3, 0, "b")],
            "\x1b[H\x1b[m①②\x1b[3Gab",
        ),
    ] {
        let cells: Vec<_> = cells.iter().map(|&(x, y, text)| (x, y, text, NO_STYLE)).collect();
        assert_eq!(written(&mut painter(), &cells), wanted, "{cells:?}");
    }
}

#[test]
fn a_cursor_behind_the_last_column_is_placed_anew() {
    for (last, wanted) in [("a", "\x1b[;20H\x1b[ma\x1b[;6H"), ("①", "\x1b[;20H\x1b[m①\x1b[;6H")] {
        let mut painter = painter();
        painter.draw([(19, 0, &Cell::new(last))].into_iter()).unwrap();
        painter.set_cursor_position((5, 0)).unwrap();
        assert_eq!(written(&mut painter, &[]), wanted);
    }
}

#[test]
fn of_a_style_only_what_changes_is_written() {
    let red = Style::new().fg(Color::Red);
    for (first, second, wanted) in [
        (red, red, ""),
        (red, red.bg(Color::Indexed(233)), "\x1b[48;5;233m"),
        (red.bold(), red, "\x1b[22m"),
        (red.bold().dim(), red.dim(), "\x1b[22;2m"),
        (red.bg(Color::Blue), NO_STYLE, "\x1b[m"),
        (red.underlined(), red.fg(Color::Rgb(1, 2, 3)), "\x1b[0;38;2;1;2;3m"),
        (red.slow_blink().rapid_blink(), red.rapid_blink(), "\x1b[25;6m"),
        (red, red.hidden().crossed_out().italic(), "\x1b[3;8;9m"),
    ] {
        let text = written(&mut painter(), &[(0, 0, "a", first), (1, 0, "b", second)]);
        let between = text.split_once('a').unwrap().1.split_once('b').unwrap().0;
        assert_eq!(between, wanted, "{first:?} to {second:?}");
    }
}

#[test]
fn no_sequence_has_more_numbers_than_the_linux_console_reads() {
    let all = Style::new()
        .fg(Color::Rgb(1, 2, 3))
        .bg(Color::Rgb(4, 5, 6))
        .add_modifier(Modifier::all());
    let text = written(&mut painter(), &[(0, 0, "a", all)]);
    for sequence in text.split("\x1b[").filter_map(|rest| Some(rest.split_once('m')?.0)) {
        assert!(sequence.split(';').count() <= 16, "{text:?}");
    }
    assert!(text.contains("48;2;4;5;6m"), "{text:?}");
}

#[test]
fn the_blank_end_of_a_row_is_erased_where_that_leaves_its_ground() {
    let blue = Style::new().bg(Color::Blue);
    let row = |text: &str, style| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 3));
        buffer.set_style(Rect::new(0, 1, 20, 1), style);
        buffer.set_string(0, 1, text, style);
        buffer
    };
    for (erased, style, is_erased) in [
        (Erased::Painted, blue, true),
        (Erased::Plain, blue, false),
        (Erased::Plain, NO_STYLE, true),
        // What is seen on blanks is not what erasing leaves.
        (Erased::Painted, blue.crossed_out(), false),
        (Erased::Painted, blue.reversed(), false),
    ] {
        let mut painter = Painter::sized(Vec::new(), erased, Size::new(20, 3));
        let (before, after) = (row("保洁员保洁员", style), row("保洁", style));
        for frame in [Buffer::empty(before.area).diff(&before), before.diff(&after)] {
            painter.out_mut().clear();
            painter.draw(frame.into_iter()).unwrap();
            painter.flush().unwrap();
        }
        let text = String::from_utf8(painter.out().clone()).unwrap();
        assert_eq!(text.contains("\x1b[K"), is_erased, "{erased:?} {style:?}: {text:?}");
        assert_eq!(text.contains("       "), !is_erased, "{erased:?} {style:?}: {text:?}");
    }
}

/// Lines and blocks have been asked for.
fn is_ambiguous(c: char) -> bool {
    c.width() == Some(1) && c.width_cjk() == Some(2) && !('\u{2500}'..='\u{259f}').contains(&c)
}

#[test]
fn a_terminal_that_draws_ambiguous_characters_wide_shifts_nothing_else() {
    for seed in 0..200 {
        let mut rng = Rng::with_seed(seed);
        let size = made_up::size(&mut rng);
        let mut ours = Ours::new(size, Erased::Painted);
        ours.terminal.backend_mut().out_mut().instead = |c| if is_ambiguous(c) { '宽' } else { c };
        let mut frame = made_up::frame(&mut rng, size);
        // Nobody can help against a wide one in the last column.
        for y in 0..size.height {
            frame[(size.width - 1, y)].set_symbol(" ");
        }
        ours.draw(|it| it.buffer_mut().clone_from(&frame));
        for (name, rows) in ours.emulators().screens() {
            for (y, row) in (0..).zip(&rows) {
                let mut covered_to = 0;
                for x in 0..size.width {
                    let symbol = frame[(x, y)].symbol();
                    let is_own = !symbol.chars().any(is_ambiguous);
                    // A run of them may reach as far again as it is long.
                    covered_to = if is_own {
                        covered_to.max(x)
                    } else {
                        covered_to.max(x) + 2
                    };
                    if is_own && x >= covered_to && symbol.width() == 2 {
                        let shown = &row[usize::from(x)];
                        assert!(
                            matches!(shown, Seen::Cell { text, .. } if text == symbol),
                            "seed {seed}, {name} ({x}, {y}): {shown:?} for {symbol:?}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_would_move_the_cursor_elsewhere_is_blank() {
    for text in ["\x1b[2J", "\n", "\u{7}", "", "\u{301}", "\u{200b}"] {
        let shown = written(
            &mut painter(),
            &[(0, 0, "x", NO_STYLE), (1, 0, text, NO_STYLE), (2, 0, "y", NO_STYLE)],
        );
        assert_eq!(shown, "\x1b[H\x1b[mx y", "{text:?}");
    }
    // Half of it would be in the next row, and what is outside of the screen on its edge.
    assert_eq!(
        written(&mut painter(), &[(18, 0, "a", NO_STYLE), (19, 0, "工", NO_STYLE)]),
        "\x1b[;19H\x1b[ma"
    );
    assert_eq!(
        written(&mut painter(), &[(20, 0, "a", NO_STYLE), (0, 3, "b", NO_STYLE)]),
        ""
    );
}

#[test]
fn a_picture_is_not_wiped_by_the_cell_that_it_covers() {
    let shown = written(
        &mut painter(),
        &[
            (0, 0, "❤\u{fe0f}", NO_STYLE),
            (1, 0, " ", NO_STYLE),
            (2, 0, "y", NO_STYLE),
        ],
    );
    assert_eq!(shown, "\x1b[H\x1b[m❤\u{fe0f}\x1b[3Gy");
}

#[test]
fn half_of_a_character_leaves_nothing_of_the_other_half() {
    let mut painter = painter();
    let on_red = Style::new().bg(Color::Red);
    written(&mut painter, &[(4, 0, "工", on_red)]);
    assert_eq!(
        written(&mut painter, &[(5, 0, "a", NO_STYLE)]),
        "\x1b[;5H\x1b[0;48;5;1m \x1b[ma"
    );
    written(&mut painter, &[(4, 0, "工", on_red)]);
    assert_eq!(written(&mut painter, &[(3, 0, "保", NO_STYLE)]), "\x1b[;4H\x1b[m保 ");
}

#[test]
fn after_a_failed_write_the_next_frame_draws_all() {
    /// Takes nothing while it is broken.
    struct Broken(bool, Vec<u8>);
    impl Write for Broken {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.0 {
                Err(io::ErrorKind::BrokenPipe.into())
            } else {
                self.1.write(bytes)
            }
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut painter = Painter::sized(Broken(true, Vec::new()), Erased::Painted, Size::new(20, 3));
    painter.draw([(0, 0, &Cell::new("a"))].into_iter()).unwrap();
    painter.flush().unwrap_err();
    painter.out_mut().0 = false;
    painter.draw([(1, 2, &Cell::new("b"))].into_iter()).unwrap();
    painter.flush().unwrap();
    let text = String::from_utf8(painter.out().1.clone()).unwrap();
    assert!(text.contains('a') && text.contains('b'), "{text:?}");
}

#[test]
fn a_terminal_that_has_grown_unseen_is_drawn_on_to_its_edge() {
    let mut painter = painter();
    written(&mut painter, &[(18, 0, "工", NO_STYLE), (0, 1, "a", NO_STYLE)]);
    painter.resize(Size::new(25, 4));
    let grown = written(&mut painter, &[(24, 3, "b", NO_STYLE)]);
    for piece in ["\x1b[18C工", "a", "\x1b[24Cb"] {
        assert!(grown.contains(piece), "{grown:?}");
    }
    // And of what it has lost nothing is drawn on its edge.
    painter.resize(Size::new(19, 3));
    let shrunk = written(&mut painter, &[(25, 0, "c", NO_STYLE)]);
    assert!(shrunk.contains('a') && !shrunk.contains(['b', 'c', '工']), "{shrunk:?}");
}

#[test]
fn what_is_cleared_is_known_to_be_blank_and_nothing_else() {
    for (kind, kept) in [
        (ClearType::All, ""),
        (ClearType::AfterCursor, "ab"),
        (ClearType::BeforeCursor, "de"),
        (ClearType::CurrentLine, "ae"),
        (ClearType::UntilNewLine, "abe"),
    ] {
        let mut painter = painter();
        let all = [(0, 0, "a"), (2, 1, "b"), (4, 1, "c"), (6, 1, "d"), (0, 2, "e")];
        let all = all.map(|(x, y, text)| (x, y, text, NO_STYLE));
        written(&mut painter, &all);
        painter.set_cursor_position(Position::new(4, 1)).unwrap();
        painter.clear_region(kind).unwrap();
        painter.flush().unwrap();
        painter.out_mut().clear();
        // What is still there is not drawn once more.
        let again = written(&mut painter, &all);
        let drawn: String = again.chars().filter(|c| ('a'..='e').contains(c)).collect();
        for (_, _, text, _) in all {
            assert_eq!(drawn.contains(text), !kept.contains(text), "{kind}: {again:?}");
        }
    }
}

#[test]
fn a_screen_of_no_size_is_drawn_on() {
    for size in [Size::new(0, 0), Size::new(0, 5), Size::new(5, 0), Size::new(1, 1)] {
        let mut painter = Painter::sized(Vec::new(), Erased::Painted, size);
        painter.clear().unwrap();
        painter.draw([(0, 0, &Cell::new("工"))].into_iter()).unwrap();
        painter.flush().unwrap();
        assert!(!String::from_utf8(painter.out().clone()).unwrap().contains('工'));
    }
}
