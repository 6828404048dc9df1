//! The token that a feed's server wants to see: a file that systemd lays before the kiosk and before nobody else.

use std::fs::File;
use std::io::ErrorKind;
use std::io::Read as _;
use std::path::Path;
use std::path::PathBuf;

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::config::CredentialName;
use crate::text::CleanText;
use crate::text::clean_error;

/// Set by systemd for `LoadCredential=` (systemd.exec(5)).
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";
/// What the unit loads, and where root finds it who pulls from a shell.
const INSTALLED: &str = "/etc/zhaohuo/credentials";
/// `LoadCredential=feed:FOLDER` calls each of the folder's files by the folder's name, an underscore and its own.
const ID: &str = "feed_";
/// Longer than any token in a header that servers take; they stop at 8 KB.
const TOKEN_BYTES_MAX: usize = 4096;
const SCHEME: &str = "Bearer ";

/// Why there is no token. None of these says what the credential is called: somebody may have written the token in
/// the place of its name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CredentialFault {
    #[error("令牌没找到：{folder} 里没有这个数据源的 credential 写的那个文件")]
    Missing { folder: CleanText },
    #[error("这个数据源的令牌读不了，在 {folder} 里：{reason}")]
    Unreadable { folder: CleanText, reason: CleanText },
    #[error("这个数据源的令牌文件是空的，在 {folder} 里")]
    Empty { folder: CleanText },
    #[error("这个数据源的令牌文件里不是一行令牌，在 {folder} 里")]
    NoToken { folder: CleanText },
}

/// Read for each pull, so that a shell sees a new one at once. Waits for the disk.
pub(super) fn authorization(name: &CredentialName) -> Result<HeaderValue, CredentialFault> {
    let given = std::env::var_os(CREDENTIALS_DIRECTORY).filter(|folder| !folder.is_empty());
    in_folder(
        &given.map_or_else(|| PathBuf::from(INSTALLED), PathBuf::from),
        name.as_str(),
    )
}

fn in_folder(folder: &Path, name: &str) -> Result<HeaderValue, CredentialFault> {
    let place = || clean_error(&folder.display());
    let unreadable = |error: std::io::Error| CredentialFault::Unreadable {
        folder: place(),
        reason: clean_error(&error),
    };
    let mut file = Err(CredentialFault::Missing { folder: place() });
    for path in [folder.join(format!("{ID}{name}")), folder.join(name)] {
        match File::open(path) {
            Ok(found) => {
                file = Ok(found);
                break;
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    let file = file?;
    // In one piece of memory: one that grows leaves its halves behind.
    let mut text = Zeroizing::new(String::with_capacity(SCHEME.len() + TOKEN_BYTES_MAX + 1));
    text.push_str(SCHEME);
    let limit = u64::try_from(TOKEN_BYTES_MAX).unwrap_or(u64::MAX) + 1;
    file.take(limit).read_to_string(&mut text).map_err(unreadable)?;
    let token = text[SCHEME.len()..].trim();
    if token.is_empty() {
        return Err(CredentialFault::Empty { folder: place() });
    }
    let is_token = token.len() <= TOKEN_BYTES_MAX && token.bytes().all(|byte| byte.is_ascii_graphic());
    let value = Zeroizing::new([SCHEME, token].concat());
    match HeaderValue::from_str(&value) {
        Ok(mut value) if is_token => {
            // Its Debug says so, and HTTP/2 keeps it out of the tables that outlive a request.
            value.set_sensitive(true);
            Ok(value)
        }
        Ok(_) | Err(_) => Err(CredentialFault::NoToken { folder: place() }),
    }
}
