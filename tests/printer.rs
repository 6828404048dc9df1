//! Printers that come late, run out of paper, stall, break off, and keys that are stuck.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]
#![expect(
    clippy::disallowed_methods,
    reason = "a printer is outside the program, and waited for by the clock"
)]

#[path = "support/printer.rs"]
mod network;
#[path = "printer/presses.rs"]
mod presses;

use std::fs::File;
use std::io::Read as _;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::channel;
use std::time::Duration;
use std::time::Instant;

use network::COVER_OPEN;
use network::KNIFE_JAMS;
use network::Manner;
use network::Network;
use network::OFFLINE;
use network::PAPER_OUT;
use network::READY;
use rustix::fs::Mode;
use rustix::fs::OFlags;
use zhaohuo::config::Config;
use zhaohuo::config::Target;
use zhaohuo::edge::printer::Limits;
use zhaohuo::edge::printer::Printer;
use zhaohuo::printing::Ending;
use zhaohuo::printing::Mishap;
use zhaohuo::printing::PrinterNews;
use zhaohuo::printing::PrinterState;
use zhaohuo::printing::SlipNumber;

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(15);

fn target(to: &str) -> Target {
    let config = Config::parse(&format!("[printer]\nto = {to:?}")).unwrap();
    config.printer.target().unwrap().unwrap()
}

/// As in a kiosk, but that nothing is waited for that nobody waits for here.
fn hasty() -> Limits {
    Limits {
        poll: Duration::from_millis(100),
        retry: Duration::from_millis(50),
        settle: Duration::from_millis(200),
        spacing: Duration::from_millis(10),
        keep: Duration::from_secs(10),
        ..Limits::default()
    }
}

fn start(to: &str, limits: Limits) -> (Printer, Receiver<PrinterNews>) {
    let (sender, news) = channel();
    let printer = Printer::start(target(to), limits, move |told| {
        // A test that has seen enough hears no more.
        let _ = sender.send(told);
    });
    (printer.unwrap(), news)
}

/// Waits for a state.
fn await_state(news: &Receiver<PrinterNews>, wanted: PrinterState) {
    loop {
        let told = news.recv_timeout(PATIENCE).unwrap();
        if told == PrinterNews::State(wanted) {
            return;
        }
    }
}

/// Waits for the end of a slip.
fn await_end(news: &Receiver<PrinterNews>, slip: SlipNumber) -> Ending {
    loop {
        match news.recv_timeout(PATIENCE).unwrap() {
            PrinterNews::Ended(ended, ending) if ended == slip => return ending,
            PrinterNews::Ended(..) | PrinterNews::State(_) => {}
        }
    }
}

/// Nothing that looks like a question.
fn slip(length: usize) -> Vec<u8> {
    (0..length).map(|at| b'a' + u8::try_from(at % 26).unwrap()).collect()
}

/// A port that nobody listens on.
fn free_address() -> std::net::SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

#[test]
fn a_printer_that_comes_later_prints_within_five_seconds() {
    let address = free_address();
    let (mut printer, news) = start(&format!("tcp://{address}"), Limits::default());
    await_state(&news, PrinterState::Missing);
    // Nobody waits for it: it is seen.
    let network = Network::at(address, Some(READY), Manner::Well);
    let came = Instant::now();
    await_state(&news, PrinterState::Ready);
    assert!(came.elapsed() < Duration::from_secs(5), "{:?}", came.elapsed());
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    assert_eq!(await_end(&news, number), Ending::Printed);
    assert_eq!(network.slips(), [slip(900)]);
}

#[test]
fn a_slip_waits_for_its_printer_and_no_longer_than_it_may() {
    let address = free_address();
    let (mut printer, news) = start(&format!("tcp://{address}"), Limits::default());
    await_state(&news, PrinterState::Missing);
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    std::thread::sleep(Duration::from_millis(1_500));
    let network = Network::at(address, None, Manner::Well);
    let came = Instant::now();
    assert_eq!(await_end(&news, number), Ending::Printed);
    assert!(came.elapsed() < Duration::from_secs(5), "{:?}", came.elapsed());
    assert_eq!(network.slips(), [slip(900)]);

    let limits = Limits {
        keep: Duration::from_millis(300),
        ..hasty()
    };
    let (mut printer, news) = start(&format!("tcp://{}", free_address()), limits);
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    assert_eq!(await_end(&news, number), Ending::NotPrinted(PrinterState::Missing));
}

#[test]
fn a_device_that_appears_is_used() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lp0");
    let (mut printer, news) = start(path.to_str().unwrap(), Limits::default());
    await_state(&news, PrinterState::Missing);
    make_fifo(&path);
    // A pipe that nobody reads is no printer either.
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    let plugged = Instant::now();
    let read = std::thread::spawn(move || {
        let mut all = Vec::new();
        File::open(path).unwrap().take(900).read_to_end(&mut all).unwrap();
        all
    });
    assert_eq!(await_end(&news, number), Ending::Printed);
    assert!(plugged.elapsed() < Duration::from_secs(5), "{:?}", plugged.elapsed());
    assert_eq!(read.join().unwrap(), slip(900));
}

#[test]
fn a_printer_that_was_lost_comes_back_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lp0");
    let (mut printer, news) = start(path.to_str().unwrap(), hasty());
    for time in [0, 60] {
        await_state(&news, PrinterState::Missing);
        make_fifo(&path);
        let mut reader = File::from(rustix::fs::open(&path, OFlags::RDONLY | OFlags::NONBLOCK, Mode::empty()).unwrap());
        await_state(&news, PrinterState::Ready);
        let number = printer.print(slip(900), Duration::from_secs(time)).unwrap();
        assert_eq!(await_end(&news, number), Ending::Printed);
        let mut all = vec![0; 900];
        reader.read_exact(&mut all).unwrap();
        assert_eq!(all, slip(900));
        std::fs::remove_file(&path).unwrap();
    }
    await_state(&news, PrinterState::Missing);
}

fn make_fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

#[test]
fn what_is_wrong_is_told_and_the_slip_waits_and_is_printed_once() {
    for (answers, state) in [
        (PAPER_OUT, PrinterState::PaperOut),
        (COVER_OPEN, PrinterState::CoverOpen),
        (OFFLINE, PrinterState::Offline),
        (KNIFE_JAMS, PrinterState::Offline),
    ] {
        let network = Network::start(Some(answers), Manner::Well);
        let (mut printer, news) = start(&network.target(), hasty());
        await_state(&news, state);
        let number = printer.print(slip(900), Duration::ZERO).unwrap();
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!(network.slips(), Vec::<Vec<u8>>::new(), "{state:?}");
        network.becomes(READY);
        assert_eq!(await_end(&news, number), Ending::Printed);
        await_state(&news, PrinterState::Ready);
        std::thread::sleep(Duration::from_millis(500));
        assert_eq!(network.slips(), [slip(900)], "{state:?}");
    }
}

#[test]
fn a_printer_that_answers_too_late_is_believed_to_print() {
    let network = Network::start(Some(PAPER_OUT), Manner::Well);
    network.thinks_for(Duration::from_millis(700));
    let (mut printer, news) = start(&network.target(), hasty());
    await_state(&news, PrinterState::Ready);
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    assert_eq!(await_end(&news, number), Ending::Printed);
    // One that takes its time, but answers, is heard.
    network.thinks_for(Duration::from_millis(200));
    await_state(&news, PrinterState::PaperOut);
    assert_eq!(network.slips(), [slip(900)]);
}

#[test]
fn a_slip_that_waited_too_long_is_dropped_as_told() {
    let network = Network::start(Some(PAPER_OUT), Manner::Well);
    let limits = Limits {
        keep: Duration::from_millis(300),
        ..hasty()
    };
    let (mut printer, news) = start(&network.target(), limits);
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    assert_eq!(await_end(&news, number), Ending::NotPrinted(PrinterState::PaperOut));
    network.becomes(READY);
    await_state(&news, PrinterState::Ready);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(network.slips(), Vec::<Vec<u8>>::new());
}

#[test]
fn paper_that_ends_in_a_slip_is_told_and_the_slip_is_not_repeated() {
    let network = Network::start(Some(READY), Manner::Well);
    let (mut printer, news) = start(&network.target(), hasty());
    await_state(&news, PrinterState::Ready);
    let number = printer.print(slip(900), Duration::ZERO).unwrap();
    await_state(&news, PrinterState::Printing);
    network.becomes(PAPER_OUT);
    assert_eq!(
        await_end(&news, number),
        Ending::Unsure(Mishap::Became(PrinterState::PaperOut))
    );
    network.becomes(READY);
    await_state(&news, PrinterState::Ready);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(network.slips().len(), 1);
}

#[test]
fn a_printer_that_stalls_in_a_slip_is_given_up_within_ten_seconds() {
    // One that answers, one that never does: the first is missed for its answer, the second for room.
    std::thread::scope(|scope| {
        for (answers, length) in [(Some(READY), 900), (None, 60_000)] {
            scope.spawn(move || {
                let network = Network::start(answers, Manner::StallsAfter(500));
                let (mut printer, news) = start(&network.target(), Limits::default());
                await_state(&news, PrinterState::Ready);
                let asked = Instant::now();
                let number = printer.print(slip(length), Duration::ZERO).unwrap();
                assert_eq!(await_end(&news, number), Ending::Unsure(Mishap::Stalled));
                assert!(asked.elapsed() < Duration::from_secs(10), "{:?}", asked.elapsed());
                network.behaves(Manner::Well);
                await_state(&news, PrinterState::Ready);
                assert_eq!(network.slips().len(), 1, "it was sent again");
            });
        }
    });
}

#[test]
fn a_printer_that_breaks_off_in_a_slip_is_told_and_the_slip_is_not_repeated() {
    for (answers, length) in [(Some(READY), 900), (None, 900), (Some(READY), 60_000), (None, 60_000)] {
        let network = Network::start(answers, Manner::ResetsAfter(500));
        let (mut printer, news) = start(&network.target(), hasty());
        await_state(&news, PrinterState::Ready);
        let number = printer.print(slip(length), Duration::ZERO).unwrap();
        assert_eq!(
            await_end(&news, number),
            Ending::Unsure(Mishap::Broken),
            "{length} bytes, {answers:?}"
        );
        network.behaves(Manner::Well);
        await_state(&news, PrinterState::Ready);
        std::thread::sleep(Duration::from_millis(300));
        assert_eq!(network.slips().len(), 1);
        // The next one, which somebody asked for, is printed.
        let number = printer.print(slip(700), Duration::from_secs(60)).unwrap();
        assert_eq!(await_end(&news, number), Ending::Printed);
        assert_eq!(network.slips()[1], slip(700));
    }
}

#[test]
fn a_file_gets_one_slip_behind_the_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("slips");
    let (mut printer, news) = start(&format!("file:{}", path.display()), hasty());
    for (at, length) in [(0, 500), (60, 600)] {
        let number = printer.print(slip(length), Duration::from_secs(at)).unwrap();
        assert_eq!(await_end(&news, number), Ending::Printed);
    }
    assert_eq!(std::fs::read(&path).unwrap(), [slip(500), slip(600)].concat());

    let (_printer, news) = start("file:/nowhere/slips", hasty());
    await_state(&news, PrinterState::Missing);
}

#[test]
fn the_thread_ends_with_the_kiosk() {
    let network = Network::start(Some(READY), Manner::Well);
    let (printer, news) = start(&network.target(), hasty());
    await_state(&news, PrinterState::Ready);
    drop(printer);
    // Its end of the channel goes with it.
    let ended = loop {
        match news.recv_timeout(PATIENCE) {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert_eq!(ended, RecvTimeoutError::Disconnected);
}
