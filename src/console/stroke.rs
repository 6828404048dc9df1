//! Keys as a keyboard has them: staff type, so digits and signs are what they say.

/// What somebody at a keyboard does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stroke {
    Char(char),
    /// A whole text at once.
    Paste(String),
    Enter,
    /// Takes back what is being typed.
    Escape,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Erase,
    Tab,
    BackTab,
}
