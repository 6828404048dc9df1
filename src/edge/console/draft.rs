//! What was typed and not sent, in the user's own folder: it outlives a broken line and a killed console.

use std::fs;
use std::fs::DirBuilder;
use std::fs::File;
use std::io;
use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::path::PathBuf;

use tokio::sync::watch;

use crate::console::Draft;
use crate::text::clean_error;

/// Of the file: eight lines take a hundredth.
const BYTES_MAX: u64 = 64 * 1024;
/// An employer's phone stands in it.
const FILE_MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// `None` where there is none, or none that can be read: then one begins anew.
pub(super) fn read(path: &Path) -> Option<Draft> {
    let mut text = String::new();
    let file = File::open(path).ok()?;
    file.take(BYTES_MAX).read_to_string(&mut text).ok()?;
    serde_json::from_str(&text).ok()
}

/// Writes the newest down, and no more often than the disk takes it. Ends with whoever types.
pub(super) async fn keep(path: Option<PathBuf>, mut typed: watch::Receiver<Option<Draft>>) {
    let Some(path) = path else { return };
    while typed.changed().await.is_ok() {
        let draft = typed.borrow_and_update().clone();
        if let Err(error) = write(&path, draft.as_ref()) {
            // What is typed stands on the screen all the same.
            tracing::debug!(reason = %clean_error(&error), "a draft cannot be kept");
        }
    }
}

/// The old one or the new one is there, never a half.
fn write(path: &Path, draft: Option<&Draft>) -> io::Result<()> {
    let Some(draft) = draft else {
        return match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            Ok(()) | Err(_) => Ok(()),
        };
    };
    if let Some(folder) = path.parent() {
        DirBuilder::new().recursive(true).mode(FOLDER_MODE).create(folder)?;
    }
    let beside = path.with_extension("new");
    let mut file = File::options()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(FILE_MODE)
        .open(&beside)?;
    file.write_all(&serde_json::to_vec(draft)?)?;
    fs::rename(&beside, path)
}
