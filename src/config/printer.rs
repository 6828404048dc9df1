//! The slip printer: where it is, and what it understands.

use std::path::PathBuf;

use serde::Deserialize;

use super::ConfigError;
use super::bad;

/// Where a printer in the network listens: the raw port of the first print servers, which all took over.
const RAW_PORT: u16 = 9100;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Printer {
    /// `/dev/usb/lp0`, `tcp://10.0.0.5:9100`, `cups:NAME` or `file:/path`. None: there is no printer.
    pub to: Option<String>,
    /// In millimetres.
    pub paper: u64,
    pub encoding: Encoding,
    pub code: CodeBy,
    /// The printer has a knife.
    pub cut: bool,
}

/// Where slips go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A character device, or a pipe in its place.
    Device(PathBuf),
    /// `host:port`
    Tcp(String),
    /// A queue of CUPS, which gets the bytes as they are.
    Cups(String),
    /// One slip behind the other, for whatever else prints them.
    File(PathBuf),
}

/// What a slip must keep to, to come out right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Printing {
    pub paper: Paper,
    pub encoding: Encoding,
    pub code: CodeBy,
    pub cut: bool,
}

/// The two widths of roll that there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    Mm58,
    Mm80,
}

impl Paper {
    /// Characters of the printer's own ASCII font (A, 12 dots wide) in a line; a Chinese one takes two.
    #[must_use]
    pub fn columns(self) -> usize {
        match self {
            Self::Mm58 => 32,
            Self::Mm80 => 48,
        }
    }

    /// Across, at 8 to the millimetre: 58 mm paper has 48 mm that can be printed on, 80 mm has 72.
    #[must_use]
    pub fn dots(self) -> usize {
        match self {
            Self::Mm58 => 384,
            Self::Mm80 => 576,
        }
    }

    /// `None` for what no roll measures.
    #[must_use]
    pub fn of_mm(mm: u64) -> Option<Self> {
        match mm {
            58 => Some(Self::Mm58),
            80 => Some(Self::Mm80),
            _ => None,
        }
    }
}

/// What bytes the printer takes for Chinese.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Encoding {
    /// What nearly every printer sold in China has.
    #[default]
    #[serde(rename = "gbk")]
    Gbk,
    /// With the rarer characters, in four bytes: printers that do not know those print rubbish in their place.
    #[serde(rename = "gb18030")]
    Gb18030,
    #[serde(rename = "utf-8")]
    Utf8,
}

/// Who draws a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeBy {
    /// The printer, from the address (`GS ( k`).
    #[default]
    Native,
    /// We, dot by dot (`GS v 0`), for printers that cannot.
    Raster,
}

impl Printer {
    /// # Errors
    ///
    /// Where `paper` is no width of a roll.
    pub fn printing(&self) -> Result<Printing, ConfigError> {
        let Some(paper) = Paper::of_mm(self.paper) else {
            return Err(bad(
                "printer.paper",
                &format!("{} is no width of paper rolls; 58 or 80", self.paper),
            ));
        };
        Ok(Printing {
            paper,
            encoding: self.encoding,
            code: self.code,
            cut: self.cut,
        })
    }

    /// # Errors
    ///
    /// Where `to` is none of the four.
    pub fn target(&self) -> Result<Option<Target>, ConfigError> {
        let Some(written) = &self.to else { return Ok(None) };
        match target(written) {
            Some(target) => Ok(Some(target)),
            None => Err(bad(
                "printer.to",
                &format!(
                    "{written:?} is none of \"/dev/usb/lp0\", \"tcp://10.0.0.5:9100\", \"cups:NAME\", \"file:/path\""
                ),
            )),
        }
    }
}

fn target(written: &str) -> Option<Target> {
    if let Some(address) = written.strip_prefix("tcp://") {
        return tcp(address).map(Target::Tcp);
    }
    if let Some(queue) = written.strip_prefix("cups:") {
        // As lpadmin(8) has it; and what begins with a dash would be an option of `lp`.
        let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
        let good = !queue.is_empty() && !queue.starts_with('-') && queue.chars().all(plain);
        return good.then(|| Target::Cups(queue.to_owned()));
    }
    if let Some(path) = written.strip_prefix("file:") {
        return path.starts_with('/').then(|| Target::File(path.into()));
    }
    written.starts_with('/').then(|| Target::Device(written.into()))
}

/// With the usual port where none is named. Host and port are read as those of an address are; `http` lends its rules.
fn tcp(address: &str) -> Option<String> {
    let url = url::Url::parse(&format!("http://{address}")).ok()?;
    let plain = url.username().is_empty() && url.password().is_none() && matches!(url.path(), "" | "/");
    let host = url.host_str().filter(|_| plain && url.query().is_none())?;
    // Port 80 is the scheme's own, and so not said.
    let port = if address.trim_end_matches('/').ends_with(":80") {
        80
    } else {
        url.port().unwrap_or(RAW_PORT)
    };
    Some(format!("{host}:{port}"))
}

impl Default for Printer {
    fn default() -> Self {
        Self {
            to: None,
            paper: 58,
            encoding: Encoding::default(),
            code: CodeBy::default(),
            cut: true,
        }
    }
}
