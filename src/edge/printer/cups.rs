//! A queue of CUPS, through its own two programs.

use std::io::Write as _;
use std::process::Child;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use crate::printing::PrinterState;

/// How often a program that runs is asked whether it has ended; nothing tells it otherwise without a signal.
const LOOK: Duration = Duration::from_millis(20);

/// What `lpstat` says of it.
pub(super) fn state(queue: &str, patience: Duration) -> PrinterState {
    let mut command = program("lpstat");
    command.args(["-p", queue]).stdin(Stdio::null()).stdout(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        return PrinterState::Missing;
    };
    match ended(&mut child, Instant::now() + patience) {
        Some(status) if status.success() => {}
        Some(_) | None => return PrinterState::Missing,
    }
    let Ok(output) = child.wait_with_output() else {
        return PrinterState::Missing;
    };
    if String::from_utf8_lossy(&output.stdout).contains("disabled") {
        PrinterState::Offline
    } else {
        PrinterState::Ready
    }
}

/// What became of a slip that was handed to `lp`.
pub(super) enum Handed {
    /// CUPS has it, and answers for it from here.
    Over,
    Refused,
    /// It said nothing in time.
    Stalled,
}

pub(super) fn hand_over(queue: &str, slip: &[u8], deadline: Instant) -> Handed {
    let mut command = program("lp");
    command.args(["-d", queue, "-o", "raw", "-t", "zhaohuo"]);
    command.stdin(Stdio::piped()).stdout(Stdio::null());
    let Ok(mut child) = command.spawn() else {
        return Handed::Refused;
    };
    // A slip is smaller than a pipe (64 KiB), so that this waits for nobody; one that has ended already says why below.
    drop(child.stdin.take().map(|mut input| input.write_all(slip)));
    match ended(&mut child, deadline) {
        Some(status) if status.success() => Handed::Over,
        Some(_) => Handed::Refused,
        None => Handed::Stalled,
    }
}

/// In no language but the program's own: its words are read.
fn program(name: &str) -> Command {
    let mut command = Command::new(name);
    command.env("LC_ALL", "C").stderr(Stdio::null());
    command
}

/// `None`, and it is killed, where it has not ended by then.
fn ended(child: &mut Child, deadline: Instant) -> Option<ExitStatus> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status),
            Ok(None) if Instant::now() < deadline => std::thread::sleep(LOOK),
            Ok(None) | Err(_) => break,
        }
    }
    // Where it has ended by itself just now there is nothing to kill; either way nothing of it is left.
    drop(child.kill());
    drop(child.wait());
    None
}
