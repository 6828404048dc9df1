//! ratatui's frames in as few bytes as they need, and in one write each.

use std::io;
use std::io::Write;

use ratatui::backend::Backend;
use ratatui::backend::ClearType;
use ratatui::backend::WindowSize;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::layout::Size;

use super::grid::Grid;
use super::pen::Pen;

/// What the terminal does with the ground where it erases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erased {
    /// It takes the ground that is set (`bce` in terminfo).
    Painted,
    /// It may take its own.
    Plain,
}

/// Whose entries in terminfo have `bce`: curses programs erase so there. tmux has it not, because `screen` has not, and
/// does so since 2.4.
const PAINTERS: [&str; 13] = [
    "alacritty",
    "foot",
    "gnome",
    "iterm2",
    "konsole",
    "linux",
    "mintty",
    "putty",
    "rxvt",
    "st",
    "tmux",
    "vte",
    "xterm",
];
/// Call themselves an `xterm` of their own, without it.
const OTHERS: [&str; 2] = ["xterm-kitty", "xterm-ghostty"];

impl Erased {
    /// What a terminal that calls itself so (`TERM`) does.
    ///
    /// ```
    /// use zhaohuo::edge::terminal::Erased;
    ///
    /// assert_eq!(Erased::of("xterm-256color"), Erased::Painted);
    /// assert_eq!(Erased::of("screen-256color"), Erased::Plain);
    /// assert_eq!(Erased::of("screen-256color-bce"), Erased::Painted);
    /// ```
    #[must_use]
    pub fn of(term: &str) -> Self {
        let family = term.split('-').next().unwrap_or(term);
        if (PAINTERS.contains(&family) && !OTHERS.contains(&term)) || term.ends_with("-bce") {
            Self::Painted
        } else {
            Self::Plain
        }
    }
}

/// Draws on a terminal that shows nothing yet, and that nobody else draws on.
///
/// The cursor is not moved where it already is, also behind a wide character; the blank end of a row is erased; of
/// colours and modifiers only what changes is written. Nothing is written before [`Backend::flush`], and then all of it
/// in one write, as a synchronized update.
#[derive(Debug)]
pub struct Painter<W> {
    out: W,
    /// `None` where it is the controlling terminal's.
    size: Option<Size>,
    erased: Erased,
    pen: Pen,
    grid: Grid,
    is_cursor_shown: Option<bool>,
}

impl<W: Write> Painter<W> {
    /// On the controlling terminal, which tells its size.
    ///
    /// # Errors
    ///
    /// Where it does not.
    pub fn new(out: W, erased: Erased) -> io::Result<Self> {
        let (width, height) = crossterm::terminal::size()?;
        let mut painter = Self::sized(out, erased, Size::new(width, height));
        painter.size = None;
        Ok(painter)
    }

    /// On anything, of a size in cells that somebody else tells.
    pub fn sized(out: W, erased: Erased, size: Size) -> Self {
        Self {
            out,
            size: Some(size),
            erased,
            pen: Pen::new(),
            grid: Grid::blank(size),
            is_cursor_shown: None,
        }
    }

    /// It has another size from now on; `Terminal` clears it then.
    pub fn resize(&mut self, size: Size) {
        self.size = Some(size);
    }

    pub const fn out(&self) -> &W {
        &self.out
    }

    pub const fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }

    fn show_cursor(&mut self, is_shown: bool) {
        // Others may have changed it since the last frame, which is no reason to write one.
        if self.is_cursor_shown != Some(is_shown) || self.pen.has_begun() {
            self.pen.control(if is_shown { b"\x1b[?25h" } else { b"\x1b[?25l" });
            self.is_cursor_shown = Some(is_shown);
        }
    }
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        let mut content = content.peekable();
        if content.peek().is_none() {
            return Ok(());
        }
        for (x, y, cell) in content {
            let at = Position::new(x, y);
            // Between the first two looks at its size it may have changed, as a window does when it is made.
            if !self.grid.has(at) && self.size()? != self.grid.size() {
                let size = self.size()?;
                self.grid.fit(size);
            }
            self.grid.want(at, cell);
        }
        // Others may have moved it since the last frame.
        self.pen.lose_cursor();
        self.grid.paint(&mut self.pen, self.erased == Erased::Painted);
        Ok(())
    }

    fn append_lines(&mut self, n: u16) -> io::Result<()> {
        self.pen.control("\n".repeat(n.into()).as_bytes());
        self.pen.lose_cursor();
        self.grid.forget();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.show_cursor(false);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.show_cursor(true);
        Ok(())
    }

    /// Where it was left, as far as that is known: the terminal's answer would come among the keys.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.pen.position().unwrap_or_default())
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.pen.go(position.into());
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.clear_region(ClearType::All)
    }

    fn clear_region(&mut self, clear_type: ClearType) -> io::Result<()> {
        let at = self.pen.position();
        self.pen.erase_plain(match clear_type {
            ClearType::All => b"\x1b[2J",
            ClearType::AfterCursor => b"\x1b[J",
            ClearType::BeforeCursor => b"\x1b[1J",
            ClearType::CurrentLine => b"\x1b[2K",
            ClearType::UntilNewLine => b"\x1b[K",
        });
        match (clear_type, at) {
            (ClearType::All, _) => self.grid = Grid::blank(self.size()?),
            (_, None) => self.grid.forget(),
            (ClearType::AfterCursor, Some(at)) => self.grid.blanked(|it| (it.y, it.x) >= (at.y, at.x)),
            (ClearType::BeforeCursor, Some(at)) => self.grid.blanked(|it| (it.y, it.x) <= (at.y, at.x)),
            (ClearType::CurrentLine, Some(at)) => self.grid.blanked(|it| it.y == at.y),
            (ClearType::UntilNewLine, Some(at)) => self.grid.blanked(|it| it.y == at.y && it.x >= at.x),
        }
        Ok(())
    }

    fn size(&self) -> io::Result<Size> {
        match self.size {
            Some(size) => Ok(size),
            None => crossterm::terminal::size().map(|(width, height)| Size::new(width, height)),
        }
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size()?,
            // Nobody here asks for them.
            pixels: Size::ZERO,
        })
    }

    fn flush(&mut self) -> io::Result<()> {
        let Some(frame) = self.pen.finished() else {
            return Ok(());
        };
        let written = self.out.write_all(frame).and_then(|()| self.out.flush());
        self.pen.rinse();
        if written.is_err() {
            self.pen.lose_cursor();
            self.grid.forget_shown();
        }
        written
    }
}
