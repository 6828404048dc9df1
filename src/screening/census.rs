//! Which telephone belongs to how many employers.

use std::collections::HashSet;
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

/// Who is called for whom, over all postings.
#[derive(Debug, Default)]
pub struct Calls(Vec<(NonZeroI64, NonZeroI64)>);

/// The telephones of many employers.
#[derive(Debug, Default)]
pub struct Census(HashSet<NonZeroI64>);

impl Contact {
    #[must_use]
    pub fn of(telephone: Option<&str>, employer: Option<&str>) -> Self {
        Self {
            telephone: telephone.and_then(digits_of).map(|digits| digest(&digits)),
            employer: employer.map(digest),
        }
    }
}

impl Calls {
    pub fn note(&mut self, contact: Contact) {
        self.0.extend(contact.telephone.zip(contact.employer));
    }

    #[must_use]
    pub fn census(mut self) -> Census {
        self.0.sort_unstable();
        self.0.dedup();
        let by_telephone = self.0.chunk_by(|(one, _), (other, _)| one == other);
        let many = by_telephone.filter(|employers| employers.len() >= MANY_EMPLOYERS);
        Census(many.filter_map(|employers| Some(employers.first()?.0)).collect())
    }
}

impl Census {
    /// Whether there are many employers behind a posting's telephone.
    #[must_use]
    pub fn has_many(&self, contact: Contact) -> bool {
        contact.telephone.is_some_and(|telephone| self.0.contains(&telephone))
    }
}

impl FromIterator<Contact> for Census {
    fn from_iter<I: IntoIterator<Item = Contact>>(contacts: I) -> Self {
        let mut calls = Calls::default();
        contacts.into_iter().for_each(|contact| calls.note(contact));
        calls.census()
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
