//! faults.md O8: a configuration that is wrong, half written or gone leaves no hall dark, and staff are told.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "support/pty.rs"]
mod pty;

use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::UnixDatagram;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;
use std::time::Instant;

use pty::Launch;
use pty::PATIENCE;
use pty::Session;
use zhaohuo::config::Config;

const GOOD: &str = "[station]\nname = \"湖滨路零工市场\"\nsupervision_phone = \"0532-0000 0100\"\n\n\
                    [visit]\nidle_secs = 90\n\n[maintenance]\n# 没写\n";
const NAME: &str = "湖滨路零工市场";
/// How often it is killed while it saves.
const KILLS: usize = 40;
/// A configuration that takes a while to write.
const LONG_BYTES: usize = 4 * 1024 * 1024;

fn file(kiosk: &Session) -> PathBuf {
    kiosk.home().join("config.toml")
}

fn copy(home: &Path) -> PathBuf {
    home.join("data/config.good.toml")
}

fn status(kiosk: &Session) -> String {
    let output = kiosk.beside(&["staff", "status"]);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_file_that_was_cut_leaves_the_last_good_settings_and_staff_are_told_the_line() {
    let mut kiosk = Launch::new().configured(GOOD).logging().start();
    kiosk.wait_for_text(NAME);
    kiosk.wait_for_postings();
    assert!(!status(&kiosk).contains("设置"));
    let mode = std::fs::metadata(copy(kiosk.home())).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    let cuts = [5, 16, 24, 50, 84, 90, 104, 112];
    let mut refused = 0;
    for cut in cuts {
        let half = &GOOD[..GOOD.floor_char_boundary(cut)];
        if Config::parse(half).is_ok() {
            continue;
        }
        refused += 1;
        std::fs::write(file(&kiosk), half).unwrap();
        kiosk = kiosk.restart();
        kiosk.wait_for_text(NAME);
        let line = half.lines().count();
        let said = status(&kiosk);
        assert!(
            said.contains(&format!("设置第 {line} 行有错，用的是上次的：")),
            "cut at {cut}: {said}"
        );
        assert_eq!(std::fs::read_to_string(copy(kiosk.home())).unwrap(), GOOD);
    }
    assert!(refused >= 5, "only {refused} cuts were no configuration");

    // A lost write leaves nothing, or a file that is not there.
    std::fs::write(file(&kiosk), "").unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text(NAME);
    assert!(status(&kiosk).contains("设置有错，用的是上次的：文件是空的"));
    std::fs::remove_file(file(&kiosk)).unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text(NAME);
    assert!(status(&kiosk).contains("设置有错，用的是上次的："));
    let journal = std::fs::read_to_string(kiosk.home().join("journal")).unwrap();
    assert!(journal.contains("the last good one is used"), "{journal}");

    // Mended: the new one counts, and nothing is said any more.
    std::fs::write(file(&kiosk), GOOD.replace("湖滨路", "台东")).unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text("台东零工市场");
    assert!(!status(&kiosk).contains("设置"));
    assert!(std::fs::read_to_string(copy(kiosk.home())).unwrap().contains("台东"));
}

/// The small file of a hall is no other risk than the one that all share.
#[test]
fn a_hall_file_that_was_cut_leaves_the_last_good_settings_of_both() {
    let shared = GOOD.replace(NAME, "所有的站");
    let own = "[station]\nname = \"湖滨路零工市场\"\nlatitude = 36.1\nlongitude = 120.3\n";
    let mut kiosk = Launch::new().configured(&shared).start();
    kiosk.wait_for_text("所有的站");
    let hall = kiosk.home().join("hall.toml");
    std::fs::write(&hall, own).unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text(NAME);
    assert!(!status(&kiosk).contains("设置"));
    let good = std::fs::read_to_string(copy(kiosk.home())).unwrap();
    assert_eq!(good.lines().next(), Some("# config.toml + hall.toml"));
    for (half, said) in [
        (&own[..16], "设置 hall.toml 第 2 行有错，用的是上次的："),
        ("", "设置 hall.toml 有错，用的是上次的：文件是空的"),
    ] {
        std::fs::write(&hall, half).unwrap();
        kiosk = kiosk.restart();
        kiosk.wait_for_text(NAME);
        assert!(status(&kiosk).contains(said), "{}", status(&kiosk));
        assert_eq!(std::fs::read_to_string(copy(kiosk.home())).unwrap(), good);
    }
    // Wrong in the shared one, while the hall's own is right.
    std::fs::write(&hall, own).unwrap();
    std::fs::write(file(&kiosk), shared.replace("idle_secs", "idle_sec")).unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text(NAME);
    assert!(status(&kiosk).contains("设置第 6 行有错，用的是上次的："));
    // Taken away on purpose: what all share counts.
    std::fs::write(file(&kiosk), &shared).unwrap();
    std::fs::remove_file(&hall).unwrap();
    kiosk = kiosk.restart();
    kiosk.wait_for_text("所有的站");
    assert!(!status(&kiosk).contains("设置"));
}

#[test]
fn a_wrong_value_is_named_in_the_console_and_to_systemd() {
    let mut kiosk = Launch::new().configured(GOOD).start();
    kiosk.wait_for_text(NAME);
    kiosk.kill();
    std::fs::write(file(&kiosk), GOOD.replace("idle_secs = 90", "idle_secs = 1")).unwrap();
    let fault = "设置第 6 行有错，用的是上次的：visit.idle_secs：1 is too little";

    let socket = UnixDatagram::bind(kiosk.home().join("notify")).unwrap();
    socket.set_read_timeout(Some(PATIENCE)).unwrap();
    let again = Launch::new()
        .in_environment("NOTIFY_SOCKET", kiosk.home().join("notify"))
        .start_beside(&kiosk);
    again.wait_for_text(NAME);
    let mut buffer = [0; 4096];
    loop {
        let count = socket.recv(&mut buffer).expect("systemd is not told");
        if String::from_utf8_lossy(&buffer[..count]).contains(&format!("STATUS={fault}")) {
            break;
        }
    }
    let console = Launch::new().with(["staff"]).start_beside(&again);
    console.wait_for_text(fault);

    // Whoever reads for a script is still refused.
    for verb in [&["pull"][..], &["jobs"]] {
        let refused = again.beside(verb);
        let why = String::from_utf8(refused.stderr).unwrap();
        assert!(
            refused.status.code() == Some(2) && why.contains("idle_secs"),
            "{verb:?}: {why}"
        );
    }
}

#[test]
fn without_a_good_one_a_wrong_one_ends_the_kiosk_and_names_the_line() {
    let mut kiosk = Launch::new().configured("[visit]\nidle_sec = 60\n").logging().start();
    assert_eq!(kiosk.wait_exit().status.exit_code(), 2);
    let journal = std::fs::read_to_string(kiosk.home().join("journal")).unwrap();
    assert!(journal.contains("line 2") && journal.contains("idle_secs"), "{journal}");
    assert!(!copy(kiosk.home()).exists());
}

/// A PIN that somebody wrote as it is stands neither in the journal nor before the eyes of staff.
#[test]
fn a_pin_in_the_file_is_told_to_nobody() {
    let mut kiosk = Launch::new().configured(GOOD).logging().start();
    kiosk.wait_for_text(NAME);
    for pin in ["pin = 135791", "pin = \"135791\""] {
        std::fs::write(file(&kiosk), format!("{GOOD}{pin}\n")).unwrap();
        kiosk = kiosk.restart();
        kiosk.wait_for_text(NAME);
        let said = status(&kiosk);
        assert!(said.contains("设置第 10 行有错"), "{said}");
        let journal = std::fs::read_to_string(kiosk.home().join("journal")).unwrap();
        assert!(
            !said.contains("135791") && !journal.contains("135791"),
            "{pin}: {said}\n{journal}"
        );
    }
}

/// Killed at random moments from before the save to after it: the copy is the old one or the new one.
#[test]
fn a_kill_while_it_is_kept_leaves_a_copy_that_is_whole() {
    let long = |nth: usize| format!("{GOOD}{}# {nth}\n", "# 一二三四五六七八九十\n".repeat(LONG_BYTES / 33));
    let mut kiosk = Launch::new().configured(&long(0)).start();
    kiosk.wait_for_text(NAME);
    let (home, data) = (kiosk.home().to_owned(), kiosk.home().join("data"));
    let new = data.join("config.good.toml.new");
    let mut rng = fastrand::Rng::with_seed(8);
    let (mut before, mut halves, mut kept) = (long(0), 0, 0);
    for nth in 1..=KILLS {
        let next = long(nth);
        std::fs::write(home.join("config.toml"), &next).unwrap();
        kiosk = kiosk.restart();
        let deadline = Instant::now() + PATIENCE;
        // It is there for milliseconds; one that was missed is a kill after the save.
        while !new.exists() && std::fs::read_to_string(copy(&home)).unwrap() == before && Instant::now() < deadline {}
        std::thread::sleep(Duration::from_micros(rng.u64(..8_000)));
        kiosk.kill();
        halves += usize::from(std::fs::read(&new).is_ok_and(|half| half != next.as_bytes()));
        let now = std::fs::read_to_string(copy(&home)).unwrap();
        assert!(now == before || now == next, "{} bytes of {}", now.len(), next.len());
        kept += usize::from(now == next);
        before = now;
    }
    println!("of {KILLS} kills {halves} left half of a new one, {kept} came after the save");
    assert!(kept < KILLS, "no kill was early enough");
    // What a kill left does not stand in the way.
    kiosk = kiosk.restart();
    kiosk.wait_for_postings();
    assert!(!new.exists());
    assert_eq!(std::fs::read_to_string(copy(&home)).unwrap(), long(KILLS));
}
