//! `zhaohuo staff VERB` — asks the kiosk that runs here; what staff do over SSH, and scripts on a hundred boxes. Without
//! a verb, in a terminal, the console.

mod command;
mod console;
mod kept_log;
mod moving;
mod words;

use std::io::BufRead as _;
use std::io::BufReader;
use std::io::Read as _;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use anyhow::anyhow;
use clap::Args;
use clap::Parser;

use super::Exit;
use super::Failure;
use super::chinese;
use super::good_copy;
use super::say;
use super::setup::Options;
use super::setup::Setup;
use crate::control::Answer;
use crate::control::LINE_BYTES_MAX;
use crate::control::Request;
use crate::text::clean_error;
use command::Command;

/// sshd puts here what a client asked for, where a forced command stands in its place (`ForceCommand` of `sshd_config(5)`).
const ASKED_OVER_SSH: &str = "SSH_ORIGINAL_COMMAND";
/// A kiosk answers in milliseconds; one that does not is stuck, and a script goes on to the next.
const PATIENCE: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub struct Arguments {
    /// The answer as one JSON object
    #[arg(long, global = true)]
    json: bool,
    /// Without a verb, in a terminal: end the console after so long without a key; 0 for never [default: 120, over SSH 0]
    #[arg(long, value_name = "SECS")]
    idle: Option<u64>,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What may be asked over SSH: a staff verb, and no option that names a file.
#[derive(Debug, Parser)]
#[command(name = "zhaohuo staff", no_binary_name = true)]
struct Remote {
    /// The answer as one JSON object
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Command,
}

/// # Errors
///
/// Where no kiosk runs on this data, or it refuses.
pub fn run(options: &Options, arguments: Arguments) -> Result<Exit, Failure> {
    let setup = good_copy::for_staff(options)?;
    let asked = std::env::var(ASKED_OVER_SSH)
        .ok()
        .filter(|line| !line.trim().is_empty());
    let (command, json) = match (arguments.command, asked) {
        (Some(command), _) => (command, arguments.json),
        (None, Some(line)) => {
            let remote = remote(&line)?;
            (remote.command, remote.json)
        }
        (None, None) if !arguments.json && console::is_wanted() => return console::run(&setup, arguments.idle),
        (None, None) => (Command::Status, arguments.json),
    };
    if let Command::Log {
        verify: true, anchor, ..
    } = &command
    {
        return kept_log::verify(&setup, anchor.as_ref());
    }
    if let Command::Log { day: Some(day), .. } = &command {
        return kept_log::day(&setup, *day, json);
    }
    let socket = setup.control_socket();
    let Some(request) = command.request()? else {
        return if matches!(command, Command::Import) {
            moving::import(&socket, json)
        } else {
            moving::export(&socket)
        };
    };
    match ask(&socket, &request)? {
        Answer::Done(result) if json => say(&serde_json::to_string_pretty(&result)?)?,
        Answer::Done(result) => {
            for line in words::of(&request, &result, &setup.hall) {
                say(&line)?;
            }
        }
        Answer::Refused(why) => return Err(Failure::new(Exit::Failed, anyhow!("{why}"))),
    }
    Ok(Exit::Done)
}

/// The words of a command, split as a shell would and without one.
fn remote(line: &str) -> Result<Remote, Failure> {
    let misused = |why: String| Failure::new(Exit::Misconfigured, anyhow!(why));
    let mut words = shlex::split(line).ok_or_else(|| misused("引号没配对".to_owned()))?;
    // Scripts write the whole command, as they would at the box itself.
    if words.first().is_some_and(|word| word == "zhaohuo") {
        words.remove(0);
    }
    if words.first().is_some_and(|word| word == "staff") {
        words.remove(0);
    }
    Remote::try_parse_from(words).map_err(|error| misused(clean_lines(&error.to_string())))
}

/// Each line of a message cleaned, and kept a line.
fn clean_lines(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| clean_error(&line).to_string()).collect();
    lines.join("\n")
}

fn ask(socket: &Path, request: &Request) -> Result<Answer, Failure> {
    let away = |error: std::io::Error| {
        let path = clean_error(&socket.display());
        let why = if error.kind() == std::io::ErrorKind::PermissionDenied {
            "您的账号不在 zhaohuo-staff 组里".to_owned()
        } else {
            format!("找活没有在运行，或者用的是别的数据目录（{path}：{error}）")
        };
        Failure::new(Exit::Failed, anyhow!(why))
    };
    let mut stream = UnixStream::connect(socket).map_err(away)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let line = request.line()?;
    // One that refuses the account has said so and gone before it reads.
    drop(stream.write_all(format!("{line}\n").as_bytes()));
    let mut answer = String::new();
    let limit = u64::try_from(LINE_BYTES_MAX).unwrap_or(u64::MAX);
    BufReader::new(stream.take(16 * limit))
        .read_line(&mut answer)
        .map_err(away)?;
    Answer::parse(&answer).map_err(|error| Failure::new(Exit::Failed, anyhow!("{error}")))
}
