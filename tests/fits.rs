//! Code, not eyes: in every language and at every size each label fits, and each key that is shown does something.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod support;

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::LazyLock;

use ratatui::layout::Size;
use support::Kiosk;
use support::catalog;
use support::config_with_pin;
use support::look;
use support::postings;
use support::text_of;
use support::walks::SIZES;
use support::walks::STAFF_WALKS;
use support::walks::WALKS;
use zhaohuo::app::Effect;
use zhaohuo::catalog::Catalog;
use zhaohuo::config::ThemeName;
use zhaohuo::key::Key;
use zhaohuo::language::Language;
use zhaohuo::posting::Posting;
use zhaohuo::theme::Depth;

const LANGUAGES: [&str; 4] = ["zh-CN", "en", "ko", "ja"];

/// Titles and places so short that whatever is cut is the program's own.
fn postings() -> Vec<Posting> {
    let mut postings = postings::sketch();
    for (at, posting) in postings.iter_mut().enumerate() {
        posting.title = postings::clean(["搬", "洁", "厨", "保", "工"][at % 5]);
        posting.place.name = postings::some("台东");
        posting.wanted.qualifications = None;
    }
    postings
}

static POSTINGS: LazyLock<Vec<Posting>> = LazyLock::new(postings);
static CATALOG: LazyLock<Arc<Catalog>> = LazyLock::new(|| Arc::new(catalog(&POSTINGS)));

fn kiosk(language: &str, width: u16, height: u16) -> Kiosk {
    let mut config = config_with_pin();
    config.station.name = postings::some("市北");
    // The first language is what a visit begins with.
    config.screen.languages = [language].into_iter().chain(LANGUAGES).map(str::to_owned).collect();
    config.screen.languages.dedup();
    let mut look = look(ThemeName::Dark, Depth::Colours256);
    look.language = Language::of(language).unwrap();
    let size = Size::new(width, height);
    Kiosk::on(&config, &POSTINGS, Arc::clone(&CATALOG), size, look)
}

fn walks() -> impl Iterator<Item = (&'static str, &'static str)> {
    WALKS.into_iter().chain(STAFF_WALKS)
}

fn everywhere(check: impl Fn(&str, &str, (u16, u16), Kiosk)) {
    for language in LANGUAGES {
        for (width, height) in SIZES {
            for (name, keys) in walks() {
                check(
                    language,
                    name,
                    (width, height),
                    kiosk(language, width, height).keys(keys),
                );
            }
        }
    }
}

#[test]
fn every_label_fits_uncut() {
    let cut = RefCell::new(Vec::new());
    everywhere(|language, name, size, kiosk| {
        let screen = kiosk.screen();
        // Where something is opened or called, the program says so with a mark of its own.
        let own = [
            "正在",
            "Opening",
            "Getting",
            "Calling",
            "여는",
            "부르",
            "開いて",
            "呼んで",
        ];
        for line in screen.lines() {
            let mut rest = line.to_owned();
            for word in own {
                // With its mark, and whatever stands between the two.
                if let Some((before, after)) = rest.split_once(word) {
                    rest = format!("{before}{}", after.split_once('…').map_or(after, |(_, after)| after));
                }
            }
            if rest.contains('…') {
                cut.borrow_mut().push(format!("{language} {name} {size:?}: {line}"));
            }
        }
    });
    let cut = cut.into_inner();
    assert!(cut.is_empty(), "{} lines are cut:\n{}", cut.len(), cut.join("\n"));
}

#[test]
fn every_target_can_be_hit_somewhere_with_its_whole_row() {
    everywhere(|language, name, (width, height), kiosk| {
        let (buffer, targets) = kiosk.draw();
        for (area, key) in targets.all() {
            let is_hit = |y: u16| (area.x..area.right()).all(|x| targets.at(x, y) == Some(*key));
            // The waiting screen is one key, with another one on it.
            assert!(
                (area.y..area.bottom()).any(is_hit),
                "{language} {name} {width}×{height}: {key:?} lies under others\n{}",
                text_of(&buffer)
            );
        }
    });
}

#[test]
fn every_key_that_is_shown_changes_something_or_asks_for_something() {
    everywhere(|language, name, (width, height), kiosk| {
        let (before, targets) = kiosk.draw();
        let walk = walks().find(|(own, _)| *own == name).unwrap().1;
        let mut keys: Vec<Key> = targets.all().iter().map(|(_, key)| *key).collect();
        keys.sort_by_key(|key| format!("{key:?}"));
        keys.dedup();
        assert!(!keys.is_empty(), "{language} {name} {width}×{height} shows no key");
        for key in keys {
            let mut other = self::kiosk(language, width, height).keys(walk);
            other.asked.clear();
            other = other.again_after(1_000, key);
            let asks = other.asked.iter().any(|effect| *effect != Effect::Redraw);
            assert!(
                asks || other.draw().0 != before,
                "{language} {name} {width}×{height}: {key:?} does nothing\n{}",
                text_of(&before)
            );
        }
    });
}
