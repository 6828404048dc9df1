//! The built program on demonstration data, in a terminal of its own.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use std::ffi::OsStr;
use std::io::Read;
use std::io::Write;
use std::num::NonZeroU16;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use portable_pty::Child;
use portable_pty::CommandBuilder;
use portable_pty::ExitStatus;
use portable_pty::MasterPty;
use portable_pty::PtySize;
use portable_pty::native_pty_system;
use rustix::process::Pid;
use rustix::process::Signal;
use tempfile::TempDir;
use vt100::Parser;
use vt100::Screen;

/// For what must happen at all, on a busy machine with a debug build. Counted anew whenever the program writes.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// Every frame ends so; what stands before it is half a screen.
const END_OF_FRAME: &[u8] = b"\x1b[?2026l";

pub struct Session {
    parser: Parser,
    /// The program has written a frame to its end.
    whole: bool,
    written: Receiver<Vec<u8>>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    /// Held, for a terminal that is let go hangs up.
    _terminal: Box<dyn MasterPty + Send>,
    /// Held, for it is removed when it is dropped.
    _home: TempDir,
}

impl Session {
    pub fn start(width: u16, height: u16) -> Self {
        Self::with(width, height, &[])
    }

    pub fn with(width: u16, height: u16, environment: &[(&str, &OsStr)]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_zhaohuo"));
        command.arg("--data");
        command.arg(home.path());
        command.env_clear();
        command.env("TERM", "xterm-256color");
        command.env("HOME", home.path());
        for (name, value) in environment {
            command.env(name, value);
        }
        let size = PtySize {
            rows: height,
            cols: width,
            ..PtySize::default()
        };
        let pty = native_pty_system().openpty(size).unwrap();
        let child = pty.slave.spawn_command(command).unwrap();
        let cells = |count| NonZeroU16::new(count).unwrap();
        Self {
            parser: Parser::new(cells(height), cells(width), 0),
            whole: false,
            written: listen(pty.master.try_clone_reader().unwrap()),
            writer: pty.master.take_writer().unwrap(),
            child,
            _terminal: pty.master,
            _home: home,
        }
    }

    /// Waits until the screen is so, and gives it.
    pub fn wait_for(&mut self, fact: impl Fn(&str) -> bool) -> Screen {
        loop {
            let screen = self.parser.screen();
            if self.whole && fact(&screen.contents()) {
                return screen.clone();
            }
            match self.written.recv_timeout(PATIENCE) {
                Ok(bytes) => {
                    self.whole = bytes.ends_with(END_OF_FRAME);
                    self.parser.process(&bytes);
                }
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("this is not what was waited for:\n{}", screen.contents());
                }
            }
        }
    }

    pub fn wait_for_postings(&mut self) -> Screen {
        self.wait_for(|text| text.contains("数据截至") && !text.contains("一共 0 个活"))
    }

    /// Sends, and waits for what must follow.
    pub fn press(&mut self, keys: &str, then: &str) -> Screen {
        self.writer.write_all(keys.as_bytes()).unwrap();
        self.wait_for(|text| text.contains(then))
    }

    /// As systemd ends it.
    pub fn terminate(&mut self) {
        let id = self.child.process_id().unwrap().try_into().unwrap();
        rustix::process::kill_process(Pid::from_raw(id).unwrap(), Signal::TERM).unwrap();
    }

    /// After [`Self::terminate`].
    pub fn wait_exit(mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // One that has ended already is as good.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// What the program writes, until it has ended.
fn listen(mut terminal: Box<dyn Read + Send>) -> Receiver<Vec<u8>> {
    let (sender, written) = mpsc::channel();
    let read = move || {
        let mut buffer = [0; 16 * 1024];
        // A terminal that nobody holds any more ends in EIO.
        while let Ok(count @ 1..) = terminal.read(&mut buffer) {
            if sender.send(buffer[..count].to_vec()).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().spawn(read).unwrap();
    written
}
