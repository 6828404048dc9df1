//! Which terminal controls this program: `/dev/tty` is but a name for it.

use std::fs;

use crate::diagnosis::Console;

/// `proc_pid_stat(5)`: its seventh field, the fourth behind the name, which may itself hold blanks and brackets.
const TTY_FIELD_BEHIND_NAME: usize = 4;

#[must_use]
pub fn console() -> Console {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let number = stat
        .rsplit_once(')')
        .and_then(|(_, rest)| rest.split_ascii_whitespace().nth(TTY_FIELD_BEHIND_NAME)?.parse().ok());
    match number {
        None => Console::Unknown,
        // There is none, and whoever wants to draw on it hears so.
        Some(0) => Console::Drawn,
        Some(number) => {
            let (major, minor) = of_number(number);
            Console::of_device(major, minor)
        }
    }
}

/// "The minor device number is contained in the combination of bits 31 to 20 and 7 to 0; the major device number is in
/// bits 15 to 8" (`proc_pid_stat(5)`). Read as signed, as it is printed.
fn of_number(number: i32) -> (u32, u32) {
    let bits = number.cast_unsigned();
    ((bits >> 8) & 0xff, (bits & 0xff) | (bits >> 20 << 8))
}
