//! The console as staff have it: a terminal, ssh, sshd, the forced command.

use std::io::Read as _;
use std::io::Write as _;
use std::num::NonZeroU16;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use std::time::Instant;

use super::Launch;
use super::PATIENCE;
use super::Session;
use super::Sshd;
use super::said;
use super::skip;

const TEST: &str = "the_console_over_ssh_withdraws_a_posting_and_leaves_nothing_behind";
/// faults.md O2.
const ENDS_WITHIN: Duration = Duration::from_secs(5);

/// A terminal of 80×24 with ssh in it, whose keys come through a pipe.
struct Window {
    child: Child,
    written: mpsc::Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Window {
    fn open(sshd: &Sshd) -> Option<Self> {
        let client = sshd.client("ssh");
        let options: Vec<String> = client.get_args().map(|it| it.to_string_lossy().into_owned()).collect();
        let line = format!(
            "stty rows 24 cols 80; exec ssh -tt {} {}@127.0.0.1",
            options.join(" "),
            sshd.user
        );
        let mut script = Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm-256color");
        let pipes = script.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = pipes.spawn().ok()?;
        let mut output = child.stdout.take().unwrap();
        let (sender, written) = mpsc::channel();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = output.read(&mut bytes) {
                if sender.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(cells(24), cells(80), 0);
        Some(Self { child, written, screen })
    }

    #[track_caller]
    fn wait_for(&mut self, text: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        while !self.screen.screen().contents().contains(text) {
            let left = deadline.saturating_duration_since(Instant::now());
            let bytes = self.written.recv_timeout(left);
            assert!(bytes.is_ok(), "no {text}:\n{}", self.screen.screen().contents());
            self.screen.process(&bytes.unwrap());
        }
        self.screen.screen().contents()
    }

    #[track_caller]
    fn press(&mut self, keys: &str, then: &str) -> String {
        let stdin = self.child.stdin.as_mut().unwrap();
        stdin.write_all(keys.as_bytes()).unwrap();
        stdin.flush().unwrap();
        self.wait_for(then)
    }

    /// Waits until it has ended, and says whether well.
    fn ends_well(&mut self) -> bool {
        let began = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.success();
            }
            assert!(began.elapsed() < ENDS_WITHIN, "{}", self.screen.screen().contents());
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// The consoles that run on this kiosk's data.
fn consoles(kiosk: &Session) -> Vec<String> {
    let data = kiosk.home().join("data").display().to_string();
    let processes = std::fs::read_dir("/proc").unwrap().filter_map(|entry| {
        let path = entry.ok()?.path().join("cmdline");
        Some(String::from_utf8_lossy(&std::fs::read(path).ok()?).replace('\0', " "))
    });
    processes
        .filter(|line| line.contains(" staff ") && line.contains(&data))
        .collect()
}

fn none_is_left(kiosk: &Session) {
    let began = Instant::now();
    while !consoles(kiosk).is_empty() {
        assert!(began.elapsed() < ENDS_WITHIN, "{:?}", consoles(kiosk));
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn the_console_over_ssh_withdraws_a_posting_and_leaves_nothing_behind() {
    let mut kiosk = Launch::new().start();
    kiosk.wait_for_postings();
    let Some(sshd) = Sshd::start(TEST, &kiosk) else { return };
    let Some(mut window) = Window::open(&sshd) else {
        return skip(TEST, "no script");
    };
    window.wait_for("工作人员台");
    assert!(window.wait_for("示例数据").contains("(ssh)"));
    assert_eq!(consoles(&kiosk).len(), 1, "{:?}", consoles(&kiosk));
    let list = window.press("2", "> ");
    let chosen = list.lines().find(|line| line.starts_with("> ")).unwrap();
    let number: String = chosen.chars().filter(char::is_ascii_digit).take(6).collect();
    window.press("\r", "H 撤下");
    window.press("h", "为什么");
    // Where the checks found something, at some hours in the first posting, that is there as a reason already.
    let erased = "\x7f".repeat(40);
    window.press(&format!("{erased}写了限女性\r"), "撤下：写了限女性");
    // The kiosk knows which posting, and by whom.
    let log = said(&kiosk.beside(&["staff", "log"]));
    assert!(
        log.contains(&format!("{} 撤下", sshd.user)) && log.contains("写了限女性"),
        "{log}"
    );
    let found = said(&kiosk.beside(&["staff", "find", &number]));
    assert!(found.contains("撤下：写了限女性"), "{found}");

    window.press("q", "");
    assert!(window.ends_well());
    none_is_left(&kiosk);

    // A window that is closed, and a line that is cut, leave nothing either.
    let mut closed = Window::open(&sshd).unwrap();
    closed.wait_for("工作人员台");
    drop(closed);
    none_is_left(&kiosk);
    kiosk.press("5", "您想做什么");
}
