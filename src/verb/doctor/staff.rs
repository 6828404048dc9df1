//! The running kiosk, asked as staff ask it.

use std::io;
use std::path::Path;
use std::time::Duration;

use futures_util::SinkExt as _;
use futures_util::StreamExt as _;
use tokio::net::UnixStream;
use tokio::time::timeout;
use tokio_util::codec::Framed;
use tokio_util::codec::LinesCodec;
use uzers::Groups as _;
use uzers::UsersCache;

use crate::config::Speech;
use crate::control::Answer;
use crate::control::LINE_BYTES_MAX;
use crate::control::Request;
use crate::diagnosis::Called;
use crate::diagnosis::StaffFacts;
use crate::edge::console;
use crate::edge::control::STAFF_GROUP;
use crate::edge::voice::Voice;
use crate::printing::PrinterState;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;
use crate::verb::setup::Setup;

/// A kiosk answers in milliseconds; staff wait no longer for one that does not.
const PATIENCE: Duration = Duration::from_secs(3);

/// What came of it, and what the kiosk says of its printer.
pub(super) async fn call(setup: &Setup) -> (Called, Option<PrinterState>) {
    match timeout(PATIENCE, ask(&setup.control_socket())).await {
        Ok(Ok(Answer::Done(status))) => {
            let printer = status["printer_state"].as_str().and_then(PrinterState::of);
            (Called::Answered, printer)
        }
        Ok(Ok(Answer::Refused(_))) => (Called::Forbidden, None),
        Ok(Err(error)) => (failed(&error), None),
        Err(_) => (Called::Failed(CleanText::new("等了 3 秒", LINE_CHARS)), None),
    }
}

async fn ask(socket: &Path) -> io::Result<Answer> {
    let stream = UnixStream::connect(socket).await?;
    let mut lines = Framed::new(stream, LinesCodec::new_with_max_length(LINE_BYTES_MAX));
    let request = Request::Status {}.line()?;
    // One that refuses the account has said so and gone before it reads.
    drop(lines.send(request).await);
    match lines.next().await {
        Some(Ok(line)) => Answer::parse(&line).map_err(io::Error::other),
        Some(Err(error)) => Err(io::Error::other(error)),
        None => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn failed(error: &io::Error) -> Called {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of the many ways of a socket three say something"
    )]
    match error.kind() {
        io::ErrorKind::NotFound => Called::Absent,
        io::ErrorKind::ConnectionRefused => Called::Deaf,
        io::ErrorKind::PermissionDenied => Called::Forbidden,
        _ => Called::Failed(clean_error(error)),
    }
}

pub(super) fn facts(setup: &Setup, called: Called) -> StaffFacts {
    let groups = console::account(false).groups;
    StaffFacts {
        socket: clean_error(&setup.control_socket().display()),
        called,
        group_exists: UsersCache::new().get_group_by_name(STAFF_GROUP).is_some(),
        is_root: rustix::process::geteuid().is_root(),
        is_member: groups.iter().any(|group| group.as_str() == STAFF_GROUP),
        speech: setup.config.screen.speech.map(speech),
    }
}

fn speech(speech: Speech) -> (&'static str, bool) {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let program = match speech {
        Speech::SpdSay => "spd-say",
        Speech::EspeakNg => "espeak-ng",
    };
    (program, Voice::find(speech, &path).is_some())
}
