//! A program in a terminal of its own: keys go in, an emulator keeps what comes out.

use std::ffi::OsString;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::sync::Arc;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use anyhow::Context as _;
use anyhow::Result;
use anyhow::bail;
use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use vt100::Screen;

use crate::process::Process;

const WIDTH: u16 = 120;
const HEIGHT: u16 = 34;
/// For whatever must come at all: newsboat reads its cache for a minute where it is large.
const PATIENCE: Duration = Duration::from_secs(180);
/// Between two keys of a quick hand there are ten times as many.
const QUIET: Duration = Duration::from_millis(10);
/// How a program asks where the cursor is (DSR 6), and whether mouse mode 1006 is known (DECRQM).
const WHERE: &[u8] = b"\x1b[6n";
const IS_TOUCH_KNOWN: &[u8] = b"\x1b[?1006$p";
/// Bytes; none of what is looked for is longer.
const LONGEST_MARK: usize = 9;
const TOUCH_IS_KNOWN: &str = "\x1b[?1006;2$y";

/// A command without the environment of this one.
pub(crate) struct Command {
    pub(crate) program: OsString,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) home: OsString,
    /// Beside what every program in a terminal has.
    pub(crate) environment: Vec<(&'static str, &'static str)>,
}

/// Ends with the session that holds it.
pub(crate) struct Session {
    child: Box<dyn Child + Send + Sync>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    heard: Arc<Heard>,
    began: Instant,
    /// Gone, it would hang up.
    _master: Box<dyn MasterPty + Send>,
}

#[derive(Default)]
struct Heard {
    state: Mutex<State>,
    more: Condvar,
}

struct State {
    parser: vt100::Parser,
    written: usize,
    /// When the newest bytes came, before the emulator had them.
    at: Instant,
    /// The newest bytes end a frame.
    is_whole: bool,
    frames: usize,
    /// The last bytes, in which a mark may have begun that is not whole yet.
    tail: Vec<u8>,
    has_ended: bool,
}

/// Where a synchronized update ends (DEC private mode 2026): what stands before is half a screen.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

impl Default for State {
    fn default() -> Self {
        let cells = |count| NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN);
        Self {
            parser: vt100::Parser::new(cells(HEIGHT), cells(WIDTH), 0),
            written: 0,
            at: Instant::now(),
            is_whole: false,
            frames: 0,
            tail: Vec::new(),
            has_ended: false,
        }
    }
}

impl Session {
    pub(crate) fn start(command: &Command) -> Result<Self> {
        let size = PtySize {
            rows: HEIGHT,
            cols: WIDTH,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pty = native_pty_system().openpty(size)?;
        let mut builder = CommandBuilder::new(&command.program);
        builder.args(&command.arguments);
        builder.env_clear();
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("LANG", "C.UTF-8"),
            ("PATH", "/usr/bin:/bin"),
        ] {
            builder.env(name, value);
        }
        builder.env("HOME", &command.home);
        for (name, value) in &command.environment {
            builder.env(name, value);
        }
        builder.cwd(&command.home);
        let heard = Arc::new(Heard::default());
        let writer = Arc::new(Mutex::new(pty.master.take_writer()?));
        let mut source = pty.master.try_clone_reader()?;
        let (listener, answers) = (Arc::clone(&heard), Arc::clone(&writer));
        thread::spawn(move || listener.listen(&mut source, &answers));
        let began = Instant::now();
        let child = pty.slave.spawn_command(builder)?;
        Ok(Self {
            child,
            writer,
            heard,
            began,
            _master: pty.master,
        })
    }

    pub(crate) fn process(&self) -> Result<Process> {
        Ok(Process(self.child.process_id().context("it has ended")?))
    }

    /// When, after its start, the screen was so.
    pub(crate) fn wait_for(&self, fact: impl Fn(&Screen) -> bool) -> Result<Duration> {
        let at = self.wait(|state| fact(state.parser.screen()))?;
        Ok(at.duration_since(self.began))
    }

    pub(crate) fn wait_for_text(&self, text: &str) -> Result<Duration> {
        self.wait_for(|screen| screen.contents().contains(text))
    }

    /// When, after its start, the first whole frame was there.
    pub(crate) fn wait_for_frame(&self) -> Result<Duration> {
        let at = self.wait(|state| state.frames > 0)?;
        Ok(at.duration_since(self.began))
    }

    pub(crate) fn send(&self, keys: &str) -> Result<()> {
        let mut writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        writer.write_all(keys.as_bytes())?;
        Ok(writer.flush()?)
    }

    pub(crate) fn press(&self, keys: &str, then: &str) -> Result<Duration> {
        self.send(keys)?;
        self.wait_for_text(then)
    }

    /// From a key that changes the screen to the end of the first frame after it.
    pub(crate) fn first_frame_after(&self, key: &str) -> Result<Duration> {
        let (sent, first, _) = self.frames_after(key)?;
        Ok(first.saturating_duration_since(sent))
    }

    /// The same to the end of the last one before all is quiet: what is opened is read from the disk.
    pub(crate) fn last_frame_after(&self, key: &str) -> Result<Duration> {
        let (sent, _, last) = self.frames_after(key)?;
        Ok(last.saturating_duration_since(sent))
    }

    /// When the key was sent, and when the first and the last frame was whole. The next key finds the program quiet.
    fn frames_after(&self, key: &str) -> Result<(Instant, Instant, Instant)> {
        let before = self.heard.lock().frames;
        let sent = Instant::now();
        self.send(key)?;
        let first = self
            .wait(|state| state.frames > before && state.is_whole)
            .with_context(|| format!("after {key:?}"))?;
        let mut last = first;
        loop {
            thread::sleep(QUIET);
            let state = self.heard.lock();
            if state.at == last {
                return Ok((sent, first, last));
            }
            last = state.at;
        }
    }

    /// Bytes that it has written so far.
    pub(crate) fn written(&self) -> usize {
        self.heard.lock().written
    }

    fn wait(&self, fact: impl Fn(&State) -> bool) -> Result<Instant> {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.heard.lock();
        while !fact(&state) {
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() || state.has_ended {
                bail!("this is not what was waited for:\n{}", state.parser.screen().contents());
            }
            let waited = self.heard.more.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        Ok(state.at)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // One that has ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Heard {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listen(&self, source: &mut dyn Read, answers: &Mutex<Box<dyn Write + Send>>) {
        let mut buffer = [0; 16 * 1024];
        loop {
            // A terminal that nobody holds any more ends in EIO.
            let count = source.read(&mut buffer).unwrap_or(0);
            let (at, bytes) = (Instant::now(), &buffer[..count]);
            let mut state = self.lock();
            let said = state.take(bytes, at);
            let has_ended = state.has_ended;
            drop(state);
            self.more.notify_all();
            if has_ended {
                return;
            }
            let mut answers = answers.lock().unwrap_or_else(PoisonError::into_inner);
            // Who has ended meanwhile waits for no answer.
            drop(answers.write_all(said.as_bytes()));
        }
    }
}

impl State {
    /// What the terminal answers.
    fn take(&mut self, bytes: &[u8], at: Instant) -> String {
        self.written += bytes.len();
        self.at = at;
        self.has_ended = bytes.is_empty();
        let old = self.tail.len();
        self.tail.extend_from_slice(bytes);
        // What stands whole in the old tail was counted before.
        let ends = |mark: &[u8]| -> Vec<usize> {
            let from = (old + 1).saturating_sub(mark.len());
            let at = (from..self.tail.len()).filter(|at| self.tail[*at..].starts_with(mark));
            at.map(|at| at + mark.len()).collect()
        };
        let mut answers = TOUCH_IS_KNOWN.repeat(ends(IS_TOUCH_KNOWN).len());
        self.frames += ends(END_OF_FRAME).len();
        self.is_whole = self.tail.ends_with(END_OF_FRAME);
        // Several questions may come at once, and the cursor moves between them.
        let mut processed = old;
        for asked in ends(WHERE) {
            self.parser.process(&self.tail[processed..asked]);
            processed = asked;
            let (row, column) = self.parser.screen().cursor_position();
            let place = format!("\x1b[{};{}R", row + 1, column + 1);
            answers.push_str(&place);
        }
        self.parser.process(&self.tail[processed..]);
        self.tail.drain(..self.tail.len().saturating_sub(LONGEST_MARK));
        answers
    }
}
