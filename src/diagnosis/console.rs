//! Whether there is any use in drawing Chinese here.

use crate::text::CleanText;
use crate::text::LINE_CHARS;

/// What the terminal is, as the kernel knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Console {
    /// The kernel's own drawing on a screen, of this number: 512 glyphs at most, no Chinese among them.
    Bare(u32),
    /// Somebody else draws it: an emulator, an SSH client, whatever is at the end of a serial line.
    Drawn,
    /// The kernel does not say.
    Unknown,
}

/// The first 63 of the kernel's terminals are screens; behind them come serial lines
/// (Documentation/admin-guide/devices.txt).
const SCREENS: std::ops::RangeInclusive<u32> = 1..=63;
const TTY_MAJOR: u32 = 4;

impl Console {
    /// Of a terminal's device number.
    ///
    /// ```
    /// use zhaohuo::diagnosis::Console;
    ///
    /// assert_eq!(Console::of_device(4, 7), Console::Bare(7)); // /dev/tty7
    /// assert_eq!(Console::of_device(4, 64), Console::Drawn); // /dev/ttyS0
    /// assert_eq!(Console::of_device(136, 7), Console::Drawn); // /dev/pts/7
    /// ```
    #[must_use]
    pub fn of_device(major: u32, minor: u32) -> Self {
        if major == TTY_MAJOR && SCREENS.contains(&minor) {
            Self::Bare(minor)
        } else {
            Self::Drawn
        }
    }
}

/// Cells that 中工 takes. Another number says that the terminal takes it for something else: of the six bytes, a
/// terminal of Latin-1 makes six characters and one of GBK three wide ones.
pub const CHINESE_COLUMNS: u16 = 4;

/// Why Chinese would be blanks or rubbish; in ASCII, the only letters that such a terminal has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error(
        "the bare Linux console cannot draw Chinese: the screen would be blank.\n\
         Install the package of zhaohuo and start kiosk.service, which brings a\n\
         terminal that can; by hand:\n\
         \u{20}   apt install cage foot seatd fonts-noto-cjk fonts-dejavu-core\n\
         Staff log in over SSH from a terminal that can. `zhaohuo doctor` says more.\n\
         Where this console does draw Chinese: ZHAOHUO_ANY_CONSOLE=1 zhaohuo"
    )]
    Bare,
    #[error(
        "this terminal draws two Chinese characters {columns} columns wide, not 4:\n\
         TERM={term} takes no UTF-8, or has no Chinese. Set it, and the\n\
         locale, to UTF-8 (LANG=C.UTF-8). `zhaohuo doctor` says more.\n\
         To go on anyway: ZHAOHUO_ANY_CONSOLE=1 zhaohuo"
    )]
    Columns { term: CleanText, columns: u16 },
}

/// `columns`: how far 中工 moved the cursor; `None` where the terminal does not say, which is no reason to refuse. The
/// bare console moves it as far as it should, and draws nothing.
///
/// # Errors
///
/// Why Chinese is of no use here.
pub fn refusal(console: &Console, term: &str, columns: Option<u16>) -> Result<(), Refused> {
    match (console, columns) {
        (Console::Bare(_), _) => Err(Refused::Bare),
        // What calls itself so, where nothing says otherwise, is it.
        (Console::Unknown, _) if term == "linux" => Err(Refused::Bare),
        (Console::Drawn | Console::Unknown, Some(columns)) if columns != CHINESE_COLUMNS => Err(Refused::Columns {
            term: ascii(term),
            columns,
        }),
        (Console::Drawn | Console::Unknown, Some(_) | None) => Ok(()),
    }
}

/// A name from the environment, for a terminal without any other letters. Cut here: what cuts elsewhere puts a … there.
#[must_use]
pub(super) fn ascii(name: &str) -> CleanText {
    let plain: String = name.chars().filter(char::is_ascii_graphic).take(NAME_CHARS).collect();
    CleanText::new(&plain, LINE_CHARS)
}

/// Longer than any name of a terminal.
const NAME_CHARS: usize = 24;
