//! `zhaohuo pin` — a PIN → what the configuration keeps of it.

use std::io::BufRead as _;
use std::io::IsTerminal as _;
use std::io::Write as _;

use anyhow::anyhow;
use rustix::termios;
use rustix::termios::LocalModes;
use rustix::termios::OptionalActions;
use rustix::termios::Termios;

use super::Exit;
use super::Failure;
use super::say;
use super::tell;
use crate::pin::DIGITS_MAX;
use crate::pin::DIGITS_MIN;
use crate::pin::Pin;
use crate::pin::PinHash;

/// Longer than any PIN: whatever else stands on standard input is not read.
const LINE_BYTES_MAX: u64 = 64;

/// Asks twice at a terminal, without showing it; elsewhere reads one line.
///
/// # Errors
///
/// [`Exit::Misconfigured`] for what no PIN can be, or two that differ.
pub fn run() -> Result<Exit, Failure> {
    let pin = if std::io::stdin().is_terminal() {
        let pin = asked("PIN（6–12 位数字，看不见）：")?;
        if asked("再输一次：")? != pin {
            return Err(wrong("两次不一样"));
        }
        pin
    } else {
        pin_of(&line()?)?
    };
    let hash = PinHash::of(&pin).map_err(|error| anyhow!("{error}"))?;
    say(&format!("pin = \"{}\"", hash.as_str()))?;
    tell("写在配置的 [maintenance] 下面；配置文件别让外人读到");
    Ok(Exit::Done)
}

fn asked(question: &str) -> Result<Pin, Failure> {
    let hidden = Hidden::begin()?;
    let mut out = std::io::stderr();
    write!(out, "{question}")?;
    out.flush()?;
    let typed = line();
    // Enter was not shown either.
    writeln!(out)?;
    drop(hidden);
    pin_of(&typed?)
}

fn line() -> std::io::Result<String> {
    let mut line = String::new();
    std::io::Read::take(std::io::stdin().lock(), LINE_BYTES_MAX).read_line(&mut line)?;
    Ok(line)
}

fn pin_of(line: &str) -> Result<Pin, Failure> {
    Pin::of(line.trim()).ok_or_else(|| wrong(&format!("要 {DIGITS_MIN}–{DIGITS_MAX} 位数字")))
}

fn wrong(why: &str) -> Failure {
    Failure::new(Exit::Misconfigured, anyhow!("{why}"))
}

/// A terminal that shows nothing of what is typed, until this is dropped. Ctrl-C is a letter meanwhile, since it would
/// leave the terminal so.
struct Hidden(Termios);

impl Hidden {
    fn begin() -> Result<Self, Failure> {
        let before = termios::tcgetattr(std::io::stdin()).map_err(std::io::Error::from)?;
        let mut hidden = before.clone();
        hidden
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ISIG);
        termios::tcsetattr(std::io::stdin(), OptionalActions::Flush, &hidden).map_err(std::io::Error::from)?;
        Ok(Self(before))
    }
}

impl Drop for Hidden {
    fn drop(&mut self) {
        // A terminal that is gone needs nothing given back.
        let _ = termios::tcsetattr(std::io::stdin(), OptionalActions::Flush, &self.0);
    }
}
