//! Other programs that are asked something, for a while.

use std::process::Stdio;
use std::time::Duration;

use tokio::process::Command;
use tokio::time::timeout;

/// `systemctl`, `dpkg-query` and `fc-match` answer in a tenth of a second; one that hangs on a bus that is gone is not
/// waited for.
const ANSWER: Duration = Duration::from_secs(5);
/// Of what is answered; more is no answer.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// What it writes, in no language but its own; `None` where it is not there, says no, or nothing in time.
pub async fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let mut command = Command::new(program);
    command.args(arguments).env("LC_ALL", "C.UTF-8").kill_on_drop(true);
    command.stdin(Stdio::null()).stderr(Stdio::null());
    let output = timeout(ANSWER, command.output()).await.ok()?.ok()?;
    let is_fit = output.status.success() && output.stdout.len() <= ANSWER_BYTES_MAX;
    is_fit.then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
