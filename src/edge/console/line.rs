//! The line to the kiosk: one owner, one request at a time, and again and again where nobody answers.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use futures_util::SinkExt as _;
use futures_util::StreamExt as _;
use tokio::net::UnixStream;
use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio::time::timeout;
use tokio::time::timeout_at;
use tokio_util::codec::Framed;
use tokio_util::codec::LinesCodec;
use tokio_util::codec::LinesCodecError;

use crate::console::Msg;
use crate::control::Answer;
use crate::control::LINE_BYTES_MAX;
use crate::control::Request;
use crate::text::CleanText;
use crate::text::LINE_CHARS;
use crate::text::clean_error;

/// A kiosk answers in milliseconds; one that does not in so long is stuck.
const PATIENCE: Duration = Duration::from_secs(10);
/// Between two tries to connect, at first: a restarted kiosk is back so soon.
const RETRY_MIN: Duration = Duration::from_millis(500);
/// And at most: whoever waits for a kiosk does not wait long once it is there.
const RETRY_MAX: Duration = Duration::from_secs(5);
/// Of an answer: a thousand entries of the log.
const ANSWER_BYTES_MAX: usize = 16 * LINE_BYTES_MAX;

type Lines = Framed<UnixStream, LinesCodec>;

/// Asks what it is given for as long as somebody asks.
pub(super) async fn keep(socket: PathBuf, mut asked: mpsc::Receiver<Request>, news: mpsc::Sender<Msg>) {
    let mut wait = RETRY_MIN;
    loop {
        let why = match connect(&socket).await {
            Ok(lines) => {
                wait = RETRY_MIN;
                if news.send(Msg::Connected).await.is_err() {
                    return;
                }
                match talk(lines, &mut asked, &news).await {
                    Some(why) => why,
                    None => return,
                }
            }
            Err(why) => why,
        };
        if news.send(Msg::Lost(why)).await.is_err() || !pass_time(wait, &mut asked, &news).await {
            return;
        }
        wait = (wait * 2).min(RETRY_MAX);
    }
}

/// A line over which the kiosk has answered once: it has not refused this account.
async fn connect(socket: &Path) -> Result<Lines, CleanText> {
    let stream = timeout(PATIENCE, UnixStream::connect(socket)).await;
    let stream = stream.map_err(|_| said("找活不回答"))?.map_err(|error| why(&error))?;
    let mut lines = Framed::new(stream, LinesCodec::new_with_max_length(ANSWER_BYTES_MAX));
    match exchange(&mut lines, &Request::Status {}).await? {
        Answer::Done(_) => Ok(lines),
        Answer::Refused(why) => Err(why),
    }
}

/// Why the line broke; `None` where nobody asks any more.
async fn talk(mut lines: Lines, asked: &mut mpsc::Receiver<Request>, news: &mpsc::Sender<Msg>) -> Option<CleanText> {
    loop {
        let request = tokio::select! {
            request = asked.recv() => request?,
            // Nothing comes unasked but the end.
            _ = lines.next() => return Some(said("找活停了")),
        };
        match exchange(&mut lines, &request).await {
            Ok(answer) => news.send(Msg::Answered(Box::new(request), answer)).await.ok()?,
            Err(why) => {
                news.send(Msg::Unanswered(Box::new(request))).await.ok()?;
                return Some(why);
            }
        }
    }
}

async fn exchange(lines: &mut Lines, request: &Request) -> Result<Answer, CleanText> {
    let line = request.line().map_err(|error| clean_error(&error))?;
    let deadline = Instant::now() + PATIENCE;
    // One that refuses the account has said so and gone before it reads.
    if timeout_at(deadline, lines.send(line)).await.is_err() {
        return Err(said("找活不回答"));
    }
    match timeout_at(deadline, lines.next()).await {
        Ok(Some(Ok(line))) => Answer::parse(&line).map_err(|error| clean_error(&error)),
        Ok(Some(Err(LinesCodecError::Io(error)))) => Err(why(&error)),
        Ok(Some(Err(error))) => Err(clean_error(&error)),
        Ok(None) => Err(said("找活停了")),
        Err(_) => Err(said("找活不回答")),
    }
}

/// Waits. What is asked meanwhile is not kept for later: whoever asked it sees another screen by then. `false` where
/// nobody is there any more.
async fn pass_time(wait: Duration, asked: &mut mpsc::Receiver<Request>, news: &mpsc::Sender<Msg>) -> bool {
    let end = Instant::now() + wait;
    loop {
        match timeout_at(end, asked.recv()).await {
            Ok(Some(request)) => {
                if news.send(Msg::Unanswered(Box::new(request))).await.is_err() {
                    return false;
                }
            }
            Ok(None) => return false,
            Err(_) => return true,
        }
    }
}

fn why(error: &io::Error) -> CleanText {
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of the many ways of a socket these four say something"
    )]
    match error.kind() {
        io::ErrorKind::PermissionDenied => said("您的账号不在 zhaohuo-staff 组里"),
        io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused => said("找活没有在运行"),
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => said("找活停了"),
        _ => clean_error(error),
    }
}

fn said(text: &str) -> CleanText {
    CleanText::new(text, LINE_CHARS)
}
