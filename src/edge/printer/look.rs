//! A printer looked at once, without a thread of its own.

use std::fs::OpenOptions;
use std::io;

use super::Limits;
use super::cups;
use super::line::Line;
use super::status;
use crate::config::Target;
use crate::diagnosis::Reached;
use crate::text::clean_error;

/// Opens it, and asks how it is. Of a file nothing is written or created.
#[must_use]
pub fn look(target: &Target, limits: &Limits) -> Reached {
    match target {
        Target::Cups(queue) => Reached::Answered(cups::state(queue, limits.connect)),
        Target::File(path) => {
            let there = path.ancestors().find(|path| path.exists()).unwrap_or(path);
            let opened = if there == path {
                OpenOptions::new().append(true).open(path).map(drop)
            } else {
                let may = rustix::fs::Access::WRITE_OK;
                rustix::fs::access(there, may).map_err(io::Error::from)
            };
            opened.map_or_else(|error| failed(&error), |()| Reached::Silent)
        }
        Target::Device(_) | Target::Tcp(_) => {
            let asked = Line::open(target, limits.connect).and_then(|line| {
                if line.may_answer() {
                    status::ask(&line, limits.answer)
                } else {
                    Ok(None)
                }
            });
            match asked {
                Ok(Some(state)) => Reached::Answered(state),
                Ok(None) => Reached::Silent,
                Err(error) => failed(&error),
            }
        }
    }
}

fn failed(error: &io::Error) -> Reached {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "three of the many reasons have a remedy of their own"
    )]
    match error.kind() {
        io::ErrorKind::NotFound => Reached::Absent,
        io::ErrorKind::PermissionDenied => Reached::Forbidden,
        io::ErrorKind::ResourceBusy => Reached::Busy,
        _ => Reached::Failed(clean_error(error)),
    }
}
