//! What is read aloud, by a program that writes down what it is told and then speaks for a minute.

#![expect(clippy::disallowed_methods, reason = "real programs take real time, on a real disk")]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Pid;
use tempfile::TempDir;
use zhaohuo::config::Speech;
use zhaohuo::edge::voice::Voice;
use zhaohuo::language::Language;

use super::pty::Launch;
use super::pty::PATIENCE;

/// How often is looked at what it has written.
const LOOK_AGAIN: Duration = Duration::from_millis(5);
/// Each call is a line: its process, and its arguments with a bar behind each.
const SPEAKER: &str = "#!/bin/sh
{ printf '%s ' $$; printf '%s|' \"$@\"; echo; } >> \"${0%/*}/said\"
case \"$1\" in --cancel) exit;; esac
exec /bin/sleep 60
";

struct Speaker(TempDir);

impl Speaker {
    fn called(name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join(name);
        fs::write(&program, SPEAKER).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        Self(folder)
    }

    fn path(&self) -> &OsStr {
        self.0.path().as_os_str()
    }

    /// Its calls, once there are so many.
    fn calls(&self, count: usize) -> Vec<(Pid, String)> {
        let begins = Instant::now();
        loop {
            let said = fs::read_to_string(self.0.path().join("said")).unwrap_or_default();
            let calls: Vec<&str> = said.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
            if calls.len() >= count {
                return calls.into_iter().map(read).collect();
            }
            assert!(
                begins.elapsed() < PATIENCE,
                "it was called less than {count} times: {said}"
            );
            std::thread::sleep(LOOK_AGAIN);
        }
    }
}

fn read(call: &str) -> (Pid, String) {
    let (process, arguments) = call.trim_end().split_once(' ').unwrap();
    (Pid::from_raw(process.parse().unwrap()).unwrap(), arguments.to_owned())
}

fn is_alive(process: Pid) -> bool {
    rustix::process::test_kill_process(process).is_ok()
}

fn wait_for_silence(process: Pid) {
    let begins = Instant::now();
    while is_alive(process) {
        assert!(begins.elapsed() < PATIENCE, "it still speaks");
        std::thread::sleep(LOOK_AGAIN);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_text_at_a_time_in_the_language_of_the_screen() {
    let speaker = Speaker::called("espeak-ng");
    let mut voice = Voice::find(Speech::EspeakNg, speaker.path()).unwrap();
    voice.hush();
    voice.say("搬运工，230 元一天。", Language::CHINESE);
    let first = speaker.calls(1)[0].clone();
    assert_eq!(first.1, "-v|cmn-latn-pinyin|--|搬运工，230 元一天。|");
    assert!(is_alive(first.0));

    voice.say("-f /etc/passwd; `reboot`\u{1b}[6n\n\0", Language::of("en").unwrap());
    let second = speaker.calls(2)[1].clone();
    assert_eq!(second.1, "-v|en|--|-f /etc/passwd; `reboot`|");
    wait_for_silence(first.0);
    assert!(is_alive(second.0));

    voice.hush();
    wait_for_silence(second.0);
    assert_eq!(speaker.calls(2).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn texts_in_a_row_leave_the_last_one_speaking_and_a_long_one_is_cut() {
    let speaker = Speaker::called("espeak-ng");
    let mut voice = Voice::find(Speech::EspeakNg, speaker.path()).unwrap();
    for text in ["一", "二", "三"] {
        voice.say(text, Language::CHINESE);
    }
    voice.say(&"很长".repeat(1_000), Language::CHINESE);
    let begins = Instant::now();
    let last = loop {
        let last = speaker.calls(1).pop().unwrap();
        if last.1.contains("很长") {
            break last;
        }
        assert!(begins.elapsed() < PATIENCE);
    };
    let said = last
        .1
        .trim_start_matches("-v|cmn-latn-pinyin|--|")
        .trim_end_matches('|');
    assert_eq!(said.chars().count(), 600);
    assert!(said.ends_with('…'));
    for (process, _) in speaker.calls(1) {
        if process != last.0 {
            wait_for_silence(process);
        }
    }
    assert!(is_alive(last.0));
    voice.hush();
    wait_for_silence(last.0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_speaks_is_told_to_stop() {
    let speaker = Speaker::called("spd-say");
    let mut voice = Voice::find(Speech::SpdSay, speaker.path()).unwrap();
    voice.say("保洁", Language::CHINESE);
    speaker.calls(2);
    voice.hush();
    let calls = speaker.calls(3);
    let said: Vec<&str> = calls.iter().map(|(_, arguments)| arguments.as_str()).collect();
    assert_eq!(said, ["--cancel|", "--wait|--language|zh|--|保洁|", "--cancel|"]);
    wait_for_silence(calls[1].0);
}

#[test]
fn only_a_program_in_a_folder_of_its_own_can_be_found() {
    let speaker = Speaker::called("espeak-ng");
    assert!(Voice::find(Speech::EspeakNg, speaker.path()).is_some());
    assert!(Voice::find(Speech::SpdSay, speaker.path()).is_none());
    assert!(Voice::find(Speech::EspeakNg, OsStr::new("")).is_none());
    assert!(Voice::find(Speech::EspeakNg, OsStr::new(".:bin:/nowhere")).is_none());
    let program = speaker.0.path().join("espeak-ng");
    fs::set_permissions(program, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(Voice::find(Speech::EspeakNg, speaker.path()).is_none());
}

#[test]
fn a_posting_is_read_until_its_page_is_left() {
    let speaker = Speaker::called("espeak-ng");
    let configured = "[screen]\nspeech = \"espeak-ng\"\n";
    let mut kiosk = Launch::new()
        .configured(configured)
        .in_environment("PATH", speaker.path())
        .start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk.press("3", "全部活 · ");
    kiosk.press("1", "8 念");
    kiosk.send("8");
    let (process, said) = speaker.calls(1).remove(0);
    assert!(
        said.starts_with("-v|cmn-latn-pinyin|--|") && said.chars().count() > 30,
        "{said}"
    );
    assert!(is_alive(process));
    kiosk.press("0", "全部活 · ");
    wait_for_silence(process);
    kiosk.press("2", "8 念");
    kiosk.send("8");
    let (process, _) = speaker.calls(2).remove(1);
    // Whatever ends the program ends its voice.
    kiosk.send("\x03");
    assert!(kiosk.wait_exit().status.success());
    wait_for_silence(process);
}

#[test]
fn where_nothing_speaks_nothing_is_offered() {
    for configured in ["", "[screen]\nspeech = \"espeak-ng\"\n"] {
        let mut kiosk = Launch::new().configured(configured).in_environment("PATH", "").start();
        kiosk.wait_for_postings();
        kiosk.press("5", "您想做什么");
        kiosk.press("3", "全部活 · ");
        let detail = kiosk.press("1", "编号").contents();
        assert!(!detail.contains("8 念"), "{detail}");
    }
}
