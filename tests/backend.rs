//! Our backend draws what ratatui's own does, in two terminals, with a part of its bytes, and in one write.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]
#![expect(unreachable_pub, reason = "a kit is shared by files that are programs of their own")]

#[path = "backend/beside.rs"]
mod beside;
#[path = "backend/edges.rs"]
mod edges;
#[path = "backend/emulators.rs"]
mod emulators;
#[path = "backend/made_up.rs"]
mod made_up;
mod support;

use beside::Ours;
use beside::Stock;
use fastrand::Rng;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use support::Kiosk;
use support::look;
use support::walks::WALKS;
use zhaohuo::config::ThemeName;
use zhaohuo::edge::terminal::Erased;
use zhaohuo::theme::Depth;

const BOTH: [Erased; 2] = [Erased::Painted, Erased::Plain];

#[test]
fn random_frames_lead_to_the_same_screens_as_the_stock_backend() {
    for seed in 0..400 {
        let mut rng = Rng::with_seed(seed);
        let mut size = made_up::size(&mut rng);
        let mut ours = Ours::new(size, BOTH[rng.usize(..2)]);
        for step in 0..8 {
            if rng.u8(0..4) == 0 {
                size = made_up::size(&mut rng);
                ours.resize(size);
            }
            let mut frame = made_up::frame(&mut rng, size);
            if rng.bool() {
                frame = made_up::chosen(
                    &frame,
                    rng.u16(..size.height),
                    look(ThemeName::Dark, Depth::Colours256).theme.selected,
                );
            }
            let wrong = ours.differences(&frame, &Stock::screens(&frame));
            assert_eq!(wrong, "", "seed {seed}, frame {step}, {size}");
        }
    }
}

#[test]
fn every_screen_after_every_other_is_the_same_as_with_the_stock_backend() {
    for (depth, size) in [
        (Depth::Colours256, Size::new(80, 24)),
        (Depth::Plain, Size::new(120, 34)),
    ] {
        let frames = frames(size, depth);
        let mut ours = Ours::new(size, Erased::Painted);
        let stock: Vec<_> = frames.iter().map(|(_, frame)| Stock::screens(frame)).collect();
        for (from, before) in &frames {
            for ((to, after), stock) in frames.iter().zip(&stock) {
                ours.draw(|it| it.buffer_mut().clone_from(before));
                assert_eq!(ours.differences(after, stock), "", "{to} after {from}, {size}");
            }
        }
    }
}

#[test]
fn a_frame_is_one_write_and_the_same_frame_again_is_none() {
    let size = Size::new(120, 34);
    let mut ours = Ours::new(size, Erased::Painted);
    for (name, frame) in frames(size, Depth::Colours256) {
        let mut draw = || ours.draw(|it| it.buffer_mut().clone_from(&frame));
        assert_eq!(draw().0, 1, "{name}");
        assert_eq!(draw(), (0, 0), "{name}");
    }
    ours.resize(Size::new(80, 24));
    let frame = Kiosk::new().keys("53").draw().0;
    assert_eq!(ours.draw(|it| it.buffer_mut().clone_from(&frame)).0, 1);
}

/// What the stock backend needs besides to show a frame at once: DEC 2026 begun and ended.
const AT_ONCE: usize = 16;

/// The next posting has another code, whose blocks alone are a third of what the stock backend writes; on the small
/// screen only two numbers change, and half of that is the frame.
#[test]
fn the_list_takes_less_than_half_of_the_bytes_and_the_next_row_no_more_than_it_must() {
    for (width, height, list_most, next_most) in [(120, 34, 45, 59), (80, 24, 39, 90)] {
        let size = Size::new(width, height);
        let kiosk = Kiosk::sized(width, height).keys("53");
        let list = kiosk.draw().0;
        let next = kiosk.keys("<down>").draw().0;
        let (mut ours, mut stock) = (Ours::new(size, Erased::Painted), Stock::new(size));
        for (what, frame, most) in [("the list", &list, list_most), ("the next row", &next, next_most)] {
            let own = ours.draw(|it| it.buffer_mut().clone_from(frame)).1;
            let whole = stock.draw(frame) + AT_ONCE;
            let percent = own * 100 / whole;
            println!("{what} at {width}×{height}: {own} of {whole} bytes, {percent} %");
            assert!(percent < most, "{what} at {width}×{height}: {own} of {whole} bytes");
        }
    }
}

fn frames(size: Size, depth: Depth) -> Vec<(&'static str, Buffer)> {
    let frame = |(name, keys)| {
        let postings = support::postings::sketch();
        let look = look(ThemeName::Dark, depth);
        let kiosk = Kiosk::configured(&support::config(), &postings, size.width, size.height, look);
        (name, kiosk.keys(keys).draw().0)
    };
    WALKS.into_iter().map(frame).collect()
}
