//! What a printer says of itself: `DLE EOT n`, answered at once by one byte, even in the middle of a slip.

use std::io;
use std::time::Duration;
use std::time::Instant;

use super::line::Line;
use crate::printing::PrinterState;

/// Bits 0, 1, 4 and 7 are 0, 1, 1 and 0 in each answer, so that none is mistaken for something else.
const FIXED: u8 = 0b1001_0011;
const FIXED_ARE: u8 = 0b0001_0010;

/// `DLE EOT 1`: it prints nothing now, for whatever reason.
const OFFLINE: u8 = 1 << 3;
/// `DLE EOT 2`: the reasons.
const COVER_OPEN: u8 = 1 << 2;
const PAPER_ENDED: u8 = 1 << 5;
const ERROR: u8 = 1 << 6;
/// `DLE EOT 3`: an error that mends itself, one of the knife, one that does not mend, and one that heat is.
const TROUBLE: u8 = 1 << 2 | 1 << 3 | 1 << 5 | 1 << 6;
/// `DLE EOT 4`: no paper at the sensor. Bits 2 and 3 say that it will end soon, with which one can print.
const NO_PAPER: u8 = 1 << 5 | 1 << 6;

/// How it is; `None` where it does not say, as many cannot.
///
/// # Errors
///
/// Where the line has broken.
pub(super) fn ask(line: &Line, patience: Duration) -> io::Result<Option<PrinterState>> {
    let mut answers = [0; 4];
    for (number, answer) in (1..).zip(&mut answers) {
        match question(line, number, patience)? {
            Some(byte) => *answer = byte,
            None => return Ok(None),
        }
    }
    let [printer, reasons, errors, paper] = answers;
    Ok(Some(if paper & NO_PAPER != 0 || reasons & PAPER_ENDED != 0 {
        PrinterState::PaperOut
    } else if reasons & COVER_OPEN != 0 {
        PrinterState::CoverOpen
    } else if printer & OFFLINE != 0 || reasons & ERROR != 0 || errors & TROUBLE != 0 {
        PrinterState::Offline
    } else {
        PrinterState::Ready
    }))
}

fn question(line: &Line, number: u8, patience: Duration) -> io::Result<Option<u8>> {
    const DLE: u8 = 0x10;
    const EOT: u8 = 0x04;
    let deadline = Instant::now() + patience;
    // An answer that came too late belongs to nobody.
    line.forget_unread()?;
    if line.write(&[DLE, EOT, number], deadline).is_err() {
        return Ok(None);
    }
    while let Some(byte) = line.read(deadline)? {
        if byte & FIXED == FIXED_ARE {
            return Ok(Some(byte));
        }
    }
    Ok(None)
}
