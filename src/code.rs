//! An address that a feed names → the modules of a QR code, or the reason why there is none.
//!
//! A code is a door that a stranger walks through with a phone in the hand. It is drawn only for an `https` page on a
//! host that the operator allows, and the host stands under it in words.

use jiff::Timestamp;
use qrcode::EcLevel;
use qrcode::QrCode;
use url::Host;
use url::Url;

use crate::config::AllowList;
use crate::config::MapPage;
use crate::posting::Geo;
use crate::posting::Posting;

/// Light modules that must stand around a code (ISO/IEC 18004:2015 §6.3.8).
pub const QUIET_ZONE: usize = 4;

/// An address that a code may lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Address {
    /// A page on an allowed host.
    Page(Url),
    /// RFC 3966, with nothing but digits in it.
    Call(String),
}

/// The shortest numbers of help lines, and the longest of the international plan (ITU-T E.164).
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 3..=15;

/// Groups of so many digits are numbers of their own: the shortest local ones have seven.
const WHOLE_DIGITS: usize = 7;

/// Why there is no code; the screens say it in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoCode {
    /// Nobody more is wanted.
    Full,
    /// Past `validThrough`.
    Expired,
    /// The feed names no address.
    Absent,
    /// No address at all, or with a user name, a port or an IP number in it, which an honest page does not need.
    Malformed,
    /// `http`, `javascript`, `data` …
    NotHttps,
    NotAllowed,
    /// Nobody says where it is, or the operator has named no map.
    NoMap,
    /// No number that can be dialled.
    NoPhone,
}

impl Address {
    /// # Errors
    ///
    /// The reason why no code may lead there.
    pub fn new(url: Option<&str>, allow: &AllowList) -> Result<Self, NoCode> {
        let url = Url::parse(url.ok_or(NoCode::Absent)?).map_err(|_| NoCode::Malformed)?;
        if url.scheme() != "https" {
            return Err(NoCode::NotHttps);
        }
        let plain = url.username().is_empty() && url.password().is_none() && url.port().is_none();
        match url.host() {
            Some(Host::Domain(domain)) if plain && allow.allows(domain) => Ok(Self::Page(url)),
            Some(Host::Domain(_)) if plain => Err(NoCode::NotAllowed),
            Some(Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_)) | None => Err(NoCode::Malformed),
        }
    }

    /// A call to the first number that a text names.
    ///
    /// # Errors
    ///
    /// [`NoCode::NoPhone`] where there is none that can be dialled.
    pub fn call(phone: Option<&str>) -> Result<Self, NoCode> {
        let phone = phone.unwrap_or_default();
        let begins = phone
            .find(|c: char| c.is_ascii_digit() || c == '+')
            .unwrap_or(phone.len());
        let plus = phone[begins..].starts_with('+');
        let number = phone[begins..]
            .split(|c: char| !c.is_ascii_digit() && !" -()（）+".contains(c))
            .next()
            .unwrap_or_default();
        let mut digits = String::new();
        for group in number.split(' ') {
            let group: String = group.chars().filter(char::is_ascii_digit).collect();
            // `138… 139…` are two numbers, `0532-8588 8888` is one.
            if digits.len() >= WHOLE_DIGITS && group.len() >= WHOLE_DIGITS {
                break;
            }
            digits.push_str(&group);
        }
        if !PHONE_DIGITS.contains(&digits.len()) {
            return Err(NoCode::NoPhone);
        }
        Ok(Self::Call(format!("tel:{}{digits}", if plus { "+" } else { "" })))
    }

    /// The map page of a place; the operator has named its host.
    ///
    /// # Errors
    ///
    /// [`NoCode::NoMap`] where there is no map or no place.
    pub fn way(map: Option<&MapPage>, place: Option<Geo>) -> Result<Self, NoCode> {
        let page = map.zip(place).and_then(|(map, place)| map.to(place));
        page.map(Self::Page).ok_or(NoCode::NoMap)
    }

    /// As it stands in the code: ASCII, percent-encoded.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Page(url) => url.as_str(),
            Self::Call(uri) => uri,
        }
    }

    /// Of a page, in punycode, so that no letter looks like another.
    #[must_use]
    pub fn host(&self) -> Option<&str> {
        match self {
            Self::Page(url) => url.host_str(),
            Self::Call(_) => None,
        }
    }
}

/// Where a posting's code leads. `now` is `None` where the clock cannot be believed: then nothing has expired.
///
/// # Errors
///
/// The reason why there is no code.
pub fn entrance(posting: &Posting, allow: &AllowList, now: Option<Timestamp>) -> Result<Address, NoCode> {
    let expired = posting
        .origin
        .valid_through
        .zip(now)
        .is_some_and(|(end, now)| end <= now);
    if posting.openings.is_full() {
        Err(NoCode::Full)
    } else if expired {
        Err(NoCode::Expired)
    } else {
        Address::new(posting.contact.url.as_deref(), allow)
    }
}

/// The modules of a code, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    width: usize,
    dark: Vec<bool>,
}

impl Code {
    /// At level M where that is at most `width_max` modules wide, else at level L; `None` where neither fits.
    ///
    /// The text must be ASCII: `qrcode` packs Chinese into Kanji segments, which phones read as mojibake.
    #[must_use]
    pub fn new(ascii: &str, width_max: usize) -> Option<Self> {
        if !ascii.is_ascii() {
            return None;
        }
        [EcLevel::M, EcLevel::L].into_iter().find_map(|level| {
            let code = QrCode::with_error_correction_level(ascii, level).ok()?;
            let width = code.width();
            let dark = code.to_colors().into_iter().map(|colour| colour == qrcode::Color::Dark);
            (width <= width_max).then(|| Self {
                width,
                dark: dark.collect(),
            })
        })
    }

    /// Modules on a side.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether the module is dark; those of the quiet zone, and beyond, are light.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.width && self.dark.get(y * self.width + x).copied().unwrap_or(false)
    }
}
