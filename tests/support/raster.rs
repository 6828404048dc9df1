//! What a camera would see of a screen: pixels, and the codes among them.

#![allow(unreachable_pub, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use ratatui::buffer::Buffer;
use ratatui::style::Color;

/// Pixels that a half cell is wide and high; a phone at arm's length gets more.
const PIXELS: usize = 3;

/// One cell as far as a camera is concerned: what half blocks and blanks look like. Letters are left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ink {
    pub symbol: String,
    pub foreground: u8,
    pub background: u8,
}

/// Half cells from the left and from the top, each by its brightness.
pub struct Picture {
    width: usize,
    brightness: Vec<u8>,
}

impl Picture {
    pub fn new(width: u16, height: u16, ink: impl Fn(u16, u16) -> Ink) -> Self {
        let halves = (0..height).flat_map(|y| [(y, true), (y, false)]);
        let brightness = halves.flat_map(|(y, upper)| (0..width).map(move |x| (x, y, upper)));
        Self {
            width: width.into(),
            brightness: brightness.map(|(x, y, upper)| ink(x, y).half(upper)).collect(),
        }
    }

    pub fn of_buffer(buffer: &Buffer) -> Self {
        let area = buffer.area;
        Self::new(area.width, area.height, |x, y| {
            let cell = &buffer[(x, y)];
            Ink {
                symbol: cell.symbol().to_owned(),
                foreground: shade(cell.fg, 255),
                background: shade(cell.bg, 0),
            }
        })
    }

    pub fn of_terminal(screen: &vt100::Screen) -> Self {
        let (height, width) = screen.size();
        Self::new(width.get(), height.get(), |x, y| {
            let shade = |colour, default| match colour {
                vt100::Color::Idx(index) => brightness_of(index),
                vt100::Color::Default | vt100::Color::Rgb(..) => default,
            };
            screen.cell(y, x).map_or_else(Ink::default, |cell| Ink {
                symbol: cell.contents().to_owned(),
                foreground: shade(cell.fgcolor(), 255),
                background: shade(cell.bgcolor(), 0),
            })
        })
    }

    /// The texts of all codes in it.
    pub fn codes(&self) -> Vec<String> {
        let height = self.brightness.len() / self.width;
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(self.width * PIXELS, height * PIXELS, |x, y| {
            self.brightness[y / PIXELS * self.width + x / PIXELS]
        });
        let grids = image.detect_grids();
        grids
            .iter()
            .filter_map(|grid| grid.decode().ok())
            .map(|(_, text)| text)
            .collect()
    }

    /// As a portable greymap, for other decoders.
    pub fn pgm(&self) -> Vec<u8> {
        let height = self.brightness.len() / self.width;
        let mut file = format!("P5 {} {} 255\n", self.width * PIXELS, height * PIXELS).into_bytes();
        for y in 0..height * PIXELS {
            let row = &self.brightness[y / PIXELS * self.width..][..self.width];
            file.extend(row.iter().flat_map(|&shade| [shade; PIXELS]));
        }
        file
    }
}

impl Ink {
    fn half(&self, upper: bool) -> u8 {
        let inked = match self.symbol.as_str() {
            "█" => true,
            "▀" => upper,
            "▄" => !upper,
            _ => false,
        };
        if inked { self.foreground } else { self.background }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "themes have no other colours")]
fn shade(colour: Color, default: u8) -> u8 {
    match colour {
        Color::Indexed(index) => brightness_of(index),
        _ => default,
    }
}

/// Of xterm's table: a cube of six steps a colour, then greys.
fn brightness_of(index: u8) -> u8 {
    const STEPS: [u16; 6] = [0, 95, 135, 175, 215, 255];
    let brightness = match index {
        0..=15 => u16::from(index) * 17,
        16..=231 => {
            let index = usize::from(index - 16);
            let (red, green, blue) = (STEPS[index / 36], STEPS[index / 6 % 6], STEPS[index % 6]);
            (red * 3 + green * 6 + blue) / 10
        }
        232..=255 => 8 + u16::from(index - 232) * 10,
    };
    u8::try_from(brightness).unwrap_or(u8::MAX)
}
