//! Keys by what they mean here. All of them are on a plain number pad; the edge translates, also where NumLock is off.

/// A key or a touch. A screen where one types reads [`Key::typed`] first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Key {
    /// 1–9 choose what is numbered.
    Digit(u8),
    /// `0`, `Insert`.
    Back,
    Enter,
    /// `+`, page down.
    NextPage,
    /// `-`, page up.
    PreviousPage,
    /// `*`
    Languages,
    /// `/`
    Help,
    /// `.`, Delete.
    Large,
    Up,
    Down,
    /// `←`: leaves a page where `0` is typed.
    Left,
    Right,
    Erase,
    /// Takes away all that is typed: only a touch.
    Clear,
    /// Holds what moves on the waiting screen, and lets it go on: only a touch.
    Hold,
    /// A letter, Chinese from an input method, space.
    Char(char),
    /// The n-th of what was found, counted from 0, where digits type: no key on a keyboard, only a touch.
    Result(u8),
    /// The n-th mark of what was asked for, counted from 0, to be taken off: only a touch.
    Mark(u8),
}

impl Key {
    /// What the key writes where one types.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self {
            Self::Digit(digit) => char::from_digit(digit.into(), 10),
            Self::Back => Some('0'),
            Self::Char(c) => Some(c),
            Self::Enter
            | Self::NextPage
            | Self::PreviousPage
            | Self::Languages
            | Self::Help
            | Self::Large
            | Self::Clear
            | Self::Hold
            | Self::Up
            | Self::Down
            | Self::Left
            | Self::Right
            | Self::Erase
            | Self::Result(_)
            | Self::Mark(_) => None,
        }
    }
}
