//! What systemd and dpkg say.

use crate::diagnosis::Manager;
use crate::diagnosis::PACKAGES;
use crate::diagnosis::UnitFacts;
use crate::diagnosis::Versions;
use crate::edge::outside;
use crate::text::CleanText;
use crate::text::LINE_CHARS;

const UNIT: &str = "kiosk.service";
const PROPERTIES: &str = "--property=LoadState,UnitFileState,ActiveState,NRestarts,WatchdogUSec,StatusText";

pub(super) async fn look() -> Manager {
    match outside::ask("systemctl", &["show", UNIT, PROPERTIES]).await {
        Some(shown) => Manager::Answered(UnitFacts::parse(&shown)),
        None => Manager::Absent,
    }
}

/// Our own is that of this program, whatever is installed.
pub(super) async fn versions() -> Versions {
    let mut versions = Versions::new();
    let others = PACKAGES.iter().filter(|package| **package != "zhaohuo");
    for package in others {
        // Says no, and fails, where one of several is unknown: so each for itself, a hundredth of a second each.
        let said = outside::ask("dpkg-query", &["-W", "-f", "${db:Status-Status} ${Version}", package]).await;
        let installed = said.as_deref().and_then(|said| said.strip_prefix("installed "));
        let version = installed.map(|version| CleanText::new(version, LINE_CHARS));
        versions.insert((*package).to_owned(), version);
    }
    if versions.values().all(Option::is_none) && outside::ask("dpkg-query", &["--version"]).await.is_none() {
        versions.clear();
    }
    versions.insert("zhaohuo".to_owned(), CleanText::line(env!("CARGO_PKG_VERSION")));
    versions
}
