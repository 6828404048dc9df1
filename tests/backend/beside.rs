//! The same frame through both backends.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io;
use std::rc::Rc;

use ratatui::Frame;
use ratatui::Terminal;
use ratatui::TerminalOptions;
use ratatui::Viewport;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::layout::Size;
use zhaohuo::edge::terminal::Erased;
use zhaohuo::edge::terminal::Painter;

use crate::emulators::Emulators;
use crate::emulators::Screens;

/// A screen that our backend draws on, frame upon frame.
pub struct Ours {
    pub terminal: Terminal<Painter<Emulators>>,
}

impl Ours {
    pub fn new(size: Size, erased: Erased) -> Self {
        let painter = Painter::sized(Emulators::new(size), erased, size);
        Self {
            terminal: Terminal::new(painter).unwrap(),
        }
    }

    pub fn resize(&mut self, size: Size) {
        let painter = self.terminal.backend_mut();
        painter.out_mut().resize(size);
        painter.resize(size);
    }

    /// Draws; gives the writes and the bytes that it took.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame)) -> (usize, usize) {
        let before = (self.emulators().writes, self.emulators().bytes);
        self.terminal.draw(view).unwrap();
        (self.emulators().writes - before.0, self.emulators().bytes - before.1)
    }

    pub fn emulators(&self) -> &Emulators {
        self.terminal.backend().out()
    }

    /// Draws a frame, and says where the emulators then show something else than these screens.
    pub fn differences(&mut self, frame: &Buffer, stock: &Screens) -> String {
        self.draw(|it| it.buffer_mut().clone_from(frame));
        differences(&self.emulators().screens(), stock)
    }
}

/// The same for ratatui's own.
pub struct Stock {
    terminal: Terminal<CrosstermBackend<Wire>>,
    emulators: Rc<RefCell<Emulators>>,
}

/// Its writer is its own, and nobody else may look at it.
struct Wire(Rc<RefCell<Emulators>>);

impl io::Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Stock {
    pub fn new(size: Size) -> Self {
        let viewport = Viewport::Fixed(Rect::new(0, 0, size.width, size.height));
        let emulators = Rc::new(RefCell::new(Emulators::new(size)));
        let backend = CrosstermBackend::new(Wire(Rc::clone(&emulators)));
        Self {
            terminal: Terminal::with_options(backend, TerminalOptions { viewport }).unwrap(),
            emulators,
        }
    }

    /// What is shown after it has drawn a frame on a screen with nothing on it.
    pub fn screens(frame: &Buffer) -> Screens {
        let mut stock = Self::new(frame.area.as_size());
        stock.draw(frame);
        let emulators = stock.emulators.borrow();
        emulators.screens()
    }

    /// Draws; gives the bytes that it took.
    pub fn draw(&mut self, frame: &Buffer) -> usize {
        let before = self.emulators.borrow().bytes;
        self.terminal.draw(|it| it.buffer_mut().clone_from(frame)).unwrap();
        self.emulators.borrow().bytes - before
    }
}

/// Where two screens differ, a line each; nothing where they do not.
fn differences(ours: &Screens, stock: &Screens) -> String {
    let mut text = String::new();
    if ours == stock {
        return text;
    }
    for ((name, ours), (_, stock)) in ours.iter().zip(stock) {
        assert_eq!((ours.len(), ours[0].len()), (stock.len(), stock[0].len()), "{name}");
        for (y, (ours, stock)) in ours.iter().zip(stock).enumerate() {
            for (x, (ours, stock)) in ours.iter().zip(stock).enumerate() {
                if ours != stock {
                    writeln!(text, "{name} ({x}, {y}): {ours:?} instead of {stock:?}").unwrap();
                }
            }
        }
    }
    text
}
