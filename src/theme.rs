//! Styles, named by what they mean.
//!
//! Colours are entries of the 256-colour table that xterm set and everybody copied: a terminal that knows true colour
//! knows them too, they cost fewer bytes, and a test can reckon their contrast. The 16 of an older terminal have other
//! shades on each, so those themes keep to pairs that can be read in all. Where there are no colours, or none are
//! wanted (no-color.org), bold, underlined and reversed say the same.

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
    /// The 16 of ECMA-48 and their bright ones, in shades of the terminal's own.
    Colours16,
    Plain,
}

/// What these call themselves knows the 256-colour table, whatever `COLORTERM` says.
const KNOW_256: [&str; 7] = ["256", "foot", "kitty", "alacritty", "direct", "ghostty", "wezterm"];
/// Terminals without colours; VT terminals got them with the VT525.
const KNOW_NONE: [&str; 7] = ["dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320"];

impl Depth {
    /// What the environment says: whether `NO_COLOR` is set to anything, `TERM`, and whether `COLORTERM` is.
    ///
    /// ```
    /// use zhaohuo::theme::Depth;
    ///
    /// assert_eq!(Depth::of(false, "xterm-256color", false), Depth::Colours256);
    /// assert_eq!(Depth::of(false, "linux", false), Depth::Colours16);
    /// assert_eq!(Depth::of(true, "foot", true), Depth::Plain);
    /// ```
    #[must_use]
    pub fn of(no_colour: bool, term: &str, true_colour: bool) -> Self {
        let family = term.split('-').next().unwrap_or(term);
        let is_mono = term.ends_with("-m") || term.ends_with("-mono");
        // A name outlives no login, while COLORTERM may come from the terminal before this one.
        if no_colour || family.is_empty() || is_mono || KNOW_NONE.contains(&family) {
            Self::Plain
        } else if true_colour || KNOW_256.iter().any(|name| term.contains(name)) {
            Self::Colours256
        } else {
            Self::Colours16
        }
    }
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
            (Depth::Colours256, ThemeName::Contrast) => CONTRAST,
            (Depth::Colours16, ThemeName::Dark) => DARK_16,
            (Depth::Colours16, ThemeName::Light) => LIGHT_16,
            (Depth::Colours16, ThemeName::Contrast) => CONTRAST_16,
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

/// Nothing but black, white and yellow: each pair has at least 19:1.
const CONTRAST: Theme = Theme {
    text: on(231, 16),
    strong: on(231, 16).add_modifier(Modifier::BOLD),
    muted: on(231, 16),
    key: on(226, 16).add_modifier(Modifier::BOLD),
    money: on(226, 16).add_modifier(Modifier::BOLD),
    warning: on(226, 16).add_modifier(Modifier::UNDERLINED),
    bar: on(16, 231),
    bar_key: on(16, 231).add_modifier(Modifier::BOLD),
    selected: on(16, 226).add_modifier(Modifier::BOLD),
    gone: on(231, 16).add_modifier(Modifier::CROSSED_OUT),
};

// Of 16 colours. Three habits of the Linux console bind them (drivers/tty/vt/vt.c). It has eight grounds: a bright one
// comes out dark. Bold is the bright colour, and the end of bold the dark one, so what is bright is bold, always, and
// nothing else is. Underlined is another colour, so nothing is. And on a red, green, brown or magenta ground
// nothing has 7:1 with the shades of both VGA and xterm.

const DARK_16: Theme = Theme {
    text: on(GREY, BLACK),
    strong: bright(WHITE, BLACK),
    muted: on(GREY, BLACK),
    key: bright(YELLOW, BLACK),
    money: bright(GREEN, BLACK),
    warning: on(BLACK, CYAN),
    bar: bright(WHITE, BLUE),
    bar_key: bright(YELLOW, BLUE),
    selected: on(BLACK, GREY),
    gone: on(GREY, BLACK).add_modifier(Modifier::CROSSED_OUT),
};

const LIGHT_16: Theme = Theme {
    text: on(BLACK, GREY),
    strong: on(BLACK, GREY),
    muted: on(BLACK, GREY),
    key: bright(WHITE, BLACK),
    money: on(BLACK, GREY),
    warning: bright(YELLOW, BLACK),
    bar: bright(WHITE, BLUE),
    bar_key: bright(YELLOW, BLUE),
    selected: bright(WHITE, BLUE),
    gone: on(BLACK, GREY).add_modifier(Modifier::CROSSED_OUT),
};

const CONTRAST_16: Theme = Theme {
    text: bright(WHITE, BLACK),
    strong: bright(WHITE, BLACK),
    muted: bright(WHITE, BLACK),
    key: bright(YELLOW, BLACK),
    money: bright(YELLOW, BLACK),
    warning: bright(YELLOW, BLACK),
    bar: bright(WHITE, BLACK),
    bar_key: bright(YELLOW, BLACK),
    selected: on(BLACK, GREY),
    gone: bright(WHITE, BLACK).add_modifier(Modifier::CROSSED_OUT),
};

const BLACK: u8 = 0;
const BLUE: u8 = 4;
const CYAN: u8 = 6;
const GREY: u8 = 7;
const GREEN: u8 = 10;
const YELLOW: u8 = 11;
const WHITE: u8 = 15;

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

const fn bright(foreground: u8, background: u8) -> Style {
    on(foreground, background).add_modifier(Modifier::BOLD)
}
