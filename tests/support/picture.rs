//! A terminal's screen as an SVG: each character at its own place, so that Chinese stays aligned in any font; lines and
//! blocks as rectangles, so that a code stays crisp.

use std::fmt::Write as _;

use vt100::Cell;
use vt100::Color;
use vt100::Screen;

/// A cell in pixels: as foot draws it, 4 to 9, and a whole number for each half.
pub const WIDTH: u16 = 10;
pub const HEIGHT: u16 = 22;
/// A Chinese character fills two cells; a Latin one of the first font is 0.602 as wide as its size.
const SIZE_WIDE: &str = "20px";
const SIZE: &str = "16.6px";
/// From the top of a cell to the line on which characters stand.
const BASELINE: u16 = 17;
const FONTS: &str = "'DejaVu Sans Mono','Noto Sans Mono CJK SC','Noto Sans CJK SC','PingFang SC',\
'Microsoft YaHei',monospace";
/// What a terminal shows where a program asks for no colour.
const BACKGROUND: &str = "#121212";
const FOREGROUND: &str = "#d0d0d0";

/// How characters look; neighbours that look the same share a `<text>`.
#[derive(PartialEq, Eq)]
struct Ink {
    colour: String,
    bold: bool,
    underlined: bool,
    wide: bool,
}

/// What stands in a row from a column on.
struct Run {
    ink: Ink,
    column: u16,
    cells: u16,
    text: String,
}

/// The whole screen; `title` is for those who hear it.
pub fn svg(screen: &Screen, title: &str) -> String {
    let (rows, columns): (u16, u16) = (screen.size().0.get(), screen.size().1.get());
    let (width, height) = (columns * WIDTH, rows * HEIGHT);
    let mut svg = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<title>{title}</title>
<style>text{{font:{SIZE} {FONTS}}}.w{{font-size:{SIZE_WIDE}}}.b{{font-weight:bold}}.u{{text-decoration:underline}}</style>
<rect width="{width}" height="{height}" fill="{BACKGROUND}"/>
"#
    );
    for row in 0..rows {
        let cells: Vec<(u16, &Cell)> = (0..columns)
            .filter_map(|column| Some((column, screen.cell(row, column)?)))
            .collect();
        draw_backgrounds(&mut svg, row, &cells);
        draw_characters(&mut svg, row, &cells);
    }
    svg.push_str("</svg>\n");
    svg
}

/// One rectangle a run of one colour; none for what lies there already.
fn draw_backgrounds(svg: &mut String, row: u16, cells: &[(u16, &Cell)]) {
    let mut behind: Vec<(u16, String)> = Vec::new();
    for (column, cell) in cells {
        // The second half of a wide character has the colours of the first.
        let half = cell.is_wide_continuation().then(|| behind.last()).flatten();
        let colour = half.map_or_else(|| colours(cell).1, |(_, colour)| colour.clone());
        behind.push((*column, colour));
    }
    for run in behind.chunk_by(|(_, left), (_, right)| left == right) {
        let (column, colour) = &run[0];
        if colour != BACKGROUND {
            let width = u16::try_from(run.len()).unwrap() * WIDTH;
            draw_rectangle(svg, [column * WIDTH, row * HEIGHT, width, HEIGHT], colour);
        }
    }
}

fn draw_characters(svg: &mut String, row: u16, cells: &[(u16, &Cell)]) {
    let mut lines: Vec<([u16; 4], String)> = Vec::new();
    let mut runs: Vec<Run> = Vec::new();
    for (column, cell) in cells.iter().filter(|(_, cell)| !cell.contents().trim().is_empty()) {
        let (colour, _) = colours(cell);
        if let Some(parts) = parts(cell.contents()) {
            for [x, y, width, height] in parts {
                add(
                    &mut lines,
                    [column * WIDTH + x, row * HEIGHT + y, width, height],
                    &colour,
                );
            }
            continue;
        }
        let ink = Ink {
            colour,
            bold: cell.bold(),
            underlined: cell.underline(),
            wide: cell.is_wide(),
        };
        let cells = if cell.is_wide() { 2 } else { 1 };
        match runs.last_mut() {
            Some(run) if run.ink == ink && run.column + run.cells == *column => {
                run.cells += cells;
                run.text.push_str(cell.contents());
            }
            Some(_) | None => runs.push(Run {
                ink,
                column: *column,
                cells,
                text: cell.contents().to_owned(),
            }),
        }
    }
    for (line, colour) in &lines {
        draw_rectangle(svg, *line, colour);
    }
    for run in runs {
        draw_run(svg, row, &run);
    }
}

/// Makes one rectangle of two that stand side by side: a rule over 80 cells is one.
fn add(lines: &mut Vec<([u16; 4], String)>, [x, y, width, height]: [u16; 4], colour: &str) {
    let beside = lines.iter_mut().find(|([left, top, wide, high], its)| {
        (left.checked_add(*wide), *top, *high, its.as_str()) == (Some(x), y, height, colour)
    });
    match beside {
        Some((line, _)) => line[2] += width,
        None => lines.push(([x, y, width, height], colour.to_owned())),
    }
}

/// With its length given, so that it ends where the terminal's does, whatever the font.
fn draw_run(svg: &mut String, row: u16, run: &Run) {
    let Ink {
        colour,
        bold,
        underlined,
        wide,
    } = &run.ink;
    let classes = [(wide, "w"), (bold, "b"), (underlined, "u")];
    let classes: Vec<&str> = classes.iter().filter(|(is, _)| **is).map(|(_, class)| *class).collect();
    let class = if classes.is_empty() {
        String::new()
    } else {
        format!(r#" class="{}""#, classes.join(" "))
    };
    let (x, y) = (run.column * WIDTH, row * HEIGHT + BASELINE);
    let length = run.cells * WIDTH;
    let text = run.text.replace('&', "&amp;").replace('<', "&lt;");
    writeln!(
        svg,
        r#"<text{class} x="{x}" y="{y}" textLength="{length}" fill="{colour}">{text}</text>"#
    )
    .unwrap();
}

fn draw_rectangle(svg: &mut String, [x, y, width, height]: [u16; 4], colour: &str) {
    writeln!(
        svg,
        r#"<rect x="{x}" y="{y}" width="{width}" height="{height}" fill="{colour}" shape-rendering="crispEdges"/>"#
    )
    .unwrap();
}

/// Of a line or block: its rectangles in the cell, as x, y, width and height.
pub fn parts(symbol: &str) -> Option<Vec<[u16; 4]>> {
    let (half_width, half_height) = (WIDTH / 2, HEIGHT / 2);
    let arms = |left: bool, right: bool, up: bool, down: bool| {
        let mut parts = Vec::new();
        if left || right {
            let from = if left { 0 } else { half_width };
            let to = if right { WIDTH } else { half_width + 1 };
            parts.push([from, half_height, to - from, 1]);
        }
        if up || down {
            let from = if up { 0 } else { half_height };
            let to = if down { HEIGHT } else { half_height + 1 };
            parts.push([half_width, from, 1, to - from]);
        }
        parts
    };
    // Upper left, upper right, lower left, lower right.
    let quarters = |set: [bool; 4]| {
        let places = [(0, 0), (half_width, 0), (0, half_height), (half_width, half_height)];
        let set = places.iter().zip(set).filter(|(_, is)| *is);
        set.map(|((x, y), _)| [*x, *y, half_width, half_height]).collect()
    };
    Some(match symbol {
        "─" => arms(true, true, false, false),
        "│" => arms(false, false, true, true),
        "┌" => arms(false, true, false, true),
        "┐" => arms(true, false, false, true),
        "└" => arms(false, true, true, false),
        "┘" => arms(true, false, true, false),
        "├" => arms(false, true, true, true),
        "┤" => arms(true, false, true, true),
        "┬" => arms(true, true, false, true),
        "┴" => arms(true, true, true, false),
        "┼" => arms(true, true, true, true),
        "█" => vec![[0, 0, WIDTH, HEIGHT]],
        "▀" => vec![[0, 0, WIDTH, half_height]],
        "▄" => vec![[0, half_height, WIDTH, half_height]],
        "▌" => vec![[0, 0, half_width, HEIGHT]],
        "▐" => vec![[half_width, 0, half_width, HEIGHT]],
        "▘" => quarters([true, false, false, false]),
        "▝" => quarters([false, true, false, false]),
        "▖" => quarters([false, false, true, false]),
        "▗" => quarters([false, false, false, true]),
        "▚" => quarters([true, false, false, true]),
        "▞" => quarters([false, true, true, false]),
        "▛" => quarters([true, true, true, false]),
        "▜" => quarters([true, true, false, true]),
        "▙" => quarters([true, false, true, true]),
        "▟" => quarters([false, true, true, true]),
        _ => return None,
    })
}

/// Of the character and behind it.
fn colours(cell: &Cell) -> (String, String) {
    let front = colour(cell.fgcolor()).unwrap_or_else(|| FOREGROUND.to_owned());
    let back = colour(cell.bgcolor()).unwrap_or_else(|| BACKGROUND.to_owned());
    if cell.inverse() { (back, front) } else { (front, back) }
}

/// The 256-colour table of xterm. None for what the terminal itself chooses.
fn colour(colour: Color) -> Option<String> {
    /// The first sixteen have no fixed shades; these are xterm's.
    const FIRST: [u32; 16] = [
        0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
        0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
    ];
    let cube = |level: u32| if level == 0 { 0 } else { 55 + 40 * level };
    let number = match colour {
        Color::Default => return None,
        Color::Rgb(red, green, blue) => u32::from_be_bytes([0, red, green, blue]),
        Color::Idx(index) => {
            let index = u32::from(index);
            match index {
                0..16 => FIRST[index as usize],
                16..232 => {
                    let index = index - 16;
                    cube(index / 36) << 16 | cube(index / 6 % 6) << 8 | cube(index % 6)
                }
                _ => (8 + 10 * (index - 232)) * 0x01_0101,
            }
        }
    };
    Some(format!("#{number:06x}"))
}
