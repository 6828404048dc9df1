//! The configuration of the kiosk, and a copy of the last good one: a file that was cut by a power failure, or that
//! somebody has just got wrong, must not leave a hall dark.

#![expect(clippy::disallowed_methods, reason = "the configuration and its copy are files")]

use std::fs;
use std::fs::OpenOptions;
use std::io;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use super::Failure;
use super::setup::Options;
use super::setup::Setup;
use super::setup::configuration_file;
use super::setup::data_folder;
use super::setup::installed_data;
use super::setup::may_be_reached;
use super::tell;
use crate::config::Config;
use crate::config::ConfigError;
use crate::config::Fault;
use crate::diagnosis::ConfigurationFacts;
use crate::text::clean_error;

/// In the data folder, beside the store.
const COPY: &str = "config.good.toml";
const COPY_NEW: &str = "config.good.toml.new";
/// It may hold what a PIN can be found out from.
const COPY_MODE: u32 = 0o600;

/// A configuration that was taken, and its text, to be kept.
pub(super) struct Taken {
    pub(super) setup: Setup,
    /// `None` where there is no file, or it was not the file that was taken.
    text: Option<String>,
}

/// What is configured, or what was when it last was good.
///
/// # Errors
///
/// What is wrong with the file, where there is no good copy.
pub(super) fn take(options: &Options) -> Result<Taken, Failure> {
    let text = configuration_file(options).and_then(|path| fs::read_to_string(path).ok());
    let (failure, fault) = match Setup::read(options) {
        Ok(setup) if !is_lost(text.as_deref(), options) => return Ok(Taken { setup, text }),
        Ok(_) => (None, Fault::empty()),
        Err(failure) => {
            let fault = fault(&failure, text.as_deref());
            (Some(failure), fault)
        }
    };
    match (last_good(options), failure) {
        (Some(mut setup), _) => {
            let (line, key, reason) = (fault.line, fault.key.as_deref(), &fault.reason);
            tracing::error!(line, key, %reason, "the configuration is wrong; the last good one is used");
            setup.fault = Some(fault);
            Ok(Taken { setup, text: None })
        }
        (None, Some(failure)) => Err(failure),
        (None, None) => Setup::read(options).map(|setup| Taken { setup, text: None }),
    }
}

impl Taken {
    /// Keeps it as the last good one. Where the disk takes nothing the kiosk goes on without.
    pub(super) fn keep(&self, options: &Options) {
        let Some(text) = &self.text else { return };
        let kept = data_folder(options)
            .map_err(|failure| io::Error::other(failure.to_string()))
            .and_then(|folder| replace(&folder, text));
        if let Err(error) = kept {
            tracing::warn!(reason = %clean_error(&error), "the configuration could not be kept for bad times");
        }
    }
}

/// What staff reach the kiosk by. A file that is wrong or that their account may not read must not keep them from a
/// kiosk that runs.
///
/// # Errors
///
/// What is wrong with the file, where nothing else says where the kiosk is.
pub(super) fn for_staff(options: &Options) -> Result<Setup, Failure> {
    let failure = match Setup::read(options) {
        Ok(setup) => return Ok(setup),
        Err(failure) => failure,
    };
    let usual = || {
        may_be_reached(options)
            .then(|| Setup::of(Config::default(), options).ok())
            .flatten()
    };
    let Some(setup) = last_good(options).or_else(usual) else {
        return Err(failure);
    };
    let is_kept_from = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    if !failure.cause().is_some_and(is_kept_from) {
        let text = configuration_file(options).and_then(|path| fs::read_to_string(path).ok());
        tell(&fault(&failure, text.as_deref()).to_string());
    }
    Ok(setup)
}

/// What there is to work with, and what is wrong with it.
pub(super) struct Examined {
    /// `None` where neither file nor copy can be used.
    pub(super) setup: Option<Setup>,
    pub(super) facts: ConfigurationFacts,
}

/// Looks at the file and the copy, and changes nothing.
pub(super) fn examine(options: &Options) -> Examined {
    let path = configuration_file(options);
    let installed = || installed_data().filter(|_| options.data.is_none());
    let copy = last_good(options).or_else(|| last_good_in(&installed()?, options));
    let has_copy = copy.is_some();
    let (setup, fault, is_forbidden) = match Setup::read(options) {
        Ok(setup) => (Some(setup), None, false),
        Err(failure) => {
            let read = path.map(fs::read_to_string);
            let is_forbidden = matches!(&read, Some(Err(error)) if error.kind() == io::ErrorKind::PermissionDenied);
            let text = read.and_then(Result::ok);
            let usual = || {
                is_forbidden
                    .then(|| Setup::of(Config::default(), options).ok())
                    .flatten()
            };
            (
                copy.or_else(usual),
                Some(fault(&failure, text.as_deref())),
                is_forbidden,
            )
        }
    };
    let facts = ConfigurationFacts {
        file: path.map(|path| clean_error(&path.display())),
        fault,
        has_copy,
        is_forbidden,
        demonstration: setup
            .as_ref()
            .filter(|_| !is_forbidden)
            .map(|setup| setup.sources.is_empty()),
    };
    Examined {
        setup: setup.map(Setup::of_installed),
        facts,
    }
}

fn fault(failure: &Failure, text: Option<&str>) -> Fault {
    match failure.cause::<ConfigError>() {
        Some(error) => Fault::of(error, text.unwrap_or_default()),
        None => Fault {
            line: None,
            key: None,
            reason: clean_error(&failure),
        },
    }
}

/// Whether the file is empty that was not.
fn is_lost(text: Option<&str>, options: &Options) -> bool {
    text.is_some_and(|text| text.trim().is_empty()) && kept(options).is_some_and(|kept| !kept.trim().is_empty())
}

fn kept(options: &Options) -> Option<String> {
    kept_in(&data_folder(options).ok()?)
}

fn kept_in(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(COPY)).ok()
}

fn last_good(options: &Options) -> Option<Setup> {
    last_good_in(&data_folder(options).ok()?, options)
}

fn last_good_in(folder: &Path, options: &Options) -> Option<Setup> {
    Setup::of(Config::parse(&kept_in(folder)?).ok()?, options).ok()
}

/// The new one whole or the old one, whatever happens meanwhile.
fn replace(folder: &Path, text: &str) -> io::Result<()> {
    let (path, new) = (folder.join(COPY), folder.join(COPY_NEW));
    if fs::read_to_string(&path).is_ok_and(|kept| kept == text) {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(COPY_MODE)
        .open(&new)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&new, &path)?;
    fs::File::open(folder)?.sync_all()
}
