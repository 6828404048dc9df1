//! Which telephone belongs to how many employers.

use std::collections::HashMap;
use std::num::NonZeroI64;

use sha2::Digest as _;
use sha2::Sha256;

/// So many employers behind one telephone are looked at. Two or three may share a clerk, or be branches of a firm.
pub const MANY_EMPLOYERS: usize = 4;
/// Shorter numbers are hotlines, which belong to everybody.
const DIGITS_MIN: usize = 7;

/// Who is called, and for whom: eight bytes of a digest each, so that a hundred thousand are kept in little room. Two of a
/// million are not told apart once in forty million times, and then somebody looks at a posting for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Contact {
    /// `None` where there is no number, or a hotline.
    pub telephone: Option<NonZeroI64>,
    pub employer: Option<NonZeroI64>,
}

/// The employers of each telephone, over all postings.
#[derive(Debug, Default)]
pub struct Census {
    employers: HashMap<NonZeroI64, Vec<NonZeroI64>>,
}

impl Contact {
    #[must_use]
    pub fn of(telephone: Option<&str>, employer: Option<&str>) -> Self {
        Self {
            telephone: telephone.and_then(digits_of).map(|digits| digest(&digits)),
            employer: employer.map(digest),
        }
    }
}

impl Census {
    pub fn count(&mut self, contact: Contact) {
        let (Some(telephone), Some(employer)) = (contact.telephone, contact.employer) else {
            return;
        };
        let employers = self.employers.entry(telephone).or_default();
        // More are not told apart: a feed of one telephone must not cost the square of its length.
        if employers.len() < MANY_EMPLOYERS && !employers.contains(&employer) {
            employers.push(employer);
        }
    }

    /// Whether there are many employers behind a posting's telephone.
    #[must_use]
    pub fn has_many(&self, contact: Contact) -> bool {
        let employers = contact.telephone.and_then(|it| self.employers.get(&it));
        employers.is_some_and(|employers| employers.len() >= MANY_EMPLOYERS)
    }
}

/// People write one number in many ways.
fn digits_of(phone: &str) -> Option<String> {
    let mut digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    // The country's own code is left out by most.
    if digits.starts_with("86") && digits.len() > DIGITS_MIN + 2 {
        digits.drain(..2);
    }
    (digits.len() >= DIGITS_MIN).then_some(digits)
}

fn digest(text: &str) -> NonZeroI64 {
    let digest = Sha256::digest(text);
    let number = digest.first_chunk().map(|bytes| i64::from_le_bytes(*bytes));
    number.and_then(NonZeroI64::new).unwrap_or(NonZeroI64::MIN)
}
