//! The bytes that a slip printer gets: ESC/POS, as Epson wrote it down and everybody else builds it.
//!
//! What is said to the printer is a dozen commands, all in this file. No text can be one of them: they begin below
//! 0x20, and a text that was cleaned has nothing there, in none of the encodings.

use super::Slip;
use super::layout::Row;
use super::letters::encode;
use crate::code::Code;
use crate::code::QUIET_ZONE;
use crate::config::CodeBy;
use crate::config::Encoding;
use crate::config::Printing;

/// `ESC @`: whatever the last slip left set is forgotten.
const RESET: &[u8] = b"\x1b@";
/// `FS &`: two bytes are one Chinese character.
const CHINESE_ON: &[u8] = b"\x1c&";
/// `GS !` for the ASCII font, `FS !` for the Chinese one: to some printers each says nothing of the other's.
const LARGE: &[u8] = b"\x1d!\x11\x1c!\x0c";
const USUAL: &[u8] = b"\x1d!\x00\x1c!\x00";
/// `ESC a`
const LEFT: &[u8] = b"\x1ba\x00";
const CENTRE: &[u8] = b"\x1ba\x01";
/// `GS V 1`: all but a bridge in the middle, so that no slip falls on the floor.
const CUT: &[u8] = b"\x1dV\x01";
/// `ESC d`: five lines, 19 mm: the last row must pass the knife, or the edge that paper is torn at.
const FEED: &[u8] = b"\x1bd\x05";

/// Dots that a module is wide: 0.75 mm, which a phone reads at arm's length; fewer where the paper is too narrow.
const MODULE_DOTS: usize = 6;
/// Of an address. 15-M holds 412 (ISO/IEC 18004:2015 table 7); its 77 modules and their quiet zone are four dots each on
/// 58 mm, and less is too fine for wax on cheap paper.
pub const CODE_BYTES_MAX: usize = 412;

#[must_use]
pub fn to_bytes(slip: &Slip, printing: Printing) -> Vec<u8> {
    let mut bytes = RESET.to_vec();
    match printing.encoding {
        Encoding::Gbk | Encoding::Gb18030 => bytes.extend(CHINESE_ON),
        // A printer that takes UTF-8 was set to it; Chinese mode would set it back.
        Encoding::Utf8 => {}
    }
    for row in slip.rows(printing) {
        match row {
            Row::Text { text, large, centred } => {
                let text = encode(&text, printing.encoding);
                bytes.extend(if centred { CENTRE } else { LEFT });
                if large {
                    bytes.extend(LARGE);
                }
                bytes.extend(text.as_ref());
                bytes.push(b'\n');
                if large {
                    bytes.extend(USUAL);
                }
            }
            Row::Rule => {
                bytes.extend(LEFT);
                bytes.extend(std::iter::repeat_n(b'-', printing.paper.columns()));
                bytes.push(b'\n');
            }
            Row::Code(address) => {
                // An empty line on each side is the quiet zone that a printer does not draw.
                bytes.extend(CENTRE);
                bytes.push(b'\n');
                bytes.extend(code(address.as_str(), printing));
                bytes.push(b'\n');
            }
        }
    }
    bytes.extend(FEED);
    if printing.cut {
        bytes.extend(CUT);
    }
    bytes
}

/// Nothing where the address is too long for paper; a slip has none such.
fn code(address: &str, printing: Printing) -> Vec<u8> {
    let Some(code) = Code::new(address, usize::MAX).filter(|_| address.len() <= CODE_BYTES_MAX) else {
        return Vec::new();
    };
    let dots = MODULE_DOTS.min(printing.paper.dots() / (code.width() + 2 * QUIET_ZONE));
    match printing.code {
        CodeBy::Native => native(address, dots),
        CodeBy::Raster => raster(&code, dots),
    }
}

/// `GS ( k`: model 2, size, level M, store, print.
fn native(address: &str, dots: usize) -> Vec<u8> {
    let size = u8::try_from(dots).unwrap_or(u8::MAX);
    let mut bytes = Vec::new();
    let mut function = |parameters: &[&[u8]]| {
        let parameters = parameters.concat();
        bytes.extend(b"\x1d(k");
        bytes.extend(u16_of(parameters.len() + 1));
        bytes.push(b'1');
        bytes.extend(parameters);
    };
    function(&[b"A2\x00"]);
    function(&[b"C", &[size]]);
    function(&[b"E1"]);
    function(&[b"P0", address.as_bytes()]);
    function(&[b"Q0"]);
    bytes
}

/// `GS v 0`, with the quiet zone.
fn raster(code: &Code, dots: usize) -> Vec<u8> {
    let side = (code.width() + 2 * QUIET_ZONE) * dots;
    let row_bytes = side.div_ceil(8);
    let is_dark = |x: usize, y: usize| {
        let module = (x / dots)
            .checked_sub(QUIET_ZONE)
            .zip((y / dots).checked_sub(QUIET_ZONE));
        x < side && module.is_some_and(|(x, y)| code.is_dark(x, y))
    };
    let mut bytes = b"\x1dv0\x00".to_vec();
    bytes.extend(u16_of(row_bytes));
    bytes.extend(u16_of(side));
    for y in 0..side {
        bytes.extend(
            (0..row_bytes).map(|byte| (0..8).fold(0, |bits, bit| bits << 1 | u8::from(is_dark(byte * 8 + bit, y)))),
        );
    }
    bytes
}

/// As ESC/POS writes lengths: the low byte first.
fn u16_of(length: usize) -> [u8; 2] {
    u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes()
}
