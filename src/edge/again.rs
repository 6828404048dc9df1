//! A kiosk that could only read, because its disk was full or read-only at the start, begins anew once the disk is well.

use std::fs::File;
use std::io;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::store::StoreError;
use super::systemd;
use crate::app::Msg;

/// The usual time between two polls. A store that still cannot be opened then costs the hall a blink each time.
const LOOKED_EVERY: Duration = Duration::from_secs(600);
const PROBE: &str = "probe";
/// More than SQLite needs to open a store: its shared memory has 32 KB.
const PROBE_BYTES: usize = 64 * 1024;

/// Waits for it, where somebody starts the program anew when it ends, and where it is not a newer version's store.
pub fn begin_anew(why: &StoreError, folder: PathBuf, news: mpsc::Sender<Msg>) {
    if systemd::keeps_us_up() && !matches!(why, StoreError::Newer { .. }) {
        tokio::spawn(end_once_writable(folder, LOOKED_EVERY, news));
    }
}

/// Ends the program once something can be written in `folder`; only for one that is started anew by somebody.
pub async fn end_once_writable(folder: PathBuf, every: Duration, news: mpsc::Sender<Msg>) {
    loop {
        tokio::time::sleep(every).await;
        let own = folder.clone();
        if let Ok(Ok(())) = spawn_blocking(move || probe(&own)).await {
            tracing::info!("the disk can be written again: the program begins anew");
            // A closed channel means that it is ending already.
            drop(news.send(Msg::Stopped).await);
            return;
        }
    }
}

fn probe(folder: &Path) -> io::Result<()> {
    let path = folder.join(PROBE);
    let written = File::create(&path).and_then(|mut file| {
        file.write_all(&vec![0; PROBE_BYTES])?;
        file.sync_all()
    });
    // Where it was never made there is nothing to remove.
    drop(std::fs::remove_file(&path));
    written
}
