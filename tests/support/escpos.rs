//! A slip printer that prints into memory, written from Epson's ESC/POS reference and knowing nothing of the program.
//! It has the commands that slips need, and stops at any other.

#![allow(unreachable_pub, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use encoding_rs::Encoding;
use encoding_rs::UTF_8;
use unicode_width::UnicodeWidthChar as _;

/// What came out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Out {
    Row(Row),
    /// A code that the printer drew, by what it was told to hold.
    Code(Code),
    Image(Image),
    Feed(u8),
    Cut,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub text: String,
    pub large: bool,
    pub centred: bool,
    /// In characters of the ASCII font at its usual size.
    pub columns: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Code {
    pub text: String,
    pub model: u8,
    pub dots: u8,
    pub level: u8,
    pub centred: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub width: usize,
    pub height: usize,
    /// From the left and from the top; true is black.
    pub dots: Vec<bool>,
    pub centred: bool,
}

struct Printer<'a> {
    rest: &'a [u8],
    encoding: &'static Encoding,
    chinese: bool,
    /// Of the ASCII font and of the Chinese one.
    large: (bool, bool),
    centred: bool,
    code: Code,
    line: Vec<u8>,
    out: Vec<Out>,
}

/// All that a stream prints. `Err` names the first byte that is no command it knows and no text.
pub fn print(bytes: &[u8], encoding: &'static Encoding) -> Result<Vec<Out>, String> {
    let mut printer = Printer {
        rest: bytes,
        encoding,
        chinese: false,
        large: (false, false),
        centred: false,
        code: Code::default(),
        line: Vec::new(),
        out: Vec::new(),
    };
    while let Some(byte) = printer.next() {
        printer
            .take(byte)
            .map_err(|why| format!("{why}, {} bytes before the end", printer.rest.len()))?;
    }
    if printer.line.is_empty() {
        Ok(printer.out)
    } else {
        Err("a line without an end".to_owned())
    }
}

impl Printer<'_> {
    fn next(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn must(&mut self) -> Result<u8, String> {
        self.next().ok_or_else(|| "cut off in a command".to_owned())
    }

    fn many(&mut self, count: usize) -> Result<&[u8], String> {
        let (many, rest) = self.rest.split_at_checked(count).ok_or("cut off in data")?;
        self.rest = rest;
        Ok(many)
    }

    fn take(&mut self, byte: u8) -> Result<(), String> {
        match byte {
            0x0a => self.end_line(),
            0x1b => self.escape(),
            0x1c => self.chinese(),
            0x1d => self.group(),
            0x20..=0x7e => {
                self.line.push(byte);
                Ok(())
            }
            0x80.. => self.wide(byte),
            other => Err(format!("{other:02x} is a command of its own")),
        }
    }

    /// Two bytes make a Chinese character; in UTF-8, as many as it says.
    fn wide(&mut self, first: u8) -> Result<(), String> {
        self.line.push(first);
        if self.encoding == UTF_8 {
            return Ok(());
        }
        if !self.chinese {
            return Err("Chinese while Chinese mode is off".to_owned());
        }
        let second = self.must()?;
        match (first, second) {
            (0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe) => self.line.push(second),
            (0x81..=0xfe, 0x30..=0x39) if self.encoding == encoding_rs::GB18030 => {
                self.line.push(second);
                for _ in 0..2 {
                    let byte = self.must()?;
                    self.line.push(byte);
                }
            }
            _ => return Err(format!("{first:02x} {second:02x} is no character")),
        }
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), String> {
        let line = std::mem::take(&mut self.line);
        let (text, _, wrong) = self.encoding.decode(&line);
        if wrong {
            return Err(format!("{line:02x?} is no text"));
        }
        if self.large.0 != self.large.1 && !text.is_empty() {
            return Err(format!("{text}: Latin and Chinese letters of different size"));
        }
        let columns = |c: char| match c.width() {
            Some(0) => 0,
            Some(_) | None if c.is_ascii() => 1,
            Some(_) | None => 2,
        };
        let columns: usize = text.chars().map(columns).sum();
        self.out.push(Out::Row(Row {
            columns: if self.large.0 { 2 * columns } else { columns },
            text: text.into_owned(),
            large: self.large.0,
            centred: self.centred,
        }));
        Ok(())
    }

    fn escape(&mut self) -> Result<(), String> {
        match self.must()? {
            b'@' => {
                self.chinese = false;
                self.large = (false, false);
                self.centred = false;
                self.code = Code::default();
            }
            b'a' => self.centred = self.must()? == 1,
            b'd' => {
                let lines = self.must()?;
                self.out.push(Out::Feed(lines));
            }
            other => return Err(format!("ESC {other:02x} is none of a slip's")),
        }
        Ok(())
    }

    fn chinese(&mut self) -> Result<(), String> {
        match self.must()? {
            b'&' => self.chinese = true,
            b'!' => self.large.1 = self.must()? & 0x0c == 0x0c,
            other => return Err(format!("FS {other:02x} is none of a slip's")),
        }
        Ok(())
    }

    fn group(&mut self) -> Result<(), String> {
        match self.must()? {
            b'!' => self.large.0 = self.must()? == 0x11,
            b'V' if matches!(self.must()?, 0 | 1) => self.out.push(Out::Cut),
            b'v' if self.many(2)? == b"0\0" => self.image()?,
            b'(' if self.must()? == b'k' => self.code()?,
            other => return Err(format!("GS {other:02x} is none of a slip's")),
        }
        Ok(())
    }

    fn length(&mut self) -> Result<usize, String> {
        Ok(usize::from(self.must()?) + 256 * usize::from(self.must()?))
    }

    fn image(&mut self) -> Result<(), String> {
        let (row, height) = (self.length()?, self.length()?);
        let dots = self.many(row * height)?;
        let dots = dots
            .iter()
            .flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0));
        let dots = dots.collect();
        self.out.push(Out::Image(Image {
            width: 8 * row,
            height,
            dots,
            centred: self.centred,
        }));
        Ok(())
    }

    fn code(&mut self) -> Result<(), String> {
        let length = self.length()?;
        let parameters = self.many(length)?.to_vec();
        match parameters.as_slice() {
            [b'1', b'A', model, 0] => self.code.model = *model,
            [b'1', b'C', dots] => self.code.dots = *dots,
            [b'1', b'E', level] => self.code.level = *level,
            [b'1', b'P', b'0', text @ ..] => {
                self.code.text = String::from_utf8(text.to_vec()).map_err(|_| "a code of no text")?;
            }
            [b'1', b'Q', b'0'] => {
                let code = Code {
                    centred: self.centred,
                    ..self.code.clone()
                };
                self.out.push(Out::Code(code));
            }
            other => return Err(format!("GS ( k {other:02x?} is none of a slip's")),
        }
        Ok(())
    }
}

impl Image {
    /// The texts of all codes in it. It is enough to look at each `step`th dot of each `step`th row, where a module is a
    /// few of those.
    pub fn codes(&self, step: usize) -> Vec<String> {
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(self.width / step, self.height / step, |x, y| {
            if self.dots[step * y * self.width + step * x] {
                0
            } else {
                255
            }
        });
        let grids = image.detect_grids();
        let read = grids.iter().filter_map(|grid| grid.decode().ok());
        read.map(|(_, text)| text).collect()
    }

    /// As a portable greymap, for other decoders.
    pub fn pgm(&self) -> Vec<u8> {
        let mut file = format!("P5 {} {} 255\n", self.width, self.height).into_bytes();
        file.extend(self.dots.iter().map(|black| if *black { 0 } else { 255 }));
        file
    }
}

/// All that is written, without the room between.
pub fn squeezed(out: &[Out]) -> String {
    let rows = out.iter().filter_map(|out| match out {
        Out::Row(row) => Some(row.text.as_str()),
        Out::Code(_) | Out::Image(_) | Out::Feed(_) | Out::Cut => None,
    });
    squeeze(&rows.collect::<Vec<_>>().join(""))
}

/// Where a row ends, a space or the dot between two parts goes; where it goes on, they stay.
pub fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !" ·".contains(*c)).collect()
}
