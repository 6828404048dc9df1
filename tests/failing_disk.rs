//! The built kiosk on a disk that fills up, has no names left, turns read-only or fails (faults.md D4–D7): it keeps
//! showing, staff are told, nothing is called saved that is not, and once the disk is well the next pull is taken.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time; a test that cannot go on may as well stop there"
)]

#[path = "failing_disk/faults.rs"]
mod faults;
#[path = "support/feeding.rs"]
mod feeding;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/shell.rs"]
mod shell;
#[path = "support/skip.rs"]
mod skip;

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use feeding::Hall;
use feeding::can_be_written;
use feeding::cannot_be_written;
use pty::Launch;
use rustix::process::Signal;
use skip::skip;
use zhaohuo::app::Msg;
use zhaohuo::edge::again::end_once_writable;

/// What is mounted where the kiosk of a test keeps its data; it goes with the test.
struct Disk(PathBuf);

impl Disk {
    fn of(hall: &Hall) -> Self {
        Self(hall.kiosk.home().join("data"))
    }

    /// Not a byte more goes on it.
    fn fill(&self) -> PathBuf {
        let filler = self.0.join("filler");
        std::fs::write(&filler, vec![0; 2 * 1024 * 1024]).unwrap_err();
        filler
    }

    /// Not a name more goes on it.
    fn take_all_names(&self) {
        let name = (0..).map(|number| self.0.join(format!("{number}")));
        let taken = name
            .filter(|name| !name.exists())
            .take_while(|name| std::fs::write(name, "").is_ok());
        assert!(taken.count() > 0);
    }

    /// As a kernel does that has met an error on it.
    fn turn_read_only(&self) {
        let mounts = std::fs::read_to_string("/proc/mounts").unwrap();
        let mount = mounts
            .lines()
            .find(|line| line.contains(self.0.to_str().unwrap()))
            .unwrap();
        let device = mount.split(' ').next().unwrap().trim_start_matches("/dev/");
        std::fs::write(format!("/sys/fs/ext4/{device}/trigger_fs_error"), "1").unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Lazily: the kiosk may still hold its files.
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

fn mount(demonstration: &Path, arguments: &[&str]) {
    let folder = demonstration.parent().unwrap();
    std::fs::create_dir_all(folder).unwrap();
    let status = Command::new("mount").args(arguments).arg(folder).status().unwrap();
    assert!(status.success());
}

fn a_megabyte(demonstration: &Path) {
    mount(demonstration, &["-t", "tmpfs", "-o", "size=1m", "tmpfs"]);
}

fn few_names(demonstration: &Path) {
    mount(demonstration, &["-t", "tmpfs", "-o", "size=64m,nr_inodes=24", "tmpfs"]);
}

fn ext4(demonstration: &Path) {
    let image = demonstration.parent().unwrap().with_extension("image");
    std::fs::File::create(&image)
        .unwrap()
        .set_len(16 * 1024 * 1024)
        .unwrap();
    assert!(
        Command::new("mkfs.ext4")
            .arg("-q")
            .arg(&image)
            .status()
            .unwrap()
            .success()
    );
    mount(
        demonstration,
        &["-o", "loop,errors=remount-ro", image.to_str().unwrap()],
    );
}

fn may_mount(test: &str, prepare: fn(&Path)) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("data");
    let mounted = std::panic::catch_unwind(|| prepare(&folder.join("demo"))).is_ok();
    drop(Disk(folder));
    if !mounted {
        skip(test, "may not mount here");
    }
    mounted
}

fn hall_on(prepare: fn(&Path), count: usize) -> (Disk, Hall) {
    let hall = Hall::open(Launch::new().prepared(prepare).logging(), count);
    (Disk::of(&hall), hall)
}

#[test]
fn a_kiosk_on_a_full_disk_keeps_showing_and_takes_the_next_pull() {
    if !may_mount(
        "a_kiosk_on_a_full_disk_keeps_showing_and_takes_the_next_pull",
        a_megabyte,
    ) {
        return;
    }
    let (disk, mut hall) = hall_on(a_megabyte, 40);
    let filler = disk.fill();
    hall.says(60, 2_000);
    let told = hall.status_comes(cannot_be_written);
    assert!(told.contains("数据写不进去") && told.contains("磁盘满了"), "{told}");
    let refused = hall.staff(&["notice", "下午停电"]).unwrap_err();
    assert!(refused.contains("磁盘满了"), "{refused}");
    hall.shows(40);
    hall.answers_keys();

    std::fs::remove_file(filler).unwrap();
    hall.says(45, 50);
    hall.shows(45);
    hall.status_comes(can_be_written);
    hall.staff(&["notice", "下午停电"]).unwrap();
    hall.assert_no_panic();
}

#[test]
fn a_kiosk_on_a_disk_without_names_goes_on_and_after_a_restart_it_shows_what_it_has() {
    const TEST: &str = "a_kiosk_on_a_disk_without_names_goes_on_and_after_a_restart_it_shows_what_it_has";
    if !may_mount(TEST, few_names) {
        return;
    }
    let (disk, mut hall) = hall_on(few_names, 40);
    disk.take_all_names();
    hall.says(45, 50);
    hall.shows(45);
    hall.answers_keys();

    // A clean end leaves no log, and the next start finds no name for one.
    hall.kiosk.signal(Signal::TERM);
    assert!(hall.kiosk.wait_exit().status.success());
    disk.take_all_names();
    hall.restart();
    hall.shows(45);
    hall.answers_keys();
    let told = hall.status_comes(cannot_be_written);
    assert!(told.contains("数据写不进去"), "{told}");
    hall.assert_no_panic();
}

#[test]
fn a_kiosk_on_a_disk_that_turns_read_only_shows_what_it_has_and_tells_staff() {
    const TEST: &str = "a_kiosk_on_a_disk_that_turns_read_only_shows_what_it_has_and_tells_staff";
    if !may_mount(TEST, ext4) {
        return;
    }
    let (disk, mut hall) = hall_on(ext4, 40);
    disk.turn_read_only();
    hall.says(60, 50);
    let told = hall.status_comes(cannot_be_written);
    assert!(told.contains("数据写不进去"), "{told}");
    println!("staff read: {told}");
    hall.staff(&["notice", "下午停电"]).unwrap_err();
    hall.shows(40);
    hall.answers_keys();
    hall.kiosk.press("5", "您想做什么");
    hall.kiosk.press("3", "全部活 · ");
    hall.kiosk.press("1", "编号");
    hall.assert_no_panic();
}

/// A disk that was full or read-only at the start: systemd starts the kiosk anew, and that one can write.
#[tokio::test]
async fn a_kiosk_that_could_only_read_ends_once_the_disk_can_be_written() {
    const TEST: &str = "a_kiosk_that_could_only_read_ends_once_the_disk_can_be_written";
    if !may_mount(TEST, a_megabyte) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let disk = Disk(folder.path().join("data"));
    a_megabyte(&disk.0.join("demo"));
    let filler = disk.fill();
    let (news, mut told) = tokio::sync::mpsc::channel(1);
    let every = Duration::from_millis(20);
    let looking = tokio::spawn(end_once_writable(disk.0.clone(), every, news));
    tokio::time::sleep(10 * every).await;
    assert!(told.try_recv().is_err());
    std::fs::remove_file(filler).unwrap();
    assert!(matches!(told.recv().await, Some(Msg::Stopped)));
    looking.await.unwrap();
    assert_eq!(std::fs::read_dir(&disk.0).unwrap().count(), 0);
}

/// What lies in the store: of each file its bytes and when it was written.
fn files(folder: &Path) -> Vec<(PathBuf, SystemTime, Vec<u8>)> {
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let mut files: Vec<_> = files
        .filter(|file| file.file_type().unwrap().is_file() && !file.path().ends_with("zhaohuo.db-shm"))
        .map(|file| {
            (
                file.path(),
                file.metadata().unwrap().modified().unwrap(),
                std::fs::read(file.path()).unwrap(),
            )
        })
        .collect();
    files.sort();
    files
}

/// Nothing writes for so long between two things that belong together.
const QUIET: Duration = Duration::from_secs(1);

/// The first kiosk still writes down what it made of its first pull.
fn once_quiet(folder: &Path) -> Vec<(PathBuf, SystemTime, Vec<u8>)> {
    let deadline = Instant::now() + pty::PATIENCE;
    loop {
        let before = files(folder);
        std::thread::sleep(QUIET);
        if files(folder) == before {
            return before;
        }
        assert!(Instant::now() < deadline, "it writes and writes");
    }
}

/// faults.md D11.
#[test]
fn a_second_kiosk_says_why_it_ends_and_writes_nothing() {
    let hall = Hall::open(Launch::new(), 40);
    let data = hall.kiosk.home().join("data");
    let before = once_quiet(&data);
    for arguments in [&[][..], &["pull"]] {
        let second = hall.kiosk.beside(arguments);
        assert_eq!(second.status.code(), Some(4), "{arguments:?}");
        let why = String::from_utf8(second.stderr).unwrap();
        assert!(why.contains("另一个找活正在用"), "{why}");
    }
    assert!(files(&data) == before, "something was written");
}

/// faults.md D10.
#[test]
fn a_kiosk_shows_the_store_of_a_newer_version_and_does_not_touch_it() {
    let mut hall = Hall::open(Launch::new().logging(), 40);
    hall.kiosk.signal(Signal::TERM);
    assert!(hall.kiosk.wait_exit().status.success());
    let data = hall.kiosk.home().join("data");
    let raw = rusqlite::Connection::open(data.join("zhaohuo.db")).unwrap();
    raw.pragma_update(None, "user_version", 99).unwrap();
    drop(raw);
    let before = std::fs::read(data.join("zhaohuo.db")).unwrap();

    hall.restart();
    hall.shows(40);
    hall.answers_keys();
    let told = hall.status_comes(cannot_be_written);
    assert!(told.contains("数据写不进去"), "{told}");
    hall.staff(&["notice", "下午停电"]).unwrap_err();
    hall.kiosk.signal(Signal::TERM);
    assert!(hall.kiosk.wait_exit().status.success());
    assert!(
        std::fs::read(data.join("zhaohuo.db")).unwrap() == before,
        "it was written"
    );
    hall.assert_no_panic();
}

/// faults.md D9, and the next pull fills it again.
#[test]
fn a_kiosk_on_a_file_that_was_cut_is_on_the_screen_within_two_seconds() {
    for length in [0, 5_000, 20_000] {
        let mut hall = Hall::open(Launch::new().logging(), 40);
        hall.kiosk.kill();
        let data = hall.kiosk.home().join("data");
        let file = std::fs::File::options()
            .write(true)
            .open(data.join("zhaohuo.db"))
            .unwrap();
        file.set_len(length).unwrap();
        drop(std::fs::remove_file(data.join("zhaohuo.db-wal")));
        hall.restart();
        hall.kiosk.wait_for_text("按任意键");
        let took = hall.kiosk.age();
        println!("cut to {length} bytes: first frame after {took:?}");
        assert!(took < Duration::from_secs(2), "cut to {length}: {took:?}");
        hall.shows(40);
        hall.assert_no_panic();
    }
}
