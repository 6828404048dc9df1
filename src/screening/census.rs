//! Which telephone belongs to how many employers.

use std::collections::HashMap;

use crate::posting::Posting;
use crate::text::CleanText;

/// So many employers behind one telephone are looked at. Two or three may share a clerk, or be branches of a firm.
pub const MANY_EMPLOYERS: usize = 4;
/// Shorter numbers are hotlines, which belong to everybody.
const DIGITS_MIN: usize = 7;

/// The employers of each telephone, over all postings.
#[derive(Debug, Default)]
pub struct Census {
    employers: HashMap<Box<str>, Vec<CleanText>>,
}

impl Census {
    pub fn count(&mut self, phone: Option<&CleanText>, employer: Option<&CleanText>) {
        let (Some(phone), Some(employer)) = (digits_of(phone), employer) else {
            return;
        };
        let employers = self.employers.entry(phone).or_default();
        // More are not told apart: a feed of one telephone must not cost the square of its length.
        if employers.len() < MANY_EMPLOYERS && !employers.contains(employer) {
            employers.push(employer.clone());
        }
    }

    /// The employers behind a posting's telephone, where they are many.
    #[must_use]
    pub fn many(&self, posting: &Posting) -> Option<&[CleanText]> {
        let employers = self.employers.get(&digits_of(posting.contact.phone.as_ref())?)?;
        (employers.len() >= MANY_EMPLOYERS).then_some(employers)
    }
}

/// People write one number in many ways.
fn digits_of(phone: Option<&CleanText>) -> Option<Box<str>> {
    let digits: String = phone?.chars().filter(char::is_ascii_digit).collect();
    // The country's own code is left out by most.
    let digits = digits
        .strip_prefix("86")
        .filter(|rest| rest.len() > DIGITS_MIN)
        .unwrap_or(&digits);
    (digits.len() >= DIGITS_MIN).then(|| digits.into())
}
