//! Reads aloud, with a program of the system's that speaks. One text at a time.

use std::ffi::OsStr;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Stdio;

use tokio::process::Command;
use tokio::task::JoinHandle;

use crate::config::Speech;
use crate::language::Language;
use crate::text::CleanText;
use crate::text::clean_error;

/// Two minutes of speech; nobody stands for longer, and the next one waits.
const SAID_CHARS_MAX: usize = 600;

/// Of `espeak-ng`. Its plain `cmn` reads 天, tian1, as "tian one" in version 1.51, which Debian 12 has (espeak-ng issue
/// 1028); this one reads it right, there and later.
const MANDARIN: &str = "cmn-latn-pinyin";

#[derive(Debug)]
pub struct Voice {
    speech: Speech,
    program: PathBuf,
    speaking: Option<JoinHandle<()>>,
}

impl Voice {
    /// `None`, and a line in the journal, where the program is in no folder of `path`, as `PATH` lists them.
    #[must_use]
    pub fn find(speech: Speech, path: &OsStr) -> Option<Self> {
        let name = name(speech);
        // A relative folder is another one each time.
        let folders = std::env::split_paths(path).filter(|folder| folder.is_absolute());
        let found = folders.map(|folder| folder.join(name)).find(|file| may_be_run(file));
        let Some(program) = found else {
            tracing::warn!(program = name, "nothing is read aloud: the program is not installed");
            return None;
        };
        Some(Self {
            speech,
            program,
            speaking: None,
        })
    }

    /// Says this, in the place of what is being said. Cut where it takes too long.
    pub fn say(&mut self, text: &str, language: Language) {
        let text = CleanText::new(text, SAID_CHARS_MAX);
        let language = language.code().split('-').next().unwrap_or_default();
        let said = |options: &[&str]| -> Vec<String> {
            let all = [options, &["--", text.as_str()]].concat();
            all.into_iter().map(str::to_owned).collect()
        };
        let steps = match self.speech {
            Speech::EspeakNg if language == "zh" => vec![said(&["-v", MANDARIN])],
            Speech::EspeakNg => vec![said(&["-v", language])],
            Speech::SpdSay => vec![cancel(), said(&["--wait", "--language", language])],
        };
        self.go_on_with(steps);
    }

    /// Stops saying it.
    pub fn hush(&mut self) {
        if self.speaking.is_some() {
            self.go_on_with(match self.speech {
                Speech::EspeakNg => Vec::new(),
                Speech::SpdSay => vec![cancel()],
            });
        }
    }

    /// Ends what is running, and runs the program with these arguments, one list after the other.
    fn go_on_with(&mut self, steps: Vec<Vec<String>>) {
        // Here and not in the task, which may be cut off before it begins.
        let before = self.speaking.take().inspect(JoinHandle::abort);
        let program = self.program.clone();
        self.speaking = Some(tokio::spawn(async move {
            if let Some(before) = before {
                // It was cut off, or had ended: either way it is silent now.
                drop(before.await);
            }
            for arguments in steps {
                run(&program, &arguments).await;
            }
        }));
    }
}

/// `spd-say` only hands its text on; the server behind it must be told to stop.
fn cancel() -> Vec<String> {
    vec!["--cancel".to_owned()]
}

/// Without a shell, and without the terminal. Dropped, it is killed.
async fn run(program: &Path, arguments: &[String]) {
    let mut command = Command::new(program);
    command.args(arguments).kill_on_drop(true);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match command.status().await {
        Ok(status) if status.success() => {}
        Ok(status) => tracing::warn!(%status, "the program that reads aloud has failed"),
        Err(error) => {
            tracing::warn!(reason = %clean_error(&error), "the program that reads aloud cannot be run");
        }
    }
}

fn name(speech: Speech) -> &'static str {
    match speech {
        Speech::SpdSay => "spd-say",
        Speech::EspeakNg => "espeak-ng",
    }
}

fn may_be_run(file: &Path) -> bool {
    std::fs::metadata(file).is_ok_and(|it| it.is_file() && it.permissions().mode() & 0o111 != 0)
}
