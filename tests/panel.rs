//! The built program on the screens it is made for: in foot, in the letters that packaging/terminal
//! chooses for their size, on a compositor without a screen. Pictures of every page: `ZHAOHUO_PANEL=docs/panel cargo test --test panel`.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "real programs take real time, and a test that cannot be set up should fail"
)]
#![expect(unreachable_pub, reason = "a kit is shared by files that are programs of their own")]

#[path = "panel/kiosk.rs"]
mod kiosk;
#[path = "panel/pixels.rs"]
mod pixels;
#[path = "support/skip.rs"]
mod skip;
#[path = "support/tour.rs"]
mod tour;

use std::path::Path;
use std::process::Command;

use kiosk::Kiosk;
use kiosk::Panel;
use kiosk::missing;
use skip::skip;
use tour::LEFT;
use tour::TOUR;

/// Names the folder for the pictures.
const WANTED: &str = "ZHAOHUO_PANEL";

#[test]
fn a_phone_reads_the_code_from_a_picture_of_the_screen() {
    if let Some(why) = missing() {
        skip("a_phone_reads_the_code_from_a_picture_of_the_screen", &why);
        return;
    }
    let kiosk = Kiosk::start(Panel::SMALL);
    kiosk.wait_for_postings();
    kiosk.picture();
    kiosk.press("1", "您想做什么");
    kiosk.press("2", "第 1 /");
    kiosk.picture();
    let detail = open_one_with_a_code(&kiosk);
    assert_read(&kiosk, &detail);
}

#[test]
fn every_page_on_every_panel() {
    let name = "every_page_on_every_panel";
    let Some(folder) = std::env::var_os(WANTED) else {
        skip(
            name,
            "it takes minutes, and runs where ZHAOHUO_PANEL names a folder for its pictures",
        );
        return;
    };
    if let Some(why) = missing() {
        skip(name, &why);
        return;
    }
    let mut wrong = Vec::new();
    for panel in [Panel::SMALL, Panel::UPRIGHT, Panel::LARGE] {
        let mut album = Album {
            folder: Path::new(&folder),
            wrong: &mut wrong,
        };
        walk(&Kiosk::start(panel), &mut album);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// Where pictures are kept, and what is wrong with which: one that is not as it should be is there to be looked at.
struct Album<'a> {
    folder: &'a Path,
    wrong: &'a mut Vec<String>,
}

fn walk(kiosk: &Kiosk, album: &mut Album) {
    kiosk.wait_for_postings();
    keep(kiosk, "waiting", album);
    kiosk.press("7", "您想做什么");
    keep(kiosk, "home", album);
    kiosk.press("2", "第 1 /");
    keep(kiosk, "list", album);
    let detail = open_one_with_a_code(kiosk);
    assert_read(kiosk, &detail);
    keep(kiosk, "detail", album);
    home(kiosk);
    kiosk.press("9", "找工种");
    kiosk.press("市北 搬运 200", "一天 200 元以上 ×");
    keep(kiosk, "search", album);
    home(kiosk);
    for (name, _, keys, says) in TOUR {
        for key in &keys[..keys.len() - 1] {
            kiosk.press(key, "");
        }
        kiosk.press(keys[keys.len() - 1], says);
        keep(kiosk, name, album);
        home(kiosk);
    }
}

/// Back to the first page, by as many keys as it takes.
fn home(kiosk: &Kiosk) {
    while !kiosk.wait_for(|_| true).join("\n").contains("您想做什么") {
        kiosk.press(LEFT, "");
    }
}

/// Some postings of the demonstration have no code, and which they are differs from day to day.
fn open_one_with_a_code(kiosk: &Kiosk) -> Vec<String> {
    for digit in ["1", "2", "3", "4", "5", "6"] {
        let rows = kiosk.press(digit, "报名");
        if rows.join("\n").contains("手机扫码报名") {
            return rows;
        }
        kiosk.press("0", "第 1 /");
    }
    panic!("no posting of the first page has a code");
}

/// Two decoders read from the picture where the feed says that one applies.
fn assert_read(kiosk: &Kiosk, detail: &[String]) {
    let address = address_on(kiosk, detail);
    assert_eq!(kiosk.picture().codes(&kiosk.panel.grid), [address.as_str()]);
    if let Some(read) = kiosk.read_by_zbar() {
        assert_eq!(read, address);
    }
}

/// Where the feed says that the posting on show is applied for.
fn address_on(kiosk: &Kiosk, detail: &[String]) -> String {
    let mut rows = detail.iter();
    let row = rows.find(|row| row.trim_start().starts_with("编号")).unwrap();
    let number: String = row.chars().filter(char::is_ascii_digit).take(6).collect();
    let postings = kiosk.beside(&["show", &number]);
    // Two may share a number; the title tells which it is.
    let text = detail.join("\n");
    let mut postings = postings.as_array().unwrap().iter();
    let posting = postings.find(|posting| text.contains(posting["title"].as_str().unwrap()));
    posting.unwrap()["code"].as_str().unwrap().to_owned()
}

/// Checks the picture, and writes it as small as this machine can.
fn keep(kiosk: &Kiosk, name: &str, album: &mut Album) {
    let (width, height) = kiosk.panel.size;
    let name = format!("{width}x{height}-{name}.png");
    if let Err(why) = kiosk.try_picture() {
        album.wrong.push(format!("{name}: {why}"));
    }
    std::fs::create_dir_all(album.folder).unwrap();
    let path = album.folder.join(name);
    std::fs::write(&path, kiosk.grim(&["-l", "9"])).unwrap();
    // A screen has a few dozen colours. Where there is no pngquant the file is only larger.
    let smaller = [
        "--force",
        "--nofs",
        "--skip-if-larger",
        "--strip",
        "--ext",
        ".png",
        "32",
    ];
    drop(Command::new("pngquant").args(smaller).arg(&path).output());
}
