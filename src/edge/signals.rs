//! The signals that end the program, and those that must not.

use std::time::Duration;

use tokio::signal::unix::SignalKind;
use tokio::signal::unix::signal;
use tokio::sync::mpsc;

use super::flight::Recorder;
use super::input::HUNG_UP;
use super::terminal;
use crate::app::Msg;

/// A loop that has not ended by then waits for a terminal that takes nothing any more.
const STUCK: Duration = Duration::from_millis(1_500);

/// SIGTERM ends the program, and so do SIGINT and SIGQUIT where a key may; nothing stops it half-way. A hang-up ends it
/// at once: nobody is there to draw for.
///
/// # Errors
///
/// Where the system takes no handler.
pub fn end_on_signals(news: mpsc::Sender<Msg>, recorder: Recorder, locked: bool) -> std::io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    // A handler that does nothing: the default one would leave a stopped kiosk on the screen.
    let mut stop = signal(SignalKind::from_raw(rustix::process::Signal::TSTP.as_raw()))?;
    let mut quit = signal(SignalKind::quit())?;
    let mut user = (
        signal(SignalKind::user_defined1())?,
        signal(SignalKind::user_defined2())?,
    );
    tokio::spawn(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = hang_up.recv() => {
                    recorder.ending();
                    terminal::give_up(HUNG_UP);
                }
                _ = interrupt.recv() => if !locked { break },
                _ = quit.recv() => if !locked { break },
                _ = stop.recv() => {}
                _ = user.0.recv() => {}
                _ = user.1.recv() => {}
            }
        }
        // Whoever waits no longer and kills has asked for the end all the same.
        recorder.ending();
        let told = async {
            // Where the loop is gone already there is nothing to end.
            drop(news.send(Msg::Stopped).await);
            std::future::pending::<()>().await;
        };
        drop(tokio::time::timeout(STUCK, told).await);
        terminal::give_up(1);
    });
    Ok(())
}
