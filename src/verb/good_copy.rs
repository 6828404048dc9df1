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
use super::setup::layers;
use super::setup::may_be_reached;
use super::tell;
use crate::config::Config;
use crate::config::ConfigError;
use crate::config::Fault;
use crate::config::Layers;
use crate::config::Misconfigured;
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
    let (layers, read) = read(options);
    let lost = kept(options).and_then(|kept| layers.lost(&kept));
    let (setup, fault) = match (read, lost) {
        (Ok(setup), None) => {
            let text = layers.text();
            return Ok(Taken { setup, text });
        }
        (Ok(setup), Some(lost)) => (Ok(setup), lost),
        (Err(failure), _) => {
            let fault = fault(&failure);
            (Err(failure), fault)
        }
    };
    let Some(mut good) = last_good(options) else {
        return setup.map(|setup| Taken { setup, text: None });
    };
    let (file, line, key, reason) = (fault.file.as_deref(), fault.line, fault.key.as_deref(), &fault.reason);
    tracing::error!(file, line, key, %reason, "the configuration is wrong; the last good one is used");
    good.fault = Some(fault);
    Ok(Taken {
        setup: good,
        text: None,
    })
}

/// What is written, as far as it can be read, and what it makes.
fn read(options: &Options) -> (Layers, Result<Setup, Failure>) {
    match layers(options) {
        Ok(layers) => {
            let setup = Setup::of_layers(&layers, options);
            (layers, setup)
        }
        Err(failure) => (Layers::default(), Err(failure)),
    }
}

impl Taken {
    /// Keeps it as the last good one. Where the disk takes nothing the kiosk goes on without.
    pub(super) fn keep(&self, options: &Options) {
        let Some(text) = &self.text else { return };
        if let Err(error) = replace(&data_folder(options), text) {
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
        tell(&fault(&failure).to_string());
    }
    Ok(setup)
}

/// What there is to work with, and what is wrong with it.
pub(super) struct Examined {
    /// `None` where neither file nor copy can be used.
    pub(super) setup: Option<Setup>,
    pub(super) facts: ConfigurationFacts,
}

/// Looks at the files and the copy, and changes nothing.
pub(super) fn examine(options: &Options) -> Examined {
    let installed = || installed_data().filter(|_| options.data.is_none());
    let copy = last_good(options).or_else(|| last_good_in(&installed()?, options));
    let has_copy = copy.is_some();
    let (setup, fault, is_forbidden) = match Setup::read(options) {
        Ok(setup) => (Some(setup), None, false),
        Err(failure) => {
            let is_kept_from = |error: &io::Error| error.kind() == io::ErrorKind::PermissionDenied;
            let is_forbidden = failure.cause().is_some_and(is_kept_from);
            let usual = || {
                is_forbidden
                    .then(|| Setup::of(Config::default(), options).ok())
                    .flatten()
            };
            (copy.or_else(usual), Some(fault(&failure)), is_forbidden)
        }
    };
    let facts = ConfigurationFacts {
        file: configuration_file(options).map(|path| clean_error(&path.display())),
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

fn fault(failure: &Failure) -> Fault {
    if let Some(misconfigured) = failure.cause::<Misconfigured>() {
        return misconfigured.fault.clone();
    }
    match failure.cause::<ConfigError>() {
        Some(error) => Fault::of(error, ""),
        None => Fault {
            file: None,
            line: None,
            key: None,
            reason: clean_error(&failure),
        },
    }
}

fn kept(options: &Options) -> Option<String> {
    kept_in(&data_folder(options))
}

fn kept_in(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(COPY)).ok()
}

fn last_good(options: &Options) -> Option<Setup> {
    last_good_in(&data_folder(options), options)
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
