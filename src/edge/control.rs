//! The control socket: staff and their scripts ask, the kiosk answers; see [`crate::control`].
//!
//! Whoever connects is known by what the kernel says of the peer (`SO_PEERCRED`, unix(7)), not by what it says of
//! itself. A slow or hostile one costs a task, never the screen.

mod clerk;
mod counts;
mod finding;
mod judging;
mod kept_log;
mod naming;
mod own;
mod refusal;
mod upkeep;

use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::SinkExt as _;
use futures_util::StreamExt as _;
use tokio::net::UnixListener;
use tokio::net::UnixStream;
use tokio::net::unix::UCred;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use tokio_util::codec::Framed;
use tokio_util::codec::LinesCodec;
use tokio_util::codec::LinesCodecError;
use uzers::Groups as _;
use uzers::Users as _;
use uzers::UsersCache;

use crate::control::Answer;
use crate::control::LINE_BYTES_MAX;
use crate::control::Request;
use crate::control::RequestError;
use crate::text::CleanText;
use crate::text::clean_error;

pub use clerk::Clerk;
pub use clerk::Counter;
pub use kept_log::checked;
pub use kept_log::logged_day;

/// The file in the data folder, or in /run where the operator puts it.
pub const SOCKET: &str = "control.sock";
/// Whoever is in it may decide.
pub const STAFF_GROUP: &str = "zhaohuo-staff";
/// For the owner and the group: nobody else can even connect.
const SOCKET_MODE: u32 = 0o660;
/// More consoles and scripts at once than any hall has staff; the next one waits.
const CLIENTS_MAX: usize = 16;
/// A client that says nothing for so long, or sends half a line, is gone.
const IDLE: Duration = Duration::from_secs(60);
/// One that does not take its answer is gone too.
const ANSWER_TAKEN: Duration = Duration::from_secs(5);

/// Binds the socket, over one that a killed kiosk left behind.
///
/// # Errors
///
/// Where the folder cannot be written, or somebody listens there already.
pub fn bind(path: &Path) -> io::Result<UnixListener> {
    if std::os::unix::net::UnixStream::connect(path).is_ok() {
        return Err(io::ErrorKind::AddrInUse.into());
    }
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Ok(()) | Err(_) => {}
    }
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(SOCKET_MODE))?;
    let group = UsersCache::new()
        .get_group_by_name(STAFF_GROUP)
        .map(|group| group.gid());
    if let Some(group) = group
        && let Err(error) = std::os::unix::fs::chown(path, None, Some(group))
    {
        // Then only the kiosk's own account and root get in.
        tracing::warn!(reason = %clean_error(&error), "the control socket cannot be given to {STAFF_GROUP}");
    }
    Ok(listener)
}

/// Answers for as long as the program runs.
pub async fn serve(listener: UnixListener, clerk: Arc<Clerk>) {
    let seats = Arc::new(Semaphore::new(CLIENTS_MAX));
    loop {
        let Ok(seat) = Arc::clone(&seats).acquire_owned().await else {
            return;
        };
        match listener.accept().await {
            Ok((stream, _)) => {
                let clerk = Arc::clone(&clerk);
                tokio::spawn(async move {
                    if let Err(error) = attend(stream, &clerk).await {
                        tracing::debug!(reason = %clean_error(&error), "a control client is gone");
                    }
                    drop(seat);
                });
            }
            Err(error) => {
                tracing::warn!(reason = %clean_error(&error), "nobody can connect to the control socket");
                tokio::time::sleep(ANSWER_TAKEN).await;
            }
        }
    }
}

async fn attend(stream: UnixStream, clerk: &Clerk) -> Result<(), LinesCodecError> {
    let peer = stream.peer_cred()?;
    let who = name_of(peer);
    let mut lines = Framed::new(stream, LinesCodec::new_with_max_length(LINE_BYTES_MAX));
    if !may_ask(peer) {
        tracing::warn!(uid = peer.uid(), "refused a control client");
        return say(&mut lines, &Answer::refused(&"您的账号不在工作人员组里")).await;
    }
    while let Ok(Some(line)) = timeout(IDLE, lines.next()).await {
        let line = match line {
            Ok(line) => line,
            Err(LinesCodecError::MaxLineLengthExceeded) => {
                return say(&mut lines, &Answer::refused(&RequestError::TooLong)).await;
            }
            Err(error) => return Err(error),
        };
        let answer = match Request::parse(&line) {
            Ok(request) => clerk.answer(request, &who).await,
            Err(error) => Answer::refused(&error),
        };
        say(&mut lines, &answer).await?;
    }
    Ok(())
}

async fn say(lines: &mut Framed<UnixStream, LinesCodec>, answer: &Answer) -> Result<(), LinesCodecError> {
    let line = answer.line().map_err(io::Error::from)?;
    match timeout(ANSWER_TAKEN, lines.send(line)).await {
        Ok(sent) => sent,
        Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
    }
}

/// The kiosk's own account, root, and the staff group. The socket's mode says the same; this holds where somebody has
/// loosened it.
fn may_ask(peer: UCred) -> bool {
    let own = rustix::process::geteuid().as_raw();
    if peer.uid() == 0 || peer.uid() == own {
        return true;
    }
    let users = UsersCache::new();
    let groups = users.get_user_by_uid(peer.uid()).and_then(|user| user.groups());
    groups.is_some_and(|groups| groups.iter().any(|group| group.name() == STAFF_GROUP))
}

fn name_of(peer: UCred) -> CleanText {
    let user = UsersCache::new().get_user_by_uid(peer.uid());
    let name = user.map(|user| user.name().to_string_lossy().into_owned());
    CleanText::new(&name.unwrap_or_else(|| format!("uid {}", peer.uid())), 40)
}
