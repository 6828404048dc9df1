//! The built program in a terminal of its own: send bytes, wait for what the screen says, see how it ends.

#![expect(clippy::disallowed_methods, reason = "real programs take real time, on a real disk")]
#![allow(unreachable_pub, reason = "a kit for other files")]
#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

#[path = "beside.rs"]
mod beside;
#[path = "line.rs"]
mod line;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread::JoinHandle;
use std::time::Duration;
use std::time::Instant;

use line::END_OF_FRAME;
use line::Heard;
use line::Writer;
use line::cells;
use line::contains;
use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::ExitStatus;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use rustix::process::Pid;
use rustix::process::Signal;
use tempfile::TempDir;
use vt100::Screen;

pub use line::Answer;

const PROGRAM: &str = env!("CARGO_BIN_EXE_zhaohuo");
/// For what must happen at all, on a busy machine with a debug build.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How often is looked whether the program has ended, which nothing announces.
const LOOK_AGAIN: Duration = Duration::from_millis(5);

/// How to start it: at 80×24, on the demonstration, with nothing configured.
pub struct Launch {
    arguments: Vec<String>,
    environment: Vec<(&'static str, OsString)>,
    configuration: Option<String>,
    /// Starts it, where the program itself does not do.
    shell: Option<&'static str>,
    prepared: Option<fn(&Path)>,
    answer: Answer,
    size: (u16, u16),
}

pub struct Session {
    home: Arc<TempDir>,
    arguments: Vec<String>,
    master: Option<Box<dyn MasterPty + Send>>,
    writer: Writer,
    child: Box<dyn Child + Send + Sync>,
    reader: Option<JoinHandle<()>>,
    heard: Arc<Heard>,
    began: Instant,
    settings_before: String,
    shell: Option<&'static str>,
}

/// How it ended.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub took: Duration,
}

impl Launch {
    pub fn new() -> Self {
        Self {
            arguments: Vec::new(),
            environment: Vec::new(),
            configuration: None,
            shell: None,
            prepared: None,
            answer: Answer::Narrow,
            size: (80, 24),
        }
    }

    pub fn with<const N: usize>(mut self, arguments: [&str; N]) -> Self {
        self.arguments.extend(arguments.map(str::to_owned));
        self
    }

    pub fn in_environment(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    pub fn configured(mut self, toml: &str) -> Self {
        self.configuration = Some(toml.to_owned());
        self
    }

    pub fn sized(mut self, width: u16, height: u16) -> Self {
        self.size = (width, height);
        self
    }

    pub fn answering(mut self, answer: Answer) -> Self {
        self.answer = answer;
        self
    }

    /// As `nohup` starts a program, or a service manager.
    pub fn ignoring_hang_up(mut self) -> Self {
        self.shell = Some("trap '' HUP; exec \"$0\" \"$@\"");
        self
    }

    /// What it logs goes to `journal` in its home.
    pub fn logging(mut self) -> Self {
        self.shell = Some("exec \"$0\" \"$@\" 2>>journal");
        self
    }

    /// By a shell's command, which has the program in `$0` and its arguments in `$@`.
    pub fn through(mut self, script: &'static str) -> Self {
        self.shell = Some(script);
        self
    }

    /// With what `prepare` leaves in the data folder of the demonstration.
    pub fn prepared(mut self, prepare: fn(&Path)) -> Self {
        self.prepared = Some(prepare);
        self
    }

    pub fn start(self) -> Session {
        self.start_in(Arc::new(tempfile::tempdir().unwrap()))
    }

    /// On the data of another one, with its options, after these arguments.
    pub fn start_beside(mut self, other: &Session) -> Session {
        self.arguments.extend(other.arguments.clone());
        self.start_in(Arc::clone(&other.home))
    }

    fn start_in(mut self, home: Arc<TempDir>) -> Session {
        if let Some(toml) = &self.configuration {
            let path = home.path().join("config.toml");
            std::fs::write(&path, toml).unwrap();
            self.arguments
                .extend(["--config".to_owned(), path.display().to_string()]);
        }
        if let Some(prepare) = self.prepared {
            prepare(&home.path().join("data/demo"));
        }
        let (width, height) = self.size;
        let pty = native_pty_system().openpty(pty_size(width, height)).unwrap();
        let settings_before = settings(&*pty.master);
        let mut command = CommandBuilder::new(self.shell.map_or(PROGRAM, |_| "/bin/sh"));
        if let Some(script) = self.shell {
            command.args(["-c", script, PROGRAM]);
        }
        command.args(&self.arguments);
        command.arg("--data");
        command.arg(home.path().join("data"));
        command.cwd(home.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path());
        for (name, value) in &self.environment {
            command.env(name, value);
        }

        let heard = Arc::new(Heard::default());
        heard.lock().parser.set_size(cells(height), cells(width));
        let mut source = pty.master.try_clone_reader().unwrap();
        let listener = Arc::clone(&heard);
        let writer = Arc::new(Mutex::new(Some(pty.master.take_writer().unwrap())));
        let (answers, answer) = (Arc::clone(&writer), self.answer);
        let reader = std::thread::spawn(move || listener.listen(&mut source, &answers, answer));
        let began = Instant::now();
        let child = pty.slave.spawn_command(command).unwrap();
        Session {
            home,
            arguments: self.arguments,
            writer,
            master: Some(pty.master),
            child,
            reader: Some(reader),
            heard,
            began,
            settings_before,
            shell: self.shell,
        }
    }
}

impl Session {
    /// Waits until the screen is so, and gives it; only whole frames are looked at.
    #[track_caller]
    pub fn wait_for(&self, fact: impl Fn(&Screen) -> bool) -> Screen {
        let deadline = Instant::now() + PATIENCE;
        let mut state = self.heard.lock();
        loop {
            if state.bytes.ends_with(END_OF_FRAME) && fact(state.parser.screen()) {
                return state.parser.screen().clone();
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !state.ended,
                "this is not what was waited for:\n{}",
                state.parser.screen().contents()
            );
            state = self.heard.more.wait_timeout(state, left).unwrap().0;
        }
    }

    #[track_caller]
    pub fn wait_for_text(&self, text: &str) -> Screen {
        self.wait_for(|screen| screen.contents().contains(text))
    }

    /// Waits until it has written this.
    pub fn wait_for_bytes(&self, wanted: &[u8]) {
        let deadline = Instant::now() + PATIENCE;
        while !contains(&self.bytes(), wanted) {
            assert!(Instant::now() < deadline, "it never wrote {wanted:?}");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Waits until it has written more bytes than these.
    pub fn wait_for_more(&self, written: usize) {
        let deadline = Instant::now() + PATIENCE;
        while self.bytes().len() <= written {
            assert!(Instant::now() < deadline, "it draws nothing more");
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// The first page with what the demonstration brings.
    #[track_caller]
    pub fn wait_for_postings(&self) -> Screen {
        self.wait_for(|screen| {
            let contents = screen.contents();
            contents.contains("一共") && !contents.contains("一共 0 个活") && contents.contains("数据截至")
        })
    }

    pub fn send(&mut self, bytes: impl AsRef<[u8]>) {
        let mut writer = self.writer.lock().unwrap();
        let writer = writer.as_mut().unwrap();
        writer.write_all(bytes.as_ref()).unwrap();
        writer.flush().unwrap();
    }

    /// Sends, and waits for what must follow.
    #[track_caller]
    pub fn press(&mut self, keys: &str, then: &str) -> Screen {
        self.send(keys);
        self.wait_for_text(then)
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        let mut state = self.heard.lock();
        state.parser.set_size(cells(height), cells(width));
        let master = self.master.as_ref().unwrap();
        master.resize(pty_size(width, height)).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        let id = self.child.process_id().unwrap();
        let id = Pid::from_raw(i32::try_from(id).unwrap()).unwrap();
        rustix::process::kill_process(id, signal).unwrap();
    }

    /// As a terminal that was told to wait (XOFF), or an SSH client on a dead network.
    pub fn stop_reading(&mut self) {
        self.heard.lock().closing = true;
        // Something must be written for the reader to wake and see that.
        self.resize(100, 30);
        self.reader.take().unwrap().join().unwrap();
    }

    /// The other end of the line is gone, like an SSH client's.
    pub fn hang_up(&mut self) {
        self.stop_reading();
        *self.writer.lock().unwrap() = None;
        self.master = None;
    }

    #[track_caller]
    pub fn wait_exit(&mut self) -> Ended {
        let began = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(began.elapsed() < PATIENCE, "it does not end:\n{}", self.contents());
            std::thread::sleep(LOOK_AGAIN);
        };
        let took = began.elapsed();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        Ended { status, took }
    }

    pub fn has_ended(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    /// All that it has written so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.heard.lock().bytes.clone()
    }

    pub fn screen(&self) -> Screen {
        self.heard.lock().parser.screen().clone()
    }

    pub fn contents(&self) -> String {
        self.screen().contents()
    }

    pub fn age(&self) -> Duration {
        self.began.elapsed()
    }

    /// Whether the terminal's own settings are what they were before the start.
    pub fn settings_are_as_before(&self) -> bool {
        settings(&**self.master.as_ref().unwrap()) == self.settings_before
    }

    /// Where the demonstration keeps its store.
    pub fn folder(&self) -> PathBuf {
        self.data().join("demo")
    }

    /// Kills it, and starts another one on the same data.
    pub fn restart(mut self) -> Self {
        self.kill();
        let home = Arc::clone(&self.home);
        let arguments = std::mem::take(&mut self.arguments);
        Launch {
            arguments,
            shell: self.shell,
            ..Launch::new()
        }
        .start_in(home)
    }

    pub fn kill(&mut self) {
        // One that has ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }

    /// The folder in which it takes itself to be at home.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn process_id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.kill();
    }
}

fn settings(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios().unwrap())
}

fn pty_size(width: u16, height: u16) -> PtySize {
    PtySize {
        rows: height,
        cols: width,
        pixel_width: 0,
        pixel_height: 0,
    }
}
