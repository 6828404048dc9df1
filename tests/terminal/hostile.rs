//! A feed whose every text is written against the terminal.

use std::io::Read as _;
use std::io::Write as _;
use std::net::TcpListener;

use vt100::Screen;

use super::alphabet;
use super::attacks;
use super::pty::Launch;
use super::pty::Session;

/// The arrow, which turns the pages of a text as `+` does.
const DOWN: &str = "\x1b[B";
/// Longer than the time in which the same key is taken for a bounce of a page change.
const NO_BOUNCE: std::time::Duration = std::time::Duration::from_millis(350);

#[test]
fn no_text_of_a_feed_gets_at_the_terminal() {
    let texts = attacks::texts();
    let mut kiosk = kiosk_on(&texts, (80, 24));
    let title = format!("全部活 · {} 个活", texts.len());
    kiosk.press("3", &title);
    let mut opened = 0;
    each_page(&mut kiosk, ["+", "+"], |kiosk, list| {
        let digits = list.lines().filter_map(chosen_by).collect::<Vec<_>>();
        for digit in digits {
            kiosk.send(&digit);
            kiosk.wait_for(|screen| screen.contents().contains("看详情") && screen.contents().contains("编号"));
            // By turns: the same key twice this fast would be a bounce.
            each_page(kiosk, ["+", DOWN], |_, _| {});
            kiosk.press("0", &title);
            opened += 1;
        }
    });
    assert_eq!(opened, texts.len());

    // Every step led where it should; now the way back does too. (A second 0 so soon would be a bounce.)
    kiosk.press("\x1b[D", "您想做什么");
    kiosk.press("9", "找工种");
    let found = kiosk.press("huo", "huo▏");
    assert!(only_shows(&found), "{}", found.contents());
    kiosk.press("\x1b[D", "您想做什么");
    kiosk.press("0", "按任意键");
    assert_wrote_its_own_alphabet(&mut kiosk);
}

#[test]
fn nor_at_a_wide_one_where_the_posting_stands_beside_the_list() {
    let texts = attacks::texts();
    let mut kiosk = kiosk_on(&texts, (120, 34));
    kiosk.press("3", "全部活 · ");
    let pages = texts.len().div_ceil(6);
    for page in 1..=pages {
        kiosk.wait_for_text(&format!("第 {page} / {pages} 页"));
        std::thread::sleep(NO_BOUNCE);
        kiosk.send("23456\x1b[A\x1b[A+");
    }
    kiosk.press("0", "您想做什么");
    assert_wrote_its_own_alphabet(&mut kiosk);
}

#[test]
fn nor_does_any_text_of_what_a_feed_carries_besides_postings() {
    let mut kiosk = kiosk_on(&attacks::texts(), (80, 24));
    let mut walker = Walker {
        kiosk: &mut kiosk,
        last: String::new(),
    };
    let mut seen = 0;
    for key in ["4", "5", "6", "7", "8", "+"] {
        seen += walker.open(key, LEVELS);
    }
    println!("{seen} pages");
    assert!(seen > 6 * attacks::texts().len(), "{seen} pages");
    assert_wrote_its_own_alphabet(&mut kiosk);
}

#[test]
fn lists_for_scripts_are_plain_lines_too() {
    let kiosk = kiosk_on(&attacks::texts(), (80, 24));
    let said = |arguments: &[&str]| {
        let output = kiosk.beside(arguments);
        let text = [output.stdout, output.stderr].concat();
        let shown: Vec<u8> = text.iter().copied().filter(|&byte| byte != b'\n').collect();
        assert_eq!(alphabet::strangers(&shown), [""; 0], "{arguments:?}");
        String::from_utf8(text).unwrap()
    };
    let list = said(&["jobs"]);
    assert_eq!(list.lines().count(), attacks::texts().len());
    for arguments in [&["jobs", "--json"][..], &["jobs", "huo"], &["pull"]] {
        assert_ne!(said(arguments), "", "{arguments:?}");
    }
    for posting in list.lines() {
        let number: String = posting.chars().filter(|c| *c != ' ').take(6).collect();
        assert!(said(&["show", &number]).contains("编号"), "{posting}");
    }
}

/// On its first page, with all postings there.
fn kiosk_on(texts: &[String], (width, height): (u16, u16)) -> Session {
    let address = serve(attacks::feed(texts));
    let mut kiosk = Launch::new()
        .with(["--feed", &address, "--allow", "jobs.example"])
        // Such texts are what staff should look at first; here they are to reach the screen.
        .configured("[screening]\nhold = []")
        .sized(width, height)
        .start();
    kiosk.wait_for_postings();
    kiosk.press("5", "您想做什么");
    kiosk
}

/// Answers every request with the feed, for as long as the test runs.
#[expect(clippy::disallowed_methods, reason = "a server needs a thread")]
fn serve(feed: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/feed.json", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut request = [0; 4096];
            // A request fits; one that does not ends in an error that the test shows.
            if stream.read(&mut request).is_ok() {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", feed.len());
                drop(stream.write_all(format!("{head}{feed}").as_bytes()));
            }
        }
    });
    address
}

/// Calls `visit` on each page of what is shown, turning them by key.
fn each_page(kiosk: &mut Session, keys: [&str; 2], mut visit: impl FnMut(&mut Session, &str)) {
    let mut page = 1;
    loop {
        let screen = kiosk.screen();
        assert!(only_shows(&screen), "{}", screen.contents());
        visit(kiosk, &screen.contents());
        let pages = pages_of(&screen.contents(), page);
        if page >= pages {
            return;
        }
        page += 1;
        kiosk.press(keys[page % 2], &format!("第 {page} / {pages} 页"));
    }
}

/// A menu, a menu below, and what stands in it.
const LEVELS: usize = 3;

/// Goes through all that there is to see.
struct Walker<'a> {
    kiosk: &'a mut Session,
    last: String,
}

impl Walker<'_> {
    /// Goes through all pages of a screen, and through all that their digits lead to; says how many there were.
    fn look_round(&mut self, levels: usize) -> usize {
        let (mut seen, mut page) = (0, 1);
        loop {
            let here = self.kiosk.contents();
            assert!(here.chars().all(|c| c == '\n' || alphabet::shows(c)), "{here}");
            seen += 1;
            let digits = if levels > 1 { entries(&here) } else { Vec::new() };
            for digit in digits {
                seen += self.open(&digit, levels - 1);
            }
            if page >= pages_of(&here, page) {
                return seen;
            }
            page += 1;
            self.send(["+", DOWN][page % 2]);
            self.kiosk.wait_for_text(&format!("第 {page} / "));
        }
    }

    /// Goes where a key leads, through all that stands there, and back.
    fn open(&mut self, key: &str, levels: usize) -> usize {
        let before = body(&self.kiosk.contents());
        self.send(key);
        self.kiosk.wait_for(|screen| body(&screen.contents()) != before);
        let seen = self.look_round(levels);
        self.send(["0", "\x1b[D"][levels % 2]);
        self.kiosk.wait_for(|screen| body(&screen.contents()) == before);
        seen
    }

    fn send(&mut self, key: &str) {
        if self.last == key {
            std::thread::sleep(NO_BOUNCE);
        }
        key.clone_into(&mut self.last);
        self.kiosk.send(key);
    }
}

/// Without the first row, which has the clock, and the last, which has the keys. The emulator tells blanks that were drawn
/// from erased cells; nobody who looks at it does.
fn body(contents: &str) -> String {
    let rows: Vec<&str> = contents.lines().map(str::trim_end).collect();
    rows[1..rows.len() - 1].join("\n")
}

/// The digits that stand first in a row, but for the keys of the page itself.
fn entries(contents: &str) -> Vec<String> {
    let body = body(contents);
    // Answers lead on for good: the way back from there does not end here.
    if body.contains("不记您答了什么") {
        return Vec::new();
    }
    let first = body.lines().filter_map(|row| {
        let mut row = row.trim_start_matches([' ', '│']).chars();
        let digit = row.next().filter(|c| ('1'..='9').contains(c))?;
        (row.next() == Some(' ')).then(|| digit.to_string())
    });
    first.collect()
}

/// `第 1 / 3 页` → 3; 1 where there is no pager.
fn pages_of(contents: &str, page: usize) -> usize {
    let after = contents
        .rsplit_once(&format!("第 {page} / "))
        .map_or("", |(_, after)| after);
    let pages = after.split_once(" 页").and_then(|(count, _)| count.parse().ok());
    pages.unwrap_or(1)
}

/// The digit at the beginning of a posting's first row.
fn chosen_by(row: &str) -> Option<String> {
    let (digit, title) = row.trim_start().split_once(' ')?;
    let is_digit = digit.len() == 1 && digit.bytes().all(|byte| byte.is_ascii_digit());
    (is_digit && title.trim_start().starts_with('活')).then(|| digit.to_owned())
}

fn only_shows(screen: &Screen) -> bool {
    screen.contents().chars().all(|c| c == '\n' || alphabet::shows(c))
}

fn assert_wrote_its_own_alphabet(kiosk: &mut Session) {
    kiosk.send("\x03");
    assert_eq!(kiosk.wait_exit().status.exit_code(), 0);
    let bytes = kiosk.bytes();
    assert_eq!(alphabet::strangers(&bytes), [""; 0]);
    let text = alphabet::unasked(str::from_utf8(&bytes).unwrap());
    assert!(
        !text.contains("\u{1b}[6n") && !text.contains("\u{9b}6n"),
        "the terminal was asked where its cursor is"
    );
}
