//! Whatever is pressed, touched, resized or refreshed, in any order: no panic, no slow frame, no way out.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "frames are timed, and a test that cannot be set up should fail"
)]

mod support;

use std::sync::Arc;
use std::time::Duration;
use std::time::Instant;

use fastrand::Rng;
use jiff::SignedDuration;
use ratatui::layout::Size;
use support::Kiosk;
use support::config;
use support::look;
use support::postings;
use zhaohuo::app::Effect;
use zhaohuo::app::Msg;
use zhaohuo::bulletin::Bulletin;
use zhaohuo::bulletin::Event;
use zhaohuo::catalog::Catalog;
use zhaohuo::catalog::CatalogBuilder;
use zhaohuo::config::ThemeName;
use zhaohuo::key::Key;
use zhaohuo::posting::Posting;
use zhaohuo::posting::Row;
use zhaohuo::posting::When;
use zhaohuo::theme::Depth;

/// In CI; `ZHAOHUO_INPUTS=1000000 cargo test --test anything` for the whole of it.
const INPUTS: u32 = 100_000;
/// A key to its frame. Of a million inputs none took longer; on a busy machine one in a thousand may.
const BUDGET: Duration = Duration::from_millis(100);
const SIZES: [(u16, u16); 8] = [
    (1, 1),
    (10, 5),
    (40, 20),
    (67, 60),
    (80, 24),
    (120, 34),
    (240, 67),
    (500, 200),
];
const LETTERS: [char; 14] = [
    'b', 'y', 'z', ' ', '保', '洁', '搬', '市', '北', '当', '结', '\u{3000}', 'é', '각',
];

fn key(rng: &mut Rng) -> Key {
    match rng.u8(0..24) {
        0..=8 => Key::Digit(rng.u8(1..=9)),
        9 => Key::Back,
        10 => Key::Enter,
        11 => Key::NextPage,
        12 => Key::PreviousPage,
        13 => Key::Languages,
        14 => Key::Help,
        15 => Key::Large,
        16 => Key::Up,
        17 => Key::Down,
        18 => Key::Left,
        19 => Key::Right,
        20 => [Key::Erase, Key::Clear, Key::Hold][rng.usize(0..3)],
        21 => Key::Result(rng.u8(..)),
        22 => Key::Mark(rng.u8(..)),
        _ => Key::Char(*rng.choice(&LETTERS).unwrap()),
    }
}

#[test]
fn a_storm_of_inputs_breaks_nothing_and_ends_nothing() {
    storm(1);
}

#[test]
fn another_storm_does_not_either() {
    storm(2);
}

/// With a month of dated fairs, more than a page of each day.
fn catalog(postings: &[Posting]) -> Catalog {
    let mut builder = CatalogBuilder::new(support::standpoint());
    for (row, posting) in (1..).zip(postings) {
        builder.add(Row(row), posting);
    }
    for bulletin in support::bulletins::sketch() {
        builder.add_bulletin(bulletin);
    }
    for hours in (0..240).step_by(3) {
        let starts = support::now() + SignedDuration::from_hours(hours);
        builder.add_bulletin(Bulletin::Event(Event {
            name: postings::clean(&format!("招聘会 {hours}")),
            ends: Some(When::At(starts)),
            ..Event::default()
        }));
    }
    builder.finish()
}

/// Half of the inputs, so that two cores share them; the same ones for the same seed.
fn storm(seed: u64) {
    let inputs = std::env::var("ZHAOHUO_INPUTS").map_or(INPUTS, |text| text.parse().unwrap()) / 2;
    let (some, none) = (postings::sketch(), Vec::new());
    let catalogs = [&some, &none].map(|postings| Arc::new(catalog(postings)));
    let look = look(ThemeName::Dark, Depth::Colours256);
    let size = Size::new(80, 24);
    let mut kiosk = Kiosk::on(&config(), &some, Arc::clone(&catalogs[0]), size, look);
    let mut rng = Rng::with_seed(seed);
    let mut slow = 0_u32;
    let mut worst = Duration::ZERO;
    for _ in 0..inputs {
        let began = Instant::now();
        kiosk = match rng.u16(0..1_000) {
            0..12 => {
                // A frame of 500×200 costs as much as forty of 80×24.
                let large = rng.u8(0..24) == 0;
                let (width, height) = SIZES[if large { rng.usize(6..8) } else { rng.usize(0..6) }];
                kiosk.resized(width, height)
            }
            12..14 => {
                kiosk.send(Msg::Catalog(Arc::clone(rng.choice(&catalogs).unwrap())));
                kiosk
            }
            14..16 => kiosk.wait(rng.i64(1..130)),
            // A clock that is set, by days: what is dated leaves the page that shows it, and comes back.
            16..18 => kiosk.clock_set_off(rng.i64(-100_000..900_000)),
            // A finger: on a key that is drawn, or beside all of them.
            18..300 => {
                let (_, targets) = kiosk.draw();
                let (area, key) = match targets.all() {
                    [] => continue,
                    all => all[rng.usize(..all.len())],
                };
                kiosk.send(Msg::Pressed(Some(area)));
                drop(kiosk.draw());
                kiosk.again_after(rng.u64(0..800), key)
            }
            _ => {
                let key = key(&mut rng);
                kiosk.again_after(rng.u64(0..800), key)
            }
        };
        drop(kiosk.draw());
        let took = began.elapsed();
        worst = worst.max(took);
        slow += u32::from(took > BUDGET);
        assert!(!kiosk.asked.contains(&Effect::Quit), "a key ended the program");
        kiosk.asked.clear();
    }
    eprintln!("{inputs} inputs: {slow} over {BUDGET:?}, the worst {worst:?}");
    assert!(
        slow <= inputs / 1_000,
        "{slow} of {inputs} over {BUDGET:?}, the worst {worst:?}"
    );
}
