//! Keys that are stuck, and slips that wait.

use std::time::Duration;

use zhaohuo::edge::printer::Limits;
use zhaohuo::printing::Ending;
use zhaohuo::printing::PrinterState;
use zhaohuo::printing::Refused;
use zhaohuo::printing::SlipNumber;

use super::await_end;
use super::await_state;
use super::hasty;
use super::network::COVER_OPEN;
use super::network::Manner;
use super::network::Network;
use super::network::PAPER_OUT;
use super::network::READY;
use super::slip;
use super::start;

#[test]
fn a_thousand_presses_print_one_slip_in_ten_seconds_and_three_wait() {
    let network = Network::start(Some(READY), Manner::Well);
    let (mut printer, news) = start(&network.target(), hasty_with_the_usual_spacing());
    await_state(&news, PrinterState::Ready);
    let mut now = Duration::ZERO;
    let taken = (0..1_000).filter(|_| {
        now += Duration::from_millis(9);
        match printer.print(slip(900), now) {
            Ok(_) => true,
            Err(Refused::TooSoon(wait)) => {
                assert!(wait <= Duration::from_secs(10) && !wait.is_zero());
                false
            }
            Err(other) => panic!("{other:?}"),
        }
    });
    assert_eq!(taken.count(), 1);
    assert_eq!(await_end(&news, SlipNumber(1)), Ending::Printed);
    assert_eq!(network.slips(), [slip(900)]);

    // Without paper they wait; pressed for a quarter of an hour, three do.
    network.becomes(PAPER_OUT);
    await_state(&news, PrinterState::PaperOut);
    let mut queued = 0;
    for _ in 0..1_000 {
        now += Duration::from_secs(1);
        match printer.print(slip(800), now) {
            Ok(_) => queued += 1,
            Err(Refused::TooSoon(_) | Refused::QueueFull) => {}
            Err(Refused::Gone) => panic!("the thread has ended"),
        }
        // Time for the thread to take the first into its hand.
        if queued == 1 {
            std::thread::sleep(Duration::from_millis(1));
        }
    }
    assert!(queued <= 3, "{queued} wait");
    assert!(queued >= 2, "{queued} wait");
}

/// The spacing is what is tested.
fn hasty_with_the_usual_spacing() -> Limits {
    Limits {
        spacing: Limits::default().spacing,
        ..hasty()
    }
}

#[test]
fn slips_that_waited_keep_their_distance_when_the_printer_comes_back() {
    let network = Network::start(Some(COVER_OPEN), Manner::Well);
    let limits = Limits {
        spacing: Duration::from_secs(1),
        ..hasty()
    };
    let (mut printer, news) = start(&network.target(), limits);
    await_state(&news, PrinterState::CoverOpen);
    let numbers: Vec<SlipNumber> = (0..3)
        .map(|at| {
            std::thread::sleep(Duration::from_millis(50));
            printer
                .print(slip(700 + at), Duration::from_secs(60 * at as u64))
                .unwrap()
        })
        .collect();
    network.becomes(READY);
    for number in numbers {
        assert_eq!(await_end(&news, number), Ending::Printed);
    }
    assert_eq!(network.slips(), [slip(700), slip(701), slip(702)]);
    for gap in network.gaps() {
        assert!(gap > Duration::from_millis(900), "{gap:?}");
    }
}
