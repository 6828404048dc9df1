//! C5: the program sleeps, as in a machine that is suspended.

use std::os::unix::net::UnixDatagram;
use std::time::Duration;
use std::time::Instant;

use rustix::process::Signal;

use crate::kit::Feed;
use crate::kit::POLL;
use crate::kit::SHORTEST_POLL;
use crate::kit::document;
use crate::kit::posting;
use crate::pty::Launch;
use crate::pty::PATIENCE;

/// In CI longer than a poll and its jitter; a minute and more where somebody wants to see it.
const ASLEEP: &str = "ZHAOHUO_ASLEEP_SECS";
const ASLEEP_SECS: u64 = 6;
/// `visit.idle_secs` of these tests.
const IDLE: Duration = Duration::from_secs(25);
/// So much may a busy machine add.
const LATE: Duration = Duration::from_secs(2);

#[test]
fn after_a_sleep_there_is_one_pull_one_sign_of_life_a_second_and_the_right_end_of_the_visit() {
    let asleep = std::env::var(ASLEEP).ok().and_then(|secs| secs.parse().ok());
    let asleep = Duration::from_secs(asleep.unwrap_or(ASLEEP_SECS));
    let folder = tempfile::tempdir().unwrap();
    let systemd = UnixDatagram::bind(folder.path().join("notify")).unwrap();
    systemd.set_read_timeout(Some(PATIENCE)).unwrap();
    let body = document(&[posting("早班", "")]);
    let feed = Feed::start(move |_| body.clone());
    let mut session = Launch::new()
        .configured(&feed.near())
        .in_environment("NOTIFY_SOCKET", folder.path().join("notify"))
        .in_environment("WATCHDOG_USEC", "30000000")
        .start();
    session.wait_for_text("一共 1 个活");
    session.press("\r", "您想做什么");
    let touched = Instant::now();
    session.wait_for_text("还在看吗");

    let before = feed.asked().len();
    feed.wait_for_requests(before + 1);
    // What it answers is taken before the sleep.
    std::thread::sleep(Duration::from_millis(500));
    session.signal(Signal::STOP);
    std::thread::sleep(asleep);
    let before = feed.asked().len();
    drain(&systemd);
    session.signal(Signal::CONT);
    let woken = Instant::now();

    // The watchdog hears at once, and once a second as ever.
    systemd.set_read_timeout(Some(LATE)).unwrap();
    let signs = signs_of_life(&systemd, woken + Duration::from_secs(3));
    // A busy machine may have looked away for longer.
    let secs = usize::try_from(woken.elapsed().as_secs()).unwrap();
    assert!((2..=secs + 2).contains(&signs), "{signs} in {secs} seconds");
    if asleep < IDLE {
        let left = IDLE.saturating_sub(touched.elapsed());
        let said: u64 = countdown(&session.wait_for_text("还在看吗").contents());
        let off = Duration::from_secs(said).abs_diff(left);
        assert!(off <= LATE, "{said} s said, {left:?} left");
    } else {
        session.wait_for_text("按任意键");
        assert!(woken.elapsed() < LATE + Duration::from_secs(3), "{:?}", woken.elapsed());
    }
    let until = woken + SHORTEST_POLL.min(POLL);
    std::thread::sleep(until.saturating_duration_since(Instant::now()));
    let caught_up = feed.asked().len() - before;
    println!(
        "asleep {asleep:?}: {signs} signs of life in 3 s, {caught_up} pulls in {:?}",
        woken.elapsed()
    );
    assert_eq!(caught_up, 1);
    feed.wait_for_requests(before + 2);
}

fn drain(socket: &UnixDatagram) {
    socket.set_nonblocking(true).unwrap();
    while socket.recv(&mut [0; 4096]).is_ok() {}
    socket.set_nonblocking(false).unwrap();
}

fn signs_of_life(systemd: &UnixDatagram, until: Instant) -> usize {
    let mut signs = 0;
    while Instant::now() < until {
        let mut buffer = [0; 4096];
        let heard = systemd.recv(&mut buffer).expect("the watchdog hears nothing any more");
        signs += usize::from(buffer[..heard].starts_with(b"WATCHDOG=1"));
    }
    signs
}

/// `（17 秒）`
fn countdown(screen: &str) -> u64 {
    let before = screen.split(" 秒）").next().unwrap();
    before.rsplit('（').next().unwrap().trim().parse().unwrap()
}
