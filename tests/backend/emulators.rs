//! Two terminals that know nothing of each other, and what both show, cell by cell.

use std::io;
use std::io::Write;
use std::num::NonZeroU16;

use ratatui::layout::Size;

/// One cell as it is seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    Covered,
    Cell {
        text: String,
        ink: Colour,
        ground: Colour,
        marks: Vec<&'static str>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Own,
    Index(u8),
    Rgb(u8, u8, u8),
}

impl From<vt100::Color> for Colour {
    fn from(colour: vt100::Color) -> Self {
        match colour {
            vt100::Color::Default => Self::Own,
            vt100::Color::Idx(index) => Self::Index(index),
            vt100::Color::Rgb(red, green, blue) => Self::Rgb(red, green, blue),
        }
    }
}

impl From<Option<avt::Color>> for Colour {
    fn from(colour: Option<avt::Color>) -> Self {
        match colour {
            None => Self::Own,
            Some(avt::Color::Indexed(index)) => Self::Index(index),
            Some(avt::Color::RGB(rgb)) => Self::Rgb(rgb.r, rgb.g, rgb.b),
        }
    }
}

/// What is seen where nothing stands.
const SEEN_ON_BLANKS: [&str; 4] = ["underline", "inverse", "strike", "blink"];

impl Seen {
    fn new(text: &str, ink: Colour, ground: Colour, marks: &[(&'static str, bool)]) -> Self {
        let set = marks.iter().filter(|(_, is_set)| *is_set).map(|(name, _)| *name);
        let marks: Vec<_> = set.collect();
        let text = if text.is_empty() { " " } else { text };
        if text == " " && !marks.iter().any(|mark| SEEN_ON_BLANKS.contains(mark)) {
            return Self::Cell {
                text: text.to_owned(),
                ink: Colour::Own,
                ground,
                marks: Vec::new(),
            };
        }
        Self::Cell {
            text: text.to_owned(),
            ink,
            ground,
            marks,
        }
    }
}

/// What both emulators show, each with its name.
pub type Screens = [(&'static str, Vec<Vec<Seen>>); 2];

/// Takes what is written to a terminal.
pub struct Emulators {
    vt100: vt100::Parser,
    avt: avt::Terminal,
    /// How often it was written to, and how much.
    pub writes: usize,
    pub bytes: usize,
    /// What a character is taken for, where not for itself.
    pub instead: fn(char) -> char,
}

impl Emulators {
    pub fn new(size: Size) -> Self {
        Self {
            vt100: vt100::Parser::new(cells(size.height), cells(size.width), 0),
            avt: avt::Terminal::new(size.width.into(), size.height.into()).unwrap(),
            writes: 0,
            bytes: 0,
            instead: |c| c,
        }
    }

    pub fn resize(&mut self, size: Size) {
        self.vt100.screen_mut().set_size(cells(size.height), cells(size.width));
        self.avt.resize(size.width.into(), size.height.into());
    }

    pub fn screens(&self) -> Screens {
        [("vt100", self.of_vt100()), ("avt", self.of_avt())]
    }

    fn of_vt100(&self) -> Vec<Vec<Seen>> {
        let screen = self.vt100.screen();
        let (height, width) = screen.size();
        let cell = |y, x| {
            let cell = screen.cell(y, x).unwrap();
            if cell.is_wide_continuation() {
                return Seen::Covered;
            }
            let marks = [
                ("bold", cell.bold()),
                ("dim", cell.dim()),
                ("italic", cell.italic()),
                ("underline", cell.underline()),
                ("inverse", cell.inverse()),
            ];
            Seen::new(cell.contents(), cell.fgcolor().into(), cell.bgcolor().into(), &marks)
        };
        (0..u16::from(height))
            .map(|y| (0..u16::from(width)).map(|x| cell(y, x)).collect())
            .collect()
    }

    fn of_avt(&self) -> Vec<Vec<Seen>> {
        let cell = |cell: &avt::Cell| {
            if cell.width() == 0 {
                return Seen::Covered;
            }
            let pen = cell.pen();
            let marks = [
                ("bold", pen.is_bold()),
                ("dim", pen.is_faint()),
                ("italic", pen.is_italic()),
                ("underline", pen.is_underline()),
                ("inverse", pen.is_inverse()),
                ("strike", pen.is_strikethrough()),
                ("blink", pen.is_blink()),
            ];
            let text = cell.char().to_string();
            Seen::new(&text, pen.foreground().into(), pen.background().into(), &marks)
        };
        let lines = self.avt.screen().visible_lines();
        lines.map(|line| line.cells().iter().map(cell).collect()).collect()
    }
}

impl Write for Emulators {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = std::str::from_utf8(bytes).unwrap();
        let text: String = text.chars().map(self.instead).collect();
        self.vt100.process(text.as_bytes());
        self.avt.feed(text.as_str());
        self.writes += 1;
        self.bytes += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
