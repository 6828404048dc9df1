//! Whether other terminals take as many cells for a text as are counted for it.

use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;

use zhaohuo::text::CleanText;
use zhaohuo::text::LINE_CHARS;
use zhaohuo::text::cells;

use super::attacks;
use super::pty::PATIENCE;
use super::skip::skip;

/// Wider than the longest text.
const COLUMNS: usize = 400;
/// Stands behind each text, at the column that was counted.
const BORDER: char = '#';

/// A tmux of its own, which keeps the widths of its own C library.
struct Tmux {
    socket: String,
}

impl Tmux {
    /// Shows a file, in a terminal with as many rows as the file.
    fn showing(file: &str, rows: usize) -> Option<Self> {
        let tmux = Self {
            socket: format!("zhaohuo-widths-{}", std::process::id()),
        };
        let show = format!("cat '{file}'; exec sleep 60");
        let (columns, rows) = (COLUMNS.to_string(), (rows + 1).to_string());
        let started = tmux.run(&["-f/dev/null", "new-session", "-d", "-x", &columns, "-y", &rows, &show]);
        started.map(|_| tmux)
    }

    /// `None` where there is no tmux.
    fn run(&self, arguments: &[&str]) -> Option<String> {
        let output = Command::new("tmux")
            .args(["-u", "-L", &self.socket])
            .args(arguments)
            .env("LC_ALL", "C.UTF-8")
            .stdin(Stdio::null())
            .output()
            .ok()?;
        Some(String::from_utf8(output.stdout).unwrap())
    }

    /// What it shows once it shows the last row.
    #[expect(clippy::disallowed_methods, reason = "a terminal takes real time")]
    fn screen(&self, last: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let screen = self.run(&["capture-pane", "-p"]).unwrap();
            if screen.contains(last) {
                return screen;
            }
            assert!(Instant::now() < deadline, "{screen}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        self.run(&["kill-server"]);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "another program reads the file")]
fn each_text_takes_the_cells_that_are_counted_for_it_in_another_terminal() {
    let clean = |text: &String| CleanText::new(text, LINE_CHARS);
    let texts: Vec<CleanText> = attacks::texts().iter().map(clean).collect();
    let row = |text: &CleanText| format!("{text}\u{1b}[{}G{BORDER}\n", cells(text) + 1);
    let mut written: String = texts.iter().map(row).collect();
    written.push_str("the end");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), written).unwrap();

    let Some(tmux) = Tmux::showing(&file.path().display().to_string(), texts.len()) else {
        return skip(
            "each_text_takes_the_cells_that_are_counted_for_it_in_another_terminal",
            "no tmux",
        );
    };
    let screen = tmux.screen("the end");
    let wrong: Vec<_> = screen
        .lines()
        .zip(&texts)
        .filter(|(shown, text)| *shown != format!("{text}{BORDER}"))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
