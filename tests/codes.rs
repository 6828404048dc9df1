//! Every code that the demonstration would show, seen as a phone sees it.

#![expect(clippy::unwrap_used, reason = "a test that cannot be set up should fail")]

mod support;

#[path = "support/raster.rs"]
mod raster;
#[path = "support/skip.rs"]
mod skip;

use std::process::Command;

use qrcode::bits::Bits;
use qrcode::optimize::Parser;
use qrcode::types::Mode;
use qrcode::types::Version;
use raster::Picture;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::style::Modifier;
use skip::skip;
use support::Kiosk;
use support::look;
use support::now;
use support::postings;
use support::text_of;
use zhaohuo::app::Effect;
use zhaohuo::code::Address;
use zhaohuo::code::QUIET_ZONE;
use zhaohuo::config::AllowList;
use zhaohuo::config::Config;
use zhaohuo::config::Hall;
use zhaohuo::config::ThemeName;
use zhaohuo::demo::Demo;
use zhaohuo::feed;
use zhaohuo::feed::Context;
use zhaohuo::feed::Item;
use zhaohuo::posting::Posting;
use zhaohuo::posting::PostingNumber;
use zhaohuo::posting::Row;
use zhaohuo::text::CleanText;
use zhaohuo::theme::Depth;

/// Bytes that the largest code beside the text at 80×24 holds: version 4 at level L (ISO/IEC 18004 table 7).
const BYTES_MAX: usize = 78;
/// What a camera reads best, and nothing else on a screen has in both.
const BLACK: Color = Color::Indexed(16);
const WHITE: Color = Color::Indexed(231);

/// What a visitor sees of one posting.
struct Page {
    address: Option<String>,
    phone: Option<String>,
    number: String,
    buffer: Buffer,
}

#[test]
fn each_code_at_80x24_says_the_address_of_its_posting_byte_for_byte() {
    let pages = pages(&demonstration(), ThemeName::Dark);
    let (mut read, mut too_long, mut without) = (0, 0, 0);
    for (page, codes) in pages.iter().zip(codes_on(&pages)) {
        let text = text_of(&page.buffer);
        match (&page.address, code_on(&page.buffer)) {
            (Some(address), Some(_)) => {
                assert_eq!(codes, std::slice::from_ref(address), "{text}");
                read += 1;
            }
            (Some(address), None) => {
                assert!(address.len() > BYTES_MAX, "{address} would fit\n{text}");
                assert!(text.contains("这块屏幕放不下二维码"), "{text}");
                assert!(page.phone.as_ref().is_none_or(|phone| text.contains(phone)), "{text}");
                assert!(text.contains(&page.number), "{text}");
                too_long += 1;
            }
            (None, None) => without += 1,
            (None, Some(_)) => panic!("a code that leads nowhere:\n{text}"),
        }
    }
    println!(
        "{} pages: {read} codes read, {too_long} too long, {without} have none",
        pages.len()
    );
    assert!(pages.len() > 1_000 && read > 900, "{} pages, {read} codes", pages.len());
}

/// The pages of a posting that has all three codes, by the address on which one applies.
fn with_address(length: usize) -> (Posting, String) {
    let mut posting = postings::sketch()[0].clone();
    let address = format!("{:_<length$}", "https://hrss.qd.example/");
    posting.contact.url = CleanText::line(&address);
    posting.contact.phone = CleanText::line("+86 532-0000 0108 转 3");
    (posting, address)
}

#[test]
#[expect(clippy::disallowed_methods, reason = "another program reads the files")]
fn codes_of_every_kind_and_length_are_read_by_two_decoders() {
    const TEST: &str = "codes_of_every_kind_and_length_are_read_by_two_decoders";
    let mut pages: Vec<(String, Vec<u8>)> = Vec::new();
    // From the shortest there is to the longest of version 4, at both levels, and far beyond on a large screen.
    let lengths = [24, 25, 40, 62, 63, 77, 78];
    let sizes = [(80, 24), (120, 34), (67, 60), (240, 67)];
    let usual = lengths.into_iter().flat_map(|length| sizes.map(|size| (length, size)));
    let long = [(119, (240, 67))].into_iter();
    for (length, (width, height)) in usual.chain(long) {
        let (posting, address) = with_address(length);
        let way = posting
            .place
            .geo
            .map(|at| format!("https://map.qd.example/?at={},{}", at.latitude, at.longitude));
        for (key, wanted) in [
            ("", Some(address)),
            ("2", Some("tel:+8653200000108".to_owned())),
            ("3", way),
        ] {
            let kiosk = Kiosk::with(std::slice::from_ref(&posting), width, height).keys(&format!("531{key}"));
            let picture = Picture::of_buffer(&kiosk.draw().0);
            let wanted = wanted.unwrap();
            assert_eq!(
                picture.codes(),
                [wanted.as_str()],
                "{length} bytes at {width}×{height}\n{}",
                kiosk.screen()
            );
            pages.push((wanted, picture.pgm()));
        }
    }
    // The smallest screen, which a code has to itself.
    let (posting, address) = with_address(32);
    for (key, wanted) in [("1", address.as_str()), ("2", "tel:+8653200000108")] {
        let kiosk = Kiosk::with(std::slice::from_ref(&posting), 40, 20).keys(&format!("531{key}"));
        let picture = Picture::of_buffer(&kiosk.draw().0);
        assert_eq!(picture.codes(), [wanted], "{}", kiosk.screen());
        pages.push((wanted.to_owned(), picture.pgm()));
    }
    println!("{} codes", pages.len());

    let folder = tempfile::tempdir().unwrap();
    for (page, (wanted, picture)) in pages.iter().enumerate() {
        let file = folder.path().join(format!("{page}.pgm"));
        std::fs::write(&file, picture).unwrap();
        let read = Command::new("zbarimg").args(["-q", "--raw"]).arg(&file).output();
        let Ok(read) = read else {
            return skip(TEST, "no zbarimg");
        };
        assert_eq!(String::from_utf8(read.stdout).unwrap().trim_end(), wanted);
    }
}

#[test]
fn codes_are_black_on_white_in_every_theme_with_light_around_and_the_host_below() {
    let postings = &demonstration()[..150];
    for theme in [ThemeName::Dark, ThemeName::Light] {
        let pages = pages(postings, theme);
        let mut seen = 0;
        for page in &pages {
            let Some(area) = code_on(&page.buffer) else { continue };
            seen += 1;
            assert_framed_in_light(&page.buffer, area);
            let below = text_of(&page.buffer);
            let below = below.lines().nth(area.bottom().into()).unwrap_or_default();
            let address = page.address.as_deref().unwrap_or_default();
            let host = address
                .trim_start_matches("https://")
                .split('/')
                .next()
                .unwrap_or_default();
            assert!(below.ends_with(&format!("打开 {host}")), "{below}");
        }
        assert!(seen > 100, "{seen} codes");
    }
}

#[test]
fn no_address_is_written_as_shift_jis() {
    let hall = hall();
    for posting in demonstration() {
        let Ok(address) = Address::new(posting.contact.url.as_deref(), &hall.allow) else {
            continue;
        };
        assert!(address.as_str().is_ascii(), "{}", address.as_str());
        assert_no_kanji(address.as_str());
    }
    // Chinese in an address is percent-encoded before it comes to a code.
    let allow = AllowList::new(&["*.example"]).unwrap();
    let chinese = Address::new(Some("https://招工.example/保洁员?岗位=搬运"), &allow).unwrap();
    assert!(chinese.as_str().is_ascii());
    assert_no_kanji(chinese.as_str());
}

fn assert_no_kanji(address: &str) {
    let segments = Parser::new(address.as_bytes()).optimize(Version::Normal(4));
    let modes: Vec<Mode> = segments.map(|segment| segment.mode).collect();
    assert!(!modes.contains(&Mode::Kanji), "{modes:?} in {address}");
    assert!(
        Bits::new(Version::Normal(10))
            .push_optimal_data(address.as_bytes())
            .is_ok()
    );
}

/// The feed of the sketches' day, as a pull reads it.
fn demonstration() -> Vec<Posting> {
    let zone = hall().zone;
    let demo = Demo {
        items: 1_200,
        seed: 1,
        today: now().to_zoned(zone.clone()).date(),
    };
    let mut json = Vec::new();
    demo.write_json(&mut json).unwrap();
    let context = Context {
        zone,
        namespace: "demo".to_owned(),
    };
    let mut postings = Vec::new();
    let read = feed::read(json.as_slice(), &context, |item| {
        if let Ok(Item::Posting(posting)) = item {
            postings.push(*posting);
        }
        Ok::<_, std::convert::Infallible>(())
    });
    read.unwrap();
    postings
}

/// Without a configuration: the demonstration's own.
fn hall() -> Hall {
    Hall::of(&Config::default()).unwrap()
}

/// The detail page of every posting that is on offer, reached by its 编号 as a visitor would.
fn pages(postings: &[Posting], theme: ThemeName) -> Vec<Page> {
    let hall = hall();
    let config = Config::default();
    let mut kiosk = Kiosk::configured(&config, postings, 80, 24, look(theme, Depth::Colours256)).keys("5");
    let mut pages = Vec::new();
    let on_offer = (1..).zip(postings).filter(|(_, posting)| is_on_offer(posting));
    for (row, posting) in on_offer {
        let number = PostingNumber::of(&posting.id).to_string();
        let digits: String = number.split_whitespace().collect();
        let mut depth = 1;
        kiosk.asked.clear();
        kiosk = kiosk.keys(&format!("<enter>{digits}"));
        // Where two share a number they are listed, and a digit chooses.
        for choice in 1..=9 {
            if kiosk.asked.contains(&Effect::Open(Row(row))) {
                break;
            }
            kiosk = kiosk.keys(if depth > 1 { "0" } else { "" }).keys(&choice.to_string());
            depth = 2;
        }
        assert!(
            kiosk.asked.contains(&Effect::Open(Row(row))),
            "{number} leads elsewhere"
        );
        pages.push(Page {
            address: address_of(posting, &hall),
            phone: posting.contact.phone.as_ref().map(ToString::to_string),
            number,
            buffer: kiosk.draw().0,
        });
        kiosk = kiosk.keys(&"0".repeat(depth));
    }
    pages
}

fn is_on_offer(posting: &Posting) -> bool {
    posting.origin.valid_through.is_none_or(|end| end > now())
}

/// Where the feed sends applicants, if a code may lead there. Full ones have no code.
fn address_of(posting: &Posting, hall: &Hall) -> Option<String> {
    let url = posting.contact.url.as_deref();
    Address::new(url, &hall.allow).ok()?;
    url.filter(|_| !posting.openings.is_full()).map(str::to_owned)
}

/// What a decoder reads on each page, by as many decoders as there are cores: without optimisation each takes a while.
fn codes_on(pages: &[Page]) -> Vec<Vec<String>> {
    let share = pages
        .len()
        .div_ceil(std::thread::available_parallelism().map_or(2, usize::from));
    let read = |page: &Page| Picture::of_buffer(&page.buffer).codes();
    std::thread::scope(|scope| {
        let workers: Vec<_> = pages
            .chunks(share)
            .map(|pages| scope.spawn(move || pages.iter().map(read).collect::<Vec<_>>()))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    })
}

/// The cells of the code, by its colours, which nothing else on the screen has.
fn code_on(buffer: &Buffer) -> Option<Rect> {
    let cells = buffer.content.iter().enumerate();
    let inked = cells.filter(|(_, cell)| (cell.fg, cell.bg, cell.modifier) == (BLACK, WHITE, Modifier::empty()));
    let places: Vec<(u16, u16)> = inked.map(|(at, _)| buffer.pos_of(at)).collect();
    let (left, right) = (places.iter().map(|it| it.0).min()?, places.iter().map(|it| it.0).max()?);
    let (top, bottom) = (places.iter().map(|it| it.1).min()?, places.iter().map(|it| it.1).max()?);
    let area = Rect::new(left, top, right - left + 1, bottom - top + 1);
    assert_eq!(
        places.len(),
        usize::from(area.width) * usize::from(area.height),
        "a hole in the code"
    );
    Some(area)
}

/// At least four light modules on each side, and no more than the last half row of cells asks for.
fn assert_framed_in_light(buffer: &Buffer, area: Rect) {
    let dark = |x: u16, y: u16| {
        let symbol = buffer[(area.x + x, area.y + y / 2)].symbol();
        match symbol {
            "█" => true,
            "▀" => y.is_multiple_of(2),
            "▄" => !y.is_multiple_of(2),
            " " => false,
            other => panic!("{other:?} in a code"),
        }
    };
    let (width, height) = (area.width, area.height * 2);
    let quiet = u16::try_from(QUIET_ZONE).unwrap();
    let module = (0..width).flat_map(|x| (0..height).map(move |y| (x, y)));
    let (mut left, mut top, mut right, mut bottom) = (width, height, 0, 0);
    for (x, y) in module.filter(|&(x, y)| dark(x, y)) {
        (left, top, right, bottom) = (left.min(x), top.min(y), right.max(x), bottom.max(y));
    }
    assert_eq!((left, top, width - 1 - right), (quiet, quiet, quiet));
    assert!(
        (quiet..=quiet + 1).contains(&(height - 1 - bottom)),
        "{bottom} of {height}"
    );
}
