//! 编号 — the number by which people without a phone ask for a posting.

use std::fmt;
use std::str::FromStr;

use super::PostingId;

/// Six digits of 1–9, from a hash of the posting's identifier: the same on every kiosk and over every refresh.
///
/// There are 9⁶ = 531,441 of them, so in a large feed two postings may share one; both are then listed. No digit is
/// 0, because 0 goes back.
///
/// ```
/// use zhaohuo::posting::PostingNumber;
///
/// let number: PostingNumber = "482736".parse().expect("six digits of 1–9");
/// assert_eq!(number.to_string(), "482 736");
/// assert_eq!(number.digits(), "482736");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostingNumber(u32);

/// How many digits a 编号 has.
pub const NUMBER_DIGITS: usize = 6;

impl PostingNumber {
    #[must_use]
    pub fn of(id: &PostingId) -> Self {
        Self::of_text(&id.0)
    }

    /// The same of the identifier's text.
    #[must_use]
    pub fn of_text(id: &str) -> Self {
        let mut rest = fnv1a(id.as_bytes());
        let mut number = 0;
        for _ in 0..NUMBER_DIGITS {
            number = number * 10 + 1 + u32::try_from(rest % 9).unwrap_or(0);
            rest /= 9;
        }
        Self(number)
    }

    /// `482736`, as programs write it.
    #[must_use]
    pub fn digits(self) -> String {
        self.0.to_string()
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo; offset basis and prime of draft-eastlake-fnv). The standard library's hash may
/// change between compilers; this one must not.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// `482 736`: people read three digits at a time.
impl fmt::Display for PostingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03} {:03}", self.0 / 1000, self.0 % 1000)
    }
}

/// Six digits of 1–9; spaces between them do not matter.
impl FromStr for PostingNumber {
    type Err = NotANumber;

    fn from_str(typed: &str) -> Result<Self, NotANumber> {
        let digits: String = typed.chars().filter(|c| *c != ' ').collect();
        if digits.len() == NUMBER_DIGITS && digits.bytes().all(|b| matches!(b, b'1'..=b'9')) {
            digits.parse().map(Self).map_err(|_| NotANumber)
        } else {
            Err(NotANumber)
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("编号 is six digits of 1–9, like 482736")]
pub struct NotANumber;
