//! Which secret a feed's server wants to see. The secret itself is in no configuration.

use serde::Deserialize;
use serde::Deserializer;

/// Names of files end there, and no token that somebody pasted in the place of its name would be much shorter.
const NAME_BYTES_MAX: usize = 64;

/// The name of a file with a token. It shows nowhere: somebody may have written the token itself.
#[derive(Clone, PartialEq, Eq)]
pub struct CredentialName(String);

impl CredentialName {
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it names a file in a folder and nothing else, by characters that systemd takes in the name of a
    /// credential.
    pub(super) fn is_plain(&self) -> bool {
        let is_taken = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        (1..=NAME_BYTES_MAX).contains(&self.0.len()) && !self.0.starts_with('.') && self.0.bytes().all(is_taken)
    }
}

impl std::fmt::Debug for CredentialName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CredentialName")
    }
}

/// Takes whatever stands there, for the check to refuse: the TOML reader's own message would show it.
impl<'de> Deserialize<'de> for CredentialName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = toml::Value::deserialize(deserializer)?;
        Ok(Self(written.as_str().unwrap_or_default().to_owned()))
    }
}
