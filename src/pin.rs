//! The PIN of the maintenance screen: what it may be, what is kept of it, and how long one waits after wrong ones.

mod ladder;

use std::fmt;

use argon2::Argon2;
use argon2::Params;
use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::PasswordVerifier as _;
use argon2::password_hash::phc::PasswordHash;
use serde::Deserialize;
use serde::Deserializer;

pub use ladder::Lock;
pub use ladder::Standing;
pub use ladder::WRONG_FREE;
pub use ladder::WRONG_MAX;

/// Fewer are guessed within the tries that there are; more are written on a note beside the screen.
pub const DIGITS_MIN: usize = 6;
pub const DIGITS_MAX: usize = 12;
/// Of a hash that is checked, in KiB: what a kiosk with 1 GB can spare for a second.
const MEMORY_MAX_KIB: u32 = 256 * 1024;
/// Passes over that memory: more would take a slow box longer than anybody waits.
const PASSES_MAX: u32 = 16;

/// The digits that somebody typed. They show nowhere: not even its `Debug` says them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Pin(String);

/// What the configuration keeps of a PIN: a PHC string of argon2id. Six digits can be found from it by somebody with
/// time, so that it shows nowhere either.
#[derive(Clone, PartialEq, Eq)]
pub struct PinHash(String);

/// What is wrong with a hash. None of these repeats it: somebody may have written the PIN in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinHashError {
    #[error("这不是 `zhaohuo pin` 给的那一行；PIN 本身不要写在这里")]
    NoHash,
    #[error("只认 argon2id；用 `zhaohuo pin` 重新做一个")]
    OtherAlgorithm,
    #[error("这个要算太久、占太多内存；用 `zhaohuo pin` 重新做一个")]
    TooCostly,
}

impl Pin {
    /// `None` for what no PIN can be.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let mut pin = Self::default();
        let all = text.chars().all(|digit| pin.push(digit));
        (all && pin.is_whole()).then_some(pin)
    }

    /// One digit more; `false` for what is none, and where it has as many as it may.
    pub fn push(&mut self, digit: char) -> bool {
        let taken = digit.is_ascii_digit() && self.0.len() < DIGITS_MAX;
        if taken {
            self.0.push(digit);
        }
        taken
    }

    pub fn pop(&mut self) {
        self.0.pop();
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// It has as many digits as one must have.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.len() >= DIGITS_MIN
    }
}

impl PinHash {
    /// Takes a good part of a second.
    ///
    /// # Errors
    ///
    /// Where the system gives no random salt.
    pub fn of(pin: &Pin) -> Result<Self, argon2::password_hash::Error> {
        let hash = Argon2::default().hash_password(pin.0.as_bytes())?;
        Ok(Self(hash.to_string()))
    }

    /// As it stands in the configuration.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// # Errors
    ///
    /// Where no PIN could be checked by it.
    pub fn check(&self) -> Result<(), PinHashError> {
        let hash = PasswordHash::new(&self.0).map_err(|_| PinHashError::NoHash)?;
        if hash.algorithm != argon2::ARGON2ID_IDENT {
            return Err(PinHashError::OtherAlgorithm);
        }
        let params = Params::try_from(&hash).map_err(|_| PinHashError::NoHash)?;
        if hash.salt.is_none() || hash.hash.is_none() {
            return Err(PinHashError::NoHash);
        }
        if params.m_cost() > MEMORY_MAX_KIB || params.t_cost() > PASSES_MAX {
            return Err(PinHashError::TooCostly);
        }
        Ok(())
    }

    /// Whether the PIN is the one. Takes a good part of a second.
    #[must_use]
    pub fn is_of(&self, pin: &Pin) -> bool {
        PasswordHash::new(&self.0).is_ok_and(|hash| Argon2::default().verify_password(pin.0.as_bytes(), &hash).is_ok())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Pin")
    }
}

impl fmt::Debug for PinHash {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("PinHash")
    }
}

/// Takes whatever stands there, for [`PinHash::check`] to refuse: the TOML reader's own message would show the line, and
/// in it a PIN that somebody wrote as a number.
impl<'de> Deserialize<'de> for PinHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::Value::deserialize(deserializer)?;
        Ok(Self(written.as_str().unwrap_or_default().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_six_to_twelve_digits_and_shows_nowhere() {
        for text in ["", "12345", "1234567890123", "12345a", "１２３４５６", "123 456"] {
            assert_eq!(Pin::of(text), None, "{text}");
        }
        let pin = Pin::of("024680").unwrap();
        assert_eq!((pin.len(), format!("{pin:?}")), (6, "Pin".to_owned()));
    }

    #[test]
    fn a_hash_is_of_its_own_pin_and_of_no_other_and_never_twice_the_same() {
        let pin = Pin::of("024680").unwrap();
        let hash = PinHash::of(&pin).unwrap();
        assert_eq!(hash.check(), Ok(()));
        assert!(hash.is_of(&pin) && !hash.is_of(&Pin::of("024681").unwrap()));
        assert!(!hash.as_str().contains("024680") && hash.as_str().starts_with("$argon2id$"));
        assert_ne!(hash, PinHash::of(&pin).unwrap());
    }

    #[test]
    fn what_is_no_hash_or_would_stop_the_kiosk_is_refused_and_not_repeated() {
        let salted = |start: &str| format!("{start}$c2FsdHNhbHRzYWx0$mE1wpQz8LmtmHLOaRWZ7cHsr2TfCl9zCCYlQGBRyCKU");
        for (text, why) in [
            ("024680".to_owned(), PinHashError::NoHash),
            ("$argon2id$v=19$m=19456,t=2,p=1".to_owned(), PinHashError::NoHash),
            (salted("$argon2id$v=19$m=1,t=2,p=1"), PinHashError::NoHash),
            (salted("$argon2i$v=19$m=19456,t=2,p=1"), PinHashError::OtherAlgorithm),
            (salted("$argon2id$v=19$m=4194304,t=2,p=1"), PinHashError::TooCostly),
            (salted("$argon2id$v=19$m=19456,t=1000,p=1"), PinHashError::TooCostly),
        ] {
            assert_eq!(PinHash(text.clone()).check(), Err(why), "{text}");
            assert!(!why.to_string().contains("024680"));
        }
        assert_eq!(PinHash(salted("$argon2id$v=19$m=19456,t=2,p=1")).check(), Ok(()));
    }
}
