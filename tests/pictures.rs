//! The pictures of the README, made from the running program: `ZHAOHUO_PICTURES=docs cargo test --test pictures`.
//!
//! Without that variable nothing is written, and the pictures are only checked: each must say what the screen says,
//! and the code in it must be one that a phone can read.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]
#![expect(unreachable_pub, reason = "a kit is shared by files that are programs of their own")]

#[path = "support/picture.rs"]
mod picture;
#[path = "support/pty.rs"]
mod pty;
#[path = "support/tour.rs"]
mod tour;

use pty::Launch;
use pty::Session;
use tour::LEFT;
use tour::TOUR;
use vt100::Screen;

/// Longer than what counts as a bounce, and than what a busy machine takes to draw.
const NO_BOUNCE: std::time::Duration = std::time::Duration::from_millis(350);

#[test]
fn at_80_by_24() {
    let mut session = Launch::new().start();
    keep("waiting", "待机", &session.wait_for_postings());
    keep("home", "首页", &session.press("1", "您想做什么"));
    keep("list", "列表：当天结钱的活", &session.press("2", "第 1 /"));
    let detail = open_one_with_a_code(&mut session);
    assert!(address_in(&keep("detail", "详情和二维码", &detail)).starts_with("https://"));
    session.press("0", "第 1 /");
    session.press(LEFT, "您想做什么");
    session.press("9", "找工种");
    keep(
        "search",
        "找工种：像说话那样打",
        &session.press("市北 搬运 200", "一天 200 元以上 ×"),
    );
}

#[test]
fn at_120_by_34() {
    let mut session = Launch::new().sized(120, 34).start();
    session.wait_for_postings();
    keep("home-120", "首页，120×34", &session.press("1", "您想做什么"));
    let list = session.press("2", "手机扫码报名");
    let list = keep("list-120", "列表、详情和二维码，120×34", &list);
    assert!(address_in(&list).starts_with("https://"));
    let detail = open_one_with_a_code(&mut session);
    keep("detail-120", "详情和二维码，120×34", &detail);
    session.press("0", "第 1 /");
    session.press(LEFT, "您想做什么");
    session.press("9", "找工种");
    keep("search-120", "找工种，120×34", &session.press("by", " by"));
}

/// One visit through what is not a list of postings: the page before each, the key that leads there, and what it says.
#[test]
fn a_walk_through_all_other_screens() {
    let mut session = Launch::new().start();
    session.wait_for_postings();
    session.press("7", "您想做什么");
    for (name, title, keys, says) in TOUR {
        for key in &keys[..keys.len() - 1] {
            pressed_on(&mut session, key, "");
        }
        let screen = pressed_on(&mut session, keys[keys.len() - 1], says);
        keep(name, title, &screen);
        home(&mut session);
    }
}

/// A key, once the page before has stood long enough for it not to be a bounce of the last one; waits until another
/// page is there. The clock in the first row may go on meanwhile.
fn pressed_on(session: &mut Session, key: &str, says: &str) -> Screen {
    let body = |contents: &str| contents.lines().skip(1).collect::<Vec<_>>().join("\n");
    std::thread::sleep(NO_BOUNCE);
    let before = body(&session.contents());
    session.send(key);
    session.wait_for(|screen| {
        let contents = screen.contents();
        body(&contents) != before && contents.contains(says)
    })
}

/// Back to the first page, by as many keys as it takes.
fn home(session: &mut Session) {
    while !session.contents().contains("您想做什么") {
        pressed_on(session, LEFT, "");
    }
}

/// Some postings of the demonstration have no code, and which they are differs from day to day.
fn open_one_with_a_code(session: &mut Session) -> Screen {
    for digit in 1..=6 {
        let screen = session.press(&digit.to_string(), "报名");
        if screen.contents().contains("手机扫码报名") {
            return screen;
        }
        session.press("0", "第 1 /");
    }
    panic!("no posting of the first page has a code");
}

/// Checks a picture, and writes it where that is wanted.
fn keep(name: &str, title: &str, screen: &Screen) -> String {
    let svg = picture::svg(screen, &format!("找活 · {title}"));
    assert_eq!(words_of_picture(&svg), words_of_screen(screen), "{name}");
    if let Some(folder) = std::env::var_os("ZHAOHUO_PICTURES") {
        let path = std::path::Path::new(&folder).join(format!("{name}.svg"));
        #[expect(clippy::disallowed_methods, reason = "the pictures are files")]
        std::fs::write(path, &svg).unwrap();
    }
    svg
}

/// Each character with its column and row; lines and blocks are no words.
type Placed = (u16, u16, char);

fn words_of_screen(screen: &Screen) -> Vec<Placed> {
    let (rows, columns): (u16, u16) = (screen.size().0.get(), screen.size().1.get());
    let mut words = Vec::new();
    for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
        let symbol = screen.cell(row, column).unwrap().contents();
        if picture::parts(symbol).is_none() {
            words.extend(symbol.chars().filter(|c| *c != ' ').map(|c| (row, column, c)));
        }
    }
    assert!(words.len() > 20, "an empty screen");
    words
}

fn words_of_picture(svg: &str) -> Vec<Placed> {
    let mut words = Vec::new();
    for line in svg.lines().filter(|line| line.starts_with("<text")) {
        let (_, text) = line.split_once('>').unwrap();
        let text = text
            .trim_end_matches("</text>")
            .replace("&lt;", "<")
            .replace("&amp;", "&");
        let row = number(line, "y") / picture::HEIGHT;
        let (first, count) = (number(line, "x"), text.chars().count());
        let step = number(line, "textLength") / u16::try_from(count).unwrap();
        let columns = (0..).map(|at| (first + at * step) / picture::WIDTH);
        words.extend(columns.zip(text.chars()).map(|(column, c)| (row, column, c)));
    }
    words.sort_unstable();
    words
}

fn attribute<'a>(line: &'a str, name: &str) -> &'a str {
    let (_, rest) = line.split_once(&format!(" {name}=\"")).unwrap();
    rest.split('"').next().unwrap()
}

fn number(line: &str, name: &str) -> u16 {
    attribute(line, name).parse().unwrap()
}

/// What a phone reads from the picture: its rectangles painted one after the other, and the code among them decoded.
fn address_in(svg: &str) -> String {
    let head = svg.lines().next().unwrap();
    let (width, height) = (number(head, "width"), number(head, "height"));
    let mut pixels = vec![0; usize::from(width) * usize::from(height)];
    for line in svg.lines().filter(|line| line.starts_with("<rect x")) {
        let (left, top) = (number(line, "x"), number(line, "y"));
        let light = u8::from_str_radix(&attribute(line, "fill")[1..3], 16).unwrap();
        for y in top..top + number(line, "height") {
            let start = usize::from(y) * usize::from(width) + usize::from(left);
            pixels[start..start + usize::from(number(line, "width"))].fill(light);
        }
    }
    let light_at = |x: usize, y: usize| pixels[y * usize::from(width) + x];
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width.into(), height.into(), light_at);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code a picture");
    grids[0].decode().unwrap().1
}
