//! The printer, where one is configured.

use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use uzers::Groups as _;
use uzers::UsersCache;

use crate::config::Target;
use crate::diagnosis::PrinterFacts;
use crate::diagnosis::Reached;
use crate::edge::printer;
use crate::edge::printer::Limits;
use crate::printing::PrinterState;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;
use crate::verb::setup::Setup;

pub(super) async fn look(setup: &Setup, kiosk_says: Option<PrinterState>) -> Option<PrinterFacts> {
    // One that cannot be was found in the configuration.
    let target = setup.config.printer.target().ok().flatten()?;
    let asked = target.clone();
    let looked = tokio::task::spawn_blocking(move || printer::look(&asked, &Limits::default())).await;
    Some(PrinterFacts {
        reached: looked.unwrap_or_else(|died| Reached::Failed(clean_error(&died))),
        kiosk_says,
        group: match &target {
            Target::Device(path) => group(path),
            Target::Tcp(_) | Target::Cups(_) | Target::File(_) => None,
        },
        target,
    })
}

/// Whose a device is, and whether this account is among them. Root needs no group.
fn group(device: &Path) -> Option<(CleanText, bool)> {
    if rustix::process::geteuid().is_root() {
        return None;
    }
    let id = device.metadata().ok()?.gid();
    let group = UsersCache::new().get_group_by_gid(id)?;
    let mine = rustix::process::getgroups().unwrap_or_default();
    let is_in = rustix::process::getegid().as_raw() == id || mine.iter().any(|mine| mine.as_raw() == id);
    Some((CleanText::new(&group.name().to_string_lossy(), LINE_CHARS), is_in))
}
