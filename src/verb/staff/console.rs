//! `zhaohuo staff` in a terminal, with no verb.

use std::env;
use std::io::IsTerminal as _;
use std::path::PathBuf;
use std::time::Duration;

use super::Exit;
use super::Failure;
use super::Setup;
use super::chinese;
use crate::console::Site;
use crate::edge::console;
use crate::edge::console::Paths;
use crate::language::Language;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::widget::Look;

/// Whoever leaves the kiosk's own keyboard leaves it to the public (faults.md O9).
const IDLE_SECS: u64 = 120;
/// sshd sets it; a session from a desk belongs to who sits there.
const OVER_SSH: &str = "SSH_CONNECTION";
const DRAFT: &str = "zhaohuo/draft.json";
/// What still runs at the end may finish a write for so long.
const ENDING: Duration = Duration::from_millis(500);

/// Somebody sits at a terminal, and nobody reads what is printed.
pub(super) fn is_wanted() -> bool {
    std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}

/// `idle_secs`: 0 for never.
pub(super) fn run(setup: &Setup, idle_secs: Option<u64>) -> Result<Exit, Failure> {
    chinese::may_be_drawn(None)?;
    let over_ssh = env::var_os(OVER_SSH).is_some_and(|value| !value.is_empty());
    let idle_secs = idle_secs.unwrap_or(if over_ssh { 0 } else { IDLE_SECS });
    let paths = Paths {
        socket: setup.control_socket(),
        folder: setup.folder.clone(),
        draft: state_folder().map(|folder| folder.join(DRAFT)),
    };
    let shown = |path: &PathBuf| CleanText::new(&path.to_string_lossy(), LINE_CHARS);
    let site = Site {
        hall: setup.hall.clone(),
        feeds: setup.feed_names(),
        socket: shown(&paths.socket),
        folder: shown(&paths.folder),
        account: console::account(over_ssh),
        idle: (idle_secs > 0).then(|| Duration::from_secs(idle_secs)),
        keeps_drafts: paths.draft.is_some(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let look = |border| Look {
        language: Language::CHINESE,
        ..setup.look(border)
    };
    let ended = runtime.block_on(console::open(site, paths, || setup.border(), look));
    runtime.shutdown_timeout(ENDING);
    ended?;
    Ok(Exit::Done)
}

/// The user's own (XDG Base Directory Specification).
fn state_folder() -> Option<PathBuf> {
    let set = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    set("XDG_STATE_HOME").or_else(|| set("HOME").map(|home| home.join(".local/state")))
}
