//! Styles, named by what they mean.
//!
//! Colours are entries of the 256-colour table that xterm set and everybody copied: a terminal that knows true colour
//! knows them too, they cost fewer bytes, and a test can reckon their contrast. Where there are fewer colours, or
//! none are wanted (no-color.org), bold, underlined and reversed say the same.

use ratatui::style::Color;
use ratatui::style::Modifier;
use ratatui::style::Style;

use crate::config::ThemeName;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// What is read.
    pub text: Style,
    /// What is read first: a posting's title.
    pub strong: Style,
    /// What is read last.
    pub muted: Style,
    /// A key that can be pressed.
    pub key: Style,
    /// What is earned.
    pub money: Style,
    /// What must not be overlooked.
    pub warning: Style,
    /// The bars at the top and the bottom, and keys on them.
    pub bar: Style,
    pub bar_key: Style,
    /// Where the arrows stand.
    pub selected: Style,
    /// No longer on offer.
    pub gone: Style,
}

/// What the terminal can do, and the user wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    Colours256,
    /// 16 colours of unknown shades, or none.
    Plain,
}

/// Black on white, whatever the theme: what a phone's camera expects.
pub const CODE: Style = Style::new().fg(Color::Indexed(16)).bg(Color::Indexed(231));
/// The same for terminals without the 256-colour table.
pub const CODE_PLAIN: Style = Style::new().fg(Color::Black).bg(Color::White);

impl Theme {
    #[must_use]
    pub const fn of(name: ThemeName, depth: Depth) -> Self {
        match (depth, name) {
            (Depth::Plain, _) => PLAIN,
            (Depth::Colours256, ThemeName::Dark) => DARK,
            (Depth::Colours256, ThemeName::Light) => LIGHT,
        }
    }

    /// Each style with its name, for what must hold of all of them.
    #[must_use]
    pub fn styles(&self) -> [(&'static str, Style); 10] {
        [
            ("text", self.text),
            ("strong", self.strong),
            ("muted", self.muted),
            ("key", self.key),
            ("money", self.money),
            ("warning", self.warning),
            ("bar", self.bar),
            ("bar_key", self.bar_key),
            ("selected", self.selected),
            ("gone", self.gone),
        ]
    }
}

const DARK: Theme = Theme {
    text: on(255, 233),
    strong: on(231, 233).add_modifier(Modifier::BOLD),
    muted: on(250, 233),
    key: on(221, 233).add_modifier(Modifier::BOLD),
    money: on(120, 233).add_modifier(Modifier::BOLD),
    warning: on(217, 233),
    bar: on(255, 236),
    bar_key: on(221, 236).add_modifier(Modifier::BOLD),
    selected: on(233, 221).add_modifier(Modifier::BOLD),
    gone: on(250, 233).add_modifier(Modifier::CROSSED_OUT),
};

const LIGHT: Theme = Theme {
    text: on(233, 231),
    strong: on(16, 231).add_modifier(Modifier::BOLD),
    muted: on(238, 231),
    key: on(18, 231).add_modifier(Modifier::BOLD),
    money: on(22, 231).add_modifier(Modifier::BOLD),
    warning: on(88, 231),
    bar: on(233, 254),
    bar_key: on(18, 254).add_modifier(Modifier::BOLD),
    selected: on(231, 18).add_modifier(Modifier::BOLD),
    gone: on(238, 231).add_modifier(Modifier::CROSSED_OUT),
};

const PLAIN: Theme = Theme {
    text: Style::new(),
    strong: Style::new().add_modifier(Modifier::BOLD),
    muted: Style::new(),
    key: Style::new().add_modifier(Modifier::BOLD),
    money: Style::new().add_modifier(Modifier::BOLD),
    warning: Style::new().add_modifier(Modifier::UNDERLINED),
    bar: Style::new(),
    bar_key: Style::new().add_modifier(Modifier::BOLD),
    selected: Style::new().add_modifier(Modifier::REVERSED),
    gone: Style::new().add_modifier(Modifier::CROSSED_OUT),
};

const fn on(foreground: u8, background: u8) -> Style {
    Style::new()
        .fg(Color::Indexed(foreground))
        .bg(Color::Indexed(background))
}
