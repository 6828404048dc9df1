//! The unit and the terminal's configuration have what the program relies on.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test writes files, and should fail where it cannot"
)]

#[path = "support/skip.rs"]
mod skip;

use std::path::Path;
use std::process::Command;
use std::process::Output;

use skip::skip;

const UNIT: &str = include_str!("../kiosk.service");
const TERMINAL: &str = include_str!("../packaging/terminal");
const FOOT: &str = include_str!("../packaging/foot.ini");
/// What a shell ends with where it cannot run a program (POSIX.1-2024, Shell §2.8.2).
const NO_SUCH_PROGRAM: i32 = 127;
/// More exposed than this is a unit that has lost a line. 0 is nothing, 10 is everything.
const EXPOSURE_MAX_TENTHS: &str = "25";

/// All that is set under this name, as systemd reads it: comments and sections left out.
fn set(name: &str) -> Vec<&'static str> {
    let lines = UNIT.lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).collect()
}

#[test]
fn the_unit_has_what_the_program_relies_on() {
    for (name, value) in [
        // The program says READY, STATUS, WATCHDOG and STOPPING, as a grandchild.
        ("Type", "notify"),
        ("NotifyAccess", "all"),
        ("WatchdogSec", "20"),
        // It ends with 0 on SIGTERM and on nothing else, and with others when something breaks: all begin anew.
        ("Restart", "always"),
        ("RestartSec", "1"),
        ("StartLimitIntervalSec", "0"),
        // The runtime is given half a second for what still runs.
        ("TimeoutStopSec", "5"),
        ("User", "zhaohuo"),
        ("StateDirectory", "zhaohuo"),
        // Staff pass through to the socket, and see nothing else; what a visitor types reaches no disk.
        ("StateDirectoryMode", "0700"),
        ("RuntimeDirectoryMode", "0711"),
        ("UMask", "0077"),
        ("LimitCORE", "0"),
        ("MemorySwapMax", "0"),
        ("RuntimeDirectory", "zhaohuo"),
        // Else the safe mode knows nothing of a crash.
        ("RuntimeDirectoryPreserve", "restart"),
        ("CacheDirectory", "zhaohuo"),
        ("LoadCredential", "feed:/etc/zhaohuo/credentials"),
        ("TTYPath", "/dev/tty1"),
        ("StandardInput", "tty-fail"),
    ] {
        assert_eq!(set(name), [value], "{name}");
    }
    let environment = set("Environment").join(" ");
    for variable in [
        "XDG_RUNTIME_DIR=%t/zhaohuo",
        "XDG_CACHE_HOME=%C/zhaohuo",
        "LIBSEAT_BACKEND=seatd",
    ] {
        assert!(environment.contains(variable), "{variable}");
    }
    // With a session of PAM's the READY would be nobody's; with a device list the screen would be closed.
    for absent in [
        "PAMName",
        "PrivateDevices",
        "DevicePolicy",
        "DeviceAllow",
        "ProtectClock",
        "PrivateNetwork",
    ] {
        assert!(set(absent).is_empty(), "{absent}");
    }
}

#[test]
fn the_unit_starts_a_program_that_nobody_leaves_by_a_key() {
    // `-s` would let Ctrl-Alt-F2 lead to a login.
    assert_eq!(set("ExecStart"), ["/usr/bin/cage -d -- /usr/lib/zhaohuo/terminal"]);
    let command = TERMINAL.lines().last().unwrap();
    let (_, words) = command.split_once("/usr/bin/zhaohuo}\" ").unwrap();
    assert_eq!(words, "kiosk --locked");
    // As the program itself reads them: the verb and the flag exist.
    let help = Command::new(env!("CARGO_BIN_EXE_zhaohuo"))
        .args(words.split(' '))
        .arg("--help")
        .output()
        .unwrap();
    assert!(help.status.success());
}

#[test]
fn no_key_of_the_terminal_does_anything_but_reach_the_program() {
    let mut bindings = 0;
    let mut section = "";
    for line in FOOT.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        if line.starts_with('[') {
            section = line;
        } else if line.starts_with("selection-override-modifiers=") {
            // It is no binding, and has no `none`: with fewer keys, one that is stuck would take touches from the program.
            assert_eq!(line.matches('+').count(), 2, "{line}");
        } else if section.ends_with("bindings]") {
            assert!(line.ends_with("=none"), "{section} {line}");
            bindings += 1;
        }
    }
    assert!(bindings > 30, "{bindings}");
    for action in [
        "spawn-terminal",
        "unicode-input",
        "clipboard-paste",
        "show-urls-launch",
        "search-start",
    ] {
        assert!(FOOT.contains(&format!("\n{action}=none")), "{action}");
    }
}

/// An option that one version of foot does not know, or takes for another one, is an error on the kiosk's screen.
#[test]
fn foot_takes_its_configuration_for_each_panel() {
    for panel in ["1920x1080", "1280x800", "1080x1920", "1366x768", "3840x2160"] {
        // As the unit runs it; foot itself lies where Debian has it.
        let mut terminal = Command::new("packaging/terminal");
        terminal
            .arg("--check-config")
            .env("PANEL", panel)
            .env("SETTINGS", "packaging/foot.ini");
        // foot runs in no other locale.
        let checked = terminal.env("LC_ALL", "C.UTF-8").output().unwrap();
        if checked.status.code() == Some(NO_SUCH_PROGRAM) {
            skip("foot_takes_its_configuration_for_each_panel", "there is no foot");
            return;
        }
        let said = String::from_utf8_lossy(&checked.stderr);
        assert!(checked.status.success() && !said.contains("warn"), "{panel}: {said}");
    }
}

#[test]
fn the_unit_is_one_that_systemd_takes() {
    let name = "the_unit_is_one_that_systemd_takes";
    let folder = tempfile::tempdir().unwrap();
    // Neither cage nor seatd need be here: what is asked is whether systemd understands each line.
    let unit = UNIT.replace("/usr/bin/cage", "/bin/true");
    let seatd = "[Unit]\nDescription=seatd\n[Service]\nExecStart=/bin/true\n";
    std::fs::write(folder.path().join("kiosk.service"), unit).unwrap();
    std::fs::write(folder.path().join("seatd.service"), seatd).unwrap();
    let Some(verified) = analyze(&["verify"], folder.path()) else {
        skip(name, "there is no systemd-analyze");
        return;
    };
    let said = String::from_utf8_lossy(&verified.stderr);
    assert!(verified.status.success(), "{said}");
    // An unknown key is only a warning; others complain of units of their own.
    let ours: Vec<&str> = said.lines().filter(|line| line.contains("kiosk.service")).collect();
    assert!(ours.is_empty(), "{ours:?}");

    let threshold = format!("--threshold={EXPOSURE_MAX_TENTHS}");
    let judged = analyze(&["security", "--offline=true", &threshold], folder.path()).unwrap();
    assert!(judged.status.success(), "{}", String::from_utf8_lossy(&judged.stdout));
}

/// None where the machine has no systemd.
fn analyze(arguments: &[&str], folder: &Path) -> Option<Output> {
    let mut command = Command::new("systemd-analyze");
    let command = command.args(arguments).arg(folder.join("kiosk.service"));
    command.env("SYSTEMD_COLORS", "0").output().ok()
}
